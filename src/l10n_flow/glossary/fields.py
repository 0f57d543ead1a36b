"""What is said of concepts and terms as plain texts under names, and back: what all formats have in common."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from ..errors import GlossaryError, LanguageError
from ..inflection.grammar import PartOfSpeech
from ..languages import registry
from ._shape import CASES, CONCEPT_ID
from .concepts import Case, Concept, Kind, Scope, Status, Term
from .identity import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    Refused: TypeAlias = Callable[[GlossaryError], None]
    """Gets what is wrong with one concept of a file, if the others are to be read."""

__all__ = [
    "CONCEPT",
    "LIST",
    "MAX_BYTES",
    "TERM",
    "Entry",
    "Said",
    "built",
    "clean",
    "language",
    "refuse_large",
    "texts",
]

MAX_BYTES = 32 * 1024 * 1024
"""Of a file that is read, unpacked. Two thousand concepts in four languages take about one."""

LIST = "|"
"""What stands between the items of a list."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FLAGS = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True, "x": True}


class _Field(NamedTuple):
    """An attribute of a concept or a term, and how it is written and read."""

    attribute: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    choices: tuple[str, ...] = ()


def _text(attribute: str) -> _Field:
    return _Field(attribute, str, str)


def _list(attribute: str) -> _Field:
    return _Field(attribute, f" {LIST} ".join, lambda text: tuple(filter(None, map(clean, text.split(LIST)))))


def _flag(attribute: str) -> _Field:
    return _Field(attribute, lambda value: "yes" if value else "", lambda text: _FLAGS[text.lower()], ("yes", "no"))


def _choice(attribute: str, values: Mapping[str, object], default: object = None) -> _Field:
    """One of some words. The default is written as nothing, and nothing is read as the default."""
    words = {value: word for word, value in values.items()} | {default: ""}
    return _Field(
        attribute, lambda value: words[value], lambda text: values[text.lower()] if text else default, tuple(values)
    )


CONCEPT = {
    "kind": _choice("kind", {kind.value: kind for kind in Kind}),
    "sense": _text("sense"),
    "definition": _text("definition"),
    "concept_note": _text("note"),
    "do_not_translate": _flag("do_not_translate"),
    "articles": _list("scope.articles"),
    "tags": _list("scope.tags"),
}
"""Name -> what of a concept it is."""

TERM = {
    "status": _choice("status", {status.value: status for status in Status}),
    "term": _text("text"),
    "pos": _choice("pos", {pos: pos for pos in get_args(PartOfSpeech)}),
    "quoted": _flag("quoted"),
    "case": _choice("case", CASES, Case.IGNORED),
    "invariable": _flag("invariable"),
    "forms": _list("forms"),
    "not": _list("blocked"),
    "also": _list("also"),
    "note": _text("note"),
}
"""Name -> what of a term it is."""


class Said(NamedTuple):
    """What a file says of a term: its language, its texts by their names in `TERM`, and its line."""

    lang: str
    texts: Mapping[str, str]
    line: int


class Entry(NamedTuple):
    """What a file says of a concept.

    `name` is its id, or what an id can be made of; `texts` are by their names in `CONCEPT`.
    """

    name: str
    texts: dict[str, str]
    terms: list[Said]
    line: int


def texts(what: Concept | Term) -> dict[str, str]:
    """What is said of a concept or a term, under the names of its table; empty where nothing is.

    Raises:
        GlossaryError: it has a character that no format can hold.
    """
    table, whose = (CONCEPT, what.id) if isinstance(what, Concept) else (TERM, what.concept)
    found = {name: field.write(attrgetter(field.attribute)(what)) for name, field in table.items()}
    for name, text in found.items():
        wrong = _UNWRITABLE.search(text)
        if wrong:
            message = f"{name} of {whose!r} has the character U+{ord(wrong[0]):04X}, which no file can hold"
            raise GlossaryError(message, hint="delete it in the glossary")
    return found


def built(entries: Sequence[Entry], path: str, refused: Refused | None = None) -> tuple[Concept, ...]:
    """The concepts that a file speaks of.

    Names that cannot be ids are made into such. Where no status is said, the first term of a language is the
    preferred one, if no other is, and the rest are admitted.

    Args:
        entries: what it says of them.
        path: what messages call it.
        refused: gets what is wrong with one concept, which is left out; without it that is raised.

    Raises:
        GlossaryError: a text is not what its field can be, an id stands twice, or a language has two preferred terms;
            with the line.
    """
    lines: dict[str, int] = {}
    for entry in entries:
        if lines.setdefault(entry.name, entry.line) != entry.line and entry.name:
            message = f"the concept {entry.name!r} is in line {lines[entry.name]} already"
            raise GlossaryError(message, path=path, line=entry.line, hint="join the two, or give one another id")
    return tuple(_built(entries, path, refused))


