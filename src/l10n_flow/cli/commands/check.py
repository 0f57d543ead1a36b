"""`l10n-flow check`."""

from __future__ import annotations

import inspect
from collections import Counter
from typing import TYPE_CHECKING

import click

from ... import plugins, waivers
from .. import options, render
from ..output import Call, Report, gather

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...model import Finding, Span
    from ...workflow import Inspected

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_WIDTH = 96  # of an excerpt
_BEFORE = 32  # so much of it stands before the span


@options.command(data=True)
@options.articles
@options.languages
@click.option("--select", metavar="IDS", help="Only these checks: one,two")
@click.option("--ignore", metavar="IDS", help="All checks but these: one,two")
@click.option("--fuzzy", is_flag=True, help="Look at units too that wait for a person.")
@click.option("--list", "lists", is_flag=True, help="Show what checks there are.")
@click.option("--explain", metavar="ID", help="Show what a check looks at, with examples.")
def command(  # noqa: PLR0913, PLR0917  one parameter for each option
    call: Call,
    articles: tuple[str, ...],
    langs: tuple[str, ...],
    select: str | None,
    ignore: str | None,
    fuzzy: bool,
    lists: bool,
    explain: str | None,
) -> Report:
    """Look for mistakes in articles and their translations.

    Exit code 1 says that there are errors or warnings. An edition with an error is not published. What is all right as
    it is can be waived with a reason, in the unit's comment: # l10n-flow: ignore terms(patent): an invention here

    \b
    Examples:
      l10n-flow check
      l10n-flow check 2025/expulsion-regime --lang ru
      l10n-flow check --select terms --fuzzy
      l10n-flow check --explain terms

    \b
    --json: {"findings": [{"check", "severity", "article", "lang", "path", "line", "context",
    "source", "target", "source_spans", "target_spans", "subject", "message", "hint", "fix",
    "fuzzy"}], "errors"}; spans are [start, end] in characters. With --list and --explain:
    {"checks": [{"id", "severity", "text"}], "errors"}
    """
    if lists or explain is not None:
        return _manual(_ids("--explain", explain) if explain is not None else plugins.check_ids(), whole=not lists)
    shown = {*(_ids("--select", select) if select else plugins.check_ids())}
    shown -= {*(_ids("--ignore", ignore) if ignore else ())}
    from ... import workflow

    chosen = options.choose(call, articles, langs)
    results = workflow.check(chosen.project, chosen.files, chosen.langs, fuzzy=fuzzy)
    return report(chosen, gather(results, "Checking", len(chosen.files)), shown)


def report(chosen: options.Chosen, results: Sequence[Inspected], shown: set[str]) -> Report:
    """Say what was found by the checks that are to be shown."""
    found = [finding for one in results for finding in one.findings if finding.check in shown]
    return Report(
        lines=_lines(found, len(results)),
        document=lambda: {"findings": [as_data(finding) for finding in found]},
        errors=(*chosen.errors, *(error for one in results for error in one.errors)),
        incomplete=any(finding.severity in ("error", "warning") for finding in found),
    )


def line(finding: Finding) -> str:
    """Where a finding is, and what it says."""
    place = ":".join(str(part) for part in (finding.path, finding.line) if part)
    severity = str(finding.severity)
    kind = click.style(severity, fg=_COLOURS[severity])
    name = waivers.of(finding)
    return f"{click.style(render.safe(place), bold=True)}: {kind}: {render.safe(finding.message)} [{render.safe(name)}]"


def _ids(option: str, given: str) -> tuple[str, ...]:
    """The ids in a list.

    Raises:
        click.BadParameter: there is no such check.
    """
    import difflib

    ids = tuple(one.strip() for one in given.split(","))
    for one in ids:
        if one not in plugins.check_ids():
            close = difflib.get_close_matches(one, plugins.check_ids(), 1, 0.5)
            known = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(plugins.check_ids())}"
            raise click.BadParameter(f"there is no check {one!r}; {known}", param_hint=option)
    return ids


def _manual(ids: Sequence[str], *, whole: bool) -> Report:
    """The checks' own pages, or their first lines."""
    checks = {one: plugins.check(one) for one in ids}
    pages = {one: inspect.cleandoc(check.__doc__ or "") for one, check in checks.items()}
    if whole:
        text = "\n\n".join(f"{one} ({checks[one].SEVERITY})\n\n{page}" for one, page in pages.items()) + "\n"
    else:
        rows = [(one, str(checks[one].SEVERITY), page.partition("\n")[0]) for one, page in pages.items()]
        text = "".join(f"{row}\n" for row in render.table(rows, left=3))
    return Report(
        text=text,
        document=lambda: {
            "checks": [{"id": one, "severity": checks[one].SEVERITY, "text": page} for one, page in pages.items()]
        },
    )


def _lines(found: Sequence[Finding], articles: int) -> Iterator[str]:
    for finding in found:
        yield line(finding)
        yield from _excerpt(finding.source, finding.source_spans)
        yield from _excerpt(finding.target, finding.target_spans)
        if finding.hint:
            yield click.style(f"  {render.safe(finding.hint)}", fg="cyan")
    yield from _how_to_waive(found)
    counts = Counter(str(finding.severity) for finding in found)
    said = ", ".join(render.count(counts[kind], kind) for kind in _COLOURS if counts[kind] and kind != "info")
    said = ", ".join(filter(None, [said, f"{counts['info']} info" if counts["info"] else ""]))
    yield f"{render.count(articles, 'article')} checked: {said or 'nothing found'}"


def _how_to_waive(found: Sequence[Finding]) -> Iterator[str]:
    """How to pass over a finding, told of the first."""
    finding = next((one for one in found if one.check != waivers.CHECK and one.severity != "info"), None)
    if finding is None:
        return
    name = waivers.of(finding)
    if finding.path.endswith(".po"):
        what = f"# l10n-flow: ignore {name}: WHY, as a comment of that unit"
    else:
        what = f"{name}: WHY, under waivers at the head of the article"
    yield click.style(f"If it is right as it is, say so; of the first one above: {render.safe(what)}", fg="cyan")


def _excerpt(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """The part of a text round the first span, with carets under all of the spans that are in it."""
    if not text:
        return
    start = max(0, spans[0][0] - _BEFORE) if spans and spans[0][1] > _WIDTH else 0
    part = text[start : start + _WIDTH]
    more, rest = "…" if start else "", "…" if start + _WIDTH < len(text) else ""
    yield f"  | {more}{render.safe(part)}{rest}"
    marks = "".join("^" if any(a <= start + i < b for a, b in spans) else " " for i in range(len(part))).rstrip()
    if marks:
        yield f"  | {' ' * len(more)}{click.style(marks, fg='green')}"


def as_data(finding: Finding) -> dict[str, object]:
    """A finding, for programs."""
    return {
        "check": finding.check,
        "severity": finding.severity,
        "article": finding.article,
        "lang": finding.lang,
        "path": finding.path,
        "line": finding.line,
        "context": finding.context,
        "source": finding.source,
        "target": finding.target,
        "source_spans": finding.source_spans,
        "target_spans": finding.target_spans,
        "subject": finding.subject,
        "message": finding.message,
        "hint": finding.hint,
        "fix": finding.fix,
        "fuzzy": finding.fuzzy,
    }
