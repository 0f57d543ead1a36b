"""The glossary as TBX (ISO 30042:2019), dialect TBX-Basic, style DCT: for term bases and translators' tools.

A concept is a `conceptEntry`, its terms are in a `langSec` per language, and what they are is said by the dialect's
own data categories: `definition`, `partOfSpeech` and `administrativeStatus` (preferred, admitted, and deprecated for
what is forbidden). What the dialect has no category for stands in notes that begin with `l10n-flow`, for example
`l10n-flow kind: person`, which reading takes back; `partOfSpeech` of a name is `noun`, as there is no other.

Read is TBX of 2019 in both styles (DCT and DCA), of the dialects Core, Min and Basic, also with the namespaces and the
statuses of drafts. A concept that the schema does not allow is refused, with the line: an element, data category or
value that is not known, a category at a level where it may not be, an id that stands twice. What the glossary has no
field for becomes a line of the note (`subjectField: law`); who changed what and when (`transacGrp`) and what stands
behind the text (`back`) is left out. A definition may be at a language; a superseded term is forbidden; an adverb is of
the part of speech "other", a proper noun a name. White space is folded, as programs break and indent lines where they
like; a text of ours that has several lines stands once more, as it is, in a note (`l10n-flow note: "one\\ntwo"`).

What is written and what is read follows a RELAX NG schema of our own (`tbx_basic.rng`, which says where its rules come
from). Neither was validated against the schemas of ISO or LTAC Global themselves: ISO's cannot be copied, those of LTAC
Global come without a licence, and need NVDL and Schematron.

Not held: white space around a text; an item of a list with a `|` in it; a concept without a term; terms of one
language that stand apart (they are put together); a note that itself begins as those above; where a concept stood in
the glossary's files.
"""

from __future__ import annotations

import contextlib
import json
import re
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from ...errors import GlossaryError
from ..fields import CONCEPT, TERM, Entry, Said, built, clean, language, refuse_large, texts
from ._tbx import BASIC, LANG, MIN, TBX, conform, line_of, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..concepts import Concept, Term
    from ..fields import Refused

__all__ = ["read", "write"]

