"""What the glossary's commands have in common: concepts as arguments, as lines, and as data."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ...errors import FlowError, GlossaryError
from .. import options, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from click.shell_completion import CompletionItem

    from ...glossary.concepts import Concept, Status, Term
    from ...glossary.glossary import Glossary
    from ...inflection.grammar import PartOfSpeech
    from ...project import Project
    from ..output import Call

KINDS = ("term", "person", "place", "organisation")
"""As `glossary.concepts.Kind`, which `--help` has no time to load; a test compares them."""

POS = ("noun", "verb", "adjective", "name", "other")
"""As `inflection.grammar.PartOfSpeech`; a test compares them."""

CASES = ("checked", "exact")
"""What else than nothing capitals may mean."""

_COLOURS = {"preferred": "green", "forbidden": "red"}


@dataclass(slots=True)
class Answers:
    """What options and answers say of a new concept. What nobody has said is None, or empty.

    `concept` is its id, which is made of its terms if nobody says it; `terms` are `LANG=TERM`, by status; `articles`
    and `tags` are its scope.
    """

    terms: Mapping[Status, Sequence[str]]
    concept: str | None
    kind: str | None
    pos: PartOfSpeech | None
    definition: str
    note: str
    sense: str
    quoted: bool
    case: str | None
    no_translate: bool
    articles: tuple[str, ...]
    tags: tuple[str, ...]


def load(call: Call) -> tuple[Project, Glossary]:
    """The workspace that the user is in, and its glossary.

    Raises:
        WorkspaceError: there is none.
        GlossaryError: a file of the glossary has a mistake.
    """
    from ...glossary import load as loading

    project = options.project(call)
    return project, loading.load(project)


def complete(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """The ids that begin so, for the shell."""
    from click.shell_completion import CompletionItem

    with contextlib.suppress(FlowError, OSError):
        return [CompletionItem(name) for name in load(options.call(ctx))[1].by_id if name.startswith(begun)]
    return []


concept = click.argument("concept", metavar="CONCEPT", shell_complete=complete)
"""One concept: its id, or a word of it in any language and form."""


def chosen(call: Call, project: Project, glossary: Glossary, wanted: str) -> Concept:
    """The concept that is meant by an id, by a term in any form, or by a part of a term.

    Where several are, a person at a terminal is asked.

    Raises:
        GlossaryError: there is none, or there are several and nobody to ask.
    """
    from ...terms import terminology

    fitting = _fitting(project, glossary, wanted)
    if not fitting:
        return terminology.concept(glossary, wanted)
    if len(fitting) == 1:
        return fitting[0]
    named = [f"{one.id} ({', '.join(_told_apart(one))})" for one in fitting]
    if call.json or not sys.stdin.isatty():
        message = f"{len(fitting)} concepts have {render.excerpt(wanted)}"
        raise GlossaryError(message, hint="\n  ".join(["name one by its id:", *named]))
    for number, name in enumerate(named, 1):
        click.echo(render.safe(f"{number}. {name}"), err=True)
    number = click.prompt("Which one?", type=click.IntRange(1, len(fitting)), err=True)
    return fitting[number - 1]


def _fitting(project: Project, glossary: Glossary, wanted: str) -> list[Concept]:
    """The concepts that may be meant, by the first reading that fits any."""
    from ... import workflow
    from ...terms import terminology

    if wanted in glossary.by_id:
        return [glossary.by_id[wanted]]
    hits = terminology.look_up(glossary, wanted, workflow.languages(project, ()))
    whole = [hit for hit in hits if hit.place.end - hit.place.start == len(wanted.strip())]
    found = {hit.concept.id: hit.concept for hit in whole or hits}
    return list(found.values()) or terminology.search(glossary, wanted)


def _told_apart(concept: Concept) -> Iterator[str]:
    yield from filter(None, [concept.sense])
    yield from dict.fromkeys(term.text for term in concept.terms if term.status == "preferred")


def as_data(concept: Concept) -> dict[str, object]:
    """A concept, for programs."""
    return {
        "id": concept.id,
        "kind": concept.kind.value,
        "definition": concept.definition,
        "note": concept.note,
        "sense": concept.sense,
        "translate": not concept.do_not_translate,
        "scope": {"articles": concept.scope.articles, "tags": concept.scope.tags},
        "path": concept.path,
        "line": concept.line,
        "terms": [term_as_data(term) for term in concept.terms],
    }


def term_as_data(term: Term) -> dict[str, object]:
    """A term, for programs."""
    return {
        "lang": term.lang,
        "text": term.text,
        "status": term.status.value,
        "pos": term.pos,
        "note": term.note,
        "quoted": term.quoted,
        "case": term.case.value,
        "invariable": term.invariable,
        "forms": term.forms,
        "not": term.blocked,
        "also": term.also,
        "line": term.line,
    }


def lines(concept: Concept) -> Iterator[str]:
    """A concept, for people."""
    sense = f", {render.safe(concept.sense)}" if concept.sense else ""
    place = click.style(f"{render.safe(concept.path)}:{concept.line}", dim=True)
    yield f"{click.style(concept.id, bold=True)} ({concept.kind.value}{sense})  {place}"
    yield from details(concept)


def details(concept: Concept) -> Iterator[str]:
    """What is agreed on a concept, without its name."""
    if concept.definition:
        yield f"  {render.safe(concept.definition)}"
    for label, said in _remarks(concept):
        yield f"  {label}: {render.safe(said)}"
    shared = _shared(concept)
    if shared:
        yield f"  {', '.join(shared)}"
    rows = [[term.lang, term.status.value, _described(term, shared)] for term in concept.terms]
    for line, term in zip(render.table(rows, left=3), concept.terms, strict=True):
        yield f"  {click.style(render.safe(line), fg=_COLOURS.get(term.status.value))}"


def _remarks(concept: Concept) -> Iterator[tuple[str, str]]:
    if concept.note:
        yield "note", concept.note
    if concept.do_not_translate:
        yield "translate", "no: it stays as it is in every language"
    if concept.scope.articles:
        yield "only in the articles", ", ".join(concept.scope.articles)
    if concept.scope.tags:
        yield "only in articles tagged", ", ".join(concept.scope.tags)


def _shared(concept: Concept) -> list[str]:
    """What is true of all its terms."""
    every = [_traits(term) for term in concept.terms]
    return [trait for trait in next(iter(every), []) if all(trait in traits for traits in every)]


def _described(term: Term, shared: Sequence[str]) -> str:
    """A term, with what is true of it and not of all."""
    said = "; ".join(trait for trait in _traits(term) if trait not in shared)
    return f"{term.text}  ({said})" if said else term.text


def _traits(term: Term) -> list[str]:
    from ...glossary.concepts import is_ending

    endings = [use for use in term.also if is_ending(use)]
    words = [use for use in term.also if not is_ending(use)]
    traits = (
        term.pos or "",
        "in quotation marks" if term.quoted else "",
        {"checked": "capitals are checked", "required": "only with its capitals"}.get(term.case.value, ""),
        "never changes" if term.invariable else "",
        f"also: {', '.join(term.forms)}" if term.forms else "",
        f"not: {', '.join(term.blocked)}" if term.blocked else "",
        f"with -{', -'.join(endings)}" if endings else "",
        f"words made of it: {', '.join(words)}" if words else "",
        term.note,
    )
    return [trait for trait in traits if trait]
