"""What files a site has beside the pages of articles: front pages, topics, feeds, sitemaps, lists for servers. Pure.

All follows from the cards of the editions that readers can open, and from the records.
"""

from __future__ import annotations

import functools
import urllib.parse
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .. import locales, slugs
from ..exporters import _pages, _site_pages
from ..exporters._heads import quoted, words
from ..exporters._pages import Link, Teaser
from ..feeds import atom, entries, news, redirects, robots, sitemap
from ..languages import registry
from ..publications import address, is_reserved
from ..values import Value, replace
from .shelf import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..publications import Card, Record
    from .shelf import Held, Label

__all__ = ["Newsroom", "Wanted", "wanted"]

SHELF = 15
"""So many articles are on a page of the archive; the front page has as many or more, to less than twice that."""

TOPICS = 12
"""So many topics are named on a front page: those with most articles; articles name all of theirs."""

_IMPORTED = 7
"""Days: an article that is so much older than its first edition here was published elsewhere before."""

_AT_HAND = 200
"""The cards of so many articles are at hand, for those who ask for one are likely to ask for the next."""


class Wanted(Value, frozen=True):
    """A file that a site is to have: the way to it from the folder of the pages, what it is made of (as a digest), and
    who makes it, piece by piece."""

    path: str
    of: str
    pieces: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """An edition in lists: its article, its label, its record, and the way to its page."""

    article: str
    label: Label
    record: Record
    path: str
    published: str
    """When it was published: as the article says, else as the record does."""

    @property
    def lang(self) -> str:
        """Its language."""
        return self.label.lang

    @property
    def mark(self) -> tuple[str, str]:
        """What teasers are made of."""
        return self.label.mark, self.published


