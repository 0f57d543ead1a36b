from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from l10n_flow import plugins, values
from l10n_flow.articles import document
from l10n_flow.exporters import _markdown, fragment, markdown
from l10n_flow.model import Role
from l10n_flow.shown import Card, Edition
from tests.exporters.editions import CORRECTION, SITE, edition, read, texts

ROOT = Path(__file__).parents[2]
OURS = sorted(path for path in (ROOT / "source_articles").rglob("*.*") if path.suffix in {".md", ".html", ".txt"})
SIGNS = st.text("ab .,!*_`[](){}<>#&;:|~^\\\"'-+=1 \u00a0«»—ғў%", max_size=24)


def written(body: str) -> str:
    return _markdown.written(lxml_html.fragment_fromstring(body, create_parent="div"))


def rendered(text: str) -> lxml_html.HtmlElement:
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return lxml_html.fragment_fromstring(page, create_parent="div")


def test_an_edition_is_a_clean_article_again() -> None:
    exported = edition()
    again = read(markdown.files(exported, SITE), "markdown")
    assert again.problems == ()
    assert sorted(texts(again)) == sorted(texts(exported.article))
    assert again.meta.date == "2025-05-12"
    assert again.meta.tags == ("migration", "Central Asia")
    assert again.meta.canonical == "https://example.org/news/en/2025/regime.html"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_articles_come_back_whatever_their_format(path: Path) -> None:
    exported = edition(path.read_text("utf-8"), plugins.formats()[path.suffix])
    again = read(markdown.files(exported, SITE), "markdown")
    assert again.problems == ()
    kept = {Role.PAGE_TITLE, Role.LABEL, Role.CAPTION}  # Markdown has no titles of pages, and no captions of tables
    said = [text for text in texts(exported.article) if text[0] not in kept and "date" not in text[0]]
    assert set(said) <= set(texts(again)) | {("meta description", text) for _, text in said}
    body = [text for role, text in texts(exported.article) if role in {"paragraph", "list item", "quote", "footnote"}]
    assert [text for role, text in texts(again) if text in body] == body


def test_it_has_few_signs() -> None:
    ((path, text),) = markdown.files(edition(corrections=(CORRECTION,)), SITE).items()
    assert path == "en/2025/regime.md"
    assert (
        "\nThe **first** paragraph[^1] has [a link](https://example.org/a_\\(b\\)?c=1&d=2), *emphasis*, `code`" in text
    )
    assert "H<sub>2</sub>O.\\\nA second line.\n" in text
    assert "- Another pays nothing:\n  1. once\n  2. twice\n" in text
    assert "> Said [he]: 1. no" in text.replace("\\", "")
    assert "| Year | Sum |\n| --- | ---: |\n| 2024 | 1 \\| 2 |" in text
    assert "![A map](../../media/2025/images/map.png)\nThe map \\[of old\\]. [AFP]\n" in text
    assert "[^1]: A note with *emphasis*.\n" in text
    assert 'corrections: [{date: 2025-05-14, kind: correction, text: "The registry held' in text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>1. Not a list</p>", "1\\. Not a list"),
        ("<p>- nor this</p><p># nor that</p>", "\\- nor this\n\n\\# nor that"),
        ("<p>a_b_c and _d_ *e* 2*3</p>", "a_b_c and \\_d\\_ \\*e\\* 2\\*3"),
        ("<p><strong>«Слово»</strong>ми</p>", "<strong>«Слово»</strong>ми"),
        ("<p><strong>слово</strong>ми</p>", "**слово**ми"),
        ("<p><em> a </em>b</p>", "*a* b"),
        ("<p><strong><em>a</em></strong></p>", "**_a_**"),
        ("<p>Look!<a href='x'>there</a></p>", "Look\\![there](x)"),
        ("<p>[a](b) [c]</p>", "\\[a\\](b) \\[c\\]"),
        ("<p>said [he]</p>", "said [he]"),
        ("<p>{{&lt; x &gt;}} {{% y %}}</p>", "{\\{< x >}} {\\{% y %}}"),
        ("<p><code>{{% y %}}</code></p>", "<code>{&#123;% y %}}</code>"),
        ("<p>&lt;b&gt; &amp;amp; AT&amp;T 1 &lt; 2</p>", "\\<b> \\&amp; AT&T 1 < 2"),
        ("<h2>{#id} ##</h2>", "## \\{#id} \\##"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b"),
        ("<p>a<br></p>", "a"),
        ("<p lang='en'>a</p>", '<span lang="en">a</span>'),
        ("<table><tr><td>a</td><td rowspan='2'>b</td></tr><tr><td>c</td></tr></table>",
         "|  |  |\n| --- | --- |\n| a | b |\n| c |  |"),
    ],
)  # fmt: skip
def test_what_looks_like_markup_is_text(body: str, text: str) -> None:
    assert written(body) == f"{text}\n"


