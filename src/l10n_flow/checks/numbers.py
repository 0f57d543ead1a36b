"""Whether a translation has the numbers of its source.

What: a number in digits is missing, or another one stands in its place. A number may be written as the language writes
it (210,000 - 210 000), with a word (2.3 million - 2,3 млн), in words (4 - четыре), on the other clock (5 p.m. -
17:00), in Roman digits (19th - XIX), converted (20 feet - 6 метров). Numbers in words are compared as well, from three
to nineteen; so are millions and billions, and whether a number is a percentage. Only noted: a number that only the
translation has, and a year or a date that it leaves out whole (“in 2014”), without a word for a year or the month.

Wrong: “300 people” - «307 человек»

Right: “210,000 people” - «210 000 человек»
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _figures, _seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..model import Span
    from ..passages import Passage, Version
    from ._figures import Number, Text
    from ._words import Word

SEVERITY = Severity.WARNING

_DIGITS = re.compile(r"[\d½¼¾](?:(?<=\d)[\d.,:/\u00a0’' -]*\d)?")
_UNIT = re.compile(r"[-\s‑]?(?:per\s)?(?=\w)|\s?°\s?(?=\w)")
_BEHIND = re.compile(r"[-\s\u00a0\u202f]?(?:per\s)?(?=(\S+))")
_SCALES = frozenset({1e6, 1e9, 1e12})
_NEAR = 6  # characters at most between two numbers of one measure: 3 to 6 inches
_FAR = 60  # characters at most from a number to the sign or word of a percentage that is for others, too
_ROUNDED = 0.05
_YEAR = re.compile(r"(?:19|20)\d\d")
_BESIDE = 8  # characters at most between a month and the numbers of its date: May 30, 2005
_IN_WORDS = range(3, 20)  # one and two are said in too many ways, larger ones in several words
_SMALLER = range(2, 20)  # but who says another number instead of two, or two instead of another, says the wrong one


def among(version: Version) -> Collection[int]:
    """The texts that have not the same digits as their sources, or numbers in words."""
    langs = version.source_lang or "", version.lang
    found = enumerate(_seen.all_of(version)) if version.source_lang else ()
    return [number for number, texts in found if not _is_alike(*texts, *langs)]


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the numbers of a passage with those of its source."""
    if passage.source is None or not passage.target.strip():
        return
    version = passage.version
    source = _figures.read(passage.source, version.source_lang or version.lang)
    target = _figures.read(passage.target, version.lang)
    missing = [number for number in source.numbers if not number.is_in(target)]
    added = [number for number in target.numbers if not number.is_in(source)]
    converted = _converted(passage.source, source, target) if missing or added else set()
    absent = [number for number in missing if number not in converted]
    gone = [number.span for number in absent]
    come = [number.span for number in added if number not in converted]
    unsaid = [] if gone else _words(source, target, _SMALLER)
    if gone or (come and (missing or len(source.numbers) >= len(target.numbers))):
        is_left_out = not come and _is_left_out(passage, absent, source, target)
        yield _finding(passage, gone, come, Severity.INFO if is_left_out else None)
    elif unsaid and (others := _instead(unsaid, come, _words(target, source, _SMALLER))):
        is_clear = _are_clear(unsaid) or (len(_all(source)), len(_all(target))) == (1, 1)
        yield _finding(passage, [word.span for word in unsaid], others, None if is_clear else Severity.INFO)
    elif come:
        yield _finding(passage, (), come, Severity.INFO)
    if not gone:
        yield from _of_other_size(passage, source, target)
        yield from _without_percent(passage, source, target)


def _is_left_out(passage: Passage, absent: Sequence[Number], source: Text, target: Text) -> bool:
    """Whether numbers belong to dates of which nothing is in the translation: somebody meant to leave them out."""
    figures = registry.get(passage.version.lang).figures
    if figures and figures.year and re.search(rf"(?<!\d)(?<!\d[\s-])\b(?:{figures.year})(?!\s?\d)", passage.target):
        return False
    for number in absent:
        months = [word for word in source.named("month") if _gap(word.span, number.span) <= _BESIDE]
        is_date = bool(months) or _YEAR.fullmatch(passage.unit.source, *number.span)
        if not is_date or any(word.value in target.months for word in months):
            return False
    return True


def _gap(one: Span, other: Span) -> int:
    """How many characters are between two spans."""
    return max(other[0] - one[1], one[0] - other[1])


def _of_other_size(passage: Passage, source: Text, target: Text) -> Iterator[Finding]:
    """Millions that became billions."""
    there, here = ([word for word in text.named("scale") if word.value in _SCALES] for text in (source, target))
    values, others = ({word.value for word in words} for words in (there, here))
    if values - others and others - values:
        gone = [word.span for word in there if word.value not in others]
        yield _finding(passage, gone, [word.span for word in here if word.value not in values])


