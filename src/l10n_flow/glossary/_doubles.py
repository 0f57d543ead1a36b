"""Terms that a text could not tell apart: of each the first one before it, so that the cost is that of the terms."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..inflection import grammar as grammars
from ..values import Struct, field, replace
from . import _tokens
from .concepts import Status
from .find import Index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .concepts import Concept, Scope, Term

__all__ = ["Double", "doubles"]


_Traits: TypeAlias = tuple[object, ...]
"""All of a term that its forms depend on."""

_Kin: TypeAlias = "Mapping[_Traits, Collection[_Traits]]"

_NUMBER = re.compile(r"\d+")


class Double(NamedTuple):
    """A term, and one before it of which it is a form, or which is a form of it."""

    first: Term
    later: Term


def doubles(concepts: Sequence[Concept], lang: str, only: Collection[str] | None = None) -> Iterator[Double]:
    """Terms of a language that a text could not tell apart.

    A term is given once with another of its own concept (with one that contradicts it, if there is one), and once with
    one of another concept for each thing to be said of that: that both may be used, or only one of them.

    Args:
        concepts: all of them. What a sense or a scope tells apart is not given, nor what two of them forbid.
        lang: the language.
        only: ids of the concepts that the later terms are of; all if None.
    """
    by_id = {concept.id: concept for concept in concepts}
    terms = _near([term for concept in concepts for term in concept.in_language(lang)], lang, only)
    kin = _kin(terms, lang)
    seen: dict[_Traits, _Seen] = {}
    for of_concept in (list(group) for _, group in itertools.groupby(terms, key=lambda term: term.concept)):
        concept = by_id[of_concept[0].concept]
        if only is None or concept.id in only:
            yield from _within(of_concept, kin)
            for term in of_concept:
                others = [seen[key] for key in kin[_traits(term)] if key in seen]
                yield from (Double(first, term) for first in _clashing(term, concept, others))
        for term in of_concept:
            seen.setdefault(_traits(term), _Seen()).add(term, concept)


class _Seen(Struct):
    """The first term of all that are written alike, by the concept's scope and sense and by whether it is forbidden."""

    first: dict[tuple[bool, Scope], dict[str, Term]] = field(default_factory=dict)

    def add(self, term: Term, concept: Concept) -> None:
        """Take a term in, if it is the first."""
        self.first.setdefault((_is_forbidden(term), concept.scope), {}).setdefault(concept.sense, term)

    def clash(self, concept: Concept, *, forbidden: bool) -> Term | None:
        """One that nothing tells from a concept's."""
        by_sense = self.first.get((forbidden, concept.scope), {})
        if not concept.sense:
            return next(iter(by_sense.values()), None)
        return by_sense.get("") or by_sense.get(concept.sense)


def _within(terms: Sequence[Term], kin: _Kin) -> Iterator[Double]:
    seen: dict[_Traits, dict[bool, Term]] = {}
    for later in terms:
        status, other = _is_forbidden(later), not _is_forbidden(later)
        found = [of for key in kin[_traits(later)] if (of := seen.get(key))]
        against = [of[other] for of in found if other in of]
        alike = [of[status] for of in found if status in of]
        if firsts := against or [one for one in alike if one.pos == later.pos]:  # urush has not all forms of urushmoq
            yield Double(firsts[0], later)
        seen.setdefault(_traits(later), {}).setdefault(status, later)


def _clashing(term: Term, concept: Concept, others: Iterable[_Seen]) -> Iterator[Term]:
    """The first that may be used as well as a term, and the first of which that is not so for one of them."""
    others = list(others)
    for forbidden in (False,) if _is_forbidden(term) else (False, True):
        found = (seen.clash(concept, forbidden=forbidden) for seen in others)
        yield from itertools.islice(filter(None, found), 1)


def _is_forbidden(term: Term) -> bool:
    return term.status is Status.FORBIDDEN


def _traits(term: Term) -> _Traits:
    return term.text, term.pos, term.case, term.invariable, term.forms, term.blocked, term.also


def _near(terms: Sequence[Term], lang: str, only: Collection[str] | None) -> list[Term]:
    """The terms whose words begin as those of some concepts' terms."""
    if only is None:
        return list(terms)
    initials = [_initials(term.text, lang) for term in terms]
    wanted = {of_it for term, of_it in zip(terms, initials, strict=True) if term.concept in only}
    return [term for term, of_it in zip(terms, initials, strict=True) if of_it in wanted]


def _initials(text: str, lang: str) -> tuple[str, ...]:
    grammar = grammars.get(lang)
    parts = (part for word in _tokens.words(text) for part in _tokens.parts(word))
    return tuple(grammar.loose(grammar.fold(part.text))[:1] for part in parts)


def _kin(terms: Iterable[Term], lang: str) -> _Kin:
    """What is written so -> what else is a form of it, or it a form of, and itself; in the order of the terms."""
    distinct = {_traits(term): term for term in terms}
    keys = list(distinct)
    kin: dict[_Traits, set[int]] = {key: {at} for at, key in enumerate(keys)}
    by_number: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        by_number[tuple(_NUMBER.findall(distinct[key].text))].append(at)  # which no form changes
    for group in (some for some in by_number.values() if len(some) > 1):
        forms = _Forms([replace(distinct[keys[at]], concept=str(at)) for at in group], lang)
        for at in group:
            for other in _found(distinct[keys[at]].text, forms):
                kin[keys[at]].add(other)
                kin[keys[other]].add(at)
    return {key: [keys[at] for at in sorted(found)] for key, found in kin.items()}


def _found(text: str, forms: Index) -> Iterator[int]:
    """The numbers of the terms of which the whole of a text is a well-spelt form."""
    for hit in forms.find(text):
        if hit.start == 0 and hit.end == len(text) and not hit.misspelt:
            yield int(hit.term.concept)


class _Forms(Index):
    """Terms of which some are forms of others: those are found, too."""

    def __init__(self, terms: Iterable[Term], lang: str) -> None:
        super().__init__(terms, lang)
        self._lemmas = frozenset()
