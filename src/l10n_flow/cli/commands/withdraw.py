"""`l10n-flow withdraw`."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import click

from .. import obstacles, options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...project import Project
    from ...rounds.withdrawal import Withdrawn


@options.command(data=True, writes=True)
@options.article
@options.languages
@click.option("--back", is_flag=True, help="Bring back what was withdrawn.")
def command(call: Call, article: str, langs: tuple[str, ...], back: bool, dry_run: bool) -> Report:
    """Take an article's editions from the site.

    The page goes, and with it all that leads there: the other editions, front pages, feeds and sitemaps. Its address
    says that it was withdrawn, and is in gone.txt, for the server to answer with 410. `l10n-flow export` does not
    publish it again, until it is brought back.

    \b
    Examples:
      l10n-flow withdraw 2025/expulsion-regime
      l10n-flow withdraw 2025/expulsion-regime --lang tg
      l10n-flow withdraw 2025/expulsion-regime --lang tg --back

    \b
    --json: {"article", "changed": ["tg"], "same": [], "waiting": [],
    "pages": ["public/ru/2025/x.html"], "site": [as in export], "errors"};
    with --dry-run also "diff"; "waiting" are brought back, and held back
    """
    from ... import workflow

    project = options.project(call)
    wanted = workflow.languages(project, langs)
    name = _id(call, project, article)
    done = workflow.withdraw(project, name, wanted, options.now(), back=back, dry_run=dry_run)
    changes = (*done.pages, *done.site.pages, *done.site.removed)
    return Report(
        lines=_lines(project, done, back=back, dry_run=dry_run),
        document=lambda: {
            "article": done.article,
            "changed": list(done.changed),
            "same": list(done.same),
            "waiting": list(dict.fromkeys(one.lang for one in done.waiting)),
            "pages": [project.shown(page.path) for page in (*done.pages, *done.site.linking)],
            "site": {
                "changed": [project.shown(change.path) for change in done.site.changes],
                "removed": [project.shown(gone.path) for gone in done.site.removed],
            },
        },
        diff=render.diff(changes, project.root) if dry_run else None,
        errors=done.errors,
        incomplete=bool(done.waiting),
    )


def _id(call: Call, project: Project, given: str) -> str:
    """An article's id; of one whose file is gone the id must be named itself."""
    folder = f"{project.config.folders.sources}/"
    name = options.named(call, project, given)
    return posixpath.splitext(name.removeprefix(folder))[0] if name.startswith(folder) else name


def _lines(project: Project, done: Withdrawn, *, back: bool, dry_run: bool) -> Iterator[str]:
    would = "would be " * dry_run
    waiting = {one.lang: obstacles.summary(one.missing, len(one.faults), one.unapproved) for one in done.waiting}
    for lang in done.changed:
        held = f", but it is held back: {waiting[lang]} in the way" if lang in waiting else ""
        yield f"{done.article} in {lang}: {would}{'brought back' if back else 'withdrawn'}{held}"
    if waiting:
        yield f"  l10n-flow export {done.article} shows what is in the way"
    for lang in done.same:
        yield f"{done.article} in {lang}: {'on the site' if back else 'withdrawn'} (as it was)"
    yield from (f"{project.shown(page.path)} (its links lead elsewhere now)" for page in done.site.linking)
    count = len(done.pages) + len(done.site.changes)
    if count or done.site.removed:
        removed = f", {len(done.site.removed)} {would}removed" if done.site.removed else ""
        yield f"{render.count(count, 'file')} {would}written{removed}"
