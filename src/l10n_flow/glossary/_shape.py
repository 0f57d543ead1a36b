"""The shape of a glossary file, as it is checked and as editors complete it, and a concept made of its table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from ..inflection.grammar import PartOfSpeech
from ..languages import registry
from .concepts import Case, Concept, Kind, Scope, Status, Term, UnknownLanguage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ._lines import Place

__all__ = [
    "CASES",
    "CONCEPT_ID",
    "ConceptTable",
    "LanguageTable",
    "TermTable",
    "concept",
    "is_language",
    "is_unknown_language",
    "schema",
]

CASES = {"ignored": Case.IGNORED, "checked": Case.CHECKED, "exact": Case.REQUIRED}
"""What `case` may say, and what it means."""

CONCEPT_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""What an id looks like, as a regular expression."""


_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")


def _says(description: str) -> msgspec.Meta:
    """What an editor shows beside a key."""
    return msgspec.Meta(description=description)


_Pos = Annotated[PartOfSpeech, _says("What the term is as a whole; how it changes depends on it.")]
_Quoted = Annotated[bool, _says("Whether it must stand in quotation marks.")]
_Case = Annotated[
    Literal["ignored", "checked", "exact"],
    _says("Capitals mean nothing; are checked (Meduza); or only with them it is the term (US)."),
]
_TermNote = Annotated[str, _says("What translators should know of the term in this language.")]
_Also = Annotated[
    tuple[str, ...],
    _says(
        'Uses beyond the grammar of its language, for example uz "siz" or "lik", tg "ат"; and words made of it that a '
        'translation may have in its stead: en "Kyrgyz" for "Kyrgyzstan".'
    ),
]
_Forms = Annotated[tuple[str, ...], _says("Forms that the grammar does not know.")]
_Not = Annotated[tuple[str, ...], _says("Words that look like forms and are none, as they would stand in a text.")]
_Invariable = Annotated[bool, _says("Whether it never changes.")]
_Written: TypeAlias = Annotated[str, msgspec.Meta(extra_json_schema={"minLength": 1})]
_Text = Annotated[_Written, _says("The term as a dictionary has it.")]


class _Traits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"blocked": "not"}):
    """What can be said of one term, or of all in a language."""

    pos: _Pos | UnsetType = UNSET
    note: _TermNote | UnsetType = UNSET
    quoted: _Quoted | UnsetType = UNSET
    case: _Case | UnsetType = UNSET
    also: _Also | UnsetType = UNSET
    forms: _Forms = ()
    blocked: _Not = ()
    invariable: _Invariable = False


class TermTable(_Traits, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"blocked": "not"}):
    """A term of which there is something to say that is not true of the language's other terms."""

    term: _Text


_TermEntry: TypeAlias = _Written | TermTable
_Preferred = Annotated[_TermEntry, _says("The term to use.")]
_Admitted = Annotated[tuple[_TermEntry, ...], _says("Terms that may be used as well.")]
_Forbidden = Annotated[tuple[_TermEntry, ...], _says("Terms that must not be used.")]


class LanguageTable(_Traits, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"blocked": "not"}):
    """What a concept is called in a language. `forms`, `not`, `invariable` are of the preferred term."""

    preferred: _Preferred | UnsetType = UNSET
    admitted: _Admitted = ()
    forbidden: _Forbidden = ()


class ScopeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a concept holds: in these articles, and in those with one of these tags."""

    articles: Annotated[tuple[str, ...], _says("Ids of articles; * stands for anything: 2025/*")] = ()
    tags: Annotated[tuple[str, ...], _says("Tags of articles.")] = ()


class ConceptTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A concept, but for its languages."""

    id: Annotated[
        str,
        msgspec.Meta(
            description="Its name in commands: a-z, 0-9 and -.", extra_json_schema={"pattern": f"^{CONCEPT_ID}$"}
        ),
    ]
    kind: Annotated[Kind, _says("What it is.")] = Kind.TERM
    pos: _Pos | UnsetType = UNSET
    definition: Annotated[str, _says("What it is, in a sentence.")] = ""
    note: Annotated[str, _says("What translators should know.")] = ""
    sense: Annotated[str, _says("In a few words, what tells it from another concept with the same term.")] = ""
    quoted: _Quoted | UnsetType = UNSET
    case: _Case | UnsetType = UNSET
    translate: Annotated[bool, _says("False if it stays as it is in every language.")] = True
    scope: Annotated[ScopeTable, _says("Where it holds, if not everywhere.")] = ScopeTable()


class GlossaryFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"concepts": "concept"}):
    """What the desk agreed on."""

    concepts: Annotated[tuple[ConceptTable, ...], _says("The concepts, each under a line [[concept]].")] = ()


def is_language(key: str) -> bool:
    """Whether a key of a concept is a language's tag."""
    return key not in ConceptTable.__struct_fields__ and key in registry.tags()


def is_unknown_language(key: str) -> bool:
    """Whether a key of a concept is a tag (BCP 47: language, script, region) of a language that nothing is known of.

    A tag of ours in other capitals is mistyped.
    """
    own = {*ConceptTable.__struct_encode_fields__, *LanguageTable.__struct_encode_fields__}
    ours = {tag.casefold() for tag in registry.tags()}
    return bool(_TAG.fullmatch(key)) and key not in own and key.casefold() not in ours


def schema() -> dict[str, Any]:
    """The JSON schema of a glossary file, for editors' completion."""
    (root,), definitions = msgspec.json.schema_components([GlossaryFile], ref_template="#/$defs/{name}")
    (language,), more = msgspec.json.schema_components([_Written | LanguageTable], ref_template="#/$defs/{name}")
    properties = definitions["ConceptTable"]["properties"]
    for tag in filter(is_language, registry.tags()):
        properties[tag] = {**language, "description": f"What it is called in {registry.get(tag).name} ({tag})."}
    return {**root, "$defs": {**definitions, **more}}


def concept(table: Mapping[str, Any], place: Place, path: str) -> Concept:
    """A concept of its table in a file.

    Raises:
        msgspec.ValidationError: the table has another shape; the message says where, from the concept's own table.
    """
    by_language = {key: value for key, value in table.items() if is_language(key) or is_unknown_language(key)}
    rest = {key: value for key, value in table.items() if key not in by_language}
    own = msgspec.convert(rest, ConceptTable)
    found = msgspec.convert(by_language, dict[str, str | LanguageTable])
    return Concept(
        id=own.id,
        kind=own.kind,
        terms=tuple(
            term for lang, said in found.items() if is_language(lang) for term in _terms(own, lang, said, place)
        ),
        definition=own.definition,
        note=own.note,
        sense=own.sense,
        do_not_translate=not own.translate,
        scope=Scope(own.scope.articles, own.scope.tags),
        path=path,
        line=place.line,
        unknown=tuple(
            UnknownLanguage(lang, said, place.of(lang)) for lang, said in by_language.items() if not is_language(lang)
        ),
    )


def _terms(own: ConceptTable, lang: str, said: str | LanguageTable, place: Place) -> Iterator[Term]:
    table = LanguageTable(preferred=said) if isinstance(said, str) else said
    preferred = () if table.preferred is UNSET else (table.preferred,)
    listed = (
        (Status.PREFERRED, preferred),
        (Status.ADMITTED, table.admitted),
        (Status.FORBIDDEN, table.forbidden),
    )
    for status, entries in listed:
        for entry in entries:
            one = TermTable(term=entry) if isinstance(entry, str) else entry
            of_language = table if status is Status.PREFERRED else _NOTHING
            yield Term(
                text=one.term,
                lang=lang,
                concept=own.id,
                status=status,
                pos=_first(one.pos, table.pos, own.pos, default=None),
                note=_first(one.note, table.note, default=""),
                quoted=_first(one.quoted, table.quoted, own.quoted, default=False),
                case=CASES[_first(one.case, table.case, own.case, default="ignored")],
                invariable=one.invariable or of_language.invariable,
                forms=one.forms or of_language.forms,
                blocked=one.blocked or of_language.blocked,
                also=_first(one.also, table.also, default=()),
                line=place.of(lang, one.term, status.value),
            )


_NOTHING = LanguageTable()


def _first(*said: Any, default: Any) -> Any:
    """What is said nearest to the term."""
    return next((one for one in said if one is not UNSET), default)
