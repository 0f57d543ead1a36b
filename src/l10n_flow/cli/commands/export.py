"""`l10n-flow export`."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import obstacles, options, render
from ..output import Call, Report, finish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...desk.results import Assembled
    from ...disk.files import Change, Removed, Written
    from ...editions import Open
    from ...workflow import Exported, Results


class _Formats(click.Option):
    """An option that names the formats there are; who does not ask for help need not wait for the list."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """See `click.Option`."""
        from ...rounds import handover

        site, *others = handover.formats()
        self.help = f"{site} (the site), or for other systems: {', '.join(others)}; to public-FORMAT/."
        return super().get_help_record(ctx)


def _format(_ctx: click.Context, _param: click.Parameter, given: str) -> str:
    if given == "html":  # as nearly always
        return given
    from ...rounds import handover

    if given not in handover.formats():
        raise click.BadParameter(f"{given!r} is none of {', '.join(handover.formats())}")
    return given


@options.command(data=True, writes=True)
@options.articles
@options.languages
@click.option(
    "--allow-incomplete",
    is_flag=True,
    help="Publish the others too, with the source text where a translation is missing.",
)
@click.option("--format", "format_id", cls=_Formats, default="html", callback=_format, metavar="FORMAT")
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Where another format goes.")
def command(  # noqa: PLR0913, PLR0917  the options
    call: Call,
    articles: tuple[str, ...],
    langs: tuple[str, ...],
    allow_incomplete: bool,
    format_id: str,
    output: Path | None,
    dry_run: bool,
) -> Report:
    """Make the pages of complete editions, and the site.

    An edition is complete if nothing in it is untranslated or fuzzy, and no check finds an error. Of one that is not,
    the units in the way are listed, the last page stays, and the exit code is 1.

    \b
    Examples:
      l10n-flow export
      l10n-flow export 2025/expulsion-regime --lang ru --lang uz
      l10n-flow export --lang tg --allow-incomplete
      l10n-flow export --dry-run
      l10n-flow export --format json --output ../cms/import

    \b
    --json: {"editions": [{"article", "lang", "page", "changed", "also": ["public/ru/x.html"],
    "withdrawn", "stale_since", "lost": ["a.jpg"], "catalog", "unapproved": 0,
    "open": [{"line", "state", "role", "text"}], "faults": [as in check]}],
    "site": {"changed": ["public/ru/index.html"], "removed": [], "gone": [{"article", "langs"}]},
    "errors"}; "page" is null if the edition was held back; with --dry-run also "diff"
    """
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    if format_id == "html" and output is not None:
        raise click.UsageError("--output is for the other formats; the pages go to the folder of the settings")
    if format_id != "html":
        from ...rounds import handover

        top = handover.folder(chosen.project, format_id, output and call.directory / output)
        handed = workflow.hand_over(
            chosen.project,
            chosen.files,
            chosen.langs,
            format_id,
            top,
            allow_incomplete=allow_incomplete,
            dry_run=dry_run,
            now=options.now(),
        )
        of_pages = report(call, chosen, finish(handed, "Exporting", len(chosen.files)), dry_run=dry_run)
        return replace(of_pages, project=None)  # they may be anywhere
    results = workflow.export(
        chosen.project,
        chosen.files,
        chosen.langs,
        options.now(),
        allow_incomplete=allow_incomplete,
        dry_run=dry_run,
    )
    return report(call, chosen, finish(results, "Exporting", len(chosen.files)), dry_run=dry_run)


def changes(results: Results[Exported]) -> Iterator[Change | Written | Removed]:
    """Of all files: pages, the pictures on them, and what is round them."""
    from ...rounds.done import assembled

    yield from (change for result in results for change in (result.change, *result.copies) if change)
    for site in results.each(assembled):
        yield from site.pages
        yield from site.removed


def report(call: Call, chosen: options.Chosen, results: Results[Exported], *, dry_run: bool) -> Report:
    """Say where the pages are, and what holds the others back."""
    from ...rounds.done import assembled

    site = tuple(results.each(assembled))
    return Report(
        lines=itertools.chain(_lines(call, chosen, results), _round_them(call, chosen, site, results)),
        document=lambda: {"editions": render.Many(_data(chosen, results)), "site": _site(chosen, site)},
        diff=render.diff(changes(results), chosen.project.root) if dry_run else None,
        errors=(
            *chosen.errors,
            *(result.error for result in results.with_errors if result.error),
            *(error for one in site for error in one.errors),
        ),
        incomplete=results.waits,
        project=chosen.project if results.are_known else None,
    )


def _without_file(article: str, langs: Iterable[str]) -> str:
    told = f"{article} has no file any more, but readers have it in {', '.join(langs)}"
    return click.style(f"{told}: bring the file back, or l10n-flow withdraw {article}", fg="yellow")


def without_file(chosen: options.Chosen) -> Iterator[str]:
    """A line for each article that readers have though it has no file any more, if the user named none."""
    from ... import workflow
    from ...desk import orphans

    found: defaultdict[str, list[str]] = defaultdict(list)
    for lang in chosen.langs if chosen.all else ():
        for article, record in workflow.published(chosen.project, lang).items():
            if record.is_live:
                found[article].append(lang)
    for article in orphans.without_file(chosen.project, chosen.files, found):
        yield _without_file(article, found[article])


def _round_them(
    call: Call, chosen: options.Chosen, site: Iterable[Assembled], results: Iterable[Exported]
) -> Iterator[str]:
    """What became of the site; each file only if somebody wants to hear more."""
    for one in site:
        yield from itertools.starmap(_without_file, one.gone)
        yield from _linking(chosen, one, results)
        written = [change.path for change in one.changes]
        if call.verbosity > 0:
            yield from (chosen.project.shown(path) for path in written)
            yield from (f"{chosen.project.shown(gone.path)} (removed)" for gone in one.removed)
        elif written or one.removed:
            removed = f"{render.count(len(one.removed), 'file')} removed" if one.removed else ""
            new = f"the site round them: {render.count(len(written), 'file')} written" if written else ""
            yield ", ".join(filter(None, (new, removed)))


def _linking(chosen: options.Chosen, site: Assembled, results: Iterable[Exported]) -> Iterator[str]:
    """Pages that lead elsewhere now that others have come or gone, but for those that are new anyway."""
    new = {one.change.path for one in results if one.change and one.change.is_change} if site.linking else ()
    pages = [page.path for page in site.linking if page.path not in new]
    if len(pages) > render.MANY:
        yield f"{len(pages)} pages with links to what has come or gone"
    else:
        yield from (f"{chosen.project.shown(page)} (its links lead elsewhere now)" for page in pages)


def _site(chosen: options.Chosen, site: Iterable[Assembled]) -> dict[str, object]:
    return {
        "changed": [chosen.project.shown(page.path) for one in site for page in one.pages],
        "removed": [chosen.project.shown(gone.path) for one in site for gone in one.removed],
        "gone": [{"article": article, "langs": list(langs)} for one in site for article, langs in one.gone],
    }


def _lines(call: Call, chosen: options.Chosen, results: Results[Exported]) -> Iterator[str]:
    """Of many editions only what is new, and numbers."""
    whole = call.verbosity > 0
    held = same = 0
    for result in () if whole else results:
        held, same = held + result.waits, same + _is_same(result)
    shown: set[tuple[str, str]] = set()
    waiting: defaultdict[str, Counter[str]] = defaultdict(Counter)
    again: list[Path] = []
    for result, lacking in in_full(chosen, results) if whole else ((one, one.open) for one in results):
        if result.waits and held > render.MANY:
            waiting[result.lang].update(editions=1, units=result.missing)
            waiting[result.lang].update(errors=len(result.faults), approvals=result.unapproved)
        elif result.waits:
            edition = f"{result.article} in {result.lang}"
            told = f"{edition} is held back: {in_the_way(result)} in the way{since(chosen, result)}"
            yield click.style(told, fg="yellow")
            yield from ways(result, lacking, shown, few=None if whole else obstacles.FEW)
        elif result.withdrawn and whole:
            yield f"{result.article} in {result.lang} is withdrawn"
        elif result.change and not (same > render.MANY and _is_same(result)):
            yield _published(chosen, result)
        again += _again(chosen, result)
    yield from _made_again(chosen, again)
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


def _made_again(chosen: options.Chosen, paths: Sequence[Path]) -> Iterator[str]:
    if len(paths) > render.MANY:
        yield f"{len(paths)} files beside them made again"
    else:
        yield from (f"{chosen.project.shown(path)} (made again)" for path in paths)


def _again(chosen: options.Chosen, result: Exported) -> list[Path]:
    """What was made again beside the page that was asked for: pages that say something new of that, and what was gone.
    A new page has its pictures, of course."""
    is_new = result.change is not None and result.change.is_change
    made = [one.path for one in result.copies if one.is_change and one.path.is_relative_to(chosen.project.public)]
    return [path for path in made if path.suffix == ".html" or not is_new]


def since(chosen: options.Chosen, result: Exported) -> str:
    """Since when readers have what is not true any more, or nothing, as the newsroom wants it."""
    if not result.stale_since:
        return ""
    day = result.stale_since[:10]
    lost = f", and without {', '.join(result.lost)}" if result.lost else ""
    if chosen.project.config.site.stale == "withdraw":
        return f"; readers have no page, as it would be stale since {day}"
    return f"; what readers have is stale since {day}{lost}"


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
        yield f"  the same as above, of {result.catalog or 'the article'}"
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
        "also": [chosen.project.shown(one.path) for one in result.copies if one.is_change],
        "withdrawn": result.withdrawn,
        "stale_since": result.stale_since or None,
        "lost": list(result.lost),
        "catalog": result.catalog,
        "unapproved": result.unapproved,
        **obstacles.as_data(lacking, result.faults),
    }
