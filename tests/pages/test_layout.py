"""One layout for all editions: it is what each edition laid out for itself would be, and as safe."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from l10n_flow.articles import document, patterns
from l10n_flow.errors import SourceError
from l10n_flow.model import Article, Metadata
from l10n_flow.pages import html, safe
from l10n_flow.pages import layout as layouts
from l10n_flow.text import markup
from tests.pages import test_html

LINKS = tuple(html.Link(lang, f"{lang}/a.html", original=lang == "en") for lang in ("en", "ru", "uz"))
SITE = html.Site("The Desk", "https://example.org/", html.Ways("../media"))
HOSTILE = (
    "<script>alert(1)</script>",
    "</p></div></main><script src=//x></script>",
    '"><img src=x onerror=alert(1)>',
    '\'" onmouseover=alert(1) x="',
    '<em onclick="alert(1)">x</em>',
    '<a1 title="&quot; onclick=alert(1) ">x</a1>',
    '<abbr1 title="&quot; onclick=alert(1) &quot;">x</abbr1>',
    '<abbr title="x&quot;&gt;&lt;script&gt;">x</abbr>',
    "<a href=javascript:alert(1)>x</a>",
    "&lt;script&gt;alert(1)&#60;/script&#62; &amp;lt;em> &nbsp;",
    "]]> <![CDATA[ x ]]> <!-- x --> --> <?x ?> <!doctype html>",
    "<svg onload=alert(1)><style>@import 'x'</style></svg><plaintext>",
    "{{ 7 * 7 }} {% raw %} %(credit)s %s \\",
    "run 0 end own Table lang",
    "a\u00a0b\u202ec\ufeffd\ud7ff\ufdd0\u2028 \t\n\r x: y",
)


def article(body: str, **meta: str) -> Article:
    return Article("a", "en", "html", body, path="source_articles/a.html", meta=Metadata(**meta))  # type: ignore[arg-type]


def body_of(page: str) -> str:
    return page.partition('<div class="text">\n')[2].rpartition("\n</div>\n</article>")[0]


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages(body: str, targets: list[str], segmentation: str = "block") -> list[str]:
    """An edition's page, by the layout of all and laid out for itself; each text's translation is the next target."""
    skeleton = document.Skeleton(article(body, segmentation=segmentation))
    translations = dict(zip((segment.key for segment in skeleton.segments), targets, strict=False))
    sheet = html.Sheet(skeleton, SITE)
    sheet.page({}, "uz", LINKS).decode()  # what another edition leaves behind is nothing
    return [
        sheet.page(translations, "ru", LINKS).decode(),
        html.page(skeleton.fill(translations, "ru"), LINKS, SITE).decode(),
    ]


INLINE = (
    *("em", "a href='/1'", "a href='/2' title='T'", "abbr title='Long'", "code", "span translate='no'", "q cite='/q'"),
    *("a href='javascript:alert(1)'", "span onclick='alert(1)' style='color:red'", "font color='red'", "blink"),
    *("sup class='footnote-ref'", "span class='author'", "time datetime='2025-05-12'", "strong id='s'", "svg"),
    *("object", "em lang='en'", "em lang='fr'", "ruby", "rt", "i class='masthead'"),
)
BLOCKS = (
    *("p", "p", "p class='deck'", "h1", "h2", "h4", "blockquote", "ul", "li", "div style='display:none'", "figure"),
    *("figcaption", "div class='credit'", "table", "caption", "td", "header", "section class='footnotes'", "article"),
    *("li id='fn1'", "p class='byline'", "form action='/x'", "iframe src='/x'", "script", "style", "noscript", "main"),
    *("p lang='en'", "nav", "address", "details", "summary", "pre", "a href='/block'", "p onclick='alert(1)'"),
)
VOIDS = (
    *("<br/>", "<img src='i.png' alt='A picture'/>", "<img src='i.svg' onerror='alert(1)'/>", "<wbr/>"),
    *("<a id='fnref1' href='#fn1'>1</a>", "<l-raw data-l-source='&lt;x&gt;' data-l-kind='tag'/>", "<input value='x'/>"),
)
plain = st.text(alphabet="ab .:<&\"'\u00a0й", min_size=1, max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)


def elements(names: tuple[str, ...], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, children: f"<{tag}>{''.join(children)}</{tag.split()[0]}>",
        st.sampled_from(names),
        st.lists(inner, max_size=3),
    )


inline = st.recursive(plain | st.sampled_from(VOIDS), lambda inner: elements(INLINE, inner), max_leaves=5)
blocks = st.recursive(elements(BLOCKS, inline), lambda inner: elements(BLOCKS, inner | inline), max_leaves=5)
bodies = st.lists(blocks | inline, min_size=1, max_size=5).map(lambda found: f"<article>{''.join(found)}</article>")


def translated(text: str, change: int, hostile: str) -> str:
    """A translation: as it should be, with its tags mixed up, or something else altogether."""
    if change < 4:
        return markup.map_text(text, lambda said: f"Й{said}" if said.strip() else said)
    names = markup.tag_names(text)
    if change == 4:
        return hostile
    if change == 5:
        return f"{text} {hostile}"
    return "".join(f"<{name}>й" for name in names) + "".join(f"</{name}>" for name in reversed(names)) + hostile


translators = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(HOSTILE)), min_size=1, max_size=6)


ORDINARY = """<html lang="en"><head><title>T</title></head><body><article><header><p class="kicker">K</p>
<h1>H <em>h</em></h1><p class="byline">By A</p></header>
<p>One <a href="/1">two</a> <abbr title="Long">L</abbr>.<br/>b</p>
<figure><img src="i.png" alt="A"/><figcaption>C <span class="credit">AFP</span></figcaption></figure>
<table><caption>N <b>n</b></caption><tr><td>1 m</td></tr></table>
<p lang="en">E<sup class="footnote-ref"><a href="#f" id="r">1</a></sup></p>
<section class="footnotes"><ol><li id="f">Note</li></ol></section></article></body></html>"""


def test_an_ordinary_article_has_one_layout_for_all_editions() -> None:
    layout = layouts.of_all(document.Skeleton(article(ORDINARY)).outline, html.Ways())
    shared, alone = pages(ORDINARY, list("абвгдеёжзийкл"))
    assert layout.body
    assert shared == alone


@pytest.mark.parametrize(
    "body",
    [
        '<article><div><span class="author">A</span> x</div></article>',  # a part of a text goes to the page's top
        '<article><a href="/1">x <a href="/2">y</a> z</a></article>',
        '<article><p>x <img src="i.png"/> y <img src="i.png"/> z</p></article>',
    ],
)
def test_an_article_whose_texts_do_not_stay_in_their_places_has_none(body: str) -> None:
    with pytest.raises(patterns.UnfitError):
        layouts.of_all(document.Skeleton(article(body)).outline, html.Ways())
    shared, alone = pages(body, ["й", "ю"])
    assert shared == alone


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_translation_is_text(hostile: str) -> None:
    made, alone = pages(ORDINARY, [hostile] * 12)
    assert made == alone
    tree = lxml_html.document_fromstring(made.replace("\r", " "))
    assert not tree.xpath(
        "//script[not(@type='application/ld+json')] | //svg | //iframe | //plaintext | //body//style"
        " | //@onclick | //@onload | //@onerror"
    )
    assert not tree.xpath("//@onmouseover | //a[starts-with(@href, 'javascript')] | //img[@src='x']")
    assert squeezed(markup.unescape(hostile)) in squeezed(str(tree.xpath("string()")))


def test_passages_without_a_translation_are_marked_in_their_edition_only() -> None:
    sheet = html.Sheet(document.Skeleton(article("<article><h1>T</h1><p>One</p><p>Two</p></article>")), SITE)
    done: dict[tuple[str | None, str], str] = {("headline", "T"): "З", (None, "One"): "Раз"}
    marked = sheet.page(done, "ru", LINKS, mark_missing=True).decode()
    assert '<p lang="en" class="untranslated" title="Этот фрагмент ещё не переведён">Two</p>' in marked
    assert "ещё не переведены" in marked
    whole = sheet.page({**done, (None, "Two"): "Два"}, "ru", LINKS).decode()
    assert "untranslated" not in body_of(whole)
    assert "<p>Раз</p><p>Два</p>" in whole


def test_a_hostile_article_is_cleaned_once_for_all_its_editions() -> None:
    assert layouts.of_all(document.Skeleton(article(test_html.HOSTILE)).outline, html.Ways()).body
    made, alone = pages(test_html.HOSTILE, ["й"])
    assert made == alone
    inside = made.partition("<body>")[2].replace("&lt;script", "")
    assert not [bad for bad in ("<script", "onerror=", "onclick=", "javascript:", "<iframe", "<svg") if bad in inside]


@pytest.mark.parametrize("character", ["\0", "\x1b", "\uffff", "\ud800"])
def test_a_translation_with_a_character_that_no_page_can_have_is_refused(character: str) -> None:
    skeleton = document.Skeleton(article(ORDINARY))
    for segment in skeleton.segments:
        with pytest.raises((SourceError, UnicodeEncodeError)):
            html.Sheet(skeleton, SITE).page({segment.key: f"a{character}"}, "ru", LINKS).decode()


def test_no_article_can_have_a_hole() -> None:
    """What holes look like is another in each process, so that it is no use to know this one's."""
    seen = {
        subprocess.check_output([sys.executable, "-c", "from l10n_flow.articles import holes; print(holes.LANG)"])
        for _ in "ab"
    }
    assert len(seen) == 2


