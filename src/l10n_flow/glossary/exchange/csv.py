"""The glossary as CSV (RFC 4180): UTF-8, a row per term under a header line.

Read is also what desks have: a column per language and a row per concept (`en;ru;uz;tg`; after the preferred term
admitted ones, `|` between them), with or without a byte order mark, separated by commas, semicolons or tabs, with
Excel's `sep=;` before the header or without it.

A cell that a spreadsheet would take for a formula gets an apostrophe, which reading takes off again (OWASP, CSV
Injection: = + - @, tab, carriage return and line feed, and their full-width forms).

Not held: white space around a text; an item of a list with a `|` in it; where a concept stood in the glossary's files.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ...errors import GlossaryError, SourceError
from ...project import text_of
from . import _rows
from ._fields import refuse_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..concepts import Concept

__all__ = ["read", "write"]

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""Also one that has an apostrophe already: it gets one more, so that taking one off is always right."""

_SAID = re.compile(r'"?sep=([,;|\t])"?\n')
_SEPARATORS = ",;\t"


def read(data: bytes, path: str) -> tuple[Concept, ...]:
    """Read a CSV file (see `formats.Format`)."""
    refuse_large(len(data), path)
    try:
        text = text_of(data, path)
    except SourceError as error:
        hint = f"{error.hint}; in Excel, as CSV UTF-8"
        raise GlossaryError(error.message, path=path, line=error.line, hint=hint) from error
    return _rows.concepts(_read(text, path), path)


def write(concepts: Iterable[Concept]) -> bytes:
    """Write a CSV file, with the byte order mark by which spreadsheets know UTF-8 (see `formats.Format`)."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(map(_neutral, _rows.rows(concepts)))
    return text.getvalue().encode("utf-8-sig")


def _read(text: str, path: str) -> Iterator[_rows.Row]:
    said = _SAID.match(text)
    start = said.end() if said else 0
    separator = said[1] if said else _separator(text)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    line = before = 1 if said else 0
    try:
        for cells in reader:
            yield _rows.Row(line + 1, tuple(map(_plain, cells)))
            line = before + reader.line_num
    except csv.Error as error:
        hint = 'a text with a separator, a line end or a " in it is written "so", and "" in it'
        raise GlossaryError(f"this is no CSV: {error}", path=path, line=line + 1, hint=hint) from error


def _separator(text: str) -> str:
    """What separates cells: the most frequent of some marks in the first line that is not blank."""
    header = next(filter(str.strip, text.split("\n")), "")
    return max(_SEPARATORS, key=header.count)


def _neutral(row: Iterable[str]) -> list[str]:
    return ["'" + cell if _FORMULA.match(cell) else cell for cell in row]


def _plain(cell: str) -> str:
    """A cell without the apostrophe of `_neutral`."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
