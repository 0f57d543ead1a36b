"""Where two wordings of a text differ: their words, and from which to which they are others. Pure."""

from __future__ import annotations

import difflib
import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ..text import markup, segmentation
from ..values import Value
from . import matching

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..languages.language import Language

__all__ = ["Place", "Word", "places", "sentences"]

Place: TypeAlias = tuple[int, int, int, int]
"""From which word to which in the one text, and in the other."""

_WORD = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*\w*|[^\W\d_]+(?:['’‘ʻʼ‑-][^\W\d_]+)*[ʻʼ]?|[%№$€£₽]")
_SPEECH = re.compile(r"(?:[:,.!?…—–]\s*[“”\"«„‘(]+|[:—–]\s*)$")
"""What stands before a first word within a sentence."""
_TOGETHER = (" ", "\u00a0", "\u202f", "-", "‑", "%")
"""What stands between a number and the word that belongs to it."""
_PAIRS = 500_000
"""So many pairs of words are compared (a second)."""


class Word(Value, frozen=True, gc=False):
    """A word as it stands, and in lower case; `first` in its sentence, where a capital says nothing; `apart` from the
    next one."""

    text: str
    lower: str
    capital: bool
    first: bool
    apart: bool


def sentences(text: str, lang: Language) -> list[list[Word]]:
    """The words of each sentence of a text."""
    cut = []
    for sentence in segmentation.split(markup.plain(text), lang):
        found = []
        for number, match in enumerate(_WORD.finditer(sentence)):
            word, (start, stop) = match[0], match.span()
            capital = word[0].isupper()
            first = number == 0 or (capital and _SPEECH.search(sentence, 0, start) is not None)
            found.append(Word(word, word.casefold(), capital, first, sentence[stop : stop + 1] not in _TOGETHER))
        cut.append(found)
    return cut


def places(old: Sequence[list[Word]], new: Sequence[list[Word]]) -> Iterator[Place]:
    """Where words differ, in sentences that the other text has nowhere, while that is soon done.

    Args:
        old: the words of each sentence of the one.
        new: the same of the other.
    """
    ones, others = ([tuple(word.text for word in sentence) for sentence in side] for side in (old, new))
    starts = [list(itertools.accumulate(map(len, side), initial=0)) for side in (old, new)]
    where = defaultdict(list)
    for i in reversed(range(len(ones))):
        where[ones[i]].append(i)
    same = [where[sentence].pop() if where[sentence] else None for sentence in others]
    of_new, of_old = matching.gaps(same, len(ones))
    gone = frozenset(range(len(ones))).difference(same)
    come = frozenset(i for i, one in enumerate(same) if one is None)
    left = _PAIRS
    for gap in sorted({of_old[i] for i in gone} | {of_new[i] for i in come}):
        ends = bisect_right(of_old, gap), bisect_right(of_new, gap)
        for before, after in itertools.zip_longest(_runs(of_old, gap, gone), _runs(of_new, gap, come)):
            (a, b), (c, d) = before or (ends[0], ends[0]), after or (ends[1], ends[1])
            ours, theirs = (list(itertools.chain.from_iterable(side)) for side in (old[a:b], new[c:d]))
            if len(ours) * len(theirs) <= left:
                left -= len(ours) * len(theirs)
                x, y = starts[0][a], starts[1][c]
                yield from ((x + i, x + j, y + k, y + m) for i, j, k, m in _in_words(ours, theirs))


def _in_words(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Place]:
    matcher = difflib.SequenceMatcher(None, [word.text for word in old], [word.text for word in new], autojunk=False)
    return ((a, b, c, d) for operation, a, b, c, d in matcher.get_opcodes() if operation != "equal")


def _runs(gaps: Sequence[int], gap: int, some: Collection[int]) -> Iterator[tuple[int, int]]:
    """From which to which of the sentences in a gap all are some of them, given the (rising) gap of each sentence."""
    inside = (i for i in range(bisect_left(gaps, gap), bisect_right(gaps, gap)) if i in some)
    for _, run in itertools.groupby(enumerate(inside), key=lambda one: one[1] - one[0]):
        found = [i for _, i in run]
        yield found[0], found[-1] + 1
