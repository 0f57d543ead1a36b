"""Where sentences end, in running text and in units with inline tags. Pure.

One expression finds every place where a sentence may end: an end mark, what closes with it, white space.
A place is a border unless what follows or what precedes speaks against it:

- a small letter follows, after quotes and dashes too: an attribution (`"Why?" he asked`), an aside, an abbreviation;
- a lone full stop follows an initial or an acronym with stops (`T. A. Rahimov`, `U.S. Army`), an abbreviation of the
  language, or what numbers an item (`1. Documents`, `Q. When?`).

What a language adds is in its file: `abbreviations`, `final_abbreviations`, `sentence_starters`.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from ..values import Value
from .markup import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..languages.language import Language

_PLACE = re.compile(
    r"""
    (?<! [.!?…] ) (?<! [.!?…]\s )
    (?P<mark> [.!?…]++ (?: \s [.!?…]++ (?= [\s"'»”’)\]] | $ ) )* )
    (?P<closing> (?: ["'»”’“‘)\]}¹²³⁴-⁹⁰] | \[\d{1,3}\] | \s» | \s["'”’](?=\s) )* )
    \s++
    (?= ["'«“„‘”’(\[{‹¿¡.…–—−•*\s-]{0,16}+ (?P<word> [^\W_][\w'’ʼ]* | [^\s.!?…"'»”’)\]}] ) (?P<stop> \.? ) )
    """,
    re.VERBOSE,
)
"""Looking ahead is bounded and single characters are never tried twice: a text of full stops costs no more than prose.
(Groups with alternatives are not possessive: CPython before 3.11.5 matches those wrongly, gh-106052.)"""
_WORD_BEFORE = re.compile(r"(?: (?<!\w) [^\W\d_] \. \s? )* (?P<last> \w [\w'’‘ʻʼ`-]* ) $", re.VERBOSE)
_WINDOW = 40
"""How far back a word, and what precedes it, is looked for; no abbreviation is longer."""
_NUMBER_AT_END = re.compile(r"(?:\d|\b[IVXLCХ]+)\s*$")
_ITEM = re.compile(r"(?:\d{1,2}|[IVXLC]+|[^\W\d_])$")
_ITEM_BEFORE = re.compile(r"(?:^|[:;]\s)\W*$")
_WORD = re.compile(r"\b[^\W\d_]")
_FEWEST_WORDS = 4
"""A final abbreviation ends no shorter sentence: `В 2024 г. Таджикистан` goes on."""
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʻ`", "ʼ"))
_UNSEEN = re.compile(r"(?:fn|wbr)\d*$")
_BREAK = re.compile(r"br\d*$")
_OBJECT = "\ufffc"
"""Stands in the plain text for a void tag that readers see as a word or a picture."""


def split(text: str, lang: Language) -> list[str]:
    """The sentences of a text, stripped: joined with the white space that was between them they give the text back.

    No piece is empty; a text of white space has none. What a sentence is: see `borders`.
    """
    return list(_sentences(text, lang))


@functools.lru_cache(maxsize=4096)  # of a reworded text several want to know
def _sentences(text: str, lang: Language) -> tuple[str, ...]:
    cuts = [0, *borders(text, lang), len(text)]
    return tuple(piece for start, end in itertools.pairwise(cuts) if (piece := text[start:end].strip()))


def borders(text: str, lang: Language) -> list[int]:
    """Where in a text each sentence after the first begins, ascending.

    Args:
        text: plain text, or a unit's text with inline tags. A border is never inside an element. Closing tags,
            footnote marks and line breaks after an end mark belong to the sentence that ends, opening tags to
            the one that begins; else tags count as if they were not there, and other void ones as a word.
        lang: whose abbreviations to know.
    """
    tags = list(TAG.finditer(text)) if "<" in text else []
    if not tags:
        return [start for _, start in _gaps(text, lang)]
    view = _View.of(text, tags)
    elements = _elements(tags)
    found = (view.border(end, start) for end, start in _gaps(view.plain, lang))
    return [at for at in found if not _inside(at, elements)]


def _gaps(text: str, lang: Language) -> Iterator[tuple[int, int]]:
    """(end of a sentence, start of the next one) in plain text."""
    vocabulary = _vocabulary(lang)
    start = 0
    for place in _PLACE.finditer(text):
        if _ends(place, start, vocabulary):
            start = place.end()
            yield place.end("closing"), start


def _ends(place: re.Match[str], start: int, vocabulary: _Vocabulary) -> bool:
    """Whether the sentence that begins at `start` ends at this place."""
    word, closing, mark = place["word"], place["closing"], place.start()
    if word[0].islower() and not word[1:2].isupper():  # a brand (iPhone) may begin a sentence
        return False
    if closing[:1] in {")", "]"} and place.string[mark - 1 : mark] in {"(", "["}:  # (!), [...]
        return False
    if place["mark"] != "." or closing.strip(")]"):
        return True
    return _full_stop_ends(place, start, vocabulary)


def _full_stop_ends(place: re.Match[str], start: int, vocabulary: _Vocabulary) -> bool:
    """Whether a lone full stop ends the sentence, by the word before it."""
    text, mark = place.string, place.start()
    found = _WORD_BEFORE.search(text, max(start, mark - _WINDOW), mark)
    if not found:
        return True
    before = text[max(start, found.start() - _WINDOW) : found.start()]
    if _ITEM.match(found["last"]) and _ITEM_BEFORE.search(before):
        return False
    kind = _kind(found, vocabulary)
    if kind is _Kind.WORD or (_key(place["word"]) in vocabulary.starters and not place["stop"]):
        return True
    if kind is _Kind.ABBREVIATION or (kind is _Kind.MEASURE and not _NUMBER_AT_END.search(before)):
        return False
    return place["word"][0].isupper() and len(_WORD.findall(text, start, mark)) >= _FEWEST_WORDS


class _Kind(enum.Enum):
    """What a word with a full stop after it is, before a capital letter."""

    WORD = "ends the sentence"
    ABBREVIATION = "does not"
    FINAL = "an abbreviation that may end it"
    MEASURE = "an abbreviation that may end it after a number"


def _kind(found: re.Match[str], vocabulary: _Vocabulary) -> _Kind:
    last, whole = _key(found["last"]), _key(found[0])
    known = bool({last, whole} & vocabulary.abbreviations)
    final = bool({last, whole} & vocabulary.final)
    letter = len(last.rstrip("ʼ")) == 1 and last[0].isalpha()
    if letter and last == whole and found["last"][0].islower() and not final:
        is_word = last in vocabulary.starters and not known  # Tajik ӯ, Uzbek u
        return _Kind.WORD if is_word else _Kind.MEASURE
    if final:
        return _Kind.MEASURE if known else _Kind.FINAL
    return _Kind.ABBREVIATION if known or letter else _Kind.WORD


class _Vocabulary(Value, frozen=True):
    """A language's words in the form in which they are looked up."""

    abbreviations: frozenset[str]
    final: frozenset[str]
    starters: frozenset[str]


@functools.cache
def _vocabulary(lang: Language) -> _Vocabulary:
    return _Vocabulary(
        frozenset(map(_key, lang.abbreviations)),
        frozenset(map(_key, lang.final_abbreviations)),
        frozenset(map(_key, lang.sentence_starters)),
    )


def _key(word: str) -> str:
    return "".join(word.lower().translate(_APOSTROPHES).split())


class _View(Value, frozen=True):
    """A unit's text as readers see it, and the way back: `plain[plain_at[i]]` is `text[text_at[i]]`."""

    text: str
    plain: str
    plain_at: tuple[int, ...]
    text_at: tuple[int, ...]

    @classmethod
    def of(cls, text: str, tags: Sequence[re.Match[str]]) -> _View:
        shown = text[: tags[0].start()]
        plain_at, text_at = [0], [0]
        for tag, next_tag in itertools.zip_longest(tags, tags[1:]):
            plain_at.append(len(shown))
            text_at.append(tag.start())
            shown += _shown(tag)
            plain_at.append(len(shown))
            text_at.append(tag.end())
            shown += text[tag.end() : next_tag.start() if next_tag else None]
        return cls(text, shown, tuple(plain_at), tuple(text_at))

    def border(self, end: int, start: int) -> int:
        """The border in the text that belongs to a gap in the plain text."""
        at, last = self._text_at(end - 1) + 1, self._text_at(start)
        for tag in TAG.finditer(self.text, at, last):
            if tag["close"] or (tag["void"] and _shown(tag) != _OBJECT):
                at = tag.end()
        while self.text[at].isspace():
            at += 1
        return at

    def _text_at(self, at: int) -> int:
        piece = bisect_right(self.plain_at, at) - 1
        return self.text_at[piece] + at - self.plain_at[piece]


def _shown(tag: re.Match[str]) -> str:
    """What a tag is in the plain text."""
    if not tag["void"] or _UNSEEN.match(tag["name"]):
        return ""
    return " " if _BREAK.match(tag["name"]) else _OBJECT


def _elements(tags: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """(start of the opening tag, end of the closing tag) of each outermost element, in order.

    A tag without a partner makes no element.
    """
    opened: list[re.Match[str]] = []
    names: Counter[str] = Counter()
    elements: list[tuple[int, int]] = []
    for tag in tags:
        name = tag["name"]
        if tag["close"] and names[name]:
            while (other := opened.pop())["name"] != name:
                names[other["name"]] -= 1
            names[name] -= 1
            while elements and elements[-1][0] > other.start():
                elements.pop()
            elements.append((other.start(), tag.end()))
        elif not tag["close"] and not tag["void"]:
            opened.append(tag)
            names[name] += 1
    return elements


def _inside(at: int, elements: Sequence[tuple[int, int]]) -> bool:
    before = bisect_left(elements, (at,))
    return before > 0 and at < elements[before - 1][1]
