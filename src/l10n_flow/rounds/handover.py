"""Editions in other formats, for other systems: the same gate and the same addresses, and no record of it."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .. import plugins
from ..desk import desk, orphans
from ..desk.opened import Opened
from ..desk.results import Assembled, Exported, Job, Step
from ..disk import files
from ..errors import FlowError, WorkspaceError
from ..glossary import load
from ..plugins import Joining
from ..publishing import exposure, media, renames, themes
from ..publishing.edition_plan import Assignment
from ..publishing.given import Giving
from ..publishing.manifest import Manifest
from ..shown import Site
from ..values import Value, replace
from . import rounds
from .done import Done

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..project import Project, SourceFile
    from ..publications import Standing

__all__ = ["export", "folder", "formats"]


def formats() -> tuple[str, ...]:
    """The ids of the formats, the site itself (`html`) first."""
    return ("html", *plugins.ids("exporters"))


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


class _Task(NamedTuple):
    """What is done with an article: the same for all but the last two."""

    project: Project
    langs: tuple[str, ...]
    format_id: str
    top: Path
    digest: str
    allow_incomplete: bool
    dry_run: bool
    now: str
    alone: bool
    file: SourceFile
    standing: Standing


class _Made(Value, frozen=True):
    """What became of an article: of each edition; the files that each has now, by language (of those that stay as they
    were there are none), and its pieces for the file of all articles."""

    exported: tuple[Exported, ...]
    files: Mapping[str, tuple[str, ...]] = {}
    pieces: Mapping[str, tuple[str, ...]] = {}


def export(  # noqa: PLR0913  what is asked for
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    format_id: str,
    top: Path,
    *,
    allow_incomplete: bool = False,
    dry_run: bool = False,
    now: str = "",
) -> Iterator[Done]:
    """Write editions that may be published in another format, and remove the files of those that are gone.

    One that may not is handed over as readers of the site have it, if the newsroom wants them to. Of formats with one
    file for all articles, some articles have a file each: that of all is written with all.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: the editions.
        format_id: one of `formats`, not `html`.
        top: where to, as `folder` gave it.
        allow_incomplete: the others too.
        dry_run: find out what would be written, and write nothing.
        now: the time, as `publications.utc` takes it.

    Yields:
        What became of each edition: its first file in `change`, all others in `copies`; and at last of the folder.

    Raises:
        RecordError: what was published cannot be read.
        ConfigError, TemplateError: the settings of the site, a template or a word tells a protected name.
        CatalogError: the newsroom's words cannot be read.
    """
    articles = tuple(chosen)
    exposure.refuse_house(project)
    site = _site(project)
    followed = renames.follow(
        project, {one: desk.published(project, one) for one in project.config.languages}, articles
    )
    is_all = {file.id for file in desk.select(project).files} <= {file.id for file in articles}
    common = (project, tuple(langs), format_id, top, load.digest(project), allow_incomplete, dry_run, now, not is_all)
    tasks = [_Task(*common, file, followed.standing(file.id)) for file in articles]
    manifest, pieces = Manifest(top, format_id), defaultdict[str, list[str]](list)
    held, gone = set[str](), set[str]()
    for name in orphans.without_file(project, articles, manifest.articles):
        manifest.drop(name)
    job = Job(project, tuple(langs), (Step.EXPORT,), glossary=load.digest(project))
    with rounds.workers(job, articles) as workers:
        for task, made in zip(tasks, rounds.spread(workers, _hand_all, tasks), strict=True):
            for lang, names in made.files.items():
                manifest.put(task.file.id, lang, names)
            for lang, some in made.pieces.items():
                pieces[lang] += some
            gone |= {lang for lang, names in made.files.items() if lang and not names} - made.pieces.keys()
            held |= {one.lang for one in made.exported if one.waits or one.error}
            yield Done(task.file.id, exported=made.exported)
    if is_all and "" not in held:
        for lang in {*langs} - pieces.keys() - (held - gone):  # the file of articles of which none is left
            manifest.put("", lang, ())
    whole = tuple(_whole(site, format_id, top, manifest, pieces, dry_run=dry_run))
    yield Done("", exported=whole, assembled=_cleared(top, manifest, dry_run=dry_run))


def _hand_all(tasks: Sequence[_Task]) -> list[_Made]:
    return [_hand(task) for task in tasks]


def _hand(task: _Task) -> _Made:
    """Hand over an article's editions."""
    project, langs = task.project, task.langs
    exporter, site = plugins.exporter(task.format_id), _site(project)
    opened = Opened(project, task.file, glossary=task.digest)
    try:
        pictures = media.pictures(project, opened.skeleton)
        giving = Giving(Assignment(opened, langs, pictures, task.standing, task.now, task.allow_incomplete))
        given = [giving.given(lang) for lang in langs]
    except FlowError as error:
        return _Made((Exported(task.file.id, "", error=project.placed(error)),))
    shown = {one.copy.path: one for each in given if each.edition for one in each.pictures}
    copies = tuple(_moved(picture, project, task.top) for picture in shown.values())
    is_any = any(one.edition for one in given)
    names = {"": tuple(one.path.relative_to(task.top).as_posix() for one in copies)} if is_any else {}
    done: list[Exported] = []
    pieces: dict[str, tuple[str, ...]] = {}
    for one in given:
        if one.edition is None:
            done.append(one.said)
            if giving.is_gone(one.said):
                names[one.said.lang] = ()
            continue
        try:
            made = dict(exporter.files(one.edition, site))
        except FlowError as error:
            path = one.said.catalog or opened.article.path
            done.append(Exported(task.file.id, one.said.lang, error=project.placed(error, path)))
            continue
        if isinstance(exporter, Joining):
            pieces[one.said.lang] = () if task.alone else tuple(made.values())
            path = f"{posixpath.splitext(one.edition.card.path)[0]}{exporter.SUFFIX}"
            made = {path: "".join(exporter.whole(one.said.lang, made.values(), site))} if task.alone else {}
        changes = [files.change(task.top / path, text.encode()) for path, text in made.items()]
        done.append(_written(one.said, changes, copies, is_last=one.is_last, dry_run=task.dry_run))
        if not done[-1].error:
            names[one.said.lang] = tuple(made)
        copies = ()
    return _Made(tuple(done), names, {lang: some for lang, some in pieces.items() if some})


