"""The header of an article's tree, made of what the article says of itself (`_fields`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ..model import Correction, Metadata, Problem, Role, Severity
from ..values import Struct, field
from ._fields import KEYS, Field, Fields
from ._source import flat, mark, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..nodes import Place
    from ._fields import Said

_APART = frozenset({"aside", "blockquote", "figure", "footer", "li", "nav", "table"})
"""Inside these, a date is somebody else's."""


class Header(Struct):
    """What a header says: the tree's `<header>`, the corrections that go to the end of the tree, metadata, the
    article's language (None if it is not said)."""

    element: etree._Element
    corrections: etree._Element
    meta: Metadata
    lang: str | None
    problems: list[Problem] = field(default_factory=list)


def build(
    values: Mapping[str, Said],
    lines: Mapping[str, int],
    text: str,
    *,
    kind: str,
    corrections: Iterable[Mapping[str, Field]] = (),
) -> Header:
    """Make the header.

    Args:
        values: key -> what it says; keys without a value are left out.
        lines: key -> its line, for all keys.
        text: the article.
        kind: how values are written in the source (`data-l-as`).
        corrections: each with its `date`, `kind` and `text`.
    """
    fields = Fields(values)
    fields.find_typos(lines, KEYS)
    fields.find_lost(lines, text)
    header = etree.Element("header")
    _add_leaf(header, "p", Role.KICKER, fields.one("kicker"), kind)
    _add_leaf(header, "h1", Role.HEADLINE, fields.one("title"), kind)
    _add_leaf(header, "p", Role.DECK, fields.one("deck"), kind)
    if authors := fields.many("authors"):
        names = etree.SubElement(header, "p", {"class": "authors"})
        for said in authors:
            if len(names):
                names[-1].tail = ", "
            _add_leaf(names, "span", Role.BYLINE, said, kind)
    _add_leaf(header, "p", Role.DATELINE, fields.one("location"), kind)
    if description := fields.one("description"):
        described = etree.SubElement(header, "meta", {"name": "description", "content": description.text})
        mark(described, description.start, description.end, kind)
    image = fields.image()
    if "src" in image:
        _add_figure(header, image, kind)
    footer = etree.Element("footer", {"class": "corrections"})
    for one in corrections:
        if "text" in (parts := fields.correction(one)):
            _add_leaf(footer, "p", Role.CORRECTION, parts["text"], kind)
            footer[-1].set("data-kind", parts["kind"].text if "kind" in parts else Correction.KINDS[0])
            footer[-1].set("data-date", parts["date"].text if "date" in parts else "")
    return Header(header, footer, fields.metadata(image), fields.lang(), fields.problems)


def missing_text(root: etree._Element) -> Iterator[Problem]:
    """What to say of an article that has nothing but its header."""
    texts = (text_of(block) for block in root if block.tag != "header" and block.get("class") != "corrections")
    if not any(map(flat, texts)) and root.find("figure") is None:
        yield Problem("there is no text below the headline", None, "write it", Severity.WARNING)


def mark_date(times: Iterable[Place], date: str) -> None:
    """Mark the blocks that say nothing but the article's date (ISO 8601, or empty) in a `<time>` element.

    Pages say it in the words of their language: nobody translates it (`translate`), and pages leave it out
    (`data-l-date`).
    """
    for time, above in times if date else ():
        block = next((node for node in above[:-1] if node.bounds_text), above[-1])
        alone = block is not above[-1] and flat(block.text()) == flat(time.text())
        if alone and time.attributes.get("datetime", "")[:10] == date[:10] and _APART.isdisjoint(n.tag for n in above):
            block.attributes |= {"translate": "no", "data-l-date": ""}
            block.is_protected = True


def _add_leaf(parent: etree._Element, tag: str, role: Role, said: Field | None, kind: str) -> None:
    if said is not None:
        element = etree.SubElement(parent, tag, {"data-role": role.value})
        element.text = said.text
        mark(element, said.start, said.end, kind)


def _add_figure(header: etree._Element, image: Mapping[str, Field], kind: str) -> None:
    figure = etree.SubElement(header, "figure")
    img = etree.SubElement(figure, "img", {"src": image["src"].text})
    if "alt" in image:
        img.set("alt", image["alt"].text)
        mark(img, image["alt"].start, image["alt"].end, kind)
    if "caption" in image or "credit" in image:
        caption = etree.SubElement(figure, "figcaption")
        _add_leaf(caption, "span", Role.CAPTION, image.get("caption"), kind)
        _add_leaf(caption, "span", Role.CREDIT, image.get("credit"), kind)
        if len(caption) > 1:
            caption[0].tail = " "
