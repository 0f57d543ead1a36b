"""The words of a text that the languages' tables of numbers, dates and money have."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..memo import Memo
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..languages.language import Figures
    from ..model import Span

Amount = float | str | tuple[float, ...]
Meaning = tuple[str, Amount]


TOKEN = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`´][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´", "ʻ"))
_ROMAN = re.compile(r"(?=.)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LOOK_ALIKES = str.maketrans("ХІСV", "XICV")
_MOST_WORDS = 1 << 13


class Word(Value, frozen=True):
    """A word of the language's `Figures`.

    `kind` is `number`, `scale`, `month`, `weekday`, `currency` or `unit`; `value` its number (January and Monday are
    1), the code of a currency, the factors of a unit.
    """

    span: Span
    kind: str
    value: Amount


def number_of(word: Word) -> float:
    """The value of a number, a scale, a month or a weekday."""
    return word.value if isinstance(word.value, float | int) else 0


def meanings(word: str, lang: str) -> tuple[Meaning, ...]:
    """What a word of a language stands for: kinds and values."""
    return _known(lang)[word]


@functools.cache
def _known(lang: str) -> Memo[str, tuple[Meaning, ...]]:
    """Words of a language that were looked up: most stand for nothing, and all come again."""
    return Memo(functools.partial(_meanings, lang=lang), _MOST_WORDS)


def _meanings(word: str, lang: str) -> tuple[Meaning, ...]:
    """The kinds and values of a word: a pound is money and a measure."""
    if word.isupper() and (value := _roman(word)):
        return () if word == "I" and lang == "en" else (("number", value),)
    language = registry.get(lang)
    if language.figures is None and language.base and language.restore:
        return _meanings(language.restore(word, ()), language.base)
    if language.figures is None:
        return ()
    lower = _POSSESSIVE.sub("", word.lower()) if lang == "en" else word.lower()
    return tuple(_listed(lower.translate(_APOSTROPHES), language.figures))


def _listed(word: str, figures: Figures) -> Iterator[Meaning]:
    for kind, pattern, values in _tables(figures):
        if found := pattern.fullmatch(word):
            yield kind, values[int(found.lastgroup[1:]) if found.lastgroup else 0]


@functools.cache
def _tables(figures: Figures) -> tuple[tuple[str, re.Pattern[str], tuple[Amount, ...]], ...]:
    """The tables of a language: kind, an expression with a group for each row, the rows' values."""
    tables: Mapping[str, Sequence[tuple[str, Amount]]] = {
        "weekday": [(pattern, day) for day, pattern in enumerate(figures.weekdays, 1)],
        "month": [(pattern, month) for month, pattern in enumerate(figures.months, 1)],
        "currency": [*figures.currencies.items()],
        "scale": [*figures.scales.items()],
        "number": [*figures.numbers.items()],
        "unit": [*figures.units.items()],
    }
    return tuple(
        (
            kind,
            re.compile("|".join(f"(?P<n{row}>{pattern})" for row, (pattern, _) in enumerate(rows)) or "(?!)"),
            tuple(value for _, value in rows),
        )
        for kind, rows in tables.items()
    )


def _roman(word: str) -> int:
    """The value of a Roman number, 0 if it is none."""
    letters = word.translate(_LOOK_ALIKES)
    if not _ROMAN.fullmatch(letters):
        return 0
    values = [_ROMAN_DIGITS[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
