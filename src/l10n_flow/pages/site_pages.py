"""The pages round the articles: front pages and their archives, topics, the choice of a language, what is not there.

Each function takes plain values and gives the page's text. Paths count from the folder that is published.
"""

from __future__ import annotations

import urllib.parse
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeVar

from markupsafe import Markup

from .. import locales
from ..languages import registry
from ..values import Value
from . import heads, rendering
from ._frame import ICON, Frame
from .model import Link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..languages.language import Language
    from .model import Site, Teaser, Topic

__all__ = [
    "ICON",
    "Part",
    "absent",
    "chooser",
    "front",
    "front_path",
    "icon",
    "not_found",
    "paginated",
    "topic",
    "topic_path",
]

T = TypeVar("T")
_NO_TITLES: Mapping[str, str] = MappingProxyType({})


class Part(Value, frozen=True):
    """Which page of a list it is: its number as `paginated` counts, 0 for the first; and the paths of the pages with
    older and with newer articles, empty if there are none."""

    number: int = 0
    older: str = ""
    newer: str = ""


_WHOLE = Part()


def front_path(lang: str, number: int = 0) -> str:
    """Where a language's front page is, or a page of its archive."""
    return f"{lang}/archive/{number}.html" if number else f"{lang}/index.html"


def topic_path(lang: str, topic_id: str, number: int = 0) -> str:
    """Where the page of a topic is, or a page of its archive."""
    return f"{lang}/topics/{topic_id}{f'-{number}' if number else ''}.html"


def front(
    site: Site, lang: str, teasers: Sequence[Teaser], *, topics: Sequence[Topic] = (), part: Part = _WHOLE
) -> str:
    """A language's front page, or a page of its archive.

    Args:
        site: what it is for; its `languages` are those of the switcher.
        lang: the language.
        teasers: what it shows, the newest first.
        topics: those that it leads to.
        part: which page it is.

    Raises:
        TemplateError: a template of the newsroom is wrong.
        ValueError: a date is none.
    """
    number = part.number
    frame = Frame(site, lang, front_path(lang, number))
    latest = frame.words.gettext("Latest news")
    heading = frame.words.gettext("Archive, page %(number)s") % {"number": number} if number else latest
    fronts = _fronts(site)
    name = site.publication and f"{heading} — {site.publication}"
    title = (name or heading) if number else site.publication or latest
    told = [one.title for one in teasers]
    links = () if number else fronts
    head = frame.head(title, told, links=links, default="index.html", kind="website" if not number else "")
    return frame.page(
        "front.html",
        head,
        fronts,
        heading=heading,
        archive=bool(number),
        teasers=frame.teasers(teasers),
        topics=heads.topics(topics, frame.own, frame.words),
        older=part.older and frame.way(part.older),
        newer=part.newer and frame.way(part.newer),
    )


def _fronts(site: Site) -> tuple[Link, ...]:
    return tuple(Link(one, front_path(one)) for one in site.languages)


def topic(
    site: Site,
    lang: str,
    topic: Topic,
    teasers: Sequence[Teaser],
    *,
    editions: Sequence[Link] = (),
    part: Part = _WHOLE,
) -> str:
    """The page of a topic in a language, or a page of its archive.

    `editions` are the pages of the topic in all languages, this one among them; the others as `front` takes and raises
    them.
    """
    frame = Frame(site, lang, topic_path(lang, topic.id, part.number))
    named = heads.named(topic, frame.own, frame.words)
    heading = named.name[:1].upper() + named.name[1:]
    title = f"{heading} — {site.publication}" if site.publication else heading
    links = () if part.number else editions
    default = next((one.path for one in links), "")
    return frame.page(
        "topic.html",
        frame.head(title, [one.title for one in teasers], links=links, default=default, topic=topic),
        editions,
        heading=heading,
        heading_lang=named.lang,
        count=topic.count,
        number=locales.format_number(topic.count, frame.language),
        teasers=frame.teasers(teasers),
        older=part.older and frame.way(part.older),
        newer=part.newer and frame.way(part.newer),
    )


