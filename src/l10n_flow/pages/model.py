"""What pages are made of, as plain values: the site, its theme, and what a page says of others."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol, TypeVar

from markupsafe import Markup

from ..languages import registry
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..languages.language import Language
    from ..locales import Words


Text = TypeVar("Text", str, Markup)


class Say(Protocol):
    """What is done to each text of a page before its template gets it (`_forms.Form.say`)."""

    def __call__(self, text: Text, /) -> Text:
        """The text, or a blank for it."""


class Theme(Value, frozen=True):
    """What a newsroom changes about its pages.

    Attributes:
        templates: its own templates: name (`article.html`, `style.css`) and text. They go before ours.
        texts: its own words for ours, by the tag of the language, as `locales.ui` takes them.
    """

    templates: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, Words], ...] = ()

    def __hash__(self) -> int:
        """By what is short: each page asks for it."""
        return hash(tuple([name for name, _ in (*self.templates, *self.texts)]))

    @property
    def digest(self) -> str:
        """What pages depend on: another theme, another digest."""
        return hashlib.sha256(repr((self.templates, self.texts)).encode()).hexdigest()


class Shown(Value, frozen=True):
    """The copy of a picture that pages show: its size in pixels, 0 if that is not known, and smaller copies of it, as
    (width, the way from the picture)."""

    width: int = 0
    height: int = 0
    smaller: tuple[tuple[int, str], ...] = ()


class Ways(Value, frozen=True):
    """Where an article's relative addresses lead.

    Attributes:
        media: the way from its page to the folder that those of its pictures count from.
        pictures: its pictures, by their addresses.
        links: the articles that it links to, by their addresses in it (without `#`): the language of each edition that
            readers can open -> its path from the folder that is published, that of the original first; none if
            nobody can open it.
        files: the addresses of files that it embeds or leads to, and that are no pictures; they count from `media`.
    """

    media: str = ""
    pictures: Mapping[str, Shown] = {}
    links: Mapping[str, Mapping[str, str]] = {}
    files: Collection[str] = frozenset()


_NO_WAYS = Ways()


class Site(Value, frozen=True):
    """What all pages need to know of the site.

    Attributes:
        publication: what the newsroom calls itself; empty for pages without a masthead.
        base_url: where the folder that is published is on the web (`https://example.org/news/`), whichever mirror a
            page is read from; empty if that is not known, then there are no absolute addresses.
        ways: where an article's relative addresses lead, those in the texts of that article.
        languages: those that have a front page, in the order of the switcher; none if there are no front pages.
        feed: the name of a language's feed in its folder, and the ending of a topic's; empty if there are none.
        image_hosts: where pictures may come from but the site itself: `https://pictures.example.org`.
        theme: what the newsroom changes about its pages.
        house: languages in the newsroom's own style.
        timezone: that of the newsroom, empty if it says none.
        desks: authors that are no persons.
    """

    publication: str = ""
    base_url: str = ""
    ways: Ways = _NO_WAYS
    languages: tuple[str, ...] = ()
    feed: str = ""
    image_hosts: tuple[str, ...] = ()
    theme: Theme = Theme()
    house: tuple[Language, ...] = ()
    timezone: str = ""
    desks: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By what is short: each page asks for it."""
        return hash((self.publication, self.base_url))

    @property
    def frame(self) -> Site:
        """It without what is about one article."""
        return replace(self, ways=_NO_WAYS)

    def language(self, tag: str) -> Language:
        """A language as the newsroom writes it; raises as `registry.get`."""
        return next((one for one in self.house if one.tag == tag), None) or registry.get(tag)


class Link(Value, frozen=True):
    """One language's page of something: its BCP 47 tag and its path from the folder that is published.

    `original` marks the language that an article was written in.
    """

    lang: str
    path: str
    original: bool = False


class Image(Value, frozen=True):
    """A picture: its path from the folder that is published, or its address on the web; what it says to those who do
    not see it; its size in pixels, 0 if that is not known."""

    path: str
    alt: str = ""
    width: int = 0
    height: int = 0


class Teaser(Value, frozen=True):
    """What front pages say of an edition. Texts, not HTML; dates are ISO 8601, empty if there is none."""

    path: str
    title: str
    description: str = ""
    kicker: str = ""
    published: str = ""
    updated: str = ""
    image: Image | None = None


class Topic(Value, frozen=True):
    """A topic: its id in the address, what it is called (`texts/<lang>.po` may say it in the reader's language), how
    many editions there are in the language of the page, and the language of its name, empty if that is not known."""

    id: str
    name: str
    count: int = 0
    lang: str = ""


class About(Value, frozen=True):
    """What else a page says of its edition.

    Attributes:
        topics: those that it is listed under, if they have pages.
        stale: the original has been changed since, and this edition not yet.
        summary: what it is about, for an article that does not say so itself.
        preview: the picture for those who share a link, from the folder that is published; none if there is none.
    """

    topics: tuple[Topic, ...] = ()
    stale: bool = False
    summary: str = ""
    preview: Image | None = None
