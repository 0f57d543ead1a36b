from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.feeds import atom
from l10n_flow.feeds.entries import Topic, urn
from tests.feeds.site import CORRECTION, HOST, HOSTILE, LANGS, entry, faults, parsed

SPACES = {"a": "http://www.w3.org/2005/Atom"}
ABOUT = atom.Feed(
    id=urn("feed"),
    lang="uz-Cyrl",
    title="Янгиликлар",
    url=f"{HOST}/uz-Cyrl/feed.xml",
    page=f"{HOST}/uz-Cyrl/index.html",
    publication="Desk",
    alternates=tuple((lang, f"{HOST}/{lang}/feed.xml") for lang in LANGS),
)


def test_a_feed_is_valid_and_says_what_each_entry_is() -> None:
    text = atom.feed(ABOUT, [entry(image=f"{HOST}/media/x.jpg", corrections=(CORRECTION,)), entry("2025/b")])
    assert faults(text, "atom.rng") == ""
    first = parsed(text).find("a:entry", SPACES)
    assert first is not None
    assert first.findtext("a:title", namespaces=SPACES) == "A regime (en)"
    assert first.findtext("a:id", namespaces=SPACES) == urn("2025/b en")
    links = {link.get("hreflang"): link.get("href") for link in first.iterfind("a:link", SPACES)}
    assert links == {lang: f"{HOST}/{lang}/2025/b.html" for lang in LANGS}
    assert [one.get("label") for one in first.iterfind("a:category", SPACES)] == ["Central Asia"]


def test_the_newest_come_first_and_old_ones_are_left_out() -> None:
    listed = [entry(f"2025/{day:02}", published=f"2025-05-{day:02}") for day in range(1, 29)]
    root = parsed(atom.feed(ABOUT, listed, most=3))
    ids = [one.text for one in root.iterfind("a:entry/a:id", SPACES)]
    assert ids == [urn(f"2025/{day} en") for day in (28, 27, 26)]


def test_its_time_is_that_of_the_entry_that_changed_last_whatever_the_zone() -> None:
    listed = [entry(updated="2025-05-14T03:00:00+05:00"), entry("2025/b", updated="2025-05-13T23:00:00Z")]
    root = parsed(atom.feed(ABOUT, listed))
    assert root.findtext("a:updated", namespaces=SPACES) == "2025-05-13T23:00:00Z"


def test_nothing_changes_before_it_is_published() -> None:
    root = parsed(atom.feed(ABOUT, [entry(published="2025-06-01", updated="2025-05-30T10:00:00Z")]))
    assert root.findtext("a:entry/a:updated", namespaces=SPACES) == "2025-06-01T00:00:00Z"


def test_names_are_addresses_that_are_nobody_elses() -> None:
    assert urn("a") == "urn:uuid:6c28a854-0412-5d91-a3f6-10fe57832c5c"
    assert urn("a") != urn("b")


def test_a_correction_is_told_to_those_who_read_the_feed_only() -> None:
    root = parsed(atom.feed(ABOUT, [entry(corrections=(CORRECTION,))]))
    content = root.findtext("a:entry/a:content", namespaces=SPACES) or ""
    assert "<strong>Correction, May 14, 2025:</strong>" in content
    assert html.escape(CORRECTION.text) in content


def test_a_feed_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no entries"):
        atom.feed(ABOUT, [])


def test_no_text_gets_out_of_its_element() -> None:
    text = atom.feed(
        ABOUT,
        [entry(title=HOSTILE, summary=HOSTILE, authors=(HOSTILE,), topics=(Topic("x", HOSTILE),), url=f"{HOST}/&<>")],
    )
    assert faults(text, "atom.rng") == ""
    assert "<script" not in text
    assert len(parsed(text)) == len(parsed(atom.feed(ABOUT, [entry()])))


@given(st.text(min_size=1), st.text())
def test_any_text_is_well_formed(title: str, summary: str) -> None:
    root = parsed(atom.feed(ABOUT, [entry(title=title, summary=summary, corrections=(CORRECTION,))]))
    assert len(root.findall("a:entry", SPACES)) == 1


def test_two_runs_are_the_same_whatever_the_order() -> None:
    listed = [entry(f"2025/{letter}") for letter in "abc"]
    assert atom.feed(ABOUT, listed) == atom.feed(ABOUT, listed[::-1])
