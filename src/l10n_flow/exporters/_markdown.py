"""An edition's body as CommonMark with GFM's tables, strikethrough and footnotes, with as few signs as can be.

    written(body: HtmlElement) -> str       of a `_content.body`

What Markdown has no signs for stays as a tag (`CO<sub>2</sub>`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ._blocks import runs
from ._markdown_inline import Inline, fenced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from ._blocks import Piece

_BREAK = "\\\n"
_LINK = re.compile(r"\]\s*[(\[:]|\[\^")
_LINE_START = re.compile(
    r"""\d{1,9}(?=[.)](?:\s|$))
    | (?=[-+](?:\s|$) | \#{1,6}(?:\s|$) | [>:] | (?:=+|-+)\s*$ | [-:|][-:|\s]*$ | \[[ xX]\](?:\s|$))""",
    re.VERBOSE,
)
_CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))(?=#+$)")
_BRACE = re.compile(r"(?<!\\)\{")
"""`{#id}` at the end of a heading would be its attribute, to some."""
_BOX = re.compile(r"\A\[([xX])(?=\]\()")
"""A link called X at the beginning of an item is a box with a tick, to some."""
_SPACE = re.compile(r"[ \t\r\f]+")
_ALIGNED = {"right": "---:", "center": ":---:"}


def written(body: HtmlElement, *, literal_alts: bool = False) -> str:
    """The blocks of a body, with a line between them and one break at the end; empty if there are none. `literal_alts`
    as `Inline` has it."""
    text = "\n\n".join(_Blocks(body, literal_alts=literal_alts).of(body))
    return f"{text}\n" if text else ""


class _Blocks:
    """Writes the blocks of one body."""

    def __init__(self, body: HtmlElement, *, literal_alts: bool) -> None:
        self._literal_alts = literal_alts
        items = (item for section in body.iter("section") for item in section.iter("li") if item.get("id"))
        self._notes = {f"#{item.get('id')}": str(number) for number, item in enumerate(items, 1)}

    def of(self, parent: HtmlElement) -> list[str]:
        """What is in an element, block by block; text between blocks is a paragraph."""
        return list(_apart(self._blocks(parent)))

    def _blocks(self, parent: HtmlElement) -> Iterator[tuple[str, str]]:
        """Each block and what it is; one that Markdown does not have is what is in it."""
        write: Mapping[str, Callable[[HtmlElement], str]] = {
            **dict.fromkeys(("p", "caption", "figcaption", "summary", "dt"), lambda one: self._paragraph([one])),
            **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), self._heading),
            **dict.fromkeys(("ul", "ol"), self._list),
            "blockquote": self._quote,
            "pre": lambda one: fenced("".join(one.itertext())),
            "hr": lambda _: "***",
            "figure": self._figure,
            "table": self._table,
        }
        for one in runs(parent):
            if isinstance(one, list):
                yield "p", self._paragraph(one)
            elif one.tag in write:
                yield str(one.tag), write[str(one.tag)](one)
            elif "footnotes" in one.get("class", "").split():
                yield "footnotes", self._notes_of(one)
            else:
                yield from self._blocks(one)

    def _inner(self, element: HtmlElement) -> str:
        return "\n\n".join(self.of(element))

    def _inline(self, pieces: Sequence[Piece], breaks: str = _BREAK, *, brackets: bool = False) -> str:
        """Inline content, white space collapsed; `brackets` says whether they mean something where it stands."""
        plain = "".join(piece if isinstance(piece, str) else "".join(piece.itertext()) for piece in pieces)
        brackets = brackets or bool(_LINK.search(plain))
        text = Inline(self._notes, breaks, brackets, self._literal_alts).joined(pieces).rstrip(" ")
        while text.endswith(breaks):  # there is nothing below it
            text = text.removesuffix(breaks).rstrip(" ")
        return "\n".join(_SPACE.sub(" ", line).strip(" ") for line in text.split("\n"))

    def _paragraph(self, pieces: Sequence[Piece], *, brackets: bool = False) -> str:
        lines = self._inline(pieces, brackets=brackets).split("\n")
        return "\n".join(
            _LINE_START.sub(r"\g<0>\\", line, count=1) if _LINE_START.match(line) else line for line in lines
        )

    def _heading(self, element: HtmlElement) -> str:
        text = _BRACE.sub(r"\\\g<0>", self._inline([element], "<br>"))
        text = _CLOSING_HASHES.sub(r"\\", text)
        return f"{'#' * int(str(element.tag)[1])} {text}" if text else ""

    def _quote(self, element: HtmlElement) -> str:
        return "\n".join(f"> {line}".rstrip(" ") for line in self._inner(element).split("\n"))

    def _list(self, element: HtmlElement) -> str:
        """A list; its items are apart if one of them is more than a line with a list below it."""
        items = [child for child in element if child.tag == "li"]
        between = "\n" if all(map(_is_line, items)) else "\n\n"
        first = element.get("start", "1")
        number = int(first) if first.isdecimal() else 1
        marks = ("- " if element.tag == "ul" else f"{at}. " for at in range(number, number + len(items)))
        texts = (_BOX.sub(lambda box: f"[&#{ord(box[1])};", between.join(self.of(one))) for one in items)
        return between.join(map(_hanging, marks, texts))

    def _figure(self, element: HtmlElement) -> str:
        """A picture, below it its caption, with the credit in brackets at its end."""
        images, caption = list(element.iter("img")), element.find(".//figcaption")
        if len(images) != 1 or any(child.tag not in {"a", "figcaption", "img", "picture"} for child in element):
            return self._inner(element)
        picture = self._inline([images[0]], "<br>")
        if caption is None:
            return picture
        sources = [part for part in caption.iter() if part.get("class") == "credit"]
        said = [f"[{self._inline([part], ' ', brackets=True)}]" for part in sources]
        for part in sources:
            part.drop_tree()
        below = " ".join(filter(None, [self._paragraph([caption], brackets=True), *said]))
        if not below:
            return picture
        # A tag alone on its line would make HTML of the lines below it, in which nothing is escaped.
        return f"{picture}{_BREAK if picture.startswith('<') else chr(10)}{below}"

    def _notes_of(self, section: HtmlElement) -> str:
        items = ((self._notes[f"#{item.get('id')}"], item) for item in section.iter("li") if item.get("id"))
        return "\n\n".join(_hanging(f"[^{label}]: ", self._inner(item), "    ") for label, item in items)

    def _table(self, table: HtmlElement) -> str:
        """A table; one without a head gets an empty one, and a cell that spans others leaves these empty."""
        caption = table.find("caption")
        title = self._paragraph([caption]) if caption is not None else ""
        grid = [row for row in _grid(table) if row]
        if not grid:
            return title
        if table.find("thead") is None and any(cell is not None and cell.tag == "td" for cell in grid[0]):
            grid.insert(0, [])
        width = max(map(len, grid))
        classes = [cell.get("class", "").split() if cell is not None else [] for cell in grid[0] or grid[1]]
        marks = [next((_ALIGNED[name] for name in names if name in _ALIGNED), "---") for names in classes]
        head, *rows = [[self._cell(cell) for cell in row] for row in grid]
        text = "\n".join([_row(head, width), _row(marks, width, "---"), *(_row(row, width) for row in rows)])
        return f"{title}\n\n{text}" if title else text

    def _cell(self, cell: HtmlElement | None) -> str:
        return "" if cell is None else self._inline([cell], "<br>").replace("|", r"\|")


