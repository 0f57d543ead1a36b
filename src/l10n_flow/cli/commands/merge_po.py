"""`l10n-flow merge-po`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import FlowError
from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...merging.git import MergedFiles
    from ...project import Project

_WIDTH = 200
"""So much of a translation is shown; all of it is in the file."""


@options.command(data=True, writes=True)
@click.argument("base", type=click.Path())
@click.argument("ours", type=click.Path())
@click.argument("theirs", type=click.Path())
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write the result there, not into OURS.")
@click.option("--name", metavar="PATH", default="", help="What messages call the catalog (git's %P).")
def command(call: Call, *, base: str, ours: str, theirs: str, output: str | None, name: str, dry_run: bool) -> Report:  # noqa: PLR0913  one per argument
    """Merge two people's work on one PO file.

    OURS and THEIRS both come from BASE; the result goes into OURS. It is merged unit by unit, whatever lines changed.
    Where both translated a unit differently, both translations are kept: the unit is fuzzy, and a comment
    "[merge] other translation: ..." has the second one; the exit code is 1. If a file is damaged, or they are not
    versions of one PO file, nothing is written and the exit code is 2. Git calls this by itself, with --name, after
    `l10n-flow git-setup`; then a side that is damaged stands in the file beside the other one, between conflict marks,
    and a base that is damaged is left out.

    \b
    Examples:
      l10n-flow merge-po before.po anna.po boris.po
      l10n-flow merge-po before.po anna.po boris.po -o both.po

    \b
    --json: {"catalog", "changed", "conflicts": [{"context", "source", "ours": [..], "theirs": [..]}],
    "rescued": [{"context", "source"}], "without_base": why or null, "errors"};
    with --dry-run also "diff"
    """
    from ...merging.git import merge_files

    here = call.directory.resolve()
    into = Path(os.path.normpath(here / (output or ours)))
    project = None if name else _newsroom(into)  # what git merges it keeps itself
    base_, ours_, theirs_ = (call.directory / path for path in (base, ours, theirs))
    done = merge_files(base_, ours_, theirs_, output=into, name=name, project=project, dry_run=dry_run)
    shown = name or output or ours
    return Report(
        lines=tuple(_lines(shown, done)),
        document=lambda: {"catalog": shown, "changed": done.change.is_change, **_as_data(done)},
        diff=render.diff([done.change], done.change.path.parent) if dry_run else None,
        incomplete=bool(done.merged.conflicts),
    )


def _newsroom(catalog: Path) -> Project | None:
    """The newsroom that a PO file is a catalog of."""
    from ... import project as projects

    try:
        project = projects.find(catalog.parent)
    except FlowError:
        return None
    return project if catalog.is_relative_to(project.root / project.config.folders.locales) else None


def _lines(shown: str, done: MergedFiles) -> Iterator[str]:
    place = click.style(render.safe(shown), bold=True)
    merged = done.merged
    if done.without_base:
        why = render.safe(str(done.without_base).partition("\n")[0])
        yield f"{place}: merged without what both sides started from; what one removed is there again ({why})"
    for conflict in merged.conflicts:
        yield f"{place}: two translations of {render.excerpt(conflict.unit.source)}"
        yield from (f"  ours:   {render.excerpt(text, _WIDTH)}" for text in conflict.ours)
        yield from (f"  theirs: {render.excerpt(text, _WIDTH)}" for text in conflict.theirs)
    for unit in merged.rescued:
        yield f"{place}: missing on one side, and kept as obsolete: {render.excerpt(unit.source)}"
    if merged.conflicts:
        number = render.count(len(merged.conflicts), "unit")
        yield f"{number} to decide on: fuzzy in the file, the second translation in a comment"


def _as_data(done: MergedFiles) -> dict[str, object]:
    merged = done.merged
    return {
        "conflicts": [
            {
                "context": conflict.unit.context,
                "source": conflict.unit.source,
                "ours": list(conflict.ours),
                "theirs": list(conflict.theirs),
            }
            for conflict in merged.conflicts
        ],
        "rescued": [{"context": unit.context, "source": unit.source} for unit in merged.rescued],
        "without_base": str(done.without_base) if done.without_base else None,
    }
