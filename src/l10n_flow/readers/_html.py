"""HTML text to a tree and back without losing a character: each element keeps the tags it was written with.

The tokens are those of `html.parser`. `data-l-open` and `data-l-close` hold an element's own tags (an end tag
that was left out is empty), `l-raw` elements hold everything that is neither element nor text.
"""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from lxml import etree

from ..document import RAW
from ..elements import OPTIONAL_END, RAW_TEXT, VOID, implied_end, translatable_attributes
from ..errors import SourceError
from ..model import Problem
from ._directives import Directives, is_directive

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 200
"""Elements inside one another; libxml2 itself stops at 256."""

_NAME = re.compile(r"[a-z_][a-z0-9_-]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNCLOSED = 50
_BARRIERS = frozenset({"td", "th", "caption", "table"})
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `source` is what stands there, the sources of all tokens are the whole text."""

    kind: str
    """`start`, `end`, `text`, `comment`, or `other`"""
    name: str
    source: str
    start: int
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Tree:
    """A parsed text: the root, the text's own problems, and how its directives ended."""

    root: etree._Element
    problems: list[Problem] = field(default_factory=list)
    unfinished: list[Problem] = field(default_factory=list)


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
    builder = _Builder(text, path, first_line)
    for token in tokens(text):
        builder.add(token)
    root = builder.finished()
    return Tree(root, builder.problems + builder.directives.problems, builder.directives.unfinished())


def write(root: etree._Element) -> str:
    """The HTML text of a tree, with the tags that its elements were written with."""
    return root.get("data-l-before", "") + "".join(_write(root)) + root.get("data-l-after", "")


def tokens(text: str) -> list[Token]:
    """The pieces of an HTML text, in order, none left out."""
    collector = _Collector(text)
    collector.feed(text)
    collector.close()
    return collector.finished()


class _Collector(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        lengths = (len(line) for line in text.split("\n"))
        self._starts = [0, *itertools.accumulate(length + 1 for length in lengths)]
        self._text = text
        self._found: list[tuple[str, str, int, tuple[tuple[str, str], ...]]] = []

    def finished(self) -> list[Token]:
        if not self._found:
            return [Token("other", "", self._text, 0)] if self._text else []
        ends = [start for _, _, start, _ in self._found[1:]] + [len(self._text)]
        tokens = [Token("other", "", self._text[: self._found[0][2]], 0)] if self._found[0][2] else []
        for (kind, name, start, attributes), end in zip(self._found, ends, strict=True):
            tokens.append(Token(kind, name, self._text[start:end], start, attributes))
        return tokens

    def _add(self, kind: str, name: str = "", attributes: list[tuple[str, str | None]] | None = None) -> None:
        line, column = self.getpos()
        given = tuple((key, value or "") for key, value in attributes or ())
        self._found.append((kind, name, self._starts[line - 1] + column, given))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        # `<![x` is a comment to a browser; the base class gives up with an AssertionError.
        if self.rawdata.startswith("<![CDATA[", i):
            return super().parse_marked_section(i, report)
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("start", tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("start" if tag in VOID else "empty", tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._add("end", tag)

    def handle_data(self, data: str) -> None:
        self._add("text")

    def handle_entityref(self, name: str) -> None:
        self._add("text")

    def handle_charref(self, name: str) -> None:
        self._add("text")

    def handle_comment(self, data: str) -> None:
        self._add("comment", data)

    def handle_decl(self, decl: str) -> None:
        self._add("other")

    def handle_pi(self, data: str) -> None:
        self._add("other")

    def unknown_decl(self, data: str) -> None:
        self._add("other")


class _Builder:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._whole, self._path, self._first_line = text, path, first_line
        self.problems: list[Problem] = []
        self._top = etree.Element("article")
        self._stack: list[tuple[etree._Element, int]] = [(self._top, 0)]
        self.directives = Directives()
        self._texts: list[str] = []

    def add(self, token: Token) -> None:
        if token.kind != "text":
            self._flush()
        getattr(self, f"_{token.kind}")(token)

    def finished(self) -> etree._Element:
        self._flush()
        self._close_until(0)
        page = self._top.find("html")
        if page is None:
            return self._top
        before = [e for e in self._top.iterchildren() if e is not page and self._top.index(e) < self._top.index(page)]
        after = [e for e in self._top.iterchildren() if e is not page and e not in before]
        if any(e.tag != RAW for e in (*before, *after)) or (page.tail or "").strip() or (self._top.text or "").strip():
            return self._top
        page.set("data-l-before", (self._top.text or "") + "".join(map(_with_tail, before)))
        page.set("data-l-after", (page.tail or "") + "".join(map(_with_tail, after)))
        page.tail = None
        return page

    def _line(self, offset: int) -> int:
        return self._first_line + self._whole.count("\n", 0, offset)

    def _start(self, token: Token) -> None:
        while len(self._stack) > 1 and implied_end(self._tag(), token.name):
            self._stack.pop()
        if len(self._stack) > MAX_DEPTH:
            raise SourceError(
                f"more than {MAX_DEPTH} elements inside one another",
                path=self._path,
                line=self._line(token.start),
                hint="this is no article's markup; remove the needless nesting",
            )
        element = etree.SubElement(self._stack[-1][0], _element_name(token.name))
        for name, value in token.attributes:
            if _NAME.fullmatch(name) and name != "xmlns" and not name.startswith("data-l-"):
                element.set(name, _NOT_XML.sub(" ", value))
        element.set("data-l-open", token.source)
        self.directives.apply(element)
        if token.name not in VOID:
            self._stack.append((element, token.start))

    def _empty(self, token: Token) -> None:
        # `<td/>` opens an element in HTML, but who writes it means an empty one.
        self._start(token)
        self._stack.pop()

    def _end(self, token: Token) -> None:
        name = _element_name(token.name)
        for depth in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[depth][0].tag
            if tag == name:
                self._close_until(depth)
                self._stack.pop()[0].set("data-l-close", token.source)
                return
            if tag in _BARRIERS and name not in _TABLE:
                break
        if token.name not in VOID and token.name != "p":
            self._problem(f"</{token.name}> closes nothing", token.start, "remove it, or open the element before it")
        self._raw(token, "tag")

    def _flush(self) -> None:
        """Put the text that was read since the last tag where it belongs."""
        source, self._texts = "".join(self._texts), []
        if not source:
            return
        parent = self._stack[-1][0]
        text = (source if parent.tag in RAW_TEXT else html.unescape(source)).replace("\f", " ")
        last = next(parent.iterchildren(reversed=True), None)
        if last is not None:
            last.tail = (last.tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _text(self, token: Token) -> None:
        if token.source[0] == "&" and _NOT_XML.search(html.unescape(token.source)):
            self._flush()
            self._raw(token, "other")
        else:
            self._texts.append(token.source)

    def _comment(self, token: Token) -> None:
        self._raw(token, "other")
        if is_directive(token.name):
            self.directives.see(token.name, self._line(token.start))

    def _other(self, token: Token) -> None:
        self._raw(token, "other")

    def _raw(self, token: Token, kind: str) -> None:
        etree.SubElement(self._stack[-1][0], RAW, {"data-l-kind": kind, "data-l-source": token.source})

    def _tag(self) -> str:
        return str(self._stack[-1][0].tag)

    def _close_until(self, depth: int) -> None:
        """Close what is open above a depth of the stack without an end tag."""
        while len(self._stack) > depth + 1:
            element, start = self._stack.pop()
            if element.tag not in OPTIONAL_END:
                self._problem(f"<{element.tag}> is not closed where it should be", start, f"write </{element.tag}>")

    def _problem(self, message: str, offset: int, hint: str) -> None:
        self.problems.append(Problem(message, self._line(offset), hint))


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


def _with_tail(element: etree._Element) -> str:
    return "".join(_write(element)) + (element.tail or "")


def _escaped(text: str | None, tag: str) -> str:
    return (text or "") if tag in RAW_TEXT else html.escape(text or "", quote=False)


def _element_name(name: str) -> str:
    """A name that XML can hold: `o:p` and the like keep their real one in `data-l-open`."""
    return name if _NAME.fullmatch(name) else "x-" + re.sub(r"[^a-z0-9-]", "-", name)
