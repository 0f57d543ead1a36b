"""Editions in other formats, for other systems."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from l10n_flow import handover, workflow
from l10n_flow.errors import WorkspaceError

from .newsroom import ARTICLE, export, newsroom, sync, translate, tree

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.project import Project


@pytest.fixture
def news(tmp_path: Path) -> Project:
    """Two articles; one is translated into Russian."""
    project = newsroom(tmp_path / "news", {"tram.md": ARTICLE, "2025/bus.md": ARTICLE.replace("tram", "bus")})
    sync(project)
    translate(project, "ru")
    return project


def hand_over(project: Project, name: str, top: Path, *, dry_run: bool = False) -> list[workflow.Exported]:
    files, langs = workflow.select(project).files, workflow.languages(project, ("en", "ru"))
    return list(workflow.hand_over(project, files, langs, name, top, dry_run=dry_run))


def written(top: Path) -> list[str]:
    return sorted(path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", [one for one in handover.formats() if one != "html"])
def test_editions_that_are_complete_go_out_in_every_format(news: Project, tmp_path: Path, name: str) -> None:
    top = tmp_path / "out"
    done = hand_over(news, name, top)
    assert [(one.article, one.lang, one.missing) for one in done if one.waits] == [("2025/bus", "ru", 6)]
    assert not [one.error for one in done if one.error]
    assert all("ru/2025/bus" not in path for path in written(top))
    texts = "".join((top / path).read_text("utf-8") for path in written(top))
    assert "ru The tram is back" in texts
    assert "The bus is back" in texts


def test_it_is_no_publication(news: Project, tmp_path: Path) -> None:
    before = tree(news.root)
    hand_over(news, "json", tmp_path / "out")
    assert tree(news.root) == before


def test_addresses_are_those_of_the_pages(news: Project, tmp_path: Path) -> None:
    export(news)
    hand_over(news, "json", tmp_path / "out")
    assert written(tmp_path / "out") == ["en/2025/bus.json", "en/tram.json", "ru/tram.json"]
    assert json.loads((tmp_path / "out/ru/tram.json").read_text("utf-8"))


def test_a_dry_run_writes_nothing(news: Project, tmp_path: Path) -> None:
    done = hand_over(news, "markdown", tmp_path / "out", dry_run=True)
    assert any(one.change for one in done)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["source_articles", "locales/ru", "public", "published", "."])
def test_folders_of_others_are_refused(news: Project, name: str) -> None:
    with pytest.raises(WorkspaceError, match="not for what is exported"):
        handover.folder(news, "json", news.root / name)


def test_it_has_a_folder_of_its_own(news: Project) -> None:
    assert handover.folder(news, "hugo") == news.root / "public-hugo"
