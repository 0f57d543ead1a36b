"""Whether what people told the checks to pass over is in order.

What: a waiver without a reason does not hold; nor does one that cannot be read, of a check that is not there, or of a
concept that is not. One that matches nothing any more can go: else it would hide the next mistake.

Wrong: # l10n-flow: ignore terms(expulsion-regime)

Right: # l10n-flow: ignore terms(expulsion-regime): the minister's own word
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import plugins, waivers
from ..model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..passages import Passage, Version
    from ..waivers import Mistake, Waiver

SEVERITY = Severity.WARNING
OF_WORDS = False


def applies(version: Version) -> bool:
    """Whether somebody may have waived something."""
    return version.source_lang is None or any(unit.comment for unit, _ in version.units)


def among(version: Version) -> Collection[int]:
    """The texts with a comment; the first one stands for its article."""
    commented = [number for number, (unit, _) in enumerate(version.units) if unit.comment]
    return commented if version.source_lang else {0, *commented}


def check(passage: Passage) -> Iterator[Finding]:
    """Look at the waivers of a unit; at those of its article with the first text of that."""
    version = passage.version
    if passage.unit.comment:
        yield from _wrong(waivers.in_comment(passage.unit.comment), version)
    if version.source_lang is None and passage.number == 0:
        yield from _wrong(waivers.of_article(version.meta.waivers), version)


def _wrong(found: Iterable[Waiver | Mistake], version: Version) -> Iterator[Finding]:
    for one in found:
        if isinstance(one, waivers.Mistake):
            yield Finding(one.message, one.hint, subject=one.text)
            continue
        checks = plugins.check_ids()
        if one.check not in checks:
            hint = _nearest(one.check, checks) or f"checks are {', '.join(checks)}"
            yield Finding(f"there is no check {one.check!r} to pass over", hint, subject=str(one))
            continue
        subjects = plugins.subjects(one.check, version)
        if one.subject and subjects is not None and one.subject not in subjects:
            hint = _nearest(one.subject, subjects) or "the name stands behind each finding, as terms(patent)"
            message = f"the waiver of {one} means nothing: there is no {one.subject!r}"
            yield Finding(message, hint, subject=str(one))


def _nearest(name: str, known: Collection[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name.lower(), known, 1, 0.7)
    return f"did you mean {close[0]!r}?" if close else ""
