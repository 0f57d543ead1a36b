"""Markdown's blocks to the article's tree: every leaf of it says where it stands in the source (`_source`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from markdown_it.common.utils import normalizeReference

from ..articles.document import RAW
from ..articles.document import parse as parse_body
from ..errors import SourceError
from ..model import Problem, Role, Severity
from . import _html
from ._directives import is_directive
from ._md_html import Stack, add_block
from ._md_inline import MAX_DEPTH, Notes, cdata, depth, fill, parser, tokens
from ._md_places import Places, line_of
from ._source import AS, add_text, flat, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from ._md_inline import Env
    from ._md_places import Place

_CREDIT = re.compile(r"(?:^|(?<=\s))\[(?!\^)((?:\\.|[^\[\]\\])+)\]\s*$")
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]:")
_MARK = re.compile(r"\[\^[^\]\s]+\]")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_WRITTEN_AS = {"#": "atx", "=": "setext", "-": "setext"}


class Blocks:
    """Builds the tree of one Markdown text.

    `root` is the tree's `<article>`, `tokens` and `env` are markdown-it's, `problems` what was found on the way.
    """

    def __init__(self, text: str, path: str) -> None:
        """Parse a text (without front matter, or with blank lines in its stead) and build its tree.

        Raises:
            SourceError: blocks or marks deeper inside one another than `MAX_DEPTH`, or a whole HTML page.
        """
        self.env: Env = {}
        self.tokens = parser().parse(text, self.env)
        self.root = etree.Element("article")
        self._path = path
        self._places = Places(text, path)
        self._stack = Stack(self.root)
        self._notes = Notes()
        self._footnotes: dict[str, list[Token]] = {}
        self._refuse_depth()
        self._add(self._without_footnotes())
        self._stack.close_raw()
        self._add_footnotes()
        directives = self._stack.directives
        found = [*directives.problems, *directives.unfinished(), *self._stack.problems]
        self.problems = list({(problem.line, problem.message): problem for problem in found}.values())

    def _refuse_depth(self) -> None:
        line = 1
        for token in self.tokens:
            line = line_of(token) if token.map else line
            if max(token.level, depth(token.children or [])) >= MAX_DEPTH:
                raise SourceError(
                    f"more than {MAX_DEPTH} blocks or marks inside one another",
                    path=self._path,
                    line=line,
                    hint="this is no article's markup; remove the needless nesting",
                )

    def _without_footnotes(self) -> list[Token]:
        """The tokens less the footnotes' texts, which gather in `_footnotes`."""
        rest: list[Token] = []
        into = rest
        for token in self.tokens:
            if token.type == "footnote_reference_open":
                label = token.meta["label"]
                if label in self._footnotes:
                    self._problem(f"the footnote [^{label}] stands twice", token, "give one of them another name")
                    label = f"{label} {line_of(token)}"
                into = self._footnotes[label] = [token]
            elif token.type == "footnote_reference_close":
                into = rest
            else:
                into.append(token)
        return rest

    def _add_footnotes(self) -> None:
        """Add the section of footnotes, in the order of their marks."""
        if not self._footnotes:
            return
        section = etree.SubElement(self.root, "section", {"class": "footnotes"})
        notes = etree.SubElement(section, "ol")
        waiting = dict(self._footnotes)
        while waiting:
            # A note may hold the mark of another note, which is the next then.
            label = next((label for label in self._notes.uses if label in waiting), next(iter(waiting)))
            content = waiting.pop(label)
            item = etree.SubElement(notes, "li", {"data-role": Role.FOOTNOTE.value})
            if label in self._notes.uses:
                item.set("id", f"fn{self._notes.number(label)}")
            else:
                message = f"no text refers to the footnote [^{label}]"
                self._warn(message, content[0], f"write [^{label}] where it belongs")
            self._stack.push(item, line_of(content[0]))
            self._add(content[1:])
            self._stack.pop()

    def _add(self, blocks: Sequence[Token]) -> None:
        places: dict[int, tuple[int, int] | None] = {}
        for index, token in enumerate(blocks):
            top = self._stack.top
            if token.type == "inline" and top.tag in {"td", "th"}:
                place = places[id(token)]
                if place:
                    mark(top, *place, "cell")
                    self._fill(top, token.children or [], token)
            elif token.type == "inline":
                self._add_leaf(top, token)
            elif token.type == "html_block":
                self._add_html(token)
            elif token.type in {"fence", "code_block"}:
                self._add_code(token)
            elif token.nesting == -1:
                self._stack.pop()
            else:
                element = self._element(token)
                if token.type == "tr_open":
                    places |= self._cells(blocks[index:])
                if token.nesting == 1:
                    self._stack.push(element, line_of(token))

    def _element(self, token: Token) -> etree._Element:
        element = etree.SubElement(self._stack.top, token.tag, {k: str(v) for k, v in token.attrs.items()})
        if token.tag == "p" or token.type == "heading_open":
            element.set(AS, _WRITTEN_AS.get(token.markup[:1], "block"))
        if token.hidden:
            element.set("data-l-tight", "1")
        self._stack.directives.apply(element)
        return element

    def _cells(self, row: Sequence[Token]) -> dict[int, tuple[int, int] | None]:
        """Where the cells of a row stand, by the id of their inline tokens."""
        cells: list[Token] = []
        for token in row:
            if token.type == "tr_close":
                break
            if token.type == "inline":
                cells.append(token)
        places, beyond = self._places.of_cells(cells)
        if beyond:
            self._problem(f"a row has more cells than the table's head: {beyond!r}", cells[0], "add a column")
        return {id(cell): place for cell, place in zip(cells, places, strict=True)}

    def _add_code(self, token: Token) -> None:
        pre = etree.SubElement(self._stack.top, "pre")
        self._stack.directives.apply(pre)
        language = token.info.split()[:1]
        code = etree.SubElement(pre, "code", {"class": f"language-{language[0]}"} if language else {})
        code.text = token.content

    def _add_html(self, token: Token) -> None:
        section = cdata(token.content)
        if section is not None:
            pre = etree.SubElement(self._stack.top, "pre")
            pre.text = section
            self._stack.directives.apply(pre)
            return
        tree = _html.parse(token.content, path=self._path, first_line=line_of(token))
        if tree.root.tag != "article":
            raise SourceError("a whole HTML page", path=self._path, line=line_of(token), hint="save it as a file .html")
        halves = add_block(self._stack, parse_body(tree.root), token.content, self._places.of(token), line_of(token))
        for problem in tree.problems:
            half = next((tag for tag in halves if problem.message.startswith((f"<{tag}>", f"</{tag}>"))), None)
            if half:
                halves.remove(half)
            else:
                self._stack.problems.append(problem)

    def _add_leaf(self, element: etree._Element, token: Token) -> None:
        if not token.content:
            return
        place = self._places.of(token, atx=element.get(AS) == "atx")
        if element.tag == "p" and self._is_figure(token):
            self._make_figure(element, token, place)
            return
        start = self._take_checkbox(element, token)
        mark(element, place(start), place(len(token.content)), element.get(AS, "block"))
        self._fill(element, token.children or [], token, place)

    def _take_checkbox(self, element: etree._Element, token: Token) -> int:
        """Make the mark of a task list's item an element before its text; where the text starts."""
        item, task = element.getparent(), _TASK.match(token.content)
        if task is None or not token.children or item is None or item.tag != "li" or item[0] is not element:
            return 0
        if element.tag != "p" or "data-role" in item.attrib:
            return 0
        first = token.children[0]
        if first.type != "text" or not first.content.startswith(task[0]):
            return 0
        box = etree.Element("input", {"type": "checkbox", "disabled": "disabled"})
        if task[1] != " ":
            box.set("checked", "checked")
        element.addprevious(box)
        first.content = first.content[task.end() :]
        return task.end()

    def _fill(
        self,
        element: etree._Element,
        children: Sequence[Token],
        token: Token,
        place: Place | None = None,
        start: int = 0,
    ) -> None:
        """Add what stands in a block from an offset of its content on; without its `place` it is one line."""

        def stray(message: str, hint: str, at: int) -> None:
            line = self._places.line(place(start + at)) if place else line_of(token)
            self._stack.problems.append(Problem(message, line, hint))

        fill(element, children, self._notes, self._label, stray)
        for label in (label for child in children if child.type == "text" for label in _MARK.findall(child.content)):
            self._warn(f"there is no footnote {label}", token, f"write {label}: ... on a line of its own")
        for raw in element.iter(RAW):
            if is_directive(raw.get("data-l-source", "").removeprefix("<!--").removesuffix("-->")):
                self._warn("an l10n comment inside a block says nothing", token, "write it on a line above the block")

    def _label(self, known: str) -> str:
        """A link label as its definition has it."""
        start, end = self.env["references"][known]["map"]
        for found in _LABEL.finditer(self._places.lines(start, end)):
            if normalizeReference(found[1]) == known:
                return flat(found[1])
        return known

    def _is_figure(self, token: Token) -> bool:
        """True for a paragraph whose first line is a picture and nothing but it."""
        lines = token.content.split("\n")
        if not lines[0].startswith("![") or (len(lines) > 1 and lines[1].lstrip().startswith("![")):
            return False
        labels = {"references": self.env.get("references", {})}
        return [child.type for child in tokens(lines[0].rstrip(), labels)] == ["image"]

    def _make_figure(self, element: etree._Element, token: Token, place: Place) -> None:
        """Turn a paragraph into a figure; its further lines are the caption, brackets at the end the credit."""
        element.tag = "figure"
        del element.attrib[AS]
        first, _, rest = token.content.partition("\n")
        self._fill(element, tokens(first.rstrip(), self.env), token)
        mark(element[0], place(0), place(len(first.rstrip())), "image")
        if not rest:
            return
        at = len(first) + 1
        caption = etree.SubElement(element, "figcaption")
        credit = _CREDIT.search(rest)
        if credit and normalizeReference(credit[1]) in self.env.get("references", {}):
            credit = None
        said = (rest[: credit.start()] if credit else rest).rstrip()
        if said.strip():
            start = at + len(said) - len(said.lstrip())
            mark(caption, place(start), place(at + len(said)), "caption")
            self._fill(caption, tokens(said.strip(), self.env), token, place, start)
        if credit:
            add_text(caption, " ")
            element = etree.SubElement(caption, "span", {"data-role": Role.CREDIT.value})
            mark(element, place(at + credit.start(1)), place(at + credit.end(1)), "credit")
            self._fill(element, tokens(credit[1], self.env), token, place, at + credit.start(1))

    def _problem(self, message: str, token: Token, hint: str) -> None:
        self._stack.problems.append(Problem(message, line_of(token), hint))

    def _warn(self, message: str, token: Token, hint: str) -> None:
        self._stack.problems.append(Problem(message, line_of(token), hint, Severity.WARNING))
