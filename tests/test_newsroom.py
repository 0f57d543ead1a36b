"""The newsroom in this repository is in order: it is what a new user sees first."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from l10n_flow import project, workflow
from l10n_flow.articles import document
from l10n_flow.catalogs import catalog
from l10n_flow.model import Severity, State
from l10n_flow.text import markup

from .tools import needs

ROOT = Path(__file__).parents[1]
NEWSROOM = project.find(ROOT)
CATALOGS = sorted((ROOT / "locales").rglob("*.po"))
HALF_DONE = ("2025/mercenary-laws", "tg")


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: "/".join(path.parts[-3:]))
def test_gettext_finds_nothing_to_mend_in_a_catalog(path: Path) -> None:
    subprocess.run([needs("msgfmt"), "-c", "-o", "-", path], check=True, capture_output=True)
    formatted = subprocess.run([needs("msgcat"), "--no-wrap", path], check=True, capture_output=True)
    assert formatted.stdout == path.read_bytes()


def test_the_catalogs_are_in_step_with_the_articles() -> None:
    chosen = workflow.select(NEWSROOM)
    assert chosen.errors == ()
    langs = workflow.languages(NEWSROOM)
    for synced in workflow.sync(NEWSROOM, chosen.files, langs, "2025-01-01 00:00+0000", dry_run=True):
        assert (synced.changes, synced.errors, synced.notices) == ((), (), ()), synced.article


def test_every_edition_is_complete_but_the_one_that_shows_the_gate() -> None:
    langs = workflow.languages(NEWSROOM)
    exported = list(workflow.ready(NEWSROOM, workflow.select(NEWSROOM).files, langs, "2025-01-01T00:00:00+00:00"))
    assert [e.error for e in exported if e.error] == []
    assert {(e.article, e.lang) for e in exported if e.open} == {HALF_DONE}
    assert len(exported) == 6 * len(langs)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: "/".join(path.parts[-3:]))
def test_translations_keep_the_tags_of_their_source(path: Path) -> None:
    for unit in catalog.read(path).units:
        if unit.state is State.TRANSLATED:
            assert sorted(markup.tag_names(unit.target)) == sorted(markup.tag_names(unit.source)), unit.source


def test_no_check_finds_an_error_or_a_warning() -> None:
    langs = workflow.languages(NEWSROOM)
    found = list(workflow.check(NEWSROOM, workflow.select(NEWSROOM).files, langs, fuzzy=True))
    assert [one.errors for one in found if one.errors] == []
    assert [each for one in found for each in one.findings if each.severity is not Severity.INFO] == []
    assert len(found) == 6


def test_nothing_is_waived() -> None:
    assert [path for path in CATALOGS if "l10n-flow: ignore" in path.read_text("utf-8")] == []
    assert not any(workflow.read(NEWSROOM, file).meta.waivers for file in workflow.select(NEWSROOM).files)


def test_articles_are_written_in_every_format_and_in_several_languages() -> None:
    articles = [workflow.read(NEWSROOM, file) for file in workflow.select(NEWSROOM).files]
    assert {article.format for article in articles} == {"markdown", "html", "text"}
    assert {article.lang for article in articles} == {"en", "ru", "uz"}
    assert all(document.cut(article) for article in articles)
