"""`l10n-flow git-setup`."""

from __future__ import annotations

from .. import options, render
from ..output import Call, Report


@options.command(writes=True)
def command(call: Call, *, dry_run: bool) -> Report:
    """Let git merge PO files unit by unit.

    Adds a line to .gitattributes, which belongs to the newsroom: commit it. And sets `merge-po` as the merge driver in
    the settings of this copy of the repository: everybody who merges runs this once.

    \b
    Examples:
      l10n-flow git-setup
      l10n-flow git-setup --dry-run
    """
    from ...merging import git

    project = options.project(call)
    setup = git.plan(project)
    if not dry_run:
        git.apply(project, setup)
    done = "would set" if dry_run else "set"
    lines = [f"{done} {name} = {render.safe(value)}" for name, value in setup.settings]
    if setup.attributes.is_change:
        lines.append(f"{'would change' if dry_run else 'changed'} .gitattributes; commit it, so that all have it")
    return Report(
        lines=tuple(lines or ["git merges the PO files with l10n-flow already"]),
        diff=render.diff([setup.attributes], project.root) if dry_run else None,
    )
