"""Where Markdown's content stands in the source: markdown-it tells the lines only, and takes prefixes off them."""

from __future__ import annotations

import bisect
import itertools
import re
from typing import TYPE_CHECKING

from ..errors import SourceError
from ._source import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_TRIM = " \t\n\f"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space that is text, but that markdown-it takes off the ends of a block."""
_CLOSING_HASHES = re.compile(r"[ \t]+#+$")
_PIPE = re.compile(r"(?<!\\)\|")


def line_of(token: Token) -> int:
    """The 1-based line where a block starts."""
    return token.map[0] + 1 if token.map else 1


class Places:
    """Finds the content of tokens in the text that they were made of."""

    def __init__(self, text: str, path: str) -> None:
        """Take the text; `path` is for messages."""
        self._path = path
        self._lines = text.split("\n")
        self._starts = [0, *itertools.accumulate(len(line) + 1 for line in self._lines)]

    def lines(self, start: int, end: int) -> str:
        """Some lines, counted from 0."""
        return "\n".join(self._lines[start:end])

    def of(self, token: Token, *, atx: bool = False) -> Place:
        """Where a block's content stands; `atx` for a heading of that kind, whose closing `#`s are no content."""
        pieces: list[tuple[int, int]] = []
        number, at = (token.map or [0])[0], 0
        for piece in token.content.split("\n"):
            said = piece.strip(_TRIM)
            while (start := self._find(said, number, atx)) is None:
                number += 1
                if pieces or number >= (token.map or [0, 0])[1]:
                    raise SourceError("cannot tell where this block stands", path=self._path, line=line_of(token))
            if said:
                pieces.append((at + piece.index(said), self._starts[number] + start))
            at += len(piece) + 1
            number += 1
        return Place(pieces)

    def line(self, offset: int) -> int:
        """The 1-based line of an offset in the source."""
        return bisect.bisect_right(self._starts, offset)

    def _find(self, said: str, number: int, atx: bool) -> int | None:
        """Where a line of content starts in a line of the source that ends with it."""
        line = self._lines[number].rstrip(_TRIM) if number < len(self._lines) else ""
        if atx:
            line = _CLOSING_HASHES.sub("", line).rstrip(_TRIM)
        written = next((written for written in (line, line.rstrip(_TRIM + SPACES)) if written.endswith(said)), None)
        return None if written is None else len(written) - len(said)

    def of_cells(self, cells: Sequence[Token]) -> tuple[list[tuple[int, int] | None], str]:
        """Where the cells of a table's row stand (None for an empty one), and what is beyond the last column."""
        number = line_of(cells[0]) - 1
        line = self._lines[number].rstrip(_TRIM)
        borders = [-1, *(found.start() for found in _PIPE.finditer(line)), len(line)]
        pieces = [_trimmed(line, start + 1, end) for start, end in itertools.pairwise(borders)]
        # Before the first pipe stands the first cell, or nothing but the marks of a quote or list.
        texts = [line[start:end].replace("\\|", "|") for start, end in pieces]
        contents = [cell.content for cell in cells]
        skip = 1 if _fits(contents, texts[1:]) else 0
        found: list[tuple[int, int] | None] = []
        for content, (start, end) in zip(contents, pieces[skip:], strict=False):
            # The first piece may begin with the marks of a quote or list.
            own = next((at for at in range(start, end) if line[at:end].replace("\\|", "|") == content), end)
            found.append((self._starts[number] + own, self._starts[number] + end) if content else None)
        found += [None] * (len(cells) - len(found))
        return found, flat(" ".join(texts[skip + len(cells) :]))


class Place:
    """Maps offsets in a block's content to offsets in the source."""

    def __init__(self, pieces: Sequence[tuple[int, int]]) -> None:
        """Take, for each line, where its first visible character stands in both."""
        self._pieces = pieces

    def __call__(self, offset: int) -> int:
        """The source's offset of a content's offset."""
        content, start = max((piece for piece in self._pieces if piece[0] <= offset), default=self._pieces[0])
        return start + max(0, offset - content)


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    text = line[start:end]
    return start + len(text) - len(text.lstrip(_TRIM + SPACES)), end - len(text) + len(text.rstrip(_TRIM + SPACES))


def _fits(contents: Sequence[str], texts: Sequence[str]) -> bool:
    return all(a == b for a, b in itertools.zip_longest(contents, texts[: len(contents)], fillvalue=""))
