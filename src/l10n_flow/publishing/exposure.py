"""Where an article, its catalogs or its pages have a name that nobody outside may learn (`protected_names`)."""

from __future__ import annotations

import contextlib
import functools
import re
from typing import TYPE_CHECKING

from ..articles import elements
from ..desk import desk
from ..errors import CatalogError, ConfigError, SourceError, TemplateError
from ..model import Finding, Severity
from ..pictures import kinds
from ..settings.settings import CONFIG_NAME
from ..text.lines import line_of
from . import media

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..desk.opened import Opened
    from ..editions import Edition
    from ..machine.protected import Names
    from ..model import Article, Catalog, Metadata, Unit
    from ..project import Project
    from ..shown import Card

__all__ = [
    "CHECK",
    "has",
    "in_address",
    "in_edition",
    "in_source",
    "is_drawn",
    "is_told",
    "refuse_catalog",
    "refuse_house",
]

CHECK = "protected-names"
"""What the findings are of. It is no check: no waiver lifts them, and no setting turns them off."""

_BLOCK = re.compile(rf"(</?(?:{'|'.join(sorted(elements.BLOCK))})\b[^<>]*>)")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


def in_edition(opened: Opened, edition: Edition) -> tuple[Finding, ...]:
    """Where an edition would tell a name: in what the article gives to its readers, and in its catalog, with the
    comments and all. The forms of both languages are looked for.

    Args:
        opened: the article.
        edition: as `editions.edition` gave it.
    """
    protected = opened.project.config.protected_names
    if not protected:
        return ()
    article, lang = opened.article, edition.lang
    way = opened.way(lang)
    langs = tuple(dict.fromkeys((lang, way.catalog_lang or article.lang, article.lang)))
    lines = {line for one in langs for line in _lines(opened, one)}
    catalog = opened.catalog(way.catalog_lang) if way.catalog_lang else None
    there = set(_lines_of(catalog, protected, langs)) if catalog else set()
    if way.change:
        units = {unit.key: unit.line for unit in catalog.units if not unit.obsolete} if catalog else {}
        for key in (key for key, text in edition.translations.items() if _has(protected, text, lang)):
            if key in units:
                there.add(units[key])
            else:
                lines.add(line_of(article.source, key[1]))
    path = opened.project.shown(opened.project.catalog(way.catalog_lang, article.id)) if way.catalog_lang else ""
    found = [_finding(article, lang, article.path, line) for line in sorted(lines - {0}) or sorted(lines)]
    found += [_finding(article, lang, shown, 0) for shown in _drawings(opened)]
    return (*found, *(_finding(article, lang, path, line) for line in sorted(there)))


def in_address(opened: Opened, lang: str, addresses: Iterable[str]) -> tuple[Finding, ...]:
    """What is to be said if the address of an edition, or one that it had, tells a name."""
    if not _have(opened.project.config.protected_names, addresses, (lang, opened.article.lang)):
        return ()
    path = opened.project.shown(opened.project.records(lang))
    hint = f"change the headline, or the slug in {path}; nothing else lets the edition out"
    article = opened.article
    return (
        Finding(
            "its address has one of the protected_names",
            hint,
            severity=Severity.ERROR,
            check=CHECK,
            article=article.id,
            lang=lang,
            path=article.path,
        ),
    )


def in_source(opened: Opened) -> SourceError | None:
    """Why the texts of an article go into no catalog and no memory: where it has a name; None if it has none."""
    protected, article = opened.project.config.protected_names, opened.article
    langs = (article.lang, *opened.project.config.languages) if protected else ()
    lines = sorted({line for lang in dict.fromkeys(langs) for line in _lines(opened, lang)})
    if not lines:
        return None
    also = f"; also in line {', '.join(map(str, lines[1:]))}" if lines[1:] else ""
    hint = f"write it otherwise: until then no PO file gets the texts of this article{also}"
    return SourceError("here is one of the protected_names", path=article.path, line=lines[0] or None, hint=hint)


def refuse_catalog(project: Project, catalog: Catalog, path: str, langs: Collection[str]) -> None:
    """See that a catalog that is to be written has no name.

    Args:
        project: the newsroom.
        catalog: as it would be.
        path: of its file, for the message.
        langs: whose forms of names to look for.

    Raises:
        CatalogError: it has one, with the line at which that is now.
    """
    protected = project.config.protected_names
    lines = [*_lines_of(catalog, protected, langs)] if protected else []
    if lines:
        line = min(filter(None, lines), default=None)
        hint = "take it out, comments and left-over units too; then run the command again"
        if line is None:
            hint = "it comes from a note of the glossary: take it out there"
        raise CatalogError("here is one of the protected_names", path=path, line=line, hint=hint)


def has(project: Project, text: str, langs: Collection[str]) -> bool:
    """Whether a text has a name, in the forms of some languages."""
    return _have(project.config.protected_names, [text], langs) if project.config.protected_names else False


