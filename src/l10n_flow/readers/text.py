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
from ..errors import SourceError
from ..model import Article, Correction, Problem, Role
from ..values import replace
from ._directives import Directives, is_directive
from ._header import KEYS, Field, Header, Said, build, is_meant, is_plainly, missing_text, nearly
from ._source import AS, add_text, changed, flat, mark, refuse_unreadable, span, spliced, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".txt", ".text")

MAX_HEADLINE = 200
"""Characters that a first paragraph may have to be taken for the headline."""

_KEY = re.compile(r"([A-Za-z]+):(?:[ \t]+|(?=\n)|$)")
_BARE = re.compile(r"\s*([A-Za-z]+)[ \t]+(\S.*?)\s*")
_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_HEADING = re.compile(r"(={1,6})[ \t]+(\S.*?)[ \t]+\1")
_ITEM = re.compile(r"[ \t]*- +")
_DATED = re.compile(r"(\d{4}-\d\d-\d\d\S*?)[:,.]?(?:\s+|$)")
_IMAGE = re.compile(r"\[image:[ \t]*([^|\]]*?)[ \t]*(?:\|[ \t]*(.*?)[ \t]*)?\]")
_CREDIT = re.compile(r"(?:^|(?<=\s))\[(?!\[)((?:[^\[\]]|\[[^\[\]]*\])+)\]\s*$")
_DIRECTIVE = re.compile(r"\[(l10n:.*)\]")
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
        self._text, self._path = text.replace("\f", " "), path
        self.root = etree.Element("article")
        self.values: dict[str, Said] = {}
        self._directives = Directives()
        self._corrections: list[dict[str, Field]] = []
        lines, end = self._read_header()
        unknown = [*self._unknown(lines), *self._without_colon()]
        self.header: Header = build(self.values, lines, self._text, kind="value", corrections=self._corrections)
        for found in _BLOCK.finditer(self._text, end):
            self._add_block(found.start(), found.end())
        self._find_headline()
        if len(self.header.element):
            self.root.insert(0, self.header.element)
        if len(self.header.corrections):
            self.root.append(self.header.corrections)
        self.problems = [*unknown, *self.header.problems, *self._directives.problems, *self._directives.unfinished()]
        self.problems += missing_text(self.root)
        if self.root.find(".//*[@data-role='headline']") is None:
            self.problems.append(Problem("there is no headline", 1, "write Title: ... in the first line"))

    def _line(self, offset: int) -> int:
        return self._text.count("\n", 0, offset) + 1

    def _read_header(self) -> tuple[dict[str, int], int]:
        """The line of each key, and where the text below the header starts."""
        first = _BLOCK.search(self._text)
        if first is None or not _is_header(first[0]):
            return {}, 0
        spans: dict[str, list[int]] = {}
        key = ""
        for start, end in self._lines(first.start(), first.end()):
            said = _KEY.match(self._text, start, end)
            if said:
                key = said[1].lower()
                if key in Correction.KINDS:
                    key = f"{key} {start}"  # there may be many
                if key in spans:
                    message, line = f"the key {said[1]!r} stands twice", self._line(start)
                    raise SourceError(message, path=self._path, line=line, hint="keep one of them")
                spans[key] = [said.end(), end]
            else:
                spans[key][1] = end
        for name, (start, end) in spans.items():
            value = self._field(start, end)
            if " " in name:
                self._corrections.append(self._correction(name.partition(" ")[0], value))
            elif value.text:
                self.values[name] = tuple(self._authors(value)) if name == "authors" else value
        lines = {name: self._line(start) for name, (start, _) in spans.items() if " " not in name}
        return lines, first.end()

    def _unknown(self, lines: dict[str, int]) -> list[Problem]:
        """Take out of the lines the first key, if nobody knows it, and tell it: perhaps it is the article's text."""
        key = next(iter(lines), "")
        if not key or key in KEYS or is_meant(key):
            return []
        close = nearly(key)
        hint = (
            f"did you mean {close!r}?" if close else "begin with Title: ...; if it is text, write a backslash before it"
        )
        return [Problem(f"the key {key!r} means nothing here", lines.pop(key), hint)]

    def _without_colon(self) -> Iterator[Problem]:
        """Tell keys of ours in the first block that lack their colon, with which they would be text."""
        first = _BLOCK.search(self._text)
        if first is None:
            return
        for start, end in self._lines(first.start(), first.end()):
            bare = _BARE.fullmatch(self._text, start, end)
            key = bare[1].lower() if bare else ""
            begins_header = start == first.start() and key in KEYS and _has_key(first[0])
            if bare and (begins_header or is_plainly(key, bare[2])):
                hint = f"write {bare[1]}: {bare[2]}; if it is text, write a backslash before it"
                yield Problem(f"the key {bare[1]!r} has no colon", self._line(start), hint)

    def _correction(self, kind: str, value: Field) -> dict[str, Field]:
        """What `Correction: 2025-05-12 text` says."""
        dated = _DATED.match(self._text, value.start, value.end)
        text = self._field(dated.end(), value.end) if dated else value
        said = {"kind": replace(value, text=kind)}
        if dated:
            said["date"] = replace(value, text=dated[1])
        return said | {"text": text} if text.text else said

    def _authors(self, value: Field) -> Iterator[Field]:
        at = value.start
        for name in self._text[value.start : value.end].split(","):
            if name.strip():
                yield self._field(at, at + len(name))
            at += len(name) + 1

    def _field(self, start: int, end: int) -> Field:
        start, end = self._trimmed(start, end)
        return Field(flat(self._text[start:end]), start, end, self._line(start))

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for line in self._text[start:end].split("\n"):
            yield start, start + len(line)
            start += len(line) + 1

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self._text[start:end]
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())

    def _add_block(self, start: int, end: int) -> None:
        """Add what stands between two blank lines: directives, and the blocks that they stand between."""
        lines: list[tuple[int, int]] = []
        for line in self._lines(start, end):
            said = _DIRECTIVE.fullmatch(self._text[line[0] : line[1]].strip())
            if said is None or not is_directive(said[1]):
                lines.append(line)
                continue
            self._add_lines(lines)
            lines = []
            self._directives.see(said[1], self._line(line[0]))
        self._add_lines(lines)

    def _add_lines(self, lines: list[tuple[int, int]]) -> None:
        """Add one block, or a paragraph and its list."""
        if not lines:
            return
        end = lines[-1][1]
        start = self._trimmed(lines[0][0], end)[0]
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
        start, end = self._trimmed(start, end)
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


