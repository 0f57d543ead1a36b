"""`l10n-flow git-setup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import flow, found, process
from tests.repository import git, repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    return found(repository(tmp_path / "newsroom"))


def test_twice(newsroom: Path) -> None:
    first = process(newsroom, "git-setup")
    assert first.returncode == 0
    assert "set merge.l10n-flow.driver = " in first.stdout
    assert first.stdout.endswith("changed .gitattributes; commit it, so that all have it\n")
    again = process(newsroom, "git-setup")
    assert (again.returncode, again.stdout) == (0, "git merges the PO files with l10n-flow already\n")
    assert (newsroom / ".gitattributes").read_text("utf-8") == (
        "locales/**/*.po merge=l10n-flow\npublished/**/*.jsonl merge=union\n"
    )


def test_dry_run_tells_git_nothing(newsroom: Path) -> None:
    before = git(newsroom, "config", "--local", "--list").stdout
    result = flow(newsroom, "git-setup", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.endswith("+locales/**/*.po merge=l10n-flow\n+published/**/*.jsonl merge=union\n")
    assert "would set merge.l10n-flow.driver" in result.stderr
    assert not (newsroom / ".gitattributes").exists()
    assert git(newsroom, "config", "--local", "--list").stdout == before


def test_where_there_is_no_repository(tmp_path: Path) -> None:
    result = process(found(tmp_path), "git-setup", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert result.returncode == 2
    assert result.stderr.endswith("this newsroom is in no git repository\n  make one with: git init\n")
