"""Editions and their pages: what an article's catalogs give, and what is written to the public folder."""

from __future__ import annotations

import functools
import posixpath
import urllib.parse
from typing import TYPE_CHECKING

from . import approvals, editions, files, inspection
from .errors import FlowError, SourceError
from .results import Exported
from .values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .exporters.html import Sheet
    from .model import Article
    from .opened import Opened
    from .project import Project

__all__ = ["Picture", "export", "open_in", "pictures"]

_FEW = 3
"""So many of the texts that stand in an edition's way are told with it: enough to begin with."""


class Picture(Value, frozen=True):
    """A picture of an article: its file, and the copy of it that pages show."""

    source: Path
    copy: files.Change


def export(
    opened: Opened, langs: Sequence[str], shown: Sequence[Picture], *, allow_incomplete: bool, dry_run: bool
) -> Iterator[Exported]:
    """Publish an article's editions that are complete, and say of the others what stands in their way.

    Args:
        opened: the article.
        langs: the editions.
        shown: its pictures.
        allow_incomplete: publish the others too.
        dry_run: change nothing.
    """
    project, article = opened.project, opened.article
    every = _editions(opened, project.config.languages)
    made = {lang: _checked(opened, one) if lang in langs else one for lang, one in every}
    ready = {lang for lang, one in made.items() if isinstance(one, editions.Edition) and one.is_complete}
    if allow_incomplete:
        ready |= {lang for lang in langs if isinstance(made[lang], editions.Edition)}
    listed = [lang for lang in made if lang in ready.intersection(langs) or project.has_page(lang, article.id)]
    page = functools.partial(_page, opened, _sheet(opened), listed) if ready else None
    found = [_exported(opened, lang, made[lang], page if lang in ready else None) for lang in langs]
    copies = tuple(picture.copy for picture in shown)
    errors = {} if dry_run else _write(copies, [one.change for one in found if isinstance(one.change, files.Change)])
    for one in found:
        if not isinstance(one.change, files.Change):
            yield one
        elif error := errors.get(one.change.path):
            yield Exported(article.id, one.lang, error=project.placed(error))
        else:
            told = (*copies, one.change) if dry_run else tuple(change.written for change in (*copies, one.change))
            copies = ()  # all editions show the same
            yield replace(one, change=told[-1], copies=told[:-1])


def open_in(opened: Opened, langs: Iterable[str]) -> dict[str, tuple[editions.Open, ...]]:
    """The texts of an article that are not translated, by edition; none of one that cannot be made."""
    made = dict(_editions(opened, langs))
    return {lang: () if isinstance(one, FlowError) else one.open for lang, one in made.items()}


def pictures(opened: Opened) -> tuple[Picture, ...]:
    """The pictures that an article's pages need.

    Raises:
        SourceError: one is not there, or the article cannot be read.
    """
    return tuple(_picture(opened.project, opened.article, address) for address in opened.skeleton.images)


def _editions(opened: Opened, langs: Iterable[str]) -> Iterator[tuple[str, editions.Edition | FlowError]]:
    """Each language's edition of an article, or why there is none."""
    project = opened.project
    for lang in langs:
        try:
            way = opened.way(lang)
            catalog = opened.catalog(way.catalog_lang) if way.catalog_lang else None
            yield lang, editions.edition(way, opened.skeleton.segments, catalog, project.config.keep_roles)
        except FlowError as error:
            yield lang, error


def _checked(opened: Opened, edition: editions.Edition | FlowError) -> editions.Edition | FlowError:
    """An edition with the errors in it, and how many people have yet to approve of it, if no text is missing."""
    if isinstance(edition, FlowError) or edition.open:
        return edition
    lang = editions.way(edition.lang, opened.article.lang).catalog_lang
    needed = opened.project.config.approvals if lang else 0
    given = approvals.of(opened.catalog(lang), opened.to_translate).standing if lang and needed else ()
    faults = inspection.errors_in(opened, edition.lang)
    return replace(edition, faults=faults, unapproved=max(0, needed - len(given)))


def _exported(
    opened: Opened,
    lang: str,
    edition: editions.Edition | FlowError,
    page: Callable[[editions.Edition], files.Change] | None,
) -> Exported:
    """An edition with its `page`, which is not written yet; without one if there is none to publish."""
    project, article = opened.project, opened.article
    if isinstance(edition, FlowError):
        return Exported(article.id, lang, error=edition)
    try:
        change = page(edition) if page else None
    except FlowError as error:
        return Exported(article.id, lang, error=project.placed(error))
    lacks = edition.open
    return Exported(
        article.id,
        lang,
        change,
        missing=len(lacks),
        stale=sum(one.line == 0 for one in lacks),
        open=lacks[:_FEW],
        faults=edition.faults,
        unapproved=edition.unapproved,
        catalog=_catalog_shown(project, lang, article),
    )


def _write(copies: Sequence[files.Change], pages: Sequence[files.Change]) -> Mapping[Path, FlowError]:
    """Write an article's pages, but first the pictures on them; without those there are no pages.

    Returns:
        The pages that could not be written, and why.
    """
    missing = list(files.write_all(copies).values()) if pages else []
    return {page.path: missing[0] for page in pages} if missing else files.write_all(pages)


def _sheet(opened: Opened) -> Sheet:
    """The pages of an article."""
    from .exporters import html

    site, article = opened.project.config.site, opened.article
    media = "../" * (article.id.count("/") + 1) + posixpath.dirname(f"media/{article.id}")
    return html.Sheet(opened.skeleton, html.Site(site.name, site.base_url, media))


def _page(opened: Opened, sheet: Sheet, listed: Sequence[str], edition: editions.Edition) -> files.Change:
    """An edition's page."""
    from .exporters import html

    article = opened.article
    path = opened.project.page(edition.lang, article.id)
    links = [html.Link(lang, f"{lang}/{article.id}.html", lang == article.lang) for lang in listed]
    text = sheet.page(edition.translations, edition.lang, links, mark_missing=bool(edition.open))
    return files.change(path, text.encode())


def _catalog_shown(project: Project, lang: str, article: Article) -> str:
    """The name of the catalog that an edition is made from, empty if it needs none."""
    way = editions.way(lang, article.lang)
    if way.catalog_lang is None:
        return ""
    return project.catalog_shown(way.catalog_lang, article.id)


def _picture(project: Project, article: Article, address: str) -> Picture:
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
    copy = project.inside(project.public / "media" / source.relative_to(folder))
    return Picture(source, files.change(copy, data))
