"""Places where a text holds a term: what is told of each, and which of them count."""

from __future__ import annotations

import itertools
import operator
from typing import TYPE_CHECKING, NamedTuple

from ..inflection.letters import clean
from . import _tokens
from ._spelling import Letter, foreign_letters, mistaken_letters
from .concepts import Case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._tokens import Word
    from .concepts import Term

__all__ = ["Occurrence", "longest", "moved", "told"]


class Occurrence(NamedTuple):
    """A place where a text holds a term.

    `start` and `end` are offsets into the text, quotation marks around it left out; `words` are the spans of its words.
    `misspelt` if it is written with wrong or missing marks or with look-alike letters; `letters` are those, as far as
    they can be told. `case_agrees` if the term's capitals are capitals in the text. `quoted` if quotation marks are
    around it.
    """

    term: Term
    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    misspelt: bool = False
    letters: tuple[Letter, ...] = ()
    case_agrees: bool = True
    quoted: bool = False

    def is_inside(self, other: Occurrence) -> bool:
        """Whether all of it is in another one (or in the same place)."""
        return other.start <= self.start and self.end <= other.end


def moved(like: Occurrence, by: int, text: str = "") -> Occurrence:
    """An occurrence, further on in a text."""
    start, end = like.start + by, like.end + by
    return Occurrence(
        like.term,
        start,
        end,
        tuple([(a + by, b + by) for a, b in like.words]) if len(like.words) > 1 else ((start, end),),
        like.misspelt,
        like.letters,
        like.case_agrees,
        _tokens.in_quotes(text, start, end),
    )


def told(text: str, term: Term, words: Sequence[Word], misspelt: bool, lang: str) -> Occurrence | None:
    """What is to be told of a place, as if a text began with it; None if the term asks for capitals that are not there.

    Quotation marks around it are left for later.
    """
    start, end = words[0].start, words[-1].end
    case_agrees = term.case is Case.IGNORED or _case_agrees(term.text, text[start:end])
    if term.case is Case.REQUIRED and not case_agrees:
        return None
    letters = tuple(letter for word in words for letter in foreign_letters(word.text, term.text, lang))
    return Occurrence(
        term=term,
        start=0,
        end=end - start,
        words=tuple((word.start - start, word.end - start) for word in words),
        misspelt=misspelt or bool(letters),
        letters=letters or (mistaken_letters(text[start:end], term.text, lang) if misspelt else ()),
        case_agrees=case_agrees,
    )


def _case_agrees(cited: str, typed: str) -> bool:
    """Whether the words that begin with a capital, or are all capitals, in a term are so in a text."""
    pairs = zip(_tokens.words(cited), _tokens.words(typed), strict=False)
    return all(_capitals(ours.text) <= _capitals(theirs.text) for ours, theirs in pairs)


def _capitals(word: str) -> frozenset[int]:
    return frozenset(at for at, letter in enumerate(clean(word)) if letter.isupper())


_START, _END = operator.attrgetter("start"), operator.attrgetter("end")


def longest(found: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """What is not inside something longer; of those with the same words the well-spelt, and each term once."""
    if all(map(operator.le, map(_END, found), map(_START, found[1:]))):  # as it is nearly always
        return tuple(found)
    kept: list[Occurrence] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, hit.misspelt)):
        is_apart = not kept or kept[-1].end <= hit.start
        if is_apart or all(_are_equals(hit, other) for other in itertools.takewhile(hit.is_inside, reversed(kept))):
            kept.append(hit)
    return tuple(kept)


def _are_equals(hit: Occurrence, other: Occurrence) -> bool:
    """Whether two hits have the same words, spelt as well, and are of two terms."""
    return (hit.start, hit.end, hit.misspelt) == (other.start, other.end, other.misspelt) and hit.term != other.term
