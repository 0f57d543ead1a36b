"""Comparing the addresses of a text with those of its source: links and e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Finding, Severity

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from ..passages import Passage


def compared(passage: Passage, pattern: re.Pattern[str], same: Callable[[str], str]) -> Iterator[Finding]:
    """Say which addresses are missing, changed or new.

    Args:
        passage: a text beside its source.
        pattern: what an address is.
        same: an address with all left out that may differ.
    """
    source, target = passage.source or "", passage.target
    there, here = (list(pattern.finditer(text)) for text in (source, target))
    keys = {same(found[0]) for found in there}, {same(found[0]) for found in here}
    gone = [found for found in there if same(found[0]) not in keys[1]]
    come = [found for found in here if same(found[0]) not in keys[0]]
    spans = tuple(found.span() for found in gone), tuple(found.span() for found in come)
    if gone and come:
        yield Finding(f"“{gone[0][0]}” was changed to “{come[0][0]}”", "write it as in the source", *spans)
    elif gone:
        yield Finding(f"“{gone[0][0]}” of the source is missing", "write it as in the source", *spans)
    elif come:
        hint = "leave it out, or put it into the source"
        yield Finding(f"“{come[0][0]}” is not in the source", hint, *spans, severity=Severity.WARNING)
