"""Tajik words that the rules cannot know, from `tg_lookalikes.toml`."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Words", "words"]


class Words(NamedTuple):
    """The lists of that file, which says what each is; `others` are words that seem to be a form of another."""

    marks: frozenset[str]
    final: frozenset[str]
    beings: frozenset[str]
    doubled: frozenset[str]
    others: Mapping[str, tuple[str, ...]]


@functools.cache
def words() -> Words:
    """The lists, read once."""
    lists = tomllib.loads(resources.files(__package__).joinpath("tg_lookalikes.toml").read_text("utf-8"))
    return Words(
        marks=frozenset(lists["marks"].replace(",", " ").split()),
        final=frozenset(lists["final"].split()),
        beings=frozenset(lists["beings"].split()),
        doubled=frozenset(lists["doubled"].split()),
        others={word: tuple(others.split()) for word, others in lists["words"].items()},
    )
