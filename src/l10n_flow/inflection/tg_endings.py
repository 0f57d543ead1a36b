"""Endings of Tajik words as regular expressions, by what a word ends with.

In this order: comparative, plural, then izofat or -е or the possessor, object, "is", "and"; izofat closes the word.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "COMPARED",
    "DOUBLED",
    "FUTURE",
    "INNER",
    "I_AND",
    "LINKED",
    "NOUN",
    "PAST",
    "PERSON_AFTER_CONSONANT",
    "PERSON_AFTER_VOWEL",
    "WHOM",
    "YOURS",
]

I_AND: Final = "и(?=.)"
"""ӣ before an ending; all other и are izofat, or letters of the word."""
_OBJECT: Final = "ро(?:ю|ву)?"
YOURS: Final = "т(?:ро|у)?"
"""-ат, -ят of the second person: only where it cannot be the Arabic ending, that is after a plural and after а."""

_ONE = "е(?:ро|ст)?(?:ю|ву)?"
_IS = "аст|анд|ем|ед"
_WHOSE = "м|ш|мон|тон|шон"
_OWNED = f"(?:{_WHOSE})(?:{_OBJECT}|у|{_IS})?"
_AFTER_STEM = f"и|{_ONE}|а{_OWNED}|{_OBJECT}|у|"
DOUBLED: Final = f"(?:и|{_ONE}|а{_OWNED}|у)"
"""What begins with a vowel: before it Arabic words have their last letter twice."""
_AFTER_CONSONANT = f"(?:{_AFTER_STEM}|{_IS})"
_AFTER_VOWEL = f"(?:и|{_ONE}|[яа]{_OWNED}|{_OBJECT}|ю|ву|ст|янд|{_IS}|)"
_THINGS = f"ҳо(?:{_AFTER_VOWEL}|я{YOURS})"


def _beings(joint: str) -> str:
    return f"{joint}н(?:{_AFTER_CONSONANT}|а{YOURS})"


_AND_MORE = f"(?:{_AFTER_CONSONANT}|{_THINGS}|{_beings('о')})"
COMPARED: Final = f"тар(?:ин)?{_AND_MORE}"
_AFTER_I = f"(?:{_AFTER_VOWEL}|{_THINGS}|{_beings('ё')}|{COMPARED})"

NOUN: Final = {
    "consonant": _AND_MORE,
    "short": f"(?:{_AFTER_STEM}|{_THINGS})",
    "past": f"(?:{_AFTER_STEM}|{_THINGS}|{_beings('о')})",
    "а": f"(?:{_AFTER_VOWEL}|а{YOURS}|{_THINGS}|{_beings('го')})",
    "о": f"(?:й?и|й|{_AFTER_VOWEL}|{_THINGS}|{_beings('ё')})",
    "у": f"(?:й?и|й|{_AFTER_VOWEL}|{_THINGS}|{_beings('(?:ё|во)')})",
    "ӣ": f"(?:ӣ|{I_AND}{_AFTER_I})",
    "и": f"и{_AFTER_I}",
    "й": f"(?:й{_AND_MORE}|и|ю|{_ONE}|я{_OWNED}|{_beings('ё')}|{_THINGS})",
    "ъ": f"(?:ъ{_AND_MORE}|и|{_ONE}|я{_OWNED}|{_THINGS})",
}
"""Endings of nouns and adjectives by how the word ends; those of ӣ, и, й and ъ stand in the place of that letter.

"short" words and those that look like a "past" stem do without what would make another word or a verb of them
(борон, хариданд).
"""

INNER: Final = {
    "consonant": "(?:ҳо|он)?и",
    "short": "(?:ҳо)?и",
    "past": "(?:ҳо|он)?и",
    "а": "(?:ҳо|гон)?и",
    "о": "(?:й?и|й|ҳои|ёни)",
    "у": "(?:й?и|й|ҳои|ёни|вони)",
    "ӣ": "и(?:ҳо|ён)?и",
    "и": "и(?:ҳо|ён)?и",
    "й": "(?:й(?:ҳо|он)?и|и|ёни|ҳои)",
    "ъ": "(?:ъ(?:ҳо)?и|и|ҳои)",
}
"""Endings of a word that has an izofat in the citation form of a term, which it keeps; see `NOUN`."""

WHOM: Final = f"(?:[ая](?:{_WHOSE}))?"
"""Whom a compound verb is about, behind its noun: боздошташ карданд."""
_WHOM = f"(?:а(?:т|{_WHOSE}))?у?"
_PERSON = f"(?:а(?:м|нд)|ӣ|ем|ед){_WHOM}"
FUTURE: Final = tuple(f"{no}хоҳ{person}" for no in ("", "на") for person in ("ам", "ӣ", "ад", "ем", "ед", "анд"))
"""The words that make the literary future, with the past stem behind: хоҳад рафт."""
PERSON_AFTER_CONSONANT: Final = f"(?:{_PERSON}|ад{_WHOM})"
PERSON_AFTER_VOWEL: Final = f"(?:{_PERSON}|я(?:м|д|нд){_WHOM})"
PAST: Final = (
    f"(?:(?:{_PERSON}|{_WHOM})"
    f"|а(?:{_PERSON}|(?:шуда)?{NOUN['а']})|а(?:гӣ|г{I_AND}{_AFTER_I})"  # карда, кардашуда, кардагӣ
    f"|ан(?:{_AND_MORE}|{NOUN['ӣ']}))"  # кардан, карданӣ
)
"""What follows the past stem: persons, participles, the infinitive."""
_NOT_LINKED = r"""(?:
    аз | ба | бо | дар | бар | барои | то | ки | ва | ё | ҳам | низ | аммо | вале | лекин | сар
  | (?:на)? (?:шуд|кард|буд|омад|гашт|гардид|дошт|рафт) (?:ам|ем|ед|анд)?
  | (?:на)? (?:мешав|мекун|мегард|мебош|меёб|дор) (?:ам|ӣ|ад|ем|ед|анд) | аст | нест
)\b"""
LINKED: Final = re.compile(rf"\s*(?:<[^<>]*>\s*)*[«“„\"(]*(?!{_NOT_LINKED})\w", re.VERBOSE | re.IGNORECASE)
"""A word, behind an izofat; neither a preposition nor a conjunction nor a verb is linked to what is before."""
