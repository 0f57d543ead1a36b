"""An article's tree as plain objects, and as XML.

Own objects and not lxml's, which are made anew whenever somebody looks at them: what walks ask of an element, some ten
times, is found out once, while the tree is built (`articles.trees`).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeAlias

from .values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["WHITE", "Node", "Place", "element", "escape"]

WHITE = " \t\n\r\f"
"""HTML's white space."""


class Node(Struct, eq=False):
    """An element. Who builds the tree may change it; when an article has been read nobody does.

    `attributes` are HTML's, and what a reader says of it that pages depend on; `marks` are the reader's own, with which
    it writes the article in its own format again: attributes, too, whose names start with `data-l-`.
    `is_protected` and `bounds_text` are what `articles.elements` says of it; `has_text` is whether there is more than
    white space in it or below it, `holds_block` whether an element below it ends a run of text.
    """

    tag: str
    attributes: dict[str, str]
    marks: dict[str, str] = field(default_factory=dict)
    is_protected: bool = False
    bounds_text: bool = False
    children: list[Node | str] = field(default_factory=list)
    has_text: bool = False
    holds_block: bool = False

    def iter(self) -> list[Node]:
        """The element and all below it, in reading order."""
        found = [self]
        for child in self.children:
            if isinstance(child, Node):
                found += child.iter() if child.children else [child]
        return found

    def places(self, tag: str, above: tuple[Node, ...] = ()) -> list[Place]:
        """Each element below it with a tag, in reading order, and those that it is in, the innermost first; those that
        this one is in are `above`."""
        inside = (self, *above)
        found: list[Place] = []
        for child in self.children:
            if isinstance(child, Node):
                found += [(child, inside)] if child.tag == tag else []
                found += child.places(tag, inside)
        return found

    def text(self) -> str:
        """All the text in it and below it."""
        return "".join([child if isinstance(child, str) else child.text() for child in self.children])

    def __str__(self) -> str:
        """The element as XML."""
        content = [escape(child) if isinstance(child, str) else str(child) for child in self.children]
        return element(self.tag, self.attributes | self.marks, "".join(content))


Place: TypeAlias = tuple[Node, tuple[Node, ...]]
"""An element, and those that it is in, the innermost first."""


def element(tag: str, attributes: Mapping[str, str], content: str) -> str:
    """An element, with what stands in it as XML."""
    said = "".join([f' {name}="{_quoted(value)}"' for name, value in attributes.items()])
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def escape(text: str) -> str:
    """A text as it stands in XML."""
    # Not `str.translate`: outside ASCII it takes thirty times as long.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@functools.lru_cache(maxsize=4096)  # most are names and tags
def _quoted(value: str) -> str:
    return escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
