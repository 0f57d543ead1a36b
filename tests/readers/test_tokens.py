"""The pieces of an HTML text."""

from __future__ import annotations

import itertools
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.readers._tokens import Token, tokens

PIECES = (
    "<p>",
    "</p>",
    "<P CLASS=\"a\" title='b'>",
    '<a href="?a=1&amp;b=2">',
    '<a href="?a=1&b=2">',
    "<br/>",
    "<br />",
    "<td/>",
    "<b\n id=x>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<textarea>",
    "<!-- c -->",
    "<!--->",
    "<!-- a -- b -->",
    "<!DOCTYPE html>",
    "<!x>",
    "</p >",
    "&amp;",
    "&#8217;",
    "&#12;",
    "&#x",
    "&foo",
    "&",
    "<",
    ">",
    "é ",
    "\n",
    "word",
)
soup = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


class Parser(HTMLParser):
    """What `html.parser` says of tags and comments."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.seen: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(("start", tag, tuple((name, value or "") for name, value in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = "start" if tag == "br" else "empty"
        self.seen.append((kind, tag, tuple((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("end", tag, ()))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data, ()))


@settings(max_examples=1000)
@given(soup)
def test_they_are_the_whole_text_and_as_the_parser_of_html_has_them(text: str) -> None:
    found = tokens(text)
    assert "".join(token.source for token in found) == text
    assert all(text.startswith(token.source, token.start) for token in found)
    shown = [(t.kind, t.name, t.attributes) for t in found if t.kind not in {"text", "other"}]
    assert shown == Parser(text).seen


@given(soup)
def test_no_text_follows_a_text(text: str) -> None:
    kinds = [token.kind for token in tokens(text)]
    assert ("text", "text") not in list(itertools.pairwise(kinds))


@pytest.mark.parametrize("space", ["", " "])  # with the space it is not written plainly
def test_names_are_in_lower_case_and_values_without_references(space: str) -> None:
    assert tokens(f'A &lt; B<P Class="x &amp; y">c</p{space}>') == [
        Token("text", "", "A &lt; B", 0),
        Token("start", "p", '<P Class="x &amp; y">', 8, (("class", "x & y"),)),
        Token("text", "", "c", 29),
        Token("end", "p", f"</p{space}>", 30),
    ]
