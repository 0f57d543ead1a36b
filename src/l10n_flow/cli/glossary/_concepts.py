"""What the glossary's commands have in common: concepts as arguments, as lines, and as data."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from ...errors import FlowError
from .. import options, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from click.shell_completion import CompletionItem

    from ...glossary.concepts import Concept, Term
    from ...glossary.glossary import Glossary
    from ...project import Project
    from ..output import Call

KINDS = ("term", "person", "place", "organisation")
"""As `glossary.concepts.Kind`, which `--help` has no time to load; a test compares them."""

_COLOURS = {"preferred": "green", "forbidden": "red"}


def load(call: Call) -> tuple[Project, Glossary]:
    """The workspace that the user is in, and its glossary.

    Raises:
        WorkspaceError: there is none.
        GlossaryError: a file of the glossary has a mistake.
    """
    from ...glossary import load as loading

    project = options.project(call)
    return project, loading.load(project)


def _complete(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    with contextlib.suppress(FlowError, OSError):
        return [CompletionItem(name) for name in load(options.call(ctx))[1].by_id if name.startswith(begun)]
    return []


concept = click.argument("concept", metavar="CONCEPT", shell_complete=_complete)
"""The id of one concept."""


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
    return [trait for trait in every[0] if all(trait in traits for traits in every)]


def _described(term: Term, shared: Sequence[str]) -> str:
    """A term, with what is true of it and not of all."""
    said = "; ".join(trait for trait in _traits(term) if trait not in shared)
    return f"{term.text}  ({said})" if said else term.text


def _traits(term: Term) -> list[str]:
    traits = (
        term.pos or "",
        "in quotation marks" if term.quoted else "",
        {"checked": "capitals are checked", "required": "only with its capitals"}.get(term.case.value, ""),
        "never changes" if term.invariable else "",
        f"also: {', '.join(term.forms)}" if term.forms else "",
        f"not: {', '.join(term.blocked)}" if term.blocked else "",
        f"with -{', -'.join(term.also)}" if term.also else "",
        term.note,
    )
    return [trait for trait in traits if trait]
