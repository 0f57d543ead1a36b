"""`l10n-flow watch`."""

from __future__ import annotations

import contextlib
import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import FlowError
from .. import options
from ..output import Call, Report, show
from . import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...disk.files import Change, Removed, Written
    from ...project import Project

_TICK = 200
"""Milliseconds between two looks for changes."""


@options.command()
@options.articles
@options.languages
def command(call: Call, articles: tuple[str, ...], langs: tuple[str, ...]) -> Report:
    """Run now, and again at every change.

    It does what `l10n-flow run` does, whenever an article, a PO file, a template or a setting is saved. Ctrl-C ends it.

    \b
    Examples:
      l10n-flow watch
      l10n-flow watch 2025/expulsion-regime --lang tg
    """
    options.choose(call, articles, langs)  # what is misspelt now will not mend itself
    project = options.project(call)
    try:
        while True:
            _watch(call, project, articles, langs)
            with contextlib.suppress(FlowError):  # which the next round shows; until it is mended all stays in view
                project = options.project(call)
    except KeyboardInterrupt:
        click.echo(err=True)
    return Report()


def _watch(call: Call, project: Project, articles: tuple[str, ...], langs: tuple[str, ...]) -> None:
    """A round at once and after every change, until the settings change."""
    from watchfiles import watch

    from ...desk.desk import THEME
    from ...settings.settings import CONFIG_NAME

    folders = project.config.folders
    names = (folders.sources, folders.locales, folders.glossary, *THEME, CONFIG_NAME)
    places = [project.root / name for name in names]
    there = [place for place in places if place.exists()]
    ours: dict[Path, str] | None = None
    # The first, empty answer says that the watch has begun: what is saved during the round will be seen.
    for saved in watch(*there, watch_filter=_visible, rust_timeout=_TICK, yield_on_timeout=True):
        paths = {Path(path) for _, path in saved}
        if project.root / CONFIG_NAME in paths:
            return
        if ours is None or any(_is_news(path, ours) for path in paths):
            ours = _round(call, articles, langs)


def _round(call: Call, articles: tuple[str, ...], langs: tuple[str, ...]) -> dict[Path, str]:
    """Do and show the work. Returns what it wrote: the files with their digests."""
    from ...disk.files import Removed

    changes: Callable[[], Iterable[Change | Written | Removed]] = list
    try:
        report, changes = run.day(call, options.choose(call, articles, langs), dry_run=False)
    except FlowError as error:
        report = Report(errors=(error,))
    show(report, call)
    if call.verbosity >= 0:
        click.secho(f"{datetime.now().astimezone():%H:%M:%S} watching; Ctrl-C ends it", dim=True)
    return {change.path: change.digest for change in changes() if not isinstance(change, Removed)}


def _visible(_: object, path: str) -> bool:
    """Hidden files are somebody's tools, our own too."""
    return not Path(path).name.startswith(".")


def _is_news(path: Path, ours: dict[Path, str]) -> bool:
    """Whether somebody else saved or deleted a file."""
    try:
        return not path.is_dir() and hashlib.sha256(path.read_bytes()).hexdigest() != ours.get(path)
    except OSError:
        return True
