"""`l10n-flow sync`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report, finish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...disk.files import Change, Written
    from ...model import Outcome
    from ...workflow import PoFile, Pruned, Results, Synced


@dataclass(frozen=True, slots=True)
class Work:
    """What was done: per article; and what belongs to none and is left over, or was to be pruned."""

    articles: Results[Synced]
    left: tuple[PoFile, ...] = ()
    pruned: tuple[Pruned, ...] = ()

    @property
    def changes(self) -> Iterator[Change | Written]:
        """Of all PO files."""
        for result in self.articles:
            yield from result.changes
        yield from (one.change for one in self.pruned if one.change)


@options.command(data=True, writes=True)
@options.articles
@options.languages
@click.option("--prune", is_flag=True, help="Move PO files that belong to no article out of the way.")
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...], prune: bool, dry_run: bool) -> Report:
    """Bring the PO files in step with the articles.

    What people translated stays: what was reworded comes back to them marked fuzzy, what is gone becomes obsolete.
    The PO files of an article that was renamed or moved follow it. Those of a deleted one stay, or go to
    locales/.pruned with --prune, and come back when it does.

    \b
    Examples:
      l10n-flow sync
      l10n-flow sync 2025/expulsion-regime --lang tg
      l10n-flow sync --dry-run
      l10n-flow sync --prune

    \b
    --json: {"articles": [{"article", "path", "languages": {"tg": {"catalog", "changed",
    "moved_from": null, "outcomes": {"kept": 12, "new": 3}}}, "notices": [{"severity", "line",
    "message", "hint"}]}], "orphans": ["locales/tg/2024/x.po"], "pruned": [{"from", "to"}],
    "errors": [{"kind", "path", "line", "message", "hint"}]}; with --dry-run also "diff"
    """
    if prune and articles:
        raise click.UsageError("--prune looks at all articles; name none")
    chosen = options.choose(call, articles, langs)
    return report(call, chosen, work(chosen, prune=prune, dry_run=dry_run), dry_run=dry_run)


def work(chosen: options.Chosen, *, dry_run: bool, prune: bool = False) -> Work:
    """Sync, with the clock's time."""
    from ... import workflow

    results = workflow.sync(chosen.project, chosen.files, chosen.langs, now(), dry_run=dry_run)
    return of(chosen, finish(results, "Syncing", len(chosen.files)), dry_run=dry_run, prune=prune)


def now() -> str:
    """The time, as gettext writes it."""
    return datetime.fromisoformat(options.now()).astimezone().strftime("%Y-%m-%d %H:%M%z")


def of(chosen: options.Chosen, articles: Results[Synced], *, dry_run: bool, prune: bool = False) -> Work:
    """What was done with the articles, and what is left over after that."""
    from ... import workflow

    moved = {file for result in articles for file in result.moved.values()}
    left = [file for file in left_over(chosen) if file not in moved]
    if not prune:
        return Work(articles, tuple(left))
    pruned = tuple(workflow.prune(chosen.project, left, dry_run=dry_run))
    return Work(articles, tuple(one.file for one in pruned if one.error), pruned)


def left_over(chosen: options.Chosen) -> list[PoFile]:
    """The PO files that belong to no article, where all articles are asked about."""
    from ... import workflow

    return workflow.left_over(chosen.project, chosen.files, chosen.langs) if chosen.all else []


def say_left_over(chosen: options.Chosen, left: Sequence[PoFile]) -> list[str]:
    """Lines about them."""
    from ...desk.desk import PRUNED

    return render.orphans(_shown(chosen, left), f"{chosen.project.config.folders.locales}/{PRUNED}")


