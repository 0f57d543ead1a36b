"""Markdown articles: what is read, and what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.model import Severity
from l10n_flow.readers import markdown

if TYPE_CHECKING:
    from lxml import etree

    from l10n_flow.model import Article


def read(text: str) -> Article:
    return markdown.read(text, article_id="a", path="a.md", lang="en")


def body(text: str) -> str:
    """The tree below the header, without the reader's own attributes."""
    found = re.sub(r' data-l-[a-z]+="[^"]*"', "", str(read(text).body))
    return re.sub(r"<header>.*</header>", "", found).removeprefix("<article>").removesuffix("</article>")


def units(text: str) -> list[tuple[str | None, str]]:
    return [segment.key for segment in document.cut(read(text))]


def root(text: str) -> etree._Element:
    return document.parse(read(text).body)


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("*a* __b__ ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"),
        ("__*one order*__", "<p><em><strong>one order</strong></em></p>"),
        ("Two\nlines", "<p>Two\nlines</p>"),
        ("Hard\\\nbreak", "<p>Hard<br/>\nbreak</p>"),
        (
            '[a](/u "t") <https://e.org>',
            '<p><a href="/u" title="t">a</a> <a href="https://e.org">https://e.org</a></p>',
        ),
        ("[имя](/слово b)", "<p>[имя](/слово b)</p>"),
        ("[имя](</слово b>)", '<p><a href="/слово%20b">имя</a></p>'),
        ("Setext\n---", "<h2>Setext</h2>"),
        ("### Closed ###", "<h3>Closed</h3>"),
        ("> quote\n> goes on", "<blockquote><p>quote\ngoes on</p></blockquote>"),
        ("- one\n- two", "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        ("3. three", '<ol start="3"><li><p>three</p></li></ol>'),
        ("- [x] done", '<ul><li><input type="checkbox" disabled="disabled" checked="checked"/><p>done</p></li></ul>'),
        ("---", "<hr/>"),
        ("```py\nx = 1\n```", '<pre><code class="language-py">x = 1\n</code></pre>'),
        ("H<sub>2</sub>O<br>x", "<p>H<sub>2</sub>O<br/>x</p>"),
    ],
)
def test_markdown_becomes_elements(source: str, tree: str) -> None:
    assert body(f"# T\n\n{source}") == tree


def test_tight_items_are_marked_so_that_a_page_need_not_space_them_out() -> None:
    assert [p.get("data-l-tight") for p in root("- a\n- b\n\ntext\n\n1. c\n\n2. d").iter("p")] == [
        "1",
        "1",
        None,
        None,
        None,
    ]


def test_a_table_has_cells_with_escaped_pipes() -> None:
    found = root("> a | b\\|c\n> ---|:-:\n> `x\\|y` | **z**\n> only |")
    assert [document.text_of(cell) for cell in found.iter("th", "td")] == ["a", "b|c", "x|y", "z", "only", ""]
    assert [cell.get("style") for cell in found.iter("th")] == [None, "text-align:center"]


def test_a_cell_that_no_column_takes_is_reported() -> None:
    (problem,) = read("# T\n\n| a |\n|---|\n| b | lost |").problems
    assert (problem.line, problem.hint) == (5, "add a column")
    assert "lost" in problem.message


def test_a_figure_has_a_caption_and_a_credit() -> None:
    assert body("# T\n\n![Alt](i.svg)\nCaption, *so* [sic] it is.\n[Credit/Agency]") == (
        '<figure><img src="i.svg" alt="Alt"/><figcaption>Caption, <em>so</em> [sic] it is. '
        '<span data-role="credit">Credit/Agency</span></figcaption></figure>'
    )
    assert body("# T\n\n![Alt](i.svg)") == '<figure><img src="i.svg" alt="Alt"/></figure>'


def test_a_link_at_the_end_of_a_caption_is_no_credit() -> None:
    assert "credit" not in body("# T\n\n![A](i.svg)\nSee the [Report]\n\n[Report]: /r")


