"""Cutting an article's tree and filling it: one walk for both."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.model import Article, Metadata, Role, Tag
from l10n_flow.text import markup


def article(body: str, lang: str = "en", segmentation: str = "") -> Article:
    return Article("a", lang, "html", f"<article>{body}</article>", meta=Metadata(segmentation=segmentation))


def texts(body: str) -> list[str]:
    return [segment.text for segment in document.cut(article(body))]


def filled(body: str, translations: dict[str, str], *, mark_missing: bool = False) -> str:
    source = article(body)
    by_key = {s.key: translations[s.text] for s in document.cut(source) if s.text in translations}
    filled = document.fill(source, by_key, "ru", mark_missing=mark_missing)
    return re.sub(r"^<article[^>]*>|</article>$", "", str(filled.body))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p> one\n two </p>", ["one two"]),
        ("<div><p>in</p>after</div>", ["in", "after"]),
        ("<p>a <em>b</em> <a href='x'>c</a> <a href='y'>d</a></p>", ["a <em>b</em> <a1>c</a1> <a2>d</a2>"]),
        ("<p>a <a href='x'>b</a> c <a href='x'>d</a></p>", ["a <a1>b</a1> c <a1>d</a1>"]),
        ("<p><strong><a href='x'>whole</a></strong></p>", ["whole"]),
        ("<p><img src='x'/> text<br/></p>", ["text"]),
        ("<p>a<br/>b</p>", ["a<br/>b"]),
        ("<p>—</p><p>*</p><p>7</p>", ["7"]),
        ("<p>see <code>x</code></p><pre>not this</pre>", ["see <code>x</code>"]),
        ("<p>said <span translate='no'>Kontur</span> today</p>", ["said <span1/> today"]),
        ("<p hidden=''>x</p><script>y</script><p class='notranslate'>z</p>", []),
        ("<p>literal &lt;em&gt; and &amp;lt;</p>", ["literal &lt;em> and &amp;lt;"]),
        ("<p><abbr title='Commonwealth'>CIS</abbr> met</p>", ['<abbr title="Commonwealth">CIS</abbr> met']),
        ("<p>Text.<sup class='footnote-ref'><a href='#fn1'>1</a></sup> More</p>", ["Text.<fn1/> More"]),
        ("<p>no\u00a0break</p>", ["no\u00a0break"]),
    ],
)
def test_what_a_translator_sees(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_attributes_for_readers_are_units_of_their_own() -> None:
    found = document.cut(article("<p title='T'>x <img src='i' alt='A'/> <a href='#' title='L'>y</a></p>"))
    assert [(s.role, s.text) for s in found] == [
        (Role.LABEL, "T"),
        (Role.ALT_TEXT, "A"),
        (Role.LABEL, "L"),
        (Role.PARAGRAPH, "x <img1/> <a1>y</a1>"),
    ]


def test_roles_give_context_and_the_same_text_in_the_same_context_is_one_unit() -> None:
    body = "<h1>Same</h1><p>Same</p><ul><li>Same</li></ul><h2>Same</h2><figure><figcaption>Same</figcaption></figure>"
    assert [(s.context, s.count) for s in document.cut(article(body))] == [
        ("headline", 1),
        (None, 2),
        ("heading", 1),
        ("caption", 1),
    ]


def test_the_legend_says_what_tags_stand_for() -> None:
    (segment,) = document.cut(
        article("<p>a <a href='https://example.org/'>b</a> <em>c</em> <span translate='no'>d</span></p>")
    )
    assert segment.tags == (Tag("a1", False, "https://example.org/"), Tag("em"), Tag("span1", True, "d"))


def test_the_legend_stays_on_one_line() -> None:
    (segment,) = document.cut(article("<p>a <a href='&#10; https://example.org/&#10;long'>b</a></p>"))
    assert segment.tags == (Tag("a1", False, "https://example.org/ long"),)


@pytest.mark.parametrize(
    ("body", "target", "expected"),
    [
        ("<p>a <em>b</em></p>", "<em>б</em> а", "<p><em>б</em> а</p>"),
        (
            "<p>x <a href='1'>y</a> <a href='2'>z</a></p>",
            "<a2>З</a2> <a1>И <em>!</em></a1>",
            '<p><a href="2">З</a> <a href="1">И &lt;em&gt;!&lt;/em&gt;</a></p>',
        ),
        ("<p>x <em>y</em></p>", "<em>а</em> <em>б</em>", "<p><em>а</em> <em>б</em></p>"),
        ("<p>a<br/>b</p>", "а<br/>б<br/>в", "<p>а<br/>б<br/>в</p>"),
        ("<p>a</p>", "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<p><b>a</b></p>", "я", "<p><b>я</b></p>"),
        ("<p> a <img src='i'/></p>", "я", '<p> я <img src="i"/></p>'),
        ("<p>a <abbr title='B'>b</abbr></p>", '<abbr title="Б">б</abbr>', '<p><abbr title="Б">б</abbr></p>'),
        ("<p>a <abbr title='B'>b</abbr></p>", "<abbr>б</abbr>", '<p><abbr title="B">б</abbr></p>'),
        (
            "<p><a id='k' href='#'>b</a> c</p>",
            "<a1>б</a1> <a1>в</a1>",
            '<p><a id="k" href="#">б</a> <a href="#">в</a></p>',
        ),
        ("<p>x <span translate='no'>K</span></p>", "К: <span1/>", '<p>К: <span translate="no">K</span></p>'),
    ],
)
def test_a_translation_is_put_into_the_articles_own_markup(body: str, target: str, expected: str) -> None:
    (source,) = texts(body)
    assert filled(body, {source: target}) == expected


def test_attributes_take_their_translation_as_text() -> None:
    assert filled("<p><img src='i' alt='A'/> <b>x</b> y</p>", {"A": 'Б "<b>"', "<b>x</b> y": "я"}) == (
        '<p><img src="i" alt="Б &quot;&lt;b&gt;&quot;"/> я</p>'
    )


def test_a_comment_in_a_sentence_stays() -> None:
    body = "<p>a <l-raw data-l-source='&lt;!--k--&gt;' data-l-kind='other'/>b</p>"
    assert texts(body) == ["a b"]
    assert "<!--k-->" in filled(body, {"a b": "в"}).replace("&lt;", "<").replace("&gt;", ">")


def test_missing_texts_stay_and_say_their_language() -> None:
    body = "<p>one</p><div>two<p>three</p></div>"
    assert filled(body, {"three": "три"}, mark_missing=True) == (
        '<p lang="en">one</p><div><span lang="en">two</span><p>три</p></div>'
    )
    assert filled(body, {"three": "три"}) == "<p>one</p><div>two<p>три</p></div>"


def test_the_page_and_its_parts_change_their_language() -> None:
    body = "<p lang='en'>one</p><p lang='fr'>deux</p>"
    assert document.fill(article(body), {}, "tg").body == (
        '<article lang="tg"><p lang="tg">one</p><p lang="fr">deux</p></article>'
    )


def test_sentences_are_units_by_setting_and_count_their_tags_themselves() -> None:
    body = "<p>One <a href='1'>map</a>. Two <a href='2'>map</a>. One <a href='1'>map</a>.</p>"
    source = article(body, segmentation="sentence")
    found = document.cut(source)
    assert [(s.text, s.tags[0].says, s.count) for s in found] == [
        ("One <a1>map</a1>.", "1", 2),
        ("Two <a1>map</a1>.", "2", 1),
    ]
    by_key = {found[0].key: "Раз <a1>х</a1>.", found[1].key: "Два <a1>у</a1>."}
    assert document.fill(source, by_key, "ru").body == (
        '<article lang="ru"><p>Раз <a href="1">х</a>. Два <a href="2">у</a>. Раз <a href="1">х</a>.</p></article>'
    )


def test_a_sentence_without_translation_is_marked_inside_its_paragraph() -> None:
    source = article("<p>One. Two.</p>", segmentation="sentence")
    by_key = {document.cut(source)[0].key: "Раз."}
    assert document.fill(source, by_key, "ru", mark_missing=True).body == (
        '<article lang="ru"><p>Раз. <span lang="en">Two.</span></p></article>'
    )


def test_broken_trees_are_refused() -> None:
    with pytest.raises(SourceError, match="broken"):
        document.parse("<p>")


def test_comments_are_no_part_of_a_tree() -> None:
    assert document.serialise(document.parse("<p>a<!-- not this --> b<?nor this?></p>")) == "<p>a b</p>"


@pytest.mark.parametrize("mark_missing", [False, True])
def test_all_editions_are_filled_from_one_skeleton(mark_missing: bool) -> None:
    """What is kept for the next edition is nobody's: not its language, not its texts, not its marks."""
    source = article("<p id='a'>One <em>two</em>.</p><p title='T' lang='en'>Three.</p>")
    used = document.Skeleton(source)
    for lang in ("ru", "tg", "en", "ru"):
        some = {segment.key: f"{lang} {segment.text}" for segment in used.segments[:2]}
        for bare in (False, True):
            expected = document.Skeleton(source).fill(some, lang, mark_missing=mark_missing, bare=bare)
            assert used.fill(some, lang, mark_missing=mark_missing, bare=bare) == expected
        assert used.fill(some, lang).body == document.fill(source, some, lang).body


