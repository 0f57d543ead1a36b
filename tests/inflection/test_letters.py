"""What typing leaves on words, in any language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.inflection.letters import clean, to_cyrillic_look, to_latin_look


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("гра\u00adни\u200bца\ufeff", "граница"),
        ("за\u0301мок", "замок"),
        ("ё\u0301лка", "ёлка"),
        ("е\u0308\u0301лка", "ёлка"),
        ("бои\u0306", "бой"),
        ("тоҷикӣ", "тоҷикӣ"),
        ("cafe\u0301", "café"),
    ],
)
def test_clean(typed: str, word: str) -> None:
    assert clean(typed) == word


@pytest.mark.parametrize(
    ("typed", "cyrillic", "latin"),
    [
        ("гpаницa", "граница", "гpаницa"),  # Latin p and a
        ("bоrder", "bоrder", "border"),  # Cyrillic о
        ("КMВ", "КМВ", "KMB"),
        ("ISISни", "ISISни", "ISISни"),
        ("граница", "граница", "граница"),
        ("border", "border", "border"),
    ],
)
def test_look_alikes(typed: str, cyrillic: str, latin: str) -> None:
    assert to_cyrillic_look(typed) == cyrillic
    assert to_latin_look(typed) == latin


@given(st.text(alphabet="aceоєӣёйpрхx\u0301\u0306\u0308\u00ad\u200b", max_size=12))
def test_cleaning_is_done_once_and_for_all(word: str) -> None:
    assert clean(clean(word)) == clean(word)
    assert unicodedata.is_normalized("NFC", clean(word))
    for look in (to_cyrillic_look, to_latin_look):
        assert len(look(word)) == len(word)
        assert look(look(word)) == look(word)
