"""The glossary as a value: its concepts, and what finds their terms in a text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from ..inflection import grammar as grammars
from ..languages import registry
from ..values import Placed, field, replace
from ._carried import carried
from .concepts import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from .concepts import Concept, Term
    from .find import Index, Occurrence

__all__ = ["Glossary"]


class Glossary(Placed, frozen=True, eq=False, dict=True):
    """What a desk agreed on. `concepts` are all of them; `left_out` are the ids of those that do not hold here,
    `scoped` of those that hold here and not everywhere: where two concepts have the same term, such a one counts."""

    concepts: tuple[Concept, ...] = ()
    left_out: frozenset[str] = frozenset()
    scoped: frozenset[str] = frozenset()
    _indexes: dict[str, Index] = field(default_factory=dict)
    _particular: dict[str, Glossary] = field(default_factory=dict)
    _beside: ClassVar[int] = 2

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
        scoped = frozenset(concept.id for concept in self._limited if concept.scope.holds(article, tags))
        out = frozenset(concept.id for concept in self._limited).difference(scoped)
        return self if (out, scoped) == (self.left_out, self.scoped) else self._within(out, scoped)

    def without(self, concepts: Collection[str]) -> Glossary:
        """The glossary without some concepts, by their ids: what their terms covered is found then."""
        return self._within(self.left_out.union(concepts), self.scoped)

    def particular_to(self, lang: str) -> Glossary:
        """The glossary with those concepts only that a derived language does not simply follow its base in: it has
        terms of its own for them, or they stay as they are."""
        if lang not in self._particular:
            own = (concept for concept in self.concepts if concept.do_not_translate or concept.in_language(lang))
            self._particular[lang] = Glossary(tuple(own))
        return self._particular[lang]._within(self.left_out, self.scoped)

    def _within(self, left_out: frozenset[str], scoped: frozenset[str]) -> Glossary:
        return Glossary(self.concepts, left_out, scoped, self._indexes, self._particular)

    def terms(self, lang: str) -> tuple[Term, ...]:
        """All terms in a language.

        A concept with none in a derived language has those of the one it derives from, and one with its own the short
        and other forms that may be used there; one that stays as it is has those that may be used in others.
        """
        return tuple(term for concept in self.concepts for term in _terms(concept, lang))

    def find(self, text: str, lang: str) -> tuple[Occurrence, ...]:
        """All places where a text holds a term, as `Index.find`; of the terms that hold here.

        Raises:
            LanguageError: the language is not known.
        """
        if not self.concepts:
            return ()
        found = self._index(lang).find(text, leave_out=self.left_out)
        scoped = {(hit.start, hit.end) for hit in found if hit.term.concept in self.scoped} if self.scoped else ()
        if not scoped:
            return found
        return tuple(hit for hit in found if hit.term.concept in self.scoped or (hit.start, hit.end) not in scoped)

    def may_have(self, chunk: str, lang: str) -> bool:
        """Whether a chunk of a text, as white space parts it, may hold a term or a part of one; raises as `find`."""
        return self._index(lang).may_have(chunk)

    def _index(self, lang: str) -> Index:
        if lang not in self._indexes:
            from .find import Index  # which takes a newsroom without a glossary longer than all that is said of terms

            self._indexes[lang] = Index(self.terms(lang), lang)
        return self._indexes[lang]


def _terms(concept: Concept, lang: str) -> Iterable[Term]:
    base = registry.get(lang).base
    own = concept.in_language(lang)
    if own and base:
        fold = grammars.get(lang).fold
        known = {fold(term.text) for term in own}
        others = [one for one in concept.in_language(base, Status.ADMITTED) if fold(one.text) not in known]
        return own + tuple(replace(one, text=carried(one, concept, base, lang) or one.text) for one in others)
    found = own or (concept.in_language(base) if base else ())
    if found or not concept.do_not_translate:
        return found
    return {term.text: term for term in concept.terms if term.status is not Status.FORBIDDEN}.values()
