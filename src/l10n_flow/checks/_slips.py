"""How bad a slip of the keyboard is: somebody should look at it, unless the language's print is full of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Severity
from . import _seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Span
    from ..passages import Passage

_SHORT = 120
"""Characters of a headline, a caption, a label: in texts that are not longer, slips that are common in a language are
rare (two of 809 published translations have one, and 50 of 969 longer ones do)."""


def severity(check_id: str, subject: str, passage: Passage) -> Severity:
    """A warning, or a note where published translations have it often."""
    is_common = f"{check_id}/{subject}" in registry.get(passage.version.lang).common_slips
    return Severity.INFO if is_common and not is_short(passage) else Severity.WARNING


def of_letters(check_id: str, subject: str, passage: Passage, places: Sequence[Span], *, has_others: bool) -> Severity:
    """How bad it is that words have lost the marks of their letters: a slip is one word in an article that has such
    letters elsewhere in the text; more are a keyboard without them."""
    with_some = sum(bool(here.marks & _seen.MARKLESS) for _, here in _seen.all_of(passage.version))
    is_slip = has_others and len(places) == with_some == 1
    return severity(check_id, subject, passage) if is_slip else Severity.WARNING


def is_short(passage: Passage) -> bool:
    """Whether a text is no longer than a headline, a caption or a label."""
    return len(passage.target) <= _SHORT
