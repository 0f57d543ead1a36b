"""Whether marks stand beside each other that do not go together.

What: two commas, a comma and a full stop, a full stop behind a question mark (in paragraphs in Tajik these are noted,
as print is full of them); question marks where a word was, as programs write letters that they do not know. One mark
for two equal ones can be fixed. Two full stops are a matter of ellipsis and end-punctuation.

Wrong: «В реестре,, который ведет полиция, ???????»

Right: «В реестре, который ведет полиция, иностранцы»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _seen, _slips
from ._prose import LETTER, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.WARNING

_MARKS = re.compile(rf"[,;:]{{2,}}|[,;:?!]\.(?!\.)|(?P<word>{LETTER}{{4,}})(?P<marks>\.[,;])")
_LOST = re.compile(r"(?<![\w?!…])\?{3,}(?![?!])|(?<=\w)\?{2,}(?=\w)")


def concerns(there: int, here: int) -> bool:
    """Whether two marks may stand beside each other."""
    return bool(here & _seen.MARKS)


def check(passage: Passage) -> Iterator[Finding]:
    """Look at marks that follow each other."""
    source, text = passage.source or "", _seen.target(passage).text
    lang = registry.get(passage.draft.lang)
    for found in _MARKS.finditer(text):
        marks, span = found["marks"] or found[0], found.span("marks" if found["marks"] else 0)
        word = (found["word"] or "").casefold()
        if marks in source or word in lang.abbreviations or word in lang.final_abbreviations:
            continue
        fixed = replaced(passage.target, [(span, marks[0])]) if len({*marks}) == 1 else None
        severity = _slips.severity("doubled-marks", "", passage)
        message, hint = f"{marks}: these marks do not go together", "write one of them"
        yield Finding(message, hint, (), (span,), severity=severity, fix=fixed)
    for found in _LOST.finditer(text):
        if found[0] not in source:
            message, hint = f"{found[0]}: letters were lost here", "write the word once more"
            yield Finding(message, hint, (), (found.span(),), "lost")
