"""`l10n-flow ready`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import obstacles, options, render
from ..output import Call, Report, finish
from . import export

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...workflow import Exported, Results


@options.command(data=True)
@options.articles
@options.languages
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Say which editions can be published, and why others cannot.

    Nothing is written. Exit code 1 says that an edition cannot be published. Stale is an edition that readers have and
    whose article says something else since.

    \b
    Examples:
      l10n-flow ready
      l10n-flow ready 2025/expulsion-regime --lang ru
      l10n-flow ready -v          all that stands in the way, not only the first

    \b
    --json: {"editions": [{"article", "lang", "ready", "withdrawn", "stale_since", "catalog",
    "unapproved", "open": [as in export], "faults": [as in check]}], "errors"}
    """
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    results = finish(
        workflow.ready(chosen.project, chosen.files, chosen.langs, options.now()),
        "Looking",
        len(chosen.files),
    )
    return Report(
        lines=_lines(call, chosen, results),
        document=lambda: {"editions": render.Many(_data(chosen, results))},
        errors=(*chosen.errors, *(one.error for one in results.with_errors if one.error)),
        incomplete=results.waits,
    )


def _lines(call: Call, chosen: options.Chosen, results: Results[Exported]) -> Iterator[str]:
    whole = call.verbosity > 0
    shown: set[tuple[str, str]] = set()
    ready = number = 0
    for one, lacking in export.in_full(chosen, results) if whole else ((one, one.open) for one in results):
        if one.error:
            continue
        edition = f"{one.article} in {one.lang}"
        if one.withdrawn:
            yield f"{edition}: withdrawn"
            continue
        ready, number = ready + (not one.waits), number + 1
        if not one.waits:
            yield f"{edition}: {click.style('ready', fg='green')}"
            continue
        since = export.since(chosen, one)
        yield f"{edition}: {click.style('not ready', fg='yellow')}, {export.in_the_way(one)} in the way{since}"
        yield from export.ways(one, lacking, shown, few=None if whole else obstacles.FEW)
    yield f"{ready} of {render.count(number, 'edition')} can be published"
    yield from export.without_file(chosen)


def _data(chosen: options.Chosen, results: Results[Exported]) -> Iterator[dict[str, object]]:
    for one, lacking in export.in_full(chosen, (one for one in results if not one.error)):
        yield {
            "article": one.article,
            "lang": one.lang,
            "ready": not (one.waits or one.withdrawn),
            "withdrawn": one.withdrawn,
            "stale_since": one.stale_since or None,
            "catalog": one.catalog,
            "unapproved": one.unapproved,
            **obstacles.as_data(lacking, one.faults),
        }
