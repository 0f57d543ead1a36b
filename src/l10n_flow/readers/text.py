"""Plain text articles, as a reporter types them in any editor.

A header of `Key: value` lines (Title, Kicker, Deck, Description, Authors with commas, Date, Updated, Location,
Image, Tags, Sensitivity, Lang, Canonical, Segmentation) may stand at the top, a blank line below it; a line
that is no `Key: value` goes on with the value above it. A header that does not begin with one of these keys
is an error; a text that only looks like one has a backslash before it. What was wrong or was added later is said there,
too, as often as needed: `Correction: 2025-05-12 It was in August.`, `Clarification: ...`, `Update: ...`. Without a
Title, a first paragraph of at most 200 characters that does not end with a full stop is the headline.

Blank lines separate paragraphs. `== Heading ==` is a heading (`=== deeper ===`; `= Headline =`), lines that
begin with `- ` are a list, `[image: images/x.svg | what it shows]` is a picture; lines right below it are its
caption, `[brackets]` at the end of that the credit. `[[Kontur]]` is a name that stays as it is in every language.
`[l10n: note ...]`, `[l10n: skip]`, `[l10n: role deck]`, `[l10n: off]` and `[l10n: on]` on lines of their own
speak of the next block. A backslash makes what follows plain: `\\- no list` at the start of a paragraph,
`\\[no credit]` in a caption.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from ..articles.document import parse as parse_body
from ..articles.document import serialise
from ..model import Article, Correction, Problem, Role, Severity
from ._directives import Directives, is_directive
from ._fields import Field
from ._header import Header, build, missing_text
from ._source import AS, add_text, changed, flat, mark, refuse_unreadable, span, spliced, text_of
from ._text_header import BLOCK, TextHeader, is_key_line, line_at, lines_in, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".txt", ".text")

MAX_HEADLINE = 200
"""Characters that a first paragraph may have to be taken for the headline."""

_HEADING = re.compile(r"(={1,6})[ \t]+(\S.*?)[ \t]+\1")
_ITEM = re.compile(r"[ \t]*- +")
_IMAGE = re.compile(r"\[image:[ \t]*([^|\]]*?)[ \t]*(?:\|[ \t]*(.*?)[ \t]*)?\]")
_CREDIT = re.compile(r"(?:^|(?<=\s))\[(?!\[)((?:[^\[\]]|\[[^\[\]]*\])+)\]\s*$")
_DIRECTIVE = re.compile(r"\[(l10n:.*)\]")
_LATE = re.compile(
    rf"^({'|'.join(Correction.KINDS)}):[ \t]*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}", re.MULTILINE | re.IGNORECASE
)
_KEPT = re.compile(r"\[\[(?=\S)([^\[\]]+)(?<=\S)\]\]")


def read(text: str, *, article_id: str, path: str, lang: str) -> Article:
    """Read a plain text article (see `plugins.Reader`)."""
    parsed = _Text(text, path)
    return Article(
        id=article_id,
        lang=parsed.header.lang or lang,
        format="text",
        body=serialise(parsed.root),
        path=path,
        source=text,
        meta=parsed.header.meta,
        problems=tuple(sorted(parsed.problems, key=lambda problem: problem.line or 0)),
    )


def write(article: Article) -> str:
    """The article as plain text: its source, with the changed texts in their places (see `plugins.Reader`)."""
    parsed = _Text(article.source, article.path)
    leaves = changed(parsed.root, parse_body(article.body), _written)
    edits = [(*span(leaf), _written(leaf)) for leaf in leaves]
    said = parsed.values.get("lang")
    if isinstance(said, Field) and article.lang != parsed.header.lang:
        edits.append((said.start, said.end, article.lang))
    return spliced(article.source, edits)


class _Text:
    """A parsed text: its tree, header and problems."""

    def __init__(self, text: str, path: str) -> None:
        refuse_unreadable(text, path)
        self._text = text.replace("\f", " ")
        self.root = etree.Element("article")
        self._directives = Directives()
        top = TextHeader(self._text, path)
        self.values = top.values
        self.header: Header = build(top.values, top.lines, self._text, kind="value", corrections=top.corrections)
        for found in BLOCK.finditer(self._text, top.end):
            self._add_block(found.start(), found.end())
        self._find_headline()
        if len(self.header.element):
            self.root.insert(0, self.header.element)
        if len(self.header.corrections):
            self.root.append(self.header.corrections)
        self.problems = [*top.problems, *self.header.problems, *self._directives.problems]
        self.problems += [*self._directives.unfinished(), *missing_text(self.root), *self._late(top.end)]
        if self.root.find(".//*[@data-role='headline']") is None:
            self.problems.append(Problem("there is no headline", 1, "write Title: ... in the first line"))

    def _late(self, start: int) -> Iterator[Problem]:
        """Tell what is said of corrections below the header."""
        for found in _LATE.finditer(self._text, start):
            hint = "write it in the header, where Title: stands; if it is text, write a backslash before it"
            message = f"{found[1]}: ... is a paragraph like all others here"
            yield Problem(message, line_at(self._text, found.start()), hint, Severity.WARNING)

    def _add_block(self, start: int, end: int) -> None:
        """Add what stands between two blank lines: directives, and the blocks that they stand between."""
        lines: list[tuple[int, int]] = []
        for line in lines_in(self._text, start, end):
            said = _DIRECTIVE.fullmatch(self._text[line[0] : line[1]].strip())
            if said is None or not is_directive(said[1]):
                lines.append(line)
                continue
            self._add_lines(lines)
            lines = []
            self._directives.see(said[1], line_at(self._text, line[0]))
        self._add_lines(lines)

    def _add_lines(self, lines: list[tuple[int, int]]) -> None:
        """Add one block, or a paragraph and its list."""
        if not lines:
            return
        end = lines[-1][1]
        start = trimmed(self._text, lines[0][0], end)[0]
        heading = _HEADING.fullmatch(self._text[start:end].rstrip())
        image = _IMAGE.fullmatch(self._text[start : lines[0][1]].rstrip())
        if heading:
            self._add(f"h{len(heading[1])}", start + heading.start(2), start + heading.end(2), "inside")
        elif image:
            self._add_figure(image, start, lines[0][1], end)
        else:
            items = [line for line in lines if _ITEM.match(self._text, *line)]
            if lines[0] not in items:
                self._add("p", start, items[0][0] if items else end, "block")
            if items:
                self._add_list(items, end)

    def _add_list(self, items: list[tuple[int, int]], end: int) -> None:
        listed = etree.SubElement(self.root, "ul")
        self._directives.apply(listed)
        ends = [*(start for start, _ in items[1:]), end]
        for (start, _), stop in zip(items, ends, strict=True):
            marker = _ITEM.match(self._text, start)
            text = marker.end() if marker else start
            if self._text[text:stop].strip():
                self._leaf(etree.SubElement(listed, "li"), text, stop, "inside")

    def _add_figure(self, image: re.Match[str], start: int, line_end: int, end: int) -> None:
        figure = etree.SubElement(self.root, "figure")
        self._directives.apply(figure)
        img = etree.SubElement(figure, "img", {"src": image[1]})
        if image[2]:
            img.set("alt", image[2])
            mark(img, start + image.start(2), start + image.end(2), "inside")
        rest = self._text[line_end:end]
        if not rest.strip():
            return
        caption = etree.SubElement(figure, "figcaption")
        credit = _CREDIT.search(rest)
        stop = credit.start() if credit else len(rest)
        if rest[:stop].strip():
            self._leaf(caption, line_end, line_end + stop, "caption")
        if credit:
            add_text(caption, " ")
            said = etree.SubElement(caption, "span", {"data-role": Role.CREDIT.value})
            self._leaf(said, line_end + credit.start(1), line_end + credit.end(1), "inside")

    def _add(self, tag: str, start: int, end: int, kind: str) -> None:
        element = etree.SubElement(self.root, tag)
        self._directives.apply(element)
        self._leaf(element, start, end, kind)

    def _leaf(self, element: etree._Element, start: int, end: int, kind: str) -> None:
        start, end = trimmed(self._text, start, end)
        mark(element, start, end, kind)
        text = self._text[start:end]
        if kind == "block":
            text = text.removeprefix("\\")
        elif kind == "caption":
            text = re.sub(r"\\(\\*)\[", r"\1[", text)
        pieces = _KEPT.split(text)
        for number, piece in enumerate(pieces):
            if number % 2:
                etree.SubElement(element, "span", {"translate": "no"}).text = piece
            else:
                add_text(element, piece)

    def _find_headline(self) -> None:
        """Without a Title: `= Headline =`, or a short first paragraph."""
        if self.header.element.find("h1") is not None:
            return
        headline = self.root.find("h1")
        first = self.root[0] if len(self.root) else None
        if headline is None and first is not None and first.tag == "p":
            text = flat(text_of(first))
            if len(text) <= MAX_HEADLINE and not text.endswith((".", "…")) and "data-role" not in first.attrib:
                headline = first
        if headline is not None:
            headline.tag = "h1"
            headline.set("data-role", Role.HEADLINE.value)
            kicker = self.header.element.find("p[@data-role='kicker']")
            self.header.element.insert(0 if kicker is None else 1, headline)


def _written(leaf: etree._Element) -> str:
    """A leaf's text as it stands in a plain text article, on one line."""
    kind = leaf.get(AS)
    text = leaf.get("alt", "") if leaf.tag == "img" else _content(leaf)
    text = flat(text)
    if kind == "caption":  # a backslash keeps brackets at the end from being the credit
        text = re.sub(r"(\\+)\[", r"\\\1[", text)
        credit = _CREDIT.search(text)
        text = f"{text[: credit.start()]}\\{text[credit.start() :]}" if credit else text
        text = "\\" + text if text.startswith("[l10n:") else text
    if kind == "block" and _looks_special(text):
        text = "\\" + text
    return text


def _content(leaf: etree._Element) -> str:
    parts = [leaf.text or ""]
    for child in leaf:
        if not child.get(AS):
            inside = text_of(child)
            parts.append(f"[[{flat(inside)}]]" if child.get("translate") == "no" else inside)
        parts.append(child.tail or "")
    return "".join(parts)


def _looks_special(text: str) -> bool:
    return bool(
        text.startswith("\\")
        or _ITEM.match(text)
        or _HEADING.fullmatch(text)
        or _IMAGE.fullmatch(text)
        or _DIRECTIVE.fullmatch(text)
        or is_key_line(text)
    )