@dataclass(frozen=True)
class Newsroom:
    """What a site is made of.

    Attributes:
        site: what its pages say of themselves; its languages are those in which there is an edition.
        languages: the newsroom's, in order.
        source_language: in which topics are named.
        held: article -> its editions that readers can open.
        records: language -> article -> the record, of all that was ever published.
        now: the time (ISO 8601), for the sitemap of news alone.
        tells: whether a path tells a name that is protected: then nothing is there, and no list has it.
    """

    site: _pages.Site
    languages: Sequence[str]
    source_language: str
    held: Mapping[str, Held]
    records: Mapping[str, Mapping[str, Record]]
    now: str
    tells: Callable[[str], bool] = lambda _: False
    _topics: dict[tuple[str, ...], Mapping[str, str]] = field(default_factory=dict, compare=False)
    _cards: dict[str, dict[str, Card]] = field(default_factory=dict, compare=False)

    @functools.cached_property
    def editions(self) -> dict[str, tuple[Listed, ...]]:
        """The editions of each article that readers can open, in order."""
        return {
            article: tuple([self._listed(article, one) for one in held.labels]) for article, held in self.held.items()
        }

    def _listed(self, article: str, label: Label) -> Listed:
        record = self.records[label.lang][article]
        published = label.date or locales.zoned(record.first, self.site.timezone)
        return Listed(article, label, record, label.path(article), published)

    @functools.cached_property
    def live(self) -> dict[str, Listed]:
        """All editions that readers can open, by their paths."""
        return {one.path: one for found in self.editions.values() for one in found}

    @functools.cached_property
    def by_language(self) -> dict[str, list[Listed]]:
        """The editions of each language, the newest first."""
        found: dict[str, list[Listed]] = {lang: [] for lang in self.languages}
        for one in self.live.values():
            found[one.lang].append(one)
        for listed in found.values():
            listed.sort(key=lambda one: one.article)
            listed.sort(key=lambda one: entries.moment(one.published), reverse=True)
        return {lang: listed for lang, listed in found.items() if listed}

    @functools.cached_property
    def eldest(self) -> dict[str, tuple[str, str]]:
        """When and as what was published first in each language: by that its feeds are called, for whatever becomes of
        all else, that stays on record."""
        return {
            lang: min((one.first, one.born or article) for article, one in known.items())
            for lang, known in self.records.items()
            if known
        }

    def card(self, one: Listed) -> Card:
        """All that is said of an edition."""
        if one.article not in self._cards:
            if len(self._cards) > _AT_HAND:
                self._cards.clear()
            self._cards[one.article] = self.held[one.article].cards
        return self._cards[one.article][one.lang]

    def links(self, article: str) -> tuple[Link, ...]:
        """The editions of an article that readers can open, in order."""
        return tuple([Link(one.lang, one.path, one.label.is_original) for one in self.editions.get(article, ())])

    def topics(self, one: Listed) -> Mapping[str, str]:
        """The topics of an edition: as addresses spell them -> as they are called."""
        names = one.label.topics
        if names not in self._topics:
            own = {_topic_id(name, self.source_language): name for name in names if name not in self.clashes}
            self._topics[names] = own
        return self._topics[names]

    @functools.cached_property
    def clashes(self) -> dict[str, tuple[str, str, str]]:
        """Topics at whose address another one was first: their names -> that address, the other one, and an article
        that names them."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for name in sorted({name for one in self.live.values() for name in one.label.topics}):
            found[_topic_id(name, self.source_language)].setdefault(slugs.topic_key(name), name)
        clashing = {topic: {*keys} for topic, keys in found.items() if len(keys) > 1}
        if not clashing:
            return {}
        told: dict[str, tuple[str, str, str]] = {}
        first: dict[str, str] = {}
        for one in sorted(self.live.values(), key=lambda one: (one.record.first, one.article)):
            for name in one.label.topics:
                topic = _topic_id(name, self.source_language)
                other = first.setdefault(topic, name)
                if topic in clashing and slugs.topic_key(name) != slugs.topic_key(other):
                    told.setdefault(name, (topic, other, one.article))
        return told

    def url(self, path: str) -> str:
        """Where a file is on the web."""
        return self._top + quoted(path)

    @functools.cached_property
    def _top(self) -> str:
        return f"{self.site.base_url.rstrip('/')}/"


def wanted(newsroom: Newsroom) -> Iterator[Wanted]:
    """All files of a site but the pages of editions and what these show."""
    listed = newsroom.by_language
    if not any(newsroom.records.values()):
        return
    if listed:
        yield _page("index.html", tuple(listed), functools.partial(_site_pages.chooser, newsroom.site))
    make = functools.partial(_site_pages.not_found, newsroom.site, newsroom.languages)
    yield _page("404.html", tuple(listed), make)
    yield _page(_site_pages.ICON, newsroom.site.publication, functools.partial(_site_pages.icon, newsroom.site))
    for lang, editions in listed.items():
        yield from _fronts(newsroom, lang, editions)
    yield from _topics(newsroom)
    yield from _absent(newsroom)
    maps = tuple(_sitemaps(newsroom)) if newsroom.site.base_url else ()
    yield from maps
    yield from _for_servers(newsroom, [one.path for one in maps])


def _page(path: str, made_of: object, make: Callable[[], str]) -> Wanted:
    """A file; what it is `made_of` beside the site itself, which whoever compares knows."""
    return Wanted(path, digest(made_of), lambda: (make(),))


def _shelves(
    editions: Sequence[Listed], folder: str, first: str, more: str
) -> Iterator[tuple[int, Sequence[Listed], str, str]]:
    """The pages of a list: number, what is on it, and the paths of the next older and the next newer one."""
    shelves = _site_pages.shelves(editions, SHELF)
    paths = [f"{folder}/{more.format(number) if number else first}" for number, _ in shelves]
    for (number, some), older, newer in zip(shelves, [*paths[1:], ""], ["", *paths[:-1]], strict=True):
        yield number, some, older, newer


def _shelf(newsroom: Newsroom, path: str, some: Sequence[Listed], made_of: object, make: Callable[..., str]) -> Wanted:
    """A page that shows some editions; `make` takes their teasers."""
    return _page(path, (made_of, [one.mark for one in some]), lambda: make(_teasers(newsroom, some)))


def _teasers(newsroom: Newsroom, some: Iterable[Listed]) -> tuple[Teaser, ...]:
    return tuple(_teaser(newsroom.card(one), one) for one in some)


def _teaser(card: Card, one: Listed) -> Teaser:
    image = _pages.Image(card.image, card.alt, card.width, card.height) if card.image else None
    return Teaser(card.path, card.title, card.description, card.kicker, one.published, card.updated, image)


def _fronts(newsroom: Newsroom, lang: str, editions: Sequence[Listed]) -> Iterator[Wanted]:
    """A language's front page, its archive, and its feed."""
    site = newsroom.site
    counts = _counts(newsroom, editions)[:TOPICS]
    for number, some, older, newer in _shelves(editions, lang, "index.html", "archive/{}.html"):
        path = f"{lang}/archive/{number}.html" if number else f"{lang}/index.html"
        about: dict[str, Any] = {"topics": () if number else counts, "shelf": number, "older": older, "newer": newer}
        make = functools.partial(_site_pages.front, site, lang, **about)
        yield _shelf(newsroom, path, some, (about, site.languages), make)
    if site.base_url:
        others = tuple((one, newsroom.url(f"{one}/{newsroom.site.feed}")) for one in newsroom.by_language)
        name = site.publication or words(site.look, lang).gettext("Latest news")
        path, page = f"{lang}/{newsroom.site.feed}", f"{lang}/index.html"
        yield _feed(newsroom, editions, _about(newsroom, lang, name, path, page, others))


