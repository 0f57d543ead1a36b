"""Russian words whose plural the dictionary does not tell of as people use it."""

from __future__ import annotations

from typing import Final

__all__ = ["PLURALS", "PLURAL_WITH_OWN_MEANING"]

PLURALS: Final = {"дитя": "дети", "курица": "куры"}
"""Nouns that take their plural from another word."""

PLURAL_WITH_OWN_MEANING: Final = frozenset(
    """
    бега беспорядки верхи весы власти волнения выборы данные духи кадры маневры мощи низы осадки отношения очки прения
    проводы роды силы скачки торги узы учения часы
    """.split()
)
"""Folded. Who cites these in the plural does not mean the singular: elections are no choice, forces no strength."""
