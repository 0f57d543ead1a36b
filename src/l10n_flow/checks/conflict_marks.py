"""Whether two versions of a translation were put together.

What: the mark that msgcat puts between translations that differ (#-#-#-#-#), or one of a merge in git (<<<<<<<,
=======, >>>>>>>), stands in the text.

Wrong: «#-#-#-#-#  ru.po  #-#-#-#-# Реестр #-#-#-#-#  ru-2.po  #-#-#-#-# Список»

Right: «Реестр»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.ERROR
SIGNS = ("#-#-#-#-#", "<" * 7, "=" * 7, ">" * 7, "|" * 7)
STATES = frozenset({State.TRANSLATED, State.FUZZY})

_MARK = re.compile(r"#-#-#-#-#|^(?:<{7}|={7}|>{7}|\|{7})(?=\s|$)", re.MULTILINE)


def applies(version: Version) -> bool:
    """Whether there may be such a mark in any of its texts."""
    return any(map(version.whole.__contains__, SIGNS))


def check(passage: Passage) -> Iterator[Finding]:
    """Look for the marks."""
    target, source = passage.target, passage.source or ""
    if spans := tuple(found.span() for found in _MARK.finditer(target) if found[0] not in source):
        yield Finding("two versions stand here together", "choose one, and take the marks away", (), spans)
