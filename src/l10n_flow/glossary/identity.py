"""Ids for concepts that have none: made of a term, whatever its letters."""

from __future__ import annotations

from ..languages import registry
from ..text import slugs

__all__ = ["slug"]

_LONGEST = 60


def slug(text: str, lang: str = "") -> str:
    """What of a term can be an id: `komendantskiy-chas` of комендантский час.

    Args:
        text: a term, in Latin or Cyrillic letters.
        lang: its language, by which Cyrillic letters are told apart; Russian if it is none that is known.

    Returns:
        The id; empty if the text has no letter or digit that could be spelt.
    """
    return slugs.slug(text, lang if lang in registry.tags() else "ru", _LONGEST)