def refuse_house(project: Project) -> None:
    """See that what all pages have tells no name: the settings of the site, the newsroom's templates and its words.

    Raises:
        ConfigError, TemplateError: it does, with the line.
    """
    protected, config = project.config.protected_names, project.config
    if not protected:
        return
    hint = "take it out; until then nothing is published"
    for said in (config.site.name, config.site.base_url):
        if has(project, said, config.languages):
            text = (project.root / CONFIG_NAME).read_text("utf-8", "replace")
            at = text.find("[site]")
            line = text.count("\n", 0, text.find(said, at)) + 1 if said in text[at:] else None
            raise ConfigError("here is one of the protected_names", path=CONFIG_NAME, line=line, hint=hint)
    for folder in desk.THEME:
        for path in sorted((project.root / folder).rglob("*")):
            text = path.read_text("utf-8", "replace") if path.is_file() else ""
            found = [line for lang in config.languages for line, _ in _names(protected).places(text, lang)]
            if found:
                shown = project.shown(path)
                raise TemplateError("here is one of the protected_names", path=shown, line=min(found), hint=hint)


def is_told(project: Project, card: Card, texts: Iterable[str]) -> bool:
    """Whether an edition tells a name to the readers who have it now.

    Args:
        project: the newsroom.
        card: of the edition.
        texts: of the edition, as far as they are known, and its page.
    """
    protected = project.config.protected_names
    if not protected:
        return False
    shown = [*_of_card(card), *(piece for text in texts for piece in _pieces(text))]
    return _have(protected, shown, (card.lang, card.source_lang or card.lang))


@functools.lru_cache(maxsize=1)
def _names(protected: tuple[str, ...]) -> Names:
    from ..machine.protected import Names  # most newsrooms have none

    return Names(protected)


@functools.lru_cache(maxsize=1 << 14)  # an article's editions have most texts in common
def _has(protected: tuple[str, ...], text: str, lang: str) -> bool:
    """Whether a text has a name, in a language's forms."""
    return bool(_names(protected).spans(text, lang))


def _have(protected: tuple[str, ...], texts: Iterable[str], langs: Collection[str]) -> bool:
    each = tuple(dict.fromkeys(langs))
    return any(_has(protected, text, lang) for text in texts for lang in each)


def _pieces(markup: str) -> Iterator[str]:
    """The tags of blocks, and what stands between them: mostly that is a text that was looked at already, and in both
    places it is one piece for those who read it."""
    return filter(None, _BLOCK.split(markup))


def _finding(article: Article, lang: str, path: str, line: int) -> Finding:
    return Finding(
        "here is one of the protected_names",
        "write it otherwise; nothing else lets the edition out",
        severity=Severity.ERROR,
        check=CHECK,
        article=article.id,
        lang=lang,
        path=path,
        line=line or None,
    )


@functools.lru_cache(maxsize=8)  # most editions ask for the same
def _lines(opened: Opened, lang: str) -> frozenset[int]:
    """The lines of an article with names, in a language's forms, that its pages would have; 0 where that is not plain
    to see."""
    protected, skeleton = opened.project.config.protected_names, opened.skeleton
    article = skeleton.article
    body = _pieces(str(skeleton.fill({}, article.lang, bare=True).body))
    shown = [*skeleton.texts({}), *body, *_of_meta(article.meta), article.id]
    told = [text for text in shown if _has(protected, text, lang)]
    if not told:
        return frozenset()
    names = _names(protected)
    said = {_words(text[start:end]) for text in told for start, end in names.spans(text, lang)}
    places = names.places(article.source, lang)
    there = {line for line, (start, end) in places if _words(article.source[start:end]) in said}
    return frozenset(there or {line for line, _ in places} or {0})


@functools.lru_cache(maxsize=8)
def _drawings(opened: Opened) -> tuple[str, ...]:
    """The files of an article's pictures in which a name can be read."""
    project, found = opened.project, []
    for address in opened.skeleton.images:
        with contextlib.suppress(SourceError):  # what is not there is told by whoever needs it
            path, data = media.file(project, opened.article, address)
            if is_drawn(project, data):
                found.append(project.shown(path))
    return tuple(found)


def is_drawn(project: Project, picture: bytes) -> bool:
    """Whether a name can be read in a drawing, in any of the newsroom's languages: all editions show the same."""
    return _have(project.config.protected_names, kinds.words(picture), project.config.languages)


def _words(text: str) -> tuple[str, ...]:
    """A text without its marks and tags, to find it where it has others."""
    return tuple(_WORD.findall(_TAG.sub(" ", text.casefold())))


def _lines_of(catalog: Catalog, protected: tuple[str, ...], langs: Collection[str]) -> Iterator[int]:
    """The lines of a catalog at which entries begin with names in them, in the texts or in what is said of these."""
    top = (catalog.header_comment, *(value for _, value in catalog.header), *_of_unit(catalog.header_rest))
    if _have(protected, top, langs):
        yield 1
    yield from (unit.line for unit in catalog.units if _have(protected, _of_unit(unit), langs))
    if _have(protected, [catalog.trailer], langs):
        yield max((unit.line for unit in catalog.units), default=1)


def _of_unit(unit: Unit) -> Iterator[str]:
    """All that people read in an entry."""
    optional = (unit.context, unit.previous_source, unit.previous_context, unit.previous_plural, unit.plural_source)
    yield from (unit.source, unit.target, *unit.plural_targets, unit.comment, *unit.notes, *unit.references)
    yield from (text for text in optional if text)


def _of_meta(meta: Metadata) -> Iterator[str]:
    yield from (meta.canonical, meta.image, *meta.tags, *(name for _, name in meta.translators))


def _of_card(card: Card) -> Iterator[str]:
    yield from (card.path, card.title, card.kicker, card.description, card.alt, card.image, card.canonical)
    yield from (*card.topics, *card.authors, *card.files, *(one.text for one in card.corrections))
