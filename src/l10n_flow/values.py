"""The kind of values that everything is said in.

They are msgspec's: as strict and frozen as dataclasses with slots, and twenty times as fast to make, to change, and to
declare, which every start of the program pays for. Dataclasses are there only where msgspec is not to be loaded, since
to say what there is does not take it (`cli`, `plugins`), for results, which are packed, and for what holds a key, which
is not to be shown.
Those of which there are very many, and that hold nothing but texts and numbers, are not looked at for garbage (`gc`).
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct, field
from msgspec.structs import astuple, replace

__all__ = ["Placed", "Struct", "Value", "field", "replace"]


class Value(Struct, frozen=True):
    """What does not change, and is equal to whatever of its kind says the same."""


class Placed(Value, frozen=True, eq=False):
    """A value whose last fields are about the place that it was read from, or are kept to save work: two are equal
    whatever these are.

    `_beside` is the number of these fields.
    """

    _beside: ClassVar[int] = 1

    @classmethod
    def counting(cls) -> tuple[str, ...]:
        """The names of the other fields."""
        return cls.__struct_fields__[: -cls._beside]

    def __eq__(self, other: object) -> bool:
        """Whether another says the same."""
        return self is other or (type(self) is type(other) and self._said == other._said)

    def __ne__(self, other: object) -> bool:
        """Whether it does not; a struct has an answer of its own."""
        return not self == other

    def __hash__(self) -> int:
        """Of what it says."""
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        return astuple(self)[: -self._beside]
