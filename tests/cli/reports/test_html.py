"""The review sheet, read by a parser and by a browser."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parser

from l10n_flow.cli.reports import html
from l10n_flow.model import Role, Unit
from l10n_flow.reviewing.review import Sheet
from tests.chromium import dom
from tests.cli.newsroom import flow, write
from tests.cli.reports.desk import found
from tests.cli.reports.hostile import checked, findings, texts

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.model import Finding

TAGS = {
    *"html head meta title style body header h1 h2 h3 p section nav ul ol li a bdi span code main div mark sup".split()
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> parser.HtmlElement:
    """The sheets of an article in all languages."""
    folder = found(tmp_path_factory.mktemp("desk"))
    result = flow(folder, "check", "--format", "html")
    assert result.exit_code == 1
    return parser.document_fromstring(result.stdout)


def said(element: parser.HtmlElement) -> str:
    """Its text, in one line."""
    return " ".join(element.text_content().split())


def test_source_and_target_stand_side_by_side(page: parser.HtmlElement) -> None:
    ru, tg = page.xpath("//section[@class='sheet']")
    assert [said(one.find(".//h2")) for one in (ru, tg)] == [
        "The market English → Russian",
        "The market English → Tajik",
    ]
    units = ru.xpath(".//li[@class='unit']")
    assert len(units) == len(tg.xpath(".//li[@class='unit']")) == 5
    assert said(units[2].xpath("*[@class='source']/p[@class='said']")[0]).startswith("The <em>bridge</em> is open")
    (text,) = ru.xpath(".//li[@class='unit'][3]/*[@class='target']/p[@class='said']")
    assert (text.get("lang"), text.get("dir")) == ("ru", "ltr")
    assert tg.xpath(".//p[@class='missing']")


def test_findings_are_marked_where_they_are_and_listed(page: parser.HtmlElement) -> None:
    unit = page.xpath("//section[@id='sheet-1']//li[@class='unit'][3]")[0]
    assert [mark.get("class") for mark in unit.xpath(".//mark[contains(., 'Мoст')]")] == ["warning"]
    listed = [said(one) for one in unit.xpath(".//ol[@class='findings']/li")]
    assert any(one.startswith("warning “Мoст”: letters of another alphabet") and "script" in one for one in listed)
    ids = {one.get("id") for one in page.xpath("//ol[@class='findings']/li")}
    assert {one.get("href")[1:] for one in page.xpath("//sup/a")} <= ids


def test_comments_are_there_and_no_text_is_markup(page: parser.HtmlElement) -> None:
    comments = [said(one) for one in page.xpath("//ul[@class='comments']/li")]
    assert comments[:2] == ["ask the lawyer <b>today</b>", "l10n-flow: ignore dates: none here"]
    assert not page.xpath("//script | //b | //em")
    assert said(page.xpath("//header[@class='top']/p")[0]) == "Desk & <Co>"


def test_it_can_be_read_by_everybody(page: parser.HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == 1
    levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len({*ids})
    assert {one for names in page.xpath("//@aria-labelledby") for one in names.split()} <= {*ids}
    assert not page.xpath("//script|//link|//img|//iframe|//@style|//@src")
    assert "url(" not in page.xpath("//style")[0].text


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    full = colour if len(colour) == 7 else "#" + "".join(2 * sign for sign in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_all_colours_have_contrast_enough(page: parser.HtmlElement) -> None:
    style = page.xpath("//style")[0].text
    ink = dict(re.findall(r"--(ink|quiet|error|warning|info): (#\w+);", style))
    backs = dict(re.findall(r"\.(error|warning|info) \{.*?--back: (#\w+);", style))
    pairs = [(ink[kind], back) for kind, back in backs.items()] + [(ink["ink"], back) for back in backs.values()]
    for one, other in [*pairs, *((colour, "#ffffff") for colour in ink.values())]:
        light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (one, other)


def test_a_browser_sees_the_same(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "check", "--format", "html", "--output", str(tmp_path / "sheet.html"))
    seen = parser.document_fromstring(dom(tmp_path / "sheet.html"))
    whole = parser.document_fromstring((tmp_path / "sheet.html").read_text("utf-8"))
    assert [one.tag for one in seen.iter(etree.Element)] == [one.tag for one in whole.iter(etree.Element)]
    assert said(seen) == said(whole)


units = st.builds(
    Unit,
    source=texts,
    target=texts,
    context=st.one_of(st.none(), texts),
    comment=texts,
    notes=st.lists(texts, max_size=2).map(tuple),
    previous_source=st.one_of(st.none(), texts),
)


@settings(max_examples=60)
@given(st.lists(units, max_size=3), st.lists(findings, max_size=3), texts)
def test_nothing_in_a_text_is_markup(told: list[Unit], wrong: list[Finding], title: str) -> None:
    sheet = Sheet("2025/x", title, "ru", "en", "locales/ru/2025/x.po", tuple((unit, Role.PARAGRAPH) for unit in told))
    text = html.page([sheet], checked(wrong))
    text.encode()
    root: parser.HtmlElement = parser.document_fromstring(text.replace("\x00", ""))
    assert {one.tag for one in root.iter()} <= TAGS
    assert not {name for one in root.iter() for name in one.keys() if name.startswith("on")}  # noqa: SIM118
    assert len(root.xpath("//ol[@class='findings']/li")) == sum(one.path == sheet.path for one in wrong)
    assert "\u202e" not in root.xpath("string(//main//ol)")


@given(texts, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_a_text_in_pieces_is_the_text(text: str, ends: list[tuple[int, int]]) -> None:
    marks = [((min(one), max(one)), number, None) for number, one in enumerate(ends, 1)]
    pieces = list(html._pieces(text, marks))
    whole = "".join(chr(int(one.text[2:], 16)) if one.kind == "sign" else one.text for one in pieces)
    assert whole == text
    assert {number for one in pieces for number in one.ends} == {number for _, number, _ in marks}


def test_an_article_in_its_own_language(tmp_path: Path) -> None:
    found(tmp_path)
    alone: parser.HtmlElement = parser.document_fromstring(
        flow(tmp_path, "check", "--format", "html", "--lang", "en").stdout
    )
    assert [said(one) for one in alone.xpath("//h2")] == ["The market English, the original"]
    assert not alone.xpath("//*[@class='target']")
    path = tmp_path / "source_articles/2025/market.html"
    write(path, path.read_text("utf-8").replace("Apples are", "Apples are are"))
    root: parser.HtmlElement = parser.document_fromstring(
        flow(tmp_path, "check", "--format", "html", "--lang", "en").stdout
    )
    assert [said(mark) for mark in root.xpath("//section[@class='sheet']//mark")]
