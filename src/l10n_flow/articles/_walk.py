"""The one walk: it finds every place in an article's tree where text for a translator stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Role, Tag
from ..nodes import Node
from ..text import markup
from ..values import Value
from . import elements
from ._runs import Part, Run, collapsed, is_blank, is_wrapper, says_something, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._runs import Filling, Piece

__all__ = ["Slot", "Walk"]


class Slot(Value, frozen=True):
    """A place for a translation: the text there, with short tags; `element` holds the `run`, or has the `attribute`."""

    text: str
    role: Role
    note: str
    element: Node
    attribute: str = ""
    run: Run | None = None

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The legend of the text."""
        return self.run.legend() if self.run else ()

    def put(self, parts: Sequence[Part], filling: Filling) -> None:
        """Replace the text."""
        if self.run is None:  # an attribute holds no markup: what looks like a tag there is text
            filling.attributes[self.element][self.attribute] = " ".join(markup.unescape(part.text) for part in parts)
            return
        filling.parts[self.run] = parts
        if parts[0].lang and self.run.is_marked_by(parts):
            filling.attributes[self.element]["lang"] = parts[0].lang


class Walk:
    """Finds the `slots` of a tree, in reading order; `children` are those of elements that hold runs: a run is one
    child."""

    def __init__(self, root: Node) -> None:
        """Walk a tree."""
        self.slots: list[Slot] = []
        self.children: dict[Node, list[Piece]] = {}
        self._seen_headline = False
        self._block(root, Role.PARAGRAPH, "")

    def _block(self, node: Node, role: Role, note: str) -> None:
        """The slots of a block-level element: its attributes, then its runs and blocks in turn."""
        self._attributes(node)
        if node.is_protected:
            return
        own = elements.role_of(node.tag, node.attributes, first_h1=not self._seen_headline)
        self._seen_headline = self._seen_headline or own is Role.HEADLINE
        if own and not (own is Role.LIST_ITEM and role is Role.FOOTNOTE):
            role = own
        note = node.attributes.get("data-note", note)
        if not node.holds_block:
            self.children[node] = self._run(node, [*node.children], role, note)
            return
        children: list[Piece] = []
        pieces: list[Piece] = []
        for child in node.children:
            if isinstance(child, Node) and (child.bounds_text or child.holds_block):
                if pieces:
                    children += self._run(node, pieces, role, note)
                    pieces = []
                self._block(child, role, note)
                children.append(child)
            else:
                pieces.append(child)
        self.children[node] = children + self._run(node, pieces, role, note)

    def _run(self, parent: Node, pieces: list[Piece], role: Role, note: str) -> list[Piece]:
        """The slots of a run of inline content: those of attributes in it, and its text if it has any."""
        inline = [piece for piece in pieces if isinstance(piece, Node)]
        if not inline and all(map(is_blank, pieces)):  # as between two blocks
            return pieces
        for node in (node for piece in inline for node in piece.iter()):
            if node.tag not in elements.TITLE_IN_TEXT:
                self._attributes(node)
        return self._text(parent, pieces, role, note)

    def _text(self, parent: Node, pieces: list[Piece], role: Role, note: str) -> list[Piece]:
        """The pieces with a run in place of those that it holds, less the white space and the wrappers round it."""
        start, end = trimmed(pieces)
        inner = pieces[start:end]
        if len(inner) == 1 and isinstance(wrapper := inner[0], Node) and is_wrapper(wrapper):
            self.children[wrapper] = self._text(wrapper, [*wrapper.children], role, note)
            return pieces
        run = Run(parent, inner, alone=len(pieces) == len(parent.children) or _seen(inner) == _seen(parent.children))
        if not says_something(run.text):
            return pieces
        self.slots.append(Slot(run.text, role, note, parent, run=run))
        return [*pieces[:start], run, *pieces[end:]]

    def _attributes(self, node: Node) -> None:
        """The slots of an element's attributes."""
        named = elements.translatable_attributes(node.tag, node.attributes)
        if not named or node.attributes.get("translate", "").lower() == "no":
            return
        for name, role in named:
            text = markup.escape(collapsed(node.attributes[name]))
            if says_something(text):
                self.slots.append(Slot(text, role, "", node, attribute=name))


def _seen(pieces: Sequence[Piece]) -> int:
    """How many of the pieces a reader of the page sees text of."""
    return len(pieces) - sum(map(is_blank, pieces))
