"""What translators are told of the terms in a unit. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .concepts import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .concepts import Concept, Term
    from .find import Occurrence
    from .glossary import Glossary

__all__ = ["notes"]

_STOPS = (".", "!", "?", "…")


def _as_cited(term: Term) -> str:
    return term.text


def notes(
    found: Iterable[Occurrence], glossary: Glossary, lang: str, cited: Callable[[Term], str] = _as_cited
) -> tuple[str, ...]:
    """A line for each concept in a text: what it is called in a language, what not, and what else to know.

    Such as `term: expulsion regime = режим высылки (not: режим выдворения)`.

    Args:
        found: the terms in the text.
        glossary: theirs.
        lang: of the translation.
        cited: how the texts that the terms were found in cite one: in their own script.
    """
    concepts: dict[str, Term] = {}
    for hit in found:
        concepts.setdefault(hit.term.concept, hit.term)
    lines = (_line(glossary.by_id[name], cited(term), lang) for name, term in concepts.items())
    return tuple(line for line in lines if line)


def _line(concept: Concept, term: str, lang: str) -> str:
    """The line of a concept that a text calls by a term; empty if the desk has none for it in the other language."""
    said = f"{term} ({concept.sense})" if concept.sense else term
    best = concept.preferred(lang)
    if best is None and concept.do_not_translate:
        return _flat(f"term: {said} stays as it is", concept.note)
    usable = concept.in_language(lang, Status.PREFERRED, Status.ADMITTED)
    if not usable:
        return ""
    best = best or usable[0]
    others = (
        (word, [one.text for one in concept.in_language(lang, status) if one is not best])
        for word, status in (("or", Status.ADMITTED), ("not", Status.FORBIDDEN))
    )
    brackets = "; ".join(f"{word}: {', '.join(texts)}" for word, texts in others if texts)
    return _flat(f"term: {said} = {best.text}" + (f" ({brackets})" if brackets else ""), *_more(concept, best))


def _more(concept: Concept, best: Term) -> Iterator[str]:
    if concept.do_not_translate:
        yield "stays as it is"
    if best.quoted:
        yield "always in quotation marks"
    yield concept.note
    yield best.note


def _flat(*parts: str) -> str:
    """All that there is to say, on one line; people's notes as they wrote them."""
    line = ""
    for part in (" ".join(part.split()) for part in parts if part):
        line += f"{' ' if line.endswith(_STOPS) else '; '}{part}" if line else part
    return line
