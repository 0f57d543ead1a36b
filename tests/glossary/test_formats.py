from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.errors import GlossaryError
from l10n_flow.glossary import formats
from l10n_flow.glossary.concepts import Concept, Status, Term
from l10n_flow.glossary.fields import CONCEPT, TERM
from l10n_flow.values import replace

from .exchange.glossaries import GLOSSARIES

LAW = Concept("law", terms=(Term("law", "en", "law"),))


def test_the_formats_are_the_files() -> None:
    assert formats.ids() == ("csv", "tbx", "xlsx")
    assert formats.get("CSV") is formats.get("csv")
    with pytest.raises(GlossaryError, match="no glossary is written as 'doc'"):
        formats.get("doc")


@settings(max_examples=20)
@given(GLOSSARIES, st.sampled_from(formats.ids()))
def test_what_a_format_holds_is_not_lost(glossary: tuple[Concept, ...], format_id: str) -> None:
    assert formats.lost(glossary, format_id) == ()


@pytest.mark.parametrize("format_id", formats.ids())
def test_what_a_format_does_not_hold_is_told(format_id: str) -> None:
    spaced = Concept("spaced", terms=(Term(" law ", "en", "spaced"),))
    listed = Concept("listed", terms=(Term("law", "en", "listed", forms=("a|b",)),))
    assert formats.lost([LAW, spaced, listed], format_id) == (
        (spaced, ("en: ' law ': term: ' law ' -> 'law'",)),
        (listed, ("en: 'law': forms: 'a|b' -> 'a | b'",)),
    )


def test_what_tbx_alone_does_not_hold() -> None:
    empty = Concept("empty")
    terms = (Term("a", "en", "apart"), Term("б", "ru", "apart"), Term("c", "en", "apart", Status.ADMITTED))
    apart = Concept("apart", terms=terms)
    own = replace(LAW, note="l10n-flow kind: person")
    assert formats.lost([own, empty, apart], "csv") == ()
    assert formats.lost([own, empty, apart], "xlsx") == ()
    assert [(one.concept, len(one.texts)) for one in formats.lost([own, empty, apart], "tbx")] == [
        (own, 1),
        (empty, 1),
        (apart, 1),
    ]


@pytest.mark.parametrize("format_id", formats.ids())
def test_a_character_that_no_file_can_hold_is_named(format_id: str) -> None:
    concept = Concept("bell", terms=(Term("ring\x07", "en", "bell"),))
    with pytest.raises(GlossaryError, match=r"term of 'bell' has the character U\+0007"):
        formats.get(format_id).write([concept])


@pytest.mark.parametrize("format_id", formats.ids())
def test_a_file_that_is_too_large_is_refused_unread(format_id: str) -> None:
    with pytest.raises(GlossaryError, match="too large"):
        formats.get(format_id).read(b" " * (33 << 20), "desk")


def test_every_field_has_a_name_in_the_tables() -> None:
    kept = set(Concept.counting()) - {"id", "terms", "scope"}
    assert {one.attribute for one in CONCEPT.values()} == kept | {"scope.articles", "scope.tags"}
    kept = set(Term.counting()) - {"lang", "concept"}
    assert {one.attribute for one in TERM.values()} == kept


def test_a_format_whose_library_is_missing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "l10n_flow.glossary.exchange.xlsx", raising=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(GlossaryError, match="xlsx needs openpyxl") as caught:
        formats.get("xlsx")
    assert "pip install 'l10n-flow[xlsx]'" in caught.value.hint
