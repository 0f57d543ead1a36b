"""Concepts -> the text of a glossary file, and back."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.glossary import load, write
from l10n_flow.glossary.concepts import Case, Concept, Kind, Scope, Status, Term

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda s: unicodedata.normalize("NFC", s))
WORDS = TEXTS.filter(str.strip)
LISTS = st.lists(TEXTS, max_size=2).map(tuple)
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4})?", fullmatch=True)


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    """A concept whose terms are in order: by language, preferred ones first."""
    name = draw(IDS)
    terms: list[Term] = []
    tags = st.sampled_from(["en", "ru", "uz", "uz-Cyrl", "tg"])
    for lang in draw(st.lists(tags, min_size=1, max_size=3, unique=True)):
        statuses = [Status.PREFERRED] * draw(st.integers(0, 1))
        statuses += [Status.ADMITTED] * draw(st.integers(0, 2)) + [Status.FORBIDDEN] * draw(st.integers(0, 2))
        terms += [draw(_term(name, lang, status)) for status in statuses or [Status.PREFERRED]]
    return Concept(
        id=name,
        kind=draw(st.sampled_from(Kind)),
        terms=tuple(terms),
        definition=draw(TEXTS),
        note=draw(TEXTS),
        sense=draw(TEXTS),
        do_not_translate=draw(st.booleans()),
        scope=Scope(draw(LISTS), draw(LISTS)),
    )


def _term(concept: str, lang: str, status: Status) -> st.SearchStrategy[Term]:
    return st.builds(
        Term,
        text=WORDS,
        lang=st.just(lang),
        concept=st.just(concept),
        status=st.just(status),
        pos=st.sampled_from([None, "noun", "verb"]),
        note=st.sampled_from(["", "say so"]) | TEXTS,
        quoted=st.booleans(),
        case=st.sampled_from(Case),
        invariable=st.booleans(),
        forms=LISTS,
        blocked=LISTS,
        also=LISTS,
        line=st.none(),
    )


@settings(max_examples=50)
@given(st.lists(concepts(), max_size=3, unique_by=lambda one: one.id), TEXTS)
def test_what_is_written_is_read_back_the_same(written: list[Concept], heading: str) -> None:
    text = write.text(written, heading)
    found = load.parse(text.encode(), "glossary/x.toml")
    assert found.errors == ()
    assert list(found.concepts) == written
    lines = ["", *text.split("\n")]
    for concept in found.concepts:
        assert lines[concept.line or 0] == "[[concept]]"
        assert all(lines[term.line or 0].startswith(f"{term.lang} = ") for term in concept.terms)


def test_it_looks_as_the_desk_writes() -> None:
    text = (
        "# Law: crimes, courts.\n"
        "\n"
        "[[concept]]\n"
        'id = "summons"\n'
        'kind = "term"\n'
        'pos = "noun"\n'
        'sense = "to a court"\n'
        'definition = "A paper that \\"invites\\"."\n'
        'note = "Not an agenda."\n'
        'scope = { tags = ["law"] }\n'
        "quoted = true\n"
        'en = "summons"\n'
        'ru = { preferred = "повестка", admitted = ["вызов"], forbidden = ["вызовка"], forms = ["повесткою"] }\n'
        'uz = { preferred = "chaqiruv qogʻozi", also = ["lik"] }\n'
        "\n"
        "[[concept]]\n"
        'id = "meduza"\n'
        'kind = "organisation"\n'
        "translate = false\n"
        'case = "checked"\n'
        'en = { preferred = "Meduza", forbidden = [{ term = "Medusa", note = "Another one." }] }\n'
    )
    assert write.text(load.parse(text.encode(), "x").concepts, "Law: crimes, courts.") == text
