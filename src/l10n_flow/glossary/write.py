"""Concepts as the text of a glossary file, in the desk's own style: `load.parse` reads them back the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._shape import CASES
from .concepts import Case, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .concepts import Concept, Term

__all__ = ["entry", "text"]

_CASE_WORDS = {case: word for word, case in CASES.items()}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ALONE = ("forms", "not", "invariable")
"""What a language's table says of its preferred term only."""


def text(concepts: Iterable[Concept], heading: str = "") -> str:
    """A whole file.

    Args:
        concepts: in their order. Terms of one language are put together, preferred ones first; a language has at most
            one of those.
        heading: a comment to begin with.
    """
    comment = "".join(f"# {_plain(line)}\n" for line in heading.splitlines())
    return "\n".join(filter(None, [comment, *map(entry, concepts)]))


def entry(concept: Concept) -> str:
    """The lines of one concept, from `[[concept]]` on."""
    said: dict[str, object] = {"id": concept.id, "kind": concept.kind.value}
    shared = _shared(concept.terms, "pos", "quoted", "case")
    optional = {
        "sense": concept.sense,
        "definition": concept.definition,
        "note": concept.note,
        "scope": _without_empty({"articles": concept.scope.articles, "tags": concept.scope.tags}),
    }
    said |= _as_written({"pos": shared.get("pos")}) | _without_empty(optional)
    if concept.do_not_translate:
        said["translate"] = False
    said |= _as_written({key: shared.get(key) for key in ("quoted", "case")})
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        said[lang] = _language([term for term in concept.terms if term.lang == lang], shared)
    said |= {unknown.lang: unknown.said for unknown in concept.unknown}
    return "[[concept]]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in said.items())


def _language(terms: Sequence[Term], of_concept: Mapping[str, object]) -> object:
    """What is said of a language: the one term, or a table."""
    shared = {**_shared(terms, "pos", "note", "quoted", "case", "also"), **of_concept}
    table: dict[str, object] = {}
    alone: dict[str, object] = {}
    for status in Status:
        entries = [_term(term, shared) for term in terms if term.status is status]
        if entries and status is Status.PREFERRED:
            table["preferred"], alone = _preferred(*entries)
        elif entries:
            table[status.value] = entries
    table |= _as_written({key: value for key, value in shared.items() if key not in of_concept}) | alone
    return table["preferred"] if table.keys() == {"preferred"} and isinstance(table["preferred"], str) else table


def _preferred(entry: object) -> tuple[object, dict[str, object]]:
    """The preferred term, and what its language's table says of it alone."""
    if not isinstance(entry, dict):
        return entry, {}
    alone = {key: value for key, value in entry.items() if key in _ALONE}
    rest = {key: value for key, value in entry.items() if key not in _ALONE}
    return (rest["term"] if rest.keys() == {"term"} else rest), alone


def _term(term: Term, shared: Mapping[str, object]) -> object:
    """A term, and what is to be said of it that is not shared."""
    traits = {key: getattr(term, key) for key in ("pos", "note", "quoted", "case", "also") if key not in shared}
    alone = {"forms": term.forms, "not": term.blocked, "invariable": term.invariable}
    more = _as_written(traits) | _without_empty(alone)
    return {"term": term.text, **more} if more else term.text


def _shared(terms: Sequence[Term], *traits: str) -> dict[str, object]:
    """What is the same for all terms."""
    values = {trait: {getattr(term, trait) for term in terms} for trait in traits}
    return {trait: next(iter(found)) for trait, found in values.items() if len(found) == 1}


def _as_written(traits: Mapping[str, object]) -> dict[str, object]:
    """Traits as the file says them; what goes without saying is left out."""
    written = {
        key: _CASE_WORDS[value] if isinstance(value, Case) else value
        for key, value in traits.items()
        if value is not Case.IGNORED
    }
    return _without_empty(written)


def _without_empty(said: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in said.items() if value}


def _plain(line: str) -> str:
    """A line without what must not be in a comment."""
    return "".join(character if character.isprintable() else " " for character in line)


def _value(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _string(str(value))


def _string(text: str) -> str:
    """A text in quotation marks; characters that nobody sees are written by their numbers."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if character <= "\uffff" else f"\\U{ord(character):08x}"
