"""Blocks of raw HTML in Markdown, parsed by `_html`, on the one stack of open elements that all blocks share:
a `<div>` that one block of HTML opens and another closes holds the Markdown between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from ..articles.document import RAW
from ..articles.elements import BLOCK, OPAQUE, OPTIONAL_END, VOID, implied_end
from ..model import Problem
from ..values import Struct
from . import _tokens
from ._directives import Directives, is_directive
from ._source import add_text, attributes, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._md_places import Place

    Spans = dict[etree._Element, tuple[int, int]]

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TRIM = " \t\n\f"


class Open(Struct):
    """An element that is not complete; `raw` if an HTML tag opened it."""

    element: etree._Element
    line: int
    raw: bool = False


class Stack:
    """The open elements, the directives that wait for a block, and the problems so far."""

    def __init__(self, root: etree._Element) -> None:
        """Begin with the root."""
        self.problems: list[Problem] = []
        self.directives = Directives()
        self._open = [Open(root, 1)]

    @property
    def top(self) -> etree._Element:
        """The element that gets what comes next."""
        return self._open[-1].element

    def push(self, element: etree._Element, line: int, *, raw: bool = False) -> None:
        """Open an element that already stands in the tree."""
        self._open.append(Open(element, line, raw))

    def pop(self) -> None:
        """Close the element that Markdown opened last, and what HTML left open in it."""
        self.close_raw()
        self._open.pop()

    def close_raw(self, above: int = 0) -> None:
        """Close what HTML opened at the top of the stack, above a depth of it."""
        while len(self._open) > above + 1 and self._open[-1].raw:
            left = self._open.pop()
            if left.element.tag not in OPTIONAL_END:
                tag = left.element.tag
                self.problems.append(Problem(f"<{tag}> is not closed", left.line, f"write </{tag}>"))

    def imply_ends(self, opening: str) -> None:
        """Close elements of HTML whose end tag the start tag of `opening` makes needless."""
        while self._open[-1].raw and implied_end(str(self.top.tag), opening):
            self._open.pop()

    def end(self, name: str) -> bool:
        """Close the element that an earlier block of HTML opened; False if there is none."""
        for depth in range(len(self._open) - 1, 0, -1):
            if not self._open[depth].raw:
                break
            if self._open[depth].element.tag == name:
                self.close_raw(depth)
                self._open.pop()
                return True
        return False


def add_block(stack: Stack, root: etree._Element, text: str, place: Place, line: int) -> list[str]:
    """Put the content of a block of HTML into the tree.

    Args:
        stack: where it goes.
        root: the block's own tree, of `_html.parse`; its elements move out of it.
        text: the block's text.
        place: from an offset in it to one in the source.
        line: where it starts.

    Returns:
        The tags whose other half is in another block.
    """
    block = _Block(stack, text, _Walk(text).spans(root), place, line)
    block.adopt(root, 0)
    return block.halves


class _Block:
    def __init__(self, stack: Stack, text: str, spans: Spans, place: Place, line: int) -> None:
        self.stack, self.text, self.spans, self.place, self.line = stack, text, spans, place, line
        self.halves: list[str] = []

    def adopt(self, parent: etree._Element, at: int) -> None:
        """Move content that starts at an offset to the tree; text that stands bare becomes a paragraph."""
        run = etree.Element("p")
        add_text(run, parent.text or "")
        for child in list(parent):
            tail, child.tail = child.tail or "", None
            start, end = self.spans[child]
            said, closes = _comment(child), _end_tag(child)
            directive = said is not None and is_directive(said)
            if not directive and not closes and child.tag not in BLOCK and not _is_open(child, tail):
                run.append(child)
            else:
                self._add_bare(run, at, start)
                run, at = etree.Element("p"), end
                line = self.line + self.text.count("\n", 0, start)
                if said is not None:
                    self.stack.directives.see(said, line)
                elif closes is None:
                    self._add(child, tail, line)
                elif self.stack.end(closes):
                    self.halves.append(closes)
            add_text(run, tail)
        self._add_bare(run, at, len(self.text))

    def _add(self, element: etree._Element, tail: str, line: int) -> None:
        self.stack.imply_ends(str(element.tag))
        start, end = self.spans[element]
        if not _is_open(element, tail):
            self.stack.directives.apply(element)
            self.stack.top.append(element)
            self._mark(element, start, end, "html")
            return
        opening = start + len(element.get("data-l-open", ""))
        shell = etree.SubElement(self.stack.top, element.tag, attributes(element))
        self.stack.directives.apply(shell)
        self._mark(shell, start, opening, "html tag")
        self.stack.push(shell, line, raw=True)
        self.halves.append(str(element.tag))
        self.adopt(element, opening)

    def _add_bare(self, run: etree._Element, start: int, end: int) -> None:
        """Add text and inline elements that stand in an HTML block without an element round them."""
        if not (run.text or "").strip() and all(
            child.tag in OPAQUE | {RAW} and not (child.tail or "").strip() for child in run
        ):
            self.stack.top.extend(run)
            return
        self.stack.directives.apply(run)
        self.stack.top.append(run)
        self._mark(run, start, end, "html content")

    def _mark(self, element: etree._Element, start: int, end: int, kind: str) -> None:
        written = self.text[start:end]
        start += len(written) - len(written.lstrip(_TRIM))
        mark(element, self.place(start), self.place(start + len(written.strip(_TRIM))), kind)


def _comment(element: etree._Element) -> str | None:
    found = _COMMENT.fullmatch(element.get("data-l-source", "")) if element.tag == RAW else None
    return found[1] if found else None


def _end_tag(element: etree._Element) -> str | None:
    found = re.match(r"</([^\s>]+)", element.get("data-l-source", "")) if element.tag == RAW else None
    return found[1].lower() if found else None


def _is_open(element: etree._Element, tail: str) -> bool:
    """True for an element that this block of HTML does not close, so that it holds what comes after."""
    if element.tag in VOID or element.tag in {RAW, "p"} or element.get("data-l-open", "").endswith("/>"):
        return False
    return element.getnext() is None and not tail.strip() and element.get("data-l-close") is None


class _Walk:
    """Goes through a tree and the tokens that it was made of at the same pace."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._tokens: Sequence[_tokens.Token] = _tokens.tokens(text)
        self._next = 0

    def spans(self, parent: etree._Element) -> Spans:
        """Element -> where it starts and ends in the text."""
        found: Spans = {}
        for child in parent:
            self._pass_text(child)
            token = self._tokens[self._next]
            self._next += 1
            if child.tag != RAW and child.tag not in VOID and token.kind != "empty":
                found |= self.spans(child)
                self._pass_text(None)
                self._next += child.get("data-l-close") is not None
            found[child] = (token.start, self._at())
        return found

    def _at(self) -> int:
        return self._tokens[self._next].start if self._next < len(self._tokens) else self._length

    def _pass_text(self, until: etree._Element | None) -> None:
        source = until.get("data-l-source") if until is not None else None
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.kind != "text" or token.source == source:
                return
            self._next += 1
