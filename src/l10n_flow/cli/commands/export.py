"""`l10n-flow export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import obstacles, options, render
from ..output import Call, Report, gather

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ...files import Change, Written
    from ...workflow import Exported


@options.command(data=True, writes=True)
@options.articles
@options.languages
@click.option(
    "--allow-incomplete",
    is_flag=True,
    help="Publish the others too, with the source text where a translation is missing.",
)
def command(
    call: Call, articles: tuple[str, ...], langs: tuple[str, ...], allow_incomplete: bool, dry_run: bool
) -> Report:
    """Make the pages of all editions that are complete.

    An edition is complete if nothing in it is untranslated or fuzzy, and no check finds an error. Of one that is not,
    the units in the way are listed, the last page stays, and the exit code is 1.

    \b
    Examples:
      l10n-flow export
      l10n-flow export 2025/expulsion-regime --lang ru --lang uz
      l10n-flow export --lang tg --allow-incomplete
      l10n-flow export --dry-run

    \b
    --json: {"editions": [{"article", "lang", "page", "changed", "catalog",
    "open": [{"line", "state", "role", "text"}], "faults": [as in check], "unapproved": 0}], "errors"};
    "page" is null if the edition was held back; with --dry-run also "diff"
    """
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    results = workflow.export(
        chosen.project, chosen.files, chosen.langs, allow_incomplete=allow_incomplete, dry_run=dry_run
    )
    return report(call, chosen, gather(results, "Exporting", len(chosen.files)), dry_run=dry_run)


def changes(results: Iterable[Exported]) -> list[Change | Written]:
    """Of all files: pages, and the pictures on them."""
    return [change for result in results for change in (result.change, *result.copies) if change]


def report(call: Call, chosen: options.Chosen, results: Collection[Exported], *, dry_run: bool) -> Report:
    """Say where the pages are, and what holds the others back."""
    return Report(
        lines=_lines(call, chosen, results),
        document=lambda: {"editions": [_as_data(chosen, result) for result in results if not result.error]},
        diff=render.diff(changes(results), chosen.project.root) if dry_run else None,
        errors=(*chosen.errors, *(result.error for result in results if result.error)),
        incomplete=any(result.waits for result in results),
    )


def _lines(call: Call, chosen: options.Chosen, results: Collection[Exported]) -> Iterator[str]:
    shown: set[tuple[str, str]] = set()
    for result in results:
        if result.error:
            continue
        missing = obstacles.summary(result.open, result.faults, result.unapproved)
        if result.change:
            page = chosen.project.shown(result.change.path)
            news = "" if result.change.is_change else " (as it was)"
            yield page + news + (click.style(f" (incomplete: {missing} in the way)", fg="yellow") if missing else "")
            continue
        yield click.style(f"{result.article} in {result.lang} is held back: {missing} in the way", fg="yellow")
        if (result.article, result.catalog) in shown and (result.open or result.faults):
            yield f"  the same as above, of {result.catalog}"
            continue
        shown.add((result.article, result.catalog))
        yield from obstacles.lines(result.catalog, result.open, result.faults, call.verbosity)


def _as_data(chosen: options.Chosen, result: Exported) -> dict[str, object]:
    return {
        "article": result.article,
        "lang": result.lang,
        "page": chosen.project.shown(result.change.path) if result.change else None,
        "changed": result.change is not None and result.change.is_change,
        "catalog": result.catalog,
        "unapproved": result.unapproved,
        **obstacles.as_data(result.open, result.faults),
    }
