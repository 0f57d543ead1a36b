"""Whether a translation is as long as it can be expected to be.

What: much shorter than its source, so that a part must be missing, or three times as long: at least 40 characters are
needed to tell. One that is longer than was agreed for it (the flag `max-length:60`, which Weblate reads as well); what
is longer than search engines show of a headline or a description is noted.

Wrong: “In March they were told to leave the country within a month.” - «В марте»

Right: “They must leave the country within a month.” - «Они должны выехать в течение месяца.»
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import elements, markup
from ..model import Finding, Severity
from . import _seen
from ._prose import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..passages import Draft, Passage

SEVERITY = Severity.WARNING

_SHORTEST = ((75, 0.45), (40, 1 / 3))
"""Characters of the source, and the least share of them that a translation has. Of 1,670 human translations of news
from English (into Russian, Uzbek and Tajik) none was shorter; the shortest of 75 characters or more had 0.6."""
_LONGEST = 3
_FLAG = "max-length:"


def among(draft: Draft) -> Collection[int]:
    """The texts that are not about as long as their sources, and those for which a length was agreed."""
    found = enumerate(zip(draft.units, _seen.all_of(draft), strict=True))
    return [n for n, ((unit, role), texts) in found if unit.flags or role in elements.MAX_LENGTH or _may_differ(*texts)]


def check(passage: Passage) -> Iterator[Finding]:
    """Measure a text without its tags."""
    here = _measured(passage.target)
    yield from _over_limit(passage, here)
    if passage.source is None or not here:
        return
    there = _measured(passage.source)
    span = ((0, len(passage.target)),)
    least = next((share for length, share in _SHORTEST if there >= length), 0.0)
    if here < least * there:
        message = f"{here} characters for {there} of the source: is something missing?"
        yield Finding(message, "compare it with the source", (), span)
    elif least and here > _LONGEST * there:
        message = f"{here} characters for {there} of the source: is something too much?"
        yield Finding(message, "compare it with the source", (), span)


def _may_differ(there: _seen.Seen, here: _seen.Seen) -> bool:
    """Whether one of two texts may be much longer; where there is more in them than words, that is not clear."""
    if there.marks & _seen.ALONE:
        return False
    if (there.marks | here.marks) & (_seen.TAGGED | _seen.BLANKS) or ADDRESS in there.text or ADDRESS in here.text:
        return True
    return not _SHORTEST[0][1] * len(there.text) < len(here.text) <= _LONGEST * len(there.text)


def _measured(text: str) -> int:
    return len((markup.plain(text) if "<" in text or "&" in text else text).strip())


def _over_limit(passage: Passage, length: int) -> Iterator[Finding]:
    agreed = [flag.removeprefix(_FLAG) for flag in passage.unit.flags if flag.startswith(_FLAG)]
    limit = next((int(number) for number in agreed if number.isdecimal()), None)
    advice = elements.MAX_LENGTH.get(passage.role)
    severity = Severity.WARNING if limit is not None else Severity.INFO
    most = advice if limit is None else limit
    if most is not None and length > most:
        message = f"{length} characters, at most {most} fit"
        yield Finding(message, "say it in fewer words", (), ((0, len(passage.target)),), "limit", severity)
