"""Whether what people told the checks to pass over is in order.

What: a waiver without a reason does not hold; nor does one that cannot be read, or of a check that is not there. One
that matches nothing any more can go: else it would hide the next mistake.

Wrong: # l10n-flow: ignore terms(expulsion-regime)

Right: # l10n-flow: ignore terms(expulsion-regime): the minister's own word
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import plugins, waivers
from ..model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..passages import Passage
    from ..waivers import Mistake, Waiver

SEVERITY = Severity.WARNING


def check(passage: Passage) -> Iterator[Finding]:
    """Look at the waivers of a unit; at those of its article with the first text of that."""
    draft = passage.draft
    if passage.unit.comment:
        yield from _wrong(waivers.in_comment(passage.unit.comment))
    if draft.source_lang is None and passage is draft.passages[0]:
        yield from _wrong(waivers.of_article(draft.meta.waivers))


def _wrong(found: Iterable[Waiver | Mistake]) -> Iterator[Finding]:
    known = plugins.check_ids()
    for one in found:
        if isinstance(one, waivers.Mistake):
            yield Finding(one.message, one.hint)
        elif one.check not in known:
            yield Finding(
                f"there is no check {one.check!r} to pass over", f"checks are {', '.join(known)}", subject=str(one)
            )
