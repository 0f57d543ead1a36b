"""Whether Uzbek words have their apostrophes, and the right ones.

What: a word that is none without its apostrophe (ozgarish, talim); a mark between two consonants, where the letter o is
missing. Noted: one such word in an article, in a paragraph that has its other apostrophes, as print is full of them;
another sign than the house's U+02BB in oʻ and gʻ and U+02BC for the tutuq. The sign can be fixed.

Wrong: “ozgarish”

Right: “oʻzgarish”
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _markless, _seen, _slips
from ._prose import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING

_TYPED = "'`´‘’ʻʼʽ"
_MARK = re.compile(rf"[{_TYPED}](?:(?<={LETTER}.)(?={LETTER})|(?<=[OoGg][ʻ‘`´])(?!\w))")
_CONSONANTS = re.compile(rf"[{_TYPED}](?<=[bdfhjkmpqrstvxyz].)[bdfghjklmnpqrstvxyz]")
_BETWEEN = re.compile(rf"(?<![\w{_TYPED}])[a-z]*[bdfhjkmpqrstvxyz][{_TYPED}][bdfghjklmnpqrstvxyz][a-z{_TYPED}]*")
_ENDING = re.compile(rf"[{_TYPED}](?:ning|ni|ga|da|dan|dagi|gacha|lar|li|lik|lari|s|t|ll|re|ve|d|m)+$")


def applies(version: Version) -> bool:
    """Whether it is in Uzbek, in Latin letters."""
    return "ʻ" in registry.get(version.lang).alphabet


def concerns(there: int, here: int) -> bool:
    """Whether there is an apostrophe, or one is missing."""
    return bool(here & (_seen.SINGLE | _seen.MARKLESS))


def check(passage: Passage) -> Iterator[Finding]:
    """Look at the apostrophes of an Uzbek text in Latin letters."""
    source = passage.source or ""
    text, _, marks, _ = _seen.target(passage)
    places = _markless.spans(text, passage.version.lang) if marks & _seen.MARKLESS else ()
    if bare := [place for place in places if text[slice(*place)] not in source]:
        severity = _slips.of_letters("apostrophes", "missing", passage, bare, has_others=bool(marks & _seen.SINGLE))
        for start, end in bare:
            message = f"“{text[start:end]}” is no word without its apostrophe"
            yield Finding(message, "write it", (), ((start, end),), "missing", severity)
    broken = (
        [found for found in _BETWEEN.finditer(text) if not _ENDING.search(found[0])] if _CONSONANTS.search(text) else []
    )
    for found in broken:
        if found[0] not in source:
            yield Finding(f"a letter is missing in “{found[0]}”", "write oʻ", (), (found.span(),), "letter")
    signs = [
        (found.span(), right)
        for found in _MARK.finditer(text)
        if found[0] != (right := _right(text, found.start())) and not _is_of_source(text, found.start(), source)
        if not any(one.start() < found.start() < one.end() for one in broken)
    ]
    if signs:
        message, hint = "other signs than the house's for the apostrophes", "write oʻ gʻ with U+02BB and ʼ as U+02BC"
        spans = tuple(span for span, _ in signs)
        yield Finding(message, hint, (), spans, "sign", Severity.INFO, tuple(signs))


def _right(text: str, at: int) -> str:
    return "ʻ" if text[at - 1] in "OoGg" else "ʼ"


def _is_of_source(text: str, at: int, source: str) -> bool:
    """Whether it is a foreign name, as in the source: O'Brien."""
    start = max(text.rfind(" ", 0, at) + 1, at - 20)
    return bool(source) and text[start : at + 2].lstrip('“«("') in source
