"""Whether a translation begins with the mark that its source begins with.

What: a dash, an ellipsis, the sign of a list or another mark before the first word is missing, or there is one that the
source does not have. Quotation marks, brackets and the signs of sums may move.

Wrong: “...and he left.” - «и уехал.»

Right: “...and he left.” - «…и уехал.»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from ._prose import TAG, prose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING

_AROUND = rf"[\s{TAG}\"'«»“”„‟‘’‹›()\[\]]*"
_START = re.compile(rf"{_AROUND}(?P<marks>[…<>.,:;!?*•·▪►→#/|\\=]+|[-–—]+(?=\s))(?=[\s{TAG}\"«“„(]*[^\W\d_])")


def among(version: Version) -> Collection[int]:
    """The texts that do not begin with a word, or whose sources do not."""
    units = enumerate(unit for unit, _ in version.units) if version.source_lang else ()
    return [number for number, unit in units if not (unit.source[:1].isalnum() and unit.target[:1].isalnum())]


def check(passage: Passage) -> Iterator[Finding]:
    """Compare what stands before the first words."""
    if passage.source is None or not passage.target.strip():
        return
    there, here = (_START.match(prose(text)) for text in (passage.source, passage.target))
    if there and not here:
        message = f"“{there['marks']}” at the start is missing"
        yield Finding(message, "write it as in the source", (there.span("marks"),))
    elif here and not there:
        message = f"there is “{here['marks']}” at the start, and none in the source"
        yield Finding(message, "take it away", (), (here.span("marks"),))