def _whole(
    site: Site, format_id: str, top: Path, manifest: Manifest, pieces: Mapping[str, list[str]], *, dry_run: bool
) -> Iterator[Exported]:
    """Write the files of formats that have one for all articles of a language."""
    exporter = plugins.exporter(format_id)
    if isinstance(exporter, Joining):
        for lang, some in pieces.items():
            name = f"{lang}{exporter.SUFFIX}"
            change = files.change(top / name, "".join(exporter.whole(lang, some, site)).encode())
            manifest.put("", lang, [name])
            yield _written(Exported("", lang), [change], (), dry_run=dry_run)


def _cleared(top: Path, manifest: Manifest, *, dry_run: bool) -> Assembled:
    """Remove the files that are nobody's any more, and say which."""
    removed: list[files.Removed] = []
    errors: list[FlowError] = []
    for name in manifest.old():
        try:
            gone = files.remove(top / name, top, dry_run=dry_run)
            removed += [gone] if gone else []
        except FlowError as error:
            errors.append(error)
    listed = manifest.change()
    if not dry_run and not errors and listed.is_change and (listed.before or len(manifest)):
        errors += files.write_all([listed]).values()
    return Assembled((), tuple(removed), tuple(errors))


def _site(project: Project) -> Site:
    config = project.config
    base_url = config.site.base_url and f"{config.site.base_url.rstrip('/')}/"
    house, texts = tuple(map(config.language, config.languages)), themes.of(project).texts
    return Site(config.site.name, base_url, house, texts, config.source_language)


def _written(
    said: Exported,
    made: list[files.Change],
    copies: tuple[files.Change | files.Copy, ...],
    *,
    is_last: bool = False,
    dry_run: bool,
) -> Exported:
    """What became of an edition when its files are written; of the last good one, that it waits."""
    changes = (*copies, *made)
    if not dry_run and (errors := files.write_all(changes)):
        return Exported(said.article, said.lang, error=next(iter(errors.values())))
    told = changes if dry_run else tuple(change.written for change in changes)
    if is_last:
        return replace(said, copies=(*said.copies, *told))
    first = told[len(copies)] if made else None
    rest = tuple(one for one in told if one is not first)
    return replace(said, change=first, copies=rest, handed=True)


def _moved(picture: media.Picture, project: Project, top: Path) -> files.Change | files.Copy:
    """The copy of a picture that pages show, or of another file, in another folder."""
    place = top / picture.copy.path.relative_to(project.public)
    return (
        files.change(place, picture.copy.after)
        if isinstance(picture.copy, files.Change)
        else files.copy(place, picture.source)
    )
