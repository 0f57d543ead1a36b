"""A glossary as a table: a row per term, or, as desks have it, a row per concept and a column per language."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from ...errors import GlossaryError
from ...languages import registry
from ...locales import language_name
from .. import several
from ..fields import CONCEPT, LIST, TERM, Entry, Said, built, clean, language, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..concepts import Concept
    from ..fields import Refused

__all__ = ["COLUMNS", "Row", "are_columns", "concepts", "rows"]

COLUMNS = ("concept", *CONCEPT, "language", *TERM)
"""The header of a row per term. What is said of the concept stands in the first row of its terms."""

_ALSO_CALLED = {"id": "concept", "lang": "language"}
_DASHES = "-–—"
_EXAMPLE = "en, ru, uz, tg (a row per concept), or concept, language, status, term (a row per term)"


class Row(NamedTuple):
    """A row as it was read: its line (or number), and its cells."""

    line: int
    cells: tuple[str, ...]


def rows(concepts: Iterable[Concept]) -> Iterator[tuple[str, ...]]:
    """The table of some concepts, header first. Raises as `formats.Format.write`."""
    yield COLUMNS
    for concept in concepts:
        of_concept = texts(concept)
        said = [{"language": term.lang, **texts(term)} for term in concept.terms] or [{}]
        for number, of_term in enumerate(said):
            row = {"concept": concept.id, **of_term, **({} if number else of_concept)}
            yield tuple(row.get(column, "") for column in COLUMNS)


def concepts(table: Iterable[Row], path: str, refused: Refused | None = None) -> tuple[Concept, ...]:
    """The concepts of a table. Rows that belong to one concept need not stand together; blank rows are left out.

    Raises:
        GlossaryError: as `formats.Format.read`.
    """
    filled = (Row(row.line, tuple(map(clean, row.cells))) for row in table)
    filled = (row for row in filled if any(row.cells))
    header = next(filled, None)
    if header is None:
        raise GlossaryError("the table is empty", path=path, line=1, hint=f"its first row is {_EXAMPLE}")
    columns = _columns(header, path)
    named = ((row.line, _named(row, columns, path)) for row in filled)
    if "term" in columns:
        return built(_by_concept(named, path), path, refused)
    if not set(columns) & set(registry.tags()):
        message = "the first row has neither a column 'term' nor one of a language"
        raise GlossaryError(message, path=path, line=header.line, hint=f"write {_EXAMPLE}")
    return built([_simple(texts, line, path) for line, texts in named], path, refused)


def are_columns(cells: Sequence[str]) -> bool:
    """Whether all cells are names of columns that a table may have (empty ones are none), at least one of them."""
    found = [_column(clean(cell)) for cell in cells]
    return any(found) and None not in found


def _columns(header: Row, path: str) -> list[str]:
    """What the columns are; empty for one that has no name."""
    found: list[str] = []
    if not any(map(_column, header.cells)):
        message = "the first row does not say what the columns are"
        raise GlossaryError(message, path=path, line=header.line, hint=f"write one above it: {_EXAMPLE}")
    for cell in header.cells:
        column = _column(cell)
        if column is None:
            hint = f"delete it, or name it as one of {', '.join((*COLUMNS, *registry.tags()))}"
            raise GlossaryError(f"the column {cell!r} is not known", path=path, line=header.line, hint=hint)
        if column and column in found:
            message = f"the column {column!r} stands twice"
            raise GlossaryError(message, path=path, line=header.line, hint="keep one of them")
        found.append(column)
    return found


def _column(cell: str) -> str | None:
    """The column that a cell of the header names; empty for none, None for one that is not known."""
    word = cell.casefold().replace(" ", "_")
    word = _ALSO_CALLED.get(word, word)
    if word in COLUMNS or not word:
        return word
    tag = _languages().get(cell.casefold()) or language(cell)
    return tag if tag in registry.tags() else None


@functools.cache
def _languages() -> Mapping[str, str]:
    """What languages are called in one another, casefolded -> tag."""
    languages = [registry.get(tag) for tag in registry.tags()]
    return {language_name(one, other).casefold(): one.tag for one in languages for other in languages}


def _named(row: Row, columns: list[str], path: str) -> dict[str, str]:
    """The filled cells of a row by their columns."""
    padded = [*columns, *[""] * (len(row.cells) - len(columns))]
    found = {column: cell for column, cell in zip(padded, row.cells, strict=False) if cell}
    if "" in found:
        message = f"{found['']!r} stands in a column without a name"
        hint = "name the column in the first row, or put quotation marks round a text with commas"
        raise GlossaryError(message, path=path, line=row.line, hint=hint)
    return found


def _simple(row: Mapping[str, str], line: int, path: str) -> Entry:
    """A row with a column per language; a cell has the preferred term, and after it those that are admitted."""
    of_all = {name: text for name, text in row.items() if name in TERM and name != "note"}
    terms = [
        Said(tag, {**of_all, "term": term}, line)
        for tag, cell in row.items()
        if tag not in COLUMNS
        for term in _terms(cell, path, line)
    ]
    of_concept = {"concept_note": row.get("note", ""), **{name: row[name] for name in CONCEPT if name in row}}
    return Entry(row.get("concept", ""), of_concept, terms, line)


def _terms(cell: str, path: str, line: int) -> list[str]:
    """The terms of a cell; a dash says that there is none.

    Raises:
        GlossaryError: something else than `LIST` seems to stand between them.
    """
    terms = [term for term in map(clean, cell.split(LIST)) if term.strip(_DASHES)]
    if found := next(filter(None, map(several.mark, terms)), ""):
        hint = f"put {LIST} between several terms: one {LIST} two; or give the table a row per term"
        raise GlossaryError(f"the cell {cell!r} has {found} in it", path=path, line=line, hint=hint)
    return terms


def _by_concept(table: Iterable[tuple[int, Mapping[str, str]]], path: str) -> list[Entry]:
    """Rows with a term each, put together; one that names no concept goes on with that of the row above."""
    found: dict[str, Entry] = {}
    said_in: dict[tuple[str, str], int] = {}
    name = ""
    for line, row in table:
        name = row.get("concept", name)
        if not name:
            hint = "write an id: expulsion-regime"
            raise GlossaryError("the row names no concept", path=path, line=line, hint=hint)
        entry = found.setdefault(name, Entry(name, {}, [], line))
        for field in CONCEPT.keys() & row.keys():
            first = said_in.setdefault((name, field), line)
            if entry.texts.setdefault(field, row[field]) != row[field]:
                message = f"{field} of {name!r} is another than in line {first}"
                raise GlossaryError(message, path=path, line=line, hint="write it once, or the same in all its rows")
        if row.keys() & {"language", *TERM}:
            if "language" not in row:
                raise GlossaryError("the term has no language", path=path, line=line, hint="write en, ru, uz or tg")
            entry.terms.append(Said(language(row["language"]), row, line))
    return list(found.values())
