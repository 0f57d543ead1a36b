"""Whether what people approved is still what the translation says.

What: somebody approved an edition, and after that it was changed, or its article: the approval is void (see `approve`).
The catalog's header says who it was, X-Approved; findings name nobody.

Wrong: the text was approved on Monday and corrected on Tuesday

Right: it was corrected on Tuesday and approved once more
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING
STATES = frozenset(State)


def applies(version: Version) -> bool:
    """Whether an approval is void."""
    return version.void > 0


def check(passage: Passage) -> Iterator[Finding]:
    """Look at the approvals of an edition, with its first text."""
    void = passage.version.void
    if void and passage.number == 0:
        who = f"{void} {'person' if void == 1 else 'people'}"
        message = f"{who} approved another text of this edition (X-Approved in the header)"
        hint = "have it read again and approved, or withdrawn: l10n-flow approve"
        yield Finding(message, hint)
