"""Where a concept is used, and what it is called there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow import workflow
from l10n_flow.errors import CatalogError
from l10n_flow.glossary import load
from l10n_flow.model import State
from l10n_flow.terms import terminology
from l10n_flow.terms.concordance import NONE, OPEN, Mention, Used, concordance
from tests.newsroom import newsroom, sync, translate, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from l10n_flow.project import Project

GLOSSARY = """\
[[concept]]
id = "bridge"
en = "bridge"
ru = { preferred = "мост", admitted = ["переправа"], forbidden = ["понтон"] }
tg = "пул"

[[concept]]
id = "bridge-toll"
en = "bridge toll"
ru = "плата за мост"
tg = "боҷ"

[[concept]]
id = "meduza"
translate = false
en = "Meduza"
"""
ARTICLE = """\
---
title: News
---
The bridges are open.

They cross it by night.

Meduza wrote of the bridge toll.
"""
RUSSIAN = {
    "News": "Новости",
    "The bridges are open.": "Мосты открыты.",
    "They cross it by night.": "По понтону ходят ночью.",
    "Meduza wrote of the bridge toll.": "Meduzaning: плата за мост.",
}


def desk(root: Path, russian: Mapping[str, str] | None = None) -> Project:
    project = newsroom(root, {"news.md": ARTICLE})
    (root / "glossary").mkdir()
    (root / "glossary/all.toml").write_text(GLOSSARY, "utf-8")
    sync(project, "ru", "tg")
    translate(project, "ru", "news", lambda text: (russian or RUSSIAN)[text])
    return project


def used(project: Project, concept: str, *langs: str) -> Used:
    found = terminology.concept(load.load(project), concept)
    (one,) = concordance(project, workflow.select(project).files, langs, found)
    return one


def in_russian(mention: Mention) -> tuple[tuple[str, str], ...]:
    (said,) = mention.translations
    return said.variants


def test_a_concept_in_the_source_and_in_the_translation(tmp_path: Path) -> None:
    first, second = used(desk(tmp_path), "bridge", "ru").mentions
    assert (first.source.path, first.source.line) == ("source_articles/news.md", 4)
    assert [first.source.text[one.start : one.end] for one in first.source.places] == ["bridges"]
    (said,) = first.translations
    assert said.path == "locales/ru/news.po"
    entry = (tmp_path / said.path).read_text("utf-8").splitlines()[(said.line or 0) - 1 :]
    assert 'msgid "The bridges are open."' in entry[:5]
    assert [said.text[one.start : one.end] for one in said.places] == ["Мосты"]
    assert said.variants == (("preferred", "мост"),)
    assert in_russian(second) == (("forbidden", "понтон"),)
    assert second.source.variants == ((NONE, ""),)


def test_what_is_not_translated_and_what_waits(tmp_path: Path) -> None:
    project = desk(tmp_path)
    (mention,) = used(project, "bridge", "tg").mentions
    (said,) = mention.translations
    assert (said.variants, said.state) == (((OPEN, ""),), State.UNTRANSLATED)
    write(tmp_path, "news.md", ARTICLE.replace("The bridges are open", "The bridges were open at last"))
    sync(project, "ru")
    assert used(project, "bridge", "ru").mentions[0].translations[0].state is State.FUZZY


def test_an_article_without_catalogs_waits_as_a_whole(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"news.md": ARTICLE})
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary/all.toml").write_text(GLOSSARY, "utf-8")
    (mention,) = used(project, "bridge", "ru", "uz-Cyrl").mentions
    assert [(said.lang, said.line, said.variants) for said in mention.translations] == [("ru", None, ((OPEN, ""),))]


def test_a_longer_term_holds_it_for_another_language_only(tmp_path: Path) -> None:
    russian = RUSSIAN | {"The bridges are open.": "Плата за мост отменена."}
    mentions = used(desk(tmp_path, russian), "bridge", "ru").mentions
    assert [mention.source.text for mention in mentions] == ["The bridges are open.", "They cross it by night."]
    assert in_russian(mentions[0]) == (("preferred", "мост"),)


def test_a_name_that_stays_as_it_is(tmp_path: Path) -> None:
    (mention,) = used(desk(tmp_path), "meduza", "ru").mentions
    assert in_russian(mention) == (("preferred", "Meduza"),)


def test_where_it_does_not_hold(tmp_path: Path) -> None:
    project = desk(tmp_path)
    text = GLOSSARY.replace('id = "bridge"\n', 'id = "bridge"\nscope = { tags = ["city"] }\n')
    (tmp_path / "glossary/all.toml").write_text(text, "utf-8")
    assert used(project, "bridge", "ru").mentions == ()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    project = desk(tmp_path)
    (tmp_path / "locales/ru/news.po").write_text("msgid", "utf-8")
    error = used(project, "bridge", "ru").error
    assert isinstance(error, CatalogError)
    assert error.path == "locales/ru/news.po"
