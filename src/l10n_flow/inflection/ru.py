"""Russian: the paradigms of pymorphy3's dictionary, and declension by ending for words that it does not have.

The dictionary is loaded with the first Russian term and asked for terms only, never for the words of a text.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ._ru_citing import cited
from ._ru_endings import declined, named
from ._ru_verbs import model, passive
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
_HAS_NOT_ALL = re.compile("Geox|Name|Surn|Orgn|PRTF")
# What an adjective that stands for a noun can be: ведущая, ведущие; but прошлое only.
_NUMBERS = {"femn": ("femn", "plur"), "neut": ("neut",)}
_NEGATING = frozenset("анти контр не".split())
_PARTICLES = frozenset("де ка либо нибудь с таки то".split())
_HUNG = re.compile("(?<=[а-я]{2})(?:-(?:то|ка|таки|де))+$")
_ORDINAL = frozenset("е го м ми му х ю я й ые ый ая ого ое ой ом ому ую ых ым ыми".split())  # of 102-я
_LIKELY = 0.2  # probability of a reading, by pymorphy3's own estimate
_REMEMBERED = 1 << 14


class _Stem(NamedTuple):
    """Forms of a word: what they begin with, and all that may follow."""

    text: str
    endings: frozenset[str]


class _Reading(NamedTuple):
    """One reading of a word in its citation form: word class, gender (`plur` for a plural) and all its forms.

    `own` are those of its gender, for an adjective that stands alone in the feminine or neuter: ведущая. `is_name` if
    it is a name of a person, a place or an organisation.
    """

    kind: str
    gender: str
    forms: _Stem
    own: _Stem
    is_name: bool = False


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
        for before, word in zip(("", *words), words, strict=False):
            if before.isdigit() and word in _ORDINAL:
                found.append(_ORDINALS)
                continue
            readings = _readings(word)
            stays = behind_head and _parses(word) and all(reading.gender == "plur" for reading in readings)
            found.append(_as_forms(word, () if stays else _in_phrase(word, pos)))
            behind_head |= any(reading.kind in ("NOUN", "INFN") for reading in readings)
        return tuple(found)

    def are_apposed(self, first: str, last: str) -> bool:
        """See `Apposing`. What ends in -о or -е before a hyphen is the beginning of an adjective, as a rule."""
        return not first.endswith(("о", "е")) and first not in _NEGATING and last not in _PARTICLES

    def is_name(self, words: Sequence[str]) -> bool:
        """See `Naming`: words with a capital that the dictionary has as names, or that it does not have."""
        return all(word[:1].isupper() and not word[1:2].isupper() and _may_be_name(_fold(word)) for word in words)

    def bare(self, word: str) -> str:
        """See `Enclitic`. -нибудь and -либо make other words (indefinite pronouns)."""
        return _HUNG.sub("", word)

    def citations(self, word: str) -> frozenset[str]:
        """See `Citing`."""
        return _citations(word)

    def cited(self, forms: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
        """See `Nominal`."""
        return cited(forms, _analyzer())


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


_ORDINALS = Forms(frozenset(ending[:3] for ending in _ORDINAL), _ORDINAL.__contains__, _never)


@functools.lru_cache(maxsize=_REMEMBERED)
def _alone(word: str, pos: PartOfSpeech | None) -> Sequence[_Stem]:
    """The forms of a word that is a term by itself; a noun (прошлое) is rather that than an adjective in the neuter."""
    readings = _likely([r for r in _of(word, pos) if r.kind in _CLASSES[pos]] or _readings(word))
    if any(r.kind == "NOUN" and r.gender != "plur" for r in readings):
        readings = [r for r in readings if r.kind != "ADJF" or r.gender == "masc"]
    return [r.own for r in readings] or _unknown(word, pos)


@functools.lru_cache(maxsize=_REMEMBERED)
def _in_phrase(word: str, pos: PartOfSpeech | None) -> Sequence[_Stem]:
    """The forms of a word of a term of several."""
    return [r.forms for r in _likely(_of(word, pos))] or _unknown(word, "name" if pos == "name" else None)


def _of(word: str, pos: PartOfSpeech | None) -> Sequence[_Reading]:
    """The readings of a word, of one in a name those that are names."""
    readings = _readings(word)
    return ([r for r in readings if r.is_name] if pos == "name" else ()) or readings


def _may_be_name(word: str) -> bool:
    readings = _readings(word)
    return not readings or any(reading.is_name for reading in readings)


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
        return _conjugated(word)
    return [_Stem("", named(word) if pos == "name" else frozenset(declined(word)))]


def _conjugated(verb: str) -> Sequence[_Stem]:
    """The forms of a verb that the dictionary does not have: as it guesses, and like those of a verb that it has."""
    guessed = [parse for parse in _analyzer().parse(verb) if "INFN" in parse.tag]
    like, end = model(verb)
    stem, begins = verb.removesuffix(end), like.removesuffix(end)
    return [
        _Stem("", frozenset(form.word.replace("ё", "е") for parse in guessed for form in parse.lexeme)),
        *(_Stem(stem + r.forms.text.removeprefix(begins), r.forms.endings) for r in _readings(like) if like),
    ]


@functools.lru_cache(maxsize=_REMEMBERED)
def _readings(word: str) -> Sequence[_Reading]:
    """The readings of a word as a citation form that the dictionary has."""
    found = []
    for spelt, parses in _parses(word):
        for number, place in parses:
            prefix, tag, suffix = _paradigm(number)[place]
            kind, gender = tag[:4], _gender(tag)
            if kind not in _CITED_AS_THEY_ARE and not (kind in _CITED_IN_NOMINATIVE and "nomn" in tag):
                continue
            stem = (prefix + spelt[len(prefix) : len(spelt) - len(suffix)]).replace("ё", "е")
            infinitive = word if kind == "INFN" else ""
            forms = own = _Stem(stem, _endings(number, prefix, tag, infinitive, own=False))
            if kind in ("ADJF", "PRTF") and gender in _NUMBERS:
                own = _Stem(stem, _endings(number, prefix, tag, "", own=True))
            is_name = _NAMES.search(tag) is not None
            found.append(_Reading(kind, gender, forms, own, is_name))
            if is_name:  # some are declined there as nobody does: Брисбен, в Брисбне
                by_ending = _Stem("", named(word))
                found.append(_Reading(kind, gender, by_ending, by_ending, is_name))
    return found


def _gender(tag: str) -> str:
    return next((gender for gender in ("plur", "femn", "neut") if gender in tag), "masc")


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
def _endings(number: int, prefix: str, cited: str, infinitive: str, *, own: bool) -> frozenset[str]:
    """What may follow the stem in a paradigm, see `_is_form`; of an `infinitive` in the passive, too."""
    paradigm = [(tag, suffix.replace("ё", "е")) for other, tag, suffix in _paradigm(number) if other == prefix]
    has_all = not own and not _HAS_NOT_ALL.search(cited)
    endings = {suffix for tag, suffix in paradigm if has_all or _is_form(tag, suffix, cited, own=own)}
    passives = (passive(infinitive, tag, suffix) for tag, suffix in paradigm) if infinitive else ()
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
    return not own or any(number in tag for number in _NUMBERS[_gender(cited)])


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
