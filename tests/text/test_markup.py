"""Inline tags in a unit's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.text import markup
from l10n_flow.text.markup import Element

PAIRS, VOIDS = {"em", "a1", "a2", "abbr"}, {"br", "span1"}

texts = st.text(alphabet='ab <>/&lt;mp"1йʻ', max_size=30)
leaves = texts.filter(bool) | st.sampled_from([Element("br", void=True), Element("span1", void=True)])
nodes = st.recursive(
    leaves,
    lambda children: st.builds(
        lambda name, inner: Element(name, markup._joined(inner)),
        st.sampled_from(["em", "a1", "a2"]),
        st.lists(children, max_size=3),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", ("plain",)),
        ("a <em>b</em> c", ("a ", Element("em", ("b",)), " c")),
        ("a<br/>b<br>c", ("a", Element("br", void=True), "b", Element("br", void=True), "c")),
        ("<a1>x <em>y</em></a1>", (Element("a1", ("x ", Element("em", ("y",)))),)),
        ("<em>a</em> <em>b</em>", (Element("em", ("a",)), " ", Element("em", ("b",)))),
        ('<abbr title="x y">z</abbr>', (Element("abbr", ("z",), title="x y"),)),
    ],
)
def test_tags_of_the_source_are_markup(text: str, expected: tuple[markup.Node, ...]) -> None:
    assert markup.parse(text, PAIRS, VOIDS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<a href="https://example.org">x</a>',
        "<em>never closed",
        "never opened</em>",
        "<a3>not one of the source's</a3>",
        "3 < 4 > 2",
        "<EM>x</EM>",
    ],
)
def test_anything_else_is_text(text: str) -> None:
    assert markup.parse(text, PAIRS, VOIDS) == (text,)


def test_of_crossing_tags_one_pair_is_markup_and_nothing_is_lost() -> None:
    assert markup.parse("a <em>b <a1>c</em> d</a1>", PAIRS, VOIDS) == ("a ", Element("em", ("b <a1>c",)), " d</a1>")


@given(st.text(max_size=40) | texts)
def test_escaped_text_has_no_tag_and_comes_back(text: str) -> None:
    assert not markup.TAG.search(markup.escape(text))
    assert markup.unescape(markup.escape(text)) == text


@given(texts)
def test_every_text_can_be_parsed_and_none_of_it_is_lost(text: str) -> None:
    written = markup.write(markup.parse(text, PAIRS, VOIDS))
    assert markup.parse(written, PAIRS, VOIDS) == markup.parse(text, PAIRS, VOIDS)


@given(st.lists(nodes, max_size=4).map(markup._joined))
def test_what_is_written_is_read_back(tree: tuple[markup.Node, ...]) -> None:
    assert markup.parse(markup.write(tree), PAIRS, VOIDS) == tree


def test_a_piece_counts_its_tags_from_one() -> None:
    text, names = markup.renumbered("<a3>x</a3> <em>y</em> <a2>z</a2> <a3>again</a3>")
    assert text == "<a1>x</a1> <em>y</em> <a2>z</a2> <a1>again</a1>"
    assert markup.renamed(text, names) == "<a3>x</a3> <em>y</em> <a2>z</a2> <a3>again</a3>"


def test_text_between_tags_can_be_changed() -> None:
    assert markup.map_text("a <em>b</em>&lt;br/> c", str.upper) == "A <em>B</em><BR/> C"


def test_plain_is_what_a_reader_reads() -> None:
    assert markup.plain('the <abbr title="Commonwealth">CIS</abbr><br/> &lt;em>') == "the CIS <em>"
