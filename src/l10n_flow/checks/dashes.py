"""Whether dashes are the house's.

What: a hyphen, or two, between spaces stands for a dash (this can be fixed). It is a matter of looks, so it is only
noted. A hyphen within a word, a range or an address is none; nor is one at the start of a text.

Wrong: «Москва - столица»

Right: «Москва — столица»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.INFO

_HYPHEN = re.compile(r"(?<=[^\W\d_»”\"),.!?…])(?P<space>[ \u00a0])(?:--?)(?= )|(?<=[^\W\d_])--(?=[^\W\d_])")


def concerns(there: int, here: int) -> bool:
    """Whether there is a hyphen that may be a dash."""
    return bool(here & _seen.HYPHEN)


def check(passage: Passage) -> Iterator[Finding]:
    """Find hyphens that should be dashes."""
    text = _seen.target(passage).text
    language = registry.get(passage.version.lang)
    found = list(_HYPHEN.finditer(text))
    if found:
        places = [(one.span(), (one["space"] or "") + language.dash) for one in found]
        spans = tuple((one.end() - 1, one.end()) for one in found)
        hint = f"write {language.dash}"
        yield Finding("a hyphen for a dash", hint, (), spans, fix=tuple(places))
