"""`l10n-flow run`."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .. import options, render
from ..output import Call, Report, gather
from . import export, status, sync

if TYPE_CHECKING:
    from ...files import Change, Written


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
    synced = sync.of(chosen, [one.synced for one in done if one.synced], dry_run=dry_run)
    exported = [edition for one in done for edition in one.exported]
    rows = [row for one in done for row in one.rows]
    parts = {
        "sync": sync.report(call, chosen, synced, dry_run=dry_run),
        "export": export.report(call, chosen, exported, dry_run=dry_run),
        "status": status.report(chosen, rows, synced.left),
    }
    changes = [*synced.changes, *export.changes(exported)]
    whole = Report(
        lines=itertools.islice((line for part in parts.values() for line in ("", *part.lines)), 1, None),
        document=lambda: {name: part.document() for name, part in parts.items()},
        diff=render.diff(changes, chosen.project.root) if dry_run else None,
        errors=tuple(error for part in parts.values() for error in part.errors),
        incomplete=any(part.incomplete for part in parts.values()),
    )
    return whole, changes
