"""Concepts from elsewhere beside those of the glossary: what is new, what is other, and what contradicts it. Pure."""

from __future__ import annotations

import enum
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from ..languages import registry
from ..values import Value, replace
from .concepts import Concept, Status, Term
from .fields import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Incoming", "Verdict", "compare"]

_T = TypeVar("_T", Concept, Term)


class Verdict(enum.StrEnum):
    """What a concept from elsewhere is to the glossary."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"


class Incoming(Value, frozen=True):
    """A concept from elsewhere.

    `concept` is what the glossary would have of it: in CHANGED, all that it has now (`present`), and over it what the
    file says. `differences` are those two's, in words; `reason` is why it is in CONFLICT. `left_out` are the languages
    of terms that no glossary here can hold. `doubts` are what `glossary check` would say of it.
    """

    concept: Concept
    verdict: Verdict
    present: Concept | None = None
    differences: tuple[str, ...] = ()
    reason: str = ""
    left_out: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def compare(glossary: Iterable[Concept], found: Iterable[Concept]) -> tuple[Incoming, ...]:
    """Hold concepts from elsewhere against a glossary.

    A concept is the one of its id, if they share a term; an id alone says nothing, each program counts from one. Else
    it is the one that has its preferred terms, if there is exactly one such and they share a term in every language
    that both have. What is neither, and has the id or the preferred terms of another one, contradicts the glossary.

    A file adds and changes, it takes nothing away: what it does not say, or says as what goes without saying (a kind
    "term", an empty note), stays. A preferred term that has to give way to another is admitted.

    Args:
        glossary: what there is.
        found: what came, in the order of the result.
    """
    present = {concept.id: concept for concept in glossary}
    by_term: dict[tuple[str, str], list[Concept]] = {}
    for concept in present.values():
        for term in concept.terms:
            if term.status is Status.PREFERRED:
                by_term.setdefault((term.lang, term.text), []).append(concept)
    whole = [_known_languages(concept) for concept in found]
    judged = [replace(_judged(concept, present, by_term), left_out=out) for concept, out in whole]
    claims = Counter(one.concept.id for one in judged)
    return tuple(_once(one) if claims[one.concept.id] > 1 else one for one in judged)


def _known_languages(concept: Concept) -> tuple[Concept, tuple[str, ...]]:
    """A concept with the terms in languages that we know, and the other languages."""
    kept = tuple(term for term in concept.terms if term.lang in registry.tags())
    others = dict.fromkeys(term.lang for term in concept.terms if term.lang not in registry.tags())
    return replace(concept, terms=kept), tuple(others)


def _judged(new: Concept, present: Mapping[str, Concept], by_term: Mapping[tuple[str, str], list[Concept]]) -> Incoming:
    if not new.terms:
        return Incoming(new, Verdict.CONFLICT, reason="it has no term in a language of the glossary")
    of_id = present.get(new.id)
    old = of_id if of_id and not _texts(of_id).isdisjoint(_texts(new)) else None
    if old is None:
        preferred = [(term.lang, term.text) for term in new.terms if term.status is Status.PREFERRED]
        owners = {concept.id: concept for key in preferred for concept in by_term.get(key, ())}
        if not owners and of_id:
            return Incoming(new, Verdict.CONFLICT, of_id, reason=_other(of_id))
        if not owners:
            return Incoming(new, Verdict.NEW)
        old = next(iter(owners.values()))
        if len(owners) > 1 or not _agree(old, new):
            ids = " and ".join(owners)
            reason = f"its preferred terms are those of {ids}; give it that id, or a sense of its own in the glossary"
            return Incoming(new, Verdict.CONFLICT, old, reason=reason)
    joined = _joined(old, new)
    verdict = Verdict.SAME if joined == old else Verdict.CHANGED
    return Incoming(joined, verdict, old, tuple(_differences(old, joined)))


def _other(of_id: Concept) -> str:
    terms = ", ".join(dict.fromkeys(term.text for term in of_id.terms if term.status is Status.PREFERRED))
    return (
        f"the concept of this id in the glossary has none of its terms: {terms}; give the one in the file another id, "
        "or, if it is the same thing, one of these terms"
    )


def _texts(concept: Concept) -> set[tuple[str, str]]:
    """The terms of a concept, by language, whatever their capitals."""
    return {(term.lang, term.text.casefold()) for term in concept.terms}


def _once(one: Incoming) -> Incoming:
    reason = f"{one.concept.id} comes twice in the file, under different names"
    return replace(one, verdict=Verdict.CONFLICT, differences=(), reason=reason)


def _agree(old: Concept, new: Concept) -> bool:
    """Whether two concepts share a term in every language that both have, and do not tell themselves apart."""
    both = {term.lang for term in old.terms} & {term.lang for term in new.terms}
    shared = {(term.lang, term.text) for term in old.terms} & {(term.lang, term.text) for term in new.terms}
    return both == {lang for lang, _ in shared} and (old.sense == new.sense or not new.sense)


def _joined(old: Concept, new: Concept) -> Concept:
    """What there is, and over it what came."""
    mine = {(term.lang, term.text): term for term in old.terms}
    theirs = {(term.lang, term.text): replace(term, concept=old.id) for term in new.terms}
    given_up = {term.lang for term in theirs.values() if term.status is Status.PREFERRED}
    shared = _shared(old)
    terms = []
    for key, term in (mine | {key: term for key, term in theirs.items() if key not in mine}).items():
        if key not in theirs:
            gives_way = term.status is Status.PREFERRED and term.lang in given_up
            terms.append(replace(term, status=Status.ADMITTED) if gives_way else term)
        else:
            start = term if key in mine else replace(shared, text=term.text, lang=term.lang)
            said = _over(start, theirs[key], Term(term.text, term.lang, old.id))
            terms.append(replace(said, status=theirs[key].status))
    return replace(_over(old, new, Concept(new.id, terms=new.terms)), terms=tuple(terms))


def _shared(concept: Concept) -> Term:
    """A term of which is true what is true of all of a concept's, for a new one to begin with."""
    traits = {name: {getattr(term, name) for term in concept.terms} for name in ("pos", "quoted", "case")}
    said: dict[str, Any] = {name: next(iter(values)) for name, values in traits.items() if len(values) == 1}
    return Term("", "", concept.id, **said)


def _over(old: _T, new: _T, unsaid: _T) -> _T:
    """One with all that another says."""
    said: dict[str, Any] = {
        name: getattr(new, name) for name in new.counting() if getattr(new, name) != getattr(unsaid, name)
    }
    return replace(old, **said)


def _differences(old: Concept, new: Concept) -> Iterator[str]:
    for name, before, after in _changed(old, new):
        yield f"{name}: {before} -> {after}"
    mine = {(term.lang, term.text): term for term in old.terms}
    for term in new.terms:
        before_it = mine.get((term.lang, term.text))
        if before_it is None:
            yield f"{term.lang}: {term.text!r} is added, {term.status}"
        else:
            for name, before, after in _changed(before_it, term):
                yield f"{term.lang}: {term.text!r}: {name}: {before} -> {after}"


def _changed(old: _T, new: _T) -> Iterator[tuple[str, object, object]]:
    before, after = texts(old), texts(new)
    return ((name, before[name] or "-", text or "-") for name, text in after.items() if text != before[name])
