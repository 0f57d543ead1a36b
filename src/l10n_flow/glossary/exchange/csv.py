"""The glossary as CSV (RFC 4180): UTF-8, a row per term under a header line.

Read is also what desks have: a column per language and a row per concept (`en;ru;uz;tg`; after the preferred term
admitted ones, `|` between them), with or without a byte order mark, separated by commas, semicolons or tabs, with
Excel's `sep=;` before the header or without it. Which of them separates is found in the header, whose columns must all
be known; a row that another separator would divide better than the header's is refused, not guessed at.

A cell that a spreadsheet would take for a formula gets an apostrophe, which reading takes off again (OWASP, CSV
Injection: = + - @, tab, carriage return and line feed, and their full-width forms).

Not held: white space around a text; an item of a list with a `|` in it; where a concept stood in the glossary's files.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from typing import TYPE_CHECKING

from ...errors import GlossaryError, SourceError
from ...project import text_of
from ..fields import refuse_large
from . import _rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..concepts import Concept
    from ..fields import Refused

__all__ = ["read", "write"]

_FORMULA = re.compile("['\\s]*[=+\\-@＝＋－＠]|'*[\t\r\n]")
"""Also behind blanks, and one that has an apostrophe already: it gets one more, so that taking one off is right."""

_SAID = re.compile(r'"?sep=([,;|\t])"?[,;\t ]*\n', re.IGNORECASE)
"""Excel's first line; what a program that does not know it has put behind it when it saved the table."""

_SEPARATORS = ",;\t"
_CALLED = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def read(data: bytes, path: str, refused: Refused | None = None) -> tuple[Concept, ...]:
    """Read a CSV file (see `formats.Format`)."""
    refuse_large(len(data), path)
    if (at := data.find(b"\0")) >= 0 and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and _is_single(data):
        line = data.count(b"\n", 0, at) + 1
        raise GlossaryError("the file has a NUL byte in it", path=path, line=line, hint="delete it in an editor")
    try:
        text = text_of(data, path)
    except SourceError as error:
        hint = f"{error.hint}; in Excel, as CSV UTF-8"
        raise GlossaryError(error.message, path=path, line=error.line, hint=hint) from error
    return _rows.concepts(_read(text, path), path, refused)


def write(concepts: Iterable[Concept]) -> bytes:
    """Write a CSV file, with the byte order mark by which spreadsheets know UTF-8 (see `formats.Format`)."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(map(_neutral, _rows.rows(concepts)))
    return text.getvalue().encode("utf-8-sig")


def _is_single(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a NUL here and there; UTF-16 has one beside every Latin letter and comma."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8").count("\0") * 10 < len(data)
    return False


def _read(text: str, path: str) -> Iterator[_rows.Row]:
    said = _SAID.match(text)
    lines = list(io.StringIO(text[said.end() :] if said else text, newline=""))
    before = 1 if said else 0
    header = next((number for number, line in enumerate(lines) if line.strip()), 0)
    separator = said[1] if said else _separator("".join(lines[header : header + 1]), path, before + header + 1)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    width = start = 0
    try:
        for cells in reader:
            width = width or (len(cells) if any(map(str.strip, cells)) else 0)
            _refuse_doubtful("".join(lines[start : reader.line_num]), separator, width, path, before + start + 1)
            yield _rows.Row(before + start + 1, tuple(map(_plain, cells)))
            start = reader.line_num
    except csv.Error as error:
        hint = 'a text with a separator, a line end or a " in it is written "so", and "" in it'
        raise GlossaryError(f"this is no CSV: {error}", path=path, line=before + start + 1, hint=hint) from error


def _separator(header: str, path: str, line: int) -> str:
    """What separates cells: the mark that makes known columns of a header, else the most frequent one.

    Raises:
        GlossaryError: only all marks together make known columns of it.
    """
    fitting = [mark for mark in _SEPARATORS if _rows.are_columns(_divided(header, mark))]
    if not fitting and _rows.are_columns(re.split(f"[{_SEPARATORS}]", header)):
        marks = " and ".join(_CALLED[mark] for mark in _SEPARATORS if mark in header)
        hint = "separate all cells of the file by the same mark"
        raise GlossaryError(f"the columns are separated by {marks}", path=path, line=line, hint=hint)
    return max(fitting or _SEPARATORS, key=header.count)


def _refuse_doubtful(row: str, separator: str, width: int, path: str, line: int) -> None:
    """Stop at a row that leaves columns of the header empty, and would fill more of them with another separator."""
    filled = _filled(row, separator, width)
    for other in _SEPARATORS.replace(separator, ""):
        if other in row and filled < width and _filled(row, other, width) > filled:
            message = f"the header has {_CALLED[separator]} between its cells, and this row {_CALLED[other]}"
            hint = f'separate its cells by {_CALLED[separator]}; put a text that has {_CALLED[other]} in it in "marks"'
            raise GlossaryError(message, path=path, line=line, hint=hint)


def _filled(row: str, separator: str, width: int) -> int:
    """How many cells of a row have something in them; none if it has more of them than the header."""
    cells = _divided(row, separator)
    return sum(map(bool, map(str.strip, cells))) if len(cells) <= width else 0


def _divided(row: str, separator: str) -> list[str]:
    """A row as one of cells; what is no CSV then has none."""
    try:
        return next(csv.reader(io.StringIO(row, newline=""), delimiter=separator, strict=True), [])
    except csv.Error:
        return []


def _neutral(row: Iterable[str]) -> list[str]:
    return ["'" + cell if _FORMULA.match(cell) else cell for cell in row]


def _plain(cell: str) -> str:
    """A cell without the apostrophe of `_neutral`."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
