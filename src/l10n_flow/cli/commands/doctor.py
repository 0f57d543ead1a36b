"""`l10n-flow doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ...errors import FlowError
from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...project import Project
    from ...workspace import Check

_MARKS = {True: ("ok", "green"), None: ("--", "yellow"), False: ("!!", "red")}


@options.command(data=True)
def command(call: Call) -> Report:
    """Check installation and newsroom, and say what to mend.

    Exit code 1 says that something is. What is marked -- is missing, but not needed.

    \b
    Examples:
      l10n-flow doctor
      l10n-flow doctor -C ~/newsroom

    \b
    --json: {"checks": [{"name", "ok": true, false or null, "message", "hint"}], "errors"}
    """
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
        document={"checks": [{"name": c.name, "ok": c.ok, "message": c.message, "hint": c.hint} for c in checks]},
        incomplete=any(check.ok is False for check in checks),
    )


def _lines(check: Check) -> Iterator[str]:
    mark, colour = _MARKS[check.ok]
    name = click.style(render.safe(check.name), bold=True)
    yield f"{click.style(mark, fg=colour)}  {name}: {render.safe(check.message)}"
    if check.hint and not check.ok:
        yield f"    {render.safe(check.hint)}"
