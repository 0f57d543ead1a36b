"""A glossary file's text -> its concepts, and what is wrong with it in words that an editor can act on."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ..errors import GlossaryError
from ..languages import registry
from . import _lines, _shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ._lines import Place
    from .concepts import Concept

__all__ = ["Read", "read"]

_AT = re.compile(r" - at `\$\.?(?P<where>[^`]*)`$")
_INDEX = re.compile(r"\[\d*\.*\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`")
_MISSING = re.compile(r"Object missing required field `(?P<key>[^`]*)`")
_CHOICE = re.compile(r"Invalid enum value (?P<value>.*)")
_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`")
_WANTED = {
    "array": 'it is a list: ["one", "two"]',
    "bool": "it is true or false, without quotation marks",
    "object": "it is a table: { key = value }",
    "str": "it is a text in quotation marks",
    "str | object": 'it is a text in quotation marks, or a table: { preferred = "one", admitted = ["two"] }',
}
_START = '[[concept]]\n  id = "expulsion-regime"\n  en = "expulsion regime"'
_TABLES: dict[str, type[msgspec.Struct]] = {"": _shape.ConceptTable, "scope": _shape.ScopeTable}


class Read(NamedTuple):
    """The concepts of a file that are in order, and what is wrong with the others."""

    concepts: tuple[Concept, ...]
    errors: tuple[GlossaryError, ...] = ()


def read(toml: str, path: str) -> Read:
    """Read a glossary file.

    Args:
        toml: its text.
        path: what messages call it.
    """
    try:
        data = tomllib.loads(toml)
    except RecursionError:
        return Read((), (GlossaryError("this is nested too deeply", path=path, line=1),))
    except ValueError as error:  # among them a number with thousands of digits
        return Read((), (_no_toml(error, toml, path),))
    errors = [
        GlossaryError(
            f"there is no {key!r} in a glossary", path=path, line=_line_of(toml, key), hint=f"a concept is {_START}"
        )
        for key in data
        if key != "concept"
    ]
    tables = data.get("concept", [])
    places = _lines.places(toml)
    if not isinstance(tables, list) or len(places) != len(tables):
        line = _line_of(toml, "concept")
        errors.append(GlossaryError("concepts are written one by one", path=path, line=line, hint=f"as {_START}"))
        return Read((), tuple(errors))
    concepts = []
    for table, place in zip(tables, places, strict=True):
        try:
            concepts.append(_concept(table, place, path))
        except GlossaryError as error:
            errors.append(error)
    return Read(tuple(concepts), tuple(errors))


def _concept(table: Mapping[str, Any], place: Place, path: str) -> Concept:
    try:
        found = _shape.concept(table, place, path)
    except msgspec.ValidationError as error:
        raise _explained(str(error), table, place, path) from error
    for message, line, hint in _mistakes(found, place):
        raise GlossaryError(message, path=path, line=line, hint=hint)
    return found


def _mistakes(concept: Concept, place: Place) -> Iterator[tuple[str, int, str]]:
    """What the types alone do not say: message, line, what to do."""
    if not re.fullmatch(_shape.CONCEPT_ID, concept.id):
        likely = re.sub(r"[^a-z0-9]+", "-", concept.id.casefold()).strip("-") or "expulsion-regime"
        yield f"{concept.id!r} cannot be an id", place.of("id"), f'only a-z, 0-9 and - may be in it: id = "{likely}"'
    if not concept.terms and not concept.unknown:
        yield f"{concept.id!r} has no term in any language", place.line, 'add, for example: en = "expulsion regime"'
    for term in concept.terms:
        if not term.text.strip():
            yield f"a term of {concept.id!r} is empty", term.line or place.line, "write it, or delete the line"


def _no_toml(error: ValueError, toml: str, path: str) -> GlossaryError:
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    hint = 'a concept has lines like: en = "expulsion regime"'
    if "Illegal character '\\n'" in str(error):
        hint = 'a text ends in the line that it begins in, with another "'
    lines = toml.splitlines()
    where, column = (int(place[1]), int(place[2])) if place else (max(1, len(lines)), 1)
    before = lines[where - 1][: column - 1] if where <= len(lines) else ""
    if "inline table" in str(error) or ("key part" in str(error) and before.rstrip().endswith(("{", ","))):
        hint = "what stands in { } stands in one line, without a comma at its end; only a list in [ ] may have several"
    return GlossaryError(f"this is no TOML: {error}", path=path, line=where, hint=hint)


def _explained(message: str, table: Mapping[str, Any], place: Place, path: str) -> GlossaryError:
    at = _AT.search(message)
    where = _INDEX.sub("", at["where"]) if at else ""
    lang = next((key for key in table if _is_tag(key) and not _fits(table[key])), "")
    key = where.rpartition(".")[2]
    line = place.of(lang or where.partition(".")[0])
    whose = f" of {table['id']!r}" if isinstance(table.get("id"), str) else ""

    def wrong(said: str, line: int, hint: str) -> GlossaryError:
        return GlossaryError(said, path=path, line=line, hint=hint)

    if found := _UNKNOWN.match(message):
        return wrong(f"the key {found['key']!r}{whose} is not known", *_unknown(found["key"], lang, where, place))
    if found := _MISSING.match(message):
        if found["key"] == "id":
            return wrong("this concept has no id", place.line, 'add, for example: id = "expulsion-regime"')
        return wrong(f"a term of {lang}{whose} is a table without term", line, 'write { term = "one" }')
    if found := _CHOICE.match(message):
        value = _AT.sub("", found["value"])
        return wrong(f"{key}{whose} cannot be {value}", line, f"write {_choices(key)}")
    expected = _EXPECTED.match(message)
    wanted = _WANTED.get(expected["wanted"] if expected else "", _WANTED["str | object"])
    return wrong(f"{lang or key}{whose} is of a wrong kind", line, wanted)


def _is_tag(key: str) -> bool:
    return _shape.is_language(key) or _shape.is_unknown_language(key)


def _fits(said: object) -> bool:
    try:
        msgspec.convert(said, str | _shape.LanguageTable)
    except msgspec.ValidationError:
        return False
    return True


def _unknown(key: str, lang: str, where: str, place: Place) -> tuple[int, str]:
    """The line of a key that is not known, and what was probably meant."""
    import difflib

    table = _TABLES.get(where, _shape.ConceptTable)
    if lang:
        table = _shape.TermTable if where.strip(".") else _shape.LanguageTable
    line = place.of(lang or where or key)
    known = [*table.__struct_encode_fields__, *([] if lang or where else filter(_shape.is_language, registry.tags()))]
    close = difflib.get_close_matches(key, known, 1, 0.5)
    return line, f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"


def _choices(key: str) -> str:
    properties = {**_shape.schema()["$defs"], **_shape.schema()["$defs"]["ConceptTable"]["properties"]}
    values = properties["Kind" if key == "kind" else key]["enum"]
    return " or ".join(f'"{value}"' for value in values)


def _line_of(toml: str, key: str) -> int:
    """The line that a top-level key is first on."""
    found = re.search(rf"^\s*\[*\s*[\"']?{re.escape(key)}\b", toml, re.MULTILINE)
    return toml.count("\n", 0, found.end()) + 1 if found else 1
