"""`l10n-flow check`."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import click

from ... import plugins
from .. import formats, options, render, waiver_list
from ..output import Call, Report, finish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ...workflow import Inspected


@options.command(data=True)
@options.articles
@options.languages
@click.option("--select", metavar="IDS", help="Only these checks: one,two")
@click.option("--ignore", metavar="IDS", help="All checks but these: one,two")
@click.option("--fuzzy", is_flag=True, help="Look at units too that wait for a person.")
@click.option("--sources", is_flag=True, help="Look at the articles only, in their own languages.")
@click.option("--format", "kind", type=click.Choice(formats.ids()), help="How to say it; text if not told.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write the report to a file.")
@click.option("--fix", is_flag=True, help="Mend in the PO files what takes no person: marks and spaces, never words.")
@click.option(
    "-n", "--dry-run", "--diff", "dry_run", is_flag=True, help="Print what --fix would change, and change nothing."
)
@click.option("--waivers", "lists_waivers", is_flag=True, help="List what people told the checks to pass over.")
@click.option("--list", "lists", is_flag=True, help="Show what checks there are.")
@click.option("--explain", metavar="ID", help="Show what a check looks at, with examples.")
def command(  # noqa: PLR0913, PLR0917  one parameter for each option
    call: Call,
    articles: tuple[str, ...],
    langs: tuple[str, ...],
    select: str | None,
    ignore: str | None,
    fuzzy: bool,
    sources: bool,
    kind: str | None,
    output: str | None,
    fix: bool,
    dry_run: bool,
    lists_waivers: bool,
    lists: bool,
    explain: str | None,
) -> Report:
    """Look for mistakes in articles and their translations.

    Exit code 1 says that there are errors or warnings. An edition with an error is not published. What is all right as
    it is can be waived with a reason, in the unit's comment: # l10n-flow: ignore terms(patent): an invention here

    --fix mends marks, spaces and look-alike letters in PO files, one fix after the other until there is none left, and
    reports what remains. An article is never written, nor is a word ever changed.

    \b
    Formats: text; json, as with --json; github (workflow commands), sarif and junit for CI;
    html, a review sheet to read and to print: all units, with findings, terms and comments.

    \b
    Examples:
      l10n-flow check
      l10n-flow check 2025/expulsion-regime --lang ru
      l10n-flow check --select terms --fuzzy
      l10n-flow check --sources
      l10n-flow check --fix --diff
      l10n-flow check 2025/expulsion-regime --format html --output review.html
      l10n-flow check --explain "spacing(double)"

    \b
    --json: {"findings": [{"check", "severity", "article", "lang", "path", "line", "context",
    "source", "target", "source_spans", "target_spans", "subject", "message", "hint", "fix",
    "fuzzy"}], "errors"}; spans are [start, end] in characters. With --fix also "fixed", findings
    as they were before; with --diff also "diff". With --list and --explain: {"checks": [{"id",
    "severity", "text"}], "errors"}. With --waivers: {"waivers": [{"article", "lang", "path",
    "line", "check", "subject", "reason", "context", "source", "matches", "mistake"}], "errors"}
    """
    if lists or explain is not None:
        return _manual(
            _ids("--explain", re.sub(r"\([^()]*\)", "", explain)) if explain is not None else plugins.check_ids(),
            whole=not lists,
        )
    shown = {*(_ids("--select", select) if select else plugins.check_ids())}
    shown -= {*(_ids("--ignore", ignore) if ignore else ())}
    kind = _format(call, kind, output, dry_run=dry_run)
    chosen = options.choose(call, articles, langs)
    if lists_waivers:
        return waiver_list.report(chosen, shown)
    if sources and (fix or dry_run):
        raise click.BadParameter("an article is never written; it cannot go with --sources", param_hint="--fix")
    from ... import workflow

    checks = tuple(sorted(shown))
    found = workflow.check(chosen.project, chosen.files, chosen.langs, fuzzy=fuzzy, sources=sources)
    finish(found, "Checking", len(chosen.files))
    if fix or dry_run:
        checked = _mended(chosen, [_only(one, checks) for one in found], checks, fuzzy=fuzzy, dry_run=dry_run)
    else:
        checked = formats.Checked(chosen, lambda: (_only(one, checks) for one in found.joined), checks, found.errors)
    return _report(call, checked, kind, call.directory / output if output else None)


def _format(call: Call, kind: str | None, output: str | None, *, dry_run: bool) -> str:
    """What was asked for.

    Raises:
        click.BadParameter: two formats at once.
    """
    if call.json and kind not in (None, "json"):
        raise click.BadParameter("--json is a format, too", param_hint="--format")
    kind = kind or ("json" if call.json else "text")
    if dry_run and output is None and kind not in ("text", "json"):
        raise click.BadParameter("with --diff it needs a file to go to: --output", param_hint="--format")
    return kind


def _mended(
    chosen: options.Chosen, results: list[Inspected], checks: tuple[str, ...], *, fuzzy: bool, dry_run: bool
) -> formats.Checked:
    """What there is to say, when all is mended that is to be."""
    from ... import workflow
    from ...reviewing import fixes, mending
    from ...rounds.done import joined

    ill = {one.article for one in results if any(map(fixes.is_safe, one.findings))}
    files = [file for file in chosen.files if file.id in ill]
    mended = list(workflow.mend(chosen.project, files, chosen.langs, checks, fuzzy=fuzzy, dry_run=dry_run))
    after = joined(_only(one, checks) for one in mending.after(results, mended))
    errors = tuple(error for one in after for error in one.errors)
    diff = render.diff([one.change for one in mended if one.change], chosen.project.root) if dry_run else None
    fixed = tuple(each for one in mended for each in one.fixed)
    return formats.Checked(chosen, lambda: after, checks, errors, fixed, diff)


def _only(result: Inspected, checks: Sequence[str]) -> Inspected:
    """What some checks say of an article."""
    if all(one.check in checks for one in result.findings):
        return result
    from ...values import replace

    return replace(result, findings=tuple(one for one in result.findings if one.check in checks))


def _report(call: Call, checked: formats.Checked, kind: str, output: Path | None) -> Report:
    """Say it, or write it to a file and say that."""
    from ...disk import files
    from ..reports import json, text

    lines: Iterable[str] = ()
    said: Iterable[str] | None = None
    if output:
        pieces = formats.format_of(kind).pieces(checked)
        there = output if output.exists() and not output.is_file() else output.resolve()  # a pipe has no other name
        files.write_pieces(there, (formats.without_surrogates(one).encode() for one in pieces))
        lines = [f"{render.safe(str(output))}: {text.summary(checked)}"]
    elif kind == "text":
        lines = text.lines(checked)
    elif not call.json:
        said = formats.format_of(kind).pieces(checked)
    return Report(
        lines=lines,
        document=lambda: json.document(checked),
        pieces=said or (),
        diff=checked.diff if said is None else None,
        errors=checked.errors,
        incomplete=any(finding.severity in ("error", "warning") for finding in checked.findings),
        project=None if output else checked.chosen.project,
    )


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
