"""A newsroom under git, with a person who commits; nobody's own git settings matter."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

_NOBODYS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "desk",
    "GIT_AUTHOR_EMAIL": "desk@example.org",
    "GIT_COMMITTER_NAME": "desk",
    "GIT_COMMITTER_EMAIL": "desk@example.org",
}


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git."""
    return subprocess.run(
        [needs("git"), *arguments],
        cwd=folder,
        env={**os.environ, **_NOBODYS},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def commit(folder: Path, message: str) -> None:
    """Commit all there is."""
    git(folder, "add", "--all").check_returncode()
    git(folder, "commit", "--quiet", "--message", message).check_returncode()


def repository(folder: Path) -> Path:
    """A new repository with a branch `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main").check_returncode()
    return folder
