"""What there is to do for machines, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..values import Value

if TYPE_CHECKING:
    from ..disk.files import Written
    from ..errors import FlowError, WithheldError

__all__ = ["Drafted", "Left", "Outlook"]


class Outlook(Value, frozen=True):
    """What there is to do for an article in a language.

    Attributes:
        empty: units without a translation.
        remembered: those of them that the newsroom's catalogs have a translation of.
        to_ask: those that are left for the engine; `known` of them it has answered before.
        characters: how many would be sent.
        withheld: why its texts must not go to the engine.
        error: why nothing can be done.
    """

    article: str
    lang: str
    empty: int = 0
    remembered: int = 0
    to_ask: int = 0
    known: int = 0
    characters: int = 0
    withheld: WithheldError | None = None
    error: FlowError | None = None


class Left(Value, frozen=True):
    """A unit that stays empty: the line of its entry (0 if unknown), its text, and why."""

    line: int
    text: str
    why: str


class Drafted(Value, frozen=True):
    """What became of an article's catalog in a language.

    Attributes:
        change: of the catalog, None if nothing was filled; `path` is its name from the workspace's root.
        by_engine: units that the engine filled; in `doubtful` of them the checks found something.
        remembered: units that the newsroom's other catalogs filled.
        characters: how many were sent.
        left: units that stay empty.
        withheld: why its texts did not go to the engine.
        errors: why nothing, or not all, could be done.
    """

    article: str
    lang: str
    change: Written | None = None
    path: str = ""
    by_engine: int = 0
    doubtful: int = 0
    remembered: int = 0
    characters: int = 0
    left: tuple[Left, ...] = ()
    withheld: WithheldError | None = None
    errors: tuple[FlowError, ...] = ()
