"""The shape of what a language's file says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language in one script, as this program and its neighbours call it and as newsrooms write it.

    `quotes` and `inner_quotes` are (opening, closing); `alphabet` holds the lower-case letters.
    `abbreviations` are lower-case words that a full stop follows without ending the sentence
    (without the last stop: `"т. е"`, `"mr"`); `final_abbreviations` may also end one (`"etc"`, `"г"`).
    `base` is the tag of the language that this one is derived from by `derive`, None if people write it.
    """

    tag: str
    name: str
    babel: str
    po: str
    open_graph: str
    plural_forms: str
    alphabet: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    abbreviations: frozenset[str] = frozenset()
    final_abbreviations: frozenset[str] = frozenset()
    direction: str = "ltr"
    base: str | None = None
    derive: Callable[[str], str] | None = None
