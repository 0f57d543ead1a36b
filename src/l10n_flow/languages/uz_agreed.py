"""Agreed terms put into Uzbek text that is to change its script, each in the form in which the text has it.

The ending stays as it was typed; what is then to be left alone is the stem before it. Where the two stems do not change
alike, nothing is put in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .uz_letters import MARKS, canonical, cyrillic_at, spell_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .language import Agreed

_PART = re.compile(r"[^\s‐‑-]+")
_LATIN = re.compile("[A-Za-zʻʼ]")
_STEM = "b"  # a consonant, behind which the rules are those of an ending
_Span = tuple[int, int]
_Piece = tuple[int, int, str]


def put(text: str, agreed: Iterable[Agreed]) -> tuple[str, list[_Span]]:
    """Put terms into a text.

    Returns:
        The text, and where it is not to change any more.
    """
    out: list[str] = []
    kept: list[_Span] = []
    at = length = 0
    for start, end, new in (piece for term in agreed for piece in _pieces(text, term)):
        out += (text[at:start], new)
        length += start - at + len(new)
        kept.append((length - len(new), length))
        at = end
    return "".join((*out, text[at:])), kept


def _pieces(text: str, term: Agreed) -> Sequence[_Piece]:
    """What to replace by what: word by word, or all at once if the terms have not as many words."""
    cited, written = (_PART.findall(one) for one in (term.cited, term.written))
    parts = [part for start, end in term.words for part in _parts(text, start, end)]
    parts = parts[: len(cited)]  # without what hangs on the last by a hyphen: Putinga-ku, NATO-ning
    if len(parts) == len(cited) == len(written):
        found = [_in_form(text[slice(*part)], *words) for part, *words in zip(parts, cited, written, strict=True)]
        pairs = zip(parts, found, strict=True)
        return [(start, start + one[0], one[1]) for (start, _), one in pairs if one] if all(found) else ()
    (first, _), (last, end) = parts[0], parts[-1]
    one = None if "<" in text[first:last] else _in_form(text[last:end], cited[-1], term.written)
    return [(first, last + one[0], _cased(one[1], text[first:last] + text[last : last + one[0]]))] if one else ()


def _parts(text: str, start: int, end: int) -> Iterator[_Span]:
    """The parts of a hyphenated word; other words are not divided, whatever tags and marks are in them."""
    if "<" in text[start:end]:
        return iter([(start, end)])
    return (part.span() for part in _PART.finditer(text, start, end))


def _in_form(typed: str, cited: str, written: str) -> tuple[int, str] | None:
    """How many letters of a typed word are its stem, and that stem as it is to be written; None if that is not plain.

    `typed` is a form of `cited`; what changed at the end of this (kerak, keragi) is to change in `written`.
    """
    common = next((at for at, pair in enumerate(zip(typed, cited, strict=False)) if not _are_one(*pair)), None)
    common = min(len(typed), len(cited)) if common is None else common
    gone, ending = cited[common:].lower(), typed[common:]
    tail = next((one for one in (gone, spell(gone)) if written.lower().endswith(one)), None)
    if tail is None or not common:
        return None
    stem = written[: len(written) - len(tail)]
    if ending[:1].isalpha() and stem.endswith("ь"):  # декабрь, декабрда
        stem = stem[:-1]
    return common, _cased(stem, typed[:common], cited[:common])


def _are_one(typed: str, cited: str) -> bool:
    return typed.lower() == cited.lower() or (typed in MARKS and cited in MARKS)


def _cased(written: str, typed: str, cited: str = "") -> str:
    """A stem with the capitals that a text has and the cited one has not, or the other way round."""
    if typed.isupper() and len(typed) > 1 and not cited.isupper():
        return written.upper()
    if typed[:1].isupper():
        return written[:1].upper() + written[1:]
    return written[:1].lower() + written[1:] if typed[:1].islower() and cited[:1].isupper() else written


def spell(ending: str) -> str:
    """The end of a word in the other script, by rule, whatever words begin like it."""
    word = canonical(ending)
    if not _LATIN.match(word):
        return spell_latin(word, inside=True)
    at, out = len(_STEM), ""
    while at < len(_STEM + word):
        letter, end = cyrillic_at(_STEM + word.lower(), at)
        out += letter.upper() if word[at - len(_STEM)].isupper() else letter
        at = end
    return out
