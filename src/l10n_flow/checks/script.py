"""Whether letters of two alphabets are mixed in a word.

What: a Latin letter among Cyrillic ones that looks the same, or the reverse: nobody sees it, and no search finds the
word; any other mixture; a word in an alphabet that is neither the language's nor in the source (Cyrillic in Uzbek, a
Greek letter). A foreign name with an ending (COVIDом, Facebookни) is none. Letters that look the same can be fixed.
Noted: an abbreviation that has only Latin look-alikes (CCCP) and is not in the source.

Wrong: «рeестр» with a Latin “e”

Right: «реестр»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..inflection.letters import to_cyrillic_look, to_latin_look
from ..languages import registry
from ..model import Finding, Severity
from ..text.letters import CYRILLIC_SMALL
from . import _letters, _seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Span
    from ..passages import Passage

SEVERITY = Severity.WARNING

_LATIN, _CYRILLIC = "A-Za-zÀ-ÖØ-öø-ɏ", "Ѐ-ӿ"
_ANY_LATIN = re.compile(f"[{_LATIN}]")
_FAR = re.compile(rf"(?<!\w)(?!μ?\w\b)\w*{_letters.FAR}\w*")
_CYRILLIC_WORDS = re.compile(rf"[{_CYRILLIC}]{{2,}}(?:[^\w<>]+[{_CYRILLIC}]+)*")
_MIXED = re.compile(rf"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]")
_WORD = re.compile(rf"(?:[{_LATIN}{_CYRILLIC}][\u0300-\u036f]*)+")
_WITH_ENDING = re.compile(rf"[{_LATIN}]{{2,}}[{CYRILLIC_SMALL}]{{1,6}}")
_LONE = re.compile(rf"(?:(?<=[{_CYRILLIC}] )|(?<=[{_CYRILLIC}][,.;] ))[aocyk](?= [{_CYRILLIC}])")
_LOOKS_ALIKE = re.compile(r"(?<![\w-])[ABCEHKMOPTXY]{3,}(?![\w-])")
_DOTS = str.maketrans("ëË", "ёЁ")
_TO_CYRILLIC = str.maketrans("aocyk", "аосук")


def concerns(there: int, here: int) -> bool:
    """Whether a letter may be of another alphabet."""
    return bool(here & _seen.MIXED)


def check(passage: Passage) -> Iterator[Finding]:
    """Find words in two alphabets, or in another one."""
    if passage.target.isascii():
        return
    is_cyrillic = _letters.of(passage.version.lang).foreign is not None
    text, _, marks, _ = _seen.target(passage)
    if passage.source:
        yield from _of_others(text, passage.source, None if is_cyrillic else _CYRILLIC_WORDS)
    if marks & (_seen.LATIN if is_cyrillic else _seen.CYRILLIC):
        repairs: list[tuple[Span, str]] = []
        if _MIXED.search(text):
            yield from _mixed(passage, text, repairs, is_cyrillic=is_cyrillic)
        if is_cyrillic:
            repairs += [(found.span(), found[0].translate(_TO_CYRILLIC)) for found in _LONE.finditer(text)]
            yield from _shouted(text, passage.source)
        if repairs:
            yield _look_alikes(passage.target, sorted(repairs))


def _mixed(passage: Passage, text: str, repairs: list[tuple[Span, str]], *, is_cyrillic: bool) -> Iterator[Finding]:
    """Words in two alphabets; those that only have letters that look the same join the `repairs`."""
    alphabet = frozenset(registry.get(passage.version.lang).alphabet)
    for found in _WORD.finditer(text):
        word = found[0]
        if not _MIXED.search(word) or word in (passage.source or ""):
            continue
        if right := _repaired(word, is_cyrillic, alphabet):
            repairs.append((found.span(), right))
        elif not (is_cyrillic and _WITH_ENDING.fullmatch(word)):
            message, hint = f"“{word}” has letters of two alphabets", "write it in one"
            yield Finding(message, hint, (), (found.span(),), word, Severity.WARNING)


def _shouted(text: str, source: str | None) -> Iterator[Finding]:
    """Abbreviations that have only Latin letters, all of which could be Cyrillic ones."""
    for found in _LOOKS_ALIKE.finditer(text) if source else ():
        if found[0] not in (source or ""):
            message, hint = f"“{found[0]}” is in Latin letters", "if it is no foreign name, write it in Cyrillic"
            yield Finding(message, hint, (), (found.span(),), found[0], Severity.INFO)


def _of_others(text: str, source: str, others: re.Pattern[str] | None) -> Iterator[Finding]:
    """Words in alphabets that neither the language nor the source has."""
    for pattern in filter(None, (_FAR, others)):
        if found := [one for one in pattern.finditer(text) if one[0] not in source and not _MIXED.search(one[0])]:
            message, hint = f"“{found[0][0]}” is in letters of another alphabet", "write it in the language's letters"
            yield Finding(message, hint, (), tuple(one.span() for one in found), "other")


def _repaired(word: str, is_cyrillic: bool, alphabet: frozenset[str]) -> str | None:
    """The word in one alphabet, if that takes no more than letters that look the same."""
    cyrillic = to_cyrillic_look(word.translate(_DOTS))
    latin = to_latin_look(word)
    if is_cyrillic and cyrillic != word and alphabet.issuperset(cyrillic.lower()):
        return cyrillic
    if latin != word and (not is_cyrillic or _is_foreign(word)):
        return latin
    return None


def _is_foreign(word: str) -> bool:
    """Whether a word is Latin but for a letter or two that look so; a Latin name with an ending is left alone."""
    return len(_ANY_LATIN.findall(word)) * 2 > len(word) and not _WITH_ENDING.fullmatch(word)


def _look_alikes(target: str, repairs: list[tuple[Span, str]]) -> Finding:
    """What is said of letters that were taken for their look-alikes."""
    words = ", ".join(f"“{target[slice(*span)]}”" for span, _ in repairs)
    (start, end), right = repairs[0]
    typed = "".join(one for one, other in zip(target[start:end], right, strict=False) if one != other)
    hint = f"write {'Latin' if right.isascii() else 'Cyrillic'} letters for “{typed}”"
    spans = tuple(span for span, _ in repairs)
    message = f"{words}: letters of another alphabet that look the same"
    return Finding(message, hint, (), spans, fix=tuple(repairs))
