"""Russian: the paradigms of pymorphy3's dictionary, and declension by ending for words that it does not have.

The dictionary is loaded with the first Russian term and asked for terms only, never for the words of a text.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ._ru_endings import declined
from .grammar import Forms
from .letters import clean, to_cyrillic_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pymorphy3 import MorphAnalyzer

    from .grammar import PartOfSpeech

# Word classes of OpenCorpora, by what a term's part of speech can be. Participles are adjectives here.
_CLASSES: dict[PartOfSpeech | None, tuple[str, ...]] = {
    "noun": ("NOUN",),
    "name": ("NOUN",),
    "verb": ("INFN",),
    "adjective": ("ADJF", "PRTF", "ADJS"),
    "other": (),
    None: ("NOUN", "ADJF", "INFN", "PRTF", "NPRO", "NUMR"),
}
_CITED_IN_NOMINATIVE = frozenset(("NOUN", "ADJF", "PRTF", "NPRO", "NUMR"))
_CITED_AS_THEY_ARE = frozenset(("INFN", "ADJS"))
_INFINITIVE = ("ть", "ться", "ти", "тись", "чь", "чься")
_NAMES = re.compile("Geox|Name|Surn|Orgn")
# What an adjective that stands for a noun can be: ведущая, ведущие; but прошлое only.
_NUMBERS = {"femn": ("femn", "plur"), "neut": ("neut",)}
_NEGATING = frozenset("анти контр не".split())
_PARTICLES = frozenset("де ка либо нибудь с таки то".split())
_LIKELY = 0.2  # probability of a reading, by pymorphy3's own estimate
_REMEMBERED = 1 << 14


class _Stem(NamedTuple):
    """Forms of a word: what they begin with, and all that may follow."""

    text: str
    endings: frozenset[str]


class _Reading(NamedTuple):
    """One reading of a word in its citation form: word class, gender (`plur` for a plural) and all its forms.

    `own` are those of its gender, for an adjective that stands alone in the feminine or neuter: ведущая.
    """

    kind: str
    gender: str
    forms: _Stem
    own: _Stem


class _Russian:
    """The grammar of Russian."""

    def fold(self, word: str) -> str:
        """See `Grammar`: ё is е."""
        return _fold(word)

    def loose(self, word: str) -> str:
        """See `Grammar`: nothing that Russian people write is a mark."""
        return word

    def forms(self, words: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str] = ()) -> tuple[Forms, ...]:
        """See `Grammar`. What follows the head in an oblique case stays as it is. `also` has no use here."""
        if pos == "other":
            return tuple(_as_forms(word, ()) for word in words)
        if len(words) == 1:
            return (_as_forms(words[0], _alone(words[0], pos)),)
        found, behind_head = [], False
        for word in words:
            readings = _readings(word)
            stays = behind_head and _parses(word) and all(reading.gender == "plur" for reading in readings)
            found.append(_as_forms(word, () if stays else _in_phrase(word)))
            behind_head |= any(reading.kind in ("NOUN", "INFN") for reading in readings)
        return tuple(found)

    def are_apposed(self, first: str, last: str) -> bool:
        """See `Apposing`. What ends in -о or -е before a hyphen is the beginning of an adjective, as a rule."""
        return not first.endswith(("о", "е")) and first not in _NEGATING and last not in _PARTICLES

    def citations(self, word: str) -> frozenset[str]:
        """See `Citing`."""
        return _citations(word)


GRAMMAR = _Russian()


@functools.lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    return to_cyrillic_look(clean(word)).casefold().replace("ё", "е").replace("‑", "-").replace("‐", "-")


def _as_forms(word: str, stems: Sequence[_Stem]) -> Forms:
    def accepts(form: str) -> bool:
        return form == word or any(form.startswith(stem) and form[len(stem) :] in endings for stem, endings in stems)

    return Forms(frozenset((word[:3],)).union(*(_starts(stem) for stem in stems)), accepts, _never)


def _starts(stem: _Stem) -> Iterable[str]:
    return (stem.text[:3],) if len(stem.text) > 2 else {(stem.text + ending)[:3] for ending in stem.endings}


def _never(_word: str) -> bool:
    return False


@functools.lru_cache(maxsize=_REMEMBERED)
def _alone(word: str, pos: PartOfSpeech | None) -> Sequence[_Stem]:
    """The forms of a word that is a term by itself; a noun (прошлое) is rather that than an adjective in the neuter."""
    readings = _likely([r for r in _readings(word) if r.kind in _CLASSES[pos]] or _readings(word))
    if any(r.kind == "NOUN" and r.gender != "plur" for r in readings):
        readings = [r for r in readings if r.kind != "ADJF" or r.gender == "masc"]
    return [r.own for r in readings] or _unknown(word, pos)


@functools.lru_cache(maxsize=_REMEMBERED)
def _in_phrase(word: str) -> Sequence[_Stem]:
    """The forms of a word of a term of several."""
    return [r.forms for r in _likely(_readings(word))] or _unknown(word, None)


def _likely(readings: Sequence[_Reading]) -> Sequence[_Reading]:
    """The readings to go by: a participle only if the word is nothing else (the noun нападающий has nothing to do with
    нападает), a plural noun only if it is no singular one.
    """
    singular = any(r.kind == "NOUN" and r.gender != "plur" for r in readings)
    likely = [r for r in readings if r.kind != "PRTF" and not (singular and r.kind == "NOUN" and r.gender == "plur")]
    return likely or readings


def _unknown(word: str, pos: PartOfSpeech | None) -> Sequence[_Stem]:
    """The forms of a word that the dictionary does not have as a citation form."""
    first, hyphen, last = word.rpartition("-")
    if hyphen and last:
        nouns = [reading.forms for reading in _likely(_readings(first)) if reading.kind == "NOUN"]
        heads = {first, *(stem + ending for stem, endings in nouns for ending in endings)}
        return [_Stem(f"{head}-{stem}", endings) for head in sorted(heads) for stem, endings in _alone(last, pos)]
    if word.endswith(_INFINITIVE) and pos in (None, "verb"):
        guessed = [parse for parse in _analyzer().parse(word) if "INFN" in parse.tag]
        return [_Stem("", frozenset(form.word.replace("ё", "е") for parse in guessed for form in parse.lexeme))]
    return [_Stem("", frozenset(declined(word)))]


@functools.lru_cache(maxsize=_REMEMBERED)
def _readings(word: str) -> Sequence[_Reading]:
    """The readings of a word as a citation form that the dictionary has."""
    found = []
    for spelt, parses in _parses(word):
        for number, place in parses:
            prefix, tag, suffix = _paradigm(number)[place]
            kind, gender = tag[:4], next((gender for gender in ("plur", "femn", "neut") if gender in tag), "masc")
            if kind not in _CITED_AS_THEY_ARE and not (kind in _CITED_IN_NOMINATIVE and "nomn" in tag):
                continue
            stem = (prefix + spelt[len(prefix) : len(spelt) - len(suffix)]).replace("ё", "е")
            participle = tag.partition(" ")[0] if kind == "PRTF" else ""
            forms = own = _Stem(stem, _endings(number, prefix, participle, ""))
            if kind in ("ADJF", "PRTF") and gender in _NUMBERS:
                own = _Stem(stem, _endings(number, prefix, participle, gender))
            found.append(_Reading(kind, gender, forms, own))
            if _NAMES.search(tag):  # some are declined there as nobody does: Брисбен, в Брисбне
                by_ending = _Stem("", frozenset(declined(word)))
                found.append(_Reading(kind, gender, by_ending, by_ending))
    return found


@functools.lru_cache(maxsize=_REMEMBERED)
def _citations(word: str) -> frozenset[str]:
    parses = _analyzer().parse(word)
    return frozenset(parse.normal_form.replace("ё", "е") for parse in parses if parse.score >= _LIKELY)


@functools.lru_cache(maxsize=_REMEMBERED)
def _parses(word: str) -> Sequence[tuple[str, Sequence[tuple[int, int]]]]:
    """What the dictionary has: spellings (with ё), each with its (paradigm, place in it)."""
    analyzer = _analyzer()
    return list(analyzer.dictionary.words.similar_items(word, analyzer.char_substitutes))


@functools.lru_cache(maxsize=1 << 12)
def _endings(number: int, prefix: str, participle: str, gender: str) -> frozenset[str]:
    """What may follow the stem in a paradigm: in all of it, or in one participle ("PRTF,perf,...") or gender."""
    return frozenset(
        suffix.replace("ё", "е")
        for other_prefix, tag, suffix in _paradigm(number)
        if other_prefix == prefix
        and (not participle or (tag.startswith("PRT") and tag[4:].startswith(participle[4:])))
        and (not gender or any(number in tag for number in _NUMBERS[gender]))
    )


@functools.lru_cache(maxsize=1 << 12)
def _paradigm(number: int) -> Sequence[tuple[str, str, str]]:
    """Prefix, tag and suffix of every form."""
    tags = _tags()
    paradigm = _analyzer().dictionary.build_paradigm_info(number)
    return [(prefix, tags[id(tag)], suffix) for prefix, tag, suffix in paradigm]


@functools.cache
def _tags() -> dict[int, str]:
    """All tags of the dictionary, written out once: that is slow, and paradigms share them."""
    return {id(tag): str(tag) for tag in _analyzer().dictionary.gramtab}


@functools.cache
def _analyzer() -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
