"""Whether amounts of money have the currency of the source.

What: an amount ($350, 350 dollars) is there, and its currency is not, as a sign, a code or a word; or it is another
one. Amounts that are missing are numbers, which have a check of their own. An amount may be converted as well.

Wrong: “$350” - «350 рублей»

Right: “£11 million” - «11 млн фунтов»
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _figures, _seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Span
    from ..passages import Passage
    from ._figures import Number, Text

SEVERITY = Severity.WARNING

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₸": "KZT"}
_CODE = re.compile(r"\b(?:USD|EUR|GBP|RUB|RUR|UZS|TJS|KGS|KZT|JPY|CNY)\b")
_BEFORE = re.compile(r"[$€£¥₽₸]\s?$")
_AFTER = re.compile(r"[\s\u00a0]?(?P<sign>[€£¥₽₸$])")
_PARTED = re.compile(r"[\d,.;:()](?=\s)")
_NEAR = 24  # characters at most from an amount to its currency: million U.S. dollars
_SHARED = {"GBP", "KGS", "UZS", "JPY"}  # whose words are measures and sums as well


def concerns(there: int, here: int) -> bool:
    """Whether the source has a currency."""
    return bool(there & _seen.CURRENCY)


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the currencies of a passage with those of its source."""
    there = _seen.source(passage)
    if passage.source is None or not there.marks & _seen.CURRENCY or not passage.target.strip():
        return
    version = passage.version
    source_lang = version.source_lang or version.lang
    named, here = _said(there, source_lang), _said(_seen.target(passage), version.lang)
    if len(named) == 1 and named == here:
        return
    source = _figures.read(passage.source, source_lang)
    target = _figures.read(passage.target, version.lang)
    amounts = list(_amounts(passage.source, source, sure=True))
    if not amounts:
        yield from _without_amount(passage, source, target)
        return
    others = list(_amounts(passage.target, target, sure=False))
    gone = [
        (number, code)
        for number, code in amounts
        if (code not in here and number.is_in(target)) or _is_of_another(number, code, others)
    ]
    come = [(number, code) for number, code in others if code not in named]
    if gone:
        yield _finding(passage, [number.span for number, _ in gone], [number.span for number, _ in come], gone[0][1])


def _amounts(text: str, figures: Text, *, sure: bool) -> Iterator[tuple[Number, str]]:
    """The amounts in digits with their currencies; `sure` if they can be nothing else."""
    words = [word for word in figures.named("currency") if not (sure and word.value in _SHARED)]
    places = [word.span[0] for word in words]
    for number in figures.numbers:
        start, end = number.span
        if before := _BEFORE.search(text, max(0, start - 2), start):
            yield number, _SIGNS[before[0][0]]
        elif after := _AFTER.match(text, end):
            yield number, _SIGNS[after["sign"]]
        else:
            found = words[(at := bisect.bisect_left(places, end)) : at + 1]
            between = text[end : found[0].span[0]] if found else ""
            if found and len(between) <= _NEAR and not _PARTED.search(between):
                yield number, str(found[0].value)


def _without_amount(passage: Passage, source: Text, target: Text) -> Iterator[Finding]:
    """A currency by itself (in billions of dollars) that is another one."""
    there, here = ([word for word in text.named("currency") if word.value not in _SHARED] for text in (source, target))
    if there and here and {word.value for word in there}.isdisjoint(word.value for word in here):
        was, now = passage.unit.source[slice(*there[0].span)], passage.target[slice(*here[0].span)]
        spans = tuple(word.span for word in there), tuple(word.span for word in here)
        yield Finding(f"the source has “{was}”, the translation “{now}”", "write the currency of the source", *spans)


def _is_of_another(number: Number, code: str, amounts: Sequence[tuple[Number, str]]) -> bool:
    """Whether amounts have a number, but not in its currency."""
    codes = {other for amount, other in amounts if not number.readings.isdisjoint(amount.readings)}
    return bool(codes) and code not in codes


def _said(seen: _seen.Seen, lang: str) -> set[str]:
    """The currencies that a text names anywhere."""
    chunks = _seen.having(seen, _seen.CURRENCY) if seen.marks & _seen.CURRENCY else ()
    return {code for chunk in chunks for code in _codes(chunk, lang)}


@functools.lru_cache(maxsize=1 << 12)
def _codes(chunk: str, lang: str) -> tuple[str, ...]:
    words = (str(word.value) for word in _seen.words(chunk, lang) if word.kind == "currency")
    return (*words, *(code for sign, code in _SIGNS.items() if sign in chunk), *_CODE.findall(chunk))


def _finding(passage: Passage, gone: Sequence[Span], come: Sequence[Span], code: str) -> Finding:
    amount = passage.unit.source[slice(*gone[0])]
    message = f"“{amount}” is in {code} in the source, and not in the translation"
    return Finding(message, "write the currency of the source", tuple(gone), tuple(come))
