"""How far a word says no."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages import registry

if TYPE_CHECKING:
    from ..languages.language import Language

__all__ = ["AFFIX", "CLEAR", "NONE", "of"]

NONE, AFFIX, CLEAR = range(3)
"""Not at all; by a part of it, or by what it means; it says no and nothing else."""

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`", "ʻ"))
_STEM = 2  # letters at least of what a negative affix is put to


def of(word: str, lang: str) -> int:
    """How far a word of a language says no."""
    language = registry.get(lang)
    word = word.lower().translate(_APOSTROPHES)
    if word in language.negations or (language.denying and re.fullmatch(language.denying, word)):
        return CLEAR
    return AFFIX if word.startswith(language.denials) or _has_affix(word, language) else NONE


def _has_affix(word: str, language: Language) -> bool:
    for affix in language.negating:
        bare = affix.strip("-")
        if affix.startswith("-") and affix.endswith("-"):
            found = bare in word[_STEM:]
        else:
            found = word.endswith(bare) if affix.startswith("-") else word.startswith(bare)
        if found and len(word) - len(bare) >= _STEM:
            return True
    return False
