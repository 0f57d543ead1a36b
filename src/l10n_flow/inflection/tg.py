"""Tajik: endings by how a word ends, verbs by their two stems (`tg_verbs.toml`), and what is easily mistaken.

The rules are those of the 1998 orthography and of school grammar. Derivation is no inflection: -ӣ, -ият, -гар, -она
make other words, and so does Arabic -ат (муҳоҷират), which the enclitic -ат of the second person looks like.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

from .grammar import Forms
from .letters import clean, to_cyrillic_look
from .tg_endings import COMPARED, I_AND, INNER, NOUN, PAST, PERSON_AFTER_CONSONANT, PERSON_AFTER_VOWEL, YOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .grammar import PartOfSpeech

__all__ = ["GRAMMAR"]

_VARIANTS: Final = "ⱪќҝҡӄԛўӱӳїӥӷґӽһҹӌ`´‘’ʻʼ"
_ONE_LETTER: Final = str.maketrans(_VARIANTS + _VARIANTS.upper(), "ққққққӯӯӯӣӣғғҳҳҷҷ''''''" * 2)
_APOSTROPHE: Final = re.compile("(?<=[а-яёғӣқӯҳҷ])'+")
_MARKS: Final = str.maketrans("ғӣқӯҳҷ", "гикухч", "ъь")
_SIGNS: Final = str.maketrans("", "", "ъь")
_VOWELS: Final = "аоуӯӣеёэяюи"
_AFTER_VOWEL: Final = {
    letter: kind for kind, letters in (("а", "ая"), ("о", "оёеэaeioy"), ("у", "уӯюu")) for letter in letters
}
_CLEAN: Final = re.compile("[а-яёғӣқӯҳҷА-ЯЁҒӢҚӮҲҶ-]+")
_SHORT: Final = 3
_LONG: Final = 6

_PREVERBS: Final = ("бар", "дар", "боз", "фур", "фурӯ", "во", "вар", "фаро")


class _Paradigm(NamedTuple):
    """A stem with its endings, and with the endings as people write them who have no Tajik keyboard."""

    stem: str
    endings: re.Pattern[str]
    loosened: re.Pattern[str]


class _Tables(NamedTuple):
    present: dict[str, tuple[str, ...]]
    stems: frozenset[str]
    marks: frozenset[str]
    final: frozenset[str]
    beings: frozenset[str]
    words: dict[str, tuple[str, ...]]


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
            if word.startswith(stem) and endings.fullmatch(word, len(stem)):
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
    known = _tables().marks.intersection(starts)
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
        of_head = _Word(_head(head, pos, also, alone=not inner), _tables().words.get(head, ()))
        return (*(_Word(_within(word)).forms() for word in inner), of_head.forms())


def _loose(word: str) -> str:
    return word.translate(_MARKS)


def _head(word: str, pos: PartOfSpeech | None, also: Sequence[str], *, alone: bool) -> Iterator[_Paradigm]:
    verb = tuple(_verb(word, sure=pos == "verb", doer="анда" in also)) if pos in (None, "verb") else ()
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
        return "consonant" if word in _tables().beings else "short"
    if word in _tables().stems:
        return "short"
    return "past" if word.endswith(("ид", "онд")) else "consonant"


def _noun(word: str, *, alone: bool = True, comparative: bool = False) -> Iterator[_Paradigm]:
    stem, kind = _kind(word)
    yield _paradigm(stem, NOUN[kind], final=not alone or _is_final(word))
    if comparative and kind != "ӣ":
        yield _paradigm(word, COMPARED)


def _within(word: str) -> Iterator[_Paradigm]:
    """Forms of a word inside a term: those of an izofat, or none but itself."""
    yield _paradigm(word, "")
    if word.endswith("и") and len(word) > 2:
        base = f"{word[:-2]}ӣ" if word.endswith("ии") else word[:-1]
        for variant in (base, f"{base}й") if base[-1] in "оуӯ" else (base,):
            stem, kind = _kind(variant)
            yield _paradigm(stem, INNER[kind])


def _is_final(word: str) -> bool:
    """Whether nothing is left of a word without its ӣ, so that и is a misspelling of it and no izofat (давлати)."""
    return word in _tables().final or word.endswith(("агӣ", "ягӣ", "авӣ", "явӣ", "ёвӣ", "увӣ"))


def _verb(word: str, *, sure: bool, doer: bool) -> Iterator[_Paradigm]:
    """Forms of an infinitive; none if the word is not known as a verb, unless that is sure."""
    if not word.endswith(("тан", "дан")):
        return
    readings = [("", word), *((p, word[len(p) :]) for p in _PREVERBS if word.startswith(p))]
    known = [(preverb, verb, stems) for preverb, verb in readings if (stems := _present_stems(verb))]
    for preverb, verb, stems in known or ([("", word, ())] if sure else []):
        for prefix in _prefixes(preverb, ("", "на", "ме", "наме", "би")):
            for past in _past_stems(verb):
                yield _paradigm(prefix + past, PAST, final=prefix != preverb)
        for stem in stems:
            yield from _present(preverb, stem)
            if doer:
                yield from _noun(f"{preverb}{stem}{'янда' if stem[-1] in _VOWELS else 'анда'}")


def _present(preverb: str, stem: str) -> Iterator[_Paradigm]:
    vowel = stem[-1] in _VOWELS
    persons = PERSON_AFTER_VOWEL if vowel else PERSON_AFTER_CONSONANT
    yield _paradigm(preverb + stem, persons)
    for prefix in _prefixes(preverb, ("ме", "наме", "на", "би", "бу")):
        yield _paradigm(prefix + stem, f"(?:{persons}{'|й' if vowel else ''})?", final=True)
        if stem[0] in "оа" and prefix.endswith(("на", "би")):
            yield _paradigm(f"{prefix}ё{stem[1:]}", f"(?:{persons})?", final=True)


def _prefixes(preverb: str, prefixes: Sequence[str]) -> Iterator[str]:
    """Prefixes before and behind a preverb: набаромад, барнагашт."""
    for prefix in prefixes:
        yield preverb + prefix
        if preverb and prefix:
            yield prefix + preverb


def _past_stems(verb: str) -> tuple[str, ...]:
    """One, or two for what is said both ways: расондан, расонидан."""
    if verb.endswith("ондан"):
        return (verb[:-2], f"{verb[:-3]}ид")
    return (verb[:-2], f"{verb[:-4]}д") if verb.endswith("онидан") else (verb[:-2],)


def _present_stems(verb: str) -> tuple[str, ...]:
    stems = _tables().present.get(verb)
    if stems:
        return stems
    if verb.endswith("идан") and len(verb) > 5:
        return (verb[:-4],)
    return (verb[:-3],) if verb.endswith("ондан") and len(verb) > 5 else ()


def _paradigm(stem: str, endings: str, *, final: bool = False) -> _Paradigm:
    return _Paradigm(stem, *_compiled(endings, final))


@functools.cache
def _compiled(endings: str, final: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Endings as they are, and with marks left out; `final` if ӣ at the end may be written и."""
    typed = {"гӣ": "г[ӣи]", "ҳ": "[ҳх]", "ъ": "ъ?", I_AND: "[иӣ](?=.)", "ӣ": "[ӣи]" if final else "ӣ"}
    loosened = re.sub("|".join(map(re.escape, typed)), lambda match: typed[match[0]], endings)
    return re.compile(endings), re.compile(loosened)


@functools.cache
def _tables() -> _Tables:
    verbs, lookalikes = (
        tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
        for name in ("tg_verbs.toml", "tg_lookalikes.toml")
    )
    present = {infinitive: tuple(stems.split()) for infinitive, stems in verbs.items()}
    return _Tables(
        present=present,
        stems=frozenset(stem for stems in present.values() for stem in stems)
        | frozenset(preverb + infinitive[:-2] for infinitive in present for preverb in ("", *_PREVERBS)),
        marks=frozenset(lookalikes["marks"].replace(",", " ").split()),
        final=frozenset(lookalikes["final"].split()),
        beings=frozenset(lookalikes["beings"].split()),
        words={word: tuple(others.split()) for word, others in lookalikes["words"].items()},
    )


GRAMMAR: Final = _Tajik()
