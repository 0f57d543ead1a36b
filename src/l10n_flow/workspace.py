"""A newsroom is founded, and looked over when something does not work."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from . import workflow
from .catalogs import catalog as catalogs
from .desk.opened import Opened
from .disk import access, files
from .errors import FlowError, WorkspaceError
from .merging import git
from .settings.settings import CONFIG_NAME, Folders
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .project import Project, SourceFile

_CONFIG = """\
# The settings of this newsroom. All of them, with their defaults: l10n-flow schema

languages = ["en", "ru", "uz", "uz-Cyrl", "tg"]
source_language = "en"    # of articles that name none
segmentation = "block"    # or "sentence"

[site]
name = "{name}"
slugs = "headline"        # addresses are made of headlines; "id": of the names of the articles' files
"""

_ARTICLE = """\
---
title: Our newsroom goes multilingual
deck: One article, written once, can now be read in every language of our readers.
description: How an article travels from one language to the others.
authors: [The newsroom]
date: {date}
tags: [newsroom]
sensitivity: public
---
Write an article in this folder, then run `l10n-flow sync`. A file for the translators appears in
`locales/` for every language.

## What happens next

Translators open their file in Poedit, OmegaT, Weblate or a text editor. When all is translated,
`l10n-flow export` makes the pages in `public/`.
"""

_TOLERATED = frozenset({".gitignore", ".gitattributes"})
"""What a folder may have before there is a newsroom in it."""
_IGNORE = "/.l10n-flow/\n/public/\n/public-*/\n/requests.log\n"


class Check(Value, frozen=True):
    """Something that `doctor` looked at. `ok` is None for what is missing but not needed; `hint` says how to mend."""

    name: str
    ok: bool | None
    message: str
    hint: str = ""


def init(folder: Path, today: str, *, dry_run: bool = False) -> list[files.Change]:
    """Make a newsroom that works at once, with an article to try it on.

    Args:
        folder: where; it is made if there is none.
        today: ISO date, for the first article.
        dry_run: find out what would be written, and write nothing.

    Raises:
        WorkspaceError: there is a workspace already, or a file that would be overwritten.
        OutputError: the folder cannot be written.
    """
    folder = folder.resolve()
    contents = {
        CONFIG_NAME: _CONFIG.format(name="".join(c for c in folder.name if c.isprintable() and c not in '\\"')),
        "source_articles/welcome.md": _ARTICLE.format(date=today),
        ".gitignore": _IGNORE,
        ".gitattributes": f"{git.union(Folders().records)}\n",
    }
    changes = [files.change(folder / name, text.encode()) for name, text in contents.items()]
    for change in changes:
        if change.before is not None and change.path.name not in _TOLERATED:
            raise WorkspaceError(
                "there is a newsroom here already" if change.path.name == CONFIG_NAME else "this file is in the way",
                path=change.path,
                hint="choose an empty folder, or use the newsroom that is here: l10n-flow doctor",
            )
    changes = [change for change in changes if change.before is None]
    if not dry_run:
        for change in changes:
            files.write(change)
    return changes


def doctor(folder: Path, project: Project | None, error: FlowError | None = None) -> Iterator[Check]:
    """Look an installation and a workspace over.

    Args:
        folder: where the user stands.
        project: the workspace there, None if there is none.
        error: why there is none.
    """
    yield _python()
    yield from _tools()
    if project is None:
        message = error.message if error else "none"
        yield Check("workspace", False, f"{folder}: {message}", error.hint if error else "l10n-flow init")
        return
    yield Check("workspace", True, f"{project.root / CONFIG_NAME}, languages {', '.join(project.config.languages)}")
    folders = list(_folders(project))
    yield from folders
    yield from _merges(project)
    told = {check.name for check in folders if check.ok is False}
    yield from (check for check in _articles(project) if check.name not in told)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")


def _tools() -> Iterator[Check]:
    import shutil

    for tool, use in (
        ("git", "keeps the history of articles and translations"),
        ("msgfmt", "checks PO files in tests"),
    ):
        where = shutil.which(tool)
        yield Check(
            tool, True if where else None, where or f"not installed; it {use}", "" if where else f"install {tool}"
        )


def _folders(project: Project) -> Iterator[Check]:
    locales = project.root / project.config.folders.locales
    of_languages = [top / lang for top in (locales, project.public) for lang in project.config.languages]
    there = [folder for folder in of_languages if os.path.lexists(folder)]
    for folder in (project.sources, locales, project.public, project.derived, *there):
        shown = project.shown(folder)
        try:
            project.inside(folder)
        except FlowError as error:
            yield Check(shown, False, error.message, error.hint)
            continue
        nearest = next(parent for parent in (folder, *folder.parents) if os.path.lexists(parent))
        if not nearest.is_dir():
            yield Check(project.shown(nearest), False, "this is no folder", "delete it, or give it another name")
        elif not folder.exists() and folder == project.sources:
            yield Check(shown, False, "the folder of the articles is missing", f"mkdir {shown}")
        elif not access.may(nearest, os.W_OK | os.X_OK):
            yield Check(shown, False, "the folder cannot be written", f"chmod u+rwx {nearest}")
        elif folder not in there:
            yield Check(shown, True, "can be written")


def _merges(project: Project) -> Iterator[Check]:
    from .merging import git

    fault = git.driver_fault(project)
    if fault:
        loses, message = fault
        yield Check("merges", False if loses else None, message, "l10n-flow git-setup")


def _articles(project: Project) -> Iterator[Check]:
    try:
        selection = workflow.select(project)
    except FlowError as error:
        yield Check("articles", False, error.message, error.hint)
        return
    wrong = {str(error): error for error in (*selection.errors, *_mistakes(project, selection.files))}.values()
    for found in wrong:
        message = f"{found.line}: {found.message}" if found.line else found.message
        yield Check(found.path or "articles", False, message, found.hint)
    if not wrong:
        yield Check("articles", True, f"{len(selection.files)} articles and their catalogs can be read")


def _mistakes(project: Project, sources: Iterable[SourceFile]) -> Iterator[FlowError]:
    """What is wrong with articles and their catalogs, and with catalogs that belong to none."""
    looked_at: set[Path] = set()
    for file in sources:
        opened = Opened(project, file)
        try:
            opened.skeleton  # noqa: B018  reads the article
        except FlowError as error:
            yield error
            continue
        for lang in project.config.languages:
            try:
                looked_at.add(project.catalog(lang, file.id))
                opened.catalog(lang)
            except FlowError as error:
                yield project.placed(error)
            try:
                access.reachable(project.page(lang, file.id))
            except FlowError as error:
                yield project.placed(error)
    for lang in project.config.languages:
        folder = project.root / project.config.folders.locales / lang
        for path in sorted({*folder.rglob("*.po")} - looked_at) if access.may(folder, os.R_OK | os.X_OK) else ():
            try:
                catalogs.read(path)
            except FlowError as error:
                yield project.placed(error)
