"""An article's tree as plain objects, read from `Article.body` and written to it.

Own objects and not lxml's, which are made anew whenever somebody looks at them: what a walk asks of an element, some
ten times, is found out once, while it is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar, cast
from xml.parsers import expat

from .. import elements
from ..errors import SourceError
from ..values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["WHITE", "Node", "element", "escape", "parse"]

WHITE = " \t\n\r\f"
"""HTML's white space."""

_MAX_DEPTH = 256
"""Elements inside one another, as for libxml2."""
_BUFFER = 1 << 16
_TO_QUOTE = re.compile(r'[&<>"\r\n\t]')
Hole = TypeVar("Hole")
Child: TypeAlias = "str | Node[Hole] | Hole"


class Node(Struct, Generic[Hole], eq=False):
    """An element. Its children are texts, elements, and what a walk puts in their place: a `Hole`.

    `is_protected` and `bounds_text` are what `elements` says of it; `has_text` is whether there is more than white
    space in it or below it, `holds_block` whether an element below it ends a run of text.
    """

    tag: str
    attributes: Mapping[str, str]
    is_protected: bool
    bounds_text: bool
    children: list[Child[Hole]]
    has_text: bool = False
    holds_block: bool = False

    def iter(self) -> Iterator[Node[Hole]]:
        """The element and all below it, in reading order."""
        ahead = [self]
        while ahead:
            node = ahead.pop()
            yield node
            ahead += [child for child in node.children[::-1] if isinstance(child, Node)]

    def text(self) -> str:
        """All the text in it and below it."""
        texts = (child.text() if isinstance(child, Node) else child for child in self.children)
        return "".join(text for text in texts if isinstance(text, str))


def parse(body: str) -> Node[Hole]:
    """Read a tree; comments are no part of it.

    Raises:
        SourceError: it is no well-formed XML, has a DTD, or is nested too deeply.
    """
    top: Node[Hole] = Node("", {}, False, False, [])
    stack = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > _MAX_DEPTH:
            raise SourceError("the article's tree is broken: it is nested too deeply")
        protected, bounds = elements.is_protected(tag, attributes), elements.bounds_text(tag, attributes)
        node: Node[Hole] = Node(tag, attributes, protected, bounds, [])
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        node, parent = stack.pop(), stack[-1]
        parent.has_text = parent.has_text or node.has_text
        parent.holds_block = parent.holds_block or node.holds_block or node.bounds_text

    def text(data: str) -> None:
        node = stack[-1]
        node.has_text = node.has_text or bool(data.strip(WHITE))
        before = node.children[-1] if node.children else None
        if isinstance(before, str):  # a text longer than the parser's buffer comes in parts
            node.children[-1] = before + data
        else:
            node.children.append(data)

    def doctype(*_: object) -> None:
        raise SourceError("the article's tree is broken: it has a DTD")

    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, _BUFFER
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise SourceError(f"the article's tree is broken: {error}") from error
    return cast("Node[Hole]", top.children[0])


def element(tag: str, attributes: Mapping[str, str], content: str) -> str:
    """An element, with what stands in it as XML."""
    said = _said(attributes)
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def escape(text: str) -> str:
    """A text as it stands in XML."""
    # Not `str.translate`: outside ASCII it takes thirty times as long.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _said(attributes: Mapping[str, str]) -> str:
    return "".join([f' {name}="{_quoted(value)}"' for name, value in attributes.items()])


def _quoted(value: str) -> str:
    if not _TO_QUOTE.search(value):  # most are names
        return value
    return escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
