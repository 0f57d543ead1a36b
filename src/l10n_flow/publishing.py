"""Editions and their pages: what an article's catalogs give, and what is written to the public folder."""

from __future__ import annotations

import posixpath
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import desk, document, editions, files
from .errors import FlowError, SourceError, WorkspaceError
from .languages import registry
from .project import Project, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from .model import Article, Segment


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


def editions_of(
    project: Project, article: Article, found: Sequence[Segment], pending: Mapping[Path, bytes]
) -> Iterator[tuple[str, editions.Edition | FlowError]]:
    """Each language's edition of an article, or why there is none; `pending` as in `desk.catalog`."""
    for lang in project.config.languages:
        try:
            way = editions.way(lang, article.lang, _spellings(project, lang))
            catalog = desk.catalog(project, way.catalog_lang, article.id, pending) if way.catalog_lang else None
            yield lang, editions.edition(way, found, catalog, project.config.keep_roles)
        except FlowError as error:
            yield lang, error


def publish(
    project: Project,
    article: Article,
    edition: editions.Edition,
    listed: Sequence[str],
    copies: tuple[files.Change, ...],
    *,
    dry_run: bool,
) -> Exported:
    """Write an edition's page, and the pictures on it."""
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
        article.id, edition.lang, change, copies, edition.open, catalog_shown(project, edition.lang, article)
    )


def pictures(project: Project, article: Article) -> tuple[files.Change, ...]:
    """The pictures that an article's pages need.

    Raises:
        SourceError: one is not there.
    """
    from .exporters import html

    return tuple(_copy(project, article, address) for address in html.images(article))


def has_page(project: Project, lang: str, article_id: str) -> bool:
    """Whether readers can open an edition now."""
    try:
        return project.page(lang, article_id).is_file()
    except WorkspaceError:
        return False


def catalog_shown(project: Project, lang: str, article: Article) -> str:
    """The name of the catalog that an edition is made from, empty if it needs none."""
    way = editions.way(lang, article.lang)
    return project.shown(project.catalog(way.catalog_lang, article.id)) if way.catalog_lang else ""


def _spellings(project: Project, lang: str) -> Mapping[str, str]:
    """How the newsroom spells in a derived edition: `glossary/spelling/<language>.toml`, if there is one."""
    path = project.inside(project.root / project.config.folders.glossary / "spelling" / f"{lang}.toml")
    load = registry.get(lang).read_spellings
    return load(read_text(path, project.shown(path)), project.shown(path)) if load and path.is_file() else {}


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
