"""Where the leaves of a tree stand in the text that it was read from, and how new texts get there.

A leaf carries `data-l-at="start-end"` (character offsets into `Article.source`) and `data-l-as`, which says how
its text is written there. Writing replaces the spans of changed leaves and leaves all else as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

AT, AS = "data-l-at", "data-l-as"

_SPACE = re.compile(r"[ \t\n\r\f]+")
_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)(?=[ \t])))*[ \t]*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0d-\x1f\x7f\ufffe\uffff]")


def refuse_unreadable(text: str, path: str) -> None:
    """Stop at a text that is empty or that no XML tree can hold.

    Raises:
        SourceError: the text is blank, or has a control character (with its line).
    """
    if not text.strip():
        raise SourceError("the article is empty", path=path, line=1, hint="write its text, or delete the file")
    control = _CONTROL.search(text)
    if control:
        raise SourceError(
            f"control character U+{ord(control[0]):04X}",
            path=path,
            line=text.count("\n", 0, control.start()) + 1,
            hint="delete it; it cannot stand in a page",
        )


def mark(element: etree._Element, start: int, end: int, kind: str) -> None:
    """Say where a leaf stands in the source, and how it is written there."""
    element.set(AT, f"{start}-{end}")
    element.set(AS, kind)


def span(element: etree._Element) -> tuple[int, int]:
    """Where a leaf stands."""
    start, end = element.get(AT, "").split("-")
    return int(start), int(end)


def flat(text: str) -> str:
    """Text with its white space collapsed and trimmed; no-break spaces stay."""
    return _SPACE.sub(" ", text).strip(" ")


def text_of(element: etree._Element) -> str:
    """All the text in an element, as it is."""
    return "".join(str(text) for text in element.itertext())


def attributes(element: etree._Element) -> dict[str, str]:
    """An element's attributes."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def add_text(parent: etree._Element, text: str) -> None:
    """Append text to an element's content."""
    last = next(parent.iterchildren(reversed=True), None)  # lxml counts through all children for len()
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def continuation(source: str, start: int) -> str:
    """What a further line of the block at `start` begins with: its quote marks, and blanks for list markers."""
    containers = _CONTAINERS.match(source, source.rfind("\n", 0, start) + 1, start)
    return re.sub(r"[^>\s]", " ", containers[0]) if containers else ""


def changed(old: etree._Element, new: etree._Element, same: Callable[[etree._Element], str]) -> list[etree._Element]:
    """The leaves of `new` whose text (as `same` gives it) is not that of the leaf of `old` at the same place."""
    before = {leaf.get(AT): same(leaf) for leaf in old.iter() if leaf.get(AT)}
    return [leaf for leaf in new.iter() if leaf.get(AT) in before and before[leaf.get(AT)] != same(leaf)]


def spliced(source: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The source with spans replaced; the spans do not overlap."""
    parts, at = [], 0
    for start, end, text in sorted(edits):
        parts += [source[at:start], text]
        at = end
    return "".join([*parts, source[at:]])
