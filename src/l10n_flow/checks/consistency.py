"""Whether the same is said with the same words.

What: two texts of three words or more have the same translation, though they differ in more than marks and capitals: it
may have been copied and not changed. Noted: a text has two translations, in one article (as a headline and as a title)
or in several.

Wrong: “Two killed in Kulob” - «В Кулябе двое погибших»; “Three killed in Kulob” - «В Кулябе двое погибших»

Right: “Three killed in Kulob” - «В Кулябе трое погибших»
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..model import Unit
    from ..passages import Passage, Version

SEVERITY = Severity.INFO
KNOWS_OTHERS = True
STATES = frozenset({State.TRANSLATED})

_WORDS = 3  # of a text that is copied by mistake rather than said twice
_LONGEST = 60
_NO_LETTER = re.compile(r"(?:<[^<>]*>|[\W_])+?")


def applies(version: Version) -> bool:
    """Whether two texts of a translation are the same, or two sources."""
    kinds = {unit.source for unit, _ in version.units}, {unit.target for unit, _ in version.units}
    return version.source_lang is not None and min(map(len, kinds)) < len(version.units)


def among(version: Version) -> Collection[int]:
    """The texts that others are like."""
    alike = _alike(version)
    return [n for n, (unit, _) in enumerate(version.units) if unit.source in alike or unit.target in alike]


def check(passage: Passage) -> Iterator[Finding]:
    """Compare a text with the others of its article."""
    unit, alike = passage.unit, _alike(passage.version)
    if passage.source is not None:
        others = (*alike.get(unit.source, ()), *alike.get(unit.target, ()))
        yield from compared(unit, [("this article", other) for other in others if other is not unit])


def compared(unit: Unit, others: Iterable[tuple[str, Unit]]) -> Iterator[Finding]:
    """What is to be said of a unit beside others, each with the place where it is.

    Of each kind there is one finding at most: another translation of the same text (`translations`), the same
    translation of another text (`sources`).
    """
    told: set[str] = set()
    whole = ((0, len(unit.source)),), ((0, len(unit.target)),)
    for place, other in others:
        is_same = other.source == unit.source, other.target == unit.target
        if is_same == (True, False) and "translations" not in told:
            told.add("translations")
            message = f"in {place} the same text is {_short(other.target)}"
            yield Finding(message, "say it with the same words, if it means the same", *whole, "translations")
        elif is_same == (False, True) and "sources" not in told and _is_long(unit, other):
            told.add("sources")
            message = f"in {place} the same stands for {_short(other.source)}"
            yield Finding(message, "see that it was not copied and left", *whole, "sources", Severity.WARNING)


@lru_cache(maxsize=4)
def _alike(version: Version) -> Mapping[str, list[Unit]]:
    """The translated units of a version that are like others, by their sources and by their translations."""
    units = [unit for unit, _ in version.units if unit.state is State.TRANSLATED]
    texts = Counter(itertools.chain.from_iterable({unit.source, unit.target} for unit in units))
    found: dict[str, list[Unit]] = {text: [] for text, count in texts.items() if count > 1}
    for unit in units if found else ():
        for text in {unit.source, unit.target} & found.keys():
            found[text].append(unit)
    return found


def _is_long(unit: Unit, other: Unit) -> bool:
    """Whether two texts are so long that they should have other translations, and not the same but for marks."""
    texts = unit.source, other.source, unit.target
    return min(len(text.split()) for text in texts) >= _WORDS and len({_bare(text) for text in texts[:2]}) > 1


def _bare(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()


def _short(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"
