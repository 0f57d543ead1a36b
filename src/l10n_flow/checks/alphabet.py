"""Whether all letters are the language's.

What: a letter that Russian does not have; words without the marks of their letters, as a Russian keyboard gives them
(хукумат), and a long Tajik text that has none of its own letters. Noted: one such word in an article, in a paragraph
that has the right letters elsewhere, as print is full of them; a letter of a neighbour's alphabet or of an old font
that stands for one's own - ў in Tajik, ӯ in Uzbek, ⱪ - which can be fixed; letters of Russian words in Tajik and Uzbek
(щ, ы).

Wrong: «ҳуқўқ»

Right: «ҳуқуқ»
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _letters, _markless, _seen, _slips
from ._prose import core

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING

_ENOUGH = 100  # letters of a text that, at one in twelve (measured), has some of the language's own for certain
_SUSPICIOUS = _seen.FOREIGN | _seen.STRAY | _seen.MARKLESS


def applies(version: Version) -> bool:
    """Whether it is written in Cyrillic."""
    return _letters.of(version.lang).foreign is not None


def concerns(there: int, here: int) -> bool:
    """Whether a letter may be wrong, or none is the language's own."""
    return bool(here & _SUSPICIOUS or not here & _seen.OWN)


def check(passage: Passage) -> Iterator[Finding]:
    """Find letters that are not the language's, or not the ones that were meant."""
    lang, (text, _, marks, _) = passage.version.lang, _seen.target(passage)
    known = _letters.of(lang)
    if known.foreign is None:
        return
    target, source = passage.target, passage.source or ""
    if marks & _seen.STRAY and known.stray and (places := [found.span() for found in known.stray.finditer(text)]):
        typed = {target[start] for start, _ in places}
        fix = [((start, end), target[start:end].translate(known.strays)) for start, end in places]
        message = f"{', '.join(sorted(typed))}: not a letter of the language"
        hint = f"write {', '.join(one.translate(known.strays) for one in sorted(typed))}"
        yield Finding(message, hint, (), tuple(places), "stray", Severity.INFO, tuple(fix))
    foreign = known.foreign.finditer(text) if marks & _seen.FOREIGN else ()
    if places := [found.span() for found in foreign if found[0] not in source]:
        typed = {target[start].lower() for start, _ in places}
        severity = Severity.INFO if not known.is_russian and typed <= _letters.RUSSIAN else None
        message = f"{', '.join(sorted(typed))}: not a letter of the language"
        yield Finding(message, "write the word in the language's letters", (), tuple(places), "foreign", severity)
    if registry.get(lang).markless:
        yield from _without_marks(passage, text, marks, known.own)


def _without_marks(passage: Passage, text: str, marks: int, own: frozenset[str]) -> Iterator[Finding]:
    hint = "write the language's own letters"
    if places := _markless.spans(text, passage.version.lang) if marks & _seen.MARKLESS else ():
        words = ", ".join(f"“{text[slice(*place)]}”" for place in places)
        severity = _slips.of_letters("alphabet", "marks", passage, places, has_others=bool(marks & _seen.OWN))
        yield Finding(f"{words}: letters without their marks", hint, (), places, "marks", severity)
    elif not marks & _seen.OWN and sum(map(str.isalpha, core(text))) >= _ENOUGH:
        message = f"none of the letters {' '.join(sorted(own))} is in it"
        yield Finding(message, hint, (), ((0, len(text)),), "marks")