def test_a_picture_in_a_sentence_is_no_figure() -> None:
    assert body("# T\n\n![A](i.svg) and more") == '<p><img src="i.svg" alt="A"/> and more</p>'


def test_footnotes_are_numbered_by_their_marks() -> None:
    found = root("One[^b] two[^a] three[^b].\n\n[^a]: Second.\n[^b]: First.\n\n    Its *end*.")
    marks = [(sup[0].get("href"), sup[0].get("id"), sup[0].text) for sup in found.iter("sup")]
    assert marks == [("#fn1", "fnref1", "1"), ("#fn2", "fnref2", "2"), ("#fn1", "fnref1-2", "1")]
    notes = [(li.get("id"), document.text_of(li)) for li in found.iter("li")]
    assert notes == [("fn1", "First.Its end."), ("fn2", "Second.")]


def test_footnotes_that_nobody_refers_to_stay_and_are_reported() -> None:
    article = read("# T\n\nText.\n\n[^x]: Left over.")
    assert "Left over." in str(article.body)
    assert [problem.line for problem in article.problems] == [5]


def test_a_mark_without_its_footnote_is_reported() -> None:
    (problem,) = read("# T\n\nText.[^x]").problems
    assert (problem.line, problem.hint) == (3, "write [^x]: ... on a line of its own")


def test_raw_html_between_which_markdown_stands_holds_it() -> None:
    source = "# T\n\n<div class='a'>\n\nInside *md*\n\n<ul>\n<li>\n\nItem\n\n</li>\n</ul>\n</div>\n\nAfter"
    article = read(source)
    assert not article.problems
    assert re.sub(r"\s", "", body(source)) == (
        '<divclass="a"><p>Inside<em>md</em></p><ul><li><p>Item</p></li></ul></div><p>After</p>'
    )


def test_text_in_blocks_of_html_is_translated_and_code_is_not() -> None:
    source = "# T\n\n<table><tr><td>Cell<td><img alt='Alt'></table>\n\n<pre>code</pre>\n\n<a title='t'>bare</a>\ntext"
    assert units(source)[1:] == [
        ("table cell", "Cell"),
        ("alt text", "Alt"),
        ("label", "t"),
        (None, "<a1>bare</a1> text"),
    ]


@pytest.mark.parametrize(
    ("source", "line", "says", "hint"),
    [
        ("a </b> c", 3, "</b> closes nothing", "remove it, or write <b> before it"),
        ("a\n<b class='x'> c", 4, "<b> is not closed", "write </b>, or \\<b> if it is text"),
        ("*a <b>c* d</b>", 3, "<b> is not closed", "write </b>"),
        ("<b>a\n<i>c</b> d</i>", 4, "<i> is not closed", "write </i>"),
        ("- x\n\n  > `<b>`\n  > a <b>\n  > c", 6, "<b> is not closed", "write </b>"),
        ("| a |\n|---|\n| <b>c |", 5, "<b> is not closed", "write </b>"),
        ("![a](u)\none\n two <b>\n[c </u>]", 5, "<b> is not closed", "write </b>"),
        ("![a](u)\none\n[d c </u>]", 5, "</u> closes nothing", "remove it"),
        ("[a\n<b>](u) c", 4, "<b> is not closed", "write </b>"),
    ],
)
def test_an_html_tag_without_a_partner_is_an_error_and_kept(source: str, line: int, says: str, hint: str) -> None:
    article = read(f"# T\n\n{source}")
    problem = article.problems[0]
    assert (problem.line, problem.severity) == (line, Severity.ERROR)
    assert problem.message.startswith(says)
    assert problem.hint.startswith(hint)
    assert markdown.write(article) == f"# T\n\n{source}"


