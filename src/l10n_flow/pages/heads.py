"""The head of a page: what browsers, search engines and those who share a link read of it."""

from __future__ import annotations

import base64
import functools
import hashlib
import posixpath
import re
import urllib.parse
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from .. import editions, locales
from ..languages import registry
from ..text import typography
from ..values import Value, replace
from ._jsonld import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from gettext import NullTranslations

    from ..languages.language import Language
    from .model import Link, Say, Site, Theme, Topic


class Alternate(Value, frozen=True):
    """A page as another one links to it: its language, its address from there, and whether it is that page itself."""

    language: Language
    href: str
    current: bool = False

    @property
    def tag(self) -> str:
        """The BCP 47 tag of its language."""
        return self.language.tag

    @property
    def name(self) -> str:
        """What its language calls itself."""
        return self.language.name


class Head(Value, frozen=True):
    """What the head of a page says. Texts are texts, not HTML.

    Attributes:
        title: of the page, without the publication's name.
        description: empty if there is none.
        address: where the page is on the web, whichever mirror it is read from; empty if that is not known.
        alternates: (tag of a language, address), this page among them, `x-default` at the end; none if it is alone.
        share: (property, content) of Open Graph, in order.
        feeds: (title, address) of the feeds that it belongs to.
        noindex: whether search engines are to leave it out.
        data: JSON-LD, safe in a script element; empty if there is none.
        digest: what a security policy calls that by.
    """

    title: str
    description: str = ""
    address: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    share: tuple[tuple[str, str], ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    noindex: bool = False
    data: Markup = NOTHING
    digest: str = ""

    def blanked(self, say: Say) -> Head:
        """The same as a form takes it."""
        return replace(
            self,
            title=say(self.title),
            description=say(self.description),
            address=say(self.address),
            alternates=tuple([(tag, say(href)) for tag, href in self.alternates]),
            share=tuple([(name, say(text)) for name, text in self.share]),
            feeds=tuple([(title, say(href)) for title, href in self.feeds]),
            data=say(self.data),
            digest=say(self.digest),
        )


class Named(Value, frozen=True):
    """A topic as a page calls it: in which language, if that is not the page's, and its address from there."""

    name: str
    href: str
    lang: str = ""

    def blanked(self, say: Say) -> Named:
        """The same as a form takes it."""
        return Named(say(self.name), say(self.href), self.lang)


def digest(text: str) -> str:
    """What a security policy calls an element's content by (https://www.w3.org/TR/CSP3/#match-element-to-source-list)."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def topics(found: Iterable[Topic], own: Link, words: NullTranslations) -> tuple[Named, ...]:
    """Topics, as a page leads to them; `words` are those of the page."""
    return tuple(named(one, own, words) for one in found)


def named(topic: Topic, own: Link, words: NullTranslations) -> Named:
    """A topic, as a page calls it."""
    said = called(topic.name, topic.lang, own.lang, words)
    lang = topic.lang if said == topic.name and topic.lang != own.lang else ""
    return Named(said, relative(f"{own.lang}/topics/{topic.id}.html", own.path), lang)


def called(name: str, written: str, lang: str, words: NullTranslations) -> str:
    """What the newsroom calls a topic in a language; if nothing, its name as articles have it (`written` in theirs), in
    the letters of this one if they are the same language."""
    said = words.gettext(name)
    return said if said != name else _spelt(name, written, lang)


@functools.cache
def _spelt(name: str, written: str, lang: str) -> str:
    way = editions.way(lang, written) if written else None
    return way.change(name) if way and way.change and way.catalog_lang is None else name


def root(site: Site) -> str:
    """Where the folder that is published is on the web, with a slash at its end; empty if that is not known."""
    return site.base_url and site.base_url.rstrip("/") + "/"


@functools.cache
def words(theme: Theme, tag: str) -> NullTranslations:
    """Our own texts for a page in a language, the newsroom's first."""
    return locales.ui(registry.get(tag), dict(theme.texts).get(tag, ()))


def typeset(text: str, language: Language) -> Markup:
    """A text as pages have it: with what stays together on a line."""
    return Markup(typography.typeset(str(escape(text)), language.bound))  # noqa: S704  it is escaped


def switcher(links: Iterable[Link], own: str) -> tuple[Alternate, ...]:
    """The pages of a switcher on the page with the path `own`."""
    return tuple(Alternate(registry.get(one.lang), relative(one.path, own), one.path == own) for one in links)


def address(path: str, site: Site) -> str:
    """Where a path is on the web; empty if that is not known."""
    return site.base_url and root(site) + quoted(path)


def alternates(links: Sequence[Link], own: str, default: str, site: Site) -> tuple[tuple[str, str], ...]:
    """(hreflang, address) of all pages that say the same, that with the path `own` among them; none if it is alone.

    `default` is the path for readers of all other languages.
    """
    if len(links) < 2:
        return ()
    pages = [*((one.lang, one.path) for one in links), ("x-default", default)]
    return tuple((tag, address(path, site) or relative(path, own)) for tag, path in pages)


def feeds(site: Site, words: NullTranslations, own: Link, topic: Topic | None = None) -> tuple[tuple[str, str], ...]:
    """(title, address) of the feeds that a page belongs to: its language's, and a topic's."""
    if not site.feed:
        return ()
    found = [(site.publication or words.gettext("Latest news"), f"{own.lang}/{site.feed}")]
    if topic is not None:
        ending = posixpath.splitext(site.feed)[1]
        found.append((called(topic.name, topic.lang, own.lang, words), f"{own.lang}/topics/{topic.id}{ending}"))
    return tuple((title, relative(path, own.path)) for title, path in found)


def open_graph(
    head: Iterable[tuple[str, str]], site: Site, language: Language, links: Iterable[Link]
) -> Iterator[tuple[str, str]]:
    """The properties of Open Graph (https://ogp.me/) that say something: those of the page, the site's, the locale."""
    yield from ((name, text) for name, text in head if text)
    if site.publication:
        yield "og:site_name", site.publication
    yield "og:locale", language.open_graph
    others = dict.fromkeys(registry.get(one.lang).open_graph for one in links)
    yield from (("og:locale:alternate", code) for code in others if code != language.open_graph)


def relative(path: str, page: str) -> str:
    """The way from a page to a path; both count from the folder that is published."""
    there, here = path.split("/"), page.split("/")[:-1]
    while here and there[0] == here[0]:  # not `relpath`, which asks the system where we are
        del there[0], here[0]
    return quoted("/".join([*[".."] * len(here), *there]))


def quoted(path: str) -> str:
    """A path as it stands in an address."""
    return path if _PLAIN.fullmatch(path) else urllib.parse.quote(path)


_PLAIN = re.compile(r"[A-Za-z0-9/_.~-]*")
"""A path that stands in an address as it is: nearly all do."""
