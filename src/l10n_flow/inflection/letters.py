"""What is the same for all languages before two words can be compared: the marks and look-alikes that typing leaves."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["INVISIBLE", "clean", "to_cyrillic_look", "to_latin_look"]

INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Soft hyphen, zero-width spaces and joiners, direction marks, word joiner, byte order mark; for a character class."""

_UNSEEN = re.compile(f"[{INVISIBLE}]")
# A stress mark, which NFC would make a letter of (ѐ); the breve of й, the dots of ё and the macron of ӣ are no stress.
_STRESS = re.compile("(?<=[аеёиоуыэюяіӣӯўАЕЁИОУЫЭЮЯІӢӮЎ\u0304\u0306\u0308])[\u0300\u0301]+")
_LATIN_LOOK = "ABCEHIKMOPTXYaceikmoptxy"
_CYRILLIC_LOOK = "АВСЕНІКМОРТХУасеікмортху"
_TO_CYRILLIC = str.maketrans(_LATIN_LOOK, _CYRILLIC_LOOK)
_TO_LATIN = str.maketrans(_CYRILLIC_LOOK, _LATIN_LOOK)
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")


def clean(word: str) -> str:
    """A word in NFC, without invisible characters and stress marks; letter case stays."""
    if word.isascii() or (word.isalpha() and unicodedata.is_normalized("NFC", word)):
        return word
    return unicodedata.normalize("NFC", _STRESS.sub("", _UNSEEN.sub("", word)))


def to_cyrillic_look(word: str) -> str:
    """A word in which Latin letters that look like Cyrillic ones got among these, in Cyrillic; any other as it is."""
    if word.isascii() or not _LATIN.search(word) or not _CYRILLIC.search(word):
        return word
    repaired = word.translate(_TO_CYRILLIC)
    return word if _LATIN.search(repaired) else repaired


def to_latin_look(word: str) -> str:
    """A word in which Cyrillic letters that look like Latin ones got among these, in Latin; any other as it is."""
    if word.isascii() or not _LATIN.search(word) or not _CYRILLIC.search(word):
        return word
    repaired = word.translate(_TO_LATIN)
    return word if _CYRILLIC.search(repaired) else repaired
