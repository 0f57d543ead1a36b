"""What the glossary might agree on next, out of articles and their translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n_flow import workflow
from l10n_flow.errors import CatalogError
from l10n_flow.glossary import load
from l10n_flow.terms import suggestions
from tests.newsroom import newsroom, sync, translate

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.project import Project
    from l10n_flow.terms.suggestions import Suggestion

GLOSSARY = """\
[[concept]]
id = "permit"
en = "work permit"
ru = "разрешение на работу"

[[concept]]
id = "kyrgyzstan"
kind = "place"
en = { preferred = "Kyrgyzstan", also = ["Kyrgyz"] }
ru = "Кыргызстан"

[[concept]]
id = "juma"
kind = "person"
en = "Anvar Juma"
ru = "Анвар Джума"
"""
FIRST = """\
---
title: News
---
The train to Khorugh is late. A work permit is dear.

Minister Anvar Juma went to Khorugh by Kyrgyz bus.
"""
SECOND = """\
---
title: More
---
They call Khorugh home. A work permit is of use to Kyrgyz builders. He met Minister Anvar Juma.
"""
RUSSIAN = {
    "News": "Новости",
    "More": "Еще",
    "The train to Khorugh is late. A work permit is dear.": "Поезд в Хорог опаздывает.",
    "Minister Anvar Juma went to Khorugh by Kyrgyz bus.": "Анвар Джума поехал из Хорога.",
    "They call Khorugh home. A work permit is of use to Kyrgyz builders. He met Minister Anvar Juma.": "Рады Хорогу.",
}


def desk(root: Path) -> Project:
    project = newsroom(root, {"first.md": FIRST, "second.md": SECOND})
    (root / "glossary").mkdir()
    (root / "glossary/all.toml").write_text(GLOSSARY, "utf-8")
    sync(project, "ru")
    for article in ("first", "second"):
        translate(project, "ru", article, lambda text: RUSSIAN[text])
    return project


def suggested(project: Project, *langs: str, least: int = 2) -> dict[str, Suggestion]:
    read = suggestions.read(project, workflow.select(project).files, langs, load.load(project))
    return {one.candidate.text: one for one in suggestions.suggest(read, least)}


def test_a_name_with_its_places_and_what_translations_have_for_it(tmp_path: Path) -> None:
    one = suggested(desk(tmp_path), "ru")["Khorugh"]
    assert (one.candidate.count, one.lang, one.articles) == (3, "en", ("first", "second"))
    assert [(passage.path, passage.line) for passage, _ in one.places] == [
        ("source_articles/first.md", 4),
        ("source_articles/first.md", 6),
        ("source_articles/second.md", 4),
    ]
    assert all(passage.text.text[start:end] == "Khorugh" for passage, (start, end) in one.places)
    assert one.seen == {"ru": [("Хорог", 3)]}


def test_concepts_and_words_made_of_their_terms_are_left_out(tmp_path: Path) -> None:
    found = suggested(desk(tmp_path), "ru")
    assert {"work permit", "Kyrgyz", "Anvar Juma", "Minister Anvar Juma"}.isdisjoint(found)


def test_how_often_something_must_be_said(tmp_path: Path) -> None:
    project = desk(tmp_path)
    assert list(suggested(project, "ru", least=3)) == ["Khorugh"]
    assert suggested(project, "ru", least=4) == {}


def test_articles_in_two_languages_are_counted_apart(tmp_path: Path) -> None:
    project = desk(tmp_path)
    for name in ("third", "fourth"):
        text = f"---\ntitle: Хабар\nlang: tg\n---\nОн шаҳри Хоруғ аст, {name}.\n"
        (tmp_path / f"source_articles/{name}.md").write_text(text, "utf-8")
    assert [(one.lang, one.candidate.count) for one in suggested(project, "ru").values()][:2] == [("en", 3), ("en", 2)]
    assert suggested(project, "ru")["Хоруғ"].lang == "tg"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    project = desk(tmp_path)
    (tmp_path / "locales/ru/first.po").write_text("msgid", "utf-8")
    read = list(suggestions.read(project, workflow.select(project).files, ["ru"], load.load(project)))
    assert [type(one.error) for one in read] == [CatalogError, type(None)]
    assert {one.articles for one in suggestions.suggest(read, 1)} == {("second",)}
