"""Markdown's blocks to the article's tree: every leaf of it says where it stands in the source (`_source`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from markdown_it.common.utils import normalizeReference

from ..document import RAW
from ..elements import BLOCK, OPAQUE, OPTIONAL_END, implied_end
from ..errors import SourceError
from ..model import Problem, Role, Severity
from . import _html
from ._directives import Directives
from ._md_html import comment, end_tag, is_open, spans
from ._md_inline import MAX_DEPTH, Notes, cdata, fill, parser, tokens
from ._source import add_text, flat, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from ._md_inline import Env
    from ._md_html import Spans

_CREDIT = re.compile(r"(?:^|(?<=\s))\[(?!\^)((?:\\.|[^\[\]\\])+)\]\s*$")
_TASK = re.compile(r"\[([ xX])\][ \t\n]+")
_TRIM = " \t\n\r\f\v"
_NOT_A_WORD = re.compile(r"\W*")


@dataclass(slots=True)
class _Open:
    """An element that is not complete; `raw` if an HTML tag opened it."""

    element: etree._Element
    line: int
    raw: bool = False


class Blocks:
    """Builds the tree of one Markdown text.

    `root` is the tree's `<article>`; `env` holds markdown-it's labels; `problems` what was found on the way.
    """

    def __init__(self, text: str, path: str) -> None:
        """Parse a text (without front matter, or with blank lines in its stead) and build its tree.

        Raises:
            SourceError: blocks or marks deeper inside one another than `MAX_DEPTH`, or a whole HTML page.
        """
        self.env: Env = {}
        self.problems: list[Problem] = []
        self.root = etree.Element("article")
        self._path = path
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._stack = [_Open(self.root, 1)]
        self._notes = Notes()
        self._directives = Directives()
        self._footnotes: dict[str, list[Token]] = {}
        self.tokens = parser().parse(text, self.env)
        self._refuse_depth()
        self._build(self._without_footnotes())
        self._close_to(0)
        self._add_footnotes()
        self.problems += self._directives.problems

    @property
    def _top(self) -> etree._Element:
        return self._stack[-1].element

    def _refuse_depth(self) -> None:
        for token in self.tokens:
            if token.level >= MAX_DEPTH or any(child.level >= MAX_DEPTH for child in token.children or ()):
                raise SourceError(
                    f"more than {MAX_DEPTH} blocks or marks inside one another",
                    path=self._path,
                    line=token.map[0] + 1 if token.map else None,
                    hint="this is no article's markup; remove the needless nesting",
                )

    def _without_footnotes(self) -> list[Token]:
        """The tokens less the footnotes' texts, which gather in `_footnotes`."""
        rest: list[Token] = []
        into = rest
        for token in self.tokens:
            if token.type == "footnote_reference_open":
                label, line = token.meta["label"], (token.map or [0])[0] + 1
                if label in self._footnotes:
                    self._problem(f"the footnote [^{label}] stands twice", line, "give the second one another name")
                    label = f"{label} {line}"
                into = self._footnotes[label] = [token]
            elif token.type == "footnote_reference_close":
                into = rest
            else:
                into.append(token)
        return rest

    def _add_footnotes(self) -> None:
        if not self._footnotes:
            return
        section = etree.SubElement(self.root, "section", {"class": "footnotes"})
        listed = etree.SubElement(section, "ol")
        done: set[str] = set()
        while len(done) < len(self._footnotes):
            # A note's text may hold the mark of another note, which then is the next.
            used = [label for label in self._notes.uses if label not in done]
            label = used[0] if used else next(label for label in self._footnotes if label not in done)
            content = self._footnotes[label]
            item = etree.SubElement(listed, "li", {"data-role": Role.FOOTNOTE})
            if used:
                item.set("id", f"fn{self._notes.number(label)}")
            else:
                line = (content[0].map or [0])[0] + 1
                self._problem(
                    f"no text refers to the footnote [^{label}]", line, f"write [^{label}] where it belongs", warn=True
                )
            self._stack.append(_Open(item, 0))
            self._build(content[1:])
            self._close_to(len(self._stack) - 1)
            self._stack.pop()
            done.add(label)

    def _build(self, blocks: Sequence[Token]) -> None:
        cells: dict[int, tuple[int, int]] = {}
        for index, token in enumerate(blocks):
            if token.type == "inline":
                if self._top.tag in {"td", "th"}:
                    if id(token) in cells:
                        mark(self._top, *cells[id(token)], "cell")
                        self._fill(self._top, token.children or (), token)
                else:
                    self._leaf(token)
            elif token.type == "html_block":
                self._html_block(token)
            elif token.type in {"fence", "code_block"}:
                self._code(token)
            elif token.nesting == 1:
                if token.type == "tr_open":
                    cells |= self._cells(token, blocks[index:])
                self._open(token)
            elif token.nesting == -1:
                self._close_raw(0)
                self._stack.pop()
            else:
                self._directives.apply(etree.SubElement(self._top, token.tag))

    def _open(self, token: Token) -> None:
        line = (token.map or [self._stack[-1].line - 1])[0] + 1
        element = etree.SubElement(self._top, token.tag, {k: str(v) for k, v in token.attrs.items()})
        if token.hidden:
            element.set("data-l-tight", "1")
        element.set("data-l-as", {"#": "atx", "=": "setext", "-": "setext"}.get(token.markup[:1], "block"))
        self._directives.apply(element)
        self._stack.append(_Open(element, line))

    def _code(self, token: Token) -> None:
        pre = etree.SubElement(self._top, "pre")
        self._directives.apply(pre)
        code = etree.SubElement(pre, "code")
        language = token.info.split()[:1]
        if language:
            code.set("class", f"language-{language[0]}")
        code.text = token.content

    # Leaves

    def _leaf(self, token: Token) -> None:
        element = self._top
        place = _Place(token, self._lines, self._starts, self._path, atx=element.get("data-l-as") == "atx")
        children, skip = token.children or [], 0
        parent = element.getparent()
        if parent is not None and parent.tag == "li" and parent[0] is element and children:
            task = _TASK.match(token.content)
            if task and children[0].type == "text" and children[0].content.startswith(task[0].rstrip("\n")):
                skip = task.end()
                box = etree.Element("input", {"type": "checkbox", "disabled": "disabled"})
                if task[1] != " ":
                    box.set("checked", "checked")
                element.addprevious(box)
                children[0].content = children[0].content[skip:]
        if element.tag == "p" and self._is_figure(token):
            self._figure(element, token, place)
            return
        if token.content:
            mark(element, place(skip), place(len(token.content)), element.get("data-l-as", "block"))
        self._fill(element, children, token)

    def _fill(self, element: etree._Element, children: Sequence[Token], token: Token) -> None:
        line = (token.map or [0])[0] + 1

        def warn(message: str, hint: str) -> None:
            self._problem(message, line, hint, warn=True)

        fill(element, children, self._notes, self._label, warn)
        for raw in element.iter(RAW):
            said = comment(raw)
            if said is not None and re.match(r"\s*l10n:", said):
                warn("an l10n comment inside a block says nothing", "put it on a line of its own above the block")

    def _label(self, known: str) -> str:
        """A link label as its definition has it, white space collapsed."""
        start, end = self.env["references"][known]["map"]
        for found in re.finditer(r"\[((?:\\.|[^\[\]\\])+)\]:", "\n".join(self._lines[start:end])):
            if normalizeReference(found[1]) == known:
                return flat(found[1])
        return known

    def _is_figure(self, token: Token) -> bool:
        """True for a paragraph whose first line is a picture, and nothing but it."""
        lines = token.content.split("\n")
        if not lines[0].startswith("![") or (len(lines) > 1 and lines[1].lstrip().startswith("![")):
            return False
        return [child.type for child in tokens(lines[0].rstrip(), self._labels_only())] == ["image"]

    def _figure(self, paragraph: etree._Element, token: Token, place: _Place) -> None:
        paragraph.tag = "figure"
        del paragraph.attrib["data-l-as"]
        paragraph.attrib.pop("data-l-tight", None)
        first, _, rest = token.content.partition("\n")
        at = len(first) + 1
        self._fill(paragraph, tokens(first.rstrip(), self.env), token)
        mark(paragraph[0], place(0), place(len(first.rstrip())), "image")
        if not rest.strip():
            return
        caption = etree.SubElement(paragraph, "figcaption")
        credit = _CREDIT.search(rest)
        if credit and [c.type for c in tokens(credit[0].strip(), self._labels_only())] != ["text"]:
            credit = None if credit[0].strip()[1:-1] in self.env.get("references", {}) else credit
        said = rest[: credit.start()] if credit else rest
        if said.strip():
            start = at + len(said) - len(said.lstrip())
            mark(caption, place(start), place(at + len(said.rstrip())), "caption")
            self._fill(caption, tokens(said.strip(), self.env), token)
        if credit:
            if said.strip():
                add_text(caption, " ")
            element = etree.SubElement(caption, "span", {"data-role": Role.CREDIT})
            mark(element, place(at + credit.start(1)), place(at + credit.end(1)), "credit")
            self._fill(element, tokens(credit[1], self.env), token)

    def _labels_only(self) -> Env:
        return {"references": self.env.get("references", {})}

    # Tables

    def _cells(self, row: Token, blocks: Sequence[Token]) -> dict[int, tuple[int, int]]:
        """Where the cells of a row stand: the id of a cell's inline token -> its span."""
        inlines: list[Token] = []
        for token in blocks:
            if token.type == "tr_close":
                break
            if token.type == "inline":
                inlines.append(token)
        number = (row.map or [0])[0]
        pieces = _split_row(self._lines[number])
        texts = [self._lines[number][start:end].replace("\\|", "|") for start, end in pieces]
        for skip in (1, 0):
            pairs = list(zip(inlines, pieces[skip:], texts[skip:], strict=False))
            fits = all(text.endswith(token.content) for token, _, text in pairs)
            if fits and not any(token.content for token in inlines[len(pairs) :]):
                break
        beyond = flat(" ".join(texts[skip + len(inlines) :]))
        if beyond:
            self._problem(f"this row has more cells than the table's head: {beyond!r}", number + 1, "add a column")
        found = {}
        for token, (_, end), _text in pairs:
            if token.content:
                written = len(token.content) + _escaped_pipes(self._lines[number][:end], token.content)
                found[id(token)] = (self._starts[number] + end - written, self._starts[number] + end)
        return found

    # Raw HTML

    def _html_block(self, token: Token) -> None:
        text = token.content
        section = cdata(text)
        if section is not None:
            pre = etree.SubElement(self._top, "pre")
            pre.text = section
            self._directives.apply(pre)
            return
        line = (token.map or [0])[0] + 1
        tree = _html.parse(text, path=self._path, first_line=line)
        if tree.root.tag != "article":
            raise SourceError("a whole HTML page", path=self._path, line=line, hint="save it as a file .html")
        place = _Place(token, self._lines, self._starts, self._path)
        left_open: list[str] = []
        self._adopt(tree.root, _Chunk(text, spans(tree.root, text), place, line), 0, left_open)
        for problem in tree.problems:
            told = next((tag for tag in left_open if problem.message.startswith((f"<{tag}> ", f"</{tag}> "))), None)
            if told:
                left_open.remove(told)
            else:
                self.problems.append(problem)

    def _adopt(self, parent: etree._Element, chunk: _Chunk, at: int, matched: list[str]) -> None:
        """Move the content of an HTML block to the tree; text that stands bare becomes a paragraph.

        `at` is where the content starts in the block. `matched` gets the tags whose other half is in
        another block.
        """
        run = etree.Element("p")
        add_text(run, parent.text or "")
        for child in list(parent):
            tail, child.tail = child.tail or "", None
            start, end = chunk.spans[child]
            said, closes = comment(child), end_tag(child)
            if said is None and not closes and child.tag not in BLOCK and not is_open(child):
                run.append(child)
                add_text(run, tail)
                continue
            self._bare(run, chunk, at, start)
            run, at = etree.Element("p"), end
            line = chunk.line + chunk.text.count("\n", 0, start)
            if said is not None:
                self._directives.see(said, line)
            elif closes:
                self._end_tag(closes, matched)
            else:
                self._raw_element(child, chunk, (start, end), line, matched)
            add_text(run, tail)
        self._bare(run, chunk, at, len(chunk.text) if not len(parent) or at else len(chunk.text))

    def _raw_element(
        self, element: etree._Element, chunk: _Chunk, span: tuple[int, int], line: int, matched: list[str]
    ) -> None:
        while self._stack[-1].raw and implied_end(str(self._top.tag), str(element.tag)):
            self._stack.pop()
        start, end = span
        if not is_open(element):
            self._directives.apply(element)
            self._top.append(element)
            mark(element, chunk.place(start), chunk.place(end), "html")
            return
        opening = start + len(element.get("data-l-open", ""))
        shell = etree.SubElement(self._top, element.tag, {str(k): str(v) for k, v in element.attrib.items()})
        mark(shell, chunk.place(start), chunk.place(opening), "tag")
        self._directives.apply(shell)
        self._stack.append(_Open(shell, line, raw=True))
        matched.append(str(element.tag))
        self._adopt(element, chunk, opening, matched)

    def _bare(self, run: etree._Element, chunk: _Chunk, start: int, end: int) -> None:
        """Text and inline elements that stand in an HTML block without an element round them."""
        if not len(run) and not (run.text or "").strip():
            return
        if all(child.tag in OPAQUE and not (child.tail or "").strip() for child in run) and not (run.text or "").strip():
            self._top.extend(run)
            return
        written = chunk.text[start:end]
        start, end = start + len(written) - len(written.lstrip(_TRIM)), end - len(written) + len(written.rstrip(_TRIM))
        self._directives.apply(run)
        self._top.append(run)
        mark(run, chunk.place(start), chunk.place(end), "html content")

    def _end_tag(self, name: str, matched: list[str]) -> None:
        """Close the element that a block of HTML above opened."""
        for depth in range(len(self._stack) - 1, 0, -1):
            if not self._stack[depth].raw:
                return
            if self._stack[depth].element.tag == name:
                self._close_raw(depth)
                self._stack.pop()
                matched.append(name)
                return

    def _close_raw(self, depth: int) -> None:
        """Close what HTML opened at the top of the stack, above a depth of it."""
        while len(self._stack) > depth + 1 and self._stack[-1].raw:
            left = self._stack.pop()
            if left.element.tag not in OPTIONAL_END:
                self._problem(f"<{left.element.tag}> is not closed", left.line, f"write </{left.element.tag}>")

    def _close_to(self, depth: int) -> None:
        self._close_raw(depth)

    def _problem(self, message: str, line: int, hint: str, *, warn: bool = False) -> None:
        self.problems.append(Problem(message, line, hint, Severity.WARNING if warn else Severity.ERROR))
