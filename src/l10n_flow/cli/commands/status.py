"""`l10n-flow status`."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report, gather
from . import sync

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...editions import Progress
    from ...workflow import PoFile, Row

_HEAD = ("article", "language", "units", "words", "translated", "fuzzy", "untranslated", "stale", "last change")


@options.command(data=True)
@options.articles
@options.languages
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Show how far each article is in each language.

    Exit code 1 says that something is left to translate. Words are those of the source text. Stale are texts of the
    article that the PO file does not have yet: `l10n-flow sync` adds them. Void are approvals of a text that has
    changed since.

    \b
    Examples:
      l10n-flow status
      l10n-flow status 2025/expulsion-regime --lang ru
      l10n-flow status --json

    \b
    --json: {"editions": [{"article", "lang", "derived_from", "units", "words", "translated",
    "fuzzy", "untranslated", "stale", "approved", "void", "unapproved", "last_change"}],
    "languages": {"tg": {"units", ...}}, "total": {"units", ...}, "orphans": ["locales/tg/2024/x.po"], "errors"}
    """
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    left = sync.left_over(chosen)
    results = workflow.status(chosen.project, chosen.files, chosen.langs)
    found = report(chosen, gather(results, "Counting", len(chosen.files)), left)
    return replace(found, lines=itertools.chain(found.lines, sync.say_left_over(chosen, left)))


def report(chosen: options.Chosen, results: Sequence[Row], left: Sequence[PoFile]) -> Report:
    """Say how far each edition is; derived ones count for their language, not for the whole.

    `left` are PO files that belong to no article; programs are told of them.
    """
    rows = [row for row in results if row.error is None]
    total = _sum(row for row in rows if not row.derived_from)
    there = {row.lang for row in rows}
    by_lang = {lang: _sum(row for row in rows if row.lang == lang) for lang in chosen.langs if lang in there}
    return Report(
        lines=_lines(rows, by_lang, total),
        document=lambda: {
            "editions": [
                {"article": row.article, "lang": row.lang, "derived_from": row.derived_from, **_as_data(row.progress)}
                for row in rows
            ],
            "languages": {lang: _as_data(progress) for lang, progress in by_lang.items()},
            "total": _as_data(total),
            "orphans": [chosen.project.shown(file.path(chosen.project)) for file in left],
        },
        errors=(*chosen.errors, *(row.error for row in results if row.error)),
        incomplete=any(row.waits for row in rows),
    )


def _sum(rows: Iterable[Row]) -> Progress:
    from ...editions import Progress

    return sum((row.progress for row in rows), Progress())


def _as_data(progress: Progress) -> dict[str, object]:
    return {
        "units": progress.units,
        "words": progress.words,
        "translated": progress.translated,
        "fuzzy": progress.fuzzy,
        "untranslated": progress.untranslated,
        "stale": progress.stale,
        "approved": progress.approved,
        "void": progress.void,
        "unapproved": progress.unapproved,
        "last_change": progress.changed,
    }


def _lines(rows: Sequence[Row], by_lang: dict[str, Progress], total: Progress) -> Iterator[str]:
    if not rows:
        yield "there is nothing to translate"
        return
    signs = any(row.progress.approved or row.progress.void or row.progress.unapproved for row in rows)
    cells: list[tuple[str, ...]] = [_HEAD + ("approved",) * signs]
    done = [True]
    for article, group in itertools.groupby(rows, lambda row: row.article):
        for i, row in enumerate(group):
            lang = f"{row.lang} (from {row.derived_from})" if row.derived_from else row.lang
            cells.append(_cells("" if i else article, lang, row.progress) + (_approved(row.progress),) * signs)
            done.append(not row.waits)
    sums = [*by_lang.items(), ("all written", total)]
    for i, (lang, progress) in enumerate(sums):
        cells.append(_cells("" if i else "total", lang, progress) + ("",) * signs)
        done.append(progress.is_done)
    for i, (line, is_done) in enumerate(zip(render.table(cells, left=2), done, strict=True)):
        if i == len(rows) + 1:
            yield ""
        yield click.style(line, bold=i == 0, fg=None if is_done else "yellow")


def _approved(progress: Progress) -> str:
    """How many people approved, of how many that must; and how many did so of a text that has changed since."""
    needed = f" of {progress.approved + progress.unapproved}" if progress.unapproved else ""
    given = f"{progress.approved}{needed}" if progress.approved or needed else ""
    return ", ".join(filter(None, [given, f"{progress.void} void" if progress.void else ""]))


def _cells(article: str, lang: str, progress: Progress) -> tuple[str, ...]:
    percent = progress.translated * 100 // progress.units if progress.units else 100
    return (
        article,
        lang,
        str(progress.units),
        str(progress.words),
        f"{progress.translated} ({percent}%)",
        str(progress.fuzzy),
        str(progress.untranslated),
        str(progress.stale),
        progress.changed[:16],
    )
