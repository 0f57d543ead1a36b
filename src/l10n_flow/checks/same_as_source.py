"""Whether a text was left in the language of its source.

What: the translation is the source, word for word, or has four of its words or more in a row, not all of them names, or
two that are none. A name, a number or a word that is the same is noted at most, and so is a sentence that the source
quotes in another language.

Wrong: “It is ready and is appealing for help.” - «Она готова and is appealing for help.»

Right: “Saturday Night Live” - «Saturday Night Live»
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Role, Severity
from ..remembered import Memory
from . import _seen
from ._prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model import Span
    from ..passages import Passage

SEVERITY = Severity.WARNING

_WORD = re.compile(r"(?<![\w./_])[^\W\d_]+(?:['’ʻʼ‘-][^\W\d_]+)*(?![/_\d]|\.\w)")
_NAMES = frozenset({Role.BYLINE, Role.CREDIT, Role.DATELINE})
_RUN = 4  # words
_SMALL_RUN = 2  # words in small letters
_IN_A_ROW = bytes([True] * _SMALL_RUN)
_SMALL = 3  # of them that are no names: lower case
_SMALL_IF_ALL = 2
_LETTERS = 3
_HINT = "translate it; a title that stays as it is can be put into the glossary"


def concerns(there: int, here: int) -> bool:
    """Whether both texts have letters of one alphabet."""
    return bool(there & here & _seen.ANY_LETTER)


def check(passage: Passage) -> Iterator[Finding]:
    """Look for words of the source."""
    source, target = passage.source, passage.target
    if source is None or passage.role in _NAMES:
        return
    there, here = _seen.source(passage), _seen.target(passage)
    if there.chunks == here.chunks and source.split() == target.split():
        yield from _unchanged(source, passage.draft.source_lang or "")
    elif _seen.shared(there, here) >= _SMALL - 1:  # the ends may have marks
        yield from _left(there, here, target)


def _left(source: _seen.Seen, text: _seen.Seen, target: str) -> Iterator[Finding]:
    there, words = _words(source), _words(text)
    if _IN_A_ROW not in bytes(map({*there}.__contains__, words)):
        return
    runs = list(_runs(_rows(there), words))
    here = list(_WORD.finditer(text.text)) if runs else []
    for start, end in runs:
        span = here[start].start(), here[end - 1].end()
        typed, small = target[slice(*span)], [found[0] for found in here[start:end] if found[0].islower()]
        is_run = end - start >= _RUN and len(small) >= _SMALL
        if is_run or (typed == " ".join(small) and min(map(len, small)) >= _LETTERS):
            yield Finding(f"“{typed}” is not translated", _HINT, (), (span,), subject="partly")


def _unchanged(text: str, lang: str) -> Iterator[Finding]:
    words = [found[0] for found in _WORD.finditer(prose(text))]
    small = [word for word in words if word.islower() and len(word) >= _LETTERS]
    span: Span = 0, len(text)
    if len(small) >= _SMALL_IF_ALL:
        severity = Severity.INFO if _is_foreign(text, words, lang) else None
        yield Finding("the translation is the source", _HINT, (span,), (span,), severity=severity)
    elif any(len(word) >= _LETTERS for word in words):
        message = "the translation is the same as the source: is it a name?"
        yield Finding(message, _HINT, (span,), (span,), "name", Severity.INFO)


def _is_foreign(text: str, words: Sequence[str], lang: str) -> bool:
    """Whether a sentence has no frequent word of the source's language: somebody is quoted in another one."""
    frequent = registry.get(lang).function_words if lang else frozenset()
    return (
        text.endswith((".", "!", "?"))
        and len(words) > _RUN
        and bool(frequent)
        and frequent.isdisjoint(map(str.lower, words))
    )


def _words(seen: _seen.Seen) -> Sequence[str]:
    """The words of a text, in order: those of its chunks, which were seen before."""
    return list(itertools.chain.from_iterable(map(_in_chunk.__getitem__, seen.chunks)))


_in_chunk = Memory[str, list[str]](_WORD.findall, 1 << 14)


class _Row:
    """Rows of words in a text that end at the same places of it: how long the longest is, where each word behind it
    leads to, and the rows that end at more places, as they are shorter."""

    __slots__ = ("behind", "length", "shorter")

    def __init__(self, length: int, behind: dict[str, _Row], shorter: _Row | None) -> None:
        self.length, self.behind, self.shorter = length, behind, shorter


def _rows(words: Iterable[str]) -> _Row:
    """The empty row, from which all rows of words of a text can be reached: a suffix automaton, as large as the text
    (Blumer et al., The Smallest Automaton Recognizing the Subwords of a Text, 1985)."""
    empty = last = _Row(0, {}, None)
    for word in words:
        row: _Row | None = last
        last = _Row(last.length + 1, {}, empty)
        while row and word not in row.behind:
            row.behind[word] = last
            row = row.shorter
        if row:
            last.shorter = known = row.behind[word]
            if known.length > row.length + 1:
                last.shorter = known.shorter = twin = _Row(row.length + 1, {**known.behind}, known.shorter)
                while row and row.behind.get(word) is known:
                    row.behind[word] = twin
                    row = row.shorter
    return empty


def _runs(rows: _Row, here: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words stand in a row as they do in another text: from which to which, the longest only."""
    row, best = rows, 0
    for at, word in enumerate([*here, ""]):
        longest = best
        while word not in row.behind and row.shorter:
            row = row.shorter
            longest = row.length
        if word in row.behind:
            row, longest = row.behind[word], longest + 1
        if longest <= best and best >= _SMALL_RUN:
            yield at - best, at
        best = longest
