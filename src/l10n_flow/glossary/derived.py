"""What was agreed for an edition that nobody writes: which terms in the text behind it are to be what. Pure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..inflection import grammar as grammars
from ..languages import registry
from ..languages.language import Agreed
from ._carried import carried
from .concepts import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from .concepts import Concept, Term
    from .glossary import Glossary

__all__ = ["Agreements"]

_USABLE = (Status.PREFERRED, Status.ADMITTED)


class Agreements:
    """What is agreed for texts on their way from one script of a language into the other.

    Args:
        glossary: as it holds in the article.
        typed: the language of the texts.
        lang: the language that they are to be in; one of the two derives from the other.
        spell: brings any text there, by rule.
    """

    def __init__(self, glossary: Glossary, typed: str, lang: str, spell: Callable[[str], str]) -> None:
        """See the class."""
        self._glossary, self._typed, self._lang, self._spell = glossary, typed, lang, spell
        self._written: dict[Term, str] = {}

    @cached_property
    def _own(self) -> Glossary:
        return self._glossary.particular_to(self._lang if registry.get(self._lang).base else self._typed)

    def find(self, text: str) -> tuple[Agreed, ...]:
        """The places of a text for which a term of their own is agreed, in order."""
        return tuple(
            Agreed(hit.words, hit.term.text, written)
            for hit in self._own.find(text, self._typed)
            if hit.term.status in _USABLE and (written := self._as_written(hit.term))
        )

    def _as_written(self, term: Term) -> str:
        """A term as it is written in the other script; empty if nothing is agreed."""
        if term not in self._written:
            self._written[term] = self._counterpart(term, self._own.by_id[term.concept])
        return self._written[term]

    def _counterpart(self, term: Term, concept: Concept) -> str:
        """The preferred term for the preferred one; for another one that which sounds like it, or the words of the
        preferred one that it has, the others by rule (a surname, a patronymic)."""
        usable = concept.in_language(self._lang, *_USABLE)
        best = concept.preferred(self._lang)
        if not usable:
            return term.text if concept.do_not_translate else ""
        if best and term.status is Status.PREFERRED:
            return best.text
        by_rule = self._folded(self._spell(term.text))
        alike = next((one.text for one in usable if self._folded(one.text) == by_rule), "")
        return alike or self._spell(carried(term, concept, self._typed, self._lang))

    def _folded(self, text: str) -> str:
        return grammars.get(self._lang).fold(text)
