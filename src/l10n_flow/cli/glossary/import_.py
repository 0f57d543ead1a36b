"""`l10n-flow glossary import`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report
from .export import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...glossary.incoming import Incoming
    from ...project import Project
    from ...terms.interchange import Taken

_COLOURS = {"new": "green", "changed": "yellow", "conflict": "red"}


@options.command(data=True, writes=True)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--into", metavar="NAME", help="The file in glossary/ for new concepts; imported.toml if not said.")
@click.option("--update", is_flag=True, help="Take FILE's word where a concept is other than in the glossary.")
@click.option("-f", "--format", "format_id", type=click.Choice(FORMATS), help="Its format; by its suffix if not said.")
def command(call: Call, file: str, into: str | None, update: bool, format_id: str | None, dry_run: bool) -> Report:
    """Take concepts from a file of another tool into the glossary.

    Says what is new, changed, or in conflict. New concepts are written at the end of a glossary file. A concept that is
    there already stays as it is without --update; with it, FILE adds and changes, and takes nothing away. What is in
    conflict is never written: what contradicts the glossary or itself, as `glossary check` would say. What that would
    warn of is told.

    A table needs a first row: languages (en, ru, uz, tg), or what `glossary export` writes.

    \b
    Examples:
      l10n-flow glossary import desk.csv --dry-run
      l10n-flow glossary import termbase.tbx --into law
      l10n-flow glossary import glossary.xlsx --update

    \b
    --json: {"concepts": [{"id", "verdict": new, changed, same or conflict, "differences", "reason",
    "left_out", "doubts"}], "changed_files": [paths], "errors"}; with --dry-run also "diff"
    """
    from ...terms import interchange

    project = options.project(call)
    taken = interchange.take(
        project, call.directory / file, into=into, format_id=format_id, update=update, dry_run=dry_run
    )
    count = Counter(one.verdict.value for one in taken.concepts)
    return Report(
        lines=_lines(call, project, taken, update=update),
        document=lambda: {
            "concepts": [_as_data(one) for one in taken.concepts],
            "changed_files": [project.shown(change.path) for change in taken.changes if change.is_change],
        },
        diff=render.diff(taken.changes, project.root) if dry_run else None,
        errors=taken.errors,
        incomplete=bool(count["conflict"] or (count["changed"] and not update)),
    )


def _lines(call: Call, project: Project, taken: Taken, *, update: bool) -> Iterator[str]:
    """All but what is the same; that too with -v."""
    for one in taken.concepts:
        verdict = one.verdict.value
        if verdict != "same" or call.verbosity > 0:
            texts = ", ".join(dict.fromkeys(term.text for term in one.concept.terms if term.status == "preferred"))
            head = click.style(f"{verdict:<9}{one.concept.id}", fg=_COLOURS.get(verdict))
            yield f"{head}  {render.safe(texts)}" if verdict == "new" else head
            yield from (f"    {render.safe(said)}" for said in (*one.differences, one.reason) if said)
            yield from (click.style(f"    {render.safe(said)}", fg="yellow") for said in one.doubts)
        if one.left_out:
            yield click.style(f"    left out: its terms in {render.safe(', '.join(one.left_out))}", fg="yellow")
    count = Counter(one.verdict.value for one in taken.concepts)
    yield ", ".join(f"{count[verdict]} {verdict}" for verdict in ("new", "changed", "same", "conflict"))
    if count["changed"] and not update:
        yield "what is changed stays as it is in the glossary; --update takes the file's word"
    written = [project.shown(change.path) for change in taken.changes if change.is_change]
    if written:
        yield f"{', '.join(written)}; look it over: l10n-flow glossary check"


def _as_data(one: Incoming) -> dict[str, object]:
    return {
        "id": one.concept.id,
        "verdict": one.verdict.value,
        "differences": one.differences,
        "reason": one.reason,
        "left_out": one.left_out,
        "doubts": one.doubts,
    }
