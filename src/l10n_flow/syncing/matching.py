"""Which old text became which new one, by place and by likeness together. Pure.

Texts that are equal on both sides are anchors; between two anchors of the same order lies a gap. Old and new texts
of one gap stand at the same place of the document, so less likeness is asked of them, and they go first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["NOWHERE", "Place", "convincing", "gaps", "likeness_of", "likest", "pair"]

NOWHERE = -1
"""The gap of a text whose place in the document does not matter."""

_IN_PLACE = 55.0
_ELSEWHERE = 60.0
"""Least likeness (0 to 100) at the same place, and anywhere; gettext's msgmerge asks for 60 everywhere."""
_PLACE_BONUS = 15.0
_ALL = 1_000_000
"""So many comparisons (about a second) are made at most; where there would be more, words choose the candidates."""
_GAP = 4_000
"""So many are made within one gap, whatever the words say."""
_COMMON = 50
"""A word in more old texts than this finds nothing."""
_BEST = 12
"""So many old texts, those with the most rare words in common, are compared with a new one."""

_LONG = 50_000
"""Letters of a text that is compared by words: letter by letter, two texts of a megabyte would take a minute."""
_RUN = 3
"""So many words in a row are what long texts have in common."""

_WORD = re.compile(r"[^\W_]+")


class Place(Value, frozen=True):
    """A text and where it stands: the gap (see `gaps`) and its number in the document."""

    text: str
    gap: int
    number: int


def gaps(matched: Sequence[int | None], olds: int) -> tuple[list[int], list[int]]:
    """Number the gaps between anchors.

    Args:
        matched: for each new text the number of the old one that it equals, None if there is none.
        olds: how many old texts there are.

    Returns:
        The gap of each new text, and of each old one. Anchors are the longest run of matches that keep
        their order; what moved across it is no anchor.
    """
    anchors = _longest_rising([(new, old) for new, old in enumerate(matched) if old is not None])
    of_new, of_old = [0] * len(matched), [0] * olds
    for new, old in anchors:
        of_new[new] += 1
        of_old[old] += 1
    for counts in (of_new, of_old):
        for i in range(1, len(counts)):
            counts[i] += counts[i - 1]
    return of_new, of_old


def pair(new: Sequence[Place], old: Sequence[Place]) -> list[tuple[int, int]]:
    """Pair new texts with old ones that they seem to have come from, each used once.

    Returns:
        (index in `new`, index in `old`), the likeliest pairs first.
    """
    pairs = _chosen(_in_place(new, old), new, old, set(), set())
    taken_new, taken_old = {i for i, _ in pairs}, {j for _, j in pairs}
    news = [i for i in range(len(new)) if i not in taken_new]
    olds = [j for j in range(len(old)) if j not in taken_old]
    found = _alike([new[i] for i in news], [old[j] for j in olds], _IN_PLACE)
    return pairs + _chosen(((news[a], olds[b], likeness) for a, b, likeness in found), new, old, taken_new, taken_old)


def convincing(
    pairs: Sequence[tuple[int, int]], new: Sequence[Place], old: Sequence[Place], others: Iterable[str]
) -> list[tuple[int, int]]:
    """The pairs but for those of which the new text is much more like another text.

    Args:
        pairs: as `pair` finds them in `new` and `old`.
        new: the new texts.
        old: the old ones.
        others: texts that are there as before: nothing has come from them, but what is said for them can be offered.
    """
    least = {(i, j): likeness_of(new[i].text, old[j].text) + _PLACE_BONUS for i, j in pairs}
    weak = [one for one in pairs if least[one] < 100 and len(new[one[0]].text) <= _LONG]
    texts = list(others) if weak else []
    if len(weak) * len(texts) > _ALL:
        return list(pairs)
    best = {
        one: process.extractOne(new[one[0]].text, texts, scorer=fuzz.ratio, score_cutoff=least[one]) for one in weak
    }
    return [one for one in pairs if best.get(one) is None]


