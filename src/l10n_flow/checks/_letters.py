"""The letters of a language written in Cyrillic, and those that are typed for them."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ..languages import registry

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FAR", "RUSSIAN", "Letters", "of"]

FAR = "[\u0370-\u03ff\u0530-\u1cff\u1f00-\u1fff\u2de0-\u2dff\u3040-\ud7ff\uf900-\ufdff]"
"""A letter of neither the Latin nor the Cyrillic alphabet, in a regular expression: Greek, Arabic, Chinese ..."""

RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


class Letters(NamedTuple):
    """What is looked for in a language: letters that are typed for others, those that it has not, and the letters that
    Russian has not. There is nothing to look for in a language that is not written in Cyrillic."""

    strays: Mapping[int, str]
    stray: re.Pattern[str] | None
    foreign: re.Pattern[str] | None
    is_russian: bool
    own: frozenset[str]


@functools.cache
def of(lang: str) -> Letters:
    """The letters of a language."""
    language = registry.get(lang)
    alphabet = frozenset(language.alphabet)
    if "а" not in alphabet:
        return Letters({}, None, None, False, frozenset())
    pairs = {**language.strays, **{typed.upper(): right.upper() for typed, right in language.strays.items()}}
    others = [chr(code) for code in range(0x400, 0x530) if chr(code).lower() not in alphabet and chr(code) not in pairs]
    return Letters(
        str.maketrans(pairs),
        re.compile(f"[{''.join(pairs)}]") if pairs else None,
        re.compile(f"[{''.join(sign for sign in others if sign.isalpha())}]"),
        alphabet == RUSSIAN,
        alphabet - RUSSIAN,
    )
