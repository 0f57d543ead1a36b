"""Whether the parts of a hyphenated word are words: those of адвокат-мигрант, none of военно-морской or mother-in-law.

A part that may be a word has its own grammatical form. What a language binds is in `hyphens.toml`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["are_words", "is_open", "opened"]

_ECHOED = "mpмп"  # kitob-mitob, choy-poy, кӯча-мӯча


class _Bonds(NamedTuple):
    """The lists of that file, which says what each is."""

    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


def are_words(parts: Sequence[str], lang: str) -> bool:
    """Whether the (folded) parts of a hyphenated word of a language are words, as far as it can be told from them."""
    bonds = _bonds()[lang]
    first, last = parts[0], parts[-1]
    return not (
        first in bonds.first
        or last in bonds.last
        or not bonds.inside.isdisjoint(parts)
        or "-".join(parts).startswith(tuple(bonds.words))
        or last == first  # тез-тез
        or (len(first) > 1 and last.startswith(tuple(_echoes(first))))
    )


def is_open(first: str, lang: str) -> bool:
    """Whether a (folded) part at the beginning leaves the others words, though a dictionary may have the whole."""
    return first in _bonds()[lang].open


def opened(word: str, lang: str) -> Sequence[str]:
    """The words that some write for a (folded) word; itself alone if nobody does."""
    return _apart(lang).get(word, (word,))


@functools.cache
def _apart(lang: str) -> Mapping[str, Sequence[str]]:
    return {word.replace("-", ""): word.split("-") for word in _bonds()[lang].apart}


def _echoes(word: str) -> Sequence[str]:
    return [letter + rest for letter in _ECHOED for rest in (word, word[1:])]


@functools.cache
def _bonds() -> Mapping[str, _Bonds]:
    data = tomllib.loads(resources.files(__package__).joinpath("hyphens.toml").read_text("utf-8"))
    return {
        lang: _Bonds(**{name: frozenset(words.split()) for name, words in lists.items()})
        for lang, lists in data.items()
    }
