"""Words among the parts of hyphenated ones."""

from __future__ import annotations

import pytest

from l10n_flow.inflection import grammar as grammars
from l10n_flow.inflection.grammar import Joining


def are_joined(lang: str, hyphenated: str) -> bool:
    grammar = grammars.get(lang)
    assert isinstance(grammar, Joining)
    return grammar.are_joined([grammar.fold(part) for part in hyphenated.split("-")])


@pytest.mark.parametrize(
    ("lang", "hyphenated"),
    [
        ("en", "Bishkek-based"),
        ("en", "drought-hit"),
        ("en", "Soviet-era"),
        ("en", "Uzbekistan-Tajikistan"),
        ("en", "ex-president"),
        ("en", "Moscow-to-Tashkent"),
        ("ru", "дрон-камикадзе"),
        ("ru", "детей-мигрантов"),
        ("ru", "города-герои"),
        ("ru", "Сараево-Москва"),
        ("ru", "ВИЧ-инфекция"),
        ("ru", "экс-президенту"),
        ("uz", "migrant-ishchilar"),
        ("uz", "qishloqdan-qishloqqa"),
        ("uz-Cyrl", "Москва-Тошкент"),
        ("tg", "Маскав-Тошканд"),
    ],
)
def test_words_that_are_joined_stay_words(lang: str, hyphenated: str) -> None:
    assert are_joined(lang, hyphenated)


@pytest.mark.parametrize(
    ("lang", "hyphenated"),
    [
        ("en", "non-citizens"),
        ("en", "well-being"),
        ("en", "visa-free"),
        ("en", "mother-in-law"),
        ("en", "state-of-the-art"),
        ("en", "door-to-door"),
        ("en", "south-east"),
        ("ru", "премьер-министром"),
        ("ru", "военно-морского"),
        ("ru", "таджикско-киргизскую"),
        ("ru", "северо-западе"),
        ("ru", "не-граждане"),
        ("ru", "вице-президент"),
        ("ru", "пол-Москвы"),
        ("ru", "по-русски"),
        ("ru", "кое-кто"),
        ("ru", "кто-нибудь"),
        ("ru", "Ростов-на-Дону"),
        ("uz", "ota-onalar"),
        ("uz", "bola-chaqali"),
        ("uz", "kitob-mitob"),
        ("uz", "qoʻllab-quvvatlashdi"),
        ("uz-Cyrl", "ота-оналар"),
        ("tg", "кӯча-мӯча"),
        ("tg", "тез-тез"),
    ],
)
def test_no_words_are_in_what_is_one(lang: str, hyphenated: str) -> None:
    assert not are_joined(lang, hyphenated)
