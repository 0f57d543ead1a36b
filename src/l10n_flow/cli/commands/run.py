"""`l10n-flow run`."""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import TYPE_CHECKING, TypeVar

from .. import options, render
from ..output import Call, Report, gather
from . import export, status, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ...errors import FlowError
    from ...files import Change, Written
    from ...results import Exported, Synced
    from ...workflow import Done

_T = TypeVar("_T")


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


def day(call: Call, chosen: options.Chosen, *, dry_run: bool) -> tuple[Report, Callable[[], list[Change | Written]]]:
    """One round of the work: what to say of it, and who tells the changes that were made (or would be)."""
    from ... import workflow

    results = workflow.run(chosen.project, chosen.files, chosen.langs, sync.now(), dry_run=dry_run)
    done = gather(results, "Working", len(chosen.files))
    news = [one for one in done if not one.known]  # the others have neither changes nor errors
    parts = functools.cache(functools.partial(_parts, call, chosen, done, dry_run=dry_run))
    whole = Report(
        lines=_lines(parts),
        document=lambda: {name: part.document() for name, part in parts().items()},
        diff=render.diff(_changes(news), chosen.project.root) if dry_run else None,
        errors=(*chosen.errors, *_errors([one for one in news if one.has_errors])),
        incomplete=any(one.waits for one in done),
    )
    return whole, functools.partial(_changes, news)


def _changes(news: Sequence[Done]) -> list[Change | Written]:
    return [*sync.Work(_Pieces(news, _synced)).changes, *export.changes(_Pieces(news, _exported))]


def _errors(wrong: Sequence[Done]) -> Iterator[FlowError]:
    yield from (error for result in _Pieces(wrong, _synced) for error in result.errors)
    yield from (result.error for result in _Pieces(wrong, _exported) if result.error)
    yield from (row.error for one in wrong for row in one.rows if row.error)


def _parts(call: Call, chosen: options.Chosen, done: Sequence[Done], *, dry_run: bool) -> dict[str, Report]:
    """What each command would say of its own."""
    synced = sync.of(chosen, _Pieces(done, _synced), dry_run=dry_run)
    rows = [row for one in done for row in one.rows]
    return {
        "sync": sync.report(call, chosen, synced, dry_run=dry_run),
        "export": export.report(call, chosen, _Pieces(done, _exported), dry_run=dry_run),
        "status": status.report(chosen, rows, synced.left),
    }


class _Pieces(Collection[_T]):
    """The results of one kind, of all articles, one at a time: of many articles they are too large to hold."""

    def __init__(self, done: Sequence[Done], of: Callable[[Done], Sequence[_T]]) -> None:
        self._done, self._of = done, of

    def __iter__(self) -> Iterator[_T]:
        return (result for one in self._done for result in self._of(one))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, result: object) -> bool:
        return any(one == result for one in self)


def _synced(one: Done) -> Sequence[Synced]:
    return [one.synced] if one.synced else []


def _exported(one: Done) -> Sequence[Exported]:
    return one.exported


def _lines(parts: Callable[[], Mapping[str, Report]]) -> Iterator[str]:
    for number, part in enumerate(parts().values()):
        if number:
            yield ""
        yield from part.lines