_OWN = re.compile(r"l10n-flow ([a-z_]+): (.*)", re.DOTALL)
_OWN_FIELDS = (CONCEPT.keys() | TERM.keys()) - {"status"}
_WRITTEN = frozenset(("definition", "concept_note", "term", "note"))
"""What is said by the dialect's own categories, and once more as it was if it has several lines or blanks."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_GROUPS = ("descripGrp", "termNoteGrp", "adminGrp")
_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_STATUSES = {**{written: status for status, written in _STATUS.items()}, "supersededTerm-admn-sts": "forbidden"}
_POS = {"noun": "noun", "verb": "verb", "adjective": "adjective", "other": "other", "name": "noun"}
_PARTS = {**{pos: pos for pos in ("noun", "verb", "adjective", "other")}, "adverb": "other", "properNoun": "name"}


def read(data: bytes, path: str, refused: Refused | None = None) -> tuple[Concept, ...]:
    """Read a TBX file (see `formats.Format`)."""
    root = _parse(data, path)
    conform(root, path, refused)
    return built([_entry(entry) for entry in root.iter(f"{{{TBX}}}conceptEntry")], path, refused)


def write(concepts: Iterable[Concept]) -> bytes:
    """Write a TBX file (see `formats.Format`); there must be a concept."""
    namespaces = cast("dict[str, str]", {None: TBX, "min": MIN, "basic": BASIC})
    root = etree.Element(f"{{{TBX}}}tbx", {"type": "TBX-Basic", "style": "dct", LANG: "en"}, namespaces)
    about = _below(_below(_below(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _below(about, "p", "The glossary of a newsroom, written by l10n-flow")
    body = _below(_below(root, "text"), "body")
    for concept in concepts:
        if concept.terms:
            _add(body, concept)
    if not len(body):
        raise GlossaryError("there is no term to write", hint="TBX cannot be empty")
    schema().assertValid(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add(body: etree._Element, concept: Concept) -> None:
    said = texts(concept)
    entry = _below(body, "conceptEntry")
    entry.set("id", concept.id if concept.id[0].isalpha() else f"_{concept.id}")  # an XML name begins with no digit
    exact = _unfolded(said, "definition", "concept_note")
    if definition := said.pop("definition"):
        _below(entry, "definition", _folded(definition), BASIC)
    _add_notes(entry, said.pop("concept_note"), {**said, **exact})
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        section = _below(entry, "langSec")
        section.set(LANG, lang)
        for term in concept.in_language(lang):
            _add_term(section, term)


def _add_term(section: etree._Element, term: Term) -> None:
    said = texts(term)
    exact = _unfolded(said, "term", "note")
    below = _below(section, "termSec")
    _below(below, "term", _folded(said.pop("term")))
    if pos := said.pop("pos"):
        _below(below, "partOfSpeech", _POS[pos], MIN)
    _below(below, "administrativeStatus", _STATUS[said.pop("status")], MIN)
    _add_notes(below, said.pop("note"), {**said, "pos": "" if pos != "name" else pos, **exact})


def _add_notes(element: etree._Element, note: str, own: Mapping[str, str]) -> None:
    if note:
        _below(element, "note", _folded(note))
    for name, text in own.items():
        if text:
            _below(element, "note", f"l10n-flow {name}: {_in_one_line(text)}")


def _folded(text: str) -> str:
    """A text as XML means it: however a program breaks and indents its lines, blanks are one blank."""
    return _BLANKS.sub(" ", text).strip(" ")


def _unfolded(said: Mapping[str, str], *names: str) -> dict[str, str]:
    """The texts that folding would change."""
    return {name: said[name] for name in names if _folded(said[name]) != said[name]}


def _in_one_line(text: str) -> str:
    """A text that folding does not change; one that it would as JSON has it, with no two blanks together."""
    if _folded(text) == text and not text.startswith('"'):
        return text
    return json.dumps(text, ensure_ascii=False).replace("  ", " \\u0020")


def _from_one_line(text: str) -> str:
    with contextlib.suppress(ValueError):
        return str(json.loads(text)) if text.startswith('"') else text
    return text


def _below(parent: etree._Element, name: str, text: str | None = None, namespace: str = TBX) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    element.text = text
    return element


def _parse(data: bytes, path: str) -> etree._Element:
    refuse_large(len(data), path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        hint = "TBX is XML; let the program that wrote it write it again"
        raise GlossaryError(f"this is no XML: {error.msg}", path=path, line=error.lineno, hint=hint) from error
    if cast("Any", root.getroottree()).docinfo.doctype:
        hint = "delete the line <!DOCTYPE ...>; TBX of 2019 has none"
        raise GlossaryError("a document type is not read, for safety", path=path, line=1, hint=hint)
    return root


def _entry(entry: etree._Element) -> Entry:
    said = _said(entry)
    pos = said.pop("pos", "")
    terms: list[Said] = []
    for section in entry.iterchildren("{*}langSec"):
        lang = language(section.get(LANG, ""))
        of_all = {"pos": pos, **_said(section)}
        traits = {"pos": of_all.pop("pos")}
        _join(said, of_all)
        terms += [
            Said(lang, traits | _said(term, "note"), line_of(term)) for term in section.iterchildren("{*}termSec")
        ]
    return Entry(entry.get("id", "").removeprefix("_"), said, terms, line_of(entry))


def _said(element: etree._Element, note: str = "concept_note") -> dict[str, str]:
    """What stands directly in an element, by the names of our fields; what has none goes into the note."""
    found: dict[str, str] = {}
    own: dict[str, str] = {}
    for category, text in _categories(element):
        if category == "note" and (match := _OWN.fullmatch(text)) and match[1] in _OWN_FIELDS:
            own[match[1]] = _from_one_line(match[2])
        elif category == "note":
            _join(found, {note: text})
        elif category in ("term", "definition"):
            _join(found, {category: text})
        elif category == "partOfSpeech":
            found["pos"] = _PARTS[text]
        elif category == "administrativeStatus":
            found["status"] = _STATUSES[text]
        elif text:
            _join(found, {note: f"{category}: {text}"})
    same = {name: text for name, text in own.items() if name not in _WRITTEN or _folded(text) == found.get(name)}
    return found | same


def _categories(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The data categories directly in an element or in a group in it, and their texts."""
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if name in _GROUPS:
            yield from _categories(child)
        elif name not in ("langSec", "termSec", "transacGrp"):
            yield name, clean(_folded("".join(cast("Iterator[str]", child.itertext()))))


def _join(found: dict[str, str], more: Mapping[str, str]) -> None:
    """Add texts to those that are there, line by line."""
    for name, text in more.items():
        found[name] = f"{found[name]}\n{text}" if found.get(name) else text
