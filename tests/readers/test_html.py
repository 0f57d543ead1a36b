"""HTML articles in and out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.articles import document, trees
from l10n_flow.errors import SourceError
from l10n_flow.model import Article, Role, Sensitivity, Severity
from l10n_flow.readers import _html, _tokens, html

PAGE = """<!DOCTYPE html>
<!-- made by hand -->
<html lang="en">
<head>
<title>Buses &amp; trains</title>
<meta name="description" content='The "new" timetable'>
<meta property="og:image" content="bus.jpg">
<meta name="l10n:date" content="2025-05-12">
<meta name="l10n:tags" content="transport, city">
<meta name="l10n:sensitivity" content="public">
<style>p > em { color: red }</style>
</head>
<body class=plain>
<p class="kicker">City</p>
<h1>The tram is back</h1>
<p class="deck">After ten years.</p>
<p>First line<br>and <em>second</em> with a <a href="/map?a=1&amp;b=2">map</a>.
<ul><li>one<li>two</ul>
<img src="t.jpg" alt="A tram">
<script>if (a < b) { alert("</p>") }</script>
</body>
</html>
<!-- end -->
"""


def read(text: str) -> Article:
    return html.read(text, article_id="a", path="a.html", lang="en")


def upper(article: Article) -> dict[tuple[str | None, str], str]:
    from l10n_flow.text import markup

    return {s.key: markup.map_text(s.text, str.upper) for s in document.cut(article)}


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_a_page_comes_back_as_it_was_written() -> None:
    assert html.write(read(PAGE)) == PAGE


def test_identity_changes_white_space_at_most() -> None:
    article = read(PAGE)
    same = {s.key: s.text for s in document.cut(article)}
    assert words(html.write(document.fill(article, same, "en"))) == words(PAGE)


def test_translation_lands_in_text_and_attributes_and_nowhere_else() -> None:
    article = read(PAGE)
    expected = (
        PAGE.replace("Buses &amp; trains", "BUSES &amp; TRAINS")
        .replace("""'The "new" timetable'""", '"THE &quot;NEW&quot; TIMETABLE"')
        .replace(">City<", ">CITY<")
        .replace("The tram is back", "THE TRAM IS BACK")
        .replace("After ten years.", "AFTER TEN YEARS.")
        .replace("First line", "FIRST LINE")
        .replace("and <em>second</em> with a", "AND <em>SECOND</em> WITH A")
        .replace(">map<", ">MAP<")
        .replace("<li>one<li>two", "<li>ONE<li>TWO")
        .replace("A tram", "A TRAM")
        .replace('lang="en"', 'lang="ru"')
    )
    assert words(html.write(document.fill(article, upper(article), "ru"))) == words(expected)


def test_roles_and_metadata_are_recognised() -> None:
    article = read(PAGE)
    roles = [(s.role, s.text) for s in document.cut(article)]
    assert roles[:6] == [
        (Role.PAGE_TITLE, "Buses & trains"),
        (Role.META_DESCRIPTION, 'The "new" timetable'),
        (Role.KICKER, "City"),
        (Role.HEADLINE, "The tram is back"),
        (Role.DECK, "After ten years."),
        (Role.PARAGRAPH, "First line<br/>and <em>second</em> with a <a1>map</a1>."),
    ]
    assert article.meta.date == "2025-05-12"
    assert article.meta.tags == ("transport", "city")
    assert article.meta.sensitivity is Sensitivity.PUBLIC
    assert article.problems == ()


@pytest.mark.parametrize(
    "metas",
    [
        "<meta name='l10n:sensitivity' content='secret'>\n<meta name='l10n:sensitivity' content='public'>",
        "<meta name='l10n:sensitivity' content='public'>\n<meta name='l10n:sensitivity' content='public'>",
        "<meta name='l10n:sensitivity' content='public'>\n<meta name='l10n:sensitivty' content='secret'>",
        "\n<meta name='L10N:SENSITIVTY' content='secret'>",
        "\n<meta name='l10n-sensitivity' content='secret'>",
        "\n<meta property='sensitivity' content='secret'>",
        "\n<meta name='robots' property='l10n:sensitivity' content='secret'>",
        "\n<meta itemprop='sensitivity' content='secret'>",
        "\n<meta name='l10n:sensitivity' value='secret'>",
    ],
)
def test_a_sensitivity_that_is_not_clear_refuses_the_article(metas: str) -> None:
    article = read(f"{metas}<h1>A</h1>")
    assert article.meta.sensitivity is Sensitivity.SECRET
    (problem,) = article.problems
    assert (problem.severity, problem.line) == (Severity.ERROR, 2)
    assert problem.hint


def test_a_name_of_ours_says_one_thing() -> None:
    twice = "<meta name='l10n:date' content='{}'>\n<meta name='L10n:date' content='2025-05-12'><h1>A</h1>"
    assert read(twice.format("2025-05-12")).problems == ()
    (problem,) = read(twice.format("2025-05-11")).problems
    assert (problem.severity, problem.line, problem.message) == (Severity.ERROR, 2, "'l10n:date' stands twice")
    others = "<meta name='l10n:slug' content='a'><meta property='og:image' content='1'><meta property='og:image'>"
    assert [one.severity for one in read(f"{others}<h1>A</h1>").problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("<h1>A</h1>\n<p>one <b>two</p>", 2, "<b> is not closed"),
        ("<h1>A</h1>\n<p>one</b></p>", 2, "</b> closes nothing"),
        ("<h1>A</h1>\n<p><b>x <i>y</b> z</i></p>", 2, "<i> is not closed"),
        ("<p>no headline here</p>", 1, "no headline"),
        ("<h1>A</h1>\n<!-- l10n: role hero -->\n<p>x</p>", 2, "no role 'hero'"),
        ("<h1>A</h1>\n<!-- l10n: skpi -->\n<p>x</p>", 2, "no directive 'skpi'"),
        ("<h1>A</h1>\n<!-- l10n: off -->\n<p>x</p>", 2, "nothing after l10n: off"),
        ("<h1>A</h1>\n<p>x</p><!-- l10n: skip -->", 2, "no block after"),
        ("<meta name='l10n:sensitvity' content='secret'><h1>A</h1>", 1, "'l10n:sensitvity' means nothing"),
        ("<meta name='l10n:segmentation' content='sentance'><h1>A</h1>", 1, "'sentance' is not known"),
        ("<h1>A</h1>\n\n<meta name='l10n:date' content='May 12'>", 3, "'May 12' is no date"),
    ],
)
def test_mistakes_are_found_with_their_line(text: str, line: int, says: str) -> None:
    problems = read(text).problems
    assert any(problem.line == line and says in problem.message for problem in problems), problems


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("   \n", "empty"),
        ("<h1>A</h1>\n" + "<div>" * 10_000 + "x", "200 elements"),
        ("<h1>A</h1>\n<p>a\x08b</p>", "control character U+0008"),
        ("<h1>A</h1>\n" + '<a "' * 100_000, "a tag does not end"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, says: str) -> None:
    with pytest.raises(SourceError, match=re.escape(says)):
        read(text)


def test_a_preview_picture_needs_no_place_in_the_text() -> None:
    assert read("<meta property='og:image' content='bus.jpg'><h1>A</h1>").meta.image == "bus.jpg"


def test_directives_act_on_what_follows() -> None:
    article = read(
        "<h1>A</h1><!-- l10n: note mind the pun --><p>Pun</p><!-- l10n: skip --><p>Skipped</p>"
        "<!-- l10n: off --><p>Off</p><!-- l10n: on --><p>On</p><!-- l10n: role deck --><p>Deck</p>"
    )
    found = [(s.role, s.text, s.note) for s in document.cut(article)]
    assert found == [
        (Role.HEADLINE, "A", ""),
        (Role.PARAGRAPH, "Pun", "mind the pun"),
        (Role.PARAGRAPH, "On", ""),
        (Role.DECK, "Deck", ""),
    ]


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("<p class='byline'>Desk, <time datetime='2025-05-12T10:00+05:00'>today</time></p>", "2025-05-12T10:00+05:00"),
        ("<p><time datetime='2025-05-12'>12 May</time></p>", "2025-05-12"),
        ("<p>It fell on <time datetime='1991-12-26'>a Thursday</time>.</p>", ""),
        ("<p><time datetime='12:30'>half past</time></p>", ""),
    ],
)
def test_a_time_is_the_articles_date_only_where_it_can_be(body: str, date: str) -> None:
    article = read(f"<h1>A</h1>{body}")
    assert (article.meta.date, article.problems) == (date, ())


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p><time datetime='2025-05-12'>12 May</time></p><p>x</p>", ["x"]),
        ("<p class='byline'> <b><time datetime='2025-05-12T10:00'>today</time></b>\n</p>", []),
        ("<p>On <time datetime='2025-05-12'>Monday</time></p>", ["On <time1>Monday</time1>"]),
        ("<p><time datetime='2025-05-13'>Tuesday</time></p>", ["<time1>Tuesday</time1>"]),
        ("<ul><li><time datetime='2025-05-12'>Monday</time></ul>", ["Monday"]),
    ],
)
def test_the_articles_date_by_itself_is_nobodys_to_translate(body: str, texts: list[str]) -> None:
    text = f"<meta name='l10n:date' content='2025-05-12'><h1>A</h1>{body}"
    article = read(text)
    assert [s.text for s in document.cut(article)][1:] == [re.sub(r"^<time1>(.*)</time1>$", r"\1", t) for t in texts]
    assert html.write(document.fill(article, upper(article), "en")).count("translate") == 0
    assert html.write(article) == text


@pytest.mark.parametrize("subset", ["[<!ENTITY x 'y'>]", "[\n%x;\n]", "SYSTEM 'x.dtd' [<!ELEMENT a ANY>]"])
def test_a_document_type_with_declarations_is_refused(subset: str) -> None:
    with pytest.raises(SourceError, match="document type") as caught:
        read(f"<!-- page -->\n<!doctype html {subset}>\n<h1>A</h1>")
    assert (caught.value.path, caught.value.line) == ("a.html", 2)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
        "<!-- <!DOCTYPE html [ -->",
        "<script>x = '<!DOCTYPE html ['</script>",
    ],
)
def test_a_document_type_without_them_is_fine(text: str) -> None:
    assert read(f"{text}<h1>A</h1>").problems == ()


PIECES = (
    "<p> </p> <b> </b> <i> </i> <a/href='x'> </a> <table> <tr> <td> </td> </tr> </table> <ul> <li> </li> </ul> <br> "
    "<br/> <img> <img/alt=x> <!--c--> <!x> <?p?> </> <div> </div> &amp; &lt; & &nope; <h1> </h1> text < > <script> "
    "</script> <!--l10n:skip--> <title> ]]> <![CDATA[x]]>"
)
soup = st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "a b"]), max_size=25).map("".join)


@settings(max_examples=300)
@given(soup)
def test_no_tag_soup_loses_a_letter_or_a_tag(text: str) -> None:
    written = _html.write(_html.elements(text))
    kinds = [(t.kind, t.name, t.source) for t in _tokens.tokens(text) if t.kind not in {"text"}]
    again = [(t.kind, t.name, t.source) for t in _tokens.tokens(written) if t.kind not in {"text"}]
    assert again == kinds
    assert written == _html.write(_html.elements(written))


@settings(max_examples=200)
@given(soup)
def test_filling_with_the_source_keeps_every_tag(text: str) -> None:
    root = _html.parse(text).root
    article = Article("a", "en", "html", root, source=text)
    same = {s.key: s.text for s in document.cut(article)}
    filled = document.fill(article, same, "en")
    plain = re.sub(r"\s+", "", document.text_of(document.parse(filled.body)))
    assert plain == re.sub(r"\s+", "", document.collapsed(root.text()))
    assert document.cut(filled) == document.cut(article)


@pytest.mark.parametrize("text", ["<p\ftitle='x\fy'>a\fb</p>", "<!-- a\fb --><p>a b</p\f>", "<p>a b</p><!x\f>"])
def test_form_feeds_are_blanks_wherever_they_stand(text: str) -> None:
    article = read(f"<h1>A</h1>{text}")
    assert [segment.text for segment in document.cut(article)][-1] == "a b"
    assert html.write(document.fill(article, {}, "en")) == f"<h1>A</h1>{text}".replace("\f", " ")


def test_text_before_the_page_is_text() -> None:
    article = read("<!-- c -->Left over<html><body><h1>A</h1></body></html>")
    assert [segment.text for segment in document.cut(article)] == ["Left over", "A"]


@settings(max_examples=200)
@given(soup)
def test_a_tree_and_its_text_are_the_same_article(text: str) -> None:
    root = _html.parse(text).root
    of_nodes, of_text = (document.Skeleton(Article("a", "en", "html", body)) for body in (root, str(root)))
    assert str(trees.parse(str(root))) == str(root)
    assert (of_nodes.segments, of_nodes.links, of_nodes.pictures) == (of_text.segments, of_text.links, of_text.pictures)
    assert of_nodes.outline == of_text.outline
    assert of_nodes.fill({}, "ru") == of_text.fill({}, "ru")


def test_translators() -> None:
    said = '<meta name="l10n:translators" content="ru: A. Name; Somebody">'
    article = read(f'<html lang="en"><head>{said}</head><body><h1>T</h1><p>Text</p></body></html>')
    assert article.meta.translators == (("ru", "A. Name"),)
    assert [problem.message for problem in article.problems] == ["'Somebody' names no translator"]


def test_waivers() -> None:
    said = '<meta name="l10n:waivers" content="terms(patent, visa): a law; quotes: verse">'
    article = read(f'<html lang="en"><head>{said}</head><body><h1>T</h1><p>Text</p></body></html>')
    assert (article.meta.waivers, article.problems) == (("terms(patent, visa): a law", "quotes: verse"), ())
