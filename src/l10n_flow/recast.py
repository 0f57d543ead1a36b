"""Paragraphs that were split, joined or shuffled: a translation put together from its sentences. Pure.

A sentence of an old unit has a translation of its own where the unit and its translation have equally many
sentences; otherwise the unit's whole translation stands for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from . import markup, segmentation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .languages.language import Language

__all__ = ["Old", "Recast", "recast"]

_ALIKE = 60.0
"""Least likeness (0 to 100) of a reworded sentence to the old one whose translation it takes."""
_HALF = 0.5
"""So much of a new text must be made of old sentences, by length."""


@dataclass(frozen=True, slots=True)
class Old:
    """An old unit: its text, its translation, and the text that the translation was made from."""

    text: str
    target: str
    translated_from: str


@dataclass(frozen=True, slots=True)
class Recast:
    """A translation put together: from which old units (their numbers) and which texts of theirs."""

    target: str
    previous: str
    olds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of an old unit, and what was said for it; `whole` if that is the translation of all of the unit."""

    old: int
    text: str
    source: str
    target: str
    whole: bool


def recast(new: Mapping[int, str], old: Mapping[int, Old], source: Language, target: Language) -> dict[int, Recast]:
    """Find the new texts that are made of sentences of several old units, or share one old unit among them.

    Args:
        new: number -> text of the units that have no translation yet.
        old: number -> old units that are in the article no more.
        source: language of the texts.
        target: language of the translations.

    Returns:
        Number of the new text -> its translation. A new text that comes from one old unit, and that one goes
        into no other, is only reworded, and is not among them.
    """
    index: defaultdict[str, list[_Piece]] = defaultdict(list)
    for number, unit in old.items():
        for piece in _pieces(number, unit, source, target):
            index[markup.renumbered(piece.text)[0]].append(piece)
    plans: dict[int, list[tuple[str, _Piece | None]]] = {}
    for number, text in new.items():
        sentences = segmentation.split(text, source)
        plan = _plan(sentences, index)
        if sum(len(s) for s, piece in plan if piece) >= _HALF * sum(len(s) for s in sentences):
            plans[number] = plan
    goes_into = Counter(old for plan in plans.values() for old in {piece.old for _, piece in plan if piece})
    by_old: defaultdict[int, list[_Piece]] = defaultdict(list)
    for pieces in index.values():
        for piece in pieces:
            by_old[piece.old].append(piece)
    return {
        number: _assembled(plan, by_old)
        for number, plan in plans.items()
        if len(olds := {piece.old for _, piece in plan if piece}) > 1 or any(goes_into[old] > 1 for old in olds)
    }


def _pieces(number: int, unit: Old, source: Language, target: Language) -> list[_Piece]:
    texts = segmentation.split(unit.text, source)
    sources = segmentation.split(unit.translated_from, source)
    targets = segmentation.split(unit.target, target)
    if len(texts) == len(sources) == len(targets):
        return [_Piece(number, *parts, whole=len(texts) == 1) for parts in zip(texts, sources, targets, strict=True)]
    return [_Piece(number, text, unit.translated_from, unit.target, whole=True) for text in texts]


def _plan(sentences: Sequence[str], index: Mapping[str, list[_Piece]]) -> list[tuple[str, _Piece | None]]:
    """For each sentence the old one that it equals; of several, that of the unit which gives most to this text."""
    found = [index.get(markup.renumbered(sentence)[0], []) for sentence in sentences]
    given: Counter[int] = Counter()
    for sentence, pieces in zip(sentences, found, strict=True):
        for old in {piece.old for piece in pieces}:
            given[old] += len(sentence)
    best = [max(pieces, key=lambda piece: given[piece.old], default=None) for pieces in found]
    return list(zip(sentences, best, strict=True))


def _assembled(plan: list[tuple[str, _Piece | None]], by_old: Mapping[int, list[_Piece]]) -> Recast:
    """Reworded sentences take what is left of the old units that the others come from."""
    olds = list(dict.fromkeys(piece.old for _, piece in plan if piece))
    used = {piece for _, piece in plan if piece}
    left = [piece for old in olds for piece in by_old[old] if piece not in used and not piece.whole]
    chosen: list[tuple[str, _Piece]] = []
    for sentence, equal in plan:
        piece = equal or _likest(sentence, left)
        if piece is not None:
            chosen.append((sentence, piece))
        if piece in left:
            left.remove(piece)
    return Recast(
        " ".join(_once((piece, _as_in(sentence, piece, piece.target)) for sentence, piece in chosen)),
        " ".join(_once((piece, _as_in(sentence, piece, piece.source)) for sentence, piece in chosen)),
        tuple(olds),
    )


def _likest(sentence: str, pieces: Sequence[_Piece]) -> _Piece | None:
    best = max(pieces, key=lambda piece: fuzz.ratio(sentence, piece.text), default=None)
    return best if best and fuzz.ratio(sentence, best.text) >= _ALIKE else None


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
