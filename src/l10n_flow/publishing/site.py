"""What files a site has beside the pages of articles: front pages, topics, feeds, sitemaps, lists for servers. Pure.

All follows from the cards of the editions that readers can open, and from the records.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from ..pages import model, site_pages
from ..pages.heads import called, words
from ..pages.model import Link
from ..pages.site_pages import Part
from ..publications import address, is_reserved
from ..values import replace
from . import syndication
from .listings import Listing, made_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .listings import Listed, Listings, Wanted

__all__ = ["wanted"]

PAGE_SIZE = 15
"""So many articles are on a page of the archive; the front page has as many or more, to less than twice that."""

TOPICS = 12
"""So many topics are named on a front page: those with most articles; articles name all of theirs."""


def wanted(listings: Listings) -> Iterator[Wanted]:
    """All files of a site but the pages of editions and what these show."""
    listed = listings.by_language
    if not any(listings.records.values()):
        return
    if listed:
        yield made_of("index.html", tuple(listed), functools.partial(site_pages.chooser, listings.site))
    make = functools.partial(site_pages.not_found, listings.site, listings.languages)
    yield made_of("404.html", tuple(listed), make)
    yield made_of(site_pages.ICON, listings.site.publication, functools.partial(site_pages.icon, listings.site))
    topics = _topics(listings)
    for lang, editions in listed.items():  # what lists show of one language is at hand as long as it is made
        yield from _fronts(listings, lang, editions)
        for topic, found in topics.items():
            if lang in found:
                yield from _of_topic(listings, lang, topic, found)
    yield from _absent(listings)
    maps = tuple(syndication.sitemaps(listings)) if listings.site.base_url else ()
    yield from maps
    yield from syndication.for_servers(listings, [one.path for one in maps])


def _paginated(editions: Sequence[Listed], path: Callable[[int], str]) -> Iterator[tuple[str, Part, Sequence[Listed]]]:
    """The pages of a list: where each is, which it is, and what is on it; `path` says where one is by its number."""
    pages = site_pages.paginated(editions, PAGE_SIZE)
    paths = [path(number) for number, _ in pages]
    for own, (number, some), older, newer in zip(paths, pages, [*paths[1:], ""], ["", *paths[:-1]], strict=True):
        yield own, Part(number, older, newer), some


def _listing(listings: Listings, path: str, some: Sequence[Listed], about: object, make: Callable[..., str]) -> Wanted:
    """A page that shows some editions; `make` takes their teasers."""
    return made_of(path, (about, [one.mark for one in some]), lambda: make([listings.teaser(one) for one in some]))


def _fronts(listings: Listings, lang: str, editions: Sequence[Listed]) -> Iterator[Wanted]:
    """A language's front page, its archive, and its feed."""
    site = listings.site
    counts = _counts(listings, editions)[:TOPICS]
    for path, part, some in _paginated(editions, functools.partial(site_pages.front_path, lang)):
        topics = () if part.number else counts
        make = functools.partial(site_pages.front, site, lang, topics=topics, part=part)
        yield _listing(listings, path, some, (topics, part, site.languages), make)
    if site.base_url:
        others = tuple((one, listings.url(f"{one}/{listings.site.feed}")) for one in listings.by_language)
        name = site.publication or words(site.theme, lang).gettext("Latest news")
        ways = f"{lang}/{listings.site.feed}", site_pages.front_path(lang)
        yield syndication.feed(listings, editions, syndication.about(listings, lang, name, ways, others))


def _counts(listings: Listings, editions: Iterable[Listed]) -> tuple[model.Topic, ...]:
    """The topics of editions, those with most of them first."""
    names: dict[str, str] = {}
    found: defaultdict[str, int] = defaultdict(int)
    for one in editions:
        for topic, name in listings.topics(one).items():
            found[topic] += 1
            names.setdefault(topic, name)
    order = sorted(found, key=lambda one: (-found[one], one))
    return tuple(model.Topic(one, names[one], found[one], listings.source_language) for one in order)


def _topics(listings: Listings) -> dict[model.Topic, dict[str, Listing]]:
    """The topics, by their addresses, with their editions by language."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    names: dict[str, str] = {}
    for lang, editions in listings.by_language.items():
        for one in editions:
            for topic, name in listings.topics(one).items():
                found[topic].setdefault(lang, []).append(one.article)
                names.setdefault(topic, name)
    return {
        model.Topic(one, names[one], lang=listings.source_language): {
            lang: Listing(listings, lang, articles) for lang, articles in found[one].items()
        }
        for one in sorted(found)
    }


def _of_topic(
    listings: Listings, lang: str, topic: model.Topic, found: Mapping[str, Sequence[Listed]]
) -> Iterator[Wanted]:
    """The pages and the feed of a topic in a language."""
    site = listings.site
    links = tuple(Link(one, site_pages.topic_path(one, topic.id)) for one in found)
    counted = replace(topic, count=len(found[lang]))
    for path, part, some in _paginated(found[lang], functools.partial(site_pages.topic_path, lang, topic.id)):
        make = functools.partial(site_pages.topic, site, lang, counted, editions=links, part=part)
        yield _listing(listings, path, some, (counted, links, part), make)
    if site.base_url:
        name = called(topic.name, topic.lang, lang, words(site.theme, lang))
        title = " — ".join(filter(None, [name, site.publication]))
        feeds = tuple((one, listings.url(f"{one}/topics/{topic.id}.xml")) for one in found)
        ways = f"{lang}/topics/{topic.id}.xml", site_pages.topic_path(lang, topic.id)
        yield syndication.feed(listings, found[lang], syndication.about(listings, lang, title, ways, feeds, topic.id))


def _absent(listings: Listings) -> Iterator[Wanted]:
    """Pages at the addresses of editions that readers cannot have."""
    articles = sorted({article for known in listings.records.values() for article in known}.union(listings.labels))
    for lang in listings.languages:
        known, paths = listings.records.get(lang, {}), {one.path for one in listings.live if one.lang == lang}
        for article in articles:
            editions = listings.editions(article)
            if any(one.lang == lang for one in editions):
                continue
            record, links = known.get(article), listings.links(article)
            slug = record.slug if record else ""
            path = address(lang, article, slug)
            is_gone = record is not None and not record.is_live
            why: Literal["", "withdrawn", "revised"] = "withdrawn" if is_gone else "revised" if record else ""
            if path in paths or not (links or is_gone) or is_reserved(article, slug) or listings.tells(path):
                continue
            marks = [one.label.mark for one in editions]
            make = functools.partial(site_pages.absent, listings.site, lang, path, links, why=why)
            what = make.args[1:], make.keywords, marks, lang in listings.by_language
            yield made_of(path, what, functools.partial(_titled, listings, editions, make))


def _titled(listings: Listings, editions: Iterable[Listed], make: Callable[..., str]) -> str:
    """A page that names editions by their titles, which nobody looks up unless it is made."""
    return make(titles={one.lang: listings.card(one.article, one.lang).title for one in editions})
