"""What is to be sent to a machine, in pieces that it can take, and put together again. Pure."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, cast

from ..text import segmentation
from ..values import Value
from .untouched import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..languages.language import Language

__all__ = ["Cut", "cut", "is_bare", "parted", "sentences", "sorted_out", "woven"]

_LETTER = re.compile(r"[^\W\d_]")
_AFTER_END = re.compile(r"(?<=[.!?…\"'»”’)\]])(?:\[X\d+X\])+(?=\s)")
_BEFORE_WORD = re.compile(r"(?:\[X\d+X\])+(?=[\"'«“„‘(]*[^\W\d_])")
_CLAUSE = re.compile(r"[,;:—–]\s+")
_GAP = re.compile(r"\s+")
_LEFT_BEHIND = re.compile(r"[\s,.;:!?…)\]}»”]*")
"""What a piece does not begin with: it belongs to what stands before. There is always a match."""


class Cut(Value, frozen=True):
    """A text in pieces: `texts` can be sent one by one, `between` stands before, between and after them.

    In each text there is something to translate, and no white space is at its ends; there may be none.
    """

    texts: tuple[str, ...]
    between: tuple[str, ...]

    def joined(self, answers: Iterable[str]) -> str:
        """The whole with an answer in the place of each text."""
        return woven(self.between, map(str.strip, answers))


def cut(text: str, limit: int, lang: Language) -> Cut:
    """Cut what is to be sent so that no piece is longer than a machine can take.

    Args:
        text: plain, with markers.
        limit: how many characters a piece may have, 16 at least.
        lang: the text's language.

    Returns:
        Pieces that end where sentences end; one of a longer sentence at the end of a clause, or else between words, or
        if a word is longer, in it. No marker is cut.
    """
    ends = [0, *_borders(text, limit, lang), len(text)]
    return sorted_out((text[start:end], "") for start, end in itertools.pairwise(ends))


def sentences(text: str, lang: Language) -> Cut:
    """The sentences of what is to be sent, or of what came back."""
    ends = [0, *_sentence_ends(text, lang), len(text)]
    return sorted_out((text[start:end], "") for start, end in itertools.pairwise(ends))


def sorted_out(parts: Iterable[tuple[str, str]]) -> Cut:
    """What is to be sent, and what stays here, of texts and what follows them."""
    texts, between = [], [""]
    for text, after in parts:
        if is_bare(text):
            between[-1] += text
        else:
            begin, end = cast("re.Match[str]", _LEFT_BEHIND.match(text)).end(), len(text.rstrip())
            between[-1] += text[:begin]
            texts.append(text[begin:end])
            between.append(text[end:])
        between[-1] += after
    return Cut(tuple(texts), tuple(between))


def is_bare(text: str) -> bool:
    """Whether there is nothing to translate in what is to be sent: markers, digits and signs only."""
    return not _LETTER.search(MARKERS.sub("", text))


def woven(texts: Iterable[str], others: Iterable[str]) -> str:
    """Texts with the others between them."""
    return "".join(itertools.chain(*itertools.zip_longest(texts, others, fillvalue="")))


def parted(text: str) -> tuple[list[str], list[int]]:
    """The texts between markers, and the markers' numbers."""
    parts = MARKERS.split(text)
    return parts[::2], [*map(int, parts[1::2])]


def _borders(text: str, limit: int, lang: Language) -> Iterator[int]:
    """Where the pieces after the first begin."""
    if len(text) <= limit:
        return
    ways = (_sentence_ends(text, lang), *([one.end() for one in way.finditer(text)] for way in (_CLAUSE, _GAP)))
    at = 0
    while len(text) - at > limit:
        lasts = (way[found - 1] for way in ways if (found := bisect_right(way, at + limit)))
        at = next((last for last in lasts if last > at), 0) or _in_word(text, at, at + limit)
        yield at


def _sentence_ends(text: str, lang: Language) -> list[int]:
    """Where sentences after the first begin. As nobody knows here what a marker stands for, one after an end mark is a
    closing tag's and belongs to it, one before a word an opening tag's, and any other is like a number."""
    shown = _AFTER_END.sub(lambda markers: "¹" * len(markers[0]), text)
    shown = _BEFORE_WORD.sub(lambda markers: "«" * len(markers[0]), shown)
    return segmentation.borders(MARKERS.sub(lambda marker: "1" * len(marker[0]), shown), lang)


def _in_word(text: str, start: int, at: int) -> int:
    """Where a word may be cut, `at` or before: in no marker, and not before a sign that belongs to a letter."""
    inside = next((one for one in MARKERS.finditer(text, start) if one.end() > at), None)
    at = inside.start() if inside and start < inside.start() < at else at
    while at > start + 1 and unicodedata.category(text[at]).startswith("M"):
        at -= 1
    return at
