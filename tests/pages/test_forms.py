"""A page that is a form filled in is what its template makes of it, whatever the pages before it said."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Article, Metadata
from l10n_flow.pages import html
from l10n_flow.pages.model import Image, Theme
from l10n_flow.values import replace
from tests.pages.test_layout import HOSTILE, bodies

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
LANGS = ("en", "ru", "uz-Cyrl")
RENDERED = Theme((("unused.html", "with a template of the newsroom's own, no page is made of a form"),))
TOP = (
    "<article><header>{kicker}<h1>{title}</h1><p class='deck'>{title} <em lang='en'>x</em></p>{byline}"
    "<p data-role='dateline' lang='en'>{title}</p><meta name='description' content='D'/></header><p lang='en'>x</p>"
    "<footer class='corrections'><p data-role='correction' data-kind='correction' data-date='2025-05-14'>{title}</p>"
    "</footer></article>"
)


def values(
    kind: Callable[..., T], *args: st.SearchStrategy[object], **fields: st.SearchStrategy[object]
) -> st.SearchStrategy[T]:
    """Values of a kind, each field from its own strategy."""
    return st.tuples(st.tuples(*args), st.fixed_dictionaries(fields)).map(lambda said: kind(*said[0], **said[1]))


texts = st.sampled_from(["", "A <b> & 'c'", "Дом", "й {{ 7 }} %(x)s %", *HOSTILE])
shown = texts.map(escape)
tops = st.builds(
    TOP.format,
    title=shown,
    kicker=st.sampled_from(["", "<p class='kicker'>K</p>", "<p class='kicker' lang='fr'>K <i>k</i></p>"]),
    byline=st.sampled_from(
        ["", "<p class='byline'>By Me</p>", "<p data-role='byline'>Me</p><p data-role='byline'>U</p>"]
    ),
)
metas = values(
    Metadata,
    date=st.sampled_from(["", "2025-05-12", "2025-05-12T14:30"]),
    updated=st.sampled_from(["", "2025-06-01"]),
    tags=st.sampled_from([(), ("a",), ("a", "<b>")]),
    canonical=st.sampled_from(["", "https://example.org/<first>"]),
    image=st.sampled_from(["", "a.jpg", "a.svg", "https://example.org/b.jpg?x&y"]),
    translators=st.sampled_from([(), (("ru", "<T>"), ("uz", "U"))]),
)
topics = st.lists(
    values(html.Topic, st.sampled_from(["a", "b"]), texts, lang=st.sampled_from(["", *LANGS])), max_size=2
)
pictures = st.none() | values(
    Image, st.sampled_from(["media/a.jpg", "https://example.org/<a>"]), texts, st.integers(0, 1)
)
abouts = values(html.About, topics.map(tuple), st.booleans(), texts, pictures)
sites = values(
    html.Site,
    publication=st.sampled_from(["", "The <Desk>"]),
    base_url=st.sampled_from(["", "https://example.org/&/"]),
    languages=st.sampled_from([(), LANGS]),
    feed=st.sampled_from(["", "feed.xml"]),
    image_hosts=st.sampled_from([(), ("https://example.org",)]),
    theme=st.sampled_from([Theme(), Theme(texts=(("ru", (("Published %(date)s", ("<%(date)s>",)),)),))]),
)
editions = st.lists(st.sampled_from(LANGS), min_size=1, unique=True)


@given(
    body=tops | bodies,
    langs=editions,
    folder=st.sampled_from(["", "2025/", "ҷ <&>/"]),
    meta=metas,
    about=abouts,
    site=sites,
)
def test_it_is_what_the_template_makes_of_it(
    body: str, langs: list[str], folder: str, meta: Metadata, about: html.About, site: html.Site
) -> None:
    links = [html.Link(lang, f"{lang}/{folder}a.html", lang == "en") for lang in langs]
    article = Article("a", langs[0], "html", body, path="a.html", meta=meta)
    rendered = replace(site, theme=replace(site.theme, templates=RENDERED.templates))
    made = html.page(article, links, site, about).decode()
    assert made.splitlines() == html.page(article, links, rendered, about).decode().splitlines()
    assert made == html.page(article, links, rendered, about).decode()
