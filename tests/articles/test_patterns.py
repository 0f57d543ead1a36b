"""Texts with holes, and what translations can do there: nothing that their sources did not."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import locales
from l10n_flow.articles import holes, patterns
from l10n_flow.articles.patterns import Texts, UnfitError
from l10n_flow.languages import registry

TAGS = (
    holes.tag("a1", f'<a href="/1">{holes.CONTENT}</a>'),
    holes.tag("abbr", f'<abbr title="{holes.TITLE}">{holes.CONTENT}</abbr>'),
    holes.tag("br", "<br>"),
)
RUN = holes.run(0, ("a1", "abbr", "br"), TAGS)
BARE = (holes.tag("a1", holes.CONTENT), holes.tag("abbr", holes.CONTENT), holes.tag("br", ""))


def filled(pattern: str, text: str, *, as_html: bool = True) -> str:
    words = locales.ui(registry.get("ru")).gettext
    return patterns.read(pattern, html=as_html).filled(Texts("ru", [text], patterns.as_html([text], None), words))


def test_a_run_is_written_with_the_tags_of_its_source() -> None:
    text = 'R&D <br/><abbr title="a &quot;b&quot;">c\u00a0d</abbr> <a1>&lt;em></a1>'
    assert filled(f"<p>{RUN}</p>", text) == (
        '<p>R&amp;D <br><abbr title="a &quot;b&quot;">c&nbsp;d</abbr> <a href="/1">&lt;em&gt;</a></p>'
    )
    said = holes.said(holes.run(0, ("a1", "abbr", "br"), BARE))
    assert filled(f'<div title="{said}">', text) == '<div title="R&amp;D c&nbsp;d &lt;em&gt;">'


@pytest.mark.parametrize(
    "text",
    [
        "<a1>x</a1><br/>",
        '<a1>x</a1><br/><br/><abbr title="">y</abbr>',
        "<a1>x</a1><br/><abbr>y</abbr>",
        '<a1><abbr title="">x</a1>y</abbr><br/>',
        '<a1>x<br/><abbr title="">y</abbr>',
        '<a1>x</a1><br/><abbr title="">y</abbr><b>z</b>',
        '</a1>x<a1><br/><abbr title="">y</abbr>',
        '<a1/><br/><abbr title="">y</abbr>',
    ],
)
def test_a_translation_with_other_tags_than_its_source_does_not_fit(text: str) -> None:
    with pytest.raises(UnfitError):
        filled(RUN, text)


@pytest.mark.parametrize(("names", "text"), [(("a1", "a1"), "<a1>x<a1>y</a1></a1>"), (("a1", "a2"), "<a1>x<a2/></a1>")])
def test_a_link_in_a_link_does_not_fit(names: tuple[str, str], text: str) -> None:
    tags = (holes.tag("a1", f"<a>{holes.CONTENT}</a>"), holes.tag("a2", "<a></a>"))
    with pytest.raises(UnfitError):
        filled(holes.run(0, names, tags), text)


@pytest.mark.parametrize("torn", [RUN[: RUN.index(TAGS[1])], RUN.replace(holes.CONTENT, ""), TAGS[0], holes.CONTENT])
def test_a_run_without_all_that_belongs_to_it_is_not_read(torn: str) -> None:
    with pytest.raises(UnfitError):
        patterns.read(torn, html=True)


@given(st.text().filter(lambda text: holes.may_hold([text])))
def test_a_text_without_tags_is_text_wherever_it_stands(text: str) -> None:
    shown = text.replace("&lt;", "<").replace("&amp;", "&") if "&" in text else text
    whole = filled(f'<p title="{holes.attribute(0)}">{holes.run(0)}</p>', text)
    said, _, inside = whole.removeprefix('<p title="').removesuffix("</p>").partition('">')
    assert not {"<", ">"} & set(said + inside)
    if "&" not in text:
        assert html.unescape(said) == html.unescape(inside) == shown
        assert filled(holes.run(0), text, as_html=False) == shown


@pytest.mark.parametrize("lang", registry.tags())
def test_our_labels_end_with_what_they_are_about(lang: str) -> None:
    for text in ("Photo: %(credit)s", "Graphic: %(credit)s"):
        assert locales.ui(registry.get(lang)).gettext(text).endswith(": %(credit)s")
