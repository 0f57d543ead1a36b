"""What is in a text at a glance, so that most checks need not read it: its chunks between spaces were seen before.

Texts say the same words again and again; so each chunk is looked at once for each language, and what is in it is
remembered as a sum of marks. What is in a text is what is in its chunks.
"""

from __future__ import annotations

import functools
import operator
import re
from typing import TYPE_CHECKING, NamedTuple

from ..languages import registry
from ..languages.uz_letters import canonical
from . import _letters, _markless, _negations
from ._prose import prose
from ._words import TOKEN, Word, meanings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..passages import Passage

__all__ = ["Seen", "bare", "places", "seen", "shared", "source", "target", "words"]

DIGIT, QUOTE, SINGLE, BRACKET, HYPHEN, EDGE, INNER, LATIN, CYRILLIC, CAPITALS = (1 << bit for bit in range(10))
FIGURE, NUMBER, SCALE, DAY, CURRENCY, DENIAL, DENYING = (1 << bit for bit in range(10, 17))
FUNCTION, FOREIGN, STRAY, OWN, MARKLESS = (1 << bit for bit in range(17, 22))
"""Marks. A FIGURE is any word of `_words`: a NUMBER, a SCALE (million), a DAY (a month or a weekday), a CURRENCY (or
its sign) ...; EDGE is a mark that begins or an opening one that ends a chunk, INNER one within it; HYPHEN is one that
may be a dash; a DENIAL says no and nothing else, DENYING is a word with a negative affix; a FUNCTION word is a frequent
one of the language, OWN are letters that Russian does not have, FOREIGN and STRAY those that the language has not."""

_SHAPES = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (DIGIT, r"[\d½¼¾]"),
        (QUOTE, r'[«»“”„‟"]'),
        (SINGLE, "['‘’‚‹›`´ʻʼʽ]"),
        (BRACKET, r"[()\[\]{}]"),
        (HYPHEN, r"^--?$|--"),
        (EDGE, r"^[,;:!?.)\]»]|[(\[«]$"),
        (INNER, r"[,;][^\W\d_]|[,;][«„]|[^\W\d_],\d|[^\W\d_][.!?:][A-ZА-ЯЁЎҚҒҲӢӮҶ]"),
        (LATIN, "[A-Za-zÀ-ÖØ-öø-ɏ]"),
        (CYRILLIC, "[Ѐ-ӿ]"),
        (CAPITALS, "[A-ZА-ЯЁЎҚҒҲӢӮҶ]{2}[a-zа-яёўқғҳӣӯҷʻʼ‘’]{2}"),
        (CURRENCY, "[$€£¥₽₸]|USD|EUR|GBP|RU[BR]|UZS|TJS|KGS|KZT|JPY|CNY"),
    )
)
_KINDS = {"number": NUMBER, "scale": SCALE, "month": DAY, "weekday": DAY, "currency": CURRENCY}
_MOST = 1 << 16  # chunks that are remembered for a language
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")


class Seen(NamedTuple):
    """A text: without what is no prose, its chunks between spaces, and all marks of them."""

    text: str
    chunks: Sequence[str]
    marks: int


@functools.lru_cache(maxsize=1 << 10)
def seen(text: str, lang: str) -> Seen:
    """A text in a language. One that has been translated comes again with each translation."""
    shown = prose(text)
    chunks = shown.split()
    return Seen(shown, chunks, functools.reduce(operator.or_, map(_known(lang).__getitem__, chunks), 0))


def source(passage: Passage) -> Seen:
    """The source of a passage; that of an article in its own language is empty."""
    draft = passage.draft
    return seen(passage.source or "", draft.source_lang or draft.lang)


def target(passage: Passage) -> Seen:
    """The text of a passage."""
    return seen(passage.target, passage.draft.lang)


def shared(one: Seen, other: Seen) -> int:
    """How many chunks two texts share; none if their letters are of different alphabets."""
    if not one.marks & other.marks & (LATIN | CYRILLIC):
        return 0
    return len({*one.chunks}.intersection(other.chunks))


def places(seen: Seen, lang: str, mark: int) -> Iterator[tuple[str, int]]:
    """The chunks that have a mark, and where they begin."""
    known, text, end = _known(lang), f"{seen.text} ", 0
    for chunk in [one for one in seen.chunks if known[one] & mark]:
        start = text.index(chunk, end)
        while not ((not start or text[start - 1].isspace()) and text[start + len(chunk)].isspace()):
            start = text.index(chunk, start + 1)
        end = start + len(chunk)
        yield chunk, start


@functools.lru_cache(maxsize=1 << 10)
def words(text: str, lang: str) -> tuple[Word, ...]:
    """The words of a text that stand for something."""
    glance = seen(text, lang)
    return tuple(
        Word((start + found.start(), start + found.end()), *meaning)
        for chunk, start in (places(glance, lang, FIGURE) if glance.marks & FIGURE else ())
        for found in TOKEN.finditer(chunk)
        for meaning in meanings(found[0], lang)
    )


class _Known(dict[str, int]):
    """The marks of chunks in a language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __missing__(self, chunk: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        self[chunk] = found = _marks(chunk, self.lang)
        return found


_known = functools.cache(_Known)


def _marks(chunk: str, lang: str) -> int:
    found = sum(mark for mark, shape in _SHAPES if shape.search(chunk))
    function_words = registry.get(lang).function_words
    if chunk.lower() in function_words:
        found |= FUNCTION
    if _markless.spans(chunk, lang):
        found |= MARKLESS
    letters = _letters.of(lang)
    if letters.stray and letters.stray.search(chunk):
        found |= STRAY
    if letters.foreign and letters.foreign.search(chunk):
        found |= FOREIGN
    if not letters.own.isdisjoint(chunk):
        found |= OWN
    for word in TOKEN.findall(chunk):
        for kind, _ in meanings(word, lang):
            found |= FIGURE | _KINDS.get(kind, 0)
        found |= (0, DENYING, DENIAL)[_negations.of(word, lang)]
    return found


class _Bare(dict[str, str]):
    """Chunks without the marks round them, in small letters and with one kind of apostrophes."""

    def __missing__(self, chunk: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        self[chunk] = found = canonical(_ENDS.sub("", chunk).casefold())
        return found


_bare = _Bare()


def bare(chunks: Sequence[str]) -> list[str]:
    """The words of chunks: without the marks round them, in small letters and with one kind of apostrophes."""
    return list(map(_bare.__getitem__, chunks))
