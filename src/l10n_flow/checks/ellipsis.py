"""Whether what is left out is shown by one ellipsis.

What: three full stops where the source has the sign “…”; two or more than three of them inside a text. Three stops
instead of the sign are noted otherwise. All of it can be fixed, except two stops: one or three may be meant.

Wrong: “He left…” - «Он уехал....»

Right: “He left…” - «Он уехал…»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _seen
from ._prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.WARNING

_DOTS = re.compile(r"(?<![.…])(?:\.{3,}|…\.+|\. \. \.)(?![.…])")
_TWO = re.compile(r"(?<![./…])\.\.(?=[\s,]+\w)")


def concerns(there: int, here: int) -> bool:
    """Whether there is more than one full stop in a row."""
    return bool(here & _seen.DOTS)


def check(passage: Passage) -> Iterator[Finding]:
    """Find what stands for an ellipsis."""
    target, source = passage.target, passage.source
    text = prose(target)
    found = list(_DOTS.finditer(text))
    if found:
        is_other = any(one[0] not in ("...", ". . .") for one in found) or (source is not None and "…" in source)
        is_other = is_other and not (source and any(one[0] in source for one in found))
        severity = None if is_other else Severity.INFO
        spans = tuple(one.span() for one in found)
        yield Finding(
            "full stops for an ellipsis",
            "write …",
            (),
            spans,
            severity=severity,
            fix=tuple((one, "…") for one in spans),
        )
    if not (source and _TWO.search(source)):
        for two in _TWO.finditer(text):
            yield Finding("two full stops", "write one, or …", (), (two.span(),))
