"""`l10n-flow sync`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report, gather

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...files import Change
    from ...sync import Outcome
    from ...workflow import Synced


@options.command(data=True, writes=True)
@options.articles
@options.languages
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...], dry_run: bool) -> Report:
    """Bring the PO files in step with the articles.

    What people translated stays: what was reworded comes back to them marked fuzzy, what is gone becomes obsolete.

    \b
    Examples:
      l10n-flow sync
      l10n-flow sync 2025/expulsion-regime --lang tg
      l10n-flow sync --dry-run

    \b
    --json: {"articles": [{"article", "path", "languages": {"tg": {"catalog", "changed",
    "outcomes": {"kept": 12, "new": 3}}}, "notices": [{"severity", "line", "message", "hint"}]}],
    "errors": [{"kind", "path", "line", "message", "hint"}]}; with --dry-run also "diff"
    """
    chosen = options.choose(call, articles, langs)
    return report(call, chosen, work(chosen, dry_run=dry_run), dry_run=dry_run)


def work(chosen: options.Chosen, *, dry_run: bool) -> list[Synced]:
    """Sync, with the clock's time."""
    from ... import workflow

    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M%z")
    results = workflow.sync(chosen.project, chosen.files, chosen.langs, now, dry_run=dry_run)
    return gather(results, "Syncing", len(chosen.files))


def changes(results: Sequence[Synced]) -> list[Change]:
    """Of all PO files."""
    return [change for result in results for change in result.changes]


def report(call: Call, chosen: options.Chosen, results: Sequence[Synced], *, dry_run: bool) -> Report:
    """Say what happened to how many units."""
    return Report(
        lines=tuple(_lines(call, chosen, results, dry_run=dry_run)),
        document={"articles": [_as_data(chosen, result) for result in results]},
        diff=render.diff(changes(results), chosen.project.root) if dry_run else None,
        errors=(*chosen.errors, *(error for result in results for error in result.errors)),
    )


def _lines(call: Call, chosen: options.Chosen, results: Sequence[Synced], *, dry_run: bool) -> Iterator[str]:
    for result in results:
        changed = _changed(chosen, result)
        shown = {lang: counts for lang, counts in result.outcomes.items() if changed[lang] or call.verbosity > 0}
        if shown or result.notices:
            yield click.style(result.article, bold=True)
        for lang, counts in shown.items():
            yield f"  {lang:<8}  {_in_words(counts)}"
        for notice in result.notices:
            place = ":".join(filter(None, [chosen.paths[result.article], str(notice.line or "")]))
            yield click.style(f"  {notice.severity}: ", fg="yellow") + render.safe(f"{place}: {notice.message}")
            if notice.hint:
                yield f"    {render.safe(notice.hint)}"
    done = "to change" if dry_run else "changed"
    yield f"{render.count(len(results), 'article')}, {render.count(len(changes(results)), 'PO file')} {done}"


def _in_words(outcomes: Mapping[Outcome, int]) -> str:
    """What needs people first, what stayed as it was last."""
    from ...sync import Outcome

    order = [*(outcome for outcome in Outcome if outcome is not Outcome.KEPT), Outcome.KEPT]
    ranked = sorted(outcomes, key=order.index)
    return ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in ranked)


def _changed(chosen: options.Chosen, result: Synced) -> dict[str, bool]:
    paths = {change.path for change in result.changes}
    return {lang: chosen.project.catalog(lang, result.article) in paths for lang in result.outcomes}


def _as_data(chosen: options.Chosen, result: Synced) -> dict[str, object]:
    changed = _changed(chosen, result)
    return {
        "article": result.article,
        "path": chosen.paths[result.article],
        "languages": {
            lang: {
                "catalog": chosen.project.shown(chosen.project.catalog(lang, result.article)),
                "changed": changed[lang],
                "outcomes": dict(counts),
            }
            for lang, counts in result.outcomes.items()
        },
        "notices": [
            {"severity": n.severity.value, "line": n.line, "message": n.message, "hint": n.hint} for n in result.notices
        ],
    }
