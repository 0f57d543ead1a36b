"""A run of inline content as a text with short tags, and a translation of that text as inline content."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from .. import nodes
from ..model import Tag
from ..nodes import WHITE, Node
from ..text import markup
from ..values import Value, field
from . import elements, holes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Filling", "Part", "Run", "collapsed", "is_blank", "is_hidden", "is_wrapper", "says_something", "trimmed"]

RAW = "l-raw"
"""A reader's element for source text that is neither element nor text. With `data-l-kind="tag"` it is a stray
tag, which keeps its place in a sentence; anything else (a comment) does not concern translators."""

_SPACE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")  # not a single space: most white space is
_WORD = re.compile(r"\w")

Piece: TypeAlias = "str | Node | Run"


class Part(Value, frozen=True):
    """A text to put in a place; `lang` if it is not the page's language."""

    text: str
    lang: str | None = None


class Filling(Value, frozen=True):
    """A tree on its way from one language to another: the attributes that change, and what its runs say.

    `children` are those of elements that hold runs. `stays` is the language to mark texts with that stay as they are.
    `bare` if it is for a page: then the readers' own marks are left out.
    """

    children: Mapping[Node, Sequence[Piece]]
    old: str
    new: str
    stays: str | None = None
    bare: bool = False
    attributes: defaultdict[Node, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    parts: dict[Run, Sequence[Part]] = field(default_factory=dict)
    places: dict[Run, int] = field(default_factory=dict)

    def attributes_of(self, node: Node) -> Mapping[str, str]:
        """An element's attributes; what was marked as in the old language is now in the new one."""
        attributes = node.attributes if self.bare else node.attributes | node.marks
        if attributes.get("lang") == self.old:
            attributes = {**attributes, "lang": self.new}
        return {**attributes, **self.attributes[node]} if node in self.attributes else attributes

    def written(self, node: Node, attributes: Mapping[str, str] | None = None) -> str:
        """An element with all that is in it."""
        content = [
            nodes.escape(child)
            if isinstance(child, str)
            else child.written(self)
            if isinstance(child, Run)
            else self.written(child)
            for child in self.children.get(node, node.children)
        ]
        said = self.attributes_of(node) if attributes is None else attributes
        return nodes.element(node.tag, said, "".join(content))


class Run:
    """A run of inline content: its `text` with short tags, and its place in the tree.

    `parent` is the element that holds it; `alone` if nothing else is in there to be seen.
    """

    def __init__(self, parent: Node, pieces: Sequence[Piece], *, alone: bool) -> None:
        self.parent, self.pieces, self.alone = parent, pieces, alone
        self._templates: dict[str, Node] = {}
        self._voids: set[str] = set()
        self._names: dict[tuple[str, ...], str] = {}
        self._numbers: dict[str, int] = {}
        self.text = collapsed("".join(map(self._render, pieces)))

    def legend(self) -> tuple[Tag, ...]:
        """What each tag of the text stands for."""
        if not self._templates:  # as in most texts
            return ()
        return tuple([Tag(name, name in self._voids, self._says(name)) for name in self._templates])

    def written(self, filling: Filling) -> str:
        """The run as it is in the filled tree; the white space round it stays."""
        before, after = self._margins
        if self in filling.places:  # what is hidden is on no page
            return f"{before}{self._hole(filling)}{after}"
        parts = filling.parts[self]
        used: set[str] = set()
        texts = []
        for part in parts:
            text = self._inside(part.text, used, filling)
            if part.lang and not self.is_marked_by(parts):
                text = nodes.element("span", {"lang": part.lang}, text)
            texts.append(text)
        inline = [piece for piece in self.pieces if isinstance(piece, Node)]
        hidden = [filling.written(node) for piece in inline for node in piece.iter() if is_hidden(node)]
        return f"{''.join(hidden)}{before}{' '.join(texts)}{after}"

    def is_marked_by(self, parts: Sequence[Part]) -> bool:
        """Whether the element that holds the run can say in which language it is."""
        return self.alone and len(parts) == 1

    @property
    def _margins(self) -> tuple[str, str]:
        """The white space before and after."""
        first, last = self.pieces[0], self.pieces[-1]
        before = first[: len(first) - len(first.lstrip(WHITE))] if isinstance(first, str) else ""
        return before, last[len(last.rstrip(WHITE)) :] if isinstance(last, str) else ""

    def _render(self, piece: Piece) -> str:
        if not isinstance(piece, Node):
            return markup.escape(str(piece))
        if is_hidden(piece):
            return ""
        is_void = _stands_alone(piece)
        name = self._name(piece, is_void=is_void)
        if is_void:
            return f"<{name}/>"
        title = piece.attributes.get("title") if piece.tag in elements.TITLE_IN_TEXT else None
        return f"{markup.titled(name, title)}{''.join(map(self._render, piece.children))}</{name}>"

    def _name(self, node: Node, *, is_void: bool) -> str:
        """The element's short tag: elements that are alike share one, so that their order is free."""
        tag = "fn" if _is_footnote_mark(node) else _short(node.tag)
        shown = "title" if node.tag in elements.TITLE_IN_TEXT else ""
        told_apart = [f"{name}={value}" for name, value in node.attributes.items() if name != shown]
        if is_void and node.tag not in elements.VOID:
            inside = " ".join([child.tag for child in node.iter()][1:])
            told_apart.append(f"/{inside}{node.text()}{node.marks.get('data-l-source', '')}")
        key = (tag, *sorted(told_apart))
        name = self._names.get(key)
        if name is None:
            if told_apart:
                self._numbers[tag] = self._numbers.get(tag, 0) + 1
            name = self._names[key] = f"{tag}{self._numbers[tag]}" if told_apart else tag
            self._templates[name] = node
            if is_void:
                self._voids.add(name)
        return name

    def _says(self, name: str) -> str:
        """What a translator must know of a tag, on one line: where a link goes, what a protected tag holds."""
        node, is_void = self._templates[name], name in self._voids
        names = ("alt", "src") if is_void else ("href", "title")
        says = [node.text() if is_void else "", *[node.attributes.get(name, "") for name in names]]
        says += [node.marks["data-l-source"]] if "data-l-source" in node.marks else []
        return next((line for text in says if (line := " ".join(text.split()))), "")

    def _hole(self, filling: Filling) -> str:
        """The run as a hole, with what its tags stand for."""
        if not self._templates:
            return holes.run(filling.places[self])
        tags = []
        for name, node in self._templates.items():
            attributes = filling.attributes_of(node)
            if name in self._voids:
                tags.append(holes.tag(name, filling.written(node, attributes)))
                continue
            if "title" in attributes and node.tag in elements.TITLE_IN_TEXT:
                attributes = {**attributes, "title": holes.TITLE}
            tags.append(holes.tag(name, nodes.element(node.tag, attributes, holes.CONTENT)))
        return holes.run(filling.places[self], markup.tag_names(self.text), tags)

    def _inside(self, text: str, used: set[str], filling: Filling) -> str:
        if "<" not in text:  # most texts have no tags
            return nodes.escape(markup.unescape(text))
        return "".join(
            [
                self._built(node, used, filling)
                for node in markup.parse(text, self._templates.keys() - self._voids, self._voids)
            ]
        )

    def _built(self, node: markup.Node, used: set[str], filling: Filling) -> str:
        if isinstance(node, str):
            return nodes.escape(node)
        template = self._templates[node.name]
        attributes = dict(filling.attributes_of(template))
        if node.name in used:  # an id is unique in a page
            attributes.pop("id", None)
        used.add(node.name)
        if node.void:
            return filling.written(template, attributes)
        if node.title is not None and template.tag in elements.TITLE_IN_TEXT:
            attributes["title"] = node.title
        return nodes.element(
            template.tag, attributes, "".join(self._built(child, used, filling) for child in node.children)
        )


def collapsed(text: str) -> str:
    """A text with its white space as a reader of the page sees it."""
    if "  " in text or not text.isprintable():  # it seldom is, and that is quickly seen
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def says_something(text: str) -> bool:
    """Whether there is a word or a number in a text with short tags."""
    return bool(_WORD.search(markup.plain(text)))


def trimmed(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Where in a run the first and behind the last piece are that a reader of the page sees text of."""
    start, end = 0, len(pieces)
    while start < end and is_blank(pieces[start]):
        start += 1
    while end > start and is_blank(pieces[end - 1]):
        end -= 1
    return start, end


def is_blank(piece: Piece) -> bool:
    """True for what a reader of the page sees no text of."""
    if isinstance(piece, str):
        return not piece.strip(WHITE)
    return isinstance(piece, Node) and (not piece.has_text or piece.tag in elements.OPAQUE)


def is_hidden(node: Node) -> bool:
    """True for what does not concern translators, wherever it stands."""
    return node.tag == RAW and node.marks.get("data-l-kind") != "tag"


def is_wrapper(piece: Piece) -> bool:
    """True for an element that could be round a whole block: it is the block's then, not the translator's."""
    return isinstance(piece, Node) and piece.tag not in elements.TITLE_IN_TEXT and not _stands_alone(piece)


def _stands_alone(node: Node) -> bool:
    """True for an element that is one tag in a text: there is nothing in it to translate."""
    return node.is_protected or not node.has_text or _is_footnote_mark(node)


def _is_footnote_mark(node: Node) -> bool:
    return "footnote-ref" in node.attributes.get("class", "")


@functools.cache
def _short(tag: str) -> str:
    return re.sub(r"[^a-z]", "", tag.removeprefix("l-raw")) or "x"
