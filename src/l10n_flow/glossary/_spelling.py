"""Which letters of a word are not what they should be."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ..inflection import grammar as grammars
from ..inflection.letters import clean, to_cyrillic_look, to_latin_look
from ..languages import registry
from . import _tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Letter", "foreign_letters", "mistaken_letters"]

_CYRILLIC = re.compile("[Ѐ-ӿ]+")
_STEM = "б"  # a consonant, before which any letter is what it is inside a word
_MARKS = "'`´‘’ʻʼʽъь"


class Letter(NamedTuple):
    """A letter that was written for another; either may be empty (a mark too many, a mark that is missing)."""

    typed: str
    right: str


@functools.lru_cache(maxsize=1 << 14)
def foreign_letters(typed: str, cited: str, lang: str) -> tuple[Letter, ...]:
    """Letters of a word that are neither its language's nor the term's own, like a Latin "a" in a Russian word."""
    alphabet = registry.get(lang).alphabet
    word, own = clean(typed).lower(), {*alphabet, *clean(cited).lower()}
    if own.issuperset(word):
        return ()
    look = to_latin_look(word) if "a" in alphabet else to_cyrillic_look(word)
    return tuple(
        Letter(letter, right if right != letter else _own_letter(word, at, lang))
        for at, (letter, right) in enumerate(zip(word, look, strict=True))
        if letter not in own and letter.islower() and _is_strange(letter, alphabet)
    )


def _own_letter(word: str, at: int, lang: str) -> str:
    """The letter of a language that a grammar takes another one for where it stands; itself if it is none."""
    fold, letter = grammars.get(lang).fold, word[at]
    if _CYRILLIC.fullmatch(word):  # in Latin, ъ is ʼ or nothing, and е is ye or e
        before, both = fold(word[:at] + _STEM), fold(word[: at + 1] + _STEM)
        if both.startswith(before[:-1]):
            return both[len(before) - 1 : -1]
    return next((own for own in registry.get(lang).alphabet if fold(own) == fold(letter)), fold(letter))


def _is_strange(letter: str, alphabet: str) -> bool:
    """Whether a letter must not be in a word; Latin alphabets bear what is in foreign names, and plain ones accents."""
    if "a" not in alphabet:
        return True
    return not letter.isascii() and not (alphabet.isascii() and unicodedata.name(letter, "").startswith("LATIN"))


def mistaken_letters(typed: str, cited: str, lang: str) -> tuple[Letter, ...]:
    """Letters that differ by a mark only from those of the term, as far as the two can be laid side by side.

    That is up to where the ending begins.
    """
    pairs = zip(_words(typed), _words(cited), strict=False)
    return tuple(letter for word, model in pairs for letter in _differences(word, model, lang))


def _words(text: str) -> list[str]:
    return [clean(word.text).lower() for word in _tokens.words(text)]


def _differences(word: str, model: str, lang: str) -> Iterator[Letter]:
    grammar = grammars.get(lang)
    i = j = 0
    while i < len(word) and j < len(model):
        typed, right = word[i], model[j]
        if typed == right or (typed in _MARKS and right in _MARKS):
            i, j = i + 1, j + 1
        elif right in _MARKS:
            yield Letter(model[j - 1 : j], model[j - 1 : j + 1])
            j += 1
        elif typed in _MARKS:
            yield Letter(word[i - 1 : i + 1], word[i - 1 : i])
            i += 1
        elif grammar.loose(grammar.fold(typed)) == grammar.loose(grammar.fold(right)):
            yield Letter(typed, right)
            i, j = i + 1, j + 1
        else:
            return
    if model[j:] and model[j] in _MARKS:
        yield Letter(model[j - 1 : j], model[j - 1 : j + 1])
