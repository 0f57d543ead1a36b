"""How a translation writes the names of its source: what sounds like one, or the only name that is left on both sides.

No more than a likely reading of the texts; a person has to look. Pure.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from . import _spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..model import Span
    from ._spans import Token

__all__ = ["Rendering", "likeness", "rendered"]

_ALIKE, _SHORT_ALIKE = 0.66, 0.8
"""Least likeness of a name and its rendering, and of short ones, where a letter weighs more."""
_SHORT = 4

_DIGRAPHS = (("shch", "s"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("sh", "s"), ("ch", "ç"), ("ts", "s"))
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфхцчшщыэғқҳҷӣӯў", "abvgdeziiklmnoprstufhsçssiegkhjiuo", strict=True))
_SOUNDS = str.maketrans(
    {**_CYRILLIC, "ж": "j", "ю": "iu", "я": "ia", "ё": "io", "ъ": "", "ь": "", "ʻ": "", "ʼ": ""}
    | {"c": "k", "q": "k", "w": "v", "x": "h", "y": "i", "'": "", "’": "", "‘": ""}
)
_DOUBLE = re.compile(r"(.)\1+")


class Rendering(NamedTuple):
    """What a translation may have for a name; `is_alike` if it sounds like it."""

    text: str
    is_alike: bool


class _Found(NamedTuple):
    likeness: float
    name: int
    span: Span


def rendered(names: Sequence[str], target: str, lang: str, covered: Collection[Span] = ()) -> dict[int, Rendering]:
    """What a translation has for names of its source, as far as that can be told.

    Args:
        names: those of one text, in their order.
        target: its translation.
        lang: the language of that.
        covered: where terms are in it; those are no renderings of names that have no concept.

    Returns:
        Number of a name -> what stands for it.
    """
    runs = [run for run in _spans.capitals(_spans.read(target, lang, covered), lang) if not _is_covered(run)]
    found: dict[int, Rendering] = {}
    used: list[Span] = []
    alike = (one for at, name in enumerate(names) for run in runs for one in _alike(name, at, run))
    for _, at, span in sorted(alike, key=lambda one: (-one.likeness, one.name)):
        if at not in found and not _overlaps(span, used):
            found[at] = Rendering(target[slice(*span)], True)
            used.append(span)
    left = [at for at in range(len(names)) if at not in found]
    others = [run for run in runs if not run[0].begins and not _overlaps(_span(run), used)]
    if len(left) == len(others) == 1 and len(names[left[0]].split()) == len(others[0]):
        found[left[0]] = Rendering(target[slice(*_span(others[0]))], False)
    return found


@functools.lru_cache(maxsize=1 << 14)
def likeness(name: str, other: str) -> float:
    """How alike two names sound, from 0 to 1, in whatever letters; an ending of the second is no difference."""
    one, two = _sound(name), _sound(other)
    if not one or not two:
        return 0.0
    return max(difflib.SequenceMatcher(None, one, end, autojunk=False).ratio() for end in {two, two[: len(one)]})


def _alike(name: str, at: int, run: Sequence[Token]) -> Iterator[_Found]:
    """The parts of a run of as many words that sound like a name."""
    length = min(len(name.split()), len(run))
    least = _SHORT_ALIKE if len(_sound(name)) <= _SHORT else _ALIKE
    for start in range(len(run) - length + 1):
        part = run[start : start + length]
        found = likeness(name, " ".join(token.word.text for token in part))
        if found >= least:
            yield _Found(found, at, _span(part))


@functools.lru_cache(maxsize=1 << 14)
def _sound(name: str) -> str:
    """A name in rough letters for its sounds."""
    low = name.casefold()
    for digraph, sound in _DIGRAPHS:
        low = low.replace(digraph, sound)
    plain = unicodedata.normalize("NFC", low).translate(_SOUNDS)
    bare = "".join(letter for letter in unicodedata.normalize("NFD", plain) if letter.isalpha())
    return _DOUBLE.sub(r"\1", bare)


def _span(run: Sequence[Token]) -> Span:
    return run[0].word.start, run[-1].word.end


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _is_covered(run: Sequence[Token]) -> bool:
    return all(token.is_covered for token in run)
