"""`l10n-flow run`."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .. import options, render
from ..output import Call, Report, finish
from . import export, status, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ...disk.files import Change, Removed, Written
    from ...errors import FlowError
    from ...workflow import Done, Results


@options.command(data=True, writes=True)
@options.articles
@options.languages
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...], dry_run: bool) -> Report:
    """Sync, export what is complete, and show the status.

    Exit code 1 says that an edition waits for its translators.

    \b
    Examples:
      l10n-flow run
      l10n-flow run 2025/expulsion-regime
      l10n-flow run --dry-run

    \b
    --json: {"sync": {...}, "export": {...}, "status": {...}, "errors"}, each as its own command
    has it; with --dry-run also "diff"
    """
    return day(call, options.choose(call, articles, langs), dry_run=dry_run)[0]


def day(
    call: Call, chosen: options.Chosen, *, dry_run: bool
) -> tuple[Report, Callable[[], Iterable[Change | Written | Removed]]]:
    """One round of the work: what to say of it, and who tells the changes that were made (or would be)."""
    from ... import workflow

    results = workflow.run(chosen.project, chosen.files, chosen.langs, sync.now(), dry_run=dry_run)
    done = finish(results, "Working", len(chosen.files))
    changes = functools.partial(_changes, done.news)  # the others have none
    parts = functools.cache(functools.partial(_parts, call, chosen, done, dry_run=dry_run))
    whole = Report(
        lines=_lines(parts),
        document=lambda: {name: part.document() for name, part in parts().items()},
        diff=render.diff(changes(), chosen.project.root) if dry_run else None,
        errors=(*chosen.errors, *_errors(done.with_errors)),
        incomplete=done.waits,
        project=chosen.project if done.are_known else None,
    )
    return whole, changes


def _changes(news: Results[Done]) -> Iterator[Change | Written | Removed]:
    from ...rounds.done import exported, synced

    yield from sync.Work(news.each(synced)).changes
    yield from export.changes(news.each(exported))


def _errors(wrong: Results[Done]) -> Iterator[FlowError]:
    yield from (error for one in wrong if one.synced for error in one.synced.errors)
    yield from (result.error for one in wrong for result in one.exported if result.error)
    yield from (row.error for one in wrong for row in one.rows if row.error)
    yield from (error for one in wrong if one.assembled for error in one.assembled.errors)


def _parts(call: Call, chosen: options.Chosen, done: Results[Done], *, dry_run: bool) -> dict[str, Report]:
    """What each command would say of its own."""
    from ...rounds.done import exported, rows, synced

    work = sync.of(chosen, done.each(synced), dry_run=dry_run)
    return {
        "sync": sync.report(call, chosen, work, dry_run=dry_run),
        "export": export.report(call, chosen, done.each(exported), dry_run=dry_run),
        "status": status.report(chosen, done.each(rows), work.left, brief=call.verbosity <= 0),
    }


def _lines(parts: Callable[[], Mapping[str, Report]]) -> Iterator[str]:
    for number, part in enumerate(parts().values()):
        if number:
            yield ""
        yield from part.lines
