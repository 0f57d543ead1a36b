from __future__ import annotations

import base64
import hashlib
import html as html_escape
import json
import re
import urllib.parse
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from l10n_flow import locales, values
from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.languages import registry
from l10n_flow.model import Article, Metadata
from l10n_flow.pages import html
from tests import chromium

if TYPE_CHECKING:
    from pathlib import Path

LANGS = ("en", "ru", "uz", "uz-Cyrl", "tg")
LINKS = tuple(html.Link(lang, f"{lang}/2025/regime.html", original=lang == "en") for lang in LANGS)

ARTICLE = """<article data-l-file="x"><header><p data-role="kicker">Rights</p>
<h1 data-role="headline" data-l-line="3">A <em>new</em> regime</h1><p data-role="deck">What it means.</p>
<p class="authors"><span data-role="byline">l10n-flow desk</span>, <span data-role="byline">Second</span></p>
<p data-role="dateline">Tashkent</p><meta name="description" content="In &quot;short&quot;"/>
<figure><img src="images/x.svg" alt="A chart"/>
<figcaption>Caption. <span data-role="credit">AFP</span></figcaption></figure>
</header><p>First<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup> text.</p><h2>Second</h2>
<ul><li><p data-l-tight="">one</p></li></ul>
<table><caption>Numbers</caption><tr><th>Year</th><td style="text-align:right;color:red">1</td></tr></table>
<section class="footnotes"><ol><li id="fn1" data-role="footnote"><p>Note.</p></li></ol></section></article>"""

PAGE = """<html lang="en"><head><title>Title &amp; more</title><meta name="description" content="Described"/>
<meta property="og:title" content="For sharing"/></head><body><nav>Menu</nav><article><p class="kicker">Rights</p>
<h1>A regime</h1><p class="deck">What it means.</p><p class="byline">By Somebody</p>
<p class="dateline">Tashkent, <time datetime="2025-05-12">May 12, 2025</time></p><h1>Again</h1><p>Text</p>
<figure><img src="a.jpg" alt=""/><figcaption><span class="credit">AFP</span></figcaption></figure></article>
</body></html>"""

HOSTILE = """<article><h1>T<script>document.title='run'</script></h1>
<p onclick="document.title='run'" style="position:fixed">a<script>document.title='run'</script></p>
<p><img src="x" alt="" onerror="document.title='run'"/><a href="javascript:document.title='run'">link</a>
<a href="java&#10;script:document.title='run'">link</a><a href="data:text/html,&lt;script>1&lt;/script>">link</a></p>
<svg><script>document.title='run'</script></svg>
<math><mtext><style><img src="x" onerror="document.title='run'"/></style></mtext></math>
<iframe srcdoc="&lt;script>parent.document.title='run'&lt;/script>"/><object data="x"/><base href="https://example.org/"/>
<meta http-equiv="refresh" content="0;url=https://example.org/"/><form action="https://example.org/"><button>b</button></form>
<noscript><p title="&lt;/noscript>&lt;img src=x onerror=document.title='run'>">n</p></noscript>
<q cite="javascript:document.title='run'">q</q><div class="masthead skip" role="alert">fake</div>
<p>&lt;script&gt;document.title='run'&lt;/script&gt;</p></article>"""

PROBE = """<script>
const frame = document.querySelector('iframe');
frame.onload = () => {
  const page = frame.contentDocument;
  const scripts = page.querySelectorAll('script:not([type="application/ld+json"])');
  document.title = [page.documentElement.scrollWidth, page.title, scripts.length].join('|');
};
</script>"""


def article(body: str, lang: str = "en", **meta: str) -> Article:
    return Article("2025/regime", lang, "markdown", body, path="source_articles/2025/regime.md", meta=Metadata(**meta))  # type: ignore[arg-type]


def page(body: str = ARTICLE, lang: str = "en", **meta: str) -> str:
    return html.page(article(body, lang, **meta), LINKS, html.Site("The Desk")).decode()


