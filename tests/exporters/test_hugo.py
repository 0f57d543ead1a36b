from __future__ import annotations

import datetime
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n_flow.exporters import hugo
from tests.exporters.editions import CORRECTION, SITE, edition, languages

SHORTCODE = re.compile(r"\{\{[<%]")


def parts(text: str) -> tuple[dict[str, object], str]:
    """Front matter and body."""
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


@pytest.mark.parametrize("lang", languages())
def test_the_editions_of_an_article_have_one_key_and_each_its_folder(lang: str) -> None:
    image = "media/2025/images/x.svg"
    exported = edition(lang=lang, slug="rejim", image=image, corrections=(CORRECTION,), updated="2025-05-14")
    ((path, text),) = hugo.files(exported, SITE).items()
    assert path == f"content/{lang.lower()}/2025/regime.md"
    front, body = parts(text)
    assert front["translationKey"] == "2025/regime"
    assert (front["title"], front["slug"]) == ("A regime: what it means", "rejim")
    assert (str(front["date"]), str(front["lastmod"])) == ("2025-05-12", "2025-05-14")
    assert front["tags"] == ["migration", "Central Asia"]
    assert front["images"] == [f"https://example.org/news/{image}"]
    assert front["authors"] == ["A. Reporter", "B. Editor"]
    assert front["corrections"] == [{"date": datetime.date(2025, 5, 14), "kind": "correction", "text": CORRECTION.text}]
    assert "![A map](/media/2025/images/map.png)" in body


def test_no_text_of_an_article_is_a_shortcode() -> None:
    said = "{{< readfile secrets >}} {{% x %}} {{{< y >}}}"
    for text in hugo.files(edition(say=lambda _: said), SITE).values():
        front, body = parts(text)
        assert front["title"] == said
        assert not SHORTCODE.search(body)
        shown = MarkdownIt("commonmark").render(body)
        assert "{{&lt; readfile secrets &gt;}} {{% x %}} {{{&lt; y &gt;}}}" in shown


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=40).filter(lambda said: said.strip() and said.isprintable()))
def test_front_matter_says_any_title_as_it_is(said: str) -> None:
    for text in hugo.files(edition(say=lambda _: said), SITE).values():
        assert " ".join(str(parts(text)[0]["title"]).split()) == " ".join(said.split())


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\n", "\ufeff"])
def test_no_title_adds_a_line_to_the_front_matter(mark: str) -> None:
    for text in hugo.files(edition(say=lambda _: f"Title{mark}draft: true"), SITE).values():
        assert "draft" not in parts(text)[0]