@pytest.mark.parametrize("inside", ["<em>:%s</em>", "<em>%s</em>", "<em>%s<svg>:</svg></em>", "<em>(<b>%s</b>)</em>"])
def test_a_name_that_goes_to_the_top_leaves_its_line_as_it_is(inside: str) -> None:
    body = "<article><h1>T</h1><p>One " + inside.replace("%s", "<span class='author'></span>") + " two</p></article>"
    made, alone = pages(body, [segment.text for segment in document.cut(article(body))])
    assert made == alone


@given(bodies, translators, st.sampled_from(["block", "sentence"]))
def test_a_page_is_what_it_would_be_if_it_were_laid_out_for_itself(
    body: str, how: list[tuple[int, str]], segmentation: str
) -> None:
    texts = [segment.text for segment in document.cut(article(body, segmentation=segmentation))]
    targets = [translated(text, *how[number % len(how)]) for number, text in enumerate(texts)]
    shared, alone = pages(body, targets, segmentation)
    assert shared == alone


@given(bodies, translators)
def test_a_page_is_so_clean_that_cleaning_changes_nothing(body: str, how: list[tuple[int, str]]) -> None:
    texts = [segment.text for segment in document.cut(article(body))]
    made = body_of(pages(body, [translated(text, *how[n % len(how)]) for n, text in enumerate(texts)])[0])
    body = re.sub("\r\n?", "\n", made)  # as whoever opens it does first
    assert _but_ends(safe._cleaner(safe.TAGS).clean(body)) == _but_ends(body)


def _but_ends(body: str) -> str:
    """A body without its end tags: nh3 leaves a heading in a heading, and if it sees that again it moves an end. And
    with no-break spaces written in one way of two."""
    return re.sub("</[a-z0-9]+>", "", body).replace("&nbsp;", "\N{NO-BREAK SPACE}")
