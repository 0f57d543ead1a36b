"""Plain text with a header of `Title: ...` lines, for letters, chats and agencies; a file for each edition.

    files(edition: Edition, site: Site) -> Mapping[str, str]

Our own reader reads it. Emphasis and the addresses of links are left out.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ..articles import document
from ..languages import registry
from . import _content
from ._blocks import runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from ..shown import Edition, Site
    from ._blocks import Piece

_SIGN = re.compile(r"(-|={1,6})[ \t]")
"""What may begin a paragraph only with a no-break space after it: our reader would take it for a list or a heading."""
_SPECIAL = re.compile(r"\\|\[image:|\[l10n:")
"""What it may begin with only after a backslash, for our reader's sake; few people write so."""
_KEPT = re.compile(r"\[(?=\[)")


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The file of an edition (see `plugins.Exporter`)."""
    card, content = edition.card, _content.of(edition, site)
    path = f"{posixpath.splitext(card.path)[0]}.txt"
    header = {
        "Title": content.headline,
        "Kicker": content.kicker,
        "Deck": content.deck,
        "Description": content.description,
        "Authors": ", ".join(content.authors),
        "Date": card.date,
        "Updated": card.updated,
        "Location": content.location,
        "Tags": ", ".join(card.topics),
        "Lang": card.lang,
        "Canonical": _content.page(card, site) if site.base_url else "",
    }
    rows = [f"{key}: {value}" for key, value in header.items() if value]
    rows += [f"{one.kind.capitalize()}: {one.date} {one.text}" for one in card.corrections]
    body = _content.body(edition, _content.beside(edition, path), site)
    _quote(body, *registry.get(card.lang).quotes)
    return {path: "\n".join(rows) + "".join(f"\n\n{text}" for text in _blocks(body)) + "\n"}


def _quote(body: HtmlElement, opening: str, closing: str) -> None:
    """Write the quotation marks that a page puts round an element by itself."""
    for element in body.iter("q"):
        element.text = f"{opening}{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}{closing}"
        else:
            element.text += closing


def _blocks(parent: HtmlElement) -> Iterator[str]:
    """What is in an element, block by block."""
    for one in runs(parent):
        if isinstance(one, list):
            yield from _paragraph(_text(one))
            continue
        tag = str(one.tag)
        if tag in {"h2", "h3", "h4", "h5", "h6"}:
            if text := _text([one]):
                signs = "=" * int(tag[1])
                yield f"{signs} {text} {signs}"
        elif tag in {"ul", "ol"}:
            yield from _list(one)
        elif tag == "figure":
            yield from _figure(one)
        elif tag == "table":
            yield from _table(one)
        elif tag in {"p", "caption", "figcaption", "summary", "dt", "pre"}:
            yield from _paragraph(_text([one]))
        elif tag != "hr":
            yield from _blocks(one)


def _text(pieces: Sequence[Piece]) -> str:
    """Pieces as one line of text; a picture within a line is what it says."""
    words = "".join(piece if isinstance(piece, str) else "".join(_words(piece)) for piece in pieces)
    return _KEPT.sub("[ ", document.collapsed(words))


def _words(element: HtmlElement) -> Iterator[str]:
    if element.tag == "br":
        yield " "
    elif element.tag == "img":
        yield element.get("alt", "")
    elif element.tag == "sup" and next(element.iter("a"), None) is not None:
        yield f" [{''.join(element.itertext()).strip()}]"
    else:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def _paragraph(text: str) -> Iterator[str]:
    if text:
        text = _SIGN.sub("\\g<1>\u00a0", text, count=1) if _SIGN.match(text) else text
        yield f"\\{text}" if _SPECIAL.match(text) else text


def _list(element: HtmlElement) -> Iterator[str]:
    """A list of lines; one whose items have several paragraphs, or are numbered, is these paragraphs."""
    items = [list(_blocks(item)) for item in element if item.tag == "li"]
    if element.tag == "ul" and all(len(item) == 1 for item in items):
        yield "\n".join(f"- {text.removeprefix(chr(92))}" for (text,) in items)
        return
    mark = "[{}]" if "footnotes" in (element.getparent().get("class") or "") else "{}."
    for number, (first, *rest) in enumerate(filter(None, items), 1):
        yield f"{mark.format(number)} {first.removeprefix(chr(92))}" if element.tag == "ol" else first
        yield from rest


def _figure(element: HtmlElement) -> Iterator[str]:
    image, caption = next(element.iter("img"), None), element.find(".//figcaption")
    if image is None:
        yield from (text for child in element for text in _blocks(child))
        return
    alt = _KEPT.sub("[ ", document.collapsed(image.get("alt", ""))).replace("]", ")").replace("|", "/")
    lines = [f"[image: {image.get('src', '')}{' | ' if alt else ''}{alt}]"]
    if caption is not None:
        sources = [part for part in caption.iter() if part.get("class") == "credit"]
        said = [_text([part]) for part in sources]
        for part in sources:
            part.drop_tree()
        text = _text([caption])
        text = f"\\{text}" if text.startswith("[") else text
        lines.append(" ".join(filter(None, [text, *(f"[{one}]" for one in said if one)])))
    yield "\n".join(filter(None, lines))


def _table(element: HtmlElement) -> Iterator[str]:
    """A paragraph for each row, lines between its cells."""
    caption = element.find("caption")
    if caption is not None:
        yield from _paragraph(_text([caption]))
    for row in element.iter("tr"):
        yield from _paragraph(" | ".join(_text([cell]) for cell in row if cell.tag in {"td", "th"}))
