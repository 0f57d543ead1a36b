"""The pictures of an article, as findings name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Picture
    from ..passages import Passage

__all__ = ["pictures"]

_LONGEST = 100  # of a name: an address may hold the whole picture


def pictures(passage: Passage) -> Iterator[tuple[Picture, str]]:
    """The pictures of an article in its own language, each with its name, if the passage is its first."""
    version = passage.version
    if version.pictures and passage.number == 0:
        yield from ((one, one.address[:_LONGEST] or "without an address") for one in version.pictures)
