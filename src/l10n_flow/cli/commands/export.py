"""`l10n-flow export`."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import click

from .. import obstacles, options, render
from ..output import Call, Report, finish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...editions import Open
    from ...files import Change, Written
    from ...workflow import Exported, Results


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
    --json: {"editions": [{"article", "lang", "page", "changed", "catalog", "unapproved": 0,
    "open": [{"line", "state", "role", "text"}], "faults": [as in check]}], "errors"};
    "page" is null if the edition was held back; with --dry-run also "diff"
    """
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    results = workflow.export(
        chosen.project, chosen.files, chosen.langs, allow_incomplete=allow_incomplete, dry_run=dry_run
    )
    return report(call, chosen, finish(results, "Exporting", len(chosen.files)), dry_run=dry_run)


def changes(results: Iterable[Exported]) -> Iterator[Change | Written]:
    """Of all files: pages, and the pictures on them."""
    return (change for result in results for change in (result.change, *result.copies) if change)


def report(call: Call, chosen: options.Chosen, results: Results[Exported], *, dry_run: bool) -> Report:
    """Say where the pages are, and what holds the others back."""
    return Report(
        lines=_lines(call, chosen, results),
        document=lambda: {"editions": render.Many(_data(chosen, results))},
        diff=render.diff(changes(results), chosen.project.root) if dry_run else None,
        errors=(*chosen.errors, *(result.error for result in results.with_errors if result.error)),
        incomplete=results.waits,
    )


def _lines(call: Call, chosen: options.Chosen, results: Results[Exported]) -> Iterator[str]:
    """Of many editions only what is new, and numbers."""
    whole = call.verbosity > 0
    held = same = 0
    for result in () if whole else results:
        held, same = held + result.waits, same + _is_same(result)
    shown: set[tuple[str, str]] = set()
    waiting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for result, lacking in in_full(chosen, results) if whole else ((one, one.open) for one in results):
        if result.waits and held > render.MANY:
            waiting[result.lang].update(editions=1, units=result.missing)
            waiting[result.lang].update(errors=len(result.faults), approvals=result.unapproved)
        elif result.waits:
            edition = f"{result.article} in {result.lang}"
            yield click.style(f"{edition} is held back: {in_the_way(result)} in the way", fg="yellow")
            yield from ways(result, lacking, shown, few=None if whole else obstacles.FEW)
        elif result.change and not (same > render.MANY and _is_same(result)):
            yield _published(chosen, result)
    if same > render.MANY:
        yield f"{render.count(same, 'page')} as they were"
    for lang, number in waiting.items():
        editions = render.count(number["editions"], "edition")
        missing = obstacles.summary(number["units"], number["errors"], number["approvals"])
        yield click.style(f"{editions} in {lang}: held back, {missing} in the way", fg="yellow")
    if waiting:
        yield "  l10n-flow export ARTICLE shows what is in the way of one, -v of all"


def _is_same(result: Exported) -> bool:
    """Whether there is nothing to say of a page but that it is there."""
    return result.change is not None and not (result.change.is_change or in_the_way(result))


def in_the_way(result: Exported) -> str:
    """How much stands in an edition's way; empty if nothing does."""
    return obstacles.summary(result.missing, len(result.faults), result.unapproved)


def _published(chosen: options.Chosen, result: Exported) -> str:
    """A page, and what is wrong with it all the same."""
    page = chosen.project.shown(result.change.path) if result.change else ""
    news = "" if result.change and result.change.is_change else " (as it was)"
    lacks = in_the_way(result)
    return page + news + (click.style(f" (incomplete: {lacks} in the way)", fg="yellow") if lacks else "")


def ways(result: Exported, lacking: Sequence[Open], shown: set[tuple[str, str]], few: int | None) -> Iterator[str]:
    """What stands in an edition's way, of each kind only a `few`; what was `shown` is not shown again."""
    if (result.article, result.catalog) in shown and (result.missing or result.faults):
        yield f"  the same as above, of {result.catalog}"
        return
    shown.add((result.article, result.catalog))
    yield from obstacles.lines(result.catalog, lacking, result.faults, few=few, missing=result.missing)
    if result.stale:
        yield "  some are not in the PO file yet: l10n-flow sync"


def in_full(chosen: options.Chosen, results: Iterable[Exported]) -> Iterator[tuple[Exported, tuple[Open, ...]]]:
    """Each result with all the texts that are not translated: results have the first ones only."""
    from ... import workflow

    files = {file.id: file for file in chosen.files}
    for article, group in itertools.groupby(results, lambda result: result.article):
        editions = list(group)
        more = [one.lang for one in editions if one.missing > len(one.open)]
        found = workflow.open_in(chosen.project, files[article], more) if more else {}
        yield from ((one, found.get(one.lang, one.open)) for one in editions)


def _data(chosen: options.Chosen, results: Iterable[Exported]) -> Iterator[dict[str, object]]:
    return (_as_data(chosen, *one) for one in in_full(chosen, (one for one in results if not one.error)))


def _as_data(chosen: options.Chosen, result: Exported, lacking: Iterable[Open]) -> dict[str, object]:
    return {
        "article": result.article,
        "lang": result.lang,
        "page": chosen.project.shown(result.change.path) if result.change else None,
        "changed": result.change is not None and result.change.is_change,
        "catalog": result.catalog,
        "unapproved": result.unapproved,
        **obstacles.as_data(lacking, result.faults),
    }
