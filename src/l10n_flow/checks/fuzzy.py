"""Whether texts wait for a person.

What: translations that are marked fuzzy, since the source changed, or since a memory or a machine proposed them. They
are counted once for an article; `check --fuzzy` shows what all the other checks say of them.

Wrong: #, fuzzy

Right: the mark is gone, for somebody has read the translation
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.INFO
STATES = frozenset({State.FUZZY})


def check(passage: Passage) -> Iterator[Finding]:
    """Count them, at the first."""
    waiting = passage.version.in_state[State.FUZZY]
    if passage.number == waiting[0]:
        count, whole = len(waiting), len(passage.version.units)
        message = f"{count} of {whole} texts {'waits' if count == 1 else 'wait'} for a person, this one first"
        yield Finding(message, "read them, correct them, and take the fuzzy mark away")
