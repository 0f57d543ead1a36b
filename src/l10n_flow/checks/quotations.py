"""Whether speech that the source quotes is quoted.

What: the source quotes somebody (five words or more in quotation marks), and the translation has no quotation marks
and no dash before the speaker. Its words are then the newsroom's, not the speaker's.

Wrong: “We will never agree to this,” he said. - Он сказал, что они никогда на это не согласятся.

Right: “We will never agree to this,” he said. - «Мы никогда на это не согласимся», - сказал он.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.INFO

_SPEECH = re.compile(
    r"""“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|(?<!\w)"[^"]*"(?!\w)|(?<!\w)‘(?:[^‘’]|’\w)*’(?!\w)|(?<![\w'])'(?:[^']|'\w){0,1000}'(?!\w)"""
)
_MARKS = re.compile(r"""["«»“”„‟‹›]|(?<!\w)['‘’‚]|['’](?!\w)|^[-–—]\s|[,!?.…]\s?[-–—]\s""")
_OPENS = re.compile(r"(?<!\w)['‘]")
_WORDS = 5


def concerns(there: int, here: int) -> bool:
    """Whether only the source has quotation marks."""
    return bool(there & (_seen.QUOTE | _seen.OPENS) and not here & _seen.QUOTE)


def check(passage: Passage) -> Iterator[Finding]:
    """Look for marks of quotation."""
    if passage.source is None or not passage.target.strip():
        return
    there, here = _seen.source(passage), _seen.target(passage)
    if here.marks & _seen.QUOTE or not there.marks & (_seen.QUOTE | _seen.SINGLE):
        return
    source = there.text
    if not there.marks & _seen.QUOTE and not _OPENS.search(source):
        return
    if _MARKS.search(here.text):
        return
    spans = tuple(found.span() for found in _SPEECH.finditer(source) if len(found[0].split()) >= _WORDS)
    if spans:
        message = f"the source quotes: {passage.source[slice(*spans[0])]}"
        yield Finding(message, "quote as well, or see that nobody takes your words for the speaker's", spans)