def tree(text: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(text)


def find(text: str, path: str) -> list[lxml_html.HtmlElement]:
    """Elements by a path of tags and classes: `.text > p` is any `p` directly in anything of the class `text`."""
    steps = re.sub(r"\.([\w-]+)", r"*[contains(concat(' ', @class, ' '), ' \1 ')]", path)
    found = tree(text).xpath("//" + steps.replace(" > ", "/").replace(" >> ", "//"))
    return [element for element in found if isinstance(element, lxml_html.HtmlElement)]


def texts(text: str, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in find(text, path)]


def test_the_top_of_the_page_holds_each_part_once() -> None:
    made = page(date="2025-05-12", updated="2025-06-01")
    assert texts(made, ".kicker") == ["Rights"]
    assert texts(made, "h1") == ["A new regime"]
    assert "<h1>A <em>new</em> regime</h1>" in made
    assert texts(made, ".deck") == ["What it means."]
    assert texts(made, ".byline") == ["By l10n-flow desk and Second"]
    assert texts(made, ".dateline") == ["Tashkent Published May 12, 2025 Updated June 1, 2025"]
    assert texts(made, ".text > p") == ["First1 text."]
    assert texts(made, "title") == ["A new regime"]
    assert tree(made).xpath("//meta[@name='description']/@content") == ['In "short"']


@pytest.mark.parametrize(
    ("lang", "byline", "dateline"),
    [
        ("ru", "Авторы: l10n-flow desk и Second", "Опубликовано 12 мая 2025 года"),
        ("uz", "Mualliflar: l10n-flow desk va Second", "Eʼlon qilingan: 2025-yil 12-may"),
        ("uz-Cyrl", "Муаллифлар: l10n-flow desk ва Second", "Эълон қилинган: 2025 йил 12 май"),
        ("tg", "Муаллифон: l10n-flow desk ва Second", "Нашр шуд: 12 майи соли 2025"),
    ],
)
def test_our_own_texts_are_in_the_language_of_the_page(lang: str, byline: str, dateline: str) -> None:
    made = page(lang=lang, date="2025-05-12")
    assert tree(made).get("lang") == lang
    assert texts(made, ".byline") == [byline]
    assert texts(made, ".dateline") == [f"Tashkent {dateline}"]
    assert tree(made).xpath("//time/@datetime") == ["2025-05-12"]
    assert locales.ui(registry.get(lang)).gettext("Footnotes") in texts(made, ".footnotes >> h2")


def test_a_whole_page_gives_its_own_title_and_its_article() -> None:
    made = page(PAGE, date="2025-05-12")
    assert texts(made, "title") == ["Title & more"]
    assert tree(made).xpath("//meta[@property='og:title']/@content") == ["For sharing"]
    assert texts(made, "h1") == ["A regime"]
    assert texts(made, ".text >> h2") == ["Again"]
    assert texts(made, ".text > p") == ["Text"]
    assert "Menu" not in made


def test_what_the_article_says_itself_is_not_said_again() -> None:
    made = page(PAGE, date="2025-05-12")
    assert texts(made, ".byline") == ["By Somebody"]
    assert texts(made, ".dateline") == ["Tashkent, May 12, 2025"]


def test_the_articles_date_in_an_element_of_its_own_gives_way_to_ours() -> None:
    made = page(
        '<article><h1>T</h1><p class="byline" data-l-date=""><time datetime="2025-05-12">May 12</time></p>'
        '<p><time datetime="1917">1917</time></p>'
        "</article>",
        date="2025-05-12",
    )
    assert texts(made, ".dateline") == ["Published May 12, 2025"]
    assert texts(made, ".text > p") == ["1917"]


def test_a_page_without_a_headline_takes_its_title() -> None:
    assert texts(page("<html><head><title>Only</title></head><body><p>x</p></body></html>"), "h1") == ["Only"]


def test_a_byline_in_a_quotation_stays_there() -> None:
    made = page('<article><h1>T</h1><blockquote><p>Q</p><p class="author">Poet</p></blockquote></article>')
    assert texts(made, "blockquote") == ["QPoet"]
    assert not texts(made, ".byline")


def test_editions_link_to_each_other() -> None:
    made = tree(page(lang="tg"))
    links = find(page(lang="tg"), ".editions >> a")
    assert [(a.get("href"), a.get("hreflang"), a.get("lang"), a.text) for a in links] == [
        ("../../en/2025/regime.html", "en", "en", "English"),
        ("../../ru/2025/regime.html", "ru", "ru", "Русский"),
        ("../../uz/2025/regime.html", "uz", "uz", "Oʻzbekcha"),
        ("../../uz-Cyrl/2025/regime.html", "uz-Cyrl", "uz-Cyrl", "Ўзбекча"),
    ]
    assert made.xpath("//*[@aria-current]/text()") == ["Тоҷикӣ"]
    assert made.xpath("//footer//a/@href") == ["../../en/2025/regime.html"]
    assert made.xpath("//link[@rel='alternate']/@hreflang") == [*LANGS, "x-default"]


def test_absolute_addresses_need_a_base() -> None:
    made = html.page(
        article(ARTICLE, "ru", image="images/x.png"),
        LINKS,
        html.Site(base_url="https://example.org/news", ways=html.Ways("../../en/2025")),
    ).decode()
    assert tree(made).xpath("//link[@rel='canonical']/@href") == ["https://example.org/news/ru/2025/regime.html"]
    assert tree(made).xpath("//meta[@property='og:image']/@content") == [
        "https://example.org/news/en/2025/images/x.png"
    ]
    assert tree(made).xpath("//figure/img/@src") == ["../../en/2025/images/x.svg"]
    assert "og:url" not in page(image="images/x.png")
    assert "og:image" not in page(image="images/x.png")


def test_the_articles_own_canonical_address_is_that_of_its_original_only() -> None:
    path, at = "//link[@rel='canonical']/@href", "https://example.org/a"
    assert tree(page(canonical=at)).xpath(path) == [at]
    assert tree(page(lang="ru", canonical=at)).xpath(path) == []


def test_what_the_article_hides_stays_hidden() -> None:
    assert "<p hidden" in page('<article><h1>T</h1><p style="display:none">draft</p></article>')


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Таҳририяти l10n-flow", "Organization"),
        ("Редакция", "Organization"),
        ("Oʻzbekiston boʻlimi", "Organization"),
        ("Staff", "Organization"),
        ("Agence France-Presse", "Organization"),
        ("The Desk", "Organization"),
        ("Staffan Deskins", "Person"),
        ("Анна Отделова", "Person"),
    ],
)
def test_a_desk_is_no_person(name: str, kind: str) -> None:
    body = f'<article><h1>A</h1><p class="authors"><span data-role="byline">{name}</span></p><p>b</p></article>'
    made = html.page(article(body), LINKS, html.Site("The Desk", desks=("Agence France",))).decode()
    (said,) = tree(made).xpath("//script/text()")
    assert json.loads(said)["author"] == [{"@type": kind, "name": name}]