def language(tag: str) -> str:
    """A language as this program calls it (`uz` for `uz-Latn-UZ`); the tag itself if none of its languages is meant."""
    parts = tag.replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        try:
            return registry.get("-".join(parts[:end])).tag
        except LanguageError:
            continue
    return tag


def clean(text: str) -> str:
    """A text as the glossary has it: NFC, with LF line ends, trimmed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def refuse_large(size: int, path: str) -> None:
    """Stop at a file that is, or would be, larger than `MAX_BYTES`.

    Raises:
        GlossaryError: it is.
    """
    if size > MAX_BYTES:
        hint = f"split it; {MAX_BYTES >> 20} MB can be read"
        raise GlossaryError("the file is too large for a glossary", path=path, hint=hint)


def _built(entries: Sequence[Entry], path: str, refused: Refused | None) -> Iterator[Concept]:
    for entry, concept_id in zip(entries, _ids(entries), strict=True):
        try:
            yield _concept(entry, concept_id, path)
        except GlossaryError as error:
            if refused is None:
                raise
            refused(error)


def _concept(entry: Entry, concept_id: str, path: str) -> Concept:
    said = _parsed(CONCEPT, entry.texts, path, entry.line)
    scope = Scope(said.pop("scope.articles"), said.pop("scope.tags"))
    kind = said.pop("kind") or Kind.TERM
    terms = tuple(_terms(entry.terms, concept_id, path))
    return Concept(id=concept_id, kind=kind, scope=scope, terms=terms, path=path, line=entry.line, **said)


def _terms(said: Iterable[Said], concept_id: str, path: str) -> Iterable[Term]:
    parsed = [(one, _parsed(TERM, one.texts, path, one.line)) for one in said]
    preferred: dict[str, str] = {}
    for one, values in parsed:
        if not values["text"]:
            raise GlossaryError(f"a term of {concept_id!r} is empty", path=path, line=one.line, hint="write it")
        if values["status"] is Status.PREFERRED:
            if one.lang in preferred:
                both = f"{preferred[one.lang]!r} and {values['text']!r}"
                message = f"{concept_id!r} has two preferred terms in {one.lang}: {both}"
                raise GlossaryError(message, path=path, line=one.line, hint="make one of them admitted")
            preferred[one.lang] = values["text"]
    for one, values in parsed:
        if values["status"] is None:
            values["status"] = Status.ADMITTED if one.lang in preferred else Status.PREFERRED
            preferred.setdefault(one.lang, values["text"])
        yield Term(lang=one.lang, concept=concept_id, line=one.line, **values)


def _parsed(table: Mapping[str, _Field], said: Mapping[str, str], path: str, line: int) -> dict[str, Any]:
    """The values of texts, by attribute."""
    found = {}
    for name, field in table.items():
        text = clean(said.get(name, ""))
        try:
            found[field.attribute] = field.read(text)
        except KeyError as error:
            hint = f"write {' or '.join(field.choices)}, or leave it empty"
            raise GlossaryError(f"{name} cannot be {text!r}", path=path, line=line, hint=hint) from error
    return found


def _ids(entries: Sequence[Entry]) -> Iterable[str]:
    """An id of its own for each of some concepts: its name if that is one, else one made of its name or its terms."""
    names = {entry.name for entry in entries if re.fullmatch(CONCEPT_ID, entry.name)}
    given: set[str] = set()
    doubles: Counter[str] = Counter()
    for entry in entries:
        found = start = entry.name if entry.name in names else slug(entry.name) or _made(entry)
        while found in given or (found in names and found != entry.name):
            doubles[start] += 1
            found = f"{start}-{doubles[start] + 1}"
        given.add(found)
        yield found


def _made(entry: Entry) -> str:
    """An id made of the English term, or of the first one that an id can be made of."""
    ordered = sorted(entry.terms, key=lambda said: said.lang != "en")
    return next(filter(None, (slug(said.texts.get("term", ""), said.lang) for said in ordered)), "concept")
