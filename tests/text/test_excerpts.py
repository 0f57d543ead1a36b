from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.text.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("Кратко.", 20, "Кратко."),
        ("Первое предложение. Второе предложение.", 25, "Первое предложение."),
        ("He said “No.” Then he left for good.", 20, "He said “No.”"),
        ("Да. Потом было много слов без конца", 20, "Да. Потом было много…"),
        ("one two, three four", 9, "one two…"),
        ("one two — three", 10, "one two…"),
        ("one two three", 7, "one two…"),
        ("неразрывноеслово", 5, "нера…"),
        ("", 5, ""),
    ],
)
def test_whole_sentences_else_whole_words(text: str, longest: int, expected: str) -> None:
    assert excerpt(text, longest) == expected


@given(st.text(st.sampled_from("aб .,—«»!\xa0"), max_size=60), st.integers(3, 30))
def test_it_is_the_beginning_and_not_longer(text: str, longest: int) -> None:
    made = excerpt(text, longest)
    assert len(made) <= longest + 1
    assert text.strip().startswith(made.removesuffix("…"))
