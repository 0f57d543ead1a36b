"""`l10n-flow ready`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import obstacles, options
from ..output import Call, Report, gather

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...workflow import Exported


@options.command(data=True)
@options.articles
@options.languages
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Say of each edition whether it can be published, or what stands in its way.

    Nothing is written. Exit code 1 says that an edition cannot be published.

    \b
    Examples:
      l10n-flow ready
      l10n-flow ready 2025/expulsion-regime --lang ru
      l10n-flow ready -v          all that stands in the way, not only the first

    \b
    --json: {"editions": [{"article", "lang", "ready", "catalog", "unapproved",
    "open": [as in export], "faults": [as in check]}], "errors"}
    """
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    results = gather(workflow.ready(chosen.project, chosen.files, chosen.langs), "Looking", len(chosen.files))
    return Report(
        lines=_lines(call, results),
        document=lambda: {"editions": [_as_data(one) for one in results if not one.error]},
        errors=(*chosen.errors, *(one.error for one in results if one.error)),
        incomplete=any(one.waits for one in results),
    )


def _lines(call: Call, results: Collection[Exported]) -> Iterator[str]:
    shown: set[tuple[str, str]] = set()
    for one in results:
        edition = f"{one.article} in {one.lang}"
        if one.error:
            continue
        if not one.waits:
            yield f"{edition}: {click.style('ready', fg='green')}"
            continue
        missing = obstacles.summary(one.open, one.faults, one.unapproved)
        yield f"{edition}: {click.style('not ready', fg='yellow')}, {missing} in the way"
        if (one.article, one.catalog) in shown and (one.open or one.faults):
            yield f"  the same as above, of {one.catalog}"
            continue
        shown.add((one.article, one.catalog))
        yield from obstacles.lines(one.catalog, one.open, one.faults, call.verbosity)
    waiting = sum(one.waits for one in results)
    yield f"{len(results) - waiting} of {len(results)} editions can be published"


def _as_data(one: Exported) -> dict[str, object]:
    return {
        "article": one.article,
        "lang": one.lang,
        "ready": not one.waits,
        "catalog": one.catalog,
        "unapproved": one.unapproved,
        **obstacles.as_data(one.open, one.faults),
    }
