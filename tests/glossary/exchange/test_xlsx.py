from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.errors import GlossaryError
from l10n_flow.glossary import formats
from l10n_flow.glossary.concepts import Concept, Term

from .glossaries import GLOSSARIES, wrong_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

XLSX = formats.get("xlsx")
LAW = (Concept("law", terms=(Term("law", "en", "law"), Term("=закон()", "ru", "law"))),)


def book(rows: Iterable[Iterable[object]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook with its files changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


@settings(max_examples=30)
@given(GLOSSARIES)
def test_a_glossary_comes_back_as_it_was(glossary: tuple[Concept, ...]) -> None:
    assert XLSX.read(XLSX.write(glossary), "desk.xlsx") == glossary


def test_all_cells_are_text_also_those_that_look_like_formulas() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(XLSX.write(LAW))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "=закон()" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert sheet.freeze_panes == "A2"


def test_texts_that_look_like_escapes_stay_as_they_are() -> None:
    concept = Concept("law", terms=(Term("_x0041_ _x000D_ &amp; <b>", "en", "law", note="one\ntwo\tthree"),))
    assert XLSX.read(XLSX.write([concept]), "desk.xlsx") == (concept,)


def test_a_workbook_as_desks_have_it() -> None:
    first, second = XLSX.read(
        book([[], ["en", "ru", "do not translate"], ["OVD-Info", "ОВД-Инфо", True], [1984, 1984.0]]), "d"
    )
    assert [(term.lang, term.text) for term in first.terms] == [("en", "OVD-Info"), ("ru", "ОВД-Инфо")]
    assert first.do_not_translate
    assert (second.line, [term.text for term in second.terms]) == (4, ["1984", "1984"])


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ([["en"], ["law"], ["=1+2"]], 3, "the cell A3 has a formula: =1+2"),
        ([["en"], [datetime.datetime(2025, 1, 5)]], 2, "the cell A2 has a date or a time: 2025-01-05"),  # noqa: DTZ001
        ([["en"], ["#N/A"]], 2, "the cell A2 has an error: #N/A"),
        ([["en", "source"], ["law", "me"]], 1, "the column 'source' is not known"),
        ([], 1, "the table is empty"),
    ],
)
def test_a_mistake_is_told_with_its_row(rows: list[list[object]], line: int, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        XLSX.read(book(rows), "desk.xlsx")
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("desk.xlsx", line)
    assert caught.value.hint


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened() -> None:
    for size in (5 << 20, 64 << 20):
        bomb = repacked(XLSX.write(LAW), lambda name, old, size=size: b" " * size if "sheet1" in name else old)  # type: ignore[misc]
        with pytest.raises(GlossaryError, match=r"unpack to far more|too large"):
            XLSX.read(bomb, "desk.xlsx")


@pytest.mark.parametrize("file", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
def test_entities_are_refused(file: str) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = repacked(XLSX.write(LAW), lambda name, old: laughs + old.partition(b"?>\n")[2] if name == file else old)
    with pytest.raises(GlossaryError, match=f"{file} in the file declares entities"):
        XLSX.read(data, "desk.xlsx")


def test_no_workbook_is_told_from_a_damaged_one() -> None:
    with pytest.raises(GlossaryError, match="this is no XLSX file"):
        XLSX.read(b"en,ru\n", "desk.xlsx")
    with pytest.raises(GlossaryError, match="this XLSX file is damaged"):
        XLSX.read(repacked(XLSX.write(LAW), lambda name, old: old[:-9] if "sheet1" in name else old), "desk.xlsx")


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 4000), st.booleans())
def test_anything_is_read_or_refused_in_words(junk: bytes, at: int, inside: bool) -> None:
    data = XLSX.write(LAW)
    if inside:
        data = repacked(data, lambda _, old: old[: at % len(old)] + junk + old[at % len(old) + len(junk) :])
    else:
        data = data[: at % len(data)] + junk + data[at % len(data) + len(junk) :]
    assert wrong_file(XLSX, data) == "desk"
    assert wrong_file(XLSX, junk) == "desk"


def test_a_second_table_is_not_passed_over() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].append(["en", "ru"])
    made.worksheets[0].append(["law", "закон"])
    notes = made.create_sheet("Notes")
    notes.append(["what we agreed on in May"])
    file = io.BytesIO()
    made.save(file)
    assert [concept.id for concept in XLSX.read(file.getvalue(), "desk.xlsx")] == ["law"]
    more = made.create_sheet("Places")
    more.append([])
    more.append([None, "en", "Русский"])
    file = io.BytesIO()
    made.save(file)
    with pytest.raises(GlossaryError, match="the sheet 'Places' has a table, too"):
        XLSX.read(file.getvalue(), "desk.xlsx")
