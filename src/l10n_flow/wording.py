"""What changed between two wordings of a text: the numbers, negations and names, which a translator must not miss.

A help for the eye and no proof: the tables (in `languages`) are small, and what they do not know is not reported.
"""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import markup, segmentation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .languages.language import Language

__all__ = ["changes"]

_WORD = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*\w*|[^\W\d_]+(?:['’‘ʻʼ‑-][^\W\d_]+)*[ʻʼ]?|[%№$€£₽]")
_MOST = 6
"""More changes than this are a new text, not a reworded one."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it stands; `first` in its sentence, where a capital says nothing."""

    text: str
    first: bool

    @property
    def lower(self) -> str:
        return self.text.casefold()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of a text's words, `words[start:stop]`."""

    words: Sequence[_Word]
    start: int
    stop: int

    @property
    def inside(self) -> Sequence[_Word]:
        return self.words[self.start : self.stop]


def changes(before: str, after: str, lang: Language) -> tuple[str, ...]:
    """Say in words what a translator must not miss, e.g. `number "April 1" -> "April 30"`.

    Args:
        before: the text that was translated, with its inline tags.
        after: the text as it is now.
        lang: the language of both.

    Returns:
        A few lines at most, in the order of the text, each on a number, a negation or a name.
    """
    old, new = _words(before, lang), _words(after, lang)
    matcher = difflib.SequenceMatcher(None, [word.text for word in old], [word.text for word in new], autojunk=False)
    lines = [
        line
        for operation, a, b, c, d in matcher.get_opcodes()
        if operation != "equal"
        for line in _described(_Part(old, a, b), _Part(new, c, d), lang)
    ]
    return tuple(dict.fromkeys(lines))[:_MOST]


def _words(text: str, lang: Language) -> list[_Word]:
    return [
        _Word(found[0], first=number == 0)
        for sentence in segmentation.split(markup.plain(text), lang)
        for number, found in enumerate(_WORD.finditer(sentence))
    ]


def _described(gone: _Part, come: _Part, lang: Language) -> Iterator[str]:
    numbers = _numbers(gone, lang) != _numbers(come, lang)
    if numbers:
        yield _line("number", _in_context(gone), _in_context(come))
    if _negations(gone, lang) != _negations(come, lang) or _opposite(gone, come, lang):
        yield _line("negation", _in_context(gone), _in_context(come))
    names = _name(gone), _name(come)
    if names[0] != names[1] and not numbers:
        yield _line("name", *names)


def _line(kind: str, before: str, after: str) -> str:
    if before and after:
        return f'{kind} "{before}" -> "{after}"'
    return f'{kind} "{after}" is new' if after else f'{kind} "{before}" is gone'


def _numbers(part: _Part, lang: Language) -> list[str]:
    numeral = re.compile(lang.numerals or r"(?!)")
    return [word.lower for word in part.inside if word.text[0].isdigit() or numeral.fullmatch(word.lower)]


def _negations(part: _Part, lang: Language) -> int:
    return sum(word.lower in lang.negations or word.lower.endswith(("n't", "n’t")) for word in part.inside)


def _opposite(gone: _Part, come: _Part, lang: Language) -> bool:
    """One word became its own opposite: `lawful`, `unlawful`."""
    before, after = ({word.lower for word in part.inside} for part in (gone, come))
    return any(
        not others.isdisjoint(_opposites(word, lang.negating))
        for words, others in ((before, after), (after, before))
        for word in words
    )


@functools.lru_cache(maxsize=1024)
def _opposites(word: str, affixes: tuple[str, ...]) -> tuple[str, ...]:
    """The word with each affix: `un-` before, `-siz` after, `-ma-` anywhere inside."""
    made: list[str] = []
    for affix in affixes:
        bare = affix.strip("-")
        if not affix.startswith("-"):
            made += [bare + word, affix + word]
        elif affix.endswith("-"):
            made += [word[:i] + bare + word[i:] for i in range(2, len(word))]
        else:
            made.append(word + bare)
    return tuple(made)


def _name(part: _Part) -> str:
    """The capitalised words of a part, with those around it that belong to the same name."""
    words, start, stop = part.words, part.start, part.stop
    if not any(word.capital for word in part.inside):
        return ""
    while start > 0 and not words[start].first and words[start].capital and words[start - 1].capital:
        start -= 1
    while stop < len(words) and not words[stop].first and words[stop].capital and words[stop - 1].capital:
        stop += 1
    name = [word for word in words[start:stop] if word.capital]
    return "" if len(name) == 1 and name[0].first else " ".join(word.text for word in name)


def _in_context(part: _Part) -> str:
    """The part, with the capitalised word before it or else the word after it (`April 1`, `1 апреля`)."""
    words, start, stop = part.words, part.start, part.stop
    if start == stop:
        return ""
    if start > 0 and words[start - 1].capital and not words[start].first:
        start -= 1
    elif stop < len(words) and not words[stop].first:
        stop += 1
    return " ".join(word.text for word in words[start:stop])
