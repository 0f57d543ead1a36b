"""Where the texts of an article stand in it as it was written."""

from __future__ import annotations

import pytest

from l10n_flow.text import lines


@pytest.mark.parametrize(
    ("source", "text", "line"),
    [
        ("title: Law\nkicker: Law\n\nThe law of the land.\n", "Law", 1),
        ("title: The laws of the land\nkicker: Law\n", "Law", 2),
        ("What is not\nthere", "Something else", 0),
    ],
)
def test_the_line_of_an_article(source: str, text: str, line: int) -> None:
    assert lines.line_of(source, text) == line


@pytest.mark.parametrize(
    ("source", "text", "at", "found"),
    [
        (
            "A long\nparagraph of words\nwith a migrant in it.\n",
            "A long paragraph of words with a migrant in it.",
            32,
            "migrant in",
        ),
        ("A **migrant**\nand\na migrant.\n", "A <strong>migrant</strong> and a migrant.", 33, "migrant."),
    ],
)
def test_a_place_within_a_text(source: str, text: str, at: int, found: str) -> None:
    assert lines.look_for(text, source, at=at) == source.index(found)


def test_the_lines_of_texts_are_looked_for_in_their_order() -> None:
    source = "<h1>Law</h1>\n<p>The <em>new</em>\nlaw.</p>\n<h2>Law</h2>\n<p>R&amp;D, by law</p>\n"
    texts = ["Law", "The <em>new</em> law.", "Law", "R&D, by law", "nowhere"]
    assert list(lines.lines(source, texts)) == [1, 2, 4, 5, 0]


def test_words_are_found_whole_and_with_whatever_is_between_them() -> None:
    source = "laws of states, the <b class='x'>law</b>&nbsp;&mdash; of\n& states"
    assert lines.look_for("law of states", source) == source.index("law<")
    assert lines.look_for("law of state", source) == -1
