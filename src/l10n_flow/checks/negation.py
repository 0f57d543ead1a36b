"""Whether a translation denies what its source denies.

What: the source has a negation (not, never, without) and the translation none, nor a word with a negative ending; or
the reverse. Languages may say the same without one (“not until Monday” - «только в понедельник»), so it is noted only.

Wrong: “He did not agree.” - «Он согласился.»

Right: “He did not agree.” - «Он отказался.»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _negations, _seen
from ._words import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Span
    from ..passages import Passage

SEVERITY = Severity.INFO

_NUMBER = re.compile(r"\.?\s?\d")
_ANY = _seen.DENIAL | _seen.DENYING


def concerns(there: int, here: int) -> bool:
    """Whether one text has a negation, and the other none."""
    return bool((there & _seen.DENIAL and not here & _ANY) or (here & _seen.DENIAL and not there & _ANY))


def check(passage: Passage) -> Iterator[Finding]:
    """Compare whether two texts have a negation."""
    source, target, version = passage.source, passage.target, passage.version
    if source is None or not target.strip():
        return
    there, here = _seen.source(passage), _seen.target(passage)
    if there.marks & _seen.DENIAL and not here.marks & _ANY:
        if spans := _clear(there, version.source_lang or version.lang):
            message = f"the source has “{source[slice(*spans[0])]}”, the translation no negation"
            yield Finding(message, "see that it says the same", spans)
    elif here.marks & _seen.DENIAL and not there.marks & _ANY and (spans := _clear(here, version.lang)):
        message = f"the translation has “{target[slice(*spans[0])]}”, the source no negation"
        yield Finding(message, "see that it says the same", (), spans)


def _clear(text: _seen.Seen, lang: str) -> tuple[Span, ...]:
    """Where a text has a word that says no and nothing else; “No. 5” has none."""
    found = (
        (start + one.start(), start + one.end())
        for chunk, start in _seen.places(text, _seen.DENIAL)
        for one in TOKEN.finditer(chunk)
        if _negations.of(one[0], lang) == _negations.CLEAR
        and not (one[0] == "No" and _NUMBER.match(text.text, start + one.end()))
    )
    return tuple(found)