def flat(element: lxml_html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


@settings(max_examples=150, deadline=None)
@given(st.lists(SIGNS, min_size=1, max_size=4), st.sampled_from(["p", "h2", "li", "td", "a", "blockquote"]))
def test_every_text_reads_as_itself(parts: list[str], tag: str) -> None:
    first, *rest = (html.escape(part) for part in parts)
    inner = first + "".join(
        f"<{mark}>{part}</{mark}>{part}" for mark, part in zip(("em", "strong", "del"), rest, strict=False)
    )
    around = {"li": "<ul>{}</ul>", "td": "<table><tr>{}</tr></table>", "a": "<p>{}</p>", "blockquote": "{}"}.get(
        tag, "{}"
    )
    source = lxml_html.fragment_fromstring(
        around.format(f"<{tag} href='x'>{inner}</{tag}>".replace(" href='x'" if tag != "a" else "", "")),
        create_parent="div",
    )
    text = _markdown.written(source)
    page = rendered(text)
    assert flat(page) == flat(source), text
    for mark in ("em", "strong", "del", "a", "img", "table", "h1", "pre"):
        names = {"del": ("del", "s")}.get(mark, (mark,))
        shown = [one for one in source.iter(*names) if flat(one)]
        assert len(list(page.iter(*names))) <= max(len(shown), len(list(source.iter(*names)))), text


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3).map("".join)
    items = st.lists(several, min_size=1, max_size=3).map(lambda found: "".join(f"<li>{one}</li>" for one in found))
    return st.one_of(
        several.map("<blockquote>{}</blockquote>".format),
        items.map("<ul>{}</ul>".format),
        items.map("<ol start='3'>{}</ol>".format),
        several.map("<div>{}</div>".format),
    )


WORDS = st.sampled_from(["one two", "3. три", "- чор", "a<br>b", "<em>five</em>", "# six", "`7`", "> 8"])
LEAVES = st.one_of(
    WORDS.map("<p>{}</p>".format),
    WORDS,
    WORDS.map("<h3>{}</h3>".format),
    st.sampled_from(["<pre>a\n\n  b```\n</pre>", "<hr>", "<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.recursive(LEAVES, _blocks, max_leaves=8), min_size=1, max_size=3).map("".join))
def test_blocks_stay_what_they_are_and_where_they_are(body: str) -> None:
    source = lxml_html.fragment_fromstring(body, create_parent="div")
    page = rendered(_markdown.written(source))
    assert flat(page).replace(" ", "") == flat(source).replace(" ", ""), _markdown.written(source)
    for tag in ("ul", "ol", "li", "blockquote", "h3", "pre", "table", "em", "hr"):
        shown = [[one.tag for one in found.iterancestors(*"ul ol li blockquote".split())] for found in source.iter(tag)]
        again = [[one.tag for one in found.iterancestors(*"ul ol li blockquote".split())] for found in page.iter(tag)]
        assert again == shown, _markdown.written(source)


def test_a_link_called_x_is_no_box_with_a_tick() -> None:
    text = written('<ul><li><a href="https://x.com/a">X</a></li><li>On <a href="https://x.com/b">X</a></li></ul>')
    assert text == "- [&#88;](https://x.com/a)\n- On [X](https://x.com/b)\n"
    assert [link.text for link in rendered(text).iter("a")] == ["X", "X"]


def test_a_correction_comes_back() -> None:
    again = read(markdown.files(edition(corrections=(CORRECTION,)), SITE), "markdown")
    assert again.problems == ()
    (said,) = document.Skeleton(again).corrections({})
    assert (said.date, said.kind, said.text) == (CORRECTION.date, CORRECTION.kind, CORRECTION.text)


def test_links_to_other_articles_lead_to_their_pages() -> None:
    exported = edition("# T\n\nSee [one](other.md#part), [two](gone.md) and [three](https://x.org).\n", lang="ru")
    pages = {"en": "en/2025/other.html", "ru": "ru/2025/drugoe.html"}
    exported = values.replace(exported, links={"other.md": pages, "gone.md": {}})
    ((_, text),) = markdown.files(exported, SITE).items()
    address = "https://example.org/news/ru/2025/drugoe.html#part"
    assert f"See [one]({address}), two and [three](https://x.org).\n" in text
    body = fragment.files(exported, SITE)["ru/2025/regime.html"]
    assert f'<a href="{address}" hreflang="ru">one</a>, <span>two</span>' in body


def test_what_is_not_translated_says_its_language() -> None:
    article = plugins.reader("markdown").read("# T\n\nOne.\n\nTwo.\n", article_id="2025/a", path="a", lang="en")
    one = next(one for one in document.cut(article) if one.text == "One.")
    filled = document.Skeleton(article).fill({one.key: "Один."}, "ru", mark_missing=True, bare=True)
    card = Card("2025/a", "ru", "a", "T", source_lang="en")
    ((_, text),) = markdown.files(Edition(filled, card, (card,)), SITE).items()
    assert text.endswith('\n\nОдин.\n\n<span lang="en">Two.</span>\n')
