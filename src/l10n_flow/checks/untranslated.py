"""Whether there is a translation at all.

What: the translation is blank, or only marks where the source has words.

Wrong: “Find” - « »

Right: “Find” - «Найти»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.ERROR

_WORDS = re.compile(r"\w")


def check(passage: Passage) -> Iterator[Finding]:
    """Look for a letter or a digit."""
    if passage.source is None or not passage.source.strip():
        return
    if not passage.target.strip():
        yield Finding("there is no translation", "translate it", ((0, len(passage.source)),))
    elif _WORDS.search(passage.source) and not _WORDS.search(passage.target):
        yield Finding(
            "the translation has no words", "translate it", ((0, len(passage.source)),), ((0, len(passage.target)),)
        )
