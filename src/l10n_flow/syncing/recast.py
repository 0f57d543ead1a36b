"""Paragraphs that were split, joined or shuffled: a translation put together from its sentences. Pure.

A sentence of an old unit has a translation of its own where the unit and its translation have equally many
sentences; otherwise the unit's whole translation stands for it. `recast` is for texts that are new, `renewed` for
texts that come back with an old translation, after their sentences had newer ones.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from rapidfuzz import fuzz, process

from ..text import markup, segmentation
from ..values import Value
from .matching import likeness_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from ..languages.language import Language

__all__ = ["Old", "Recast", "recast", "renewed"]

_ALIKE = 65.0
"""Least likeness (0 to 100) of a reworded sentence to the old one whose translation it takes."""
_HALF = 0.5
"""So much of a new text must be made of old sentences, by length ..."""
_NEARLY_ALL = 0.8
"""... or so much of the old texts must be in it."""
_PAIRS = 2_500
"""So many sentences are compared with each other for one text; where there would be more, only those around equal
ones are."""
_COPIES = 1_000_000
"""So many letters of a translation that could not be cut are given to the parts of its text, all in all: one that is
longer goes to the first part."""
_COMMON = 50
"""A sentence that stands in more old units than this says nothing of where a text comes from: it is looked for ..."""
_AROUND = 12
"""... so many units (or sentences) before and behind the places that the text's other sentences come from, or else its
own place."""
_NEAR = 2
"""So far apart stand the parts of a split or joined text, and those that an edit put between them."""
_ONLY_REWORDED = 55.0
"""A text this like the only old one that it comes from was not cut."""


class Old(Value, frozen=True):
    """An old unit: its text, its translation, and the text that the translation was made from."""

    text: str
    target: str
    translated_from: str


class Recast(Value, frozen=True):
    """A translation put together: from which old units (their numbers) and which texts of theirs."""

    target: str
    previous: str
    olds: tuple[int, ...]


class _Piece(Value, frozen=True, eq=False):
    """A sentence of an old unit, and what was said for it; `whole` if that could not be cut from the unit's."""

    old: int
    text: str
    source: str
    target: str
    whole: bool


_Plan: TypeAlias = "Sequence[tuple[str, _Piece | None]]"
_Index: TypeAlias = "defaultdict[str, list[_Piece]]"


def recast(new: Mapping[int, str], old: Mapping[int, Old], source: Language, target: Language) -> dict[int, Recast]:
    """Find the new texts that are made of sentences of several old units, or share one old unit among them.

    Args:
        new: number in the article -> text, of the units that have no translation yet.
        old: number in the old catalog -> unit, of those that are in the article no more.
        source: language of the texts.
        target: language of the translations.

    Returns:
        Number of the new text -> its translation. A new text that comes from one old unit, and that one goes
        into no other, is only reworded, and is not among them.
    """
    by_old = {number: _pieces(number, unit, source, target) for number, unit in old.items()}
    index = _indexed(piece for pieces in by_old.values() for piece in pieces)
    equal = {number: _equal(number, text, segmentation.split(text, source), index, old) for number, text in new.items()}
    goes_into = Counter(j for plan in equal.values() for j in _olds(plan))
    plans = {
        number: plan
        if _only_reworded(new[number], plan, old, by_old, goes_into)
        else _with_reworded(number, equal, by_old)
        for number, plan in equal.items()
    }
    length = {number: sum(len(piece.text) for piece in pieces) for number, pieces in by_old.items()}
    plans = _affordable({number: plan for number, plan in plans.items() if _worth(plan, length)}, old)
    goes_into = Counter(j for plan in plans.values() for j in _olds(plan))
    return {
        number: _assembled(plan)
        for number, plan in plans.items()
        if any(old[j].target for j in _olds(plan))
        and (
            len(_olds(plan)) > 1
            or any(goes_into[j] > 1 or likeness_of(new[number], old[j].text) < _ONLY_REWORDED for j in _olds(plan))
        )
    }


def renewed(
    back: Mapping[int, Old], others: Mapping[int, Old], source: Language, target: Language
) -> dict[int, Recast]:
    """Find what units of today say for the sentences of texts that come back with what was said for them once.

    Args:
        back: number in the old catalog -> unit, of those whose texts are in the article again.
        others: the same, of those that are in the article no more, and were until now.
        source: language of the texts.
        target: language of the translations.

    Returns:
        Number in `back` -> its translation with the wording of today, and which of `others` have that. It is for
        units of which a sentence is translated otherwise in one of `others`, and so in none of `back`.
    """
    own = {number: _pieces(number, unit, source, target) for number, unit in back.items()}
    index = _indexed(piece for pieces in own.values() for piece in pieces)
    once = functools.cache(lambda text: {_as_in(text, old, old.target) for old in index.get(_canonical(text), ())})
    today = _indexed(
        piece
        for number, unit in others.items()
        if unit.target
        for piece in _said_anew(unit, _pieces(number, unit, source, target), once)
    )
    found = {number: _renewed(number, back[number], pieces, today) for number, pieces in own.items()}
    return {number: made for number, made in found.items() if made}


