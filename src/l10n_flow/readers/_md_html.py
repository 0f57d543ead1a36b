"""Blocks of raw HTML in Markdown, parsed by `_html`: where each element of such a block was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..document import RAW
from ..elements import VOID
from . import _html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    Spans = dict[etree._Element, tuple[int, int]]

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def spans(root: etree._Element, text: str) -> Spans:
    """Element of a tree that `_html.parse` made -> its start and end in the text."""
    return _Walk(text).spans(root)


def comment(element: etree._Element) -> str | None:
    """The text of a comment, None for any other element."""
    found = _COMMENT.fullmatch(element.get("data-l-source", "")) if element.tag == RAW else None
    return found[1] if found else None


def end_tag(element: etree._Element) -> str | None:
    """The name in a stray end tag, None for any other element."""
    found = re.match(r"</([^\s>]+)", element.get("data-l-source", "")) if element.tag == RAW else None
    return found[1].lower() if found else None


def is_open(element: etree._Element) -> bool:
    """True for an element that a block of HTML opens and does not close, so that it holds what comes after."""
    if element.tag in VOID or element.tag in {RAW, "p"} or element.get("data-l-open", "").endswith("/>"):
        return False
    at_end = element.getnext() is None and not (element.tail or "").strip()
    return at_end and element.get("data-l-close") is None


class _Walk:
    """Goes through a tree and the tokens that it was made of at the same pace."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._tokens: Sequence[_html.Token] = _html.tokens(text)
        self._next = 0

    def spans(self, parent: etree._Element) -> Spans:
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
