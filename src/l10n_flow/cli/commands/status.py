"""`l10n-flow status`."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report, finish
from . import export, sync

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...editions import Progress
    from ...workflow import PoFile, Results, Row

_HEAD = ("article", "language", "units", "words", "translated", "fuzzy", "untranslated", "stale", "last change")


@options.command(data=True)
@options.articles
@options.languages
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Show how far each article is in each language.

    Exit code 1 says that something is left to translate. Words are those of the source text. Stale are texts of the
    article that the PO file does not have yet: `l10n-flow sync` adds them. Void are approvals of a text that has
    changed since. At the end are the editions that readers have and whose article says something else since.

    \b
    Examples:
      l10n-flow status
      l10n-flow status 2025/expulsion-regime --lang ru
      l10n-flow status --json

    \b
    --json: {"editions": [{"article", "lang", "derived_from", "units", "words", "translated",
    "fuzzy", "untranslated", "stale", "approved", "void", "unapproved", "last_change", "published",
    "stale_since"}],
    "languages": {"tg": {"units", ...}}, "total": {"units", ...},
    "orphans": ["locales/tg/2024/x.po"], "errors"}
    """
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    left = sync.left_over(chosen)
    results = workflow.status(chosen.project, chosen.files, chosen.langs)
    found = report(chosen, finish(results, "Counting", len(chosen.files)), left)
    found = replace(found, lines=itertools.chain(found.lines, _stale(chosen, results), export.without_file(chosen)))
    return replace(found, lines=itertools.chain(found.lines, sync.say_left_over(chosen, left)))


def _since(chosen: options.Chosen, rows: Iterable[Row]) -> Iterator[tuple[Row, str, str]]:
    """Of each edition that readers have: when it was last published, and since when the article says something else:
    empty if it does not, `now` if nobody has exported since."""
    from ... import workflow

    records = {lang: workflow.published(chosen.project, lang) for lang in chosen.langs}
    for row in rows:
        record = records[row.lang].get(row.article) if row.error is None else None
        if record is not None and record.is_live:
            yield row, record.last, (record.stale or "now") if record.source != row.source else ""


def _stale(chosen: options.Chosen, rows: Iterable[Row]) -> Iterator[str]:
    gone = chosen.project.config.site.stale == "withdraw"
    for row, last, since in _since(chosen, rows):
        if since:
            when = "now: l10n-flow export tells readers" if since == "now" else f"since {since[:10]}"
            when += "" if since == "now" or not gone else ", and not on the site until it is translated"
            yield click.style(f"{row.article} in {row.lang}, published {last[:10]}, is stale {when}", fg="yellow")


def report(chosen: options.Chosen, results: Results[Row], left: Sequence[PoFile], *, brief: bool = False) -> Report:
    """Say how far each edition is; derived ones count for their language, not for the whole.

    `left` are PO files that belong to no article; programs are told of them. If `brief`, people see of many editions
    the sums only.
    """
    from ...editions import Progress

    sums: dict[str, Progress] = {}
    total, number = Progress(), 0
    for row in results:
        if row.error is None:
            sums[row.lang] = sums.get(row.lang, Progress()) + row.progress
            total, number = total if row.derived_from else total + row.progress, number + 1
    by_lang = {lang: sums[lang] for lang in chosen.langs if lang in sums}
    table = _Table(() if brief and number > render.MANY else results, {**by_lang, "all written": total})
    return Report(
        lines=_lines(table) if number else ["there is nothing to translate"],
        document=lambda: {
            "editions": render.Many(
                {
                    "article": row.article,
                    "lang": row.lang,
                    "derived_from": row.derived_from,
                    **_as_data(row.progress),
                    **_published(public.get((row.article, row.lang))),
                }
                for public in [{(row.article, row.lang): (last, since) for row, last, since in _since(chosen, results)}]
                for row in results
                if row.error is None
            ),
            "languages": {lang: _as_data(progress) for lang, progress in by_lang.items()},
            "total": _as_data(total),
            "orphans": [chosen.project.shown(file.path(chosen.project)) for file in left],
        },
        errors=(*chosen.errors, *(row.error for row in results.with_errors if row.error)),
        incomplete=results.waits,
        project=chosen.project,
    )


def _published(found: tuple[str, str] | None) -> dict[str, object]:
    last, since = found or ("", "")
    return {"published": last or None, "stale_since": since or None}


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


class _Table:
    """The rows of the table, as texts, made whenever somebody goes through them."""

    def __init__(self, rows: Iterable[Row], sums: Mapping[str, Progress]) -> None:
        self._rows, self.sums = rows, sums
        self._signs = any(one.approved or one.void or one.unapproved for one in sums.values())

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        yield _HEAD + ("approved",) * self._signs
        for article, group in itertools.groupby(self._rows, lambda row: row.article):
            shown = (row for row in group if row.error is None)
            for i, row in enumerate(shown):
                lang = f"{row.lang} (from {row.derived_from})" if row.derived_from else row.lang
                yield _cells("" if i else article, lang, row.progress) + (_approved(row.progress),) * self._signs
        for i, (lang, progress) in enumerate(self.sums.items()):
            yield _cells("" if i else "total", lang, progress) + ("",) * self._signs

    @property
    def done(self) -> Iterator[bool]:
        """Whether there is nothing left to do in a row."""
        yield True
        yield from (not row.waits for row in self._rows if row.error is None)
        yield from (progress.is_done for progress in self.sums.values())


def _lines(table: _Table) -> Iterator[str]:
    lines = list(render.table(table, left=2))
    ends = len(lines) - len(table.sums)
    for i, (line, is_done) in enumerate(zip(lines, table.done, strict=True)):
        if i == ends and i > 1:
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
