"""The glossary as an Excel workbook (ISO/IEC 29500): one sheet, a row per term under a header row.

Read is the first sheet, up to its 64th column, and also a column per language and a row per concept, as CSV (see
there); a workbook that has such a table in another sheet as well is refused. Every cell is written as text, in the
format "text", so that nothing in it is ever computed. A cell with a formula, a date, or an error in place of a value
is refused: what it shows is not in the file for certain.

A workbook is a ZIP archive of XML. One that would unpack to too much, or has entities in its XML, is refused.

Not held: white space around a text; an item of a list with a `|` in it; what of a text is beyond 32,767 characters,
which is all that a cell takes; where a concept stood in the glossary's files.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import warnings
import zipfile
from typing import TYPE_CHECKING, cast

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from ...errors import GlossaryError
from ..fields import refuse_large
from . import _rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

    from ..concepts import Concept
    from ..fields import Refused

__all__ = ["read", "write"]

MAX_RATIO = 200
"""How many times its size an archive may unpack to: a glossary comes to about 10, a bomb to 1,032 (as far as DEFLATE
goes)."""

MAX_FILES, MAX_COLUMNS = 1000, 64
MAX_ROWS = 1_048_576
"""Of a sheet, as Excel has them."""

_ANEW = "open it in a spreadsheet program and save it anew"
_WIDTHS = {"definition": 40, "concept_note": 40, "note": 40, "term": 32, "concept": 28, "forms": 24}


def read(data: bytes, path: str, refused: Refused | None = None) -> tuple[Concept, ...]:
    """Read an XLSX file (see `formats.Format`)."""
    _refuse_bombs(data, path)
    return _rows.concepts(_read(data, path), path, refused)


def write(concepts: Iterable[Concept]) -> bytes:
    """Write an XLSX file (see `formats.Format`)."""
    table = list(_rows.rows(concepts))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Glossary")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(_rows.COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, 14)
    for row in table:
        sheet.append([_cell(sheet, text) for text in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"  # also where the text begins with "="
    cell.number_format = "@"
    return cell


def _refuse_bombs(data: bytes, path: str) -> None:
    """Look at what an archive says of its files; `zipfile` unpacks no more of each than that."""
    refuse_large(len(data), path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        hint = "save it as an Excel workbook (.xlsx), without a password"
        raise GlossaryError("this is no XLSX file", path=path, hint=hint) from error
    size = sum(file.file_size for file in files)
    refuse_large(size, path)
    if size > MAX_RATIO * len(data) or len(files) > MAX_FILES:
        raise GlossaryError("the file would unpack to far more than it is", path=path, hint=_ANEW)


def _refuse_entities(data: bytes, path: str) -> None:
    """Look at the beginning of each file, with the parser that openpyxl uses: entities come before all else."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            with archive.open(name) as file, contextlib.suppress(ParseError):  # a picture is no XML
                try:
                    next(iterparse(file, ("start",), forbid_dtd=True), None)
                except DefusedXmlException as error:
                    message = f"{name} in the file declares entities of its own"
                    raise GlossaryError(message, path=path, hint=_ANEW) from error


def _read(data: bytes, path: str) -> list[_rows.Row]:
    try:
        _refuse_entities(data, path)
        with warnings.catch_warnings(action="ignore"):  # of styles and the like that openpyxl does not know
            return list(_rows_of(data, path))
    except GlossaryError:
        raise
    except Exception as error:  # a damaged file may make openpyxl raise anything
        what = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise GlossaryError(f"this XLSX file is damaged: {what}", path=path, hint=_ANEW) from error


def _rows_of(data: bytes, path: str) -> Iterator[_rows.Row]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    with contextlib.closing(book):
        for sheet in book.worksheets[1:]:
            header = next(_filled(sheet), ())
            if _rows.are_columns([str(cell.value or "") for cell in header]):
                hint = "put all rows into one sheet, or delete the other"
                raise GlossaryError(f"the sheet {sheet.title!r} has a table, too", path=path, hint=hint)
        for cells in _filled(book.worksheets[0]):
            yield _rows.Row(cells[-1].row or 1, tuple(_text(cell, path) for cell in cells))


def _filled(sheet: Worksheet) -> Iterator[tuple[Cell | MergedCell, ...]]:
    """The rows of a sheet that have something in them, each up to its last cell that has."""
    cast("ReadOnlyWorksheet", sheet).reset_dimensions()  # a file may say of its size what is not so
    for cells in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS):
        if any(cell.value is not None for cell in cells):
            yield tuple(cells[: max(at for at, cell in enumerate(cells, 1) if cell.value is not None)])


def _text(cell: Cell | MergedCell, path: str) -> str:
    """What a cell says; numbers as a spreadsheet shows them."""
    value = cell.value
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        message = f"the cell {cell.coordinate} has a date or a time: {value}"
        hint = "make its format text, and type it as it is to be read"
        raise GlossaryError(message, path=path, line=cell.row, hint=hint)
    if cell.data_type in ("f", "e"):
        what = "a formula" if cell.data_type == "f" else "an error"
        message = f"the cell {cell.coordinate} has {what}: {value}"
        raise GlossaryError(message, path=path, line=cell.row, hint="paste its value as text")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)
