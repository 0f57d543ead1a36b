"""Tajik: endings by how a word ends, verbs by their two stems (`tg_stems`), and what is easily mistaken.

The rules are those of the 1998 orthography and of school grammar. Derivation is no inflection: -ӣ, -ият, -гар, -она
make other words, and so does Arabic -ат (муҳоҷират), which the enclitic -ат of the second person looks like.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .grammar import Forms
from .hyphens import are_words
from .letters import clean, to_cyrillic_look
from .tg_endings import (
    COMPARED,
    DOUBLED,
    FUTURE,
    I_AND,
    INNER,
    LINKED,
    NOUN,
    PAST,
    PERSON_AFTER_CONSONANT,
    PERSON_AFTER_VOWEL,
    WHOM,
    YOURS,
)
from .tg_stems import LIGHT, all_stems, prefixed, verb_stems
from .tg_words import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .grammar import PartOfSpeech
    from .tg_stems import VerbStems

__all__ = ["GRAMMAR"]

_VARIANTS: Final = "ⱪќҝҡӄԛўӱӳїӥӷґѓӽһњҹӌљ`´‘’ʻʼ"  # ѓ њ љ: fonts of the nineties had ғ ҳ ҷ there
_ONE_LETTER: Final = str.maketrans(_VARIANTS + _VARIANTS.upper(), "ққққққӯӯӯӣӣғғғҳҳҳҷҷҷ''''''" * 2)
_APOSTROPHE: Final = re.compile("(?<=[а-яёғӣқӯҳҷ])'+")
_MARKS: Final = str.maketrans("ғӣқӯҳҷ", "гикухч", "ъь")
_SIGNS: Final = str.maketrans("", "", "ъь")
_VOWELS: Final = "аоуӯӣеёэяюи"
_AFTER_VOWEL: Final = {
    letter: kind for kind, letters in (("а", "ая"), ("о", "оёеэaeioy"), ("у", "уӯюu")) for letter in letters
}
_PARTICLES: Final = re.compile("(?<=[^-‐‑]{2})(?:[-‐‑](?:ку|чӣ|да|дия|а|мӣ|ю|у|ву))+$")
_PRONOUNCED: Final = re.compile(f"[{_VOWELS}a-z]")
_CLEAN: Final = re.compile("[а-яёғӣқӯҳҷА-ЯЁҒӢҚӮҲҶ-]+")
_ABOUT: Final = frozenset((("дар", "бораи"), ("дар", "хусуси"), ("оид", "ба"), ("доир", "ба"), ("роҷеъ", "ба")))
_SHORT: Final = 3
_LONG: Final = 6


class _Paradigm(NamedTuple):
    """A stem with its endings, and with the endings as people write them who have no Tajik keyboard."""

    stem: str
    endings: re.Pattern[str]
    loosened: re.Pattern[str]


class _Word:
    """A word of a term. `others` are words that begin like it, and would be its forms if they were not words."""

    __slots__ = ("_others", "_paradigms")

    def __init__(self, paradigms: Iterable[_Paradigm], others: tuple[str, ...] = ()) -> None:
        self._paradigms = tuple(paradigms)
        self._others = others

    def forms(self) -> Forms:
        starts = frozenset(_loose(paradigm.stem)[:3] for paradigm in self._paradigms)
        return Forms(starts, self._accepts, self._resembles)

    def _accepts(self, word: str) -> bool:
        for stem, endings, _ in self._paradigms:
            if word.startswith(stem):
                end = len(stem) + word.startswith("-", len(stem))  # ВКД-и, Meduza-ро
                if endings.fullmatch(word, end):
                    return not word.startswith(self._others)
        return False

    def _resembles(self, word: str) -> bool:
        return (
            any(_is_near(word, paradigm) for paradigm in self._paradigms)
            and not word.startswith(self._others)
            and not self._accepts(word)
            and not _is_known(word)
        )


def _is_near(word: str, paradigm: _Paradigm) -> bool:
    """Whether a word has the stem and an ending but for marks.

    The shorter a word, the more words are like it: only a long one may have marks that it should not have, and a short
    one must have an ending that leaves no doubt.
    """
    stem, _, loosened = paradigm
    if word.startswith(stem):
        return loosened.fullmatch(word, len(stem)) is not None
    ending = 3 if len(stem) == _SHORT else 0
    return len(stem) >= _SHORT and any(
        _loose(word[:n]) == _loose(stem)
        and (len(stem) >= _LONG or _lacks_marks(word[:n], stem))
        and len(word) >= n + ending
        and loosened.fullmatch(word, n)
        for n in (len(stem), len(stem) - 1, len(stem) + 1)  # an ъ too few or too many
    )


def _lacks_marks(typed: str, stem: str) -> bool:
    """Whether a stem, the same but for marks, has fewer marks than it should, and none in a wrong place."""
    return len(typed) <= len(stem) and all(
        letter in (right, _loose(right))
        for letter, right in zip(typed.translate(_SIGNS), stem.translate(_SIGNS), strict=True)
    )


def _is_known(word: str) -> bool:
    """Whether a word is a form of one that is spelt like another but for marks."""
    starts = [word[:n] for n in range(2, len(word) + 1)]
    starts += [f"{start[:-1]}ӣ" for start in starts if start[-1] == "и"]
    known = listed().marks.intersection(starts)
    return any(p.endings.fullmatch(word, len(p.stem)) for start in known for p in _noun(start, comparative=True))


class _Tajik:
    """See `Grammar`."""

    def fold(self, word: str) -> str:
        """A word as it is compared: ⱪ is қ, ў is ӯ, ї is ӣ, and an apostrophe behind a Cyrillic letter ъ."""
        if word.isascii() or _CLEAN.fullmatch(word):
            return word.casefold()
        letters = to_cyrillic_look(clean(word).translate(_ONE_LETTER)).casefold().replace("і", "и")
        return _APOSTROPHE.sub("ъ", letters)

    def loose(self, word: str) -> str:
        """A folded word as it is typed on a Russian keyboard: г и к у х ч for ғ ӣ қ ӯ ҳ ҷ, and no ъ."""
        return _loose(word)

    def forms(self, words: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str] = ()) -> tuple[Forms, ...]:
        """See `Grammar.forms`. The last word is the head; others keep their izofat, and may be in the plural.

        `also` takes "ат" (the enclitic of the second person), "анда" (of a verb: the doer), and any ending that makes
        a longer stem ("от": сарҳадот).
        """
        *inner, head = words
        of_head = _Word(_head(head, pos, also, alone=not inner), listed().others.get(head, ())).forms()
        return (*_before(inner, head, pos), of_head)

    def periphrases(self, words: Sequence[str], pos: PartOfSpeech | None) -> tuple[tuple[Forms, ...], ...]:
        """See `Periphrastic`: the literary future, and participles of a compound verb in one word, боздоштшуда."""
        *inner, head = words
        before = _before(inner, head, pos)
        verbs = LIGHT.get(head, (head,)) if inner else (head,)
        ways = [(*before, *future) for verb in verbs for future in _future(verb, pos)]
        participles = [one for verb in verbs for one in _participles(inner[-1], verb, pos)] if inner else []
        return (*ways, (*before[:-1], _Word(participles).forms())) if participles else tuple(ways)

    def is_name(self, words: Sequence[str]) -> bool:
        """See `Naming`: several words, all with a capital."""
        return len(words) > 1 and all(word[:1].isupper() and not word[1:2].isupper() for word in words)

    def bare(self, word: str) -> str:
        """See `Enclitic`: the particles of the 1998 orthography, and "and" behind names and abbreviations."""
        return _PARTICLES.sub("", word)

    def are_joined(self, parts: Sequence[str]) -> bool:
        """See `Joining`."""
        return are_words(parts, "tg")

    def is_twin(self, word: str) -> bool:
        """See `Marking`."""
        return _is_known(word)

    def may_be_linked(self, word: str, cited: str) -> bool:
        """See `Linking`: what would be an izofat."""
        is_izofat = word.endswith("и") and cited.endswith("ӣ") and len(cited) > _SHORT and not _is_final(cited)
        return is_izofat and _loose(word) == _loose(cited) and not _is_known(word)

    def is_linked(self, behind: str) -> bool:
        """See `Linking`. A preposition, a conjunction or a verb is not."""
        return LINKED.match(behind) is not None


def _before(inner: Sequence[str], head: str, pos: PartOfSpeech | None) -> tuple[Forms, ...]:
    """The forms of what stands before the last word of a term."""
    behind = (*inner[1:], head)
    *others, noun = (tuple(_within(word, pos, behind[at:])) for at, word in enumerate(inner)) if inner else ((),)
    if noun and _verb_stems(head, pos):
        noun = (*noun, _paradigm(inner[-1], WHOM))
    return tuple(_Word(paradigms).forms() for paradigms in ((*others, noun) if inner else ()))


def _loose(word: str) -> str:
    return word.translate(_MARKS)


def _head(word: str, pos: PartOfSpeech | None, also: Sequence[str], *, alone: bool) -> Iterator[_Paradigm]:
    verbs = (word,) if alone or not _verb_stems(word, pos) else LIGHT.get(word, (word,))
    verb = tuple(p for one in verbs for p in _verb(one, pos, doer="анда" in also))
    yield from verb or _noun(word, alone=alone, comparative=pos in (None, "adjective"))
    for ending in also:
        if ending == "ат":
            yield _paradigm(word, f"{'я' if word[-1] in _VOWELS else 'а'}{YOURS}")
        elif ending != "анда":
            yield from _noun(word + ending)


def _kind(word: str) -> tuple[str, str]:
    """What endings are put to, and the key of `NOUN` for them."""
    last, before = word[-1], word[-2:-1]
    if last in "ӣи" or (last == "й" and before in tuple("оуӯ")) or (last == "ъ" and before in tuple(_VOWELS)):
        return word[:-1], last
    return word, _AFTER_VOWEL.get(last) or _after_consonant(word)


def _after_consonant(word: str) -> str:
    if len(word) <= _SHORT:
        return "consonant" if word in listed().beings else "short"
    if word in all_stems():
        return "short"
    return "past" if word.endswith(("ид", "онд")) else "consonant"


def _noun(word: str, *, alone: bool = True, comparative: bool = False) -> Iterator[_Paradigm]:
    stem, kind = _kind(word)
    yield _paradigm(stem, NOUN[kind], final=not alone or _is_final(word))
    if not _PRONOUNCED.search(word):  # ВКД: ВКДу or ВКДву, as one says the last letter
        yield _paradigm(word, NOUN["о"])
    if word in listed().doubled:
        yield _paradigm(word + word[-1], DOUBLED)
    if comparative and kind != "ӣ":
        yield _paradigm(word, COMPARED)


def _within(word: str, pos: PartOfSpeech | None, behind: Sequence[str]) -> Iterator[_Paradigm]:
    """Forms of a word inside a term: those of a verb (маҳрум кардан аз озодӣ) or of an izofat, or none but itself; in a
    name it may have an izofat (Шавкати Мирзиёев). What stands before a title may have one or not, and all that a noun
    has besides: қонуни «Дар бораи об», қонун «Дар бораи об», қонунро дар бораи об.
    """
    yield _paradigm(word, "")
    if pos == "name":
        yield _paradigm(word.removesuffix("ӣ"), "ии" if word.endswith("ӣ") else "й?и" if word[-1] in _VOWELS else "и")
    yield from _verb(word, pos)
    is_titled = tuple(behind[:2]) in _ABOUT
    endings = NOUN if is_titled else INNER
    variants = {word} if is_titled else set()
    if word.endswith("и") and len(word) > 2:
        base = f"{word[:-2]}ӣ" if word.endswith("ии") else word[:-1]
        variants = {base, f"{base}й"} if base[-1] in "оуӯ" else {base, base[:-1]} & {base, *listed().doubled}
    for variant in sorted(variants):
        stem, kind = _kind(variant)
        yield _paradigm(stem, endings[kind])


def _is_final(word: str) -> bool:
    """Whether nothing is left of a word without its ӣ, so that и is a misspelling of it and no izofat (давлати)."""
    return word in listed().final or word.endswith(("агӣ", "ягӣ", "авӣ", "явӣ", "ёвӣ", "увӣ"))


def _verb(word: str, pos: PartOfSpeech | None, *, doer: bool = False) -> Iterator[_Paradigm]:
    """Forms of an infinitive that are one word; none if it is no verb."""
    for preverb, past_stems, present_stems in _verb_stems(word, pos):
        for prefix in prefixed(preverb, ("", "на", "ме", "наме", "би")):
            for past in past_stems:
                yield _paradigm(prefix + past, PAST, final=prefix != preverb)
        for stem in present_stems:
            yield from _present(preverb, stem)
            if doer:
                yield from _noun(preverb + _doer(stem))


def _doer(present_stem: str) -> str:
    """The present participle: кунанда, гӯянда."""
    return present_stem + ("янда" if present_stem[-1] in _VOWELS else "анда")


def _participles(noun: str, verb: str, pos: PartOfSpeech | None) -> Iterator[_Paradigm]:
    """What a compound verb makes in one word: овоздода, овознадода, овоздиҳанда."""
    for preverb, past_stems, present_stems in _verb_stems(verb, pos):
        past = (f"{no}{stem}а" for no in ("", "на") for stem in past_stems)
        for participle in (*past, *map(_doer, present_stems)):
            yield _paradigm(noun + preverb + participle, f"(?:шуда)?{NOUN['а']}")


def _verb_stems(word: str, pos: PartOfSpeech | None) -> Sequence[VerbStems]:
    return verb_stems(word, sure=pos == "verb") if pos in (None, "verb") else ()


def _future(word: str, pos: PartOfSpeech | None) -> Iterator[tuple[Forms, ...]]:
    """Forms of an infinitive in the literary future: хоҳад гашт, and of баргаштан also бар хоҳад гашт."""
    for preverb, past_stems, _ in _verb_stems(word, pos):
        verb = _as_they_are(past + end for past in past_stems for end in ("", "у"))
        if preverb:
            yield _as_they_are([preverb]), _as_they_are(FUTURE), verb
            yield _as_they_are(preverb + one for one in FUTURE), verb
            verb = _as_they_are(preverb + past for past in past_stems)
        yield _as_they_are(FUTURE), verb


def _as_they_are(words: Iterable[str]) -> Forms:
    return _Word(_paradigm(word, "") for word in words).forms()


def _present(preverb: str, stem: str) -> Iterator[_Paradigm]:
    vowel = stem[-1] in _VOWELS
    persons = PERSON_AFTER_VOWEL if vowel else PERSON_AFTER_CONSONANT
    yield _paradigm(preverb + stem, persons)
    for prefix in prefixed(preverb, ("ме", "наме", "на", "би", "бу")):
        yield _paradigm(prefix + stem, f"(?:{persons}{'|й' if vowel else ''})?", final=True)
        if stem[0] in "оа" and prefix.endswith(("на", "би")):
            yield _paradigm(f"{prefix}ё{stem[1:]}", f"(?:{persons})?", final=True)


def _paradigm(stem: str, endings: str, *, final: bool = False) -> _Paradigm:
    return _Paradigm(stem, *_compiled(endings, final))


@functools.cache
def _compiled(endings: str, final: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Endings as they are, and with marks left out; `final` if ӣ at the end may be written и."""
    typed = {"гӣ": "г[ӣи]", "ҳ": "[ҳх]", "ъ": "ъ?", I_AND: "[иӣ](?=.)", "ӣ": "[ӣи]" if final else "ӣ"}
    loosened = re.sub("|".join(map(re.escape, typed)), lambda match: typed[match[0]], endings)
    return re.compile(endings), re.compile(loosened)


GRAMMAR: Final = _Tajik()
