"""Patterns of dates, times and sums: text with names in curly brackets, `{day:02}` for two digits, and no more. Pure.

fill(pattern: str, values: Mapping[str, str | int]) -> str
mistake(kind: str, pattern: str) -> str
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = {
    "date": ("day", "month", "number", "year"),
    "time": ("hour", "minute", "hour12", "half"),
    "moment": ("date", "time"),
    "money": ("amount",),
}
_NEEDED = {
    "date": (("day",), ("month", "number")),
    "time": (("hour", "hour12"), ("minute",)),
    "moment": (("date",), ("time",)),
    "money": (("amount",),),
}
"""Of each of these, one must be in the pattern."""
_NUMBERS = frozenset("day number year hour minute hour12".split())
_NAME = re.compile(r"\{([a-z0-9]+)(:02)?\}")


def fill(pattern: str, values: Mapping[str, str | int]) -> str:
    """A pattern with its values.

    Args:
        pattern: in which `mistake` finds nothing.
        values: all of its kind; numbers where two digits can be asked for.
    """
    texts, names = _parts(pattern)
    found = [f"{values[name]:02}" if short else str(values[name]) for name, short in names]
    return "".join([part for pair in zip(texts, (*found, ""), strict=True) for part in pair])


def mistake(kind: str, pattern: str) -> str:
    """What is wrong with a pattern for a `date`, a `time`, a `moment` or `money`; empty if nothing is."""
    texts, names = _parts(pattern)
    if brace := next((sign for sign in "{}" if any(sign in text for text in texts)), ""):
        return f"{pattern!r} has a {brace!r} that belongs to no name"
    for name, short in names:
        if name not in _NAMES[kind]:
            return f"{pattern!r} has {{{name}}}; known are {_listed(_NAMES[kind])}"
        if short and name not in _NUMBERS:
            return f"{pattern!r} has {{{name}:02}}, and {name} is no number"
    said = {name for name, _ in names}
    lacks = next((needed for needed in _NEEDED[kind] if said.isdisjoint(needed)), ())
    return f"{pattern!r} lacks {' or '.join(f'{{{name}}}' for name in lacks)}" if lacks else ""


def _listed(names: tuple[str, ...]) -> str:
    return " ".join(f"{{{name}}}" for name in names)


@functools.lru_cache(maxsize=256)
def _parts(pattern: str) -> tuple[tuple[str, ...], tuple[tuple[str, bool], ...]]:
    """The texts of a pattern, and the names between them, each with whether it is to have two digits."""
    parts = _NAME.split(pattern)
    return tuple(parts[::3]), tuple((name, bool(short)) for name, short in zip(parts[1::3], parts[2::3], strict=True))
