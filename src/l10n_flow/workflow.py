"""The newsroom's day, in its order: an article comes in, is cut, synced with its catalogs, watched, published.

Values in, values out: nothing here prints. What goes wrong with one article is a value in its result, and the
other articles go on.
"""

from __future__ import annotations

import contextlib
import functools
import posixpath
import urllib.parse
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from . import catalog as catalogs
from . import document, editions, files, pasted, plugins
from . import sync as syncing
from .errors import ArticleIdError, CatalogError, ChangedUnderUs, FlowError, LanguageError, SourceError, WorkspaceError
from .languages import registry
from .memory import gather
from .model import Article, Catalog, Problem, Segment, Severity
from .project import Project, SourceFile, read_text, source_files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

NOTHING: Mapping[Path, bytes] = MappingProxyType({})
ATTEMPTS = 3
"""How often a catalog is synced anew when somebody saves it at the same moment."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that a command is about, and the files that cannot be articles."""

    files: tuple[SourceFile, ...]
    errors: tuple[FlowError, ...] = ()


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
class Exported:
    """What `export` did with an edition: its page and the pictures on it, and what stands in its way."""

    article: str
    lang: str
    change: files.Change | None = None
    copies: tuple[files.Change, ...] = ()
    open: tuple[editions.Open, ...] = ()
    catalog: str = ""
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


def select(project: Project, wanted: Collection[str] = ()) -> Selection:
    """Find articles.

    Args:
        project: the workspace.
        wanted: ids, or paths of source files from the workspace's root; empty for all.

    Raises:
        WorkspaceError: one that is wanted is not there.
    """
    found, errors = source_files(project, frozenset(plugins.formats()))
    if not wanted:
        return Selection(tuple(found), tuple(errors))
    by_name = {name: file for file in found for name in (file.id, project.shown(file.path))}
    broken = {name: error for error in errors for name in (error.path, _id_at(project, str(error.path)))}
    broken |= {name: broken[_id_at(project, name)] for name in wanted if _id_at(project, name) in broken}
    missing = [name for name in wanted if name not in by_name and name not in broken]
    if missing:
        raise WorkspaceError(
            f"there is no article {missing[0]!r}",
            path=project.shown(project.sources),
            hint=_did_you_mean(missing[0], [file.id for file in found]),
        )
    chosen = dict.fromkeys(by_name[name] for name in wanted if name in by_name)
    return Selection(tuple(chosen), tuple(broken[name] for name in wanted if name in broken))


def languages(project: Project, wanted: Collection[str] = ()) -> tuple[str, ...]:
    """The newsroom's languages, or those of them that are wanted.

    Raises:
        LanguageError: one that is wanted is not configured.
    """
    configured = project.config.languages
    for tag in wanted:
        if tag not in configured:
            raise LanguageError(
                f"{tag!r} is none of this newsroom's languages", hint=f"they are {', '.join(configured)}"
            )
    return tuple(tag for tag in configured if not wanted or tag in wanted)


def read(project: Project, file: SourceFile) -> Article:
    """Read an article.

    Raises:
        SourceError: its text has a mistake that a person must mend before anybody translates it.
        LanguageError: it is written in a language that is not configured.
    """
    shown = project.shown(file.path)
    text = read_text(file.path, shown)
    reader = plugins.reader(plugins.formats()[file.path.suffix.lower()])
    article = reader.read(text, article_id=file.id, path=shown, lang=project.config.source_language)
    if article.lang not in project.config.languages:
        raise LanguageError(
            f"it is written in {article.lang!r}, which is none of this newsroom's languages",
            path=shown,
            hint="correct its language, or add it to languages in l10n-flow.toml",
        )
    mistakes = [problem for problem in article.problems if problem.severity is Severity.ERROR]
    if mistakes:
        more = f" (and {len(mistakes) - 1} more of the kind)" if len(mistakes) > 1 else ""
        raise SourceError(mistakes[0].message + more, path=shown, line=mistakes[0].line, hint=mistakes[0].hint)
    return article


def segments(project: Project, article: Article) -> tuple[Segment, ...]:
    """What there is to translate in an article, in reading order.

    Raises:
        SourceError: nothing.
    """
    found = document.cut(article, project.config.segmentation)
    if not found:
        raise SourceError("there is no text in it", path=article.path, line=1, hint="write it, or delete the file")
    return found


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
                progress = editions.progress(found, _catalog(project, way.catalog_lang, file.id, pending))
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
            pictures = _pictures(project, article)
        except FlowError as error:
            yield Exported(file.id, "", error=project.placed(error))
            continue
        made = dict(_editions(project, article, found, pending))
        ready = {
            lang for lang, made_one in made.items() if isinstance(made_one, editions.Edition) and made_one.is_complete
        }
        if allow_incomplete:
            ready |= {lang for lang in langs if isinstance(made[lang], editions.Edition)}
        listed = [lang for lang in made if lang in ready.intersection(langs) or _has_page(project, lang, file.id)]
        for lang in langs:
            edition = made[lang]
            if isinstance(edition, FlowError):
                yield Exported(file.id, lang, error=edition)
            elif lang not in ready:
                yield Exported(file.id, lang, open=edition.open, catalog=_catalog_shown(project, lang, article))
            else:
                exported = _publish(project, article, edition, listed, pictures, dry_run=dry_run)
                pictures = () if exported.change else pictures  # all editions show the same
                yield exported


