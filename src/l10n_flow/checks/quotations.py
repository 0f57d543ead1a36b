"""Whether speech that the source quotes is quoted.

What: the source has a word in quotation marks that is no name (“terrorists”), and the translation, if it is short, has
none; in a longer one this is noted. Also noted: the source quotes somebody (five words or more), and the translation
has neither quotation marks nor a dash before the speaker. Its words are then the newsroom's, not the speaker's.

Wrong: “We will never agree to this,” he said. - Он сказал, что они никогда на это не согласятся.

Right: “We will never agree to this,” he said. - «Мы никогда на это не согласимся», - сказал он.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _seen, _slips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.WARNING

_SPEECH = re.compile(
    r"""“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|(?<!\w)"[^"]*"(?!\w)|(?<!\w)‘(?:[^‘’]|’\w)*’(?!\w)|(?<![\w'])'(?:[^']|'\w){0,1000}'(?!\w)"""
)
_MARKS = re.compile(r"""["«»“”„‟‹›]|(?<!\w)['‘’‚]|['’](?!\w)|^[-–—]\s|[,!?.…]\s?[-–—]\s""")
_DASH = re.compile(r"[-–—]\s")
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
    quoted = [found.span() for found in _SPEECH.finditer(source)]
    speech = [(start, end) for start, end in quoted if len(source[start:end].split()) >= _WORDS]
    words = [(start, end) for start, end in quoted if source[start + 1].islower() and there.marks & _seen.QUOTE]
    if spans := tuple(speech or words):
        is_clear = not speech and _slips.is_short(passage) and not _DASH.search(here.text)
        message = f"the source quotes: {passage.source[slice(*spans[0])]}"
        hint = "quote as well, or see that nobody takes your words for the speaker's"
        yield Finding(message, hint, spans, severity=None if is_clear else Severity.INFO)
