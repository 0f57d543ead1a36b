"""What an article embeds of other sites, a film or a map: pages load nothing from elsewhere, so they lead there."""

from __future__ import annotations

import urllib.parse

from lxml import etree

from ..text import excerpts

_EMBEDS = ("iframe", "embed", "object", "video", "audio")
_LINES = frozenset({"a", "b", "em", "i", "p", "span", "strong", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
"""In these an embed stands in a line of text; in all others it is a block."""
_SCHEMES = ("https", "http")
_LONG = 80


def link(root: etree._Element) -> None:
    """Put a link in the place of each embed that has an address on the web; its text is the address."""
    for element in list(root.iter(*_EMBEDS)):
        parent, address = element.getparent(), _address(element)
        if parent is None or address is None:
            continue
        shown = new = etree.Element("a", {"href": address.geturl()})
        shown.text = excerpts.excerpt(f"{address.netloc.removeprefix('www.')}{address.path}".rstrip("/"), _LONG)
        if parent.tag not in _LINES:
            new = etree.Element("p")
            new.append(shown)
        new.tail, element.tail = element.tail, None
        parent.replace(element, new)


def _address(element: etree._Element) -> urllib.parse.SplitResult | None:
    """Where an embed is on the web."""
    each = [element.get("src") or element.get("data"), *(one.get("src") for one in element.iter("source"))]
    said = next(filter(None, each), "")
    try:
        address = urllib.parse.urlsplit(str(said).strip(), _SCHEMES[0])
    except ValueError:
        return None
    return address if address.scheme in _SCHEMES and address.netloc else None