plain = st.text(alphabet="ab <&йʻ.", min_size=1, max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
inline = st.recursive(
    plain | st.just("<br/>"),
    lambda inner: st.builds(
        lambda tag, children: f"<{tag}>{''.join(children)}</{tag.split()[0]}>",
        st.sampled_from(["em", "b", "a href='1'", "a href='2'", "code", "span translate='no'"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
bodies = st.lists(
    st.builds(
        lambda tag, children: f"<{tag}>{''.join(children)}</{tag}>",
        st.sampled_from(["p", "li", "h2", "div", "td"]),
        st.lists(inline, max_size=4),
    ),
    max_size=4,
).map("".join)


def squeezed(body: str) -> str:
    return re.sub(r"\s+", "", body.replace(' lang="en"', ""))


@given(bodies, st.sampled_from(["block", "sentence"]))
def test_filling_with_the_source_changes_nothing_but_white_space(body: str, rule: str) -> None:
    source = article(body)
    same = {s.key: s.text for s in document.cut(source, rule)}
    result = document.fill(source, same, "en", rule)
    assert squeezed(str(result.body)) == squeezed(document.serialise(document.parse(source.body)))
    assert document.cut(result, rule) == document.cut(source, rule)


@given(bodies)
def test_every_word_outside_protected_parts_is_in_a_unit(body: str) -> None:
    source = article(body)
    upper = {s.key: markup.map_text(s.text, str.upper) for s in document.cut(source)}
    root = document.parse(document.fill(source, upper, "ru").body)
    for protected in root.iterfind(".//*[@translate='no']"):
        for inside in protected.iter("*"):
            inside.text, inside.tail = None, inside.tail if inside is protected else None
    text = document.text_of(root)
    assert text == text.upper()


@given(st.text(alphabet="ab<>/&\"' emscript", max_size=40))
def test_no_translation_becomes_markup(target: str) -> None:
    body = filled("<p>one <em>two</em></p>", {"one <em>two</em>": target or "x"})
    assert {str(e.tag) for e in document.parse(body).iter("*")} <= {"p", "em"}
