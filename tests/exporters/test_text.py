from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import plugins
from l10n_flow.articles import document
from l10n_flow.exporters import text
from tests.exporters.editions import CORRECTION, SITE, edition, read, texts

ROOT = Path(__file__).parents[2]
OURS = sorted(path for path in (ROOT / "source_articles").rglob("*.*") if path.suffix in {".md", ".html", ".txt"})
RUNNING = {"paragraph", "heading", "deck", "kicker", "headline", "byline", "dateline"}


def test_an_edition_is_text_that_anybody_can_read() -> None:
    ((path, said),) = text.files(edition(corrections=(CORRECTION,)), SITE).items()
    assert path == "en/2025/regime.txt"
    head, _, body = said.partition("\n\n")
    assert head.startswith("Title: A regime: what it means\nKicker: Rights\nDeck: Since February.\n")
    assert (
        "Authors: A. Reporter, B. Editor\nDate: 2025-05-12\nLocation: Tashkent\nTags: migration, Central Asia\n" in head
    )
    assert head.endswith("\nCorrection: 2025-05-14 The registry held 685,000 names & not 650,000.")
    assert "[image: ../../media/2025/images/map.png | A map]\nThe map [of old]. [AFP]" in body
    assert "The first paragraph [1] has a link, emphasis, code and H2O. A second line." in body
    assert "== What it costs ==" in body
    assert "2024 | 1 | 2" in body
    assert body.endswith("\n\n[1] A note with emphasis.\n")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_articles_come_back_whatever_their_format(path: Path) -> None:
    exported = edition(path.read_text("utf-8"), plugins.formats()[path.suffix])
    again = read(text.files(exported, SITE), "text")
    assert again.problems == ()
    words = _plain(" ".join(said for _, said in texts(again)))
    for role, said in texts(exported.article):
        if role in RUNNING:
            assert _plain(said) in words, (role, said)


def _plain(said: str) -> str:
    """A text without the marks of footnotes and the quotation marks that a page draws."""
    return re.sub(r" \[\d+\]|[“”]", "", said)


@given(st.text("ab .=[]|\\-:#«»—ғў1", min_size=1, max_size=30).filter(lambda said: said.strip()))
def test_every_paragraph_reads_as_itself(said: str) -> None:
    body = said.replace("[", "(").replace("]", ")")  # brackets are the format's own
    exported = edition(
        "<article><h1>Title</h1><p>First.</p><p>x</p></article>", "html", say=lambda one: body if one == "x" else one
    )
    again = read(text.files(exported, SITE), "text")
    assert " ".join(body.split()) in [one for _, one in texts(again)] or not any(map(str.isalnum, body))


@pytest.mark.parametrize(
    "said", ["[image: x]", "[l10n: skip]", "- no item", "== no heading ==", "\\ back", "Lang: ru", "[[x]]"]
)
def test_nothing_in_a_text_speaks_to_the_program(said: str) -> None:
    exported = edition(
        "<article><h1>Title</h1><p>First.</p><p>x</p><p>Last.</p></article>",
        "html",
        say=lambda one: said if one == "x" else one,
    )
    again = read(text.files(exported, SITE), "text")
    assert again.lang == "en"
    shown = [one.replace("[ [", "[[") for _, one in texts(again)]
    assert shown == ["Title", "First.", said, "Last."]


def test_quotation_marks_that_a_page_draws_are_written() -> None:
    exported = edition(
        "<article><h1>T</h1><p>He said <q>no <em>way</em></q>.</p></article>", "html", lang="ru", source_lang="ru"
    )
    assert "He said «no way»." in "".join(text.files(exported, SITE).values())


def test_a_correction_comes_back() -> None:
    again = read(text.files(edition(corrections=(CORRECTION,)), SITE), "text")
    assert again.problems == ()
    (said,) = document.Skeleton(again).corrections({})
    assert (said.date, said.kind, said.text) == (CORRECTION.date, CORRECTION.kind, CORRECTION.text)


@pytest.mark.parametrize("said", ["- not a list", "== no heading ==", "= one"])
def test_no_backslash_stands_before_what_people_read(said: str) -> None:
    found = text.files(
        edition(
            "<article><h1>T</h1><p>First.</p><p>x</p></article>", "html", say=lambda one: said if one == "x" else one
        ),
        SITE,
    )
    assert "\\" not in "".join(found.values())
    assert [shown.replace("\u00a0", " ") for _, shown in texts(read(found, "text"))][-1] == said
