"""Golden families: a source, its PO with the text in UPPERCASE as the translation, and the article rebuilt from it.

Anybody can review them: what is upper case is what translators see, the rest is the article's own. After a change
that is meant, write them anew with `L10N_FLOW_GOLDEN=write`, and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from l10n_flow import plugins
from l10n_flow.articles import document
from l10n_flow.catalogs import catalog
from l10n_flow.languages import registry
from l10n_flow.project import read_text
from l10n_flow.syncing.sync import units_of, update
from l10n_flow.text import markup
from l10n_flow.values import replace

if TYPE_CHECKING:
    from l10n_flow.model import Article

GOLDEN = Path(__file__).parent / "cases" / "golden"
REPOSITORY = Path(__file__).parents[1]
SOURCES = sorted(p for p in GOLDEN.iterdir() if p.suffix in plugins.formats() and ".upper" not in p.name)
ARTICLES = sorted(p for p in (REPOSITORY / "source_articles").rglob("*") if p.suffix in plugins.formats())


def read(path: Path) -> tuple[plugins.Reader, Article]:
    reader = plugins.reader(plugins.formats()[path.suffix])
    return reader, reader.read(read_text(path, path.name), article_id=path.stem, path=path.name, lang="en")


def compare(path: Path, found: str) -> None:
    if os.environ.get("L10N_FLOW_GOLDEN") == "write":
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_text_in_capitals_is_put_where_it_came_from(path: Path) -> None:
    reader, article = read(path)
    assert article.problems == ()
    synced = update(
        units_of(document.cut(article), path.name),
        None,
        language=registry.get("ru"),
        source_language=registry.get("en"),
        now="2025-01-01 00:00+0000",
        fill_numbers=True,
    ).catalog
    units = tuple(catalog.changed(u, target=markup.map_text(u.source, str.upper)) for u in synced.units)
    compare(path.with_suffix(".po"), catalog.dump(replace(synced, units=units)).decode())
    filled = document.fill(article, {unit.key: unit.target for unit in units}, "ru")
    compare(path.with_suffix(f".upper{path.suffix}"), reader.write(filled))


@pytest.mark.parametrize("path", SOURCES + ARTICLES, ids=lambda path: path.name)
def test_what_is_read_is_written_back(path: Path) -> None:
    reader, article = read(path)
    assert reader.write(article) == article.source


@pytest.mark.parametrize("rule", ["block", "sentence"])
@pytest.mark.parametrize("path", SOURCES + ARTICLES, ids=lambda path: path.name)
def test_the_source_as_its_own_translation_changes_white_space_at_most(path: Path, rule: str) -> None:
    reader, article = read(path)
    same = {segment.key: segment.text for segment in document.cut(article, rule)}
    written = reader.write(document.fill(article, same, article.lang, rule))
    assert written.split() == article.source.split()
