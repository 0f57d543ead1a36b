"""Links, and what an article embeds, a film or a map: pages load nothing from elsewhere, but lead there."""

from __future__ import annotations

import posixpath
import re
import urllib.parse
from typing import TYPE_CHECKING

from lxml import etree

from ..text import excerpts
from . import images

if TYPE_CHECKING:
    from collections.abc import Collection

_EMBEDS = ("iframe", "embed", "object", "video", "audio")
_LINES = frozenset({"a", "b", "em", "i", "p", "span", "strong", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
"""In these an embed stands in a line of text; in all others it is a block."""
_SCHEMES = ("https", "http")
_NO_SCHEME = re.compile(r"[\x00-\x20]*(?:[/\\][\x00-\x20]*){2,}(?=\w)")
"""How an address begins that has a host and no scheme, as browsers read it: of a page that somebody has saved, it would
be a file on that host's computer."""
_LONG = 80


def link(root: etree._Element, media: str, files: Collection[str]) -> None:
    """Put a link in the place of each embed that has an address on the web, with that as its text, or that is a file
    of the article, by its name; and have links to such files lead to them, and others to a scheme.

    Args:
        root: the tree.
        media: the way to the folder that the addresses of its files count from.
        files: these addresses.
    """
    for element in root.iter("a"):
        said = str(element.get("href", ""))
        address, mark, part = said.partition("#")
        if address in files:
            element.set("href", f"{images.way(media, address)}{mark}{part}")
        elif _NO_SCHEME.match(said):
            element.set("href", _NO_SCHEME.sub(f"{_SCHEMES[0]}://", said, count=1))
    for element in list(root.iter(*_EMBEDS)):
        parent, found = element.getparent(), _found(element, media, files)
        if parent is None or found is None:
            continue
        shown = new = etree.Element("a", {"href": found[0]})
        shown.text = excerpts.excerpt(found[1], _LONG)
        if parent.tag not in _LINES:
            new = etree.Element("p")
            new.append(shown)
        new.tail, element.tail = element.tail, None
        parent.replace(element, new)


def _found(element: etree._Element, media: str, files: Collection[str]) -> tuple[str, str] | None:
    """Where an embed is, and what it is called."""
    each = [element.get("src") or element.get("data"), *(one.get("src") for one in element.iter("source"))]
    said = str(next(filter(None, each), "")).strip()
    try:
        address = urllib.parse.urlsplit(said, _SCHEMES[0])
    except ValueError:
        return None
    if said in files:
        return images.way(media, said), posixpath.basename(urllib.parse.unquote(address.path))
    if address.scheme not in _SCHEMES or not address.netloc:
        return None
    return address.geturl(), f"{address.netloc.removeprefix('www.')}{address.path}".rstrip("/")