@pytest.mark.parametrize(
    "source",
    [
        "5 < 6, <3, a<b and a <b, x <= y > z",
        "<https://e.org> <a@e.org>",
        "a<br>b<br/>c<wbr><img src='u'>",
        "<b>a <i>b</i></b> *<u>c</u>* <!-- d --> <?e?>",
        "`<b>` \\<b> &lt;b>",
    ],
)
def test_what_is_no_tag_or_has_its_partner_is_fine(source: str) -> None:
    assert read(f"# T\n\n{source}").problems == ()


def test_an_html_block_that_is_not_closed_is_reported() -> None:
    (problem,) = read("# T\n\n<div>\n\ntext").problems
    assert (problem.line, problem.hint) == (3, "write </div>")


def test_directives_speak_of_the_next_block() -> None:
    found = root(
        "<!-- l10n: note Mind the\ngap -->\n> quote\n\n<!-- l10n: skip -->\nskipped\n\n"
        "<!-- l10n: role deck -->\ndeck\n\n<!-- l10n: off -->\none\n\n- two\n\n<!-- l10n: on -->\nthree\n"
    )
    told = [(e.tag, e.get("data-note"), e.get("translate"), e.get("data-role")) for e in found]
    assert told == [
        ("blockquote", "Mind the gap", None, None),
        ("p", None, "no", None),
        ("p", None, None, "deck"),
        ("p", None, "no", None),
        ("ul", None, "no", None),
        ("p", None, None, None),
    ]


def test_a_directive_that_nobody_understands_is_reported() -> None:
    problems = read("# T\n\n<!-- l10n: skp -->\n\n<!-- l10n: role dek -->\n\nText <!-- l10n: skip --> x").problems
    assert [(p.line, p.hint) for p in problems] == [
        (3, "did you mean 'skip'?"),
        (5, "did you mean 'deck'?"),
        (7, "write it on a line above the block"),
    ]


def test_the_first_heading_is_the_headline_unless_the_front_matter_has_one() -> None:
    assert units("# Head\n\ntext")[0] == ("headline", "Head")
    assert units("---\ntitle: Title\n---\n# Head") == [("headline", "Title"), ("heading", "Head")]


@pytest.mark.parametrize(
    ("front", "line"), [("title:", 2), ("date: 2025-05-12\ntitle: ~", 3), ("Title: T", 2), ("# title: T", 1)]
)
def test_a_front_matter_without_headline_is_told_where_it_belongs(front: str, line: int) -> None:
    found = [p.line for p in read(f"---\n{front}\n---\nText.").problems if p.message == "there is no headline"]
    assert found == [line]


@pytest.mark.parametrize("source", ["---\ntitle: T\n---\n", "---\ntitle: T\n---\n\n<!-- later -->\n", "# T\n"])
def test_an_article_of_a_headline_only_is_read_and_said_to_be_one(source: str) -> None:
    assert units(source) == [("headline", "T")]
    (problem,) = read(source).problems
    assert (problem.message, problem.severity) == ("there is no text below the headline", Severity.WARNING)


def test_a_long_line_is_a_paragraph_like_any_other() -> None:
    long = "word <b>x</b> *y* " * 5_000
    assert units(f"# T\n\n{long}")[1][1].count("<b>") == 5_000


def test_a_text_without_headline_is_reported() -> None:
    (problem,) = read("Just text.").problems
    assert (problem.message, problem.line) == ("there is no headline", 1)


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("  \n \n", 1, "empty"),
        ("---\n# nothing\n---\n\n", 1, "empty"),
        ("# T\n\nbell \x07", 3, "U+0007"),
        (">" * 5000 + " x", 1, "inside one another"),
        ("a\n\n" + "*" * 999 + "x" + "*" * 999, 3, "inside one another"),
        ("a\n\n<p>" + "<i>" * 5000, 3, "inside one another"),
        ("a\n\nb " + "<i>" * 5000 + "</i>" * 5000, 3, "inside one another"),
        ("a\n\n<html><body>x</body></html>", 3, "HTML page"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(source: str, line: int, says: str) -> None:
    with pytest.raises(SourceError, match=re.escape(says)) as caught:
        read(source)
    assert (caught.value.path, caught.value.line) == ("a.md", line)
