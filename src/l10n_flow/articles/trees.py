"""An article's tree is built here: by its reader, or from XML."""

from __future__ import annotations

from typing import cast
from xml.parsers import expat

from ..errors import SourceError
from ..nodes import WHITE, Node
from . import elements

__all__ = ["ON_PAGES", "Builder", "parse"]

ON_PAGES = frozenset({"data-l-date", "data-l-tight"})
"""What readers say of elements that their pages depend on; all the rest is for writing the source again."""

_MAX_DEPTH = 256
"""Elements inside one another, as for libxml2."""
_BUFFER = 1 << 16


class Builder:
    """Builds a tree tag by tag; `open` are the elements that have no end yet, the outermost is nobody's."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.open = [Node("", {})]

    def start(self, tag: str, attributes: dict[str, str], marks: dict[str, str]) -> Node:
        """Open an element."""
        protected, bounds = elements.is_protected(tag, attributes), elements.bounds_text(tag, attributes)
        node = Node(tag, attributes, marks, protected, bounds)
        self.open[-1].children.append(node)
        self.open.append(node)
        return node

    def end(self) -> Node:
        """Close the element that was opened last."""
        node = self.open.pop()
        parent = self.open[-1]
        parent.has_text = parent.has_text or node.has_text
        parent.holds_block = parent.holds_block or node.holds_block or node.bounds_text
        return node

    def text(self, data: str) -> None:
        """Add a text, or what follows in one."""
        node = self.open[-1]
        node.has_text = node.has_text or bool(data.strip(WHITE))
        if node.children and isinstance(before := node.children[-1], str):
            node.children[-1] = before + data
        else:
            node.children.append(data)


def parse(body: str) -> Node:
    """Read a tree; comments are no part of it.

    Raises:
        SourceError: it is no well-formed XML, has a DTD, or is nested too deeply.
    """
    builder = Builder()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(builder.open) > _MAX_DEPTH:
            raise SourceError("the article's tree is broken: it is nested too deeply")
        own = [name for name in attributes if name[:7] == "data-l-" and name not in ON_PAGES]
        marks = {name: attributes.pop(name) for name in own}
        builder.start(tag, attributes, marks)

    def end(_: str) -> None:
        builder.end()

    def doctype(*_: object) -> None:
        raise SourceError("the article's tree is broken: it has a DTD")

    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, _BUFFER
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, builder.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise SourceError(f"the article's tree is broken: {error}") from error
    return cast("Node", builder.open[0].children[0])
