from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.feeds import redirects, robots

PATHS = st.sampled_from([f"/en/{letter}.html" for letter in "abcdef"])


def test_a_chain_is_one_step() -> None:
    moves = {"/en/a.html": "/en/b.html", "/en/b.html": "/en/c.html"}
    assert redirects.settled(moves, {"/en/c.html"}) == {"/en/a.html": "/en/c.html", "/en/b.html": "/en/c.html"}


def test_an_address_with_a_page_and_a_way_to_nowhere_are_left_out() -> None:
    moves = {"/a": "/b", "/b": "/a", "/c": "/live", "/live": "/other", "/d": "/gone"}
    assert redirects.settled(moves, {"/live"}) == {"/c": "/live"}


@given(st.dictionaries(PATHS, PATHS), st.frozensets(PATHS))
def test_every_redirect_leads_from_where_nothing_is_to_a_page(moves: dict[str, str], live: frozenset[str]) -> None:
    settled = redirects.settled(moves, live)
    assert live.isdisjoint(settled)
    assert live.issuperset(settled.values())


def test_what_servers_read() -> None:
    moves = {"/en/old.html": "/en/new.html"}
    assert redirects.netlify(moves) == "# l10n-flow\n/en/old.html /en/new.html 301\n"
    assert redirects.table(moves) == "/en/old.html\t/en/new.html\t301\n"
    assert redirects.gone(["/ru/b.html", "/en/a.html", "/ru/b.html"]) == "/en/a.html\n/ru/b.html\n"
    assert redirects.netlify({}) == redirects.gone([]) == ""


def test_robots_may_read_all_and_find_the_sitemaps() -> None:
    assert robots.robots(["https://example.org/sitemap.xml"]) == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    )
    assert robots.robots([]) == "User-agent: *\nAllow: /\n"