def _renewed(number: int, unit: Old, pieces: Sequence[_Piece], today: _Index) -> Recast | None:
    """A unit's translation with the pieces of today, if they are not what it is made of."""
    plan = [(piece.text, next(iter(today.get(_canonical(piece.text), [])), piece)) for piece in pieces]
    others: _Plan = [(text, piece) for text, piece in plan if piece.old != number]
    made = _assembled(plan)
    if not others or made.target == unit.target:
        return None
    said = [{_as_in(text, piece, piece.target)} if piece.old != number else set[str]() for text, piece in plan]
    if pieces[0].whole and unit.target and _is_made_of(unit.target, said):
        return None
    previous = unit.text if unit.target and unit.translated_from == unit.text else made.previous
    return Recast(made.target, previous, _olds(others))


def _said_anew(unit: Old, pieces: Sequence[_Piece], once: Callable[[str], set[str]]) -> list[_Piece]:
    """The pieces of a unit whose translation was made for just their texts, and is none that was said for them once."""
    made = [piece for piece in pieces if (piece.text in piece.source if piece.whole else piece.text == piece.source)]
    given = [once(piece.text) for piece in made]
    whole = any(piece.whole for piece in made)
    complete = all(given) and _is_made_of(unit.translated_from, [{piece.text} for piece in made])
    if (whole or complete) and _is_made_of(unit.target, given if complete else [*given, set()]):
        return []
    said = list(zip(made, given, strict=True))
    if not whole:
        return [piece for piece, texts in said if piece.target not in texts]
    return [piece for piece, texts in said if texts and not any(text and text in unit.target for text in texts)] or made


def _is_made_of(target: str, given: Sequence[set[str]]) -> bool:
    """It holds one of the texts for each sentence, and nothing else, unless there is a sentence without any."""
    held = [max((text for text in texts if text in target), key=len, default=None) for texts in given if texts]
    rest = target
    for text in sorted(filter(None, held), key=len, reverse=True):
        rest = rest.replace(text, "")
    return None not in held and not (all(given) and rest.strip())


def _indexed(pieces: Iterable[_Piece]) -> _Index:
    """Sentence, its tags numbered from 1 -> its pieces."""
    index: _Index = defaultdict(list)
    for piece in pieces:
        index[_canonical(piece.text)].append(piece)
    return index


def _pieces(number: int, unit: Old, source: Language, target: Language) -> list[_Piece]:
    texts = segmentation.split(unit.text, source)
    sources = segmentation.split(unit.translated_from, source)
    targets = segmentation.split(unit.target, target)
    if len(texts) == len(sources) == len(targets):
        return [_Piece(number, *parts, whole=False) for parts in zip(texts, sources, targets, strict=True)]
    return [_Piece(number, text, unit.translated_from, unit.target, whole=True) for text in texts]


def _canonical(text: str) -> str:
    """The text with its tags numbered from 1, as they are in a unit of its own."""
    return markup.renumbered(text)[0]


def _equal(number: int, text: str, sentences: Sequence[str], index: _Index, old: Mapping[int, Old]) -> _Plan:
    """For each sentence of a text the old one that it equals.

    Of several (a stock phrase) that of the unit which gives most to this text, or else is most like it.
    """
    found = [index.get(_canonical(sentence), []) for sentence in sentences]
    if any(len(pieces) > _COMMON for pieces in found):
        places = {piece.old for pieces in found if len(pieces) <= _COMMON for piece in pieces} or {number}
        found = [pieces if len(pieces) <= _COMMON else _around(places, pieces) for pieces in found]
    given: Counter[int] = Counter()
    for sentence, pieces in zip(sentences, found, strict=True):
        for old_number in {piece.old for piece in pieces}:
            given[old_number] += len(sentence)

    like = functools.cache(lambda number: likeness_of(text, old[number].text))

    def claim(piece: _Piece) -> tuple[int, float]:
        return given[piece.old], like(piece.old)

    best = [max(pieces, key=claim) if len(pieces) > 1 else next(iter(pieces), None) for pieces in found]
    return list(zip(sentences, best, strict=True))


