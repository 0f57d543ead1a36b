"""What a change of the glossary does to articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow import workflow
from l10n_flow.errors import GlossaryError, WorkspaceError
from l10n_flow.terms import impact
from tests.newsroom import newsroom, sync, translate
from tests.repository import commit, repository

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.model import Finding
    from l10n_flow.project import Project

GLOSSARY = """\
[[concept]]
id = "bridge"
en = "bridge"
ru = "мост"
"""
ARTICLE = """\
---
title: News
---
The bridge is open.

Nobody pays the toll.
"""
RUSSIAN = {"News": "Новости", "The bridge is open.": "Мосты открыты.", "Nobody pays the toll.": "Сбор не платят."}


@pytest.fixture(params=[".", "news room"])
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """A committed newsroom whose translation is right; the repository's own folder, or one inside it."""
    repository(tmp_path)
    root = tmp_path / str(request.param)
    project = newsroom(root, {"news.md": ARTICLE})
    (root / "glossary").mkdir()
    save(project, GLOSSARY)
    sync(project, "ru")
    translate(project, "ru", "news", lambda text: RUSSIAN[text])
    commit(tmp_path, "base")
    return project


def save(project: Project, text: str, name: str = "all.toml") -> None:
    (project.root / "glossary" / name).write_text(text, "utf-8")


def changed(project: Project, since: str = "HEAD") -> tuple[list[str], list[str]]:
    """What becomes wrong and right: the concepts, with the sources of the units."""
    before = impact.at_revision(project, since)
    (one,) = impact.impact(project, workflow.select(project).files, ["en", "ru"], before)

    def told(findings: tuple[Finding, ...]) -> list[str]:
        return [f"{finding.lang} {finding.subject}: {finding.source}" for finding in findings]

    assert one.errors == ()
    return told(one.wrong), told(one.right)


def test_nothing_has_changed(desk: Project) -> None:
    assert changed(desk) == ([], [])


def test_a_term_that_is_changed_makes_units_wrong(desk: Project) -> None:
    save(desk, GLOSSARY.replace("мост", "переправа"))
    assert changed(desk) == (["ru bridge: The bridge is open."], [])


def test_a_concept_that_is_added(desk: Project) -> None:
    save(
        desk, '[[concept]]\nid = "toll"\nen = "toll"\nru = { preferred = "плата", forbidden = ["сбор"] }\n', "toll.toml"
    )
    assert set(changed(desk)[0]) == {"ru toll: Nobody pays the toll."}


def test_what_a_change_makes_right(desk: Project) -> None:
    save(desk, GLOSSARY.replace("мост", "переправа"))
    commit(desk.root, "wrong")
    save(desk, GLOSSARY)
    assert changed(desk) == ([], ["ru bridge: The bridge is open."])
    assert changed(desk, "HEAD~1") == ([], [])


def test_what_stays_wrong_is_not_told(desk: Project) -> None:
    save(desk, GLOSSARY.replace("мост", "переправа"))
    commit(desk.root, "wrong")
    save(desk, GLOSSARY.replace("мост", "паром"))
    assert changed(desk) == ([], [])


def test_a_glossary_that_was_not_there_yet(desk: Project) -> None:
    (desk.root / "glossary/all.toml").unlink()
    commit(desk.root, "no glossary")
    save(desk, GLOSSARY.replace("мост", "паром"))
    assert changed(desk) == (["ru bridge: The bridge is open."], [])


def test_a_former_glossary_with_a_mistake(desk: Project) -> None:
    save(desk, "[[concept]]\n")
    commit(desk.root, "wrong")
    with pytest.raises(GlossaryError) as caught:
        impact.at_revision(desk, "main")
    assert str(caught.value.path) == "main:glossary/all.toml"
    assert "another revision: l10n-flow glossary impact --since" in caught.value.hint


@pytest.mark.parametrize("revision", ["nowhere", "--all", ""])
def test_no_such_revision(desk: Project, revision: str) -> None:
    with pytest.raises(WorkspaceError, match="git knows no revision"):
        impact.at_revision(desk, revision)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="in no git repository"):
        impact.at_revision(newsroom(tmp_path), "HEAD")
