"""Whether letters with marks are written as one character.

What: a letter and its mark are two characters (и + breve for й, о + macron); they look the same, and no search finds
them. It can be fixed.

Wrong: й as U+0438 U+0306

Right: й as U+0439
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ..model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING


def applies(version: Version) -> bool:
    """Whether a letter is apart from its mark in any of its texts."""
    return not unicodedata.is_normalized("NFC", version.whole)


def check(passage: Passage) -> Iterator[Finding]:
    """Compare a text with its NFC form."""
    target = passage.target
    if not unicodedata.is_normalized("NFC", target):
        fixed = unicodedata.normalize("NFC", target)
        at = next(at for at, pair in enumerate(zip(target, fixed + "\0", strict=False)) if pair[0] != pair[1])
        hint = "write each letter with its mark as one (NFC)"
        yield Finding(
            "letters and their marks are separate characters",
            hint,
            (),
            ((at, at + 2),),
            fix=(((0, len(target)), fixed),),
        )
