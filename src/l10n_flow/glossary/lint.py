"""What in a glossary contradicts itself, or cannot be meant. Pure; what keeps a file from being read is an error of
`load`."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..inflection import grammar as grammars
from ..languages import registry
from ..model import Severity
from . import _tokens
from .concepts import Concept, Status
from .find import Index
from .letters import wrong_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .concepts import Term

__all__ = ["Flaw", "flaws"]

_SEVERAL = re.compile(r"[;|]|,(?=[^\W\d])")
"""What stands between terms; a comma within one (лицо, ищущее убежище) has a blank behind it."""

_QUOTES = frozenset('«»“”„"‹›')


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is wrong with a concept, or ought to be looked at.

    An error makes the glossary say two things at once; a warning is most likely a slip; the rest is for information.
    """

    message: str
    concept: Concept
    line: int | None
    severity: Severity = Severity.WARNING
    hint: str = ""


def flaws(
    concepts: Iterable[Concept],
    languages: Collection[str],
    source_language: str,
    articles: Mapping[str, Collection[str]] | None = None,
) -> list[Flaw]:
    """Look a glossary over.

    Args:
        concepts: all of it.
        languages: the newsroom's, as BCP 47 tags.
        source_language: the one that most articles are written in: there two concepts with one term are an error.
        articles: article id -> its tags; None if nobody looked, then scopes are not judged.

    Returns:
        The flaws in the order of files and lines.
    """
    concepts = tuple(concepts)
    found = [flaw for concept in concepts for flaw in _of_concept(concept, languages)]
    found += [flaw for lang in languages for flaw in _of_language(concepts, lang, source_language)]
    if articles is not None:
        found += [flaw for concept in concepts for flaw in _of_scope(concept, articles)]
    return sorted(found, key=lambda flaw: (flaw.concept.path, flaw.line or 0))


def _of_concept(concept: Concept, languages: Collection[str]) -> Iterator[Flaw]:
    """What can be told without the other concepts."""
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        if lang not in languages:
            hint = f"add {lang!r} to languages in l10n-flow.toml, or delete the line"
            line = concept.in_language(lang)[0].line
            yield Flaw(f"{lang!r} is none of the newsroom's languages", concept, line, hint=hint)
    written = [lang for lang in languages if registry.get(lang).base is None]
    missing = [lang for lang in written if not concept.in_language(lang, Status.PREFERRED, Status.ADMITTED)]
    if missing and not concept.do_not_translate:
        message = f"{concept.id!r} has no term in {', '.join(missing)}"
        yield Flaw(message, concept, concept.line, Severity.INFO, "translations into it are not checked for it")
    for term in concept.terms:
        for message, severity, hint in _of_term(term, concept):
            yield Flaw(message, concept, term.line, severity, hint)


def _of_term(term: Term, concept: Concept) -> Iterator[tuple[str, Severity, str]]:
    """Message, severity, what to do."""
    if not any(_tokens.words(term.text)):
        yield f"{term.text!r} has no word that a text could be searched for", Severity.ERROR, "write a word"
    if not _QUOTES.isdisjoint(term.text):
        yield f"quotation marks are not part of {term.text!r}", Severity.WARNING, "leave them out; say quoted = true"
    hidden = [f"U+{ord(character):04X}" for character in term.text if not character.isprintable()]
    if hidden:
        yield f"{term.text!r} has a character that nobody sees", Severity.WARNING, f"delete {', '.join(hidden)}"
    elif " ".join(term.text.split()) != term.text:
        yield f"{term.text!r} has too many blanks", Severity.WARNING, "leave one between two words"
    if _SEVERAL.search(term.text):
        yield f"{term.text!r} looks like several terms", Severity.WARNING, "write each of them as one of its own"
    if term.status is not Status.FORBIDDEN and not concept.do_not_translate:
        for typed, right in wrong_letters(term.text, term.lang):
            hint = f"write {right!r}" if right else "write it in the letters of its language, or say translate = false"
            yield f"{typed!r} in {term.text!r} is no letter of {term.lang}", Severity.WARNING, hint


