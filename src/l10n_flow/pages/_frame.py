"""What all pages round the articles have: head, switcher, and articles as lists show them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .. import locales
from ..articles import elements
from ..text import excerpts
from ..values import Value
from . import _jsonld, heads, rendering
from .model import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from gettext import NullTranslations

    from markupsafe import Markup

    from ..languages.language import Language
    from .model import Site, Teaser, Topic

__all__ = ["ICON", "Frame"]

ICON = "icon.svg"
"""The way to the icon from the folder of the pages, and the name of its template."""


class _Picture(Value, frozen=True):
    """A picture on a front page; see `model.Image`."""

    src: str
    alt: str
    width: int
    height: int


class _Told(Value, frozen=True):
    """An article on a front page; see `model.Teaser`."""

    href: str
    title: Markup
    description: Markup
    kicker: Markup
    iso: str
    date: str
    image: _Picture | None


@functools.lru_cache(maxsize=1024)
def _printed(one: Teaser, language: Language) -> tuple[Markup, Markup, Markup, str, str]:
    """What is the same on all pages that show an article: `_Told` without the way to it, and its picture."""
    title, description, kicker = (heads.typeset(text, language) for text in (one.title, one.description, one.kicker))
    date = locales.format_published(one.published, language) if one.published else ""
    return title, description, kicker, one.published, date


class Frame:
    """What a page in a language has, whatever it shows."""

    def __init__(self, site: Site, lang: str, path: str) -> None:
        """Of a site, in a language, at a path."""
        self.site, self.lang, self.path = site, lang, path
        self.own = Link(lang, path)
        self.language: Language = site.language(lang)
        self.words: NullTranslations = heads.words(site.theme, lang)

    def way(self, path: str) -> str:
        """The way from the page to a path."""
        return heads.relative(path, self.path)

    def head(
        self,
        title: str,
        told: Iterable[str],
        *,
        links: Sequence[Link] = (),
        default: str = "",
        kind: str = "",
        topic: Topic | None = None,
    ) -> heads.Head:
        """The page's head; `told` is what it leads to, `links` are pages that say the same in other languages."""
        description = excerpts.excerpt(f"{title}: {'; '.join(told)}")
        address = heads.address(self.path, self.site)
        share = (("og:type", "website"), ("og:title", title), ("og:description", description), ("og:url", address))
        data = {
            "@type": "WebSite",
            "name": self.site.publication,
            "inLanguage": self.lang,
            "url": address,
            "publisher": _jsonld.organization(self.site.publication, heads.root(self.site)),
        }
        said = _jsonld.script(data) if kind and self.site.publication else _jsonld.NOTHING
        return heads.Head(
            title=title,
            description=description,
            address=address,
            alternates=heads.alternates(links, self.path, default, self.site),
            share=tuple(heads.open_graph(share, self.site, self.language, links)),
            feeds=heads.feeds(self.site, self.words, self.own, topic),
            data=said,
            digest=heads.digest(said),
        )

    def page(self, template: str, head: heads.Head, links: Sequence[Link], **values: object) -> str:
        """The page; `links` are those of its switcher."""
        is_listed = self.lang in self.site.languages
        given = {
            "texts": self.words,
            "site": self.site,
            "language": self.language,
            "head": head,
            "home": self.way(f"{self.lang}/index.html") if is_listed else "",
            "icon": self.way(ICON),
            "switcher": heads.switcher(links, self.path) if len(links) > 1 else (),
            "switcher_label": self.words.gettext("Languages"),
        }
        return rendering.render(self.site.theme, template, given | values)

    def teasers(self, found: Iterable[Teaser]) -> list[_Told]:
        """What templates show of articles."""
        return [self._told(one) for one in found]

    def _told(self, one: Teaser) -> _Told:
        shown = one.image
        image = _Picture(self._src(shown.path), shown.alt, shown.width, shown.height) if shown else None
        return _Told(self.way(one.path), *_printed(one, self.language), image)

    def _src(self, path: str) -> str:
        return self.way(path) if elements.is_relative(path) else path
