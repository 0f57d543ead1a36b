"""Whether a translation has the dates of its source.

What: a month or a weekday of the source is another one in the translation, in words or in digits (05.02.2025). Days and
years are numbers, which have a check of their own. A month or a weekday that is left out is noted.

Wrong: “on Monday, February 5” - «в среду, 5 марта»

Right: “on Monday, February 5” - «в понедельник, 5 февраля»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _figures, _seen
from ._words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..passages import Passage
    from ._figures import Text
    from ._words import Word

SEVERITY = Severity.ERROR

_DAY_BEFORE = re.compile(r"\d(?:\w{1,3})?(?:[-‑]\w{1,3})?[\s.,‑-]{0,2}(?:of\s)?$")
_NUMBER_AFTER = re.compile(r"[.,]?[\s‑-]\d")
_DATE = re.compile(r"\b\d{1,2}([./-])\d{1,2}(?:\1\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b")
_SHORT = 3
_CAPITALISED = frozenset({"en"})  # languages that write months with a capital
_KINDS = ("month", "weekday")


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the months and weekdays of a passage with those of its source."""
    if passage.source is None or not passage.target.strip():
        return
    if not _seen.source(passage).marks & _seen.DAY:
        return
    draft = passage.draft
    source = _figures.read(passage.source, draft.source_lang or draft.lang)
    kinds = {word.kind for word in source.words}
    for kind in [kind for kind in _KINDS if kind in kinds]:
        target = _figures.read(passage.target, draft.lang)
        yield from _compared(passage, kind, source, target)


def _compared(passage: Passage, kind: str, source: Text, target: Text) -> Iterator[Finding]:
    text = passage.unit.source
    here = {number_of(word) for word in target.named(kind)}
    there = {number_of(word) for word in source.named(kind)}
    if kind == "month":
        here |= _in_digits(passage.target)
        there |= _in_digits(text)
    source_lang = passage.draft.source_lang or passage.draft.lang
    gone = [word for word in _certain(text, source_lang, source.named(kind)) if word.value not in here]
    come = [
        word for word in _certain(passage.target, passage.draft.lang, target.named(kind)) if word.value not in there
    ]
    if not gone:
        return
    typed = _typed(text, gone)
    if come:
        message, severity = f"the source has {typed}, the translation {_typed(passage.target, come)}", Severity.ERROR
    else:
        message = f"the {kind} {typed} of the source is missing"
        severity = Severity.INFO
    spans = tuple(word.span for word in gone), tuple(word.span for word in come)
    yield Finding(message, "compare the dates with the source", *spans, subject=kind, severity=severity)


def _in_digits(text: str) -> set[int]:
    """The months of dates like 05.02.2025, 2/5/25 or 2025-02-05; either number may be the month."""
    return {int(part) for found in _DATE.finditer(text) for part in re.split(r"\D", found[0])}


def _certain(text: str, lang: str, words: Sequence[Word]) -> list[Word]:
    """Those that are a date and nothing else: weekdays, months beside a number or with a long name (not may or mar)."""
    return [word for word in words if word.kind == "weekday" or _is_month(text, lang, word)]


def _is_month(text: str, lang: str, word: Word) -> bool:
    start, end = word.span
    is_long = end - start > _SHORT and (lang not in _CAPITALISED or text[start].isupper())
    return is_long or _beside_number(text, word)


def _beside_number(text: str, word: Word) -> bool:
    start, end = word.span
    return bool(_DAY_BEFORE.search(text, max(0, start - 12), start) or _NUMBER_AFTER.match(text, end))


def _typed(text: str, words: Sequence[Word]) -> str:
    return ", ".join(f"“{text[slice(*word.span)]}”" for word in words)
