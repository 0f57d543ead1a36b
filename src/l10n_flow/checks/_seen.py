"""What is in a text at a glance, so that most checks need not read it: its chunks between spaces were seen before.

Texts say the same words again and again; so each chunk is looked at once for each language, and what is in it is
remembered as a sum of marks. What is in a text is what is in its chunks, and a little that only the whole of it has.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from typing import TYPE_CHECKING, NamedTuple

from ..languages import registry
from ..languages.uz_letters import canonical
from ..memo import Memo
from ..text.letters import CAPITAL, CYRILLIC_CAPITAL, CYRILLIC_SMALL, SMALL
from . import _letters, _markless, _negations
from ._prose import SIGNS, prose
from ._words import TOKEN, Meaning, Word, meanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..passages import Passage, Version

__all__ = [
    "Seen",
    "all_of",
    "bare",
    "function_words",
    "having",
    "marks",
    "places",
    "said",
    "seen",
    "shared",
    "source",
    "target",
    "words",
]

DIGIT, QUOTE, SINGLE, OPENS, BRACKET, HYPHEN, EDGE, INNER, GROUP, INITIAL = (1 << bit for bit in range(10))
LATIN, CYRILLIC, LETTER, CAPITALS, MIXED = (1 << bit for bit in range(10, 15))
FIGURE, NUMBER, SCALE, DAY, CURRENCY, DENIAL, DENYING = (1 << bit for bit in range(15, 22))
FOREIGN, STRAY, OWN, MARKLESS, STRANGE = (1 << bit for bit in range(22, 27))
"""Marks of chunks. SINGLE is a quotation mark that may be an apostrophe, OPENS one that begins a word; HYPHEN is one
that may be a dash; EDGE is a mark that begins or an opening one that ends a chunk, INNER one within it; GROUP may be
digits behind a space that is not to break; an INITIAL is a letter for a name. A LETTER is neither LATIN nor CYRILLIC;
MIXED are letters of two alphabets, or that may be of another one. A FIGURE is any word of `_words`: a NUMBER, a SCALE
(million), a DAY (a month or a weekday), a CURRENCY (or its sign) ...; a DENIAL says no and nothing else, DENYING is a
word with a negative affix; OWN are letters that Russian does not have (any word of a language without such letters),
FOREIGN and STRAY those that the language has not; STRANGE is a function word of others only."""

TAGGED, ADDRESSED, LINKED, DOTS, NO_PROSE, JOINED = (1 << bit for bit in range(27, 33))
"""Marks of chunks as they were typed: signs that tags, addresses, Markdown's links, an ellipsis have, or anything that
is no prose; a hyphen."""
BLANKS, START, SHOUTED, ALONE, STOPS, ASKS, CRIES, BARE = (1 << bit for bit in range(33, 41))
"""Marks of whole texts: other blanks than one space between words; a capital at the start, capitals only. What it ends
with, behind a word: “.”, “?”, “!” or nothing. The source of a text that has none is ALONE."""

PERCENT, CODE, MARKS = (1 << bit for bit in range(41, 44))
"""Marks of chunks, too: a sign or a word for parts in a hundred; as it was typed, what may be written for machines;
marks that follow each other."""

ENDS = STOPS | ASKS | CRIES | BARE
ANY_LETTER = LATIN | CYRILLIC | LETTER
_WHOLE = BLANKS | START | SHOUTED | ENDS
_TYPED = TAGGED | ADDRESSED | LINKED | DOTS | NO_PROSE | JOINED | CODE

_SHAPES = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (DIGIT, r"[\d½¼¾]"),
        (QUOTE, r'[«»“”„‟"]'),
        (SINGLE, "['‘’‚‹›`´ʻʼʽ]"),
        (OPENS, r"(?<!\w)['‘]"),
        (BRACKET, r"[()\[\]{}]"),
        (HYPHEN, r"^--?$|--"),
        (EDGE, r"^[,;:!?.)\]»]|[(\[«]$"),
        (
            INNER,
            r"[,;(][^\W\d_]|[^\W\d_]\([\d«“]|[»”]\(|[^\W\d_]:[^\W\d_]|[,;][«„]|[^\W\d_],\d"
            rf"|[^\W\d_][.!?:][{CAPITAL}]",
        ),
        (GROUP, r"^\d{3}(?!\d)|[№§]$"),
        (INITIAL, rf"(?<![\w.&])[{CAPITAL}][{SMALL}]?[ʻ‘’ʼ'`]?\."),
        (LATIN, "[A-Za-zÀ-ÖØ-öø-ɏ]"),
        (CYRILLIC, "[Ѐ-ӿ]"),
        (LETTER, r"[^\W\d_A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ]"),
        (CAPITALS, rf"[{CAPITAL}]{{2}}[{SMALL}ʻʼ‘’]{{2}}|[{SMALL}][{CAPITAL}][{SMALL}]"),
        (MIXED, f"[A-Za-zÀ-ÖØ-öø-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ÖØ-öø-ɏ]|{_letters.FAR}"),
        (CURRENCY, "[$€£¥₽₸]|USD|EUR|GBP|RU[BR]|UZS|TJS|KGS|KZT|JPY|CNY"),
        (TAGGED, "<"),
        (ADDRESSED, r"@|://|www\.|WWW\."),
        (LINKED, r"\]\("),
        (DOTS, r"^\.|[.…]\."),
        (NO_PROSE, "|".join(map(re.escape, SIGNS))),
        (JOINED, "-"),
        (CODE, r"[{}`*|^~\\#]|%[-(.\da-z@]|\$[{A-Za-z]|&#?\w+;|--\w|/[\w.-]+/|\(\)|\]\[|\[/|[a-z]="),
        (MARKS, r"[,;:][,;:.]|[?!]\.|\.[,;]|\?\?"),
    )
)
_PLAIN = re.compile(rf"(?:(?P<latin>[A-Z]?[a-z]{{2,}})|[{CYRILLIC_CAPITAL}]?[{CYRILLIC_SMALL}]{{2,}})[,.;:!?]?")
"""A word of one alphabet as most are, of which the shapes say nothing else."""
_LOOKS_ALIKE = re.compile("^[aocyk]$|[ABCEHKMOPTXY]{3}")
_ENDS = {".": STOPS, "?": ASKS, "!": CRIES}
_KINDS = {"number": NUMBER, "scale": SCALE, "month": DAY, "weekday": DAY, "currency": CURRENCY}
_MOST = 1 << 15  # chunks that are remembered for a language
_DIGIT = re.compile("[0-9]")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")


class Seen(NamedTuple):
    """A text: without what is no prose, its chunks between spaces, all marks of them, and those of each."""

    text: str
    chunks: Sequence[str]
    marks: int
    each: Sequence[int]


@functools.lru_cache(maxsize=1 << 10)
def seen(text: str, lang: str) -> Seen:
    """A text in a language. One that has been translated comes again with each translation."""
    known, chunks = _known(lang).__getitem__, text.split()
    each = [*map(known, chunks)]
    marks = functools.reduce(operator.or_, each, _marks_of_whole(text, chunks))
    if not marks & NO_PROSE:
        return Seen(text, chunks, marks, each)
    shown = prose(text)
    chunks = shown.split()
    each = [*map(known, chunks)]
    of_shown = functools.reduce(operator.or_, each, 0)
    return Seen(shown, chunks, (marks & (_TYPED | _WHOLE)) | (of_shown & ~_TYPED), each)


_NO_SOURCE = Seen("", (), ALONE, ())


@functools.lru_cache(maxsize=8)
def all_of(version: Version) -> Sequence[tuple[Seen, Seen]]:
    """The texts of a version, each behind its source; that of an article in its own language has none."""
    here = [seen(unit.target, version.lang) for unit, _ in version.units]
    if version.source_lang is None:
        return [(_NO_SOURCE, one) for one in here]
    return [(seen(unit.source, version.source_lang), one) for (unit, _), one in zip(version.units, here, strict=True)]


def source(passage: Passage) -> Seen:
    """The source of a passage."""
    return all_of(passage.version)[passage.number][0]


def target(passage: Passage) -> Seen:
    """The text of a passage."""
    return all_of(passage.version)[passage.number][1]


def marks(version: Version) -> Sequence[tuple[int, int]]:
    """The marks of the texts of a version, each behind those of its source."""
    return [(there.marks, here.marks) for there, here in all_of(version)]


def shared(one: Seen, other: Seen) -> int:
    """How many chunks two texts share; none if their letters are of different alphabets."""
    if not one.marks & other.marks & (LATIN | CYRILLIC):
        return 0
    return len({*one.chunks}.intersection(other.chunks))


def having(seen: Seen, mark: int) -> Sequence[str]:
    """The chunks that have a mark."""
    return list(itertools.compress(seen.chunks, map(mark.__and__, seen.each)))


def said(seen: Seen, lang: str, mark: int) -> frozenset[Meaning]:
    """What the words of the chunks that have a mark stand for."""
    found = having(seen, mark) if seen.marks & mark else ()
    return frozenset[Meaning]().union(*map(_said(lang).__getitem__, found))


def places(seen: Seen, mark: int) -> Iterator[tuple[str, int]]:
    """The chunks that have a mark, and where they begin."""
    text, end = f"{seen.text} ", 0
    for chunk in having(seen, mark):
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
        for chunk, start in (places(glance, FIGURE) if glance.marks & FIGURE else ())
        for found in TOKEN.finditer(chunk)
        for meaning in meanings(found[0], lang)
    )


@functools.cache
def _known(lang: str) -> Memo[str, int]:
    """The marks of chunks in a language."""

    def marks(chunk: str) -> int:
        alike = _DIGIT.sub("0", chunk)  # one number is like another
        return _marks_of_chunk(chunk, lang) if alike == chunk else known[alike]

    known = Memo[str, int](marks, _MOST)
    return known


@functools.cache
def _said(lang: str) -> Memo[str, frozenset[Meaning]]:
    """What the words of chunks in a language stand for."""
    return Memo(lambda chunk: frozenset(one for word in TOKEN.findall(chunk) for one in meanings(word, lang)), _MOST)


def _marks_of_chunk(chunk: str, lang: str) -> int:
    if plain := _PLAIN.fullmatch(chunk):
        found = LATIN if plain["latin"] else CYRILLIC
    else:
        found = sum(mark for mark, shape in _SHAPES if shape.search(chunk))
    found |= _marks_of_letters(chunk, lang, found)
    if (word := _bare[chunk]) in function_words() and word not in registry.get(lang).function_words:
        found |= STRANGE
    if (percent := _percent(lang)) and percent.search(chunk):
        found |= PERCENT
    for word in TOKEN.findall(chunk):
        for kind, _ in meanings(word, lang):
            found |= FIGURE | _KINDS.get(kind, 0)
        found |= (0, DENYING, DENIAL)[_negations.of(word, lang)]
    return found


def _marks_of_letters(chunk: str, lang: str, found: int) -> int:
    if _markless.spans(chunk, lang):
        found |= MARKLESS
    letters = _letters.of(lang)
    if _LOOKS_ALIKE.search(chunk) if letters.foreign else found & CYRILLIC:
        found |= MIXED
    if letters.stray and letters.stray.search(chunk):
        found |= STRAY
    if letters.foreign and letters.foreign.search(chunk):
        found |= FOREIGN
    if not letters.own or not letters.own.isdisjoint(chunk):
        found |= OWN
    return found


def _marks_of_whole(text: str, chunks: Sequence[str]) -> int:
    found = 0 if " ".join(chunks) == text else BLANKS
    if text[:1].isupper():
        found |= START
    if text.isupper():
        found |= SHOUTED
    last = text[-1:]
    if last.isalnum():
        found |= BARE
    elif last in _ENDS and text[-2:-1].isalnum():
        found |= _ENDS[last]
    return found


@functools.cache
def _percent(lang: str) -> re.Pattern[str] | None:
    figures = registry.get(lang).figures
    return re.compile(figures.percent) if figures else None


@functools.cache
def function_words() -> frozenset[str]:
    """The frequent words of all languages."""
    return frozenset().union(*(registry.get(tag).function_words for tag in registry.tags()))


_bare = Memo[str, str](lambda chunk: canonical(_AROUND.sub("", chunk).casefold()), _MOST)


def bare(chunks: Iterable[str]) -> list[str]:
    """The words of chunks: without the marks round them, in small letters and with one kind of apostrophes."""
    return list(map(_bare.__getitem__, chunks))
