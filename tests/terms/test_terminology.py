"""The desk's work on its glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow import workflow
from l10n_flow.errors import GlossaryError, SourceError
from l10n_flow.glossary import load
from l10n_flow.glossary.concepts import Concept, Kind, Status, Term
from l10n_flow.terms import terminology
from tests.newsroom import newsroom

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.project import Project

LAW = """\
# Law: courts.

[[concept]]
id = "fine"
kind = "term"
en = "fine"
ru = { preferred = "штраф", forbidden = ["пеня"] }
uz = "jarima"
tg = "ҷарима"
"""
PEOPLE = """\
[[concept]]
id = "chupik"
kind = "person"
en = "Valentina Chupik"
ru = "Валентина Чупик"
uz = "Valentina Chupik"
tg = "Валентина Чупик"
"""
ARTICLE = """\
---
title: Fines for all
tags: [law]
---
The fine is paid. Fined or not.

No fines for Valentina Chupik's client.
"""


def desk(root: Path, law: str = LAW) -> Project:
    project = newsroom(root, {"fines.md": ARTICLE, "other.md": "---\ntitle: Nothing\n---\nNothing at all.\n"})
    (root / "glossary").mkdir()
    (root / "glossary/law.toml").write_bytes(law.encode())
    (root / "glossary/people.toml").write_text(PEOPLE, "utf-8")
    return project


def ban(**more: str) -> Concept:
    terms = {"en": "travel ban", "ru": "запрет на выезд", **more}
    return Concept("travel-ban", terms=tuple(Term(text, lang, "travel-ban") for lang, text in terms.items()))


def test_a_sound_glossary(tmp_path: Path) -> None:
    checked = terminology.check(desk(tmp_path))
    assert [concept.id for concept in checked.concepts] == ["fine", "chupik"]
    assert (checked.flaws, checked.errors) == ((), ())


def test_scopes_are_compared_with_the_articles(tmp_path: Path) -> None:
    scoped = LAW.replace(
        'kind = "term"', 'kind = "term"\nscope = { articles = ["fines", "gone"], tags = ["law", "war"] }'
    )
    checked = terminology.check(desk(tmp_path, scoped))
    assert [flaw.message for flaw in checked.flaws] == ["no article matches 'gone'", "no article has the tag 'war'"]


def test_what_cannot_be_read_is_told_with_the_flaws_of_the_rest(tmp_path: Path) -> None:
    checked = terminology.check(desk(tmp_path, LAW + '[[concept]]\nid = "fines"\nen = "fines"\n[[concept]]\nid = 3\n'))
    assert [error.line for error in checked.errors] == [14]
    assert [flaw.line for flaw in checked.flaws if flaw.severity.value == "error"] == [12]


def test_a_concept_that_is_not_there(tmp_path: Path) -> None:
    glossary = load.load(desk(tmp_path))
    assert terminology.concept(glossary, "fine").id == "fine"
    with pytest.raises(GlossaryError) as caught:
        terminology.concept(glossary, "fien")
    assert caught.value.hint == "did you mean 'fine'?"


@pytest.mark.parametrize(
    ("text", "lang", "concept", "misspelt"),
    [
        ("штрафами", "ru", "fine", False),
        ("jarimalarning", "uz", "fine", False),
        ("ҷаримаҳоро", "tg", "fine", False),
        ("чаримаҳоро", "tg", "fine", True),
        ("пени", "ru", "fine", False),
    ],
)
def test_a_word_is_looked_up_in_any_form_and_language(
    tmp_path: Path, text: str, lang: str, concept: str, misspelt: bool
) -> None:
    project = desk(tmp_path)
    (hit,) = terminology.look_up(load.load(project), text, project.config.languages)
    assert (hit.lang, hit.concept.id, hit.place.misspelt) == (lang, concept, misspelt)


def test_what_two_languages_share_is_found_once_in_each(tmp_path: Path) -> None:
    project = desk(tmp_path)
    found = terminology.look_up(load.load(project), "Valentina Chupik", project.config.languages)
    assert [(hit.lang, hit.place.misspelt) for hit in found] == [("en", False), ("uz", False)]


def test_a_search(tmp_path: Path) -> None:
    glossary = load.load(desk(tmp_path, LAW.replace('"jarima"', '"oʻzbek jarimasi"')))
    assert [one.id for one in terminology.search(glossary)] == ["fine", "chupik"]
    assert [one.id for one in terminology.search(glossary, "ЧУП")] == ["chupik"]
    assert [one.id for one in terminology.search(glossary, "o'zb")] == ["fine"]
    assert [one.id for one in terminology.search(glossary, "o'zb", langs=["ru", "tg"])] == []
    assert [one.id for one in terminology.search(glossary, kind=Kind.PERSON, langs=["tg"])] == ["chupik"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n"])
def test_a_concept_is_added_and_no_other_byte_changes(tmp_path: Path, line_end: str, tail: str) -> None:
    before = LAW.rstrip("\n").replace("\n", line_end) + tail.replace("\n", line_end)
    project = desk(tmp_path, before)
    change = terminology.add(project, ban())
    assert project.shown(change.path) == "glossary/law.toml"
    after = change.path.read_bytes()
    assert after.startswith(before.encode())
    gap = line_end * (1 if tail else 2)
    entry = '[[concept]]\nid = "travel-ban"\nkind = "term"\nen = "travel ban"\nru = "запрет на выезд"\n'
    assert after[len(before.encode()) :] == (gap + entry.replace("\n", line_end)).encode()
    assert load.load(project).by_id["travel-ban"] == ban()


def test_it_goes_where_most_of_its_kind_are_or_where_it_is_told(tmp_path: Path) -> None:
    project = desk(tmp_path)
    place = Concept("osh", Kind.PLACE, (Term("Osh", "en", "osh"),))
    assert terminology.add(project, place, dry_run=True).path == tmp_path / "glossary/places.toml"
    person = Concept("abdullaev", Kind.PERSON, (Term("Abdullaev", "en", "abdullaev"),))
    assert terminology.add(project, person, dry_run=True).path == tmp_path / "glossary/people.toml"
    assert terminology.add(project, person, "courts.toml", dry_run=True).path == tmp_path / "glossary/courts.toml"
    assert not (tmp_path / "glossary/courts.toml").exists()
    with pytest.raises(GlossaryError, match="cannot be a glossary file"):
        terminology.add(project, person, "../people")


REFUSED = {
    "an id that is taken": (Concept("fine", terms=(Term("toll", "en", "fine"),)), "there is a concept 'fine' already"),
    "a term that is taken": (Concept("x", terms=(Term("Fines", "en", "x"),)), "'Fines' is also the term of 'fine'"),
    "a term that is forbidden": (
        Concept("x", terms=(Term("пеня", "ru", "x"),)),
        "'пеня' is preferred here, and forbid",
    ),
    "a wrong apostrophe": (ban(uz="ta'qiq"), "no letter of uz"),
    "a wrong id": (Concept("X", terms=(Term("toll", "en", "X"),)), "'X' cannot be an id"),
    "preferred and forbidden": (
        Concept("x", terms=(Term("toll", "en", "x"), Term("tolls", "en", "x", Status.FORBIDDEN))),
        "both preferred and forbidden",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_check_would_object_to_is_refused(tmp_path: Path, case: str) -> None:
    project = desk(tmp_path)
    new, message = REFUSED[case]
    with pytest.raises(GlossaryError) as caught:
        terminology.add(project, new)
    assert message in caught.value.message
    assert (tmp_path / "glossary/law.toml").read_text("utf-8") == LAW


def test_to_a_glossary_with_a_mistake_nothing_is_added(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="no TOML"):
        terminology.add(desk(tmp_path, LAW + "en = fine"), ban())


def test_in_how_many_units_a_concept_is(tmp_path: Path) -> None:
    project = desk(tmp_path)
    (tmp_path / "source_articles/empty.md").write_text("", "utf-8")
    found = {
        one.article: one for one in terminology.coverage(project, workflow.select(project).files, load.load(project))
    }
    assert found["fines"].units == {"fine": 3, "chupik": 1}
    assert found["other"].units == {}
    assert isinstance(found["empty"].error, SourceError)
