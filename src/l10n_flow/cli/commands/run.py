"""`l10n-flow run`."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .. import options, render
from ..output import Call, Report, gather
from . import export, status, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ...files import Change, Written
    from ...workflow import Done


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


def day(call: Call, chosen: options.Chosen, *, dry_run: bool) -> tuple[Report, list[Change | Written]]:
    """One round of the work: what to say of it, and the changes that were made (or would be)."""
    from ... import workflow

    results = workflow.run(chosen.project, chosen.files, chosen.langs, sync.now(), dry_run=dry_run)
    done = gather(results, "Working", len(chosen.files))
    news = [one for one in done if not one.known]  # the others have neither changes nor errors
    synced = [one.synced for one in news if one.synced]
    exported = [edition for one in news for edition in one.exported]
    wrong = [edition.error for edition in exported if edition.error]
    wrong += [row.error for one in news for row in one.rows if row.error]
    changes = [*sync.Work(synced).changes, *export.changes(exported)]
    parts = functools.cache(functools.partial(_parts, call, chosen, done, dry_run=dry_run))
    whole = Report(
        lines=_lines(parts),
        document=lambda: {name: part.document() for name, part in parts().items()},
        diff=render.diff(changes, chosen.project.root) if dry_run else None,
        errors=(*chosen.errors, *(error for one in synced for error in one.errors), *wrong),
        incomplete=any(one.waits for one in done),
    )
    return whole, changes


def _parts(call: Call, chosen: options.Chosen, done: Sequence[Done], *, dry_run: bool) -> dict[str, Report]:
    """What each command would say of its own."""
    synced = sync.of(chosen, [one.synced for one in done if one.synced], dry_run=dry_run)
    exported = [edition for one in done for edition in one.exported]
    rows = [row for one in done for row in one.rows]
    return {
        "sync": sync.report(call, chosen, synced, dry_run=dry_run),
        "export": export.report(call, chosen, exported, dry_run=dry_run),
        "status": status.report(chosen, rows, synced.left),
    }


def _lines(parts: Callable[[], Mapping[str, Report]]) -> Iterator[str]:
    for number, part in enumerate(parts().values()):
        if number:
            yield ""
        yield from part.lines
