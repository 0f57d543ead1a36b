"""Which letters of a term do not belong to its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..inflection.letters import clean
from ..languages import registry
from . import _tokens
from ._spelling import foreign_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["mended", "wrong_letters"]

_TURNED, _TUTUQ = "ʻ", "ʼ"
"""Uzbek's two apostrophes: that of oʻ and gʻ (U+02BB), and the stop, tutuq belgisi (U+02BC), as CLDR has them."""

_MARK = re.compile(r"(?P<before>.?)(?P<mark>['`´‘’ʻʼ])")


def wrong_letters(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Letters and apostrophes of a term that its language does not have, each with what is right, empty if unknown.

    A word with none of its language's letters is given whole. But a name in Latin letters may stand in any language
    (Wildberries in a Russian text).
    """
    alphabet = registry.get(lang).alphabet
    is_latin = "a" in alphabet
    for word in _tokens.words(text):
        if _TURNED in alphabet:
            yield from _apostrophes(word.text)
        for part in _tokens.parts(word):
            plain = clean(part.text)
            if any(letter in alphabet for letter in plain.lower()):
                strange = foreign_letters(part.text, "", lang)
                yield from ((typed, right if right in alphabet else "") for typed, right in strange)
            elif any(letter.isalpha() for letter in plain) and (is_latin or plain.islower()):
                yield part.text, ""


def mended(text: str, lang: str) -> str:
    """A term with the right letters where it is known which they are: koʻprik for ko'prik, Cyrillic а for Latin a."""
    for _ in range(3):  # with the right letters, words may have other borders
        text = _mended(text, lang)
    return text


def _mended(text: str, lang: str) -> str:
    for word in reversed(tuple(_tokens.words(text))):
        own = word.text
        for has_mark in (False, True):  # an apostrophe is right or wrong by the letter before it
            for typed, right in wrong_letters(own, lang):
                if right and bool(_MARK.fullmatch(typed)) is has_mark:
                    own = own.replace(typed, right).replace(typed.upper(), right.upper())
        if own != word.text:  # which has no marks inside a word, such as quotation marks and soft hyphens
            text = text[: word.start] + own + text[word.end :]
    return text


def _apostrophes(word: str) -> Iterator[tuple[str, str]]:
    for found in _MARK.finditer(word):
        right = _TURNED if found["before"].lower() in {"o", "g"} else _TUTUQ
        if found["mark"] != right:
            yield found[0], found["before"] + right
