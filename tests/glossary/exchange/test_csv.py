from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import GlossaryError
from l10n_flow.glossary import formats
from l10n_flow.glossary.concepts import Concept, Kind, Scope, Status, Term

from .glossaries import GLOSSARIES, wrong_file

CSV = formats.get("csv")


def read(text: str) -> tuple[Concept, ...]:
    return CSV.read(text.encode(), "desk.csv")


def said(concept: Concept) -> list[tuple[str, str, str]]:
    return [(term.lang, term.status.value, term.text) for term in concept.terms]


@given(GLOSSARIES)
def test_a_glossary_comes_back_as_it_was(glossary: tuple[Concept, ...]) -> None:
    assert CSV.read(CSV.write(glossary), "desk.csv") == glossary


@given(GLOSSARIES)
def test_no_cell_is_a_formula(glossary: tuple[Concept, ...]) -> None:
    table = csv.reader(io.StringIO(CSV.write(glossary).decode("utf-8-sig"), newline=""))
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]


def test_what_is_written_is_a_table_that_a_spreadsheet_opens() -> None:
    terms = (Term("US", "en", "us"), Term("-лик", "ru", "us", Status.ADMITTED, forms=("США", "Штаты")))
    written = CSV.write([Concept("us", Kind.PLACE, terms, scope=Scope(("2025/*",), ("law", "war")))])
    assert written.startswith(b"\xef\xbb\xbfconcept,kind,sense,")
    assert written.decode("utf-8-sig").splitlines()[1:] == [
        "us,place,,,,,2025/*,law | war,en,preferred,US,,,,,,,,",
        "us,,,,,,,,ru,admitted,'-лик,,,,,США | Штаты,,,",
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_as_desks_have_it(separator: str, mark: str, end: str) -> None:
    lines = [["en", "ru", "uz", "tg"], ["expulsion regime", "режим высылки", "chiqarib yuborish rejimi", ""]]
    (concept,) = read(mark + end.join(separator.join(line) for line in lines) + end)
    assert (concept.id, concept.kind, concept.path, concept.line) == ("expulsion-regime", Kind.TERM, "desk.csv", 2)
    assert said(concept) == [
        ("en", "preferred", "expulsion regime"),
        ("ru", "preferred", "режим высылки"),
        ("uz", "preferred", "chiqarib yuborish rejimi"),
    ]


def test_languages_may_have_their_names_and_cells_more_than_one_term() -> None:
    text = 'English;Русский;uz-Latn;note\nmigrant;"мигрант | ""гость""";muhojir;not a refugee\n'
    (concept,) = read(text)
    assert concept.note == "not a refugee"
    assert said(concept) == [
        ("en", "preferred", "migrant"),
        ("ru", "preferred", "мигрант"),
        ("ru", "admitted", '"гость"'),
        ("uz", "preferred", "muhojir"),
    ]


def test_rows_need_not_be_in_order_and_the_first_term_is_preferred() -> None:
    text = "id,kind,lang,status,term\nb,,ru,,суд\na,,en,forbidden,raid\nb,organisation,en,,court\n,,en,,bench\n"
    first, second = read(text)
    assert (first.id, first.kind) == ("b", Kind.ORGANISATION)
    assert said(first) == [("ru", "preferred", "суд"), ("en", "preferred", "court"), ("en", "admitted", "bench")]
    assert said(second) == [("en", "forbidden", "raid")]


def test_ids_are_made_where_there_are_none() -> None:
    text = "en,uz\nbench,sud\nbench,oʻrindiq\n,oʻqituvchi\n"
    assert [concept.id for concept in read(text)] == ["bench", "bench-2", "oqituvchi"]


def test_excels_own_first_line_is_no_header() -> None:
    (concept,) = read("sep=;\r\nen;ru\r\nlaw, A;закон\r\n")
    assert (concept.line, said(concept)[0]) == (3, ("en", "preferred", "law, A"))


@pytest.mark.parametrize(
    "text",
    [
        'sep=;\r\n"en";"ru"\r\n"quota";"квота"\r\n',
        '"sep=;"\nen;ru\nquota;квота\n',
        "SEP=\t\nen\tru\nquota\tквота\n",
        "sep=;,,\nen;ru\nquota;квота\n",  # saved by a program that does not know the first line
        ";;\n\nen;ru;\n;;\nquota;квота;\n;;\n",
        "en;ru\n'quota';квота\n".replace("'", '"'),
        "en;ru;note\nquota;квота;\n",
        "en,ru,uz\nquota,квота,-\n",
    ],
)
def test_tables_as_spreadsheets_save_them(text: str) -> None:
    (concept,) = read(text)
    assert said(concept) == [("en", "preferred", "quota"), ("ru", "preferred", "квота")]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("en;ru\nlaw, Inc.;закон\n", "law, Inc."),
        ('en,ru\n"law, Inc.",закон\n', "law, Inc."),
        ('en\n"law, Inc."\n', "law, Inc."),
        ("en;definition\nlaw;a rule, mostly, of a state\n", "law"),
        ("en;definition;note\nlaw;;a rule, a state\n", "law"),
    ],
)
def test_other_separators_within_a_text_are_part_of_it(text: str, term: str) -> None:
    (concept,) = read(text)
    assert said(concept)[0] == ("en", "preferred", term)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("en,ru\nlaw,закон\nquota;квота\n", 3, "the header has commas between its cells, and this row semicolons"),
        ("en,ru\nlaw,закон\nquota;квота,\n", 3, "the header has commas between its cells, and this row semicolons"),
        ("en;ru\nquota,квота\n", 2, "the header has semicolons between its cells, and this row commas"),
        ("sep=;\nen;ru\nquota\tквота\n", 3, "the header has semicolons between its cells, and this row tabs"),
        ("concept,language,term\nlaw;en;law\n", 2, "the header has commas between its cells, and this row semicolons"),
        ("en;ru,uz\nquota;квота;kvota\n", 1, "the columns are separated by commas and semicolons"),
        ("en,ru\nlaw,закон; право\n", 2, "the cell 'закон; право' has ';' in it"),
        ('en,ru\nlaw,"закон\nправо"\n', 2, "has a line end in it"),
        ("concept,en\nlaw,law\nlaw,statute\n", 3, "the concept 'law' is in line 2 already"),
        ("", 1, "the table is empty"),
        ("\n\nkind,note\n", 3, "neither a column 'term' nor one of a language"),
        ("law;закон,зак\n", 1, "the first row does not say what the columns are"),
        ("en,source\nlaw,me\n", 1, "the column 'source' is not known"),
        ("en,English\nlaw,law\n", 1, "the column 'en' stands twice"),
        ("en,ru\nlaw, in short,закон\n", 2, "'закон' stands in a column without a name"),
        ('en,ru\nlaw,закон\n"court,суд\n', 3, "this is no CSV"),
        ("concept,language,term\n,en,law\n", 2, "the row names no concept"),
        ("concept,language,term\nlaw,,law\n", 2, "the term has no language"),
        ("concept,language,term\nlaw,en,\n", 2, "a term of 'law' is empty"),
        ("concept,language,term,quoted\nlaw,en,law,often\n", 2, "quoted cannot be 'often'"),
        ("concept,language,term,status\nl,en,a,preferred\nl,en,b,Preferred\n", 3, "two preferred terms in en"),
        ("concept,language,term,kind\nl,en,a,term\nl,ru,b,person\n", 3, "kind of 'l' is another than in line 2"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read(text)
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("desk.csv", line)
    assert caught.value.hint


def test_an_old_encoding_is_named() -> None:
    with pytest.raises(GlossaryError, match="Windows-1251"):
        CSV.read("en,ru\nlaw,закон\n".encode("cp1251"), "desk.csv")


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_anything_is_read_or_refused_in_words(data: bytes) -> None:
    assert wrong_file(CSV, data) == "desk"
    assert wrong_file(CSV, b"en,ru\n" + data) == "desk"
    assert wrong_file(CSV, b"term,concept,language,kind,status\n" + data) == "desk"


@pytest.mark.parametrize("text", [" =HYPERLINK(1)", "'  @x", "\u00a0+1", "'' -2"])
def test_blanks_before_a_formula_do_not_hide_it(text: str) -> None:
    concept = Concept("x", terms=(Term("law", "en", "x"),), note=text)
    row = CSV.write([concept]).decode("utf-8-sig").splitlines()[1]
    assert f"'{text}" in row
    assert CSV.read(CSV.write([concept]), "desk.csv")[0].note == text.strip()


def test_a_nul_byte_is_named() -> None:
    with pytest.raises(GlossaryError, match="has a NUL byte in it") as caught:
        CSV.read(b"en,ru\nlaw,\0\n" + b"order,x\n" * 9, "desk.csv")
    assert caught.value.line == 2
    with pytest.raises(GlossaryError, match="UTF-16"):
        CSV.read("en,ru\nlaw,x\n".encode("utf-16-le"), "desk.csv")
