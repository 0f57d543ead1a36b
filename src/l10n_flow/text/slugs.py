"""The words of an edition's address, spelt in ASCII from its headline. Pure.

slug(text: str, lang: str, longest: int = LONGEST) -> str
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from ..languages import registry
from ..memo import Memo

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 70
"""Characters that an address may take from a headline; search results and chats cut off more."""

_MANY = 10_000
"""So many letters are known at a time."""

_APOSTROPHES = re.compile("['`´ʹʻʼʽʾʿˈ‘’‛′]")
"""Whatever was typed for an Uzbek letter's mark, a tutuq or an apostrophe; no word ends there."""
_THOUSANDS = re.compile("(?<=[0-9])[,\xa0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_APART = re.compile("[^a-z0-9]+")
_UNMARKED = {"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "ng", "œ": "oe",
             "ə": "a", "і": "i", "ј": "j", "є": "ye", "ґ": "g", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "ң": "ng",
             "һ": "h", "ҝ": "g", "ҹ": "j", "љ": "lj", "њ": "nj", "ђ": "dj", "ћ": "c", "џ": "dz"}  # fmt: skip
"""Letters of the neighbours' alphabets that Unicode does not take for another one with a mark."""


def slug(text: str, lang: str, longest: int = LONGEST) -> str:
    """A text in small ASCII letters, digits and single hyphens: `Oʻzbekiston va AQSH` is `ozbekiston-va-aqsh`.

    All apostrophes fall, and both scripts of a language give the same: a derived one is brought into its base first.

    Args:
        text: plain, in any spelling and letter case.
        lang: BCP 47 tag of its language, whose letters are spelt its own way.
        longest: so many characters at most, cut between words if it can be.

    Returns:
        Empty if there is no letter or digit that could be spelt.

    Raises:
        LanguageError: the language is not known.
    """
    language = registry.get(lang)
    text = unicodedata.normalize("NFC", text)
    if language.base and language.restore:
        text, language = language.restore(text, ()), registry.get(language.base)
    text = _THOUSANDS.sub("", _APOSTROPHES.sub("", text.lower()))
    spelt = "".join(map(_spellings(language.tag).__getitem__, text))
    return _cut(_APART.sub("-", spelt).strip("-"), longest)


@functools.lru_cache(maxsize=1024)  # there are few, and many articles have them
def topic(name: str, lang: str) -> str:
    """How addresses spell a topic: what is not spelt in any letters gets a name all the same."""
    return slug(name, lang) or hashlib.sha256(name.encode()).hexdigest()[:12]


def topic_key(name: str) -> str:
    """What all spellings of a topic have in common: those in capital letters, with another apostrophe or hyphen."""
    return " ".join(re.split(r"[\s_-]+", _APOSTROPHES.sub("", unicodedata.normalize("NFC", name).casefold()).strip()))


def _spelt(letter: str, latin: Mapping[str, str]) -> str:
    """A letter in ASCII; nothing for a mark without width, and a hyphen for what is no letter at all."""
    if letter.isascii():
        return letter
    if (known := latin.get(letter)) is not None:
        return known
    parts = unicodedata.normalize("NFKD", letter).lower()
    if parts != letter:  # a letter with its marks, a fraction, the sign of a number
        return "".join([_spelt(part, latin) for part in parts])
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(letter) in {"Mn", "Me", "Cf"} else "-"


@functools.cache
def _spellings(tag: str) -> Memo[str, str]:
    """How a language spells any letter; each is looked at once."""
    latin = _letters(tag)
    return Memo(lambda letter: _spelt(letter, latin), _MANY)


@functools.cache
def _letters(tag: str) -> Mapping[str, str]:
    """How a language spells letters: its own before those of all others, which its headlines hold in names."""
    others = (registry.get(one).latin for one in ("ru", *registry.tags()))
    found = dict(_UNMARKED)
    for latin in (*list(others)[::-1], registry.get(tag).latin):
        found |= latin
    return found


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    head, _, _ = words[: longest + 1].rpartition("-")
    return head or words[:longest]
