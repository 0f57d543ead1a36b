"""`l10n-flow glossary list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report
from . import _concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...glossary.concepts import Concept

_WIDEST = 40
"""Characters of a term that a column shows."""


@options.command(data=True)
@click.argument("text", default="", metavar="[TEXT]")
@click.option("--kind", type=click.Choice(_concepts.KINDS), help="Only concepts of this kind.")
@options.languages
def command(call: Call, text: str, kind: str | None, langs: tuple[str, ...]) -> Report:
    """List concepts with their preferred terms.

    With TEXT only those that have it in their id or in any of their terms, whatever its capitals and apostrophes;
    with --lang only those that have a term in one of these languages.

    \b
    Examples:
      l10n-flow glossary list
      l10n-flow glossary list режим
      l10n-flow glossary list --kind person --lang tg

    \b
    --json: {"concepts": [as in glossary show], "errors"}
    """
    from ... import workflow
    from ...glossary.concepts import Kind
    from ...terms import terminology

    project, glossary = _concepts.load(call)
    shown = workflow.languages(project, langs)
    found = terminology.search(glossary, text, Kind(kind) if kind else None, langs)
    return Report(
        text="".join(f"{line}\n" for line in _lines(found, [lang for lang in shown if langs or _has(found, lang)])),
        lines=_counted(found, len(glossary.concepts)),
        document=lambda: {"concepts": [_concepts.as_data(concept) for concept in found]},
    )


def _has(concepts: Sequence[Concept], lang: str) -> bool:
    return any(concept.in_language(lang) for concept in concepts)


def _lines(concepts: Sequence[Concept], langs: Sequence[str]) -> Iterator[str]:
    if not concepts:
        return
    rows = [("concept", "kind", *langs)]
    for concept in concepts:
        terms = (concept.preferred(lang) for lang in langs)
        rows.append((concept.id, concept.kind.value, *(_short(term.text) if term else "-" for term in terms)))
    for number, line in enumerate(render.table(rows, left=len(rows[0]))):
        yield click.style(render.safe(line), bold=number == 0)


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _counted(found: Sequence[Concept], everything: int) -> Iterator[str]:
    whole = "" if len(found) == everything else f" of {everything}"
    yield click.style(f"{render.count(len(found), 'concept')}{whole}", dim=True)
