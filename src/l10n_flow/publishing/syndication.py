"""What tells others of a site: feeds, sitemaps, and for servers which addresses lead elsewhere or are gone. Pure."""

from __future__ import annotations

import functools
import urllib.parse
from typing import TYPE_CHECKING

from .. import locales
from ..feeds import atom, entries, news, redirects, robots, sitemap
from ..languages import registry
from ..pages.heads import called, quoted, words
from ..publications import address
from ..values import replace
from .listings import Wanted, made_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .listings import Listed, Listings

__all__ = ["about", "feed", "for_servers", "sitemaps"]

_IMPORTED = 7
"""Days: an article that is so much older than its first edition here was published elsewhere before."""


def about(
    listings: Listings,
    lang: str,
    title: str,
    ways: tuple[str, str],
    others: tuple[tuple[str, str], ...],
    topic: str = "",
) -> atom.Feed:
    """What a feed says of itself: with the `ways` to it and to the page that it follows, and the `others`, those in all
    languages."""
    name = listings.site.publication or urllib.parse.urlsplit(listings.site.base_url).hostname or lang
    told = entries.urn(" ".join((*listings.eldest[lang], lang, "feed", topic)))
    url, page = map(listings.url, ways)
    return atom.Feed(told, lang, title, url, page, name, alternates=others)


def feed(listings: Listings, editions: Sequence[Listed], about: atom.Feed) -> Wanted:
    """The feed of some editions."""
    latest = editions[: atom.MOST]
    path = urllib.parse.unquote(about.url.removeprefix(listings.url("")))
    told = [
        (*one.mark, record.first, record.last, [each.path for each in listings.editions(one.article)])
        for one in latest
        for record in (one.record,)
    ]
    return made_of(path, (about, told), lambda: atom.feed(about, [_entry(listings, one) for one in latest]))


def _entry(listings: Listings, one: Listed) -> entries.Entry:
    """An edition, as feeds tell of it."""
    own, language = words(listings.site.theme, one.lang), registry.get(one.lang)
    record, card = one.record, listings.card(one.article, one.lang)
    image = card.image if "//" in card.image or not card.image else listings.url(urllib.parse.unquote(card.image))
    return entries.Entry(
        one.article,
        one.lang,
        listings.url(one.path),
        card.title,
        one.published,
        record.last,
        card.description,
        card.authors,
        tuple(
            entries.Topic(topic, called(name, listings.source_language, one.lang, own))
            for topic, name in listings.topics(one).items()
        ),
        image,
        tuple((link.lang, listings.url(link.path)) for link in listings.links(one.article)),
        tuple(
            entries.Correction(one.date, locales.correction(one.date, one.kind, language, own), one.text)
            for one in card.corrections
        ),
        entries.urn(f"{record.first} {record.born or one.article} {one.lang}"),
    )


def sitemaps(listings: Listings) -> Iterator[Wanted]:
    """The sitemap of all pages, and that of the news."""
    for part in sitemap.sitemaps(functools.partial(_groups, listings), listings.url("")):
        yield Wanted(part.name, part.of, part.pieces)
    name = listings.site.publication
    if name and listings.now and (came := _latest(listings)):
        told = name, [(one.label.mark, one.path, time) for one, time in came]
        yield made_of("news.xml", told, functools.partial(_news, listings, came))


def _news(listings: Listings, came: Iterable[tuple[Listed, str]]) -> str:
    recent = [replace(_entry(listings, one), published=time) for one, time in came]
    return news.news_sitemap(recent, listings.site.publication, listings.now)


def _latest(listings: Listings) -> list[tuple[Listed, str]]:
    """The editions that are news, as many as may be told of, the newest first, and when they came out."""
    earliest = _days_before(listings.now)
    found = [
        (entries.moment(time), one, time)
        for article in listings.labels
        if any(one.record.first >= earliest for one in listings.editions(article))
        for one, time in _came_out(listings, article, listings.editions(article))
        if news.is_news(time, listings.now)
    ]
    found.sort(key=lambda each: each[1].path)
    found.sort(key=lambda each: each[0], reverse=True)
    return [(one, time) for _, one, time in found[: news.MOST]]


def _came_out(listings: Listings, article: str, editions: Sequence[Listed]) -> Iterator[tuple[Listed, str]]:
    """When editions came out here, which is what news are asked for: as the record says, whatever the date of the
    article; but what came from elsewhere with its original, long after that date, was no news then."""
    began = min(known[article].first for known in listings.records.values() if article in known)
    for one in editions:
        date, first = one.label.date, one.record.first
        is_old = bool(date) and entries.days_between(date, began) > _IMPORTED
        yield one, date if is_old and entries.days_between(began, first) < 1 else first


def _days_before(now: str) -> str:
    """A day that lies before all news."""
    import datetime

    return (datetime.date.fromisoformat(now[:10]) - datetime.timedelta(days=news.DAYS + 1)).isoformat()


def _groups(listings: Listings) -> Iterator[sitemap.Group]:
    fronts = tuple((lang, listings.url(f"{lang}/index.html"), "") for lang in listings.by_language)
    if fronts:
        yield sitemap.Group(fronts, listings.url("index.html"))
    for article in sorted(listings.labels):
        editions = listings.editions(article)
        pages = tuple([(one.lang, listings.url(one.path), one.record.last) for one in editions])
        original = next((page[1] for one, page in zip(editions, pages, strict=True) if one.label.is_original), "")
        yield sitemap.Group(pages, original or pages[0][1])


def for_servers(listings: Listings, maps: Sequence[str]) -> Iterator[Wanted]:
    """What robots may read, with the sitemaps that there are, which addresses lead elsewhere, and which are gone."""
    top = urllib.parse.urlsplit(listings.site.base_url).path.rstrip("/")
    moves: dict[str, str] = {}
    gone: list[str] = []
    for lang, known in listings.records.items():
        for record in known.values():
            if record.is_live and not record.was:
                continue
            now, *former = (
                "" if listings.tells(path) else f"{top}/{quoted(path)}"
                for path in (address(lang, record.article, record.slug), *record.former(lang))
            )
            moves |= dict.fromkeys(filter(None, former), now)
            gone += [] if record.is_live else filter(None, [now, *former])
    live = {f"{top}/{quoted(one.path)}" for one in listings.live} if moves or gone else set[str]()
    moves = redirects.settled(moves, live)
    named = [listings.url(name) for name in ("sitemap.xml", "news.xml") if name in maps]  # which names its parts
    for path, text in (
        ("robots.txt", robots.robots(named)),
        ("_redirects", redirects.netlify(moves)),
        ("redirects.tsv", redirects.table(moves)),
        ("gone.txt", redirects.gone(one for one in gone if one not in live)),
    ):
        if text:
            yield made_of(path, text, functools.partial(str, text))
