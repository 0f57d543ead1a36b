"""An article in one language as checks see it: its texts one by one, each beside its source."""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import TYPE_CHECKING

from .model import State
from .text import lines
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .glossary.concepts import Term
    from .glossary.find import Occurrence
    from .glossary.glossary import Glossary
    from .model import Metadata, Picture, Role, Unit

__all__ = ["Passage", "Version"]


def _as_it_is(term: Term, _lang: str) -> str:
    return term.text


class Version(Value, frozen=True, eq=False, dict=True):
    """An article in one language: its own, or one that it was translated into.

    Args:
        article: its id.
        meta: what it says of itself.
        lang: the language.
        source_lang: the language that it was translated from; None if this is the article in its own language.
        glossary: as it holds in the article.
        units: its units, in reading order, each with its role; those of an article in its own language are their own
            translations.
        strange: texts of the article that the catalog does not have, as it has not been synced.
        known: texts of the article in its own language, with the terms in them, where these were looked for before.
        cite: a term as texts in a language have it, in their own script.
        pictures: those of an article in its own language.
        approved: how many people approve of it as it is.
        void: how many people approved another text of it than it has now.
        written: an article in its own language, as it was written.
    """

    article: str
    meta: Metadata
    lang: str
    source_lang: str | None
    glossary: Glossary
    units: tuple[tuple[Unit, Role], ...]
    known: Mapping[str, tuple[Occurrence, ...]] = {}
    cite: Callable[[Term, str], str] = _as_it_is
    strange: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    approved: int = 0
    void: int = 0
    written: str = ""

    @cached_property
    def in_state(self) -> Mapping[State, Sequence[int]]:
        """The numbers of its texts, by how far they are."""
        states = [unit.state for unit, _ in self.units]
        return {state: [number for number, one in enumerate(states) if one is state] for state in State}

    @cached_property
    def whole(self) -> str:
        """All its texts and their sources, to look for signs in them at once."""
        return " ".join([text for unit, _ in self.units for text in (unit.source, unit.target)])

    def line(self, number: int) -> int:
        """The line of a text, by its number, in its catalog or in the article; 0 if it is not known."""
        if not self.written:
            return self.units[number][0].line
        found, others = self._lines
        found += itertools.islice(others, max(0, number + 1 - len(found)))
        return found[number]

    @cached_property
    def _lines(self) -> tuple[list[int], Iterator[int]]:
        """The lines in the article that were looked for, and what looks for the others."""
        return [], lines.lines(self.written, (unit.target for unit, _ in self.units))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its texts, in reading order. They are not kept: it and they would hold each other."""
        return tuple([Passage(self, unit, role, number) for number, (unit, role) in enumerate(self.units)])

    def passage(self, number: int) -> Passage:
        """One of its texts."""
        return Passage(self, *self.units[number], number)

    @cached_property
    def source_terms(self) -> Sequence[tuple[Occurrence, ...]]:
        """Where the sources of its texts have terms of the glossary, text by text."""
        if self.source_lang is None or not self.glossary.concepts:
            return [()] * len(self.units)
        return [self._of_article(unit.source) for unit, _ in self.units]

    @cached_property
    def terms(self) -> Sequence[tuple[Occurrence, ...]]:
        """Where its texts have terms of the glossary, text by text."""
        if not self.glossary.concepts:
            return [()] * len(self.units)
        find = self._of_article if self.source_lang is None else self._find
        return [find(unit.target) for unit, _ in self.units]

    def _find(self, text: str) -> tuple[Occurrence, ...]:
        return self.glossary.find(text, self.lang)

    def _of_article(self, text: str) -> tuple[Occurrence, ...]:
        """Where a text of the article in its own language has terms."""
        found = self.known.get(text)
        return self.glossary.find(text, self.source_lang or self.lang) if found is None else found


class Passage(Value, frozen=True, eq=False):
    """A text of an article's version: its unit, its role, and its number among all of them."""

    version: Version
    unit: Unit
    role: Role
    number: int

    @property
    def line(self) -> int:
        """The line where it is, 0 if that is not known."""
        return self.version.line(self.number)

    @property
    def source(self) -> str | None:
        """What it was translated from; None if it was not."""
        return None if self.version.source_lang is None else self.unit.source

    @property
    def target(self) -> str:
        """The text itself, in the version's language."""
        return self.unit.target

    @property
    def source_terms(self) -> tuple[Occurrence, ...]:
        """Where its source has terms of the glossary."""
        return self.version.source_terms[self.number]

    @property
    def terms(self) -> tuple[Occurrence, ...]:
        """Where the text itself has terms of the glossary."""
        return self.version.terms[self.number]
