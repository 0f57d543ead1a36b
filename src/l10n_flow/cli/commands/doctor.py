"""`l10n-flow doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...errors import FlowError
from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...desk.restore import Former, History
    from ...project import Project
    from ...workspace import Check

_MARKS = {True: ("ok", "green"), None: ("--", "yellow"), False: ("!!", "red")}


@options.command(data=True, writes=True)
@click.option("--restore", metavar="NAME", help="List the former versions of a PO file, or of an article's PO files.")
@options.languages
@click.option("--version", "number", metavar="N", type=int, help="Put this version back (with --restore).")
def command(call: Call, *, restore: str | None, langs: tuple[str, ...], number: int | None, dry_run: bool) -> Report:
    """Check installation and newsroom, and say what to mend.

    Exit code 1 says that something is. What is marked -- is missing, but not needed.

    With --restore, find the former versions of a PO file: the last 10 that l10n-flow replaced are kept in
    .l10n-flow/backups. --version puts one back; the file as it is now becomes a version first.

    \b
    Examples:
      l10n-flow doctor
      l10n-flow doctor -C ~/newsroom
      l10n-flow doctor --restore 2025/expulsion-regime
      l10n-flow doctor --restore locales/tg/2025/expulsion-regime.po --version 12 --dry-run

    \b
    --json: {"checks": [{"name", "ok": true, false or null, "message", "hint"}], "errors"};
    with --restore {"catalogs": [{"catalog", "versions": [{"version", "path", "saved",
    "units", "translated", "different"}]}], "restored": number or null, "errors"};
    with --dry-run also "diff"
    """
    if restore is not None:
        return _restore(call, restore, langs, number, dry_run=dry_run)
    if number is not None or langs or dry_run:
        raise click.UsageError("--lang, --version and --dry-run go with --restore.")
    return _check(call)


def _check(call: Call) -> Report:
    from ... import workspace

    project: Project | None = None
    wrong: FlowError | None = None
    try:
        project = options.project(call)
    except FlowError as error:
        wrong = error
    checks = list(workspace.doctor(call.directory.resolve(), project, wrong))
    return Report(
        lines=tuple(line for check in checks for line in _lines(check)),
        document=lambda: {
            "checks": [{"name": c.name, "ok": c.ok, "message": c.message, "hint": c.hint} for c in checks]
        },
        incomplete=any(check.ok is False for check in checks),
    )


def _lines(check: Check) -> Iterator[str]:
    mark, colour = _MARKS[check.ok]
    name = click.style(render.safe(check.name), bold=True)
    yield f"{click.style(mark, fg=colour)}  {name}: {render.safe(check.message)}"
    if check.hint and not check.ok:
        yield f"    {render.safe(check.hint)}"


def _restore(call: Call, name: str, langs: tuple[str, ...], number: int | None, *, dry_run: bool) -> Report:
    from ... import workflow
    from ...desk import restore

    project = options.project(call)
    found = restore.histories(project, name, workflow.languages(project, langs), call.directory.resolve())
    document = {"catalogs": [_history_data(project, history) for history in found], "restored": number}
    if number is None:
        return Report(tuple(_listed(project, found)), lambda: document, diff="" if dry_run else None)
    change = restore.put_back(project, found, number, dry_run=dry_run)
    done = "would be put back" if dry_run else "is back; l10n-flow sync brings it in step with the article"
    return Report(
        (f"{project.shown(change.path)}: version {number} {done}",),
        lambda: document,
        diff=render.diff([change], project.root) if dry_run else None,
    )


def _listed(project: Project, found: list[History]) -> Iterator[str]:
    for history in found:
        yield click.style(project.shown(history.path), bold=True)
        rows = [("version", "saved", "translated", "different now"), *map(_row, history.versions)]
        yield from (f"  {line}" for line in render.table(rows, left=0))
    yield "put one back with: l10n-flow doctor --restore FILE --version N"


def _row(former: Former) -> tuple[str, ...]:
    version = former.version
    different = "-" if former.different is None else render.count(former.different, "unit")
    saved = version.saved.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return (str(version.number), saved, f"{former.translated} of {former.units}", different)


def _history_data(project: Project, history: History) -> dict[str, object]:
    return {
        "catalog": project.shown(history.path),
        "versions": [
            {
                "version": former.version.number,
                "path": project.shown(former.version.path),
                "saved": former.version.saved.isoformat(timespec="seconds"),
                "units": former.units,
                "translated": former.translated,
                "different": former.different,
            }
            for former in history.versions
        ],
    }