def test_images_lists_the_files_that_pages_need() -> None:
    body = '<article><img src="a/b.png"/><img src="a/b.png"/><img src="https://x/y.png"/><img src="//["/></article>'
    assert document.Skeleton(article(body)).images == ("a/b.png",)
    assert document.Skeleton(article(body, image="preview.jpg")).images == ("a/b.png", "preview.jpg")
    assert document.Skeleton(article(body, image="a/b.png")).images == ("a/b.png",)
    assert document.Skeleton(article(body, image="https://x/y.png")).images == ("a/b.png",)


def test_credits_say_what_they_are_for() -> None:
    assert texts(page(lang="ru"), ".credit") == ["Графика: AFP"]
    assert texts(page(PAGE, lang="tg"), ".credit") == ["Акс: AFP"]
    assert texts(page(PAGE.replace("AFP", "Photo: AFP")), ".credit") == ["Photo: AFP"]


def test_footnotes_lead_back_to_the_text() -> None:
    made = tree(page())
    assert made.xpath("//li[@id='fn1']//a/@href") == ["#fnref1"]
    assert made.xpath("//a[@id='fnref1']/@href") == ["#fn1"]
    assert made.xpath("//li[@id='fn1']//a/@aria-label") == ["Back to the text"]


def test_a_footnote_leads_back_to_each_of_its_marks() -> None:
    mark = '<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup>'
    text = f"{mark} text and again{mark}.</p><p>Once more.{mark.replace('fnref1', 'fnref1-2')}</p>"
    made = tree(page(ARTICLE.replace(f"{mark} text.</p>", text)))
    ids = [str(one) for one in made.xpath("//@id")]
    assert len(ids) == len(set(ids))
    marks = made.xpath("//sup[@class='footnote-ref']/a")
    assert len(marks) == 3
    back = made.xpath("//li[@id='fn1']//a")
    assert [link.get("href") for link in back] == [f"#{link.get('id')}" for link in marks]
    assert len({link.get("aria-label") for link in back}) == 3


