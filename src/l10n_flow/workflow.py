"""The newsroom's day, in its order: an article comes in, is cut, synced with its catalogs, watched, published.

Values in, values out: nothing here prints. What goes wrong with one article is a value in its result, and the
other articles go on.
"""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import catalog as catalogs
from . import editions, files, pasted, plugins, publishing
from . import sync as syncing
from .desk import NOTHING, catalog, languages, read, segments, select
from .errors import ArticleIdError, ChangedUnderUs, FlowError, SourceError
from .languages import registry
from .memory import gather
from .model import Article, Catalog, Problem, Segment, Severity
from .project import Project, SourceFile, read_text
from .publishing import Exported

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Exported", "Imported", "Row", "Synced", "export", "import_page", "languages", "read", "segments", "select"]
__all__ += ["status", "sync"]

ATTEMPTS = 3
"""How often a catalog is synced anew when somebody saves it at the same moment."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What `sync` did with an article: per language the changed file and the count of each outcome."""

    article: str
    changes: tuple[files.Change, ...] = ()
    outcomes: Mapping[str, Mapping[syncing.Outcome, int]] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    errors: tuple[FlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The state of an article in a language; `derived_from` if nobody writes that edition."""

    article: str
    lang: str
    progress: editions.Progress
    derived_from: str = ""
    error: FlowError | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a pasted page: the new source file, and what each line of the page was taken for."""

    article: str
    change: files.Change
    decisions: tuple[pasted.Decision, ...]


def import_page(project: Project, page: Path, *, lang: str | None = None, dry_run: bool = False) -> Imported:
    """Make a clean Markdown source, for a person to look over, of a page that was pasted as text.

    Args:
        project: the workspace.
        page: a text file anywhere.
        lang: of the page; the workspace's source language if None.
        dry_run: find out what would be written, and write nothing.

    Raises:
        SourceError: the file cannot be read, or holds no article.
        ArticleIdError: an article of that name is there already.
        LanguageError: the language is not configured.
        OutputError: the source cannot be written.
    """
    (tag,) = languages(project, [lang or project.config.source_language])
    try:
        found = pasted.clean(read_text(page, str(page)), lang=registry.get(tag))
    except SourceError as error:
        raise SourceError(error.message, path=page, line=error.line, hint=error.hint) from error
    article = pasted.article_id(found.headline, found.date)
    path = project.inside(project.sources / f"{article}.md")
    if any(path.with_suffix(suffix).exists() for suffix in plugins.formats()):
        raise ArticleIdError(
            f"there is an article {article!r} already", path=page, hint=f"rename or delete {project.shown(path)} first"
        )
    change = files.change(path, found.markdown.encode())
    if not dry_run:
        files.write(change)
    return Imported(article, change, found.decisions)


def sync(
    project: Project, chosen: Iterable[SourceFile], langs: Collection[str], now: str, *, dry_run: bool = False
) -> Iterator[Synced]:
    """Bring the catalogs in step with the articles, one article at a time.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: languages to do; those that nobody writes are passed over.
        now: the time, as gettext writes it (`2025-05-12 14:30+0500`).
        dry_run: find out what would change, and change nothing.
    """
    this = _Round(project, now, functools.cache(functools.partial(_memory, project)), dry_run)
    for file in chosen:
        try:
            article = read(project, file)
            found = editions.to_translate(segments(project, article), project.config.keep_roles)
        except FlowError as error:
            yield Synced(file.id, errors=(error,))
            continue
        changes: list[files.Change] = []
        outcomes: dict[str, Mapping[syncing.Outcome, int]] = {}
        errors: list[FlowError] = []
        for lang in editions.catalog_languages(langs, article.lang):
            try:
                change, outcomes[lang] = _sync_one(this, article, found, lang)
                changes.append(change)
            except FlowError as error:
                errors.append(project.placed(error))
        notices = tuple(problem for problem in article.problems if problem.severity is not Severity.ERROR)
        yield Synced(file.id, tuple(c for c in changes if c.is_change), outcomes, notices, tuple(errors))


def status(
    project: Project, chosen: Iterable[SourceFile], langs: Collection[str], *, pending: Mapping[Path, bytes] = NOTHING
) -> Iterator[Row]:
    """How far each article is in each language but its own; `pending` as in `export`."""
    for file in chosen:
        try:
            article = read(project, file)
            found = editions.to_translate(segments(project, article), project.config.keep_roles)
        except FlowError as error:
            yield Row(file.id, "", editions.Progress(), error=error)
            continue
        for lang in langs:
            way = editions.way(lang, article.lang)
            if way.catalog_lang is None:
                continue
            try:
                progress = editions.progress(found, catalog(project, way.catalog_lang, file.id, pending))
                yield Row(file.id, lang, progress, way.catalog_lang if way.catalog_lang != lang else "")
            except FlowError as error:
                yield Row(file.id, lang, editions.Progress(), error=error)


def export(
    project: Project,
    chosen: Iterable[SourceFile],
    langs: Collection[str],
    *,
    allow_incomplete: bool = False,
    dry_run: bool = False,
    pending: Mapping[Path, bytes] = NOTHING,
) -> Iterator[Exported]:
    """Publish the editions that are complete, and say of the others what stands in their way.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: the editions.
        allow_incomplete: publish the others too, with the source's text where a translation is missing.
        dry_run: find out what would change, and change nothing.
        pending: catalogs as they are going to be, where a dry run of `sync` did not write them.
    """
    for file in chosen:
        try:
            article = read(project, file)
            found = segments(project, article)
            pictures = publishing.pictures(project, article)
        except FlowError as error:
            yield Exported(file.id, "", error=project.placed(error))
            continue
        made = dict(publishing.editions_of(project, article, found, pending))
        ready = {
            lang for lang, made_one in made.items() if isinstance(made_one, editions.Edition) and made_one.is_complete
        }
        if allow_incomplete:
            ready |= {lang for lang in langs if isinstance(made[lang], editions.Edition)}
        listed = [
            lang for lang in made if lang in ready.intersection(langs) or publishing.has_page(project, lang, file.id)
        ]
        for lang in langs:
            edition = made[lang]
            if isinstance(edition, FlowError):
                yield Exported(file.id, lang, error=edition)
            elif lang not in ready:
                yield Exported(
                    file.id, lang, open=edition.open, catalog=publishing.catalog_shown(project, lang, article)
                )
            else:
                exported = publishing.publish(project, article, edition, listed, pictures, dry_run=dry_run)
                pictures = () if exported.change else pictures  # all editions show the same
                yield exported


def _memory(project: Project, lang: str, source: str) -> Mapping[editions.Key, str]:
    """What the newsroom's catalogs say from one language in another; one that cannot be read is its article's error."""
    if project.config.memory == "off":
        return {}
    return gather(found for found in _readable(project, lang) if found.field("X-Source-Language") == source)


def _readable(project: Project, lang: str) -> Iterator[Catalog]:
    folder = project.root / project.config.folders.locales / lang
    for path in sorted(folder.rglob("*.po")):
        with contextlib.suppress(FlowError, OSError):
            yield catalogs.load(project.inside(path).read_bytes(), project.shown(path))


@dataclass(frozen=True, slots=True)
class _Round:
    """What is the same for all articles of one `sync`; `memory` is gathered when it is first asked for."""

    project: Project
    now: str
    memory: Callable[[str, str], Mapping[editions.Key, str]]
    dry_run: bool


def _sync_one(
    this: _Round, article: Article, found: Sequence[Segment], lang: str
) -> tuple[files.Change, Mapping[syncing.Outcome, int]]:
    project = this.project
    path = project.catalog(lang, article.id)
    for attempt in range(ATTEMPTS):
        before = catalog(project, lang, article.id)
        known = {unit.key for unit in before.units} if before else set()
        news = [segment.key for segment in found if segment.key not in known]
        memory = this.memory(lang, registry.get(article.lang).po) if news else {}
        synced = syncing.sync(
            found,
            before,
            language=registry.get(lang),
            source_language=registry.get(article.lang),
            reference=article.path,
            now=this.now,
            memory={key: memory[key] for key in news if key in memory},
            trust_memory=project.config.memory == "accept",
        )
        change = files.change(path, catalogs.dump(synced.catalog))
        if this.dry_run or not change.is_change:
            break
        try:
            catalogs.write(path, synced.catalog, lock=project.inside(project.derived / "catalogs.lock"))
            break
        except ChangedUnderUs:
            if attempt == ATTEMPTS - 1:
                raise
    return change, synced.counts