def _memory(project: Project, lang: str) -> Mapping[editions.Key, str]:
    """What the newsroom's catalogs in a language say; one that cannot be read is its own article's error."""
    return gather(_readable(project, lang)) if project.config.memory != "off" else {}


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
    memory: Callable[[str], Mapping[editions.Key, str]]
    dry_run: bool


def _sync_one(
    this: _Round, article: Article, found: Sequence[Segment], lang: str
) -> tuple[files.Change, Mapping[syncing.Outcome, int]]:
    project = this.project
    path = project.catalog(lang, article.id)
    for attempt in range(ATTEMPTS):
        before = _catalog(project, lang, article.id)
        known = {unit.key for unit in before.units} if before else set()
        is_news = any(segment.key not in known for segment in found)
        synced = syncing.sync(
            found,
            before,
            language=registry.get(lang),
            source_language=registry.get(article.lang),
            reference=article.path,
            now=this.now,
            memory=this.memory(lang) if is_news else None,
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


def _catalog(project: Project, lang: str, article_id: str, pending: Mapping[Path, bytes] = NOTHING) -> Catalog | None:
    path = project.catalog(lang, article_id)
    if path in pending:
        return catalogs.load(pending[path], project.shown(path))
    try:
        return catalogs.load(path.read_bytes(), project.shown(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        hint = "a catalog is a plain file that you may read"
        raise CatalogError(f"cannot be read: {error.strerror}", path=project.shown(path), hint=hint) from error


def _editions(
    project: Project, article: Article, found: Sequence[Segment], pending: Mapping[Path, bytes]
) -> Iterator[tuple[str, editions.Edition | FlowError]]:
    for lang in project.config.languages:
        try:
            way = editions.way(lang, article.lang, _spellings(project, lang))
            catalog = _catalog(project, way.catalog_lang, article.id, pending) if way.catalog_lang else None
            yield lang, editions.edition(way, found, catalog, project.config.keep_roles)
        except FlowError as error:
            yield lang, error


def _spellings(project: Project, lang: str) -> Mapping[str, str]:
    """How the newsroom spells in a derived edition: `glossary/spelling/<language>.toml`, if there is one."""
    path = project.inside(project.root / project.config.folders.glossary / "spelling" / f"{lang}.toml")
    load = registry.get(lang).read_spellings
    return load(read_text(path, project.shown(path)), project.shown(path)) if load and path.is_file() else {}


def _publish(
    project: Project,
    article: Article,
    edition: editions.Edition,
    listed: Sequence[str],
    copies: tuple[files.Change, ...],
    *,
    dry_run: bool,
) -> Exported:
    from .exporters import html

    try:
        path = project.page(edition.lang, article.id)
        filled = document.fill(
            article, edition.translations, edition.lang, project.config.segmentation, mark_missing=bool(edition.open)
        )
        media = posixpath.join("media", posixpath.dirname(article.id))
        page = html.page(
            filled,
            editions=[html.Link(lang, f"{lang}/{article.id}.html", lang == article.lang) for lang in listed],
            publication=project.config.site.name,
            base_url=project.config.site.base_url,
            media=posixpath.relpath(media, posixpath.dirname(f"{edition.lang}/{article.id}")),
        )
        change = files.change(path, page.encode())
        if not dry_run:
            for each in (*copies, change):
                files.write(each)
    except FlowError as error:
        return Exported(article.id, edition.lang, open=edition.open, error=project.placed(error))
    return Exported(
        article.id, edition.lang, change, copies, edition.open, _catalog_shown(project, edition.lang, article)
    )


def _pictures(project: Project, article: Article) -> tuple[files.Change, ...]:
    """The pictures that an article's pages need.

    Raises:
        SourceError: one is not there.
    """
    from .exporters import html

    return tuple(_copy(project, article, address) for address in html.images(article))


def _copy(project: Project, article: Article, address: str) -> files.Change:
    """A picture beside the article, to where pages find it."""
    folder = project.sources.resolve()
    try:
        name = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
        source = (project.root / posixpath.dirname(article.path) / name).resolve()
        if not source.is_relative_to(folder):
            raise SourceError(
                f"the picture {address!r} is not in the folder of the articles",
                path=article.path,
                hint="put it beside the article",
            )
        data = source.read_bytes()
    except (OSError, RuntimeError, ValueError) as error:
        raise SourceError(
            f"there is no picture {address!r}", path=article.path, hint=f"put it beside the article, as {address}"
        ) from error
    return files.change(project.inside(project.public / "media" / source.relative_to(folder)), data)


def _has_page(project: Project, lang: str, article_id: str) -> bool:
    """Whether readers can open an edition now."""
    try:
        return project.page(lang, article_id).is_file()
    except WorkspaceError:
        return False


def _catalog_shown(project: Project, lang: str, article: Article) -> str:
    way = editions.way(lang, article.lang)
    return project.shown(project.catalog(way.catalog_lang, article.id)) if way.catalog_lang else ""


def _id_at(project: Project, path: str) -> str:
    """The id that an article at a path would have."""
    return posixpath.splitext(path.removeprefix(f"{project.config.folders.sources}/"))[0]


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 1, 0.5)
    return f"did you mean {close[0]!r}?" if close else "l10n-flow status lists them all"
