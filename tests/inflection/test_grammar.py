"""How a language's grammar is found, and what all of them keep to."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n_flow.inflection import grammar
from l10n_flow.languages import registry


def test_a_script_without_a_grammar_of_its_own_has_its_languages() -> None:
    assert grammar.get("uz-Cyrl") is not None
    assert type(grammar.get("uz-Cyrl")) is type(grammar.get("uz"))


def test_a_language_without_a_grammar_has_its_words_as_they_are() -> None:
    (forms,) = grammar.get("fr").forms(["mer"], None)
    assert forms.accepts(grammar.get("fr").fold("Mer"))
    assert not forms.accepts("mers")
    assert not forms.resembles("mère")


@pytest.mark.parametrize("tag", registry.tags())
@given(data=st.data())
def test_every_term_is_a_form_of_itself(tag: str, data: st.DataObject) -> None:
    language = grammar.get(tag)
    alphabet = st.sampled_from(registry.get(tag).alphabet.replace("ʻ", "").replace("ʼ", ""))
    word = language.fold(data.draw(st.text(alphabet, min_size=2, max_size=10)))
    assume(len(language.loose(word)) > 1)  # two marks are no word
    (forms,) = language.forms([word], None)
    assert forms.accepts(word)
    assert any(language.loose(word).startswith(start) for start in forms.starts)
    assert all(1 <= len(start) <= 3 for start in forms.starts)
    assert language.fold(word) == word
