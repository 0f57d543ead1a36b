"""HTML text to a tree and back without losing a character: each element keeps the tags it was written with.

`data-l-open` and `data-l-close` hold an element's own tags (an end tag
that was left out is empty), `l-raw` elements hold everything that is neither element nor text.
"""

from __future__ import annotations

import functools
import html
import re
from typing import TYPE_CHECKING, TypeGuard

from ..articles.document import RAW
from ..articles.document import parse as parse_body
from ..articles.elements import OPTIONAL_END, RAW_TEXT, VOID, implied_end, translatable_attributes
from ..articles.trees import Builder
from ..errors import SourceError
from ..model import Problem
from ..nodes import Node
from ..values import Struct
from ._directives import Directives, is_directive
from ._tokens import NOT_XML, Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

MAX_DEPTH = 200
"""Elements inside one another; libxml2 itself stops at 256."""

_NAME = re.compile(r"[a-z_][a-z0-9_-]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_UNCLOSED = 50
_BARRIERS = frozenset({"td", "th", "caption", "table"})
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})


class Tree(Struct):
    """A parsed text: the root, the text's own problems, and how its directives ended."""

    root: Node
    problems: list[Problem]
    unfinished: list[Problem]


def parse(text: str, *, path: str = "", first_line: int = 1) -> Tree:
    """Read HTML: a page, or any part of one.

    Args:
        text: LF line ends.
        path: for messages.
        first_line: the number of the first line, for a part of a file.

    Returns:
        A tree whose root is `html` for a page and `article` for a part, and its problems: tags that are not
        closed, that close nothing, or that cross others. `write` gives the text back in any case.

    Raises:
        SourceError: control characters, elements nested deeper than `MAX_DEPTH`, or many tags without an end.
    """
    control = _CONTROL.search(text)
    if control:
        raise SourceError(
            f"control character U+{ord(control[0]):04X}",
            path=path,
            line=first_line + text.count("\n", 0, control.start()),
            hint="delete it; it cannot stand in a page",
        )
    tail = text.rfind(">") + 1
    if text.count("<", tail) > _UNCLOSED:  # html.parser would look through the rest of the text for each of them
        line = first_line + text.count("\n", 0, tail)
        hint = 'write its ">", or &lt; for a "<" of the text'
        raise SourceError("a tag does not end", path=path, line=line, hint=hint)
    text = text.replace("\f", " ")  # the same to HTML; no XML can hold it
    builder = _Builder(text, path, first_line)
    root = builder.build(tokens(text))
    return Tree(root, builder.problems + builder.directives.problems, builder.directives.unfinished())


def elements(text: str) -> etree._Element:
    """The same tree for somebody who takes it apart."""
    return parse_body(parse(text).root)


def write(root: etree._Element) -> str:
    """The HTML text of a tree, with the tags that its elements were written with."""
    return root.get("data-l-before", "") + "".join(_write(root)) + root.get("data-l-after", "")


