"""The news sitemap: what was published in the last two days, as Google News asks for it. Pure.

    news_sitemap(entries: Iterable[Entry], publication: str, now: str) -> str
    is_news(published: str, now: str) -> bool

Source: developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap, and its schema
www.google.com/schemas/sitemap-news/0.9/sitemap-news.xsd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries import HEAD, days_between, escaped, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .entries import Entry

DAYS = 2
"""How long an article is news."""

MOST = 1000
"""Addresses that such a sitemap may hold."""


def is_news(published: str, now: str) -> bool:
    """Whether what was published then (ISO 8601) is news; raises as `news_sitemap`."""
    return 0 <= days_between(published, now) <= DAYS


def news_sitemap(entries: Iterable[Entry], publication: str, now: str) -> str:
    """The news of the last two days before `now` (ISO 8601), the newest first; empty if there are none.

    Raises:
        ValueError: a time is none.
    """
    recent = (entry for entry in entries if is_news(entry.published, now))
    listed = sorted(recent, key=lambda entry: entry.url)
    listed = sorted(listed, key=lambda entry: moment(entry.published), reverse=True)[:MOST]
    return "".join(_news(listed, publication)) if listed else ""


def _news(entries: list[Entry], publication: str) -> Iterator[str]:
    yield f'{HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"\n'
    yield '    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
    for entry in entries:
        yield f"  <url>\n    <loc>{escaped(entry.url)}</loc>\n    <news:news>\n"
        yield f"      <news:publication><news:name>{escaped(publication)}</news:name>"
        # It takes the language alone, no script.
        yield f"<news:language>{escaped(entry.lang.partition('-')[0])}</news:language></news:publication>\n"
        yield f"      <news:publication_date>{moment(entry.published)}</news:publication_date>\n"
        yield f"      <news:title>{escaped(entry.title)}</news:title>\n    </news:news>\n  </url>\n"
    yield "</urlset>\n"
