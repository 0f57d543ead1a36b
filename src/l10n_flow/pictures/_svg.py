"""SVG: a drawing that can do nothing but be looked at.

As a picture on a page it runs no script and loads nothing anyway; but who opens its file by itself would run what is in
there. Programs also write into it who drew it, and where on the disk. A drawing with none of that stays as it is.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SVG, _XLINK, _XML = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/1999/xlink}href",
    "{http://www.w3.org/XML/1998/namespace}",
)
_ELEMENTS = frozenset(
    "svg g defs symbol use image path rect circle ellipse line polyline polygon text tspan textPath title desc style "
    "linearGradient radialGradient stop pattern clipPath mask marker filter switch a animate animateTransform "
    "animateMotion mpath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge "
    "feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence".split()
)
"""Of SVG 2; not script, foreignObject, metadata, set, and what loads files: feImage, iframe, video ..."""
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*\[", re.IGNORECASE)
_LOADS = re.compile(r"@import|image-set|\\|expression|url\(\s*(?!['\"]?#)|src\(", re.IGNORECASE)
"""What a style loads files with, or hides that it does."""
_DATA = re.compile(r"\s*data:image/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*\+?([0-9]*\.?[0-9]+)(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_TEXTS = frozenset(("text", "title", "desc", "style"))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def clean(data: bytes, embedded: Callable[[bytes], bytes | None]) -> tuple[bytes, int | None, int | None]:
    """The drawing alone, its width and its height (None if it does not say); `embedded` cleans the pictures in it.

    Raises:
        ValueError: it is no SVG, or has a document type with declarations.
    """
    if _DOCTYPE.search(data):
        raise ValueError("has a document type with declarations of its own (a DTD)")
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise ValueError(f"is broken: {error}") from error
    if root.tag != f"{_SVG}svg":
        raise ValueError("is broken: it is no SVG")
    size = _size(root)
    if _Cleaner(embedded).changes(root) or b"<!doctype" in data.lower() or _beside(root):
        data = etree.tostring(root, encoding="utf-8", with_tail=False)
    return data, *size


def words(data: bytes) -> Iterator[str]:
    """What somebody can read in a drawing that `clean` gave, or in its source: each text, and each attribute."""
    root = etree.fromstring(data, _PARSER)
    yield "".join(map(str, root.itertext()))
    for element in root.iter("*"):
        if element.tag.rpartition("}")[2] in _TEXTS:
            yield "".join(map(str, element.itertext()))
        yield from map(str, element.attrib.values())


def _beside(root: etree._Element) -> bool:
    """Whether there is something before or after the drawing."""
    return any(True for _ in (*root.itersiblings(), *root.itersiblings(preceding=True)))


class _Cleaner:
    """Takes out what a drawing must not have."""

    def __init__(self, embedded: Callable[[bytes], bytes | None]) -> None:
        self._embedded = embedded

    def changes(self, root: etree._Element) -> bool:
        """Clean a tree; whether there was anything to do."""
        changed = False
        for element in list(root.iter()):
            parent = element.getparent()
            if not isinstance(element.tag, str) or not self._may_be(element):
                changed = True
                if parent is not None:
                    _drop(parent, element)
            else:
                changed = self._attributes(element) or changed
        return changed

    def _may_be(self, element: etree._Element) -> bool:
        name = str(element.tag).removeprefix(_SVG)
        if name.startswith("animate"):
            target = str(element.get("attributeName", ""))
            return not target.lower().startswith("on") and "href" not in target.lower()
        return name in _ELEMENTS and not (name == "style" and _LOADS.search(element.text or ""))

    def _attributes(self, element: etree._Element) -> bool:
        """Clean an element's attributes; whether there was anything to do."""
        changed = False
        for name, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
            if name in {"href", _XLINK}:
                kept = self._address(str(element.tag), value)
            else:
                kept = None if _is_foreign(name) or _LOADS.search(value) else value
            if kept is None:
                del element.attrib[name]
            elif kept != value:
                element.set(name, kept)
            changed = changed or kept != value
        return changed

    def _address(self, tag: str, value: str) -> str | None:
        """Where an element may lead: to another part of the drawing, or to a picture that is in it."""
        if value.startswith("#"):
            return value
        found = _DATA.fullmatch(value) if tag == f"{_SVG}image" else None
        try:
            data = base64.b64decode(found[2]) if found else b""
        except binascii.Error:
            return None
        kept = self._embedded(data) if found else None
        if kept is None or found is None:
            return None
        return value if kept == data else f"data:image/{found[1]};base64,{base64.b64encode(kept).decode()}"


def _is_foreign(name: str) -> bool:
    """Whether an attribute is a script, or of a program that the drawing was made with."""
    if name.startswith("{"):
        return not name.startswith(_XML) or name == f"{_XML}base"
    return name.lower().startswith("on")


def _drop(parent: etree._Element, element: etree._Element) -> None:
    """Take an element out, but not the text after it."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _size(root: etree._Element) -> tuple[int | None, int | None]:
    width, height = (_pixels(root.get(name)) for name in ("width", "height"))
    try:
        _, _, across, down = map(float, str(root.get("viewBox", "")).replace(",", " ").split())
    except ValueError:
        across = down = 0.0
    if not (across > 0 < down):
        across, down = width or 0.0, height or 0.0
    if width and height:
        return round(width), round(height)
    if not (across > 0 < down):
        return None, None
    if width or height:
        return round(width or (height or 0) * across / down), round(height or (width or 0) * down / across)
    return round(across), round(down)


def _pixels(said: object) -> float | None:
    found = _LENGTH.fullmatch(str(said or ""))
    return float(found[1]) * _PIXELS[found[2]] if found else None
