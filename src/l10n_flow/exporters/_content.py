"""What an edition says, in pieces, for formats that arrange them in their own way.

of(edition: Edition, site: Site) -> Content       texts, and the body as HTML that can do no harm
bound(edition: Edition, site: Site) -> Content    the same with no-break spaces
body(edition: Edition, media: str) -> HtmlElement     the same body for those that write no HTML
"""

from __future__ import annotations

import posixpath
import urllib.parse
from typing import TYPE_CHECKING, cast

from lxml import etree, html

from .. import locales
from ..articles import document, elements
from ..articles.patterns import Texts
from ..languages import registry
from ..model import Role
from ..pages import embeds, heads, images, tree
from ..pages import layout as layouts
from ..pages.model import Ways
from ..pages.safe import DROPPED, clean
from ..text import typography
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..pages.layout import Piece
    from ..shown import Card, Correction, Edition, Site


_GONE, _TIGHT = "l-gone", "l-tight"


class Content(Value, frozen=True):
    """What an edition says. All are texts but `body`, which is HTML; each may be empty, but for the headline.

    `partial` says that passages are still in the language of the original.
    """

    headline: str
    kicker: str
    deck: str
    authors: tuple[str, ...]
    location: str
    description: str
    body: str
    partial: bool


def of(edition: Edition, site: Site) -> Content:
    """The pieces of an edition; addresses in its body are whole, if it is known where the site is.

    Raises:
        SourceError: the tree is broken.
    """
    article, card = edition.article, edition.card
    original = None if card.is_original else card.source_lang
    ways = Ways(address(edition.media, site), links=edition.links, files=edition.files)
    layout = layouts.of_edition(article.body, ways, original)
    links = [_linked(edition.links[one], article.lang, site) for one in layout.links]
    texts = Texts(article.lang, (), (), locales.ui(site.language(article.lang)).gettext, links)
    head = {name: pattern.filled(texts) for name, pattern in layout.head.items()}
    front = {role: [_text(piece, texts) for piece in pieces] for role, pieces in layout.front.items()}
    authors = front[Role.BYLINE] or head.get("l10n:authors", "").split(",")
    return Content(
        headline=" ".join(front[Role.HEADLINE]) or card.title,
        kicker=" ".join(front[Role.KICKER]),
        deck=" ".join(front[Role.DECK]),
        authors=tuple(author.strip() for author in authors if author.strip()),
        location=" ".join(front[Role.DATELINE]) or head.get("l10n:location", ""),
        description=head.get("description") or card.description,
        body=layout.body.filled(texts).strip(),
        partial=layout.is_partial,
    )


def bound(edition: Edition, site: Site) -> Content:
    """The same for who shows it as it is: with no-break spaces where pages have them; raises as `of`."""
    content, words = of(edition, site), site.language(edition.card.lang).bound
    shown = {name: typography.bind(getattr(content, name), words) for name in ("headline", "kicker", "deck")}
    return replace(content, body=typography.bind_html(content.body, words), **shown)


def pictures(body: str) -> Iterator[tuple[str, str]]:
    """The pictures in a body: address, and what it says in words."""
    for image in html.fragment_fromstring(body, create_parent="div").iter("img"):
        yield str(image.get("src", "")), str(image.get("alt", ""))


def _text(piece: Piece, texts: Texts) -> str:
    return document.collapsed(piece.text.filled(texts))


def _linked(pages: Mapping[str, str], lang: str, site: Site) -> tuple[str, str]:
    """Where a link to an article leads, and in which language: that of the edition, or else that of the original."""
    lang = lang if lang in pages else next(iter(pages))
    return address(pages[lang], site), lang


def address(path: str, site: Site) -> str:
    """Where something of the site is on the web; from its top if that is not known."""
    if urllib.parse.urlsplit(path).scheme:
        return path
    return f"{site.base_url.rstrip('/')}/{path}"


def beside(edition: Edition, path: str) -> str:
    """The way from a file of the export to the folder of an edition's pictures."""
    return posixpath.join("../" * path.count("/"), edition.media)


def page(card: Card, site: Site) -> str:
    """Where an edition is on the web, from the site's top if that is not known."""
    return address(card.path, site)


def topics(card: Card, site: Site) -> dict[str, str]:
    """What the newsroom calls an edition's topics in its language, by their names in the article."""
    words = locales.ui(registry.get(card.lang), dict(site.texts).get(card.lang, ()))
    return {name: heads.called(name, site.tags_lang, card.lang, words) for name in card.topics}


def body(edition: Edition, media: str, site: Site) -> html.HtmlElement:
    """The text of an edition below its front: clean elements, without what a page adds of its own words but for a
    notice above it, if the edition is stale.

    Args:
        edition: as exporters get it.
        media: the way to the folder that the relative addresses of its pictures count from.
        site: where its links to other articles lead.

    Raises:
        SourceError: the tree is broken.
    """
    root = document.parse(edition.article.body)
    embeds.link(root, media, edition.files)
    etree.strip_elements(root, *DROPPED, with_tail=False)
    content = tree.content(root)
    tree.drop_date(content)
    tree.pull_front(content)
    tree.keep_styles(content)
    for element in content.iter("*"):
        _prepare(element)
    etree.strip_elements(content, _GONE, with_tail=False)
    etree.strip_tags(content, _TIGHT)
    for link in content.iter("a"):
        said, mark, part = str(link.get("href", "")).partition("#")
        if pages := edition.links.get(said):
            link.set("href", f"{_linked(pages, edition.article.lang, site)[0]}{mark}{part}")
        elif said in edition.links:
            tree.no_link(link)
    for image in content.iter("img"):
        if elements.is_relative(said := str(image.get("src", ""))):
            image.set("src", images.way(media, said))
    made = html.fragment_fromstring(clean(content), create_parent="div")
    if said := notice(edition, site):
        told = etree.Element("p")
        etree.SubElement(told, "em").text = said
        made.insert(0, told)
    return made


def notice(edition: Edition, site: Site) -> str:
    """What readers are to be told of an edition whose article has changed since, as text; empty if nothing."""
    if not edition.notice or edition.card.is_original:
        return ""
    words = locales.ui(site.language(edition.card.lang))
    return words.gettext(
        "The original article has been changed since this translation was made."
        " The translation does not have these changes yet."
    )


def _prepare(element: etree._Element) -> None:
    """Keep what a role or a mark of the reader says, neither of which gets through the cleaning."""
    tag, attributes = str(element.tag), cast("dict[str, str]", dict(element.attrib))
    role = elements.role_of(tag, attributes, first_h1=False)
    if role is Role.CORRECTION or "hidden" in attributes:  # those that are shown are in the card
        element.tag = _GONE
    elif role is Role.CREDIT:
        element.set("class", "credit")
    elif tag == "h1":
        element.tag = "h2"
    elif tag == "p" and "data-l-tight" in attributes:
        element.tag = _TIGHT


def correction(said: Correction) -> dict[str, str]:
    """A correction as front matter has it."""
    return {"date": said.date, "kind": said.kind, "text": said.text}
