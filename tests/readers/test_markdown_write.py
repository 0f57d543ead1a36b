"""Markdown articles back to Markdown: what did not change stays byte for byte, what did reads as it was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.readers import markdown
from l10n_flow.text import markup
from l10n_flow.values import replace

if TYPE_CHECKING:
    from l10n_flow.model import Article

PIECES = (
    *("\n", "\n", "\n\n", "> ", "- ", "1. ", "    ", "# ", "*", "**", "_", "`", "~~", "[", "]", "(", ")", "![", "](u)"),
    *(
        "[a]",
        "\n\n[a]: /u 'T'\n\n",
        "[^1]",
        "\n\n[^1]: ",
        "<b>",
        "</b>",
        "<br>",
        "\n<div>\n",
        "\n</div>\n",
        "<!-- c -->",
    ),
    *(
        "&amp;",
        "&",
        "<",
        "|",
        "a | b\n|---|---|\n",
        "\\",
        "word",
        "Слово",
        "«x»",
        "---",
        "===",
        "```",
        "[x] ",
        "\t",
        "!",
    ),
    *("<https://e.org>", '<span title="t">', "</span>", "  \n", "\\\n", "\n<ul><li>a<li>b</ul>\n", "![alt](src)\n"),
)
WORDS = (
    *("*", "_", "`", "[", "]", "(", ")", "<", "&", "amp;", "#", "- ", "1. ", "> ", "|", "~~", "!", "\\", "=", "+", "a"),
    *("Б", " ", "«", "»", ".", ":", "[x] ", "[^1]", "[a]", "<b>", "---", "https://e.org", "===", "&lt;", '"', "'"),
)


def read(text: str) -> Article:
    return markdown.read(text, article_id="a", path="a.md", lang="en")


def filled(text: str, *pairs: tuple[str, str]) -> str:
    """The source with some units translated."""
    article = read(text)
    wanted = dict(pairs)
    keys = {segment.key: wanted[segment.text] for segment in document.cut(article) if segment.text in wanted}
    assert len(keys) == len(wanted)
    return markdown.write(document.fill(article, keys, "en"))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
@example("# T\n\nA <!-- c --> b <![CDATA[c & d]]>  \ne\n\n> <p>x <!-- c --> y\n> z</p>\n")
def test_the_same_translations_give_the_same_bytes(source: str) -> None:
    try:
        article = read(source)
    except SourceError:
        return
    same = {segment.key: segment.text for segment in document.cut(article)}
    assert markdown.write(document.fill(article, same, "en")) == source


BLOCKS = (
    *(
        "{}",
        "# {}",
        "## {} ##",
        "{}\n---",
        "> {}",
        "- {}",
        "- [ ] {}",
        "1. {}\n\n   {}",
        "| a | {} |\n|---|---|\n| {} | b |",
    ),
    *("![{}](src)\n{}", "![alt](src)\nCaption {} [{}]", "<p>{}</p>", '<div title="{}">\n\n{}\n\n</div>', "c\\\n{}"),
    *("Text *{}* and [{}](/u)", "{}[^n]\n\n[^n]: {}", "- a\n  > {}\n", "[{}][l]\n\n[l]: /u", "{} | x\n---|---\n{} | y"),
)


@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4).map("\n\n".join),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join), min_size=16, max_size=16),
)
@example("{}", ["1. no list"])
@example("{}\n---", ["| no table"])
@example("![alt](src)\nCaption {}", ["[no credit]"])
@example("![alt](src)\nCaption {} [{}]", ["*", "["])
def test_any_translation_reads_back_as_it_was_meant(shape: str, words: list[str]) -> None:
    source = "---\ntitle: T\n---\n\n" + shape
    for number in range(source.count("{}")):
        source = source.replace("{}", f"unit{number}", 1)
    article = read(source)
    meant = {f"unit{number}": " ".join(f"{word}z".split()) for number, word in enumerate(words)}

    def translate(text: str) -> str:
        for unit, word in sorted(meant.items(), reverse=True):
            text = text.replace(unit, markup.escape(word))
        return text

    translations = {segment.key: translate(segment.text) for segment in document.cut(article)}
    written = markdown.write(document.fill(article, translations, "en"))
    assert [segment.key for segment in document.cut(read(written))] == list(
        dict.fromkeys((context, text) for (context, _), text in translations.items())
    )


@pytest.mark.parametrize(
    ("source", "unit", "translation", "written"),
    [
        ("a  *b*\nc", "a <em>b</em> c", "x <em>y</em>", "x *y*"),
        ("__a__ b", "<strong>a</strong> b", "<strong>«а»</strong>ми б", "<strong>«а»</strong>ми б"),
        ("**a _b_** c", "<strong>a <em>b</em></strong> c", "<strong><em>y</em> x</strong> z", "**_y_ x** z"),
        ("`a` b", "<code>a</code> b", "<code>x`y</code> z", "``x`y`` z"),
        ("[a](/u(1) 't') b", "<a1>a</a1> b", "b <a1>[x]</a1>", 'b [[x]](/u\\(1\\) "t")'),
        ("<https://e.org> b", "<a1>https://e.org</a1> b", "x <a1>https://e.org</a1>", "x <https://e.org>"),
        ("[a][L] b\n\n[L]: /u", "<a1>a</a1> b", "x <a1>y</a1>", "x [y][L]\n\n[L]: /u"),
        ("[L] b\n\n[l]: /u", "<a1>L</a1> b", "x <a1>l</a1>", "x [l][]\n\n[l]: /u"),
        ("a\\\nb", "a<br/> b", "x<br/> - y", "x\\\n\\- y"),
        ("> a  \n> b", "a<br/> b", "x<br/> y", "> x\\\n> y"),
        ("1. a\\\n   b", "a<br/> b", "x<br/> y", "1. x\\\n   y"),
        ("# a<br>b", "a<br/>b", "x<br/>y #", "# x<br>y \\#"),
        ("a[^n] b\n\n[^n]: c", "a<fn1/> b", "x y<fn1/>", "x y[^n]\n\n[^n]: c"),
        ('<q title="t">*A*</q> b', "<q1><em>A</em></q1> b", "x <q1>*<em>Y</em></q1>", 'x <q title="t">\\**Y*</q>'),
        ('<q title="t">A</q> b', "t", 'u "v"', '<q title="u &quot;v&quot;">A</q> b'),
        (
            '<abbr title="t">A</abbr> b',
            '<abbr title="t">A</abbr> b',
            'x <abbr title="u">Y</abbr>',
            'x <abbr title="u">Y</abbr>',
        ),
        ("a <!-- c --> b", "a b", "x y", "x y <!-- c -->"),
        ("a | b\n---|---\nc | d", "c", "x|y", "a | b\n---|---\nx\\|y | d"),
        ("> <ul>\n> <li>a\n> <li>b\n> </ul>", "b", "<x>", "> <ul>\n> <li>a\n> <li>&lt;x&gt;\n> </ul>"),
        ("<div title='t'>\n\nb\n\n</div>", "t", "x", '<div title="x">\n\nb\n\n</div>'),
        ("![a](u 't')", "a", "x]", '![x\\]](u "t")'),
        ("![a][l]\n\n[l]: /u 't'", "t", 'x "y"', '![a][l]\n\n[l]: /u "x \\"y\\""'),
        ("plain", "plain", "snake_case * 2 < 3 & AT&T;", "snake_case \\* 2 < 3 & AT\\&T;"),
    ],
)
def test_translations_are_written_as_markdown(source: str, unit: str, translation: str, written: str) -> None:
    assert filled(source, (unit, translation)) == written


def test_only_changed_blocks_are_written_anew() -> None:
    source = "---\ntitle:   'A'  # why\n---\n* one\n\n+ __two__\n\n\n> three\nlazy\n"
    assert filled(source, ("three lazy", "3")) == "---\ntitle:   'A'  # why\n---\n* one\n\n+ __two__\n\n\n> 3\n"


def test_the_front_matters_language_follows() -> None:
    article = read("---\ntitle: A\nlang: en\n---\nText.")
    assert markdown.write(document.fill(article, {}, "tg")) == "---\ntitle: A\nlang: tg\n---\nText."


def test_a_leaf_that_no_markdown_can_say_is_refused() -> None:
    article = read("# T\n\n[a](/u) [b](/v)")
    nested = str(article.body).replace(">a</a>", '><a href="/v">b</a></a>', 1)
    with pytest.raises(SourceError, match="no Markdown says the same") as caught:
        markdown.write(replace(article, body=nested))
    assert (caught.value.path, caught.value.line) == ("a.md", 3)
    assert caught.value.hint


SPACES = ("\u00a0", "\u2003", "\u2028", "\u202f", "\u3000", "\x85", "\ufeff")


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    "shape",
    [
        *("{}one{}", "{}one{}\n{}\n{}two{}\nthree", "# {}one{}", "# {}one{} ##", "# one #{}", "{}one{}\n==="),
        *("- {}one{}\n- {}two{}", "> {}one{}\n> two{}", "- [x] {}one{}", "{}![x](u){}", "**a**{}  \nb{}"),
        *("| {}a{} | b{} |\n|---|---|\n| {}c{}|{}|", "![x](u){}\n{}cap{}\n[{}cr{}]{}", "a[^1]{}\n\n[^1]: {}b{}"),
        *("<p>{}x{}</p>{}", "<div>{}\n{}bare\n{}\n{}text{}\n</div>", "a\n\n{}\n\nb"),
    ],
)
def test_white_space_of_other_programs_at_the_edges(shape: str, space: str) -> None:
    source = "---\ntitle: T\n---\n" + shape.replace("{}", space)
    article = read(source)
    assert markdown.write(article) == source
    keys = [segment.key for segment in document.cut(article)]
    assert markdown.write(document.fill(article, {key: key[1] for key in keys}, "en")) == source
    filled = document.fill(article, {key: f"{key[1]}{number}" for number, key in enumerate(keys)}, "en")
    assert document.cut(read(markdown.write(filled))) == document.cut(filled)


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("one", "&nbsp;x&#8195;"),
        ("# one", "# &nbsp;x&#8195;"),
        ("- one", "- &nbsp;x&#8195;"),
        ("| one |\n|---|", "| &nbsp;x&#8195; |\n|---|"),
        ("**one**", "**&nbsp;x&#8195;**"),
        ("<p>one</p>", "<p>\u00a0x\u2003</p>"),
    ],
)
def test_a_translation_may_have_them_too(source: str, written: str) -> None:
    made = filled(source, ("one", "\u00a0x\u2003"))
    assert made == written.replace("**&nbsp;x&#8195;**", "<strong>\u00a0x\u2003</strong>")
    assert [segment.text for segment in document.cut(read(made))] == ["\u00a0x\u2003"]