def _counts(newsroom: Newsroom, editions: Iterable[Listed]) -> tuple[_pages.Topic, ...]:
    """The topics of editions, those with most of them first."""
    names: dict[str, str] = {}
    found: defaultdict[str, int] = defaultdict(int)
    for one in editions:
        for topic, name in newsroom.topics(one).items():
            found[topic] += 1
            names.setdefault(topic, name)
    order = sorted(found, key=lambda one: (-found[one], one))
    return tuple(_pages.Topic(one, names[one], found[one], newsroom.source_language) for one in order)


def _topics(newsroom: Newsroom) -> Iterator[Wanted]:
    """The pages and feeds of topics."""
    by_topic: defaultdict[str, dict[str, list[Listed]]] = defaultdict(dict)
    names: dict[str, str] = {}
    for lang, editions in newsroom.by_language.items():
        for one in editions:
            for topic, name in newsroom.topics(one).items():
                by_topic[topic].setdefault(lang, []).append(one)
                names.setdefault(topic, name)
    for topic, found in sorted(by_topic.items()):
        yield from _of_topic(newsroom, topic, names[topic], found)


def _of_topic(newsroom: Newsroom, topic_id: str, name: str, found: Mapping[str, Sequence[Listed]]) -> Iterator[Wanted]:
    site = newsroom.site
    links = tuple(Link(lang, f"{lang}/topics/{topic_id}.html") for lang in found)
    feeds = tuple((lang, newsroom.url(f"{lang}/topics/{topic_id}.xml")) for lang in found)
    for lang, editions in found.items():
        topic = _pages.Topic(topic_id, name, len(editions), newsroom.source_language)
        folder = f"{lang}/topics"
        for number, some, older, newer in _shelves(editions, folder, f"{topic_id}.html", topic_id + "-{}.html"):
            path = f"{folder}/{topic_id}-{number}.html" if number else f"{folder}/{topic_id}.html"
            about: dict[str, Any] = {"editions": links, "shelf": number, "older": older, "newer": newer}
            make = functools.partial(_site_pages.topic, site, lang, topic, **about)
            yield _shelf(newsroom, path, some, (topic, about), make)
        if site.base_url:
            title = " — ".join(filter(None, [words(site.look, lang).gettext(name), site.publication]))
            path, page = f"{folder}/{topic_id}.xml", f"{folder}/{topic_id}.html"
            yield _feed(newsroom, editions, _about(newsroom, lang, title, path, page, feeds, topic_id))


@functools.lru_cache(maxsize=4096)
def _topic_id(name: str, lang: str) -> str:
    return slugs.topic(name, lang)


def _absent(newsroom: Newsroom) -> Iterator[Wanted]:
    """Pages at the addresses of editions that readers cannot have."""
    published = {article for known in newsroom.records.values() for article in known}
    for article in sorted(published.union(newsroom.held)):
        editions = newsroom.editions.get(article, ())
        if len(editions) == len(newsroom.languages):
            continue
        there = {one.lang for one in editions}
        links = newsroom.links(article)
        for lang in newsroom.languages:
            if lang in there:
                continue
            record = newsroom.records.get(lang, {}).get(article)
            slug = record.slug if record else ""
            path = address(lang, article, slug)
            is_gone = record is not None and not record.is_live
            why: Literal["", "withdrawn", "revised"] = "withdrawn" if is_gone else "revised" if record else ""
            if path in newsroom.live or not (links or is_gone) or is_reserved(article, slug) or newsroom.tells(path):
                continue
            titles = {one.lang: newsroom.card(one).title for one in editions}
            make = functools.partial(_site_pages.absent, newsroom.site, lang, path, links, titles=titles, why=why)
            yield _page(path, (make.args[1:], make.keywords, lang in newsroom.by_language), make)


def _about(  # noqa: PLR0913, PLR0917  what a feed says of itself
    newsroom: Newsroom,
    lang: str,
    title: str,
    path: str,
    page: str,
    others: tuple[tuple[str, str], ...],
    topic: str = "",
) -> atom.Feed:
    name = newsroom.site.publication or urllib.parse.urlsplit(newsroom.site.base_url).hostname or lang
    told = entries.urn(" ".join((*newsroom.eldest[lang], lang, "feed", topic)))
    return atom.Feed(told, lang, title, newsroom.url(path), newsroom.url(page), name, alternates=others)


def _feed(newsroom: Newsroom, editions: Sequence[Listed], about: atom.Feed) -> Wanted:
    latest = editions[: atom.MOST]
    path = urllib.parse.unquote(about.url.removeprefix(newsroom.url("")))
    told = [
        (*one.mark, one.record.first, one.record.last, [each.path for each in newsroom.editions[one.article]])
        for one in latest
    ]
    return _page(path, (about, told), lambda: atom.feed(about, [_entry(newsroom, one) for one in latest]))


