"""What is in an element, piece by piece: texts, inline elements and blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..pages.safe import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Piece: TypeAlias = "HtmlElement | str"
"""A text, or an element without what follows it."""

_FLOWING = INLINE | {"img"}


def inside(element: HtmlElement) -> list[Piece]:
    """The texts and children of an element, in their order."""
    found: list[Piece] = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""]
    return [piece for piece in found if not isinstance(piece, str) or piece]


def runs(parent: HtmlElement) -> Iterator[HtmlElement | list[Piece]]:
    """The blocks in an element, and the runs of inline content between them."""
    run: list[Piece] = []
    for piece in inside(parent):
        if isinstance(piece, str) or piece.tag in _FLOWING:
            run.append(piece)
            continue
        yield run
        run = []
        yield piece
    yield run
