"""Whether a translation has the dates of its source.

What: a month or a weekday of the source is another one in the translation, in words or in digits (05.02.2025). Days and
years are numbers, which have a check of their own. A month or a weekday that is left out is noted.

Wrong: “on Monday, February 5” - «в среду, 5 марта»

Right: “on Monday, February 5” - «в понедельник, 5 февраля»
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..languages import registry
from ..model import Finding, Severity
from . import _seen
from ._words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..passages import Passage
    from ._words import Word

SEVERITY = Severity.WARNING

_DAY_BEFORE = re.compile(r"\d(?:\w{1,3})?(?:[-‑]\w{1,3})?[\s.,‑-]{0,2}(?:of\s)?$")
_NUMBER_AFTER = re.compile(r"[.,]?[\s‑-]\d")
_DATE = re.compile(r"\d(?<!\w\d)(?:\d?([./-])\d{1,2}(?:\1\d{2,4})?|\d{3}-\d{2}-\d{2})\b")
_SHORT = 3
_KINDS = ("month", "weekday")


class _Dates(NamedTuple):
    """The months or weekdays that a text names, and the words that are a date and nothing else: weekdays, months beside
    a number or with a long name (not may or mar)."""

    values: frozenset[float]
    certain: tuple[Word, ...]


_NONE = _Dates(frozenset(), ())


def concerns(there: int, here: int) -> bool:
    """Whether the source has a month or a weekday."""
    return bool(there & _seen.DAY)


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the months and weekdays of a passage with those of its source."""
    there, here = _seen.source(passage), _seen.target(passage)
    if passage.source is None or not there.marks & _seen.DAY or not passage.target.strip():
        return
    version = passage.version
    source_lang = version.source_lang or version.lang
    if here.marks & _seen.DAY and _seen.said(there, source_lang, _seen.DAY) == _seen.said(
        here, version.lang, _seen.DAY
    ):
        return
    for kind in _KINDS:
        source = _read(passage.source, source_lang, kind)
        if source.values:
            target = _read(passage.target, version.lang, kind) if here.marks & _seen.DAY else _NONE
            yield from _compared(passage, kind, source, target)


def _compared(passage: Passage, kind: str, source: _Dates, target: _Dates) -> Iterator[Finding]:
    there, here, text = source.values, target.values, passage.unit.source
    if there == here:
        return
    if kind == "month":
        here |= _in_digits(passage.target, _seen.target(passage).marks)
        there |= _in_digits(text, _seen.source(passage).marks) if target.certain else frozenset()
    wanted, said = (Counter(map(number_of, dates.certain)) for dates in (source, target))
    less, more = wanted - said, said - wanted
    is_other = bool(more) and wanted.total() == said.total()  # of several dates, one is another one
    gone = [word for word in source.certain if word.value not in here or (is_other and number_of(word) in less)]
    if not gone:
        return
    come = [word for word in target.certain if word.value not in there or (is_other and number_of(word) in more)]
    typed = _typed(text, gone)
    if come:
        message, severity = f"the source has {typed}, the translation {_typed(passage.target, come)}", None
    else:
        message, severity = f"the {kind} {typed} of the source is missing", Severity.INFO
    spans = tuple(word.span for word in gone), tuple(word.span for word in come)
    yield Finding(message, "compare the dates with the source", *spans, subject=kind, severity=severity)


@functools.lru_cache(maxsize=1 << 10)
def _in_digits(text: str, marks: int) -> frozenset[int]:
    """The months of dates like 05.02.2025, 2/5/25 or 2025-02-05; either number may be the month."""
    found = _DATE.finditer(text) if marks & (_seen.DIGIT | _seen.ADDRESSED) else ()
    return frozenset(int(part) for one in found for part in re.split(r"\D", one[0]))


@functools.lru_cache(maxsize=1 << 10)  # a source comes again with each translation
def _read(text: str, lang: str, kind: str) -> _Dates:
    """The months or weekdays of a text."""
    words = [word for word in _seen.words(text, lang) if word.kind == kind]
    certain = (word for word in words if kind == "weekday" or _is_month(text, lang, word))
    return _Dates(frozenset(map(number_of, words)), tuple(certain))


def _is_month(text: str, lang: str, word: Word) -> bool:
    start, end = word.span
    is_long = end - start > _SHORT and (text[start].isupper() or not registry.get(lang).capital_months)
    return is_long or _beside_number(text, word)


def _beside_number(text: str, word: Word) -> bool:
    start, end = word.span
    return bool(_DAY_BEFORE.search(text, max(0, start - 12), start) or _NUMBER_AFTER.match(text, end))


def _typed(text: str, words: Sequence[Word]) -> str:
    return ", ".join(f"“{text[slice(*word.span)]}”" for word in words)
