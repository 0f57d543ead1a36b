"""How bad a slip of the keyboard is: somebody should look at it, unless the language's print is full of it."""

from __future__ import annotations

from ..languages import registry
from ..model import Severity


def severity(check_id: str, subject: str, lang: str) -> Severity:
    """A warning, or a note where published translations have it often."""
    return Severity.INFO if f"{check_id}/{subject}" in registry.get(lang).common_slips else Severity.WARNING