def _in_place(new: Sequence[Place], old: Sequence[Place]) -> Iterator[tuple[int, int, float]]:
    """(index in `new`, index in `old`, likeness) of those that nothing elsewhere can be a better match for."""
    in_gap: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for j, place in enumerate(old):
        in_gap[place.gap][j] = place.text
    size = Counter(place.gap for place in new)
    for i, place in enumerate(new):
        near = in_gap.get(place.gap, {})
        if len(near) * size[place.gap] <= _GAP:
            for j, likeness in _like(place.text, near, 100 - _PLACE_BONUS):
                yield i, j, likeness


def _chosen(
    alike: Iterable[tuple[int, int, float]],
    new: Sequence[Place],
    old: Sequence[Place],
    taken_new: set[int],
    taken_old: set[int],
) -> list[tuple[int, int]]:
    """The likeliest pairs first, each text once; `taken_*` grow."""
    scored = []
    for i, j, likeness in alike:
        in_place = new[i].gap == old[j].gap
        if in_place or likeness >= _ELSEWHERE:
            distance = abs(new[i].number - old[j].number)
            scored.append((-likeness - _PLACE_BONUS * in_place, distance, i, j))
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(scored):
        if i not in taken_new and j not in taken_old:
            taken_new.add(i)
            taken_old.add(j)
            pairs.append((i, j))
    return pairs


def likest(new: Sequence[Place], old: Sequence[Place]) -> dict[int, int]:
    """For each new text the old one most like it anywhere, used by however many: index in `new` -> in `old`."""
    best: dict[int, tuple[float, int]] = {}
    for i, j, likeness in _alike(new, old, _ELSEWHERE):
        best[i] = max(best.get(i, (0.0, 0)), (likeness, -j))
    return {i: -j for i, (_, j) in best.items()}


def _alike(new: Sequence[Place], old: Sequence[Place], cutoff: float) -> Iterator[tuple[int, int, float]]:
    """(index in `new`, index in `old`, likeness) of all that are worth comparing and alike enough."""
    texts = {j: place.text for j, place in enumerate(old)}
    chosen = _candidates(new, old) if len(new) * len(old) > _ALL else None
    for i, place in enumerate(new):
        choices = texts if chosen is None else {j: texts[j] for j in sorted(chosen[i])}
        for j, likeness in _like(place.text, choices, cutoff):
            yield i, j, likeness


def likeness_of(one: str, other: str) -> float:
    """How like two texts are, 0 to 100: by letters, or if they are long, by runs of words."""
    if len(one) <= _LONG or len(other) <= _LONG:
        return fuzz.ratio(one, other)
    ours, theirs = _runs(one), _runs(other)
    return 200 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(zip(*(words[i:] for i in range(_RUN)), strict=False))


def _like(text: str, choices: Mapping[int, str], cutoff: float) -> Iterator[tuple[int, float]]:
    """(number of the choice, likeness) of those that are at least so like the text."""
    if len(text) <= _LONG:
        found = process.extract(text, choices, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
        return ((j, likeness) for _, likeness, j in found)
    graded = ((j, likeness_of(text, other)) for j, other in choices.items() if 2 * len(other) >= len(text))
    return ((j, likeness) for j, likeness in graded if likeness >= cutoff)


def _candidates(new: Sequence[Place], old: Sequence[Place]) -> list[set[int]]:
    """For each new text the old ones in its gap, if they are few, and those that share most of its rare words."""
    in_gap: defaultdict[int, list[int]] = defaultdict(list)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, place in enumerate(old):
        in_gap[place.gap].append(j)
        for word in set(_WORD.findall(place.text.casefold())):
            holders[word].append(j)
    size = Counter(place.gap for place in new)
    found = []
    for place in new:
        votes: Counter[int] = Counter()
        for word in set(_WORD.findall(place.text.casefold())):
            if len(holders.get(word, ())) <= _COMMON:
                votes.update(holders.get(word, ()))
        near = in_gap.get(place.gap, [])
        if len(near) * size[place.gap] > _GAP:
            near = []
        found.append({*near, *(j for j, _ in votes.most_common(_BEST))})
    return found


def _longest_rising(matches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second numbers rise (patience sorting)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for i, (_, old) in enumerate(matches):
        k = bisect_left(tails, old)
        before.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(old)
            at.append(i)
        else:
            tails[k], at[k] = old, i
    run = []
    i = at[-1] if at else -1
    while i >= 0:
        run.append(matches[i])
        i = before[i]
    return run[::-1]