def _is_line(item: HtmlElement) -> bool:
    """Whether an item of a list is a line of text, maybe with a list below it that a line above does not swallow."""
    pieces = [one for one in runs(item) if not isinstance(one, list) or any(map(_says_something, one))]
    kinds = ["" if isinstance(one, list) else f"{one.tag} {one.get('start', '1')}" for one in pieces]
    return kinds in ([], [""], ["", "ul 1"], ["", "ol 1"])


def _says_something(piece: Piece) -> bool:
    return bool(piece.strip()) if isinstance(piece, str) else piece.tag != "br"


def _apart(blocks: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The texts of blocks; between two lists or quotations, which would be one, stands a comment."""
    last = ""
    for tag, text in blocks:
        if not text:
            continue
        if tag == last and tag in {"ul", "ol", "blockquote"}:
            yield "<!-- -->"
        yield text
        last = tag


def _hanging(mark: str, text: str, indent: str = "") -> str:
    """A text behind a mark, its further lines below the first."""
    first, *rest = text.split("\n")
    indent = indent or " " * len(mark)
    return "\n".join([f"{mark}{first}".rstrip(" "), *(f"{indent}{line}".rstrip(" ") for line in rest)])


def _grid(table: HtmlElement) -> Iterator[list[HtmlElement | None]]:
    """The rows of a table, cell by cell; None where one from the left or from above reaches."""
    above: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[HtmlElement | None] = []
        for cell in (child for child in row if child.tag in {"td", "th"}):
            while above.get(len(cells), 0):
                cells.append(None)
            below = _span(cell, "rowspan")
            for number in range(_span(cell, "colspan")):
                above[len(cells)] = below
                cells.append(None if number else cell)
        above = {at: rows - 1 for at, rows in above.items() if rows > 1}
        yield cells


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    return min(int(value), 100) if value.isdecimal() and int(value) else 1


def _row(texts: Sequence[str], width: int, empty: str = "") -> str:
    return f"| {' | '.join([*texts, *[empty] * (width - len(texts))])} |"
