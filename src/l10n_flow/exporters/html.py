"""An article's edition as one HTML page that stands alone: no script, no style sheet, no font from elsewhere.

What comes from the article passes an allow-list (nh3) and a content security policy that runs nothing.
"""

from __future__ import annotations

import contextlib
import functools
import posixpath
import urllib.parse
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from .. import elements, locales, typography
from ..articles import document, holes
from ..articles.holes import Texts, UnfitError
from ..errors import SourceError
from ..languages import registry
from ..model import Role
from ..values import Value, replace
from . import _bylines, _forms, _heads, _jsonld, _layout
from ._pages import About, Image, Link, Shown, Site, Topic, Ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..articles.document import Key
    from ..articles.holes import Pattern
    from ..languages.language import Language
    from ..model import Article
    from ._layout import Layout, Piece
    from ._pages import Say

__all__ = ["About", "Link", "Sheet", "Shown", "Site", "Topic", "Ways", "page"]

_SITE, _ABOUT = Site(), About()


_NOWHERE = Site()


class Sheet:
    """An article's pages: what they have in common is made once, when the first is made."""

    def __init__(self, skeleton: document.Skeleton, site: Site) -> None:
        """Take an article and the site that its pages are for."""
        self._skeleton, self._site = skeleton, site

    def page(
        self,
        translations: Mapping[Key, str],
        lang: str,
        editions: Sequence[Link],
        *,
        mark_missing: bool = False,
        about: About = _ABOUT,
    ) -> str:
        """The page of an edition.

        Args:
            translations: as `document.Skeleton.fill` takes them.
            lang: the edition's.
            editions: as `page` takes them.
            mark_missing: say of texts without a translation that they have none.
            about: what else the page says.

        Raises:
            As `page`.
        """
        if not mark_missing and self._layout and holes.may_hold(places := self._skeleton.texts(translations)):
            article = replace(self._skeleton.article, lang=lang)
            with contextlib.suppress(UnfitError):
                return _Page(article, self._layout, places, editions, self._site).text(about)
        # Which passages are marked, or what an unusual translation does to the tree, is this edition's alone.
        filled = self._skeleton.fill(translations, lang, mark_missing=mark_missing, bare=True)
        return page(filled, editions, self._site, about)

    @cached_property
    def _layout(self) -> Layout | None:
        """That of all editions, None if each needs its own."""
        with contextlib.suppress(UnfitError):
            return _layout.of_all(self._skeleton.outline, self._site.ways)
        return None


def page(article: Article, editions: Sequence[Link], site: Site = _SITE, about: About = _ABOUT) -> str:
    """The page of an edition.

    Args:
        article: filled, in the edition's language. Parts with the `lang` of the original count as untranslated.
        editions: all editions that readers can open, this one among them, in the order of the language switcher.
        site: what it is for.
        about: what else it says.

    Raises:
        LanguageError: the article's language is not known.
        SourceError: its tree is broken, or a date is none.
        TemplateError: a template of the newsroom is wrong.
        ValueError: `editions` lacks the article's own.
    """
    original = next((edition.lang for edition in editions if edition.original), article.lang)
    layout = _layout.of_edition(article.body, site.ways, original if original != article.lang else None)
    return _Page(article, layout, (), editions, site).text(about)