def test_each_id_is_of_one_element() -> None:
    named = '<p id="a">1</p><p id="a">2</p><p id="l10n-main">3</p><p id="">4</p><p id="b c">5</p>'
    made = tree(page(f"<article><h1>T</h1>{named}</article>"))
    assert made.xpath("//p/@id") == ["a"]


def test_tables_scroll_in_a_box_with_a_name() -> None:
    box = find(page(), ".text > .table")[0]
    assert (box.get("role"), box.get("tabindex"), box.get("aria-label")) == ("region", "0", "Numbers")
    assert [(cell.get("class"), cell.get("style")) for cell in box.iter("td")] == [("right", None)]


def test_a_link_in_a_link_is_none() -> None:
    made = page('<article><h1>T</h1><a href="/out"><table><tr><td><a href="/in">x</a></td></tr></table></a></article>')
    assert "<span>x</span>" in made
    assert "/in" not in made


def test_headings_leave_no_level_out() -> None:
    made = page("<article><h1>T</h1><h4>a</h4><h5>b</h5><h3>c</h3><h6>d</h6><h2>e</h2></article>")
    assert [one.tag for one in find(made, ".text > *")] == ["h2", "h3", "h3", "h4", "h2"]


def test_tight_list_items_have_no_paragraph() -> None:
    assert "<li>one</li>" in page()


def test_untranslated_passages_have_their_own_language_and_are_marked() -> None:
    body = (
        '<article><h1 lang="en">Head</h1><p>Переведено</p><p lang="en">Not yet</p><p lang="fr">Voilà</p>'
        '<ul><li><p data-l-tight="" lang="en">tight</p></li></ul></article>'
    )
    marked = find(page(body, "ru"), ".untranslated")
    assert [(part.tag, part.get("lang"), part.text) for part in marked] == [
        ("h1", "en", "Head"),
        ("p", "en", "Not yet"),
        ("div", "en", "tight"),
    ]
    assert marked[1].get("title") == "Этот фрагмент ещё не переведён"
    assert "ещё не переведены" in texts(page(body, "ru"), ".note")[0]
    assert not texts(page(body, "en"), ".note")
    assert not texts(page(body, "en"), ".untranslated")


@pytest.mark.parametrize("body", [ARTICLE, PAGE])
def test_nothing_of_the_readers_own_reaches_the_page(body: str) -> None:
    assert not re.search(r"\sdata-", page(body))


@pytest.mark.parametrize("mark_missing", [False, True])
@pytest.mark.parametrize("body", [ARTICLE, PAGE, HOSTILE, '<article><p data-l-date="">May 5</p><p>x</p></article>'])
def test_a_page_is_the_same_without_what_only_the_readers_need(body: str, mark_missing: bool) -> None:
    skeleton = document.Skeleton(article(body))
    whole, bare = (skeleton.fill({}, "ru", mark_missing=mark_missing, bare=bare) for bare in (False, True))
    assert "data-l-line" not in str(bare.body)
    assert html.page(bare, LINKS).decode() == html.page(whole, LINKS).decode()


@pytest.mark.parametrize("name", ["regime", "2025/regime", "a/b/c"])
def test_the_language_switcher_leads_from_each_page_to_the_others(name: str) -> None:
    links = [html.Link(lang, f"{lang}/{name}.html", original=lang == "en") for lang in LANGS]
    for own in links:
        made = tree(html.page(article(ARTICLE, own.lang), links).decode())
        ways = {str(link.get("hreflang")): str(link.get("href")) for link in made.iterfind(".//nav//a")}
        there = {lang: urllib.parse.urljoin(f"https://x/{own.path}", way) for lang, way in ways.items()}
        assert there == {link.lang: f"https://x/{link.path}" for link in links if link is not own}


def test_hostile_markup_does_not_get_through() -> None:
    made = page(HOSTILE)
    for forbidden in ("<script", "onerror=", "onclick=", "javascript:", "<iframe", "<svg", "<form", "<base", "fixed;"):
        assert forbidden not in made.partition("<body>")[2].replace("&lt;script", ""), forbidden
    assert "&lt;script&gt;document.title='run'" in made
    assert not tree(made).xpath("//*[@role='alert']")
    assert not texts(made, ".text >> .skip")


