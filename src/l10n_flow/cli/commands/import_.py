"""`l10n-flow import`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from ...errors import FlowError
from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...desk.importing import Imported
    from ...project import Project


@options.command(data=True, writes=True)
@click.argument("pages", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@options.language
def command(call: Call, pages: tuple[str, ...], lang: str | None, dry_run: bool) -> Report:
    """Make clean articles of pages that were pasted as text.

    The articles are in Markdown. What each line was taken for is said, and what was dropped; no sentence of an article
    is dropped. Look the result over, then run `l10n-flow sync`.

    \b
    Examples:
      l10n-flow import page.txt
      l10n-flow import --lang ru one.txt two.txt
      l10n-flow import page.txt --dry-run

    \b
    --json: {"articles": [{"page", "article", "path", "decisions": [{"line", "text", "taken_for",
    "dropped", "why"}]}], "errors"}; with --dry-run also "diff"
    """
    from ... import workflow

    project = options.project(call)
    imported: dict[str, Imported] = {}
    errors: list[FlowError] = []
    for page in pages:
        try:
            imported[page] = workflow.import_page(project, call.directory / page, lang=lang, dry_run=dry_run)
        except FlowError as error:
            errors.append(error)
    changes = [result.change for result in imported.values()]
    return Report(
        lines=tuple(line for page, result in imported.items() for line in _lines(call, project, page, result)),
        document=lambda: {"articles": [_as_data(project, page, result) for page, result in imported.items()]},
        diff=render.diff(changes, project.root) if dry_run else None,
        errors=tuple(errors),
    )


def _lines(call: Call, project: Project, page: str, result: Imported) -> Iterator[str]:
    """What is worth a look: all but plain paragraphs; these too with -v."""
    yield click.style(f"{render.safe(page)} -> {project.shown(result.change.path)}", bold=True)
    for decision in result.decisions:
        if call.verbosity > 0 or decision.taken_for.is_dropped or decision.taken_for != "paragraph":
            head = f"  {decision.line:>4}  {'dropped: ' if decision.taken_for.is_dropped else ''}{decision.taken_for}"
            colour = "yellow" if decision.taken_for.is_dropped else None
            yield click.style(f"{head:<28}", fg=colour) + f"  {render.excerpt(decision.text, 50)} ({decision.why})"
    kept = Counter(decision.taken_for.is_dropped for decision in result.decisions)
    yield f"  {render.count(kept[False], 'line')} kept, {kept[True]} dropped"


def _as_data(project: Project, page: str, result: Imported) -> dict[str, object]:
    return {
        "page": page,
        "article": result.article,
        "path": project.shown(result.change.path),
        "decisions": [
            {
                "line": decision.line,
                "text": decision.text,
                "taken_for": decision.taken_for.value,
                "dropped": decision.taken_for.is_dropped,
                "why": decision.why,
            }
            for decision in result.decisions
        ],
    }
