"""The glossary as a value: its concepts, and what finds their terms in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..languages import registry
from .find import Index

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .concepts import Concept, Term
    from .find import Occurrence

__all__ = ["Glossary"]


@dataclass(frozen=True)
class Glossary:
    """What a desk agreed on. `concepts` are all of them; `left_out` are the ids of those that do not hold here."""

    concepts: tuple[Concept, ...] = ()
    left_out: frozenset[str] = frozenset()
    _indexes: dict[str, Index] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """Id -> concept."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _limited(self) -> tuple[Concept, ...]:
        return tuple(concept for concept in self.concepts if concept.scope.is_limited)

    def for_article(self, article: str, tags: Collection[str] = ()) -> Glossary:
        """The glossary as it holds in an article.

        Args:
            article: its id.
            tags: its tags.
        """
        out = frozenset(concept.id for concept in self._limited if not concept.scope.holds(article, tags))
        return self if out == self.left_out else Glossary(self.concepts, out, self._indexes)

    def without(self, concepts: Collection[str]) -> Glossary:
        """The glossary without some concepts, by their ids: what their terms covered is found then."""
        return Glossary(self.concepts, self.left_out.union(concepts), self._indexes)

    def terms(self, lang: str) -> tuple[Term, ...]:
        """All terms in a language. A concept with none in a derived language has those of the one it derives from."""
        base = registry.get(lang).base
        return tuple(
            term
            for concept in self.concepts
            for term in concept.in_language(lang) or (concept.in_language(base) if base else ())
        )

    def find(self, text: str, lang: str) -> tuple[Occurrence, ...]:
        """All places where a text holds a term, as `Index.find`; of the terms that hold here.

        Raises:
            LanguageError: nothing is known of how words change in this language.
        """
        if not self.concepts:
            return ()
        if lang not in self._indexes:
            self._indexes[lang] = Index(self.terms(lang), lang)
        return self._indexes[lang].find(text, leave_out=self.left_out)
