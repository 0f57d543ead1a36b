"""What files a site has beside the pages of articles: front pages, topics, feeds, sitemaps, lists for servers. Pure.

All follows from the cards of the editions that readers can open, and from the records.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import urllib.parse
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import locales, slugs
from .exporters import _pages, _site_pages
from .exporters._heads import quoted, words
from .exporters._pages import Link, Teaser
from .feeds import atom, entries, news, redirects, robots, sitemap
from .languages import registry
from .publications import address, is_reserved
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .publications import Card, Record

__all__ = ["Newsroom", "Wanted", "wanted"]

SHELF = 15
"""So many articles are on a page of the archive; the front page has as many or more, to less than twice that."""

TOPICS = 12
"""So many topics are named on a front page: those with most articles; articles name all of theirs."""


class Wanted(Value, frozen=True):
    """A file that a site is to have: the way to it from the folder of the pages, what it is made of (as a digest), and
    who makes it."""

    path: str
    of: str
    make: Callable[[], str]


@dataclass(frozen=True)
class Newsroom:
    """What a site is made of.

    Attributes:
        site: what its pages say of themselves.
        languages: the newsroom's, in order.
        source_language: in which topics are named.
        cards: article -> language -> the card of an edition that readers can open.
        records: language -> article -> the record, of all that was ever published.
        now: the time (ISO 8601), for the sitemap of news alone.
    """

    site: _pages.Site
    languages: Sequence[str]
    source_language: str
    cards: Mapping[str, Mapping[str, Card]]
    records: Mapping[str, Mapping[str, Record]]
    now: str
    _ids: dict[str, str] = field(default_factory=dict, compare=False)

    def record(self, card: Card) -> Record:
        """The record of an edition."""
        return self.records[card.lang][card.article]

    def links(self, article: str) -> tuple[Link, ...]:
        """The editions of an article that readers can open, in order."""
        return self._links.get(article, ())

    @functools.cached_property
    def _links(self) -> dict[str, tuple[Link, ...]]:
        return {
            article: tuple(
                [Link(lang, found[lang].path, found[lang].is_original) for lang in self.languages if lang in found]
            )
            for article, found in self.cards.items()
        }

    @functools.cached_property
    def live(self) -> frozenset[str]:
        """The paths of all editions that readers can open."""
        return frozenset(link.path for links in self._links.values() for link in links)

    @functools.cached_property
    def by_language(self) -> dict[str, list[Card]]:
        """The editions of each language, the newest first."""
        found: dict[str, list[Card]] = {lang: [] for lang in self.languages}
        for editions in self.cards.values():
            for lang, card in editions.items():
                found[lang].append(card)
        for listed in found.values():
            listed.sort(key=lambda card: card.article)
            listed.sort(key=self.published, reverse=True)
        return {lang: listed for lang, listed in found.items() if listed}

    def published(self, card: Card) -> str:
        """When an edition was published: as the article says, else as the record does."""
        return card.date or self.record(card).first

    def topic(self, name: str) -> str:
        """How addresses spell a topic."""
        if name not in self._ids:
            self._ids[name] = slugs.topic(name, self.source_language)
        return self._ids[name]

    def url(self, path: str) -> str:
        """Where a file is on the web."""
        return f"{self.site.base_url.rstrip('/')}/{quoted(path)}"


def wanted(newsroom: Newsroom) -> Iterator[Wanted]:
    """All files of a site but the pages of editions and what these show."""
    listed = newsroom.by_language
    if not any(newsroom.records.values()):
        return
    if listed:
        yield _page("index.html", tuple(listed), functools.partial(_site_pages.chooser, newsroom.site))
    make = functools.partial(_site_pages.not_found, newsroom.site, newsroom.languages)
    yield _page("404.html", (), make)
    for lang, cards in listed.items():
        yield from _fronts(newsroom, lang, cards)
    yield from _topics(newsroom)
    yield from _absent(newsroom)
    if newsroom.site.base_url:
        yield from _sitemaps(newsroom)
    yield from _for_servers(newsroom)


def _page(path: str, made_of: object, make: Callable[[], str]) -> Wanted:
    """A file; what it is `made_of` beside the site itself, which whoever compares knows."""
    return Wanted(path, hashlib.sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest(), make)


def _teaser(newsroom: Newsroom, card: Card) -> Teaser:
    image = _pages.Image(card.image, card.alt, card.width, card.height) if card.image else None
    published = newsroom.published(card)
    return Teaser(card.path, card.title, card.description, card.kicker, published, card.updated, image)


def _shelves(
    cards: Sequence[Card], folder: str, first: str, more: str
) -> Iterator[tuple[int, Sequence[Card], str, str]]:
    """The pages of a list: number, what is on it, and the paths of the next older and the next newer one."""
    shelves = _site_pages.shelves(cards, SHELF)
    paths = [f"{folder}/{more.format(number) if number else first}" for number, _ in shelves]
    for (number, some), older, newer in zip(shelves, [*paths[1:], ""], ["", *paths[:-1]], strict=True):
        yield number, some, older, newer


def _fronts(newsroom: Newsroom, lang: str, cards: Sequence[Card]) -> Iterator[Wanted]:
    """A language's front page, its archive, and its feed."""
    site = newsroom.site
    counts = _counts(newsroom, cards)
    for number, some, older, newer in _shelves(cards, lang, "index.html", "archive/{}.html"):
        teasers = tuple(_teaser(newsroom, card) for card in some)
        topics = () if number else counts[:TOPICS]
        path = f"{lang}/archive/{number}.html" if number else f"{lang}/index.html"
        make = functools.partial(
            _site_pages.front, site, lang, teasers, topics=topics, shelf=number, older=older, newer=newer
        )
        yield _page(path, (make.args[1:], make.keywords), make)
    if site.base_url:
        others = tuple((one, newsroom.url(f"{one}/{newsroom.site.feed}")) for one in newsroom.by_language)
        name = site.publication or words(site.look, lang).gettext("Latest news")
        yield _feed(
            newsroom, cards, _about(newsroom, lang, name, f"{lang}/{newsroom.site.feed}", f"{lang}/index.html", others)
        )


