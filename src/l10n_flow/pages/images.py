"""The pictures in an article's text: where a page finds them, and how large they are shown."""

from __future__ import annotations

import posixpath
import urllib.parse
from typing import TYPE_CHECKING

from lxml import etree

from ..articles import elements

if TYPE_CHECKING:
    from .model import Shown, Ways

_SIZES = "(min-width: 48rem) 44rem, 100vw"
"""How wide the style sheet shows pictures: as wide as the column, or as the screen."""
_PORTRAIT = 1.1, 2
"""Pictures that are so many times as high as they are wide do not fill the column: they would be higher than a screen.
Higher ones are strips of text or drawings, which need all of its width."""
_UNKNOWN = 0, 0


def arrange(image: etree._Element, ways: Ways) -> None:
    """Make a picture of the text one of the page."""
    etree.strip_attributes(image, "srcset", "sizes")
    address = str(image.get("src", ""))
    shown = ways.pictures.get(address) if elements.is_relative(address) else None
    if elements.is_relative(address):
        image.set("src", way(ways.media, address))
    _measure(image, *((shown.width, shown.height) if shown else _UNKNOWN))
    if shown and shown.smaller:
        _offer(image, shown)
    width, height = _pixels(image, "width"), _pixels(image, "height")
    if width and _PORTRAIT[0] <= height / width < _PORTRAIT[1]:
        image.set("class", f"portrait {image.get('class', '')}")
    image.set("alt", image.get("alt", ""))


def way(media: str, address: str) -> str:
    """The way to a picture, without detours.

    Args:
        media: the way to the folder that its address counts from.
        address: relative, as the article has it.
    """
    if not address:
        return media
    path = posixpath.normpath(address)
    while path.startswith("../") and posixpath.basename(media) not in {"", ".."}:
        path, media = path.removeprefix("../"), posixpath.dirname(media)
    return posixpath.join(media, path)


def _measure(image: etree._Element, width: int, height: int) -> None:
    """Say how large a picture is, so that the text below it does not jump; as wide, or as high, as the article says.
    Nothing that is no number of pixels, nor what would distort it."""
    said = [_pixels(image, name) for name in ("width", "height")]
    if width and height:
        across = said[0] or (round(said[1] * width / height) if said[1] else width)
        said = [across, round(across * height / width)]
    for name, number in zip(("width", "height"), said, strict=True):
        if number:
            image.set(name, str(number))
        else:
            image.attrib.pop(name, "")


def _pixels(image: etree._Element, name: str) -> int:
    said = str(image.get(name, "")).strip().removesuffix("px")
    return int(said) if said.isdecimal() else 0


def _offer(image: etree._Element, shown: Shown) -> None:
    """Say where there are smaller ones."""
    source = str(image.get("src"))
    folder = posixpath.dirname(source)
    each = [(posixpath.join(folder, urllib.parse.quote(name)), width) for width, name in shown.smaller]
    image.set("srcset", ", ".join(f"{address} {width}w" for address, width in [*each, (source, shown.width)]))
    image.set("sizes", _SIZES)
