"""Where sentences end, in running text and in units with inline tags. Pure.

One expression finds every place where a sentence may end: an end mark, what closes with it, white space.
A place is a border unless what follows or what precedes speaks against it:

- a small letter follows, after opening quotes and dashes too: an attribution (`"Why?" he asked`), an aside,
  an abbreviation inside its sentence;
- a lone full stop follows an abbreviation of the language, an initial or an acronym with stops (`T. A. Rahimov`,
  `U.S. Army`), or a number that heads a list item (`1. Documents`).

What a language adds is in its file: `abbreviations`, `final_abbreviations`, `sentence_starters`.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .markup import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .languages.language import Language

_PLACE = re.compile(
    r"""
    (?P<mark> [.!?…] (?:\s?[.!?…])* )
    (?P<closing> (?: ["'»”’“‘)\]}¹²³⁴-⁹⁰] | \[\d{1,3}\] | \s» | \s["'”’](?=\s) )* )
    \s+
    (?= (?P<opening> ["'«“„‘”’(\[{‹¿¡.…–—−•*\s-]* ) (?P<word> [^\W_][\w'’ʼ]* | \S ) (?P<stop> \.? ) )
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"(?:(?<!\w)[^\W\d_]\.\s?)*(?P<last>\w[\w'’‘ʻʼ`-]*)$")
_LONGEST_WORD = 40
_NUMBER = re.compile(r"(?:\d+|[IVXLCХ]+)$")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[IVXLC]+|[^\W\d_])$")
_WITH_LETTER = re.compile(r"\b[^\W\d_]")
_WORDS_OF_A_SENTENCE = 4
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʻ`", "ʼ"))
_FOOTNOTE = re.compile(r"(?:fn|wbr)\d*$")
_BREAK = re.compile(r"br\d*$")
_OBJECT = "\ufffc"
"""Stands for a tag that readers see as a word or a picture."""


def split(text: str, lang: Language) -> list[str]:
    """The sentences of a text, stripped: joined with the white space that was between them they give the text back.

    No piece is empty; a text of white space has none. See `borders`.
    """
    cuts = [0, *borders(text, lang), len(text)]
    return [piece for start, end in zip(cuts, cuts[1:], strict=False) if (piece := text[start:end].strip())]


def borders(text: str, lang: Language) -> list[int]:
    """Where in a text each sentence after the first begins, ascending.

    Args:
        text: plain text, or a unit's text with inline tags. A border is never inside an element. Closing tags,
            footnote marks and line breaks after an end mark belong to the sentence that ends, opening tags to
            the one that begins; otherwise tags count as if they were not there.
        lang: whose abbreviations to know.
    """
    tags = list(TAG.finditer(text)) if "<" in text else []
    if not tags:
        return [start for _, start in _gaps(text, lang)]
    view = _View.of(text, tags)
    found = (view.border(end, start) for end, start in _gaps(view.plain, lang))
    elements = _elements(tags)
    return [at for at in found if at < len(text) and not any(start < at < end for start, end in elements)]


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
    if place["mark"] != "." or not closing.strip(")]") == "":
        return True
    return _full_stop_ends(place, start, vocabulary)


def _full_stop_ends(place: re.Match[str], start: int, vocabulary: _Vocabulary) -> bool:
    """Whether a lone full stop ends the sentence, from the word before it."""
    text, mark = place.string, place.start()
    found = _WORD_BEFORE.search(text, max(start, mark - _LONGEST_WORD), mark)
    if not found:
        return True
    last, before = found["last"], text[start : found.start()].rstrip()
    if _LIST_NUMBER.match(last) and (before == "" or before[-1] in ":;"):
        return False
    names = {_key(last), _key(found[0])}
    known, final = not names.isdisjoint(vocabulary.abbreviations), not names.isdisjoint(vocabulary.final)
    lone = len(last.rstrip("'’‘ʻʼ`")) == 1 and last.isalpha()
    measure = (known and final) or (lone and last.islower() and last == found[0] and not final)
    if measure and not _NUMBER.search(before):
        return False
    if measure or final:
        sentence = text[start:mark]
        return place["word"][0].isupper() and len(_WITH_LETTER.findall(sentence)) >= _WORDS_OF_A_SENTENCE
    if known or lone:
        return not place["stop"] and _key(place["word"]) in vocabulary.starters
    return True


@dataclass(frozen=True, slots=True)
class _Vocabulary:
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


@dataclass(frozen=True, slots=True)
class _View:
    """A unit's text as readers see it, and the way back: `plain[plain_at[i]:]` is `text[text_at[i]:]` up to a tag."""

    text: str
    plain: str
    plain_at: tuple[int, ...]
    text_at: tuple[int, ...]

    @classmethod
    def of(cls, text: str, tags: Sequence[re.Match[str]]) -> _View:
        pieces, plain_at, text_at = [text[: tags[0].start()]], [0], [0]
        length = len(pieces[0])
        for tag, until in zip(tags, [*(tag.start() for tag in tags[1:]), len(text)], strict=True):
            shown = _shown(tag)
            plain_at += [length, length + len(shown)]
            text_at += [tag.start(), tag.end()]
            pieces += [shown, text[tag.end() : until]]
            length += len(shown) + until - tag.end()
        return cls(text, "".join(pieces), tuple(plain_at), tuple(text_at))

    def border(self, end: int, start: int) -> int:
        """The border in the text that belongs to the gap in the plain text."""
        at, last = self._place(end - 1) + 1, self._place(start)
        for tag in TAG.finditer(self.text, at, last):
            if tag["close"] or _belongs_before(tag):
                at = tag.end()
        while self.text[at : at + 1].isspace():
            at += 1
        return at

    def _place(self, at: int) -> int:
        piece = bisect_right(self.plain_at, at) - 1
        return self.text_at[piece] + at - self.plain_at[piece]


def _shown(tag: re.Match[str]) -> str:
    if not tag["void"] or _FOOTNOTE.match(tag["name"]):
        return ""
    return " " if _BREAK.match(tag["name"]) else _OBJECT


def _belongs_before(tag: re.Match[str]) -> bool:
    return bool(tag["void"]) and _shown(tag) != _OBJECT


def _elements(tags: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """(start of the opening tag, end of the closing tag) of every element; a tag without partner is none."""
    opened: list[re.Match[str]] = []
    elements = []
    for tag in tags:
        if tag["close"] and tag["name"] in {other["name"] for other in opened}:
            while (other := opened.pop())["name"] != tag["name"]:
                pass
            elements.append((other.start(), tag.end()))
        elif not tag["close"] and not tag["void"]:
            opened.append(tag)
    return elements
