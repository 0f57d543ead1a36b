"""Numbers, dates and currencies in a text, in digits or in words, so that those of two languages can be compared.

A number in digits has *readings*: sets of values, any one of which it may be meant as. `1,234` is 1234 or 1.234,
`9.30` a decimal or half past nine, `5 p.m.` 5 or 17, `2.3 million` is 2300000. All that a text may be understood to
say, in words too, is its *evidence*; a number is there in another text if the evidence of that holds all values of one
of its readings. The words are in the languages' own files.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..values import Value, replace
from ._seen import DIGIT, FIGURE, seen, words
from ._words import Word, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Span

Reading = frozenset[float]

_NUMBER = re.compile(
    r"""
    (?P<chain> \d{1,15} (?: [.:/-] \d{1,15} ){2,} )
    | (?P<grouped> \d{1,3} (?P<group> [\ \u00a0\u202f\u2009.,'’] ) \d{3} (?: (?P=group) \d{3} ){0,4} ) (?! \d )
        (?: [.,] (?P<rest> \d{1,2} ) (?! \d ) )?
    | (?P<pair> \d{1,15} [.,:] \d{1,15} )
    | (?P<whole> \d{1,15} )
    """,
    re.VERBOSE,
)
"""Fifteen digits are as many as a float keeps; longer ones are compared in pieces."""
_SCALE = re.compile(r"(?P<gap>[-\s‑]{0,2})(?P<word>[^\W\d_]+)")
_GAP = re.compile("[ \u00a0\u202f‑-]*")
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
_RANGE = re.compile(r"\s?(?:[-–—‑/]|to|or|and|до|или|и|dan|yoki|va|то|ё|ва)\s?[$€£]?")
_NOON = re.compile(r"\s?([ap])\.?\s?m\b", re.IGNORECASE)
_DECADE = re.compile(r"['’]?s\b|[-‑–]?(?:е|х|ми?)\b|[-‑–]?(?:yillar|лар|ум)", re.IGNORECASE)
_YEAR_CODE = re.compile(r"[^\W\d_]$|['’]$")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_JOINT = 6  # characters at least between words of two numbers: twenty and five are one
_LONG_SCALE = 16  # characters that a scale has at most, with its endings and spaces
_HALF, _HUNDRED, _NOON_HOUR, _HOURS, _MINUTES = 0.5, 100, 12, 24, 60


class Number(Value, frozen=True):
    """A number in digits: where it stands, what it may mean, and what the word after it multiplies it by."""

    span: Span
    readings: frozenset[Reading]
    scale: float = 1

    def is_in(self, text: Text) -> bool:
        """Whether a text says it; of a date in digits (05.02.2025) it may say the month with its name."""
        dated = text.evidence | text.months
        return any(reading <= (dated if len(reading) > 1 else text.evidence) for reading in self.readings)


class Text(Value, frozen=True):
    """The numbers of a text in digits, its words of the tables, the values that it may be understood to say, and the
    numbers of the months that it names."""

    numbers: tuple[Number, ...]
    words: tuple[Word, ...]
    evidence: Reading
    months: Reading

    def named(self, kind: str) -> tuple[Word, ...]:
        """Its words of a kind."""
        return tuple(word for word in self.words if word.kind == kind)


_NOTHING = Text((), (), frozenset(), frozenset())


@functools.lru_cache(maxsize=1 << 10)
def read(text: str, lang: str) -> Text:
    """The figures of a text (with its tags, as it stands in a unit); those of a language without tables in digits."""
    shown, _, marks, _ = seen(text, lang)
    if not marks & (DIGIT | FIGURE):
        return _NOTHING
    known = words(text, lang)
    figures = registry.get(lang).figures
    decimal = figures.decimal if figures else ""
    scales = {word.span[0]: number_of(word) for word in known if word.kind == "scale"}
    typed = _NUMBER.finditer(shown) if marks & DIGIT else ()
    numbers = tuple(_related(shown, [_number(found, scales, decimal) for found in typed]))
    said = {value for number in numbers for reading in number.readings for value in reading}
    said.update(_said(shown, known, numbers))
    said.update(_FRACTIONS[letter] for letter in _FRACTIONS if letter in shown)
    if _HALF in said:
        said |= {value + _HALF for value in said}
    months = frozenset(number_of(word) for word in known if word.kind == "month")
    return Text(numbers, known, frozenset(said), months)


def _number(found: re.Match[str], scales: Mapping[int, float], decimal: str) -> Number:
    readings = {*_plain(found, decimal)}
    text, (start, end) = found.string, found.span()
    after = _SCALE.match(text, end)
    if after and after.start("word") in scales:
        scale = scales[after.start("word")]
        values = {value for reading in readings if len(reading) == 1 for value in reading}
        return Number(found.span(), frozenset(_one(value * scale) for value in values) or frozenset(readings), scale)
    if after and not after["gap"] and (scale := _SUFFIXES.get(after["word"].lower(), 0)):
        readings |= {_one(value * scale) for reading in readings if len(reading) == 1 for value in reading}
    if found["whole"] and _DECADE.match(text, end):
        values = {value for reading in readings for value in reading}
        readings |= {_one(century + value) for century in (1900, 2000) for value in values if value < _HUNDRED}
        readings |= {_one(value % _HUNDRED) for value in values if value % _HUNDRED and value < 1900}
    if found["whole"] and len(found["whole"]) == 2 and _YEAR_CODE.search(text, max(0, start - 2), start):
        readings |= {_one(2000 + value) for reading in readings for value in reading}
    readings |= {*_hours(found)}
    return Number(found.span(), frozenset(readings))


def _one(value: float) -> Reading:
    return frozenset({round(value, 4)})


def _plain(found: re.Match[str], decimal: str) -> Iterator[Reading]:
    """What the digits say by themselves."""
    if found["whole"]:
        yield _one(float(found["whole"]))
        return
    parts = re.split(r"\D", found[0])
    values = frozenset(map(float, parts))
    if found["grouped"]:
        rest = found["rest"]
        yield _one(float("".join(parts[:-1]) + "." + rest if rest else "".join(parts)))
        if len(parts) == 2 and found["group"] in (decimal or ".,"):
            yield _one(float(".".join(parts)))
        if found["group"].isspace():
            yield values
        return
    if found["pair"] and ":" not in found[0]:
        yield _one(float(".".join(parts)))
    if not found["pair"] or "," not in found[0] or len(parts[0]) == len(parts[1]) > 1:
        yield values


def _hours(found: re.Match[str]) -> Iterator[Reading]:
    """A time of the day on a clock of 12 hours and of 24."""
    parts = [int(part) for part in re.split(r"\D", found[0])[:2]]
    noon = _NOON.match(found.string, found.end())
    is_clock = len(parts) == 2 and found["pair"] and "," not in found[0] and parts[1] < _MINUTES
    if parts[0] > _HOURS or not (noon or is_clock):
        return
    minutes = frozenset(map(float, parts[1:2])) if is_clock and parts[1] else frozenset[float]()
    for hour in (parts[0], parts[0] + _NOON_HOUR, parts[0] - _NOON_HOUR):
        if 0 <= hour <= _HOURS:
            yield minutes | {float(hour)}


def _related(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """Numbers with what their neighbours say of them: 5 to 10 million, 2016-17, 2 thousand 500."""
    for at, number in enumerate(numbers):
        readings = number.readings
        before, after = numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None
        if after and number.scale == 1 < after.scale and _RANGE.fullmatch(text, number.span[1], after.span[0]):
            readings |= {_one(value * after.scale) for reading in readings if len(reading) == 1 for value in reading}
        for large, small in ((before, number), (number, after)):
            if large and small and 1 < large.scale > small.scale and small.span[0] - large.span[1] < _LONG_SCALE:
                readings |= _sums(large, small)
        if before and _RANGE.fullmatch(text, before.span[1], number.span[0]):
            readings |= _sums(replace(before, readings=_centuries(before)), number)
        yield replace(number, readings=readings)


def _sums(large: Number, small: Number) -> frozenset[Reading]:
    return frozenset(
        _one(a + b)
        for one in large.readings
        for other in small.readings
        if len(one) == len(other) == 1
        for a in one
        for b in other
        if b < a
    )


def _centuries(number: Number) -> frozenset[Reading]:
    """The century of a year."""
    return frozenset(
        _one(value // 100 * 100) for reading in number.readings for value in reading if 1000 <= value < 2100
    )


def _said(text: str, known: Sequence[Word], numbers: Sequence[Number]) -> Iterator[float]:
    """What the words of a text say, one by one and together: twenty, five, twenty-five."""
    total = current = 0.0
    end = -_JOINT
    for word in known:
        value = number_of(word)
        if word.kind not in ("number", "scale") or (word.kind == "scale" and _follows(text, word, numbers)):
            continue
        if word.span[0] - end >= _JOINT:
            total = current = 0.0
        if word.kind == "scale":
            total, current = total + (current or 1) * value, 0.0
        elif value == _HUNDRED:
            current = (current or 1) * value
        else:
            current += value
        end = word.span[1]
        yield from (value, current, round(total + current, 4))


def _follows(text: str, word: Word, numbers: Sequence[Number]) -> bool:
    """Whether a word stands after a number in digits."""
    before = bisect.bisect(numbers, word.span[0], key=lambda number: number.span[1])
    return before > 0 and _GAP.fullmatch(text, numbers[before - 1].span[1], word.span[0]) is not None
