"""The formats that glossaries are exchanged in: the modules in `exchange/`, by their file names."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

from .. import plugins
from ..errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .concepts import Concept

__all__ = ["Format", "get", "ids", "lost"]


class Format(Protocol):
    """A format that glossaries are exchanged in (`exchange/<id>.py`); its docstring says what it cannot hold."""

    def read(self, data: bytes, path: str) -> tuple[Concept, ...]:
        """The concepts of a file that messages call `path`; all of them have it as their path, and a line.

        Raises:
            GlossaryError: the file cannot be read, or not without guessing; with its line where there is one.
        """

    def write(self, concepts: Iterable[Concept]) -> bytes:
        """Make a file of concepts.

        Raises:
            GlossaryError: a text of a concept cannot be written.
        """


def ids() -> tuple[str, ...]:
    """The formats' ids, sorted."""
    return plugins.ids("glossary.exchange")


def get(format_id: str) -> Format:
    """A format by its id (any letter case).

    Raises:
        GlossaryError: there is no such format, or the libraries that it needs are not installed.
    """
    name = format_id.lower()
    if name not in ids():
        raise GlossaryError(f"no glossary is written as {format_id!r}", hint=f"there are {', '.join(ids())}")
    try:
        return cast("Format", importlib.import_module(f".exchange.{name}", __package__))
    except ModuleNotFoundError as error:
        hint = f"install it: pip install 'l10n-flow[{name}]'"
        raise GlossaryError(f"{name} needs {error.name}, which is not installed", hint=hint) from error


def lost(concepts: Iterable[Concept], format_id: str) -> tuple[Concept, ...]:
    """The concepts that would not come back from a format as they are. Raises as `get` and `Format.write`."""
    found = get(format_id)
    kept = tuple(concepts)
    back = {concept.id: concept for concept in found.read(found.write(kept), f"glossary.{format_id}")} if kept else {}
    return tuple(concept for concept in kept if back.get(concept.id) != concept)