def _without_percent(passage: Passage, source: Text, target: Text) -> Iterator[Finding]:
    """Percentages that are none any more; one sign may be for several of them (3 to 5 %)."""
    version = passage.version
    theirs, ours = (registry.get(lang or version.lang).figures for lang in (version.source_lang, version.lang))
    if not theirs or not ours or not _has_lost_percent(_seen.source(passage), _seen.target(passage)):
        return
    sign = re.compile(ours.percent)
    for number in source.numbers:
        behind = _BEHIND.match(passage.unit.source, number.span[1])
        if behind and re.match(theirs.percent, behind[1]) and number.is_in(target):
            same = [other.span for other in target.numbers if not number.readings.isdisjoint(other.readings)]
            if not any(sign.search(passage.target, end, end + _FAR) for _, end in same):
                typed = passage.unit.source[slice(*number.span)]
                message = f"“{typed}” is a percentage in the source, and not in the translation"
                yield Finding(message, "write that it is one", (number.span,), tuple(same))


def _has_lost_percent(source: _seen.Seen, target: _seen.Seen) -> bool:
    """Whether a translation has fewer signs or words of percentages."""
    if not source.marks & _seen.PERCENT:
        return False
    return len(_seen.having(source, _seen.PERCENT)) > len(_seen.having(target, _seen.PERCENT))


def _is_alike(source: _seen.Seen, target: _seen.Seen, source_lang: str, lang: str) -> bool:
    """Whether two texts have the same digits, and the second all numbers in words, if it has any: most have."""
    there, here = source.marks, target.marks
    if (there | here) & _seen.SCALE or (there ^ here) & _seen.DIGIT:
        return False
    if _has_lost_percent(source, target):
        return False
    if there & _seen.DIGIT and _digits(source.text) != {*_DIGITS.findall(target.text)}:
        return False
    if not there & here & _seen.NUMBER:
        return True
    return _seen.said(source, source_lang, _seen.NUMBER) <= _seen.said(target, lang, _seen.NUMBER)


@functools.lru_cache(maxsize=1 << 10)  # of a source, which comes again with each translation
def _digits(text: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(text))


def _converted(text: str, source: Text, target: Text) -> set[Number]:
    """The numbers of measures in the source that the translation gives in others, and what it makes of them."""
    found: set[Number] = set()
    said = sorted({value for other in target.numbers for value in _values(other)})
    made: list[tuple[float, float]] = []
    units = {word.span[0]: word.value for word in source.named("unit")}
    factors: tuple[float, ...] | None = None
    start = -1
    for number in reversed(source.numbers):
        unit = _UNIT.match(text, number.span[1])
        if unit and isinstance(value := units.get(unit.end()), tuple):
            factors = value
        elif start - number.span[1] > _NEAR:
            factors = None
        start = number.span[0]
        if factors is not None:
            about = [(least, most) for least, most in _about(number, factors) if _has_any(said, least, most)]
            found |= {number} if about else set()
            made += about
    made.sort()
    starts, ends = [least for least, _ in made], [*itertools.accumulate((most for _, most in made), max)]
    return found | {other for other in target.numbers if any(_is_in(value, starts, ends) for value in _values(other))}


def _has_any(said: Sequence[float], least: float, most: float) -> bool:
    """Whether there is a value in a range, of values in order."""
    return bisect.bisect_left(said, least) < bisect.bisect_right(said, most)


def _is_in(value: float, starts: Sequence[float], ends: Sequence[float]) -> bool:
    """Whether a value is in any of several ranges, which are in order; each end is the last so far."""
    before = bisect.bisect_right(starts, value)
    return before > 0 and value <= ends[before - 1]


def _about(number: Number, factors: Iterable[float]) -> Iterator[tuple[float, float]]:
    """What a number makes in other measures, from and to; without factors it is degrees, or a difference of degrees."""
    for value in _values(number):
        if not factors:
            yield from ((made - 1, made + 1) for made in ((value - 32) / 1.8, value / 1.8))
        yield from ((made * (1 - _ROUNDED), made * (1 + _ROUNDED)) for made in map(value.__mul__, factors))


def _values(number: Number) -> Iterator[float]:
    return itertools.chain.from_iterable(number.readings)


def _words(text: Text, other: Text, among: range) -> list[Word]:
    """The small numbers in words that another text does not say."""
    return [word for word in text.named("number") if word.value in among and word.value not in other.evidence]


def _instead(unsaid: Sequence[Word], come: Sequence[Span], words: Sequence[Word]) -> Sequence[Span]:
    """What a translation has instead of numbers in words that it does not say."""
    if come and _are_clear(unsaid):
        return come
    return [word.span for word in words if word.value in _IN_WORDS or _are_clear(unsaid)]


def _are_clear(words: Sequence[Word]) -> bool:
    return any(word.value in _IN_WORDS for word in words)


def _all(text: Text) -> Sequence[object]:
    """All numbers of a text, in digits and in words."""
    return [*text.numbers, *text.named("number"), *text.named("scale")]


def _finding(passage: Passage, gone: Sequence[Span], come: Sequence[Span], severity: Severity | None = None) -> Finding:
    there, here = _typed(passage.unit.source, gone), _typed(passage.target, come)
    if gone and come:
        message = f"the source has {there}, the translation {here}"
    else:
        message = f"{there} of the source is missing" if gone else f"{here} is not in the source"
    return Finding(message, "compare the numbers with the source", tuple(gone), tuple(come), severity=severity)


def _typed(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"“{text[slice(*span)]}”" for span in spans)
