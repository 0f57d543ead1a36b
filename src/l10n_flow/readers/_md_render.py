"""Elements to Markdown: what `_md_inline` reads, so written that it is read the same again.

A leaf is tried in three ways, the lightest first, and the first that reads back as the same is taken:
marks and only the needed backslashes; a backslash before every character that could be markup; HTML tags
instead of `*` and `~~`, for what CommonMark's marks cannot say (`<strong>«слово»</strong>ми`).
"""

from __future__ import annotations

import copy
import enum
import html
import re
from typing import TYPE_CHECKING

from lxml import etree
from markdown_it.common.utils import normalizeReference

from ..document import RAW
from ..errors import SourceError
from . import _html
from ._md_inline import AUTOLINK, CDATA, MD, Notes, fill, tokens
from ._source import AT, flat

if TYPE_CHECKING:
    from ._md_inline import Env


class Style(enum.Enum):
    """How much is escaped."""

    LIGHT = 1
    ESCAPED = 2
    TAGS = 3


_MARKS = {"strong": "**", "em": "*", "del": "~~"}
_LIGHT = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|$)   # a backslash that would escape something
    | [`*] | ~(?=~)
    | (?<![^\W_])_ | _(?![^\W_])  # inside a word an underscore is one
    | <(?=[A-Za-z/!?])
    | &(?=[A-Za-z0-9]+;|\#)""",
    re.VERBOSE,
)
_ALL = re.compile(r"[\\`*_\[\]<>&~!]")
_LINE_START = re.compile(
    r"""^(?:(?P<number>\d{1,9})(?=[.)](?:\s|$))
    | (?=[-+*](?:\s|$) | \#{1,6}(?:\s|$) | > | (?:=+|-+)\s*$ | ~~~ | [-:|][-:|\s]*$ | \[[ xX]\](?:\s|$)))""",
    re.VERBOSE,
)
_DEFINITION = re.compile(r"^(\[(?:\\.|[^\]\\])*\]):")
_CREDIT_LIKE = re.compile(r"\]\s*$")
_ADDRESS_ESCAPE = re.compile(r"[\\<>]|&(?=[A-Za-z0-9]+;|#)")


def inline(leaf: etree._Element, kind: str, env: Env, prefix: str = "") -> str:
    """A leaf's content as Markdown, on one line but for hard breaks.

    Args:
        leaf: the element; leaves inside it are left out.
        kind: `block`, `atx`, `setext`, `cell`, `caption`, `credit` or `image` (the element itself).
        env: labels that may be referred to.
        prefix: what further lines begin with.

    Raises:
        SourceError: no way of writing it reads back as the same.
    """
    wanted = signature(leaf, whole=kind == "image")
    for style in Style:
        if style is Style.LIGHT and kind in {"caption", "credit"} and _CREDIT_LIKE.search("".join(leaf.itertext())):
            continue
        text = _child(leaf, style, env) if kind == "image" else _content(leaf, style, env)
        text = _guarded(_lines(text), kind)
        if _read_back(text, env) == wanted:
            return _placed(text, kind, prefix) + _comments(leaf)
    raise SourceError(f"no Markdown says the same as: {flat(''.join(leaf.itertext()))[:200]}")


def signature(leaf: etree._Element, *, whole: bool = False) -> str:
    """What a leaf says: equal for two leaves that a reader of the page cannot tell apart."""
    holder = etree.Element("leaf")
    if whole:
        holder.append(copy.deepcopy(leaf))
        holder[0].tail = None
    else:
        holder.text = leaf.text
        for child in leaf:
            holder.append(copy.deepcopy(child))
    for element in list(holder.iter()):
        if element.get(AT) and not whole:
            element.clear(keep_tail=True)
            element.tag = RAW
        _normalise(element)
    return flat(etree.tostring(holder, encoding="unicode")).replace("> ", ">").replace(" <", "<")


def _normalise(element: etree._Element) -> None:
    element.text = flat_inside(element.text)
    element.tail = flat_inside(element.tail)
    for name in list(element.attrib):
        if str(name).startswith("data-l-") and name != "data-l-source":
            del element.attrib[name]
        elif name in {"alt", "title"}:
            element.set(name, flat(element.get(name, "")))
    if element.get("class") == "footnote-ref":
        for mark in element:
            mark.attrib.pop("id", None)
    if element.tag == "span" and not element.attrib:
        element.tag = "l-text"
    if element.tag == RAW and not element.get("data-l-source", "").startswith("</"):
        element.attrib.pop("data-l-source", None)


def flat_inside(text: str | None) -> str | None:
    """White space collapsed, not trimmed."""
    return re.sub(r"[ \t\n\r\f]+", " ", text) if text else None
