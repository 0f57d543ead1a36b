"""Whether brackets are in pairs.

What: a bracket is not closed, or not opened, and the source has no such bracket; square brackets of the source, in
which an editor speaks, are gone. Round ones that are gone are only noted. The bracket of a list - a) or 1) - and a
smiley's need no partner.

Wrong: “the registry (of the police)” - «реестр (полиции»

Right: “the registry (of the police)” - «реестр (полиции)»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _seen
from ._prose import TAG, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.WARNING

_PAIRS = {")": "(", "]": "[", "}": "{"}
_ITEM = rf"(?<![^\s{TAG}«“\"])(?:\d{{1,3}}|[^\W\d_]|[ivx]{{1,4}})\)"
_ITEM_AT_START = 4  # characters before the bracket of a text that is an item of a list
_BRACKET = re.compile(rf"(?P<item>{_ITEM})|(?P<smiley>[:;=]-?[()])|(?P<bracket>[()\[\]{{}}])")


def concerns(there: int, here: int) -> bool:
    """Whether there is a bracket."""
    return bool((there | here) & _seen.BRACKET)


def check(passage: Passage) -> Iterator[Finding]:
    """Find brackets without a partner, and those that were left out."""
    source, target = passage.source, passage.target
    alone = _alone(target) if _seen.target(passage).marks & _seen.BRACKET else []
    if alone and (source is None or sorted(_signs(source, _alone(source))) != sorted(_signs(target, alone))):
        signs = ", ".join(_signs(target, alone))
        message = f"{signs} have no partners"
        if len(alone) == 1:
            message = f"{signs} is not {'opened' if signs in _PAIRS else 'closed'}"
        yield Finding(message, "write its partner, or take it away", (), tuple((at, at + 1) for at in alone))
    elif source is not None and ("(" in source or "[" in source):
        shown = prose(source)
        for opening, severity in (("[", None), ("(", Severity.INFO)):
            spans = tuple((at, at + 1) for at, sign in enumerate(shown) if sign == opening)
            if sum(map(target.count, "[(" if opening == "[" else "(")) < len(spans):
                hint = "keep what the source has in brackets apart from the rest"
                yield Finding("brackets of the source are gone", hint, spans, severity=severity)


def _alone(text: str) -> list[int]:
    """Where the brackets without a partner are."""
    opened: list[tuple[str, int]] = []
    alone: list[int] = []
    items: list[int] = []
    for found in _BRACKET.finditer(prose(text)):
        sign, at = found[0][-1], found.end() - 1
        if found["smiley"]:
            continue
        if sign not in _PAIRS:
            opened.append((sign, at))
        elif opened and opened[-1][0] == _PAIRS[sign]:
            opened.pop()
        elif found["item"]:
            items.append(at)
        else:
            alone.append(at)
    if len(items) == 1 and items[0] > _ITEM_AT_START:
        alone += items
    return sorted([*alone, *(at for _, at in opened)])


def _signs(text: str, places: list[int]) -> list[str]:
    return [text[at] for at in places]