def _around(places: Iterable[int], pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces (in the order of their units) that stand near some places."""
    starts = [bisect_left(pieces, place, key=lambda piece: piece.old) for place in places]
    near = {i for at in starts for i in range(max(at - _AROUND, 0), min(at + _AROUND + 1, len(pieces)))}
    return [pieces[i] for i in sorted(near)]


def _only_reworded(
    text: str,
    plan: _Plan,
    old: Mapping[int, Old],
    by_old: Mapping[int, list[_Piece]],
    goes_into: Mapping[int, int],
) -> bool:
    """Its equal sentences are part of one old unit that is like it as a whole and is in no other new text."""
    olds = _olds(plan)
    if len(olds) != 1 or goes_into[olds[0]] > 1 or _holds_all(_taken(plan), by_old[olds[0]]):
        return False
    return likeness_of(text, old[olds[0]].text) >= _ONLY_REWORDED


def _with_reworded(number: int, equal: Mapping[int, _Plan], by_old: Mapping[int, list[_Piece]]) -> _Plan:
    """The plan of one new text with the likest old sentence for each reworded one.

    They come from the units that this text or one beside it has equal sentences of. If it holds all of an old unit,
    then it was joined with something: they may come from the units that stood beside that one.
    """
    plan = equal[number]
    if all(piece for _, piece in plan):
        return plan
    olds = {j for i in _beside(number) for j in _olds(equal.get(i, []))}
    taken = _taken(plan)
    olds |= {k for j in _olds(plan) if _holds_all(taken, by_old[j]) for k in _beside(j) if k in by_old}
    pieces = [piece for old in sorted(olds) for piece in by_old[old] if not piece.whole]
    if len(plan) * len(pieces) > _PAIRS:
        at = [i for i, piece in enumerate(pieces) if piece in taken]
        near = {j for i in at for j in range(i - _AROUND, i + _AROUND + 1)}
        pieces = [piece for i, piece in enumerate(pieces) if i in near]
    left = [piece for piece in pieces if piece not in taken]
    full: list[tuple[str, _Piece | None]] = []
    for sentence, same in plan:
        piece = same or _likest(sentence, left)
        if piece in left:
            left.remove(piece)
        full.append((sentence, piece))
    return full


def _affordable(plans: Mapping[int, _Plan], old: Mapping[int, Old]) -> dict[int, _Plan]:
    """The plans but for those that would be one more copy of a long translation that could not be cut."""
    given: Counter[int] = Counter()
    found = {}
    for number, plan in plans.items():
        whole = {piece.old for _, piece in plan if piece and piece.whole}
        if all(not given[j] or given[j] + len(old[j].target) <= _COPIES for j in whole):
            given.update({j: len(old[j].target) for j in whole})
            found[number] = plan
    return found


def _beside(number: int) -> range:
    return range(number - _NEAR, number + _NEAR + 1)


def _taken(plan: _Plan) -> set[_Piece | None]:
    return {piece for _, piece in plan}


def _holds_all(taken: Container[_Piece | None], pieces: Iterable[_Piece]) -> bool:
    return all(piece in taken for piece in pieces)


def _likest(sentence: str, pieces: Sequence[_Piece]) -> _Piece | None:
    texts = [piece.text for piece in pieces]
    best = process.extractOne(sentence, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return pieces[best[2]] if best else None


def _olds(plan: _Plan) -> tuple[int, ...]:
    return tuple(dict.fromkeys(piece.old for _, piece in plan if piece))


def _worth(plan: _Plan, length: Mapping[int, int]) -> bool:
    """Enough of the new text is old, or enough of the old text (by its number, in letters) is in it."""
    taken = sum(len(sentence) for sentence, piece in plan if piece)
    all_new = sum(len(sentence) for sentence, _ in plan)
    all_old = sum(length[old] for old in _olds(plan))
    return bool(taken) and (taken >= _HALF * all_new or taken >= _NEARLY_ALL * all_old)


def _assembled(plan: _Plan) -> Recast:
    chosen = [(sentence, piece) for sentence, piece in plan if piece and piece.target]
    return Recast(
        " ".join(_once((piece, _as_in(sentence, piece, piece.target)) for sentence, piece in chosen)),
        " ".join(_once((piece, _as_in(sentence, piece, piece.source)) for sentence, piece in chosen)),
        _olds(plan),
    )


def _once(texts: Iterable[tuple[_Piece, str]]) -> list[str]:
    """A unit whose translation could not be cut gives it once, however many of its sentences are here."""
    kept: dict[object, str] = {}
    for number, (piece, text) in enumerate(texts):
        kept.setdefault(("whole", piece.old) if piece.whole else number, text)
    return list(kept.values())


def _as_in(sentence: str, piece: _Piece, text: str) -> str:
    """The text with its tags numbered as in the new sentence."""
    if piece.whole and piece.text != piece.source:
        return text
    here = markup.renumbered(sentence)[1]
    names = {name: here.get(canonical, name) for canonical, name in markup.renumbered(piece.text)[1].items()}
    return markup.renamed(text, names)
