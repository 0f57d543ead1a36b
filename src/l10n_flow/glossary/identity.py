"""Ids for concepts that have none: made of a term, whatever its letters."""

from __future__ import annotations

import re
import unicodedata

from ..pasted.words import letters

__all__ = ["slug"]

_LONGEST = 60
_APOSTROPHES = re.compile("['’‘ʻʼ`´]")
_CYRILLIC = {"tg": "tg", "uz": "uz-Cyrl", "uz-Cyrl": "uz-Cyrl"}


def slug(text: str, lang: str = "") -> str:
    """What of a term can be an id: `komendantskiy-chas` of комендантский час. Marks fall, and apostrophes.

    Args:
        text: a term, in Latin or Cyrillic letters.
        lang: its language, by which Cyrillic letters are told apart; Russian if none is said.

    Returns:
        The id; empty if the text has no letter or digit of these alphabets.
    """
    lower = unicodedata.normalize("NFC", text).lower()
    latin = lower.translate(letters(_CYRILLIC.get(lang, "ru"))).translate(letters("ru"))
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", latin)).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(found) > _LONGEST:
        found = found[: _LONGEST + 1].rpartition("-")[0] or found[:_LONGEST]
    return found
