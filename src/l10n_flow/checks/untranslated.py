"""Whether there is a translation at all.

What: the translation is blank, or only marks where the source has words. Texts that nobody has translated yet are
noted, once for an article: that is work to do, but no edition is published with them; `status` and `ready` say more.

Wrong: “Find” - « »

Right: “Find” - «Найти»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.ERROR
STATES = frozenset(State)

_WORDS = re.compile(r"\w")


def applies(version: Version) -> bool:
    """Whether it is a translation."""
    return version.source_lang is not None


def among(version: Version) -> Collection[int]:
    """The texts without words; most begin with one."""
    texts = enumerate(unit.target for unit, _ in version.units)
    return [number for number, text in texts if not (text[:1].isalnum() or _WORDS.search(text))]


def check(passage: Passage) -> Iterator[Finding]:
    """Look for a letter or a digit."""
    source, target = passage.source, passage.target
    if source is None or not source.strip():
        return
    whole = ((0, len(source)),)
    if passage.unit.state is State.UNTRANSLATED:
        missing = passage.version.in_state[State.UNTRANSLATED]
        if passage.number == missing[0]:
            count, of = len(missing), len(passage.version.units)
            message = f"{count} of {of} texts {'is' if count == 1 else 'are'} not translated, this one first"
            yield Finding(message, "translate them", whole, subject="open", severity=Severity.INFO)
    elif not target.strip():
        yield Finding("there is no translation", "translate it", whole)
    elif not _WORDS.search(target) and _WORDS.search(source):
        yield Finding("the translation has no words", "translate it", whole, ((0, len(target)),))
