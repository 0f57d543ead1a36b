"""Which checks are asked about which texts: as few as can be, since most texts have nothing that a check looks for."""

from __future__ import annotations

import functools
import itertools
import operator
from collections import defaultdict
from typing import TYPE_CHECKING

from .. import plugins
from ..memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ..model import Finding, State
    from ..passages import Version

__all__ = ["Asked", "asked", "grave", "grave_ids", "looking_at"]

_FEW = 8  # checks
_MARKS = 1 << 14  # pairs of marks, of which it is remembered what they concern


class Asked:
    """A check that is asked about texts, by its id; `on_derived` if it looks at editions that nobody writes, `of_words`
    if at nothing but what a text says, `settles` if others may be spared (see `Check`)."""

    __slots__ = ("_among", "_applies", "_concerns", "check", "id", "of_words", "on_derived", "settles")

    def __init__(self, check_id: str, check: plugins.Check) -> None:
        """A check, with what it has besides."""
        self.id, self.check = check_id, check
        self.on_derived: bool = getattr(check, "ON_DERIVED", False)
        self.of_words = plugins.is_of_words(check_id)
        self.settles: Callable[[Finding], bool] | None = getattr(check, "settles", None)
        self._applies: Callable[[Version], bool] | None = getattr(check, "applies", None)
        self._among: Callable[[Version], Collection[int]] | None = getattr(check, "among", None)
        self._concerns: Callable[[int, int], bool] | None = getattr(check, "concerns", None)

    def applies(self, version: Version) -> bool:
        """Whether it may have something to say of any text of a version."""
        return self._applies is None or self._applies(version)

    def among(self, version: Version) -> Collection[int] | None:
        """The numbers of the texts that it may have something to say of; None if it cannot tell."""
        return self._among(version) if self._among else None

    def concerns(self, there: int, here: int) -> bool:
        """Whether it may have something to say of a text, by the marks of its source and its own."""
        return self._concerns is None or self._concerns(there, here)


def asked(checks: Mapping[State, Sequence[Asked]], version: Version) -> dict[int, Sequence[Asked]]:
    """Who may have something to say of a version's texts, by the numbers of these, in the order of ids; texts of which
    nobody has are not among them.

    Args:
        checks: those that look at units in a state, by state.
        version: whose texts they are.
    """
    every = dict.fromkeys(itertools.chain.from_iterable(checks.values()))
    among = {one: one.among(version) for one in every if one.applies(version)}
    found: dict[int, Sequence[Asked]] = {}
    for state, looking in checks.items():
        if numbers := version.in_state[state]:
            found.update(_concerned(numbers, [one for one in looking if one in among], among, version))
    return found


def _concerned(
    numbers: Sequence[int],
    looking: Iterable[Asked],
    among: Mapping[Asked, Collection[int] | None],
    version: Version,
) -> Iterator[tuple[int, Sequence[Asked]]]:
    """The same for texts in one state; `among` says which texts those checks named that can."""
    named: defaultdict[int, list[Asked]] = defaultdict(list)
    glancing: list[Asked] = []
    for one in looking:
        if (texts := among[one]) is None:
            glancing.append(one)
        else:
            for number in texts:
                named[number].append(one)
    if len(glancing) > _FEW:
        by_marks, marks = _by_marks(tuple(glancing)), plugins.marks(version)
        concerned = {number: by_marks[marks[number]] for number in numbers}
    else:  # few are asked outright: to look at a text takes longer
        concerned = dict.fromkeys(numbers, tuple(glancing))
    for number, known in concerned.items():
        if others := named.get(number):
            yield number, _in_order((*known, *others))
        elif known:
            yield number, known


_ID = operator.attrgetter("id")


@functools.lru_cache(maxsize=1 << 10)
def _in_order(asked: tuple[Asked, ...]) -> Sequence[Asked]:
    """Checks in the order of their ids; texts are asked about by the same again and again."""
    return sorted(asked, key=_ID)


@functools.lru_cache(maxsize=64)
def _by_marks(asked: tuple[Asked, ...]) -> Memo[tuple[int, int], tuple[Asked, ...]]:
    """Which checks texts concern, by their marks: most texts have the same as others."""
    return Memo(lambda marks: tuple(one for one in asked if one.concerns(*marks)), _MARKS)


@functools.cache
def looking_at(state: State, *, fuzzy: bool = False) -> tuple[Asked, ...]:
    """The checks that look at units in a state; all at those that wait for a person if `fuzzy`."""
    return _looking_at(plugins.check_ids(), state, fuzzy=fuzzy)


@functools.cache
def grave(state: State, levels: frozenset[tuple[str, str]]) -> tuple[Asked, ...]:
    """Those of the checks that look at units in a state that may find errors."""
    return _looking_at(grave_ids(levels), state)


@functools.cache
def grave_ids(levels: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The checks that may find errors: by themselves, or because the newsroom's levels (a check, or a subject of one,
    and a severity) say so. Others are not imported."""
    raised = {name.partition("(")[0] for name, level in levels if level == "error"}
    lowered = {name for name, level in levels if level != "error"}
    return tuple(
        one for one in plugins.check_ids() if one in raised or (one not in lowered and plugins.severity(one) == "error")
    )


def _looking_at(wanted: Iterable[str], state: State, *, fuzzy: bool = False) -> tuple[Asked, ...]:
    usual = frozenset({"translated", "fuzzy"} if fuzzy else {"translated"})
    return tuple(_asked(one) for one in wanted if state in getattr(plugins.check(one), "STATES", usual))


@functools.cache
def _asked(check_id: str) -> Asked:
    """One for all states, so that it looks at a version but once."""
    return Asked(check_id, plugins.check(check_id))