def _counts(newsroom: Newsroom, cards: Iterable[Card]) -> tuple[_pages.Topic, ...]:
    """The topics of editions, those with most of them first."""
    names: dict[str, str] = {}
    found: defaultdict[str, int] = defaultdict(int)
    for card in cards:
        for name in {newsroom.topic(name): name for name in card.topics}.values():
            found[newsroom.topic(name)] += 1
            names.setdefault(newsroom.topic(name), name)
    order = sorted(found, key=lambda one: (-found[one], one))
    return tuple(_pages.Topic(one, names[one], found[one], newsroom.source_language) for one in order)


def _topics(newsroom: Newsroom) -> Iterator[Wanted]:
    """The pages and feeds of topics."""
    site = newsroom.site
    by_topic: defaultdict[str, dict[str, list[Card]]] = defaultdict(dict)
    names: dict[str, str] = {}
    for lang, cards in newsroom.by_language.items():
        for card in cards:
            for name in card.topics:
                shelf = by_topic[newsroom.topic(name)].setdefault(lang, [])
                names.setdefault(newsroom.topic(name), name)
                if not shelf or shelf[-1] is not card:
                    shelf.append(card)
    for topic_id, editions in sorted(by_topic.items()):
        links = tuple(Link(lang, f"{lang}/topics/{topic_id}.html") for lang in editions)
        feeds = tuple((lang, newsroom.url(f"{lang}/topics/{topic_id}.xml")) for lang in editions)
        for lang, cards in editions.items():
            topic = _pages.Topic(topic_id, names[topic_id], len(cards), newsroom.source_language)
            folder = f"{lang}/topics"
            for number, some, older, newer in _shelves(cards, folder, f"{topic_id}.html", topic_id + "-{}.html"):
                teasers = tuple(_teaser(newsroom, card) for card in some)
                path = f"{folder}/{topic_id}-{number}.html" if number else f"{folder}/{topic_id}.html"
                make = functools.partial(
                    _site_pages.topic,
                    *(site, lang, topic, teasers),
                    editions=links,
                    shelf=number,
                    older=older,
                    newer=newer,
                )
                yield _page(path, (make.args[1:], make.keywords), make)
            if site.base_url:
                name = " — ".join(filter(None, [words(site.look, lang).gettext(topic.name), site.publication]))
                path, page = f"{folder}/{topic_id}.xml", f"{folder}/{topic_id}.html"
                yield _feed(newsroom, cards, _about(newsroom, lang, name, path, page, feeds, topic_id))


def _absent(newsroom: Newsroom) -> Iterator[Wanted]:
    """Pages at the addresses of editions that readers cannot have."""
    published = {article for known in newsroom.records.values() for article in known}
    for article in sorted(published.union(newsroom.cards)):
        links = newsroom.links(article)
        there = {link.lang for link in links}
        told = next((link for link in links if link.original), links[0]) if links else None
        headline = newsroom.cards[article][told.lang].title if told else ""
        for lang in newsroom.languages:
            if lang in there:
                continue
            record = newsroom.records.get(lang, {}).get(article)
            slug = record.slug if record else ""
            path = address(lang, article, slug)
            is_gone = record is not None and not record.is_live
            if path in newsroom.live or not (links or is_gone) or is_reserved(article, slug):
                continue
            make = functools.partial(
                _site_pages.absent, newsroom.site, lang, path, links, headline=headline, withdrawn=is_gone
            )
            yield _page(path, (make.args[1:], make.keywords), make)


