"""Whether a translation is of what the source says now.

What: the source was changed after it was translated; the old wording stands beside the new one (#|). A text of the
article that the catalog does not have: it was written after the last sync.

Wrong: #| msgid "by April 1", msgid "by April 30", msgstr "до 1 апреля"

Right: msgid "by April 30", msgstr "до 30 апреля"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING
STATES = frozenset(State)

_LONGEST = 60


def applies(version: Version) -> bool:
    """Whether it is older than its source."""
    return bool(version.strange) or any(unit.fuzzy for unit, _ in version.units)


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the source with what was translated, and the article with its catalog."""
    unit, version = passage.unit, passage.version
    if unit.state is State.FUZZY and unit.previous_source not in (None, unit.source):
        message = f"the source was: {_short(unit.previous_source or '')}"
        span = (0, len(unit.source))
        yield Finding(message, "translate what has changed, and take the fuzzy mark away", (span,))
    if version.strange and passage.number == 0:
        count = len(version.strange)
        are = "text of the article is" if count == 1 else "texts of the article are"
        message = f"{count} {are} not in the catalog: {_short(version.strange[0])}"
        yield Finding(message, "run l10n-flow sync", subject="sync")


def _short(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”"
