"""Whether a translation is as long as it can be expected to be.

What: much shorter than its source, so that a part must be missing, or three times as long, if the source has at least
40 characters; of a shorter one hardly anything, or so much that it must be another text. Much shorter or longer than
the newsroom's own translations of that role into that language are, once `check` knows a hundred of them that no longer
wait for a person. One that is longer than was agreed for it (the flag `max-length:60`, which Weblate reads as well);
what is longer than search engines show of a headline or a description is noted.

Wrong: “In March they were told to leave the country within a month.” - «В марте»

Right: “They must leave the country within a month.” - «Они должны выехать в течение месяца.»
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..articles import elements
from ..model import Finding, Severity
from ..text.lengths import LEAST, measured
from . import _seen
from ._prose import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..model import Unit
    from ..passages import Passage, Version
    from ..text.lengths import Usual

SEVERITY = Severity.WARNING
KNOWS_OTHERS = True

_SHORTEST = ((75, 0.45), (LEAST, 1 / 3), (20, 1 / 6))
"""Characters of the source, and the least share of them that a translation has. Of 1,670 human translations of news
from English (into Russian, Uzbek and Tajik) none was shorter; the shortest of 75 characters or more had 0.6."""
_LONGEST = 3
_LONGEST_OF_SHORT = 4, 40  # times a source of less than LEAST characters, and so many more
_FLAG = "max-length:"


def among(version: Version) -> Collection[int]:
    """The texts that are not about as long as their sources, and those for which a length was agreed."""
    found = enumerate(zip(version.units, _seen.all_of(version), strict=True))
    return [n for n, ((unit, role), texts) in found if unit.flags or role in elements.MAX_LENGTH or _may_differ(*texts)]


def check(passage: Passage) -> Iterator[Finding]:
    """Measure a text without its tags."""
    here = measured(passage.target)
    yield from _over_limit(passage, here)
    if passage.source is None or not here:
        return
    there = measured(passage.source)
    if _is_far(there, here) and not (there < LEAST and here > 1 and passage.target.isupper()):  # ОБСЕ
        yield _finding(passage.unit, there, here)


def compared(unit: Unit, usual: Usual) -> Iterator[Finding]:
    """What is to be said of a translation that is much longer or shorter than is usual in the newsroom."""
    there, here = measured(unit.source), measured(unit.target)
    if there >= LEAST and here and not _is_far(there, here):
        yield _finding(unit, there, here, f" (here it is {usual.least:.2f} to {usual.most:.2f} times as much)")


def _is_far(there: int, here: int) -> bool:
    """Whether it is much too short or too long in any language."""
    least = next((share for length, share in _SHORTEST if there >= length), 0.0)
    times, more = (_LONGEST, 0) if there >= LEAST else _LONGEST_OF_SHORT
    return bool(there) and not least * there <= here <= times * there + more


def _finding(unit: Unit, there: int, here: int, usual: str = "") -> Finding:
    wrong = "missing" if here < there else "too much"
    message = f"{here} characters for {there} of the source{usual}: is something {wrong}?"
    return Finding(message, "compare it with the source", (), ((0, len(unit.target)),))


def _may_differ(there: _seen.Seen, here: _seen.Seen) -> bool:
    """Whether one of two texts may be much longer; where there is more in them than words, that is not clear."""
    if there.marks & _seen.ALONE:
        return False
    if (there.marks | here.marks) & (_seen.TAGGED | _seen.BLANKS) or ADDRESS in there.text or ADDRESS in here.text:
        return True
    return not _SHORTEST[0][1] * len(there.text) < len(here.text) <= _LONGEST * len(there.text)


def _over_limit(passage: Passage, length: int) -> Iterator[Finding]:
    agreed = [flag.removeprefix(_FLAG) for flag in passage.unit.flags if flag.startswith(_FLAG)]
    limit = next((int(number) for number in agreed if number.isdecimal()), None)
    advice = elements.MAX_LENGTH.get(passage.role)
    severity = Severity.WARNING if limit is not None else Severity.INFO
    most = advice if limit is None else limit
    if most is not None and length > most:
        message = f"{length} characters, at most {most} fit"
        yield Finding(message, "say it in fewer words", (), ((0, len(passage.target)),), "limit", severity)
