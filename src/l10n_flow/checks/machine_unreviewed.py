"""Whether a person has looked at a machine's translation.

What: the unit's comment says that a machine translated it (machine: ENGINE DATE DIGEST), and the text is still the
machine's: the digest is the first eight hexadecimal digits of its SHA-256. One that was changed is taken for read.
Whoever finds it right as it is takes the line away.

Wrong: # machine: libretranslate 2025-05-12 8f434346

Right: the line is gone, or the text is another one
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Draft, Passage

SEVERITY = Severity.WARNING
STATES = frozenset({State.TRANSLATED})

_LINE = re.compile(
    r"^\s*machine:\s*(?P<engine>\S+)(?:\s+(?P<date>\d{4}-\d{2}-\d{2}))?(?:\s+(?P<digest>[0-9a-f]{8}))?\s*$",
    re.MULTILINE,
)


def applies(draft: Draft) -> bool:
    """Whether a machine has signed a text."""
    return any("machine:" in unit.comment for unit, _ in draft.units)


def check(passage: Passage) -> Iterator[Finding]:
    """Read the unit's comment."""
    comment = passage.unit.comment
    found = _LINE.search(comment) if "machine:" in comment else None
    if found and found["digest"] in (None, hashlib.sha256(passage.target.encode()).hexdigest()[:8]):
        when = f" on {found['date']}" if found["date"] else ""
        message = f"{found['engine']} translated it{when}, and nobody has changed it since"
        hint = "read it; if it is right, take the line “machine:” out of the unit's comment"
        yield Finding(message, hint, (), ((0, len(passage.target)),), subject=found["engine"])
