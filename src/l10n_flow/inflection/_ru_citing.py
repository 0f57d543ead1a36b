"""What a Russian noun phrase is cited as, found from the forms that texts have it in."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

__all__ = ["cited"]

_PERSON = ("Name", "Surn", "Patr")
_OTHERS = frozenset("VERB INFN GRND ADVB COMP PRED ADJS PRTS CONJ PRCL INTJ".split())
"""Word classes, of OpenCorpora, that are not part of a noun phrase."""

_UNLIKELY = 0.05  # probability of a reading, by pymorphy3's own estimate


_RATHER_PLURAL = 0.5
"""What a reading counts that cites a plural in the singular: it is right where the singular was seen as well."""


class _Reading(NamedTuple):
    """A way to read a phrase: how it is cited then, how many of its words agree, and how likely that is."""

    words: tuple[str, ...]
    agree: int
    likelihood: float


def cited(forms: Sequence[Sequence[str]], analyzer: MorphAnalyzer) -> tuple[str, ...] | None:
    """The citation form of a phrase: nominative, in the singular if that was seen.

    Args:
        forms: those that were seen, each word by word, folded.
        analyzer: what knows of words.

    Returns:
        Its words, folded; None if none of the forms can be read as a noun phrase.
    """
    found: defaultdict[tuple[str, ...], list[_Reading]] = defaultdict(list)
    for form in forms:
        best: dict[tuple[str, ...], _Reading] = {}
        for reading in _readings(form, analyzer):
            best[reading.words] = max(best.get(reading.words, reading), reading)
        for words, reading in best.items():
            found[words].append(reading)
    seen = {tuple(form) for form in forms}

    def rank(words: tuple[str, ...]) -> tuple[object, ...]:
        readings = found[words]
        likelihood = sum(reading.likelihood for reading in readings)
        return len(readings), max(reading.agree for reading in readings), words in seen, likelihood

    return max(found, key=rank, default=None)


def _readings(form: Sequence[str], analyzer: MorphAnalyzer) -> Iterator[_Reading]:
    """All readings as adjectives that agree with a noun behind them, and whatever depends on that."""
    parses = [[one for one in analyzer.parse(word) if one.score >= _UNLIKELY] for word in form]
    if any(not of_word or of_word[0].tag.POS in _OTHERS for of_word in parses):
        return
    for at, of_head in enumerate(parses):
        for head in (one for one in of_head if one.tag.POS == "NOUN"):
            adjectives = [[one for one in of_word if _agree(one, head)] for of_word in parses[:at]]
            names = _names(parses[at + 1 :], head)
            for before in product(*adjectives):
                agreeing = (*before, head, *names)
                for number in dict.fromkeys((head.tag.number, "sing")):
                    words = tuple(filter(None, (_nominative(one, head, number) for one in agreeing)))
                    if len(words) == len(agreeing):
                        likelihood = head.score * (1 if number == head.tag.number else _RATHER_PLURAL)
                        yield _Reading((*words, *form[len(words) :]), len(words), likelihood)


def _agree(adjective: Parse, head: Parse) -> bool:
    one, other = adjective.tag, head.tag
    alike = one.case == other.case and one.number == other.number
    return one.POS in ("ADJF", "PRTF") and alike and (one.number == "plur" or one.gender == other.gender)


def _names(parses: Sequence[Sequence[Parse]], head: Parse) -> list[Parse]:
    """The other names of a person, which are in the same case as the first."""
    found: list[Parse] = []
    if any(kind in head.tag for kind in _PERSON):
        for of_word in parses:
            same = [
                one for one in of_word if one.tag.case == head.tag.case and any(kind in one.tag for kind in _PERSON)
            ]
            same.sort(key=lambda one: one.tag.gender != head.tag.gender)
            if not same:
                break
            found.append(same[0])
    return found


def _nominative(word: Parse, head: Parse, number: str) -> str | None:
    if word.tag.case == "nomn" and word.tag.number == number:
        return str(word.word).replace("ё", "е")
    wanted = {"nomn", number}
    if word.tag.POS != "NOUN" and number == "sing":
        wanted.add(head.tag.gender)
    found = word.inflect({one for one in wanted if one})
    return str(found.word).replace("ё", "е") if found else None
