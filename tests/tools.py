"""Programs that judge from outside: gettext, Chromium, git. A desk may do without them, CI may not."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def needs(*names: str) -> str:
    """The path of the first of these programs that is installed, beside Python or elsewhere.

    Without any of them the calling test is skipped; in CI (`CI=true`) it fails, so that no judge stays away unseen.
    """
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    path = next(filter(None, (shutil.which(name, path=places) for name in names)), None)
    if path is None:
        _lack(" or ".join(names))
    return path


def package(file: str) -> Path:
    """A file of the npm packages that `tests/package.json` names; without it as `needs`."""
    path = Path(__file__).parent / "node_modules" / file
    if not path.is_file():
        name = "/".join(file.split("/")[: 2 if file.startswith("@") else 1])
        _lack(f"{name} (npm install --prefix tests --ignore-scripts --no-package-lock)")
    return path


def _lack(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"not installed: {what}")
    pytest.skip(f"not installed: {what}")
