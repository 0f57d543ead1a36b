"""Inline markup as short tags in a unit's text, and back. Pure; knows nothing of HTML.

In a text, `<a1>`...`</a1>` and `<br/>` are tags if they are the segment's own; anything else is text. Text
of the article that only looks like a tag is written `&lt;em>`, and an `&lt;` of the article `&amp;lt;`.
One attribute may stand in a tag, the expansion that belongs to its word: `<abbr title="Commonwealth">CIS</abbr>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

TAG = re.compile(r'<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?: title="(?P<title>[^"<>]*)")?(?P<void>/?)>')
"""Anything in a text that has the form of a tag."""
AT_TAGS = re.compile(f"({re.sub('[?]P<[a-z]+>', '?:', TAG.pattern)})")
"""Where to split a text so that its tags are every second piece."""

_TAG_LIKE = re.compile(f"<(?={TAG.pattern[1:]})")
_ESCAPE_LIKE = re.compile(r"&(?=(?:amp;)*lt;)")
_ESCAPED = re.compile(r"&lt;|&amp;(?=(?:amp;)*lt;)")


class Element(Value, frozen=True):
    """An inline element in a parsed text: `children` are texts and elements; a void one has none."""

    name: str
    children: tuple[Node, ...] = ()
    void: bool = False
    title: str | None = None


Node = str | Element


def escape(text: str) -> str:
    """Write an article's literal text so that none of it reads as a tag."""
    if "<" not in text and "&" not in text:
        return text
    return _TAG_LIKE.sub("&lt;", _ESCAPE_LIKE.sub("&amp;", text))


def unescape(text: str) -> str:
    """Undo `escape`."""
    if "&" not in text:
        return text
    return _ESCAPED.sub(lambda found: "<" if found[0] == "&lt;" else "&", text)


def plain(text: str) -> str:
    """A unit's text without its tags, as a reader would read it."""
    return unescape(TAG.sub("", text)) if "<" in text else unescape(text)


def tag_names(text: str) -> tuple[str, ...]:
    """The names of the opening and void tags in a text, in order."""
    return tuple(found["name"] for found in TAG.finditer(text) if not found["close"])


def renumbered(text: str) -> tuple[str, dict[str, str]]:
    """A piece of a text with its numbered tags counted from 1 again, so that it is the same wherever it stands.

    Returns:
        The text, and new name -> old name for every tag in it.
    """
    if "<" not in text:
        return text, {}
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for old in tag_names(text):
        base = old.rstrip("0123456789")
        if old in names:
            continue
        counts[base] = counts.get(base, 0) + 1
        names[old] = old if old == base else f"{base}{counts[base]}"
    return renamed(text, names), {new: old for old, new in names.items()}


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with its tags renamed; tags that are not in `names` stay."""

    def rename(tag: re.Match[str]) -> str:
        start, end = tag.start("name") - tag.start(), tag.end("name") - tag.start()
        return f"{tag[0][:start]}{names.get(tag['name'], tag['name'])}{tag[0][end:]}"

    return TAG.sub(rename, text)


def titled(name: str, title: str | None) -> str:
    """An opening tag; with the expansion of an abbreviation, if there is one."""
    return f"<{name}>" if title is None else f'<{name} title="{re.sub("[<>]", "", title).replace(chr(34), "&quot;")}">'


def parse(text: str, pairs: Collection[str], voids: Collection[str]) -> tuple[Node, ...]:
    """Read a translation.

    Args:
        text: what a translator typed.
        pairs: names of the tags that enclose text; a name stands for itself as often as it is used.
        voids: names of the tags that stand alone (`<br/>`, and leniently `<br>`).

    Returns:
        Texts (unescaped) and elements, well nested. A tag that is not in `pairs` or `voids`, has no partner,
        or crosses another one is text: nothing that was typed gets lost, and nothing else becomes markup.
    """
    if "<" not in text:
        return (unescape(text),) if text else ()
    matched = _partners(text, pairs)
    stack: list[tuple[str, str | None, list[Node]]] = [("", None, [])]
    at = 0

    def add(text_until: int) -> None:
        if text_until > at:
            stack[-1][2].append(unescape(text[at:text_until]))

    for found in TAG.finditer(text):
        name = found["name"]
        if name in voids and not found["close"]:
            add(found.start())
            stack[-1][2].append(Element(name, void=True))
        elif found.start() in matched:
            add(found.start())
            if found["close"]:
                closed, title, children = stack.pop()
                stack[-1][2].append(Element(closed, _joined(children), title=title))
            else:
                title = found["title"]
                stack.append((name, title and title.replace("&quot;", '"'), []))
        else:
            continue
        at = found.end()
    add(len(text))
    return _joined(stack[0][2])


def write(nodes: Collection[Node]) -> str:
    """Undo `parse`."""
    return "".join(_write(nodes))


def map_text(text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the literal text between the tags of a unit's text."""
    pieces: list[str] = []
    at = 0
    for found in TAG.finditer(text):
        pieces += [escape(change(unescape(text[at : found.start()]))), found[0]]
        at = found.end()
    return "".join([*pieces, escape(change(unescape(text[at:])))])


def _write(nodes: Collection[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(node)
        elif node.void:
            yield f"<{node.name}/>"
        else:
            yield titled(node.name, node.title)
            yield from _write(node.children)
            yield f"</{node.name}>"


def _partners(text: str, pairs: Collection[str]) -> set[int]:
    """Where the tags stand that have a partner, well nested."""
    open_tags: list[tuple[str, int]] = []
    matched: set[int] = set()
    for found in TAG.finditer(text):
        name = found["name"]
        if name not in pairs or found["void"]:
            continue
        if not found["close"]:
            open_tags.append((name, found.start()))
        elif name in (opened for opened, _ in open_tags):
            while open_tags:  # what was opened since then and never closed is text
                opened, start = open_tags.pop()
                if opened == name:
                    matched |= {start, found.start()}
                    break
    return matched


def _joined(nodes: list[Node]) -> tuple[Node, ...]:
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        else:
            joined.append(node)
    return tuple(joined)