def report(call: Call, chosen: options.Chosen, work: Work, *, dry_run: bool) -> Report:
    """Say what happened to how many units."""
    return Report(
        lines=_lines(call, chosen, work, dry_run=dry_run),
        document=lambda: {
            "articles": render.Many(_as_data(chosen, result) for result in work.articles),
            "orphans": _shown(chosen, work.left),
            "pruned": [{"from": old, "to": new} for old, new in _pruned(chosen, work)],
        },
        diff=render.diff(work.changes, chosen.project.root) if dry_run else None,
        errors=(
            *chosen.errors,
            *(error for result in work.articles.with_errors for error in result.errors),
            *(one.error for one in work.pruned if one.error),
        ),
        project=chosen.project if work.articles.are_known else None,
    )


def _shown(chosen: options.Chosen, files: Sequence[PoFile]) -> list[str]:
    return [chosen.project.shown(file.path(chosen.project)) for file in files]


def _pruned(chosen: options.Chosen, work: Work) -> list[tuple[str, str]]:
    """Where what was pruned came from, and where it is."""
    shown, changes = chosen.project.shown, [(one.file, one.change) for one in work.pruned if one.change]
    return [(shown(file.path(chosen.project)), shown(change.path)) for file, change in changes]


def _lines(call: Call, chosen: options.Chosen, work: Work, *, dry_run: bool) -> Iterator[str]:
    articles = changes = 0
    for result in work.articles:
        articles, changes = articles + 1, changes + len(result.changes)
        changed = _changed(chosen, result)
        shown = {lang: counts for lang, counts in result.outcomes.items() if changed[lang] or call.verbosity > 0}
        if shown or result.notices:
            yield click.style(result.article, bold=True)
        yield from _moves(result)
        for lang, counts in shown.items():
            yield f"  {lang:<8}  {_in_words(counts)}"
        for notice in result.notices:
            place = ":".join(filter(None, [chosen.paths[result.article], str(notice.line or "")]))
            yield click.style(f"  {notice.severity}: ", fg="yellow") + render.safe(f"{place}: {notice.message}")
            if notice.hint:
                yield f"    {render.safe(notice.hint)}"
    yield from (f"{old} -> {new}" for old, new in _pruned(chosen, work))
    yield from say_left_over(chosen, work.left)
    done = "to change" if dry_run else "changed"
    yield f"{render.count(articles, 'article')}, {render.count(changes + len(_pruned(chosen, work)), 'PO file')} {done}"


def _moves(result: Synced) -> Iterator[str]:
    """Which names its PO files had before."""
    for name in sorted({file.article for file in result.moved.values()}):
        langs = ", ".join(lang for lang, file in result.moved.items() if file.article == name)
        back = name == result.article
        yield f"  {name} is back ({langs})" if back else f"  {name} -> {result.article} ({langs})"


def _in_words(outcomes: Mapping[Outcome, int]) -> str:
    """What needs people first, what stayed as it was last."""
    from ...model import Outcome

    order = [*(outcome for outcome in Outcome if outcome is not Outcome.KEPT), Outcome.KEPT]
    ranked = sorted(outcomes, key=order.index)
    return ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in ranked)


def _changed(chosen: options.Chosen, result: Synced) -> dict[str, bool]:
    locales = chosen.project.root / chosen.project.config.folders.locales
    changed = {change.path.relative_to(locales).parts[0] for change in result.changes}
    return {lang: lang in changed for lang in result.outcomes}


def _as_data(chosen: options.Chosen, result: Synced) -> dict[str, object]:
    changed = _changed(chosen, result)
    return {
        "article": result.article,
        "path": chosen.paths[result.article],
        "languages": {
            lang: {
                "catalog": f"{chosen.project.config.folders.locales}/{lang}/{result.article}.po",
                "changed": changed[lang],
                "moved_from": _shown(chosen, [result.moved[lang]])[0] if lang in result.moved else None,
                "outcomes": dict(counts),
            }
            for lang, counts in result.outcomes.items()
        },
        "notices": [
            {"severity": n.severity.value, "line": n.line, "message": n.message, "hint": n.hint} for n in result.notices
        ],
    }
