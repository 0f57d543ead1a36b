"""Letters that a term's language does not have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary.letters import mended, wrong_letters


@pytest.mark.parametrize(
    ("typed", "lang", "right"),
    [
        ("ko'prik", "uz", "koʻprik"),
        ("O`zbekiston gʼalabasi", "uz", "Oʻzbekiston gʻalabasi"),
        ("maʻmuriy sanʹat", "uz", "maʼmuriy sanʹat"),  # a prime is none of the marks that people type
        ("мocт", "ru", "мост"),
        ("Мoсква и Wildberries", "ru", "Москва и Wildberries"),
        ("муҳоҷири меҳнатї", "tg", "муҳоҷири меҳнатӣ"),
        ("koʻprik", "uz", "koʻprik"),
        ("йўл", "uz", "йўл"),  # a word in another alphabet is for a person to write
    ],
)
def test_what_is_mended(typed: str, lang: str, right: str) -> None:
    assert mended(typed, lang) == right


@given(st.text("aoʻʼ'`gkмоaсӣїў O-", max_size=12), st.sampled_from(["en", "ru", "uz", "tg"]))
def test_what_is_mended_stays_so(text: str, lang: str) -> None:
    once = mended(text, lang)
    assert mended(once, lang) == once
    assert len(once) == len(text)
    assert [right for _, right in wrong_letters(once, lang) if right] == []
