"""Which article a PO file belongs to now whose article is gone: told by the texts, not by the name. Pure.

All orphans and newcomers of one call are of one language of translation.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Catalog

__all__ = ["Newcomer", "Orphan", "match", "orphan"]


class Orphan(Value, frozen=True):
    """A PO file that belongs to no article: the id that its article had, and what it holds translations of.

    `source_language` is as PO headers have it, empty if the file does not say. One that was put `away` stands back
    for one that is as good.
    """

    article: str
    source_language: str
    texts: frozenset[str]
    away: bool = False


class Newcomer(Value, frozen=True):
    """An article that has no PO file yet; `source_language` is as PO headers have it."""

    article: str
    source_language: str
    texts: frozenset[str]


def orphan(article: str, catalog: Catalog, *, away: bool = False) -> Orphan:
    """What there is to know of a PO file; texts that were gone before their article was say nothing."""
    texts = frozenset(unit.source for unit in catalog.units if not unit.obsolete)
    return Orphan(article, catalog.field("X-Source-Language"), texts, away)


def match(orphans: Sequence[Orphan], newcomers: Sequence[Newcomer]) -> list[tuple[int, int]]:
    """Find the articles that orphans belong to now.

    An article is an orphan's if it is written in the same language and has at least half of the orphan's text,
    counted in letters, as git takes a file for renamed by default; or if it has the very id that the orphan's article
    had. Who is most alike goes first. If two are about as good, neither is taken, nor anything worse instead: a
    person has to decide.

    Returns:
        (index in `orphans`, index in `newcomers`), each index once at most.
    """
    graded = sorted(_graded(orphans, newcomers), key=lambda pair: -pair[0])
    found: list[tuple[int, int]] = []
    settled_orphans: set[int] = set()
    settled_newcomers: set[int] = set()
    for _, group in itertools.groupby(graded, key=lambda pair: pair[0]):
        pairs = [(i, j) for _, i, j in group if i not in settled_orphans and j not in settled_newcomers]
        rivals_of_orphan, rivals_of_newcomer = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
        found += [(i, j) for i, j in pairs if rivals_of_orphan[i] == rivals_of_newcomer[j] == 1]
        settled_orphans.update(rivals_of_orphan)
        settled_newcomers.update(rivals_of_newcomer)
    return found


_SAME_ID = 11


def _graded(orphans: Sequence[Orphan], newcomers: Sequence[Newcomer]) -> Iterator[tuple[float, int, int]]:
    """(grade, index of the orphan, index of the newcomer) of all pairs that come into question.

    The grade is the text that both have as a share of the text of both, in tenths, rounded down: only texts that are
    quite the same have ten, and what is in the same tenth is about as good. What was put away has half a tenth less.
    """
    sizes = [_letters(newcomer.texts) for newcomer in newcomers]
    for i, common in enumerate(_in_common(orphans, newcomers)):
        size, less = _letters(orphans[i].texts), 0.5 if orphans[i].away else 0
        for j, letters in common.items():
            if orphans[i].source_language not in ("", newcomers[j].source_language):
                continue
            if orphans[i].article == newcomers[j].article:
                yield _SAME_ID - less, i, j
            elif letters and 2 * letters >= size:
                yield 20 * letters // (size + sizes[j]) - less, i, j


def _in_common(orphans: Sequence[Orphan], newcomers: Sequence[Newcomer]) -> Iterator[Counter[int]]:
    """For each orphan the newcomers (by index) that share texts or the id with it, and how many letters they share."""
    with_id = {newcomer.article: j for j, newcomer in enumerate(newcomers)}
    with_text: defaultdict[str, list[int]] = defaultdict(list)
    for j, newcomer in enumerate(newcomers):
        for text in newcomer.texts:
            with_text[text].append(j)
    for one in orphans:
        common = Counter({with_id[one.article]: 0} if one.article in with_id else {})
        for text in one.texts:
            for j in with_text.get(text, ()):
                common[j] += len(text)
        yield common


def _letters(texts: frozenset[str]) -> int:
    return sum(map(len, texts))
