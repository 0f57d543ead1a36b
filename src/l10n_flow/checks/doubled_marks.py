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
from ._prose import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..languages.language import Language
    from ..model import Span
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
    if places := tuple(_places(text, source, registry.get(passage.version.lang))):
        typed = [text[start:end] for start, end in places]
        equal = [(place, marks[0]) for place, marks in zip(places, typed, strict=True) if len({*marks}) == 1]
        severity = _slips.severity("doubled-marks", "", passage)
        message = f"{' '.join(dict.fromkeys(typed))}: these marks do not go together"
        yield Finding(message, "write one of them", (), places, severity=severity, fix=tuple(equal))
    if lost := [found for found in _LOST.finditer(text) if found[0] not in source]:
        message, hint = f"{lost[0][0]}: letters were lost here", "write the word once more"
        yield Finding(message, hint, (), tuple(found.span() for found in lost), "lost")


def _places(text: str, source: str, language: Language) -> Iterator[Span]:
    """Where marks stand that do not go together; the full stop of an abbreviation goes with any."""
    for found in _MARKS.finditer(text):
        marks, word = found["marks"] or found[0], (found["word"] or "").casefold()
        if marks not in source and word not in language.abbreviations and word not in language.final_abbreviations:
            yield found.span("marks" if found["marks"] else 0)
