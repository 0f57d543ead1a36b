"""What a Russian word can be by the dictionary if it is cited, with its forms then, and its forms where it depends."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ._ru_dictionary import REMEMBERED, entries, paradigm
from ._ru_endings import declined, named
from ._ru_verbs import passive
from ._ru_words import PLURAL_WITH_OWN_MEANING, PLURALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._ru_dictionary import Entry

__all__ = ["ADJECTIVES", "Reading", "Stem", "depending", "is_name", "is_preposition", "readings_of"]

ADJECTIVES: Final = frozenset(("ADJF", "PRTF"))
_CITED_IN_NOMINATIVE = frozenset(("NOUN", "ADJF", "PRTF", "NPRO", "NUMR"))
_CITED_AS_THEY_ARE = frozenset(("INFN", "ADJS"))
_NAMES = re.compile("Geox|Name|Surn|Orgn")
_OBLIQUE = re.compile("gent|datv|ablt|loct")
_HAS_NOT_ALL = re.compile("Geox|Name|Surn|Orgn|PRTF")
# What an adjective that stands for a noun can be: ведущая, ведущие; but прошлое only.
_NUMBERS = {"femn": ("femn", "plur"), "neut": ("neut",)}


class Stem(NamedTuple):
    """Forms of a word: what they begin with, and all that may follow."""

    text: str
    endings: frozenset[str]


class Reading(NamedTuple):
    """One reading of a word in its citation form: word class, gender (`plur` for a plural) and all its forms.

    `own` are those that it has when it stands alone: those of its gender of an adjective in the feminine or neuter
    (ведущая), and of a name (`is_name`) those that it has if it is a common noun, too.
    """

    kind: str
    gender: str
    forms: Stem
    own: Stem
    is_name: bool = False


@functools.lru_cache(maxsize=REMEMBERED)
def readings_of(word: str) -> Sequence[Reading]:
    """The readings of a word as a citation form that the dictionary has."""
    found = []
    is_plural = word in PLURAL_WITH_OWN_MEANING
    has_no_singular = is_plural and any("Pltm" in entry.tag for entry in entries(word))
    for entry in entries(word):
        tag, kind, gender = entry.tag, entry.tag[:4], _gender(entry.tag)
        if kind not in _CITED_AS_THEY_ARE and not (kind in _CITED_IN_NOMINATIVE and "nomn" in tag):
            continue
        if is_plural and not (kind == "NOUN" and gender == "plur" and ("Pltm" in tag or not has_no_singular)):
            continue
        forms = own = _forms(entry, tag, word if kind == "INFN" else "", own=is_plural)
        if kind in ADJECTIVES and gender in _NUMBERS:
            own = _forms(entry, tag, own=True)
        found.append(Reading(kind, gender, forms, own))
        if is_name(entry):
            found[-1:] = _names(word, tag, forms, _forms(entry, ""))
    for entry in entries(PLURALS.get(word, "")):
        forms = _forms(entry, entry.tag, own=True)
        found.append(Reading(entry.tag[:4], found[0].gender, forms, forms))
    return found


def is_name(entry: Entry) -> bool:
    """Whether a word is a name of a person, a place or an organisation."""
    return _NAMES.search(entry.tag) is not None


def is_preposition(word: str) -> bool:
    """Whether a word may be one."""
    return any(entry.tag.startswith("PREP") for entry in entries(word))


@functools.lru_cache(maxsize=REMEMBERED)
def depending(word: str, *, is_governed: bool) -> Sequence[Stem]:
    """The forms of a word that depends on a noun or verb before it: those of the same case, the genitive if it may be
    one unless a preposition governs it. Names stay as they are.
    """
    found: dict[bool, list[Stem]] = {True: [], False: []}
    for entry in entries(word):
        kind, _, form = entry.tag.partition(" ")
        case = _OBLIQUE.search(form)
        if case and kind[:4] in _CITED_IN_NOMINATIVE and not is_name(entry):
            same = [(tag, end) for start, tag, end in paradigm(entry.paradigm) if start == entry.prefix]
            endings = (end for tag, end in same if tag.startswith(kind) and case[0] in tag)
            found[case[0] == "gent"].append(Stem(entry.stem, frozenset(endings)))
    return found[True] + found[False] if is_governed else found[True] or found[False]


def _names(word: str, tag: str, forms: Stem, whole: Stem) -> Iterator[Reading]:
    """The readings of a name, whose forms as a name and whole paradigm are known. What men and places are called can be
    a title as well: аким, акимов.
    """
    by_ending = named(word)  # some are declined in the dictionary as nobody does: Брисбен, в Брисбне
    kind, gender = tag[:4], _gender(tag)
    is_title = gender == "masc" and "Surn" not in tag
    yield Reading(kind, gender, forms, whole if is_title else forms, is_name=True)
    common = by_ending.union(declined(word)) if is_title else by_ending
    yield Reading(kind, gender, Stem("", by_ending), Stem("", common), is_name=True)


def _gender(tag: str) -> str:
    return next((gender for gender in ("plur", "femn", "neut") if gender in tag), "masc")


def _forms(entry: Entry, cited: str, infinitive: str = "", *, own: bool = False) -> Stem:
    """The forms of a word that has the tag `cited`; all that the dictionary has of a word without any."""
    return Stem(entry.stem, _endings(entry.paradigm, entry.prefix, cited, infinitive, own=own))


@functools.lru_cache(maxsize=1 << 12)
def _endings(number: int, prefix: str, cited: str, infinitive: str, *, own: bool) -> frozenset[str]:
    """What may follow the stem in a paradigm, see `_is_form`; of an `infinitive` in the passive, too."""
    forms = [(tag, suffix) for other, tag, suffix in paradigm(number) if other == prefix]
    has_all = not own and not _HAS_NOT_ALL.search(cited)
    endings = {suffix for tag, suffix in forms if has_all or _is_form(tag, suffix, cited, own=own)}
    passives = (passive(infinitive, tag, suffix) for tag, suffix in forms) if infinitive else ()
    return frozenset(endings.union(filter(None, passives)))


def _is_form(tag: str, ending: str, cited: str, *, own: bool) -> bool:
    """Whether a place in a paradigm is one of a word with the tag `cited`: of a participle only its own, of an
    adjective those of its gender if it is to be its `own`, and of a man's surname none that is a woman's. The genitive
    plural of a name is left out where it would be another name: Каримов, Анвар.
    """
    kind = cited.partition(" ")[0]
    if kind.startswith("PRTF") and not (tag.startswith("PRT") and tag[4:].startswith(kind[4:])):
        return False
    if _NAMES.search(kind):
        is_plural = "plur" in cited or ending.endswith("х")
        is_other_name = ("plur,gent" in tag or "plur,accs" in tag) and not is_plural
        return not is_other_name and ("Surn" not in kind or ("femn" in tag) == ("femn" in cited))
    return not own or any(number in tag for number in _NUMBERS.get(_gender(cited), ("plur",)))
