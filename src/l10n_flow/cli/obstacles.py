"""What stands in the way of an edition, as commands show it: texts to translate, and errors that checks found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import findings, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..editions import Open
    from ..model import Finding

FEW = 3
"""So many of them are shown without -v."""


def summary(units: int, errors: int, approvals: int) -> str:
    """How much of what kind: `3 units`, `1 error`, `2 approvals`; empty if nothing is in the way."""
    kinds = ((units, "unit"), (errors, "error"), (approvals, "approval"))
    return ", ".join(render.count(number, noun) for number, noun in kinds if number)


def lines(
    catalog: str, texts: Sequence[Open], faults: Sequence[Finding], *, few: int | None = FEW, missing: int | None = None
) -> Iterator[str]:
    """A line for each of the first, and how many more there are.

    Args:
        catalog: the path of the PO file, as messages name it.
        texts: that are not translated, or the first of them.
        faults: errors in the others.
        few: how many are shown; None for all.
        missing: how many texts are not translated, if `texts` are only the first.
    """
    for unit in texts[:few]:
        place = ":".join(filter(None, [catalog, str(unit.line or "")]))
        yield f"  {place}: {unit.state}: {render.excerpt(unit.segment.text)}"
    yield from (f"  {findings.line(fault)}" for fault in faults[:few])
    number = len(texts) if missing is None else missing
    if few and (rest := max(number, len(faults)) - few) > 0:
        yield f"  and {rest} more (-v shows them)"


def as_data(texts: Iterable[Open], faults: Sequence[Finding]) -> dict[str, object]:
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
        "faults": [findings.as_data(fault) for fault in faults],
    }
