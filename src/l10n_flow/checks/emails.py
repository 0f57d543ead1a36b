"""Whether a translation has the e-mail addresses of its source.

What: an address is missing, has other letters, or was put in.

Wrong: “press@example.org” - «pres@example.org»

Right: “press@example.org” - «press@example.org»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from . import _addresses, _seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Finding
    from ..passages import Passage, Version

SEVERITY = Severity.ERROR

_EMAIL = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+[\w-]*\w")


def applies(version: Version) -> bool:
    """Whether there may be an address in any of its texts."""
    return version.source_lang is not None and "@" in version.whole


def concerns(there: int, here: int) -> bool:
    """Whether there may be an address."""
    return bool((there | here) & _seen.ADDRESSED)


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the addresses of a passage with those of its source."""
    if passage.source is not None and passage.target.strip():
        yield from _addresses.compared(passage, _EMAIL, str.lower)