def _entry(newsroom: Newsroom, one: Listed) -> entries.Entry:
    """An edition, as feeds tell of it."""
    own, language = words(newsroom.site.look, one.lang), registry.get(one.lang)
    record, card = one.record, newsroom.card(one)
    image = card.image if "//" in card.image or not card.image else newsroom.url(urllib.parse.unquote(card.image))
    return entries.Entry(
        one.article,
        one.lang,
        newsroom.url(one.path),
        card.title,
        one.published,
        record.last,
        card.description,
        card.authors,
        tuple(entries.Topic(topic, own.gettext(name)) for topic, name in newsroom.topics(one).items()),
        image,
        tuple((link.lang, newsroom.url(link.path)) for link in newsroom.links(one.article)),
        tuple(
            entries.Correction(one.date, locales.correction(one.date, one.kind, language, own), one.text)
            for one in card.corrections
        ),
        entries.urn(f"{record.first} {record.born or one.article} {one.lang}"),
    )


def _sitemaps(newsroom: Newsroom) -> Iterator[Wanted]:
    """The sitemap of all pages, and that of the news."""
    for part in sitemap.sitemaps(functools.partial(_groups, newsroom), newsroom.url("")):
        yield Wanted(part.name, part.of, part.pieces)
    name = newsroom.site.publication
    if name and newsroom.now:
        earliest = _days_before(newsroom.now)
        came = [(one, _came_out(newsroom, one)) for one in newsroom.live.values() if one.record.first >= earliest]
        came = [(one, time) for one, time in came if news.is_news(time, newsroom.now)]
        came.sort(key=lambda found: newsroom.url(found[0].path))
        came.sort(key=lambda found: entries.moment(found[1]), reverse=True)
        came = came[: news.MOST]
        if came:
            made_of = name, [(one.label.mark, one.path, time) for one, time in came]
            yield _page("news.xml", made_of, functools.partial(_news, newsroom, came))


def _news(newsroom: Newsroom, came: Iterable[tuple[Listed, str]]) -> str:
    recent = [replace(_entry(newsroom, one), published=time) for one, time in came]
    return news.news_sitemap(recent, newsroom.site.publication, newsroom.now)


def _came_out(newsroom: Newsroom, one: Listed) -> str:
    """When an edition came out here, which is what news are asked for: as the record says, whatever the date of its
    article; but what came from elsewhere with its original, long after that date, was no news then."""
    date, known = one.label.date, (records.get(one.article) for records in newsroom.records.values())
    began = min(record.first for record in known if record)
    is_old = bool(date) and entries.days_between(date, began) > _IMPORTED
    return date if is_old and entries.days_between(began, one.record.first) < 1 else one.record.first


def _days_before(now: str) -> str:
    """A day that lies before all news."""
    import datetime

    return (datetime.date.fromisoformat(now[:10]) - datetime.timedelta(days=news.DAYS + 1)).isoformat()


def _groups(newsroom: Newsroom) -> Iterator[sitemap.Group]:
    fronts = tuple((lang, newsroom.url(f"{lang}/index.html"), "") for lang in newsroom.by_language)
    if fronts:
        yield sitemap.Group(fronts, newsroom.url("index.html"))
    for _, editions in sorted(newsroom.editions.items()):
        pages = tuple([(one.lang, newsroom.url(one.path), one.record.last) for one in editions])
        original = next((page[1] for one, page in zip(editions, pages, strict=True) if one.label.is_original), "")
        yield sitemap.Group(pages, original or pages[0][1])


def _for_servers(newsroom: Newsroom, maps: Sequence[str]) -> Iterator[Wanted]:
    """What robots may read, with the sitemaps that there are, which addresses lead elsewhere, and which are gone."""
    top = urllib.parse.urlsplit(newsroom.site.base_url).path.rstrip("/")
    live = {f"{top}/{quoted(path)}" for path in newsroom.live}
    moves: dict[str, str] = {}
    gone: list[str] = []
    for lang, known in newsroom.records.items():
        for record in known.values():
            if record.is_live and not record.was:
                continue
            now, *former = (
                "" if newsroom.tells(path) else f"{top}/{quoted(path)}"
                for path in (address(lang, record.article, record.slug), *record.former(lang))
            )
            moves |= dict.fromkeys(filter(None, former), now)
            gone += [] if record.is_live else filter(None, [now, *former])
    moves = redirects.settled(moves, live)
    named = [newsroom.url(name) for name in ("sitemap.xml", "news.xml") if name in maps]  # which names its parts
    for path, text in (
        ("robots.txt", robots.robots(named)),
        ("_redirects", redirects.netlify(moves)),
        ("redirects.tsv", redirects.table(moves)),
        ("gone.txt", redirects.gone(one for one in gone if one not in live)),
    ):
        if text:
            yield _page(path, text, functools.partial(str, text))