class _Page:
    """An edition's page: what its article says, in pieces."""

    def __init__(
        self, article: Article, layout: Layout, places: Sequence[str], editions: Sequence[Link], site: Site
    ) -> None:
        """Fill the layout with the edition's texts; raises as `page`."""
        own = next((edition for edition in editions if edition.lang == article.lang), None)
        if own is None:
            raise ValueError(f"no edition in {article.lang!r} among those of {article.id}")
        self._article, self._site, self._editions, self._own = article, site, editions, own
        self._layout = layout
        self._original = next((edition for edition in editions if edition.original), own)
        self._language = site.language(article.lang)
        self._words = _heads.words(site.look, article.lang)
        links = [_target(site.ways.links[one], own) for one in layout.links]
        as_html = holes.as_html(places, self._language.bound if layout.is_all_holes else None)
        texts = Texts(article.lang, places, as_html, self._words.gettext, links)
        self._head = {name: pattern.filled(texts) for name, pattern in layout.head.items()}
        self._front = {role: [self._piece(piece, texts) for piece in pieces] for role, pieces in layout.front.items()}
        self._body = self._html(layout.body, texts)
        self._corrections = [
            (locales.correction(one.date, one.kind, self._language, self._words), one, self._piece(one.piece, texts))
            for one in layout.corrections
        ]
        self._title = self._head.get("title") or self._said(Role.HEADLINE) or article.id
        self._description = self._head.get("description") or self._said(Role.DECK)
        self._byline = _bylines.byline(
            [(piece.html, piece.text) for piece in self._front[Role.BYLINE]],
            self._head.get("l10n:authors", ""),
            self._language,
        )

    def text(self, about: About) -> str:
        """The page."""
        own, lang, site = self._own, self._article.lang, self._site
        form = _forms.Form(site.look)
        say, others = form.say, self._editions if len(self._editions) > 1 else ()
        values = {
            "texts": self._words,
            "site": site.frame,
            "language": self._language,
            "head": self._page_head(about).blanked(say),
            "home": _heads.relative(f"{lang}/index.html", own.path) if lang in site.languages else "",
            "switcher": tuple([replace(one, href=say(one.href)) for one in _heads.switcher(others, own.path)]),
            "icon": _heads.relative("icon.svg", own.path),
            "switcher_label": self._words.gettext("Read this article in"),
            "front": _Front(*[tuple([piece.blanked(say) for piece in self._front[role]]) for role in _FRONT]),
            "location": say(self._head.get("l10n:location", "")),
            "byline": self._byline.blanked(say),
            "dates": () if self._layout.is_dated else tuple(_dates(self._article, self._language, say)),
            "body": say(self._body),
            "corrections": tuple(
                [
                    (say(_heads.typeset(label, self._language)), say(one.date), piece.blanked(say))
                    for label, one, piece in self._corrections
                ]
            ),
            "partial": self._layout.is_partial,
            "original": None if own is self._original else _original(self._original, own).blanked(say),
            "topics": tuple([one.blanked(say) for one in _heads.topics(about.topics, own, self._words)]),
            "translator": say(self._translator),
            "stale": about.stale and own is not self._original,
        }
        return form.page("article.html", values, {"site": site, "meta": self._article.meta})

    def _piece(self, piece: Piece, texts: Texts) -> _Piece:
        lang = piece.lang.filled(texts) if piece.lang else None
        text = document.collapsed(piece.text.filled(texts))
        return _Piece(self._html(piece.html, texts), text, lang)

    def _html(self, pattern: Pattern, texts: Texts) -> Markup:
        """HTML with the edition's texts, in which words stay on a line that belong together."""
        html = pattern.filled(texts).strip()
        typeset = typography.whole if self._layout.is_all_holes else typography.typeset
        return Markup(typeset(html, self._language.bound))  # noqa: S704  it was cleaned, the texts were escaped

    def _said(self, role: Role) -> str:
        return " ".join([piece.text for piece in self._front[role]])

    @property
    def _translator(self) -> str:
        """Who is to be named as the translator; a derived edition was translated by that of its base."""
        names = dict(self._article.meta.translators)
        said = names.get(self._language.tag) or names.get(self._language.base or "", "")
        return "" if self._own is self._original else said

    def _address(self, edition: Link) -> str:
        """Where an edition is on the web; the original may have come out somewhere else first."""
        canonical = self._article.meta.canonical if edition is self._original else ""
        return canonical or _heads.address(edition.path, self._site)

    def _page_head(self, about: About) -> _heads.Head:
        site, meta, own = self._site, self._article.meta, self._own
        address, description = self._address(own), self._description or about.summary
        preview = about.preview or Image("" if elements.is_drawing(meta.image) else _absolute(meta.image, site, own))
        image = _shared(preview, site)
        share = (
            ("og:type", "article"),
            ("og:title", self._head.get("og:title") or self._title),
            ("og:description", self._head.get("og:description") or description),
            ("og:url", address),
            ("og:image", image),
            ("og:image:width", image and str(preview.width or "")),
            ("og:image:height", image and str(preview.height or "")),
            ("og:image:alt", image and (self._head.get("og:image:alt") or preview.alt)),
            ("article:published_time", meta.date),
            ("article:modified_time", meta.updated),
        )
        data = self._data(address, description, image or _absolute(meta.image, site, own))
        return _heads.Head(
            title=self._title,
            description=description,
            address=address,
            alternates=_heads.alternates(self._editions, own.path, self._original.path, site),
            share=tuple(_heads.open_graph(share, site, self._language, self._editions)),
            feeds=_heads.feeds(site, self._words, own),
            data=data,
            digest=_heads.digest(data),
        )

    def _data(self, address: str, description: str, image: str) -> Markup:
        """What the page says to machines."""
        site, meta, own = self._site, self._article.meta, self._own
        others = [(one.lang, self._address(one)) for one in self._editions if one not in (own, self._original)]
        is_original = own is self._original
        source = self._address(self._original)
        return _jsonld.script(
            {
                "@type": "NewsArticle",
                "headline": self._said(Role.HEADLINE) or self._title,
                "description": description,
                "inLanguage": self._article.lang,
                "datePublished": meta.date,
                "dateModified": max(meta.updated or meta.date, *(one.date for _, one, _ in self._corrections), ""),
                "author": [_jsonld.author(name, is_desk=_bylines.is_desk(name, site)) for name in self._byline.names],
                "translator": _jsonld.person(self._translator),
                "publisher": _jsonld.organization(site.publication, _heads.root(site)),
                "url": address,
                "mainEntityOfPage": address,
                "image": [image] if image else [],
                "articleSection": self._said(Role.KICKER),
                "dateline": self._said(Role.DATELINE) or self._head.get("l10n:location", ""),
                "keywords": [self._words.gettext(tag) for tag in meta.tags],
                "isAccessibleForFree": True,
                "correction": [_jsonld.correction(one.date, piece.text) for _, one, piece in self._corrections],
                "translationOfWork": None if is_original or not source else _jsonld.work(self._original.lang, source),
                "workTranslation": [_jsonld.work(*one) for one in others if is_original and one[1]],
            }
        )