def _of_scope(concept: Concept, articles: Mapping[str, Collection[str]]) -> Iterator[Flaw]:
    scope = concept.scope
    for pattern in scope.articles:
        if not any(type(scope)((pattern,)).holds(article) for article in articles):
            message, hint = f"no article matches {pattern!r}", "correct the scope; ids are as in l10n-flow status"
            yield Flaw(message, concept, concept.line, Severity.WARNING, hint)
    used = {tag for tags in articles.values() for tag in tags}
    for tag in scope.tags:
        if tag not in used:
            yield Flaw(f"no article has the tag {tag!r}", concept, concept.line, Severity.INFO, "yet, or is it a slip?")


def _of_language(concepts: Sequence[Concept], lang: str, source_language: str) -> Iterator[Flaw]:
    """Terms that a text could not tell apart."""
    by_id = {concept.id: concept for concept in concepts}
    terms = [term for concept in concepts for term in concept.in_language(lang)]
    for one, other in _alike(terms, lang):
        if one.concept == other.concept:
            yield from _within(one, other, by_id[one.concept])
        else:
            yield from _between(one, other, by_id, lang == source_language)


def _within(one: Term, other: Term, concept: Concept) -> Iterator[Flaw]:
    """Two terms of one concept that are forms of one another; of a pair the later one is at fault."""
    named = repr(other.text) if one.text == other.text else f"{other.text!r} (a form of {one.text!r})"
    if (one.status is Status.FORBIDDEN) != (other.status is Status.FORBIDDEN):
        allowed = one.status if other.status is Status.FORBIDDEN else other.status
        message = f"{named} is both {allowed} and forbidden"
        hint = 'delete one: a text could not tell them apart; for capitals alone say case = "checked"'
        yield Flaw(message, concept, other.line, Severity.ERROR, hint)
    else:
        yield Flaw(
            f"{named} stands twice", concept, other.line, Severity.WARNING, "delete one: all its forms are found"
        )


def _between(one: Term, other: Term, by_id: Mapping[str, Concept], is_source: bool) -> Iterator[Flaw]:
    """The same term in two concepts."""
    first, second = by_id[one.concept], by_id[other.concept]
    if _are_told_apart(first, second) or one.status is other.status is Status.FORBIDDEN:
        return
    where = f"{first.id!r} ({first.path}:{one.line})"
    hint = "tell them apart: a sense for each, or a scope for one; or join the two concepts"
    if one.status is not Status.FORBIDDEN and other.status is not Status.FORBIDDEN:
        severity = Severity.ERROR if is_source else Severity.INFO
        yield Flaw(f"{other.text!r} is also the term of {where}", second, other.line, severity, hint)
    else:
        verdict = "forbidden" if one.status is Status.FORBIDDEN else one.status
        message = f"{other.text!r} is {other.status} here, and {verdict} in {where}"
        yield Flaw(message, second, other.line, Severity.WARNING, hint)


def _are_told_apart(one: Concept, other: Concept) -> bool:
    return one.scope != other.scope or bool(one.sense and other.sense and one.sense != other.sense)


def _alike(terms: Sequence[Term], lang: str) -> Iterator[tuple[Term, Term]]:
    """Pairs of terms, in their order, of which one is a form of the other.

    Only terms whose words have the same first letters are compared.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, term in enumerate(terms):
        groups.setdefault(_initials(term.text, lang), []).append(number)
    for group in groups.values():
        if len(group) > 1:
            forms = {number: Index([terms[number]], lang) for number in group}
            for one, other in itertools.combinations(group, 2):
                if _is_form(terms[other], forms[one]) or _is_form(terms[one], forms[other]):
                    yield terms[one], terms[other]


def _initials(text: str, lang: str) -> tuple[str, ...]:
    grammar = grammars.get(lang)
    parts = (part for word in _tokens.words(text) for part in _tokens.parts(word))
    return tuple(grammar.loose(grammar.fold(part.text))[:1] for part in parts)


def _is_form(term: Term, forms: Index) -> bool:
    """Whether the whole of a term is a well-spelt form of another, which is all that `forms` has."""
    found = forms.find(term.text)
    return any(hit.start == 0 and hit.end == len(term.text) and not hit.misspelt for hit in found)
