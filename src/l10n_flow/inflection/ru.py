"""Russian: the paradigms of pymorphy3's dictionary, and declension by ending for words that it does not have.

The dictionary is loaded with the first Russian term and asked for terms only, never for the words of a text.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from ._ru_citing import cited
from ._ru_dictionary import REMEMBERED, analyzer, entries
from ._ru_endings import declined, named
from ._ru_readings import ADJECTIVES, Stem, depending, is_name, is_preposition, readings_of
from ._ru_verbs import model
from .grammar import Forms
from .hyphens import are_words, is_open
from .letters import clean, to_cyrillic_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ._ru_readings import Reading
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
_HEADS = frozenset(("NOUN", "INFN"))
_INFINITIVE = ("ть", "ться", "ти", "тись", "чь", "чься")
_BEING = re.compile(r"\banim\b")
_HUNG = re.compile("(?<=[а-я]{2})(?:-(?:то|ка|таки|де))+$")
_ORDINAL = frozenset("е го м ми му х ю я й ые ый ая ого ое ой ом ому ую ых ым ыми".split())  # of 102-я
_LIKELY = 0.2  # probability of a reading, by pymorphy3's own estimate
_CLEAN = re.compile("[а-яёА-ЯЁ-]+")


class _Russian:
    """The grammar of Russian."""

    def fold(self, word: str) -> str:
        """See `Grammar`: ё is е."""
        return _fold(word)

    def loose(self, word: str) -> str:
        """See `Grammar`: nothing that Russian people write is a mark."""
        return word

    def forms(self, words: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str] = ()) -> tuple[Forms, ...]:
        """See `Grammar`. What follows the head in an oblique case stays in it, in either number: решение суда, решения
        судов. `also` has no use here.
        """
        if pos == "other":
            return tuple(_as_forms(word, ()) for word in words)
        if len(words) == 1:
            return (_as_forms(words[0], _alone(words[0], pos)),)
        return tuple(_phrase(words, pos))

    def are_joined(self, parts: Sequence[str]) -> bool:
        """See `Joining`. None are in what the dictionary has as one word, nor in an adjective (русско-киргизский)."""
        if not are_words(parts, "ru") or (parts[-2].endswith(("о", "е")) and _is_adjective(parts[-1])):
            return False
        return is_open(parts[0], "ru") or not _is_one_word("-".join(parts))

    def is_name(self, words: Sequence[str]) -> bool:
        """See `Naming`: words with a capital that the dictionary has as names, or that it does not have."""
        return all(word[:1].isupper() and not word[1:2].isupper() and _may_be_name(_fold(word)) for word in words)

    def is_homograph(self, cited: str, typed: str, *, begins: bool) -> bool:
        """See `Homographic`: in lower case what is a common noun as well, with a capital what looks like a surname."""
        term, word = _fold(cited), _fold(typed)
        if cited[0].isupper():
            is_common = any(not is_name(entry) for entry in entries(word))
            return is_common and typed.islower() and not cited.isupper() and _may_be_name(term)
        if begins or word == term or not typed.istitle() or not word.endswith(("ов", "ев")):
            return False
        is_surname = any("Surn" in entry.tag for entry in entries(word))
        return is_surname or any(_BEING.search(entry.tag) for entry in entries(term))

    def bare(self, word: str) -> str:
        """See `Enclitic`. -нибудь and -либо make other words (indefinite pronouns)."""
        return _HUNG.sub("", word)

    def citations(self, word: str) -> frozenset[str]:
        """See `Citing`."""
        return _citations(word)

    def cited(self, forms: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
        """See `Nominal`."""
        return cited(forms, analyzer())


GRAMMAR = _Russian()


@functools.lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    if not _CLEAN.fullmatch(word):
        word = to_cyrillic_look(clean(word)).casefold().replace("‑", "-").replace("‐", "-")
    return word.lower().replace("ё", "е")


def _as_forms(word: str, stems: Sequence[Stem]) -> Forms:
    def accepts(form: str) -> bool:
        return form == word or any(form.startswith(stem) and form[len(stem) :] in endings for stem, endings in stems)

    return Forms(frozenset((word[:3],)).union(*(_starts(stem) for stem in stems)), accepts, _never)


def _phrase(words: Sequence[str], pos: PartOfSpeech | None) -> Iterator[Forms]:
    """The forms of each word of a term of several."""
    kinds: set[str] = set()  # of what stands before
    is_governed = False
    for before, word in zip(("", *words), words, strict=False):
        if before.isdigit() and word in _ORDINAL:
            yield _ORDINALS
            continue
        readings = readings_of(word)
        depends = not kinds.isdisjoint(_HEADS) and entries(word) and all(r.gender == "plur" for r in readings)
        stems = [*depending(word, is_governed=is_governed)] if depends else []
        if not depends or (readings and ADJECTIVES & kinds):  # военные учения
            stems += _in_phrase(word, pos)
        yield _as_forms(word, stems)
        kinds.update(reading.kind for reading in readings)
        is_governed |= is_preposition(word)


def _starts(stem: Stem) -> Iterable[str]:
    return (stem.text[:3],) if len(stem.text) > 2 else {(stem.text + ending)[:3] for ending in stem.endings}


def _never(_word: str) -> bool:
    return False


_ORDINALS = Forms(frozenset(ending[:3] for ending in _ORDINAL), _ORDINAL.__contains__, _never)


@functools.lru_cache(maxsize=REMEMBERED)
def _alone(word: str, pos: PartOfSpeech | None) -> Sequence[Stem]:
    """The forms of a word that is a term by itself; a noun (прошлое) is rather that than an adjective in the neuter."""
    readings = _likely([r for r in _of(word, pos) if r.kind in _CLASSES[pos]] or readings_of(word))
    if any(r.kind == "NOUN" and r.gender != "plur" for r in readings):
        readings = [r for r in readings if r.kind != "ADJF" or r.gender == "masc"]
    if pos == "name" and not any(r.is_name for r in readings):  # Караколь, a town that is called like a noun
        return [*(r.own for r in readings), *_unknown(word, pos)]
    return [r.forms if pos == "name" else r.own for r in readings] or _unknown(word, pos)


@functools.lru_cache(maxsize=REMEMBERED)
def _in_phrase(word: str, pos: PartOfSpeech | None) -> Sequence[Stem]:
    """The forms of a word of a term of several."""
    return [r.forms for r in _likely(_of(word, pos))] or _unknown(word, "name" if pos == "name" else None)


def _of(word: str, pos: PartOfSpeech | None) -> Sequence[Reading]:
    """The readings of a word, of one in a name those that are names."""
    readings = readings_of(word)
    return ([r for r in readings if r.is_name] if pos == "name" else ()) or readings


def _may_be_name(word: str) -> bool:
    readings = readings_of(word)
    return not readings or any(reading.is_name for reading in readings)


def _likely(readings: Sequence[Reading]) -> Sequence[Reading]:
    """The readings to go by: a participle only if the word is nothing else (the noun нападающий has nothing to do with
    нападает), a plural noun only if it is no singular one.
    """
    singular = any(r.kind == "NOUN" and r.gender != "plur" for r in readings)
    likely = [r for r in readings if r.kind != "PRTF" and not (singular and r.kind == "NOUN" and r.gender == "plur")]
    return likely or readings


def _unknown(word: str, pos: PartOfSpeech | None) -> Sequence[Stem]:
    """The forms of a word that the dictionary does not have as a citation form."""
    first, hyphen, last = word.rpartition("-")
    if hyphen and last:
        nouns = [reading.forms for reading in _likely(readings_of(first)) if reading.kind == "NOUN"]
        heads = {first, *(stem + ending for stem, endings in nouns for ending in endings)}
        return [Stem(f"{head}-{stem}", endings) for head in sorted(heads) for stem, endings in _alone(last, pos)]
    if word.endswith(_INFINITIVE) and pos in (None, "verb"):
        return _conjugated(word)
    return [Stem("", named(word) if pos == "name" else frozenset(declined(word)))]


def _conjugated(verb: str) -> Sequence[Stem]:
    """The forms of a verb that the dictionary does not have: as it guesses, and like those of a verb that it has."""
    guessed = [parse for parse in analyzer().parse(verb) if "INFN" in parse.tag]
    like, end = model(verb)
    stem, begins = verb.removesuffix(end), like.removesuffix(end)
    return [
        Stem("", frozenset(form.word.replace("ё", "е") for parse in guessed for form in parse.lexeme)),
        *(Stem(stem + r.forms.text.removeprefix(begins), r.forms.endings) for r in readings_of(like) if like),
    ]


@functools.lru_cache(maxsize=REMEMBERED)
def _citations(word: str) -> frozenset[str]:
    parses = analyzer().parse(word)
    return frozenset(parse.normal_form.replace("ё", "е") for parse in parses if parse.score >= _LIKELY)


def _is_adjective(word: str) -> bool:
    return any(entry.tag.startswith("ADJ") for entry in entries(word))


def _is_one_word(hyphenated: str) -> bool:
    """Whether the dictionary has a hyphenated word that changes at its end alone: премьер-министр, not город-герой."""
    return any("-" not in entry.suffix for entry in entries(hyphenated))
