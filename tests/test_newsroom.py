"""The newsroom in this repository is in order: it is what a new user sees first."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from l10n_flow import catalog, document, markup, project, workflow
from l10n_flow.model import State

from .tools import needs

ROOT = Path(__file__).parents[1]
NEWSROOM = project.find(ROOT)
CATALOGS = sorted((ROOT / "locales").rglob("*.po"))
HALF_DONE = ("2025/mercenary-laws", "tg")

TERMS = {
    "expulsion regime": {"ru": "режим", "uz": "chiqarib yuborish rejim", "tg": "низоми ихроҷ"},
    "special military operation": {"ru": "специальн", "uz": "maxsus harbiy operatsiya", "tg": "амалиёти махсуси ҳарбӣ"},
}
"""A term of the desk, and how its translation begins in any case and number."""


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
    exported = list(workflow.export(NEWSROOM, workflow.select(NEWSROOM).files, langs, dry_run=True))
    assert [e.error for e in exported if e.error] == []
    assert {(e.article, e.lang) for e in exported if e.open} == {HALF_DONE}
    assert len(exported) == 6 * len(langs)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: "/".join(path.parts[-3:]))
def test_translations_keep_the_tags_of_their_source(path: Path) -> None:
    for unit in catalog.read(path).units:
        if unit.state is State.TRANSLATED:
            assert sorted(markup.tag_names(unit.target)) == sorted(markup.tag_names(unit.source)), unit.source


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("lang", ["ru", "uz", "tg"])
def test_terms_are_the_same_in_every_article(term: str, lang: str) -> None:
    found = 0
    for path in (ROOT / "locales" / lang).rglob("*.po"):
        for unit in catalog.read(path).units:
            source, target = markup.plain(unit.source).casefold(), markup.plain(unit.target).casefold()
            if term in source and unit.state is State.TRANSLATED:
                found += 1
                assert TERMS[term][lang] in target.replace("\u00a0", " "), unit.target
    assert found


def test_articles_are_written_in_every_format_and_in_several_languages() -> None:
    articles = [workflow.read(NEWSROOM, file) for file in workflow.select(NEWSROOM).files]
    assert {article.format for article in articles} == {"markdown", "html", "text"}
    assert {article.lang for article in articles} == {"en", "ru", "uz"}
    assert all(document.cut(article) for article in articles)
