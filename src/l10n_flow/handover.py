"""Editions in other formats, for other systems: the same gate and the same addresses, and no record of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from . import desk, files, media, plugins, publishing
from .errors import FlowError, WorkspaceError
from .glossary import load
from .opened import Opened
from .publications import Site, Standing
from .results import Exported
from .values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from .plugins import Exporter
    from .project import Project, SourceFile
    from .publications import Edition

__all__ = ["export", "folder", "formats"]


def formats() -> tuple[str, ...]:
    """The ids of the formats, the site itself (`html`) first."""
    return ("html", *(one for one in plugins.ids("exporters") if one != "html"))


def folder(project: Project, format_id: str, output: Path | None = None) -> Path:
    """Where an export in a format goes: `public-<format>` in the workspace, or where somebody says.

    Raises:
        WorkspaceError: that is a folder in which people or the site have their files.
    """
    if output is None:
        return project.inside(project.root / f"public-{format_id}")
    place, folders = output.resolve(), project.config.folders
    for name in (folders.sources, folders.locales, folders.glossary, folders.public, folders.records):
        if place == project.root or place.is_relative_to(project.root / name):
            message = "this folder is not for what is exported to other systems"
            raise WorkspaceError(message, path=output, hint="name a folder of its own")
    return place


def export(  # noqa: PLR0913  what is asked for
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    format_id: str,
    top: Path,
    *,
    allow_incomplete: bool = False,
    dry_run: bool = False,
) -> Iterator[Exported]:
    """Write editions that may be published in another format.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: the editions.
        format_id: one of `formats`, not `html`.
        top: where to, as `folder` gave it.
        allow_incomplete: the others too.
        dry_run: find out what would be written, and write nothing.

    Yields:
        What became of each edition: its first file in `change`, all others in `copies`.

    Raises:
        RecordError: what was published cannot be read.
    """
    exporter = plugins.exporter(format_id)
    records = {lang: desk.published(project, lang) for lang in project.config.languages}
    site, digest = _site(project), load.digest(project)
    pieces: defaultdict[str, list[str]] = defaultdict(list)
    for file in chosen:
        standing = Standing({lang: known[file.id] for lang, known in records.items() if file.id in known})
        opened = Opened(project, file, glossary=digest)
        try:
            pictures = media.pictures(project, opened.skeleton)
            round_ = publishing.Round(opened, tuple(langs), pictures, standing, "", allow_incomplete=allow_incomplete)
            handed = [round_.handed(lang) for lang in langs]
        except FlowError as error:
            yield Exported(file.id, "", error=project.placed(error))
            continue
        copies = tuple(_moved(picture, project, top) for picture in pictures)
        for said, edition in handed:
            if edition is None:
                yield said
                continue
            yield _written(said, _files(exporter, edition, site, top, pieces), copies, dry_run=dry_run)
            copies = ()
    if whole := getattr(exporter, "whole", None):
        for lang in (lang for lang in langs if pieces[lang]):
            change = files.change(top / f"{lang}{exporter.SUFFIX}", "".join(whole(lang, pieces[lang], site)).encode())  # type: ignore[attr-defined]
            yield _written(Exported("", lang), [change], (), dry_run=dry_run)


def _site(project: Project) -> Site:
    config = project.config
    base_url = config.site.base_url and f"{config.site.base_url.rstrip('/')}/"
    return Site(config.site.name, base_url, tuple(map(config.language, config.languages)))


def _files(
    exporter: Exporter, edition: Edition, site: Site, top: Path, pieces: Mapping[str, list[str]]
) -> list[files.Change]:
    """The files of an edition; of a format with one file for all, its piece goes to the others."""
    made = exporter.files(edition, site)
    if hasattr(exporter, "whole"):
        pieces[edition.card.lang].extend(made.values())
        return []
    return [files.change(top / path, text.encode()) for path, text in made.items()]


def _written(said: Exported, made: list[files.Change], copies: tuple[files.Change, ...], *, dry_run: bool) -> Exported:
    changes = (*copies, *made)
    if not dry_run and (errors := files.write_all(changes)):
        return Exported(said.article, said.lang, error=next(iter(errors.values())))
    told = changes if dry_run else tuple(change.written for change in changes)
    first = told[len(copies)] if made else None
    rest = tuple(one for one in told if one is not first)
    return replace(said, change=first, copies=rest, handed=True)


def _moved(picture: media.Picture, project: Project, top: Path) -> files.Change:
    """The copy of a picture that pages show, in another folder."""
    return files.change(top / picture.copy.path.relative_to(project.public), picture.copy.after)
