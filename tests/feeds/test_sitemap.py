from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.feeds.news import news_sitemap
from l10n_flow.feeds.sitemap import Group, sitemaps
from tests.feeds.site import HOST, HOSTILE, LANGS, entry, faults, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def group(article: str, langs: Sequence[str] = LANGS) -> Group:
    pages = tuple((lang, f"{HOST}/{lang}/{article}.html", "2025-05-13T10:00:00Z") for lang in langs)
    return Group(pages, pages[0][1])


def said(groups: Iterable[Group], **limits: int) -> list[tuple[str, str]]:
    listed = list(groups)
    return [(part.name, "".join(part.pieces())) for part in sitemaps(lambda: listed, HOST, **limits)]


def test_every_page_names_all_its_editions_itself_too() -> None:
    ((name, text),) = said([group("2025/a"), group("2025/b", ["en", "tg"])])
    assert name == "sitemap.xml"
    assert faults(text, "sitemap.xsd") == ""
    found = {}
    for url in parsed(text).iterfind("s:url", SPACES):
        links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", SPACES)}
        found[url.findtext("s:loc", namespaces=SPACES)] = links
    assert len(found) == 7
    for address, links in found.items():
        assert address in links.values()
        assert links["x-default"] == links["en"]
        assert all(found[other] == links for other in links.values())


def test_a_page_in_one_language_has_no_alternates() -> None:
    ((_, text),) = said([Group((("en", f"{HOST}/en/a.html", ""),))])
    assert faults(text, "sitemap.xsd") == ""
    assert "hreflang" not in text
    assert "lastmod" not in text


def test_a_site_without_pages_has_no_sitemap() -> None:
    assert said([]) == []


@given(st.integers(1, 12), st.integers(1, 9), st.sampled_from([900, 4000, 10_000]))
def test_large_sites_are_split_and_nothing_is_lost(count: int, most: int, size: int) -> None:
    groups = [group(f"2025/{number}", LANGS[: number % 5 + 1]) for number in range(count)]
    files = dict(said(groups, most=most, size=size))
    parts = {name: text for name, text in files.items() if name != "sitemap.xml" or len(files) == 1}
    found = [url.text for text in parts.values() for url in parsed(text).iterfind("s:url/s:loc", SPACES)]
    assert found == [url for one in groups for _, url, _ in one.pages]
    for text in parts.values():
        urls = len(parsed(text))
        assert urls <= most
        assert len(text.encode()) <= size or urls == 1
    if len(files) > 1:
        index = files["sitemap.xml"]
        assert faults(index, "sitemap.xsd") == ""
        assert [one.text for one in parsed(index).iterfind("s:sitemap/s:loc", SPACES)] == [
            f"{HOST}/{name}" for name in parts
        ]


def test_addresses_are_escaped() -> None:
    ((_, text),) = said([Group((("en", f"{HOST}/?a=1&b=<2>", ""),))])
    assert parsed(text).findtext("s:url/s:loc", namespaces=SPACES) == f"{HOST}/?a=1&b=<2>"


def test_the_news_are_those_of_the_last_two_days() -> None:
    days = [f"2025-05-{day:02}T09:30:00Z" for day in range(8, 15)]
    listed = [entry(f"2025/{day[8:10]}", lang, published=day) for day, lang in itertools.product(days, LANGS)]
    text = news_sitemap(listed, "Desk & Co", "2025-05-12T12:00:00Z")
    assert faults(text, "sitemap.xsd") == ""
    found = [str(url.text) for url in parsed(text).iterfind("s:url/s:loc", SPACES)]
    assert sorted(found) == sorted(f"{HOST}/{lang}/2025/{day}.html" for day in ("11", "12") for lang in LANGS)
    assert found[0].endswith("/12.html")


@pytest.mark.parametrize("now", ["2025-05-10T00:00:00Z", "2025-06-10T00:00:00Z"])
def test_without_news_there_is_no_file(now: str) -> None:
    assert news_sitemap([entry()], "Desk", now) == ""


def test_a_hostile_headline_stays_a_headline() -> None:
    text = news_sitemap([entry(title=HOSTILE)], HOSTILE, "2025-05-12T12:00:00Z")
    assert faults(text, "sitemap.xsd") == ""
    assert "<script" not in text
