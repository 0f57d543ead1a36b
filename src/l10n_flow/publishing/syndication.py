"""What tells others of a site: feeds, sitemaps, and for servers which addresses lead elsewhere or are gone. Pure."""

from __future__ import annotations

import functools
import urllib.parse
from typing import TYPE_CHECKING

from .. import locales
from ..exporters._heads import quoted, words
from ..feeds import atom, entries, news, redirects, robots, sitemap
from ..languages import registry
from ..publications import address
from ..values import replace
from .newsroom import Wanted, made_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .newsroom import Listed, Newsroom

__all__ = ["about", "feed", "for_servers", "sitemaps"]

_IMPORTED = 7
"""Days: an article that is so much older than its first edition here was published elsewhere before."""


def about(
    newsroom: Newsroom,
    lang: str,
    title: str,
    ways: tuple[str, str],
    others: tuple[tuple[str, str], ...],
    topic: str = "",
) -> atom.Feed:
    """What a feed says of itself: with the `ways` to it and to the page that it follows, and the `others`, those in all
    languages."""
    name = newsroom.site.publication or urllib.parse.urlsplit(newsroom.site.base_url).hostname or lang
    told = entries.urn(" ".join((*newsroom.eldest[lang], lang, "feed", topic)))
    url, page = map(newsroom.url, ways)
    return atom.Feed(told, lang, title, url, page, name, alternates=others)


def feed(newsroom: Newsroom, editions: Sequence[Listed], about: atom.Feed) -> Wanted:
    """The feed of some editions."""
    latest = editions[: atom.MOST]
    path = urllib.parse.unquote(about.url.removeprefix(newsroom.url("")))
    told = [
        (*one.mark, one.record.first, one.record.last, [each.path for each in newsroom.editions[one.article]])
        for one in latest
    ]
    return made_of(path, (about, told), lambda: atom.feed(about, [_entry(newsroom, one) for one in latest]))


def _entry(newsroom: Newsroom, one: Listed) -> entries.Entry:
    """An edition, as feeds tell of it."""
    own, language = words(newsroom.site.look, one.lang), registry.get(one.lang)
    record, card = one.record, newsroom.card(one.article, one.lang)
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


def sitemaps(newsroom: Newsroom) -> Iterator[Wanted]:
    """The sitemap of all pages, and that of the news."""
    for part in sitemap.sitemaps(functools.partial(_groups, newsroom), newsroom.url("")):
        yield Wanted(part.name, part.of, part.pieces)
    name = newsroom.site.publication
    if name and newsroom.now and (came := _latest(newsroom)):
        told = name, [(one.label.mark, one.path, time) for one, time in came]
        yield made_of("news.xml", told, functools.partial(_news, newsroom, came))


def _news(newsroom: Newsroom, came: Iterable[tuple[Listed, str]]) -> str:
    recent = [replace(_entry(newsroom, one), published=time) for one, time in came]
    return news.news_sitemap(recent, newsroom.site.publication, newsroom.now)


def _latest(newsroom: Newsroom) -> list[tuple[Listed, str]]:
    """The editions that are news, as many as may be told of, the newest first, and when they came out."""
    earliest = _days_before(newsroom.now)
    found = [
        (entries.moment(time), one, time)
        for article, editions in newsroom.editions.items()
        if any(one.record.first >= earliest for one in editions)
        for one, time in _came_out(newsroom, article, editions)
        if news.is_news(time, newsroom.now)
    ]
    found.sort(key=lambda each: each[1].path)
    found.sort(key=lambda each: each[0], reverse=True)
    return [(one, time) for _, one, time in found[: news.MOST]]


def _came_out(newsroom: Newsroom, article: str, editions: Sequence[Listed]) -> Iterator[tuple[Listed, str]]:
    """When editions came out here, which is what news are asked for: as the record says, whatever the date of the
    article; but what came from elsewhere with its original, long after that date, was no news then."""
    began = min(known[article].first for known in newsroom.records.values() if article in known)
    for one in editions:
        date, first = one.label.date, one.record.first
        is_old = bool(date) and entries.days_between(date, began) > _IMPORTED
        yield one, date if is_old and entries.days_between(began, first) < 1 else first


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


def for_servers(newsroom: Newsroom, maps: Sequence[str]) -> Iterator[Wanted]:
    """What robots may read, with the sitemaps that there are, which addresses lead elsewhere, and which are gone."""
    top = urllib.parse.urlsplit(newsroom.site.base_url).path.rstrip("/")
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
    live = {f"{top}/{quoted(path)}" for path in newsroom.paths} if moves or gone else set[str]()
    moves = redirects.settled(moves, live)
    named = [newsroom.url(name) for name in ("sitemap.xml", "news.xml") if name in maps]  # which names its parts
    for path, text in (
        ("robots.txt", robots.robots(named)),
        ("_redirects", redirects.netlify(moves)),
        ("redirects.tsv", redirects.table(moves)),
        ("gone.txt", redirects.gone(one for one in gone if one not in live)),
    ):
        if text:
            yield made_of(path, text, functools.partial(str, text))