def _about(  # noqa: PLR0913, PLR0917  what a feed says of itself
    newsroom: Newsroom,
    lang: str,
    title: str,
    path: str,
    page: str,
    others: tuple[tuple[str, str], ...],
    topic: str = "",
) -> atom.Feed:
    # It is called by what was published first in its language: whatever becomes of the rest, that stays on record.
    first = min((one.first, one.born or article) for article, one in newsroom.records[lang].items())
    name = newsroom.site.publication or urllib.parse.urlsplit(newsroom.site.base_url).hostname or lang
    told = entries.urn(" ".join((*first, lang, "feed", topic)))
    return atom.Feed(told, lang, title, newsroom.url(path), newsroom.url(page), name, alternates=others)


def _feed(newsroom: Newsroom, cards: Sequence[Card], about: atom.Feed) -> Wanted:
    latest = tuple(_entry(newsroom, card) for card in cards[: atom.MOST])
    path = urllib.parse.unquote(about.url.removeprefix(newsroom.url("")))
    return _page(path, (about, latest), functools.partial(atom.feed, about, latest))


def _entry(newsroom: Newsroom, card: Card) -> entries.Entry:
    """An edition, as feeds tell of it."""
    own, language = words(newsroom.site.look, card.lang), registry.get(card.lang)
    record = newsroom.record(card)
    image = card.image if "//" in card.image or not card.image else newsroom.url(urllib.parse.unquote(card.image))
    return entries.Entry(
        card.article,
        card.lang,
        newsroom.url(card.path),
        card.title,
        newsroom.published(card),
        record.last,
        card.description,
        card.authors,
        tuple(entries.Topic(newsroom.topic(name), own.gettext(name)) for name in card.topics),
        image,
        tuple((link.lang, newsroom.url(link.path)) for link in newsroom.links(card.article)),
        tuple(
            entries.Correction(one.date, locales.correction(one.date, one.kind, language, own), one.text)
            for one in card.corrections
        ),
        entries.urn(f"{record.first} {record.born or card.article} {card.lang}"),
    )


def _sitemaps(newsroom: Newsroom) -> Iterator[Wanted]:
    """The sitemap of all pages, and that of the news."""
    for name, text in sitemap.sitemaps(_groups(newsroom), newsroom.url("")):
        yield _page(name, text, functools.partial(str, text))
    latest = itertools.chain.from_iterable(cards[: news.MOST] for cards in newsroom.by_language.values())
    recent = [card for card in latest if newsroom.now and newsroom.published(card)[:10] >= _days_before(newsroom.now)]
    name = newsroom.site.publication
    if name and (text := news.news_sitemap([_entry(newsroom, card) for card in recent], name, newsroom.now)):
        yield _page("news.xml", text, functools.partial(str, text))


def _days_before(now: str) -> str:
    """A day that lies before all news."""
    import datetime

    return (datetime.date.fromisoformat(now[:10]) - datetime.timedelta(days=news.DAYS + 1)).isoformat()


def _groups(newsroom: Newsroom) -> Iterator[sitemap.Group]:
    fronts = tuple((lang, newsroom.url(f"{lang}/index.html"), "") for lang in newsroom.by_language)
    if fronts:
        yield sitemap.Group(fronts, newsroom.url("index.html"))
    for article in sorted(newsroom.cards):
        links = newsroom.links(article)
        pages = tuple(
            [(link.lang, newsroom.url(link.path), newsroom.records[link.lang][article].last) for link in links]
        )
        original = next((page[1] for link, page in zip(links, pages, strict=True) if link.original), pages[0][1])
        yield sitemap.Group(pages, original)


def _for_servers(newsroom: Newsroom) -> Iterator[Wanted]:
    """What robots may read, which addresses lead elsewhere, and which are gone."""
    top = urllib.parse.urlsplit(newsroom.site.base_url).path.rstrip("/")
    live = {f"{top}/{quoted(path)}" for path in newsroom.live}
    moves: dict[str, str] = {}
    gone: list[str] = []
    for lang, known in newsroom.records.items():
        for record in known.values():
            now = f"{top}/{quoted(address(lang, record.article, record.slug))}"
            former = [f"{top}/{quoted(was)}" for was in record.former(lang)]
            moves |= dict.fromkeys(former, now)
            gone += [] if record.is_live else [now, *former]
    moves = redirects.settled(moves, live)
    maps = [newsroom.url("sitemap.xml"), newsroom.url("news.xml")] if newsroom.site.base_url and live else []
    for path, text in (
        ("robots.txt", robots.robots(maps)),
        ("_redirects", redirects.netlify(moves)),
        ("redirects.tsv", redirects.table(moves)),
        ("gone.txt", redirects.gone(one for one in gone if one not in live)),
    ):
        if text:
            yield _page(path, text, functools.partial(str, text))