class _Builder(Builder):
    def __init__(self, text: str, path: str, first_line: int) -> None:
        super().__init__()
        self._whole, self._path, self._first_line = text, path, first_line
        self._starts = [0]
        self._top = self.start("article", {}, {})
        self.problems: list[Problem] = []
        self.directives = Directives()

    def build(self, tokens: Iterable[Token]) -> Node:
        """The tree."""
        add = {
            "text": self._text,
            "start": self._start,
            "end": self._end,
            "empty": self._empty,
            "comment": self._comment,
            "other": self._other,
        }
        for token in tokens:
            add[token.kind](token)
        self._close_until(1)
        return self._page or self._top

    @property
    def _page(self) -> Node | None:
        """The page, with all that stands before and after it; None if there is none, or text outside of it."""
        around = self._top.children
        at, page = next(((at, one) for at, one in enumerate(around) if _is(one, "html")), (0, None))
        others = [one for one in around if one is not page]
        if page is None or not all(_is(one, RAW) if isinstance(one, Node) else one.isspace() for one in others):
            return None
        page.marks["data-l-before"] = "".join(map(_source, around[:at]))
        page.marks["data-l-after"] = "".join(map(_source, around[at + 1 :]))
        return page

    def _line(self, offset: int) -> int:
        return self._first_line + self._whole.count("\n", 0, offset)

    def _close(self) -> tuple[Node, int]:
        """Close the element that was opened last; with it, where it starts."""
        return self.end(), self._starts.pop()

    def _start(self, token: Token) -> None:
        while len(self.open) > 2 and implied_end(self.open[-1].tag, token.name):
            self._close()
        if len(self._starts) > MAX_DEPTH:
            raise SourceError(
                f"more than {MAX_DEPTH} elements inside one another",
                path=self._path,
                line=self._line(token.start),
                hint="this is no article's markup; remove the needless nesting",
            )
        attributes = {name: _fit(value) for name, value in token.attributes if _is_attribute(name)}
        attributes |= self.directives.taken()
        self.start(_element_name(token.name), attributes, {"data-l-open": token.source})
        self._starts.append(token.start)
        if token.name in VOID:
            self._close()

    def _empty(self, token: Token) -> None:
        # `<td/>` opens an element in HTML, but who writes it means an empty one.
        self._start(token)
        self._close()

    def _end(self, token: Token) -> None:
        name = _element_name(token.name)
        for depth in range(len(self.open) - 1, 1, -1):
            tag = self.open[depth].tag
            if tag == name:
                self._close_until(depth)
                self._close()[0].marks["data-l-close"] = token.source
                return
            if tag in _BARRIERS and name not in _TABLE:
                break
        if token.name not in VOID and token.name != "p":
            self._problem(f"</{token.name}> closes nothing", token.start, "remove it, or open the element before it")
        self._raw(token, "tag")

    def _text(self, token: Token) -> None:
        self.text(token.source if self.open[-1].tag in RAW_TEXT else html.unescape(token.source))

    def _comment(self, token: Token) -> None:
        self._raw(token, "other")
        if is_directive(token.name):
            self.directives.see(token.name, self._line(token.start))

    def _other(self, token: Token) -> None:
        self._raw(token, "other")

    def _raw(self, token: Token, kind: str) -> None:
        self.start(RAW, {}, {"data-l-kind": kind, "data-l-source": token.source})
        self.end()

    def _close_until(self, depth: int) -> None:
        """Close what is open above a depth of the stack without an end tag."""
        while len(self.open) > depth + 1:
            left, start = self._close()
            if left.tag not in OPTIONAL_END:
                self._problem(f"<{left.tag}> is not closed where it should be", start, f"write </{left.tag}>")

    def _problem(self, message: str, offset: int, hint: str) -> None:
        self.problems.append(Problem(message, self._line(offset), hint))


def _is(child: Node | str, tag: str) -> TypeGuard[Node]:
    return isinstance(child, Node) and child.tag == tag


def _source(child: Node | str) -> str:
    """What stands there, of text and of what is neither text nor element."""
    return child if isinstance(child, str) else child.marks["data-l-source"]


def _write(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag == RAW:
        yield element.get("data-l-source", "")
        return
    opening = element.get("data-l-open")
    synthetic = opening is None
    if opening is not None:
        yield _with_new_values(element, opening)
    elif element.getparent() is not None:
        shown = "".join(
            f' {name}="{html.escape(value)}"'
            for name, value in _attributes(element).items()
            if not name.startswith("data-l-")
        )
        yield f"<{tag}{shown}>"
    yield _escaped(element.text, tag)
    for child in element:
        yield from _write(child)
        yield _escaped(child.tail, tag)
    if not synthetic:
        yield element.get("data-l-close", "")
    elif element.getparent() is not None:
        yield f"</{tag}>"


def _with_new_values(element: etree._Element, opening: str) -> str:
    """A start tag as it was written, but for the values that were translated since then."""
    tag = str(element.tag)
    attributes = _attributes(element)
    changeable = {name for name, _ in translatable_attributes(tag, attributes)} | {"lang", "dir"}

    def value(found: re.Match[str]) -> str:
        name = found[1].lower()
        written = found[3].strip("\"'") if found[3][0] in "\"'" else found[3]
        if name not in changeable or name not in attributes or html.unescape(written) == attributes[name]:
            return found[0]
        return f'{found[1]}{found[2]}"{html.escape(attributes[name], quote=True)}"'

    name_end = 1 + len(tag)
    return opening[:name_end] + _ATTRIBUTE.sub(value, opening[name_end:])


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _escaped(text: str | None, tag: str) -> str:
    return (text or "") if tag in RAW_TEXT else html.escape(text or "", quote=False)


def _fit(value: str) -> str:
    """What XML can hold of a value."""
    return value if value.isprintable() else NOT_XML.sub(" ", value)


@functools.lru_cache(maxsize=1024)
def _is_attribute(name: str) -> bool:
    """Whether XML can hold an attribute with this name, and it is not one of ours."""
    return bool(_NAME.fullmatch(name)) and name != "xmlns" and not name.startswith("data-l-")


@functools.lru_cache(maxsize=1024)
def _element_name(name: str) -> str:
    """A name that XML can hold: `o:p` and the like keep their real one in `data-l-open`."""
    return name if _NAME.fullmatch(name) else "x-" + re.sub(r"[^a-z0-9-]", "-", name)
