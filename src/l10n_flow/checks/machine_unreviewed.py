"""Whether a person has worked on a machine's translation.

What: the unit's comment says that a machine translated it (machine: ENGINE DATE DIGEST), and the text is still the
machine's: the digest is the first eight hexadecimal digits of its SHA-256. It is held back, with or without a fuzzy
mark, which some editors drop. A text that somebody has changed counts as read; who has read it and finds it right takes
the line away, or reads the whole edition and approves it (l10n-flow approve), as long as that approval holds.

Wrong: # machine: libre 2025-05-12 8f434346

Right: the line is gone, the text is another one, or a person approves of the edition
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogs import origin
from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.ERROR
STATES = frozenset({State.TRANSLATED})


def applies(version: Version) -> bool:
    """Whether a machine has signed a text, and nobody approves of the edition."""
    return not version.approved and any("machine:" in unit.comment for unit, _ in version.units)


def check(passage: Passage) -> Iterator[Finding]:
    """Read the unit's comment."""
    found = origin.of(passage.unit.comment, passage.target)
    if found:
        when = f" on {found.date}" if found.date else ""
        message = f"{found.engine} translated it{when}, and nobody has changed it since"
        hint = "read it; if it is right, take the line “machine:” out of its comment, or approve the whole edition"
        yield Finding(message, hint, (), ((0, len(passage.target)),), subject=found.engine)