def test_texts_outside_the_body_are_escaped() -> None:
    made = page('<article><meta name="description" content="&quot;>&lt;script>"/><h1>&lt;b> &amp; </h1></article>')
    assert tree(made).xpath("//meta[@name='description']/@content") == ['"><script>']
    assert texts(made, "title") == ["<b> &"]


def test_deeply_nested_wrappers_are_no_problem() -> None:
    depth = 200
    body = f"<article>{'<div>' * depth}<h1>T</h1>{'</div>' * depth}<p>x</p></article>"
    assert texts(page(body), ".text") == ["x"]


def test_a_wrong_date_names_the_article() -> None:
    with pytest.raises(SourceError, match="'soon' is no date"):
        page(date="soon")


def test_the_own_edition_must_be_among_the_editions() -> None:
    with pytest.raises(ValueError, match="no edition in 'en'"):
        html.page(article(ARTICLE), ()).decode()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", []), ("ru", []), ("tg", ["Тарҷума: A <b>"]), ("uz-Cyrl", ["Таржима: U"])]
)
def test_translators_are_named_if_the_article_names_them(lang: str, said: list[str]) -> None:
    made = html.page(
        values.replace(article(ARTICLE, lang), meta=Metadata(translators=(("tg", "A <b>"), ("uz", "U")))), LINKS
    ).decode()
    assert texts(made, ".translator") == said
    data = json.loads(tree(made).xpath("string(//script)"))
    assert data.get("translator", {}).get("name") == (said[0].partition(": ")[2] if said else None)


def test_the_notice_that_the_original_has_changed() -> None:
    made, later = (
        page(lang="ru"),
        html.page(article(ARTICLE, "ru"), LINKS, html.Site("The Desk"), html.About(stale=True)).decode(),
    )
    assert not texts(made, ".stale")
    assert texts(later, ".stale")[0].endswith("изменений пока нет. Язык оригинала: английский")


def test_the_policy_lets_nothing_run_and_nothing_in_but_from_the_site() -> None:
    policy = tree(page()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.keys() == {"default-src", "script-src", "img-src", "style-src", "base-uri", "form-action"}
    assert {rules[name] for name in ("default-src", "base-uri", "form-action")} == {"'none'"}
    assert rules["img-src"] == "'self'"
    script = tree(page()).xpath("string(//script)")
    assert rules["script-src"] == f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    made = html.page(article(ARTICLE), LINKS, html.Site(image_hosts=("https://pictures.example.org",))).decode()
    assert "img-src 'self' https://pictures.example.org;" in made


def test_what_is_said_to_machines_cannot_end_its_element() -> None:
    made = page("<article><h1>&lt;/script>&lt;script>alert(1)&lt;/script>&lt;!--</h1><p>\u2028</p></article>")
    assert len(tree(made).xpath("//script")) == 1
    assert json.loads(tree(made).xpath("string(//script)"))["headline"] == "</script><script>alert(1)</script><!--"


def test_a_single_edition_has_no_switcher() -> None:
    made = html.page(article(ARTICLE), LINKS[:1]).decode()
    assert not texts(made, "nav")
    assert not texts(made, "footer/p")


@pytest.mark.parametrize("lang", ["ru", "tg"])
def test_a_phone_shows_the_page_without_sideways_scrolling(tmp_path: Path, lang: str) -> None:
    wide = "<table><tr>" + "<td>достопримечательность</td>" * 9 + "</tr></table>"
    body = ARTICLE.replace("<h2>", f"{wide}<pre>{'x' * 300}</pre><p>{'Щ' * 120}</p><h2>{'Ҷ' * 60}")
    assert _probe(tmp_path, page(body, lang), 320)[0] == "320"


def test_hostile_markup_does_not_run(tmp_path: Path) -> None:
    raw = HOSTILE.replace("<meta ", "<p ")  # or the frame would be off to somewhere else
    assert "run" in _probe(tmp_path, raw, 390)  # so the probe sees what runs
    assert _probe(tmp_path, page(HOSTILE), 390)[1:] == ["T", "0"]


def _probe(folder: Path, text: str, width: int) -> list[str]:
    """Open a page in a frame; what it says of itself: its full width, its title, its number of scripts."""
    frame = folder / "frame.html"
    source = html_escape.escape(text)
    frame.write_text(f'<iframe style="border:0;width:{width}px" srcdoc="{source}"></iframe>{PROBE}', encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", chromium.dom(frame))
    assert title
    return title[1].split("|")
