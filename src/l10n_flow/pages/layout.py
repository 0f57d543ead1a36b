"""The layout of an article's pages: its tree, arranged and cleaned, in pieces to be filled with an edition's texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ..articles import document, patterns
from ..articles.patterns import Pattern, UnfitError
from ..model import Role
from ..values import Value
from . import embeds, tree
from .safe import DROPPED, INLINE, clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..nodes import Node
    from .model import Ways

_LINK_IN_LINK = etree.XPath("boolean(descendant::a//a)")


class Piece(Value, frozen=True):
    """A part of the page's top: its inline markup, safe; its text; and its `lang` if it has one of its own."""

    html: Pattern
    text: Pattern
    lang: Pattern | None


class Correction(Value, frozen=True):
    """What was said wrong, or was added later: its date (ISO 8601), its kind, and what it says."""

    date: str
    kind: str
    piece: Piece


class Layout(Value, frozen=True):
    """What a page is made of.

    `head` has the article's own title and meta texts by their names, `front` the parts of the page's top, `body` the
    text below it, `corrections` what was corrected in it, `links` the addresses of other articles in it, in the order
    of `Texts.links`. `is_dated` if the article itself says its date there, `is_partial` if passages are marked as
    untranslated.
    """

    head: Mapping[str, Pattern]
    front: Mapping[Role, Sequence[Piece]]
    body: Pattern
    corrections: Sequence[Correction]
    links: Sequence[str]
    is_dated: bool
    is_partial: bool
    is_all_holes: bool
    """No text in it stands outside holes."""


def of_edition(body: Node | str, ways: Ways, original: str | None) -> Layout:
    """The layout of one edition, from the body of a filled article; what has the `lang` of the `original` is marked.

    Raises:
        SourceError: the tree is broken.
    """
    root = document.parse(body)
    return _layout(root, ways, original)


def of_all(outline: str, ways: Ways) -> Layout:
    """The layout of all editions without untranslated passages, from a `document.Skeleton.outline`.

    Raises:
        SourceError: the tree is broken.
        UnfitError: where the texts go depends on what they say.
    """
    root = document.parse(outline)
    if _LINK_IN_LINK(root):  # HTML's parser ends the one where the other begins
        raise UnfitError
    return _layout(root, ways, None)


def _layout(root: etree._Element, ways: Ways, original: str | None) -> Layout:
    head = _head(root)
    embeds.link(root, ways.media, ways.files)
    etree.strip_elements(root, *DROPPED, with_tail=False)
    tree.name_once(root)
    tree.link_footnotes(root)
    partial = original is not None and tree.mark_untranslated(root, original)
    content = tree.content(root)
    tree.drop_date(content)
    front = tree.pull_front(content)
    corrections = tree.pull_corrections(content)
    links = tree.link_articles(root, ways.links)
    tree.arrange(content, ways)
    body = patterns.read(clean(content), html=True)
    tops = {role: [_piece(part) for part in parts] for role, parts in front.items()}
    corrected = [Correction(date, kind, _piece(part)) for date, kind, part in corrections]
    pieces = [piece for parts in tops.values() for piece in parts] + [one.piece for one in corrected]
    dated = [*front[Role.BYLINE], *front[Role.DATELINE], *content.iter("header")]
    return Layout(
        head=head,
        front=tops,
        body=body,
        corrections=corrected,
        links=links,
        is_dated=any(next(place.iter("time"), None) is not None for place in dated),
        is_partial=partial,
        is_all_holes=all(pattern.is_all_holes for pattern in (body, *(piece.html for piece in pieces))),
    )


def _head(root: etree._Element) -> dict[str, Pattern]:
    found = {
        str(meta.get("name") or meta.get("property") or "").lower(): str(meta.get("content", ""))
        for meta in root.iter("meta")
    }
    title = root.find("head/title")
    if title is not None:
        found["title"] = document.text_of(title)
    return {name: patterns.read(text, html=False) for name, text in found.items()}


def _piece(element: etree._Element) -> Piece:
    for block in element.iterdescendants("p", "div", "br"):
        block.tail = f" {block.tail or ''}"
    text, lang = document.text_of(element), element.get("lang")
    return Piece(
        html=patterns.read(clean(element, INLINE), html=True),
        text=patterns.read(text, html=False),
        lang=patterns.read(lang, html=False) if lang else None,
    )
