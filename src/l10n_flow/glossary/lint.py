"""What in a glossary contradicts itself, or cannot be meant. Pure; what keeps a file from being read is an error of
`load`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Severity
from ..values import Value
from . import _tokens, several
from ._doubles import doubles
from .concepts import Concept, Status, is_ending
from .letters import wrong_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .concepts import Term

__all__ = ["Flaw", "flaws"]

_QUOTES = frozenset('«»“”„"‹›')

_SEVERAL = "{!r} looks like several terms: there is {} in it"
_EACH = "write each of them as one of its own, for example as admitted"


class Flaw(Value, frozen=True):
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
    only: Collection[str] | None = None,
) -> list[Flaw]:
    """Look a glossary over.

    Args:
        concepts: all of it.
        languages: the newsroom's, as BCP 47 tags.
        source_language: the one that most articles are written in: there two concepts with one term are an error.
        articles: article id -> its tags; None if nobody looked, then scopes are not judged.
        only: ids of those that stand last, if nothing else is to be told than what is wrong with them; all if None.

    Returns:
        The flaws in the order of files and lines.
    """
    concepts = tuple(concepts)
    judged = [concept for concept in concepts if only is None or concept.id in only]
    found = [flaw for concept in judged for flaw in _of_concept(concept, languages)]
    found += [flaw for lang in languages for flaw in _of_language(concepts, lang, source_language, only)]
    if articles is not None:
        found += [flaw for concept in judged for flaw in _of_scope(concept, articles)]
    return sorted(found, key=lambda flaw: (flaw.concept.path, flaw.line or 0))


def _of_concept(concept: Concept, languages: Collection[str]) -> Iterator[Flaw]:
    """What can be told without the other concepts."""
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        if lang not in languages:
            hint = f"add {lang!r} to languages in l10n-flow.toml, or delete the line"
            line = concept.in_language(lang)[0].line
            yield Flaw(f"{lang!r} is none of the newsroom's languages", concept, line, hint=hint)
    for unknown in concept.unknown:
        lang, meant = unknown.lang, unknown.lang[:2]
        hint = f"did you mean {meant!r}?" if meant in languages else "it is not used; delete the line, or leave it so"
        yield Flaw(f"{lang!r} of {concept.id!r} is no language that is known here", concept, unknown.line, hint=hint)
    written = [lang for lang in languages if registry.get(lang).base is None]
    missing = [lang for lang in written if not concept.in_language(lang, Status.PREFERRED, Status.ADMITTED)]
    if missing and not concept.do_not_translate:
        message = f"{concept.id!r} has no term in {', '.join(missing)}"
        yield Flaw(message, concept, concept.line, Severity.INFO, "translations into it are not checked for it")
    for term in concept.terms:
        for message, severity, hint in _of_term(term, concept):
            yield Flaw(message, concept, term.line, severity, hint)
        if not several.mark(term.text) and (word := several.word(term.text)):
            yield Flaw(_SEVERAL.format(term.text, word), concept, term.line, Severity.INFO, _EACH)


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
    if found := several.mark(term.text):
        yield _SEVERAL.format(term.text, found), Severity.WARNING, _EACH
    if not registry.get(term.lang).glues_endings:
        for ending in filter(is_ending, term.also):
            hint = "words made of the term stand there, with more than three letters; forms that it has are in forms"
            yield f"the ending {ending!r} of {term.text!r} means nothing in {term.lang}", Severity.WARNING, hint
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


def _of_language(
    concepts: Sequence[Concept], lang: str, source_language: str, only: Collection[str] | None
) -> Iterator[Flaw]:
    """Terms that a text could not tell apart."""
    by_id = {concept.id: concept for concept in concepts}
    for one, other in doubles(concepts, lang, only):
        if one.concept == other.concept:
            yield _within(one, other, by_id[one.concept])
        else:
            yield _between(one, other, by_id, lang == source_language)


def _within(one: Term, other: Term, concept: Concept) -> Flaw:
    """Two terms of one concept that are forms of one another; of a pair the later one is at fault."""
    named = repr(other.text) if one.text == other.text else f"{other.text!r} (a form of {one.text!r})"
    if (one.status is Status.FORBIDDEN) != (other.status is Status.FORBIDDEN):
        allowed = one.status if other.status is Status.FORBIDDEN else other.status
        message = f"{named} is both {allowed} and forbidden"
        hint = 'delete one: a text could not tell them apart; for capitals alone say case = "checked"'
        return Flaw(message, concept, other.line, Severity.ERROR, hint)
    hint = "delete one: all its forms are found"
    return Flaw(f"{named} stands twice", concept, other.line, Severity.WARNING, hint)


def _between(one: Term, other: Term, by_id: Mapping[str, Concept], is_source: bool) -> Flaw:
    """The same term in two concepts."""
    first, second = by_id[one.concept], by_id[other.concept]
    where = f"{first.id!r} ({first.path}:{one.line})"
    hint = "tell them apart: a sense for each, or a scope for one; or join the two concepts"
    if one.status is not Status.FORBIDDEN and other.status is not Status.FORBIDDEN:
        severity = Severity.ERROR if is_source else Severity.INFO
        return Flaw(f"{other.text!r} is also the term of {where}", second, other.line, severity, hint)
    verdict = "forbidden" if one.status is Status.FORBIDDEN else one.status
    message = f"{other.text!r} is {other.status} here, and {verdict} in {where}"
    return Flaw(message, second, other.line, Severity.WARNING, hint)
