"""Whether a caption says whose picture it is.

What: a caption has no credit, neither one of its own (in Markdown: in brackets at its end) nor in its words (“Photo:
...”, «Фото: ...», “Surat: ...”, ©). It is noted only: some pictures are the newsroom's own.

Wrong: People wait before an office.

Right: People wait before an office. [Rustam Karimov / Asia-Plus]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from ._pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.INFO
OF_WORDS = False

_SAID = re.compile(
    r"©|\([cс]\)|\bcourtesy of\b|\b(?:photos?|pictures?|images?|graphics?|illustrations?|screenshots?|credit|source"
    r"|фото|снимок|изображение|иллюстрация|графика|скриншот|источник"
    r"|foto|surat|rasm|tasvir|manba|сурат|расм|манба|акс|тасвир|манбаъ)\b(?:[^.:]{0,30}:|\s+by\b)",
    re.IGNORECASE,
)


def applies(version: Version) -> bool:
    """Whether there are pictures."""
    return bool(version.pictures)


def among(version: Version) -> Collection[int]:
    """The first text stands for its article."""
    return (0,)


def check(passage: Passage) -> Iterator[Finding]:
    """Look at the captions of an article's pictures."""
    for picture, name in pictures(passage):
        if picture.caption and not picture.has_credit and not _SAID.search(picture.caption):
            message = f"the caption of {name} does not say whose picture it is"
            yield Finding(message, "give its credit, as the author / the agency", subject=name)