def _target(pages: Mapping[str, str], own: Link) -> tuple[str, str]:
    """Where a link to an article leads: to its page in the reader's language, else to the original."""
    lang = own.lang if own.lang in pages else next(iter(pages))
    return _heads.relative(pages[lang], own.path), lang


class _Original(Value, frozen=True):
    """The edition that the others were made from, as one of those links to it."""

    lang: str
    name: str
    href: str

    def blanked(self, say: Say) -> _Original:
        """The same as a form takes it."""
        return replace(self, href=say(self.href))


def _original(original: Link, own: Link) -> _Original:
    return _Original(original.lang, _language_name(original.lang, own.lang), _heads.relative(original.path, own.path))


@functools.cache
def _language_name(tag: str, reader: str) -> str:
    return locales.language_name(registry.get(tag), registry.get(reader))


class _Piece(Value, frozen=True):
    """A part of the page's top: its inline markup, safe; its text; and its `lang` if it has one of its own."""

    html: Markup
    text: str
    lang: str | None

    def blanked(self, say: Say) -> _Piece:
        """The same as a form takes it."""
        return _Piece(say(self.html), say(self.text), self.lang)


class _Front(Value, frozen=True):
    """The page's top."""

    kicker: tuple[_Piece, ...]
    headline: tuple[_Piece, ...]
    deck: tuple[_Piece, ...]
    byline: tuple[_Piece, ...]
    dateline: tuple[_Piece, ...]


_FRONT = [Role(name) for name in _Front.__struct_fields__]


def _dates(article: Article, language: Language, say: Say) -> Iterator[tuple[str, str, str]]:
    """The dates to show, as (what for, ISO 8601, text)."""
    for name, iso in (("published", article.meta.date), ("updated", article.meta.updated)):
        if iso:
            try:
                yield name, say(iso), say(locales.format_published(iso, language))
            except ValueError as error:
                raise SourceError(f"{iso!r} is no date", path=article.path, hint="write it like 2025-05-12") from error


def _shared(image: Image, site: Site) -> str:
    """Where a preview image is on the web; empty if that is not known."""
    return image.path if "//" in image.path else image.path and _heads.address(urllib.parse.unquote(image.path), site)


def _absolute(image: str, site: Site, own: Link) -> str:
    """A preview image's address, which must be absolute; empty if it cannot be."""
    if not image:
        return ""
    way = posixpath.join(site.ways.media, image) if elements.is_relative(image) else image
    address = urllib.parse.urljoin(_heads.address(own.path, site), way)
    return address if address.startswith(("https://", "http://")) else ""