def chooser(site: Site) -> str:
    """The page of the whole site: its languages. `Site.languages` must not be empty. Raises as `front`."""
    frame = Frame(site, site.languages[0], "index.html")
    fronts = _fronts(site)
    choices = heads.switcher(fronts, "index.html")
    title = site.publication or frame.words.gettext("Languages")
    head = frame.head(title, [one.name for one in choices], links=fronts, default="index.html")
    return frame.page("chooser.html", head, (), choices=choices)


class _Lost(Value, frozen=True):
    """That a page is not there, in one language, and where its front page is."""

    language: Language
    title: str
    text: str
    link: str
    href: str


def not_found(site: Site, languages: Sequence[str]) -> str:
    """What a web server shows for an address that is not there, wherever that is: in all `languages`.

    Raises as `front`.
    """
    top = urllib.parse.urlsplit(heads.root(site)).path or "/"
    frame = Frame(site, languages[0], "404.html")

    def lost(tag: str) -> _Lost:
        words = heads.words(site.theme, tag)
        return _Lost(
            language=registry.get(tag),
            title=words.gettext("Page not found"),
            text=words.gettext("There is nothing at this address: the link is old, or has a mistake in it."),
            link=words.gettext("Go to the front page"),
            href=f"{top}{heads.quoted(tag)}/index.html" if tag in site.languages else "",
        )

    head = heads.Head(frame.words.gettext("Page not found"), noindex=True)
    home, said = top if site.languages else "", [lost(one) for one in languages]
    return frame.page("404.html", head, (), home=home, icon=f"{top}{ICON}", said=said)


def icon(site: Site) -> str:
    """The small picture of the site that browsers show, an SVG: its initial."""
    initial = next((letter.upper() for letter in site.publication if letter.isalnum()), "")
    return rendering.render(site.theme, ICON, {"initial": initial, "site": site})


def absent(
    site: Site,
    lang: str,
    path: str,
    editions: Sequence[Link],
    *,
    titles: Mapping[str, str] = _NO_TITLES,
    why: Literal["", "withdrawn", "revised"] = "",
) -> str:
    """The page of an edition that readers cannot have.

    Args:
        site: what it is for.
        lang: the edition's language.
        path: where the page is.
        editions: those that readers can have.
        titles: their headlines by language, as text; none if the page is not to say them.
        why: `withdrawn` if the newsroom has taken it down; `revised` if readers will have it again when it says what
            the article says; else it was never there.

    Raises:
        As `front`.
    """
    frame = Frame(site, lang, path)
    if why == "withdrawn":
        title = frame.words.gettext("This article has been withdrawn")
    elif why == "revised":
        title = frame.words.gettext("This article is not available in English at the moment")
    else:
        title = frame.words.gettext("This article has not come out in English yet")
    head = heads.Head(title, noindex=True)
    choices = [
        _Choice(one.language, one.href, title=heads.typeset(titles.get(one.tag, ""), site.language(one.tag)))
        for one in heads.switcher(editions, path)
    ]
    return frame.page(
        "absent.html",
        head,
        (),
        withdrawn=why == "withdrawn",
        revised=why == "revised",
        choices=choices,
    )


def paginated(items: Sequence[T], size: int) -> list[tuple[int, Sequence[T]]]:
    """What goes on which page: (number, items), the newest first; 0 is the front page.

    The pages of the archive are counted from the oldest, and hold `size` items each: what is on one stays there when
    articles are added. The front page has at least as many, so that it is never nearly empty.

    Args:
        items: the newest first.
        size: of a page.
    """
    full = max(0, len(items) // size - 1)
    split = len(items) - full * size
    archive = [(full - number, items[split + number * size :][:size]) for number in range(full)]
    return [(0, items[:split]), *archive]


class _Choice(heads.Alternate, frozen=True):
    """An edition that readers can have instead, with its headline."""

    title: Markup = Markup()