def _is_header(block: str) -> bool:
    """Whether the first block of a text is its header, and be it one that begins with a slip of the keyboard."""
    keys = [found[1].lower() for line in block.split("\n") if (found := _KEY.match(line))]
    if not keys or not _KEY.match(block):
        return False
    return (
        keys[0] in KEYS
        or (len(keys) > 1 and any(key in KEYS for key in keys))
        or ("\n" not in block and _is_slip(keys[0]))
    )


def _has_key(block: str) -> bool:
    """Whether a line of a block begins with a key of ours."""
    return any(found[1].lower() in KEYS for line in block.split("\n") if (found := _KEY.match(line)))


def _is_slip(key: str) -> bool:
    """Whether a key is nearly one of ours; `Update: ...` may well be a headline."""
    return key not in Correction.KINDS and bool(nearly(key))


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
    key, bare = _KEY.match(text), _BARE.fullmatch(text)
    return bool(
        text.startswith("\\")
        or _ITEM.match(text)
        or _HEADING.fullmatch(text)
        or _IMAGE.fullmatch(text)
        or _DIRECTIVE.fullmatch(text)
        or (key and (key[1].lower() in KEYS or _is_slip(key[1].lower())))
        or (bare and is_plainly(bare[1].lower(), bare[2]))
    )
