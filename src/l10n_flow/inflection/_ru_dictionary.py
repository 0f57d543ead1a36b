"""What pymorphy3's dictionary has: words as they are spelt, and the paradigms that they are places in.

It is loaded with the first word that is asked for.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pymorphy3 import MorphAnalyzer

__all__ = ["REMEMBERED", "Entry", "analyzer", "entries", "paradigm"]

REMEMBERED: Final = 1 << 14


class Entry(NamedTuple):
    """A word in a form of one paradigm: its tag is pymorphy3's; what is common to all its forms is the stem."""

    paradigm: int
    prefix: str
    stem: str
    suffix: str
    tag: str


@functools.lru_cache(maxsize=REMEMBERED)
def entries(word: str) -> Sequence[Entry]:
    """What a word (lower case, е for ё) may be."""
    words = analyzer().dictionary.words
    # Without an е there is nothing to try in its stead, which is quicker.
    found = words.similar_items(word, analyzer().char_substitutes) if "е" in word else [(word, words.get(word, ()))]
    return [_entry(spelt, number, place) for spelt, places in found for number, place in places]


def _entry(spelt: str, number: int, place: int) -> Entry:
    prefix, tag, suffix = paradigm(number)[place]
    stem = prefix + spelt[len(prefix) : len(spelt) - len(suffix)]
    return Entry(number, prefix, stem.replace("ё", "е"), suffix, tag)


@functools.lru_cache(maxsize=1 << 12)
def paradigm(number: int) -> Sequence[tuple[str, str, str]]:
    """Prefix, tag and suffix (е for ё) of every form."""
    tags = _tags()
    forms = analyzer().dictionary.build_paradigm_info(number)
    return [(prefix, tags[id(tag)], suffix.replace("ё", "е")) for prefix, tag, suffix in forms]


@functools.cache
def _tags() -> dict[int, str]:
    """All tags of the dictionary, written out once: that is slow, and paradigms share them."""
    return {id(tag): str(tag) for tag in analyzer().dictionary.gramtab}


@functools.cache
def analyzer() -> MorphAnalyzer:
    """The dictionary with all that guesses from it."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
