"""Whether people who are called by their initials stay so.

What: the source calls somebody by initials alone (T.A.), and the translation has none: a name that was not to be known
may have been written out. Initials before or behind a surname that are gone are noted. Countries, courts and other
things that are shortened like that (U.S., U.N.) are no people. Names of people and places that the desk has agreed on
are terms.

Wrong: “T.A., a courier from Kazan” - «Тимур Алиев, курьер из Казани»

Right: “T.A., a courier from Kazan” - «Т. А., курьер из Казани»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from ..text.letters import CAPITAL, SMALL
from . import _seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.WARNING

_INITIALS = re.compile(rf"(?<![\w.&])(?:[{CAPITAL}][{SMALL}]?[ʻ‘’ʼ'`]?\.[ \u00a0\u202f]?){{2,4}}(?![{SMALL}])")
_SURNAME = re.compile(rf"\s?[{CAPITAL}][{SMALL}]")
_BEFORE = re.compile(rf"[{CAPITAL}][{SMALL}]+\s$")
_NO_PEOPLE = frozenset(
    "US UN UK UAE EU USA DC LA NY NYC NJ AI FBI CIA NSA OK TV PC DJ AM PM BC AD PS PHD MD BA MA BBC PO".split()
    + "США СССР РФ ООН".split()
)


def concerns(there: int, here: int) -> bool:
    """Whether the source may have initials."""
    return bool(there & _seen.INITIAL)


def check(passage: Passage) -> Iterator[Finding]:
    """Look for the initials of the source."""
    source = passage.source
    if source is None:
        return
    text = _seen.source(passage).text
    people = [found for found in _INITIALS.finditer(text) if _letters(found[0]) not in _NO_PEOPLE]
    if people and not _INITIALS.search(_seen.target(passage).text):
        alone = [found for found in people if not _has_surname(text, found)]
        spans = tuple(found.span() for found in alone or people)
        message = f"“{(alone or people)[0][0].strip()}” of the source is missing"
        hint = "keep the initials; write no name out that the source does not"
        yield Finding(message, hint, spans, severity=None if alone else Severity.INFO)


def _letters(initials: str) -> str:
    return "".join(filter(str.isalpha, initials)).upper()


def _has_surname(text: str, found: re.Match[str]) -> bool:
    return bool(_SURNAME.match(text, found.end()) or _BEFORE.search(text, 0, found.start()))
