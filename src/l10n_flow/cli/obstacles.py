"""What stands in the way of an edition, as commands show it: texts to translate, and errors that checks found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import render
from .commands import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..editions import Open
    from ..model import Finding

FEW = 3
"""So many of them are shown without -v."""


def summary(texts: Sequence[Open], faults: Sequence[Finding], unapproved: int) -> str:
    """How much of what kind: `3 units`, `1 error`, `2 approvals`; empty if nothing is in the way."""
    kinds = ((len(texts), "unit"), (len(faults), "error"), (unapproved, "approval"))
    return ", ".join(render.count(number, noun) for number, noun in kinds if number)


def lines(catalog: str, texts: Sequence[Open], faults: Sequence[Finding], verbosity: int) -> Iterator[str]:
    """A line for each of the first, and how many more there are.

    Args:
        catalog: the path of the PO file, as messages name it.
        texts: that are not translated.
        faults: errors in the others.
        verbosity: more than 0 to show all.
    """
    few = max(len(texts), len(faults)) if verbosity > 0 else FEW
    for unit in texts[:few]:
        place = ":".join(filter(None, [catalog, str(unit.line or "")]))
        yield f"  {place}: {unit.state}: {render.excerpt(unit.segment.text)}"
    yield from (f"  {check.line(fault)}" for fault in faults[:few])
    if (rest := max(len(texts), len(faults)) - few) > 0:
        yield f"  and {rest} more (-v shows them)"
    if not all(unit.line for unit in texts):
        yield "  some are not in the PO file yet: l10n-flow sync"


def as_data(texts: Sequence[Open], faults: Sequence[Finding]) -> dict[str, object]:
    """The same, for programs."""
    return {
        "open": [
            {
                "line": unit.line or None,
                "state": unit.state.value,
                "role": unit.segment.role.value,
                "text": unit.segment.text,
            }
            for unit in texts
        ],
        "faults": [check.as_data(fault) for fault in faults],
    }
