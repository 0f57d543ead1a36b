"""`l10n-flow init`."""

from __future__ import annotations

from datetime import datetime

import click

from .. import options, render
from ..output import Call, Report


@options.command(writes=True)
@click.argument("folder", default=".", metavar="[FOLDER]")
def command(call: Call, folder: str, dry_run: bool) -> Report:
    """Make a newsroom in a folder, that works at once.

    The folder is made if need be; without one it is this folder. There will be settings, and an article to begin with.

    \b
    Examples:
      l10n-flow init news && cd news && l10n-flow run
      l10n-flow init --dry-run
    """
    from ... import workspace

    place = (call.directory / folder).resolve()
    changes = workspace.init(place, datetime.now().astimezone().date().isoformat(), dry_run=dry_run)
    made = [change.path.relative_to(place).as_posix() for change in changes]
    lines = [f"{'would make' if dry_run else 'made'} {name}" for name in made]
    if not dry_run:
        lines.append("next: " + ("l10n-flow run" if folder == "." else f"cd {folder}, then l10n-flow run"))
    return Report(lines=tuple(lines), diff=render.diff(changes, place) if dry_run else None)
