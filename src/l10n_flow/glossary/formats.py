"""The formats that glossaries are exchanged in: the modules in `exchange/`, by their file names."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from .. import plugins
from ..errors import GlossaryError
from .fields import MAX_BYTES, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .concepts import Concept, Term
    from .fields import Refused

__all__ = ["Format", "Lost", "content", "get", "ids", "lost"]


class Format(Protocol):
    """A format that glossaries are exchanged in (`exchange/<id>.py`); its docstring says what it cannot hold."""

    def read(self, data: bytes, path: str, refused: Refused | None = None) -> tuple[Concept, ...]:
        """The concepts of a file that messages call `path`; all of them have it as their path, and a line.

        `refused` gets what is wrong with one concept, which is left out; without it that is raised.

        Raises:
            GlossaryError: the file cannot be read, or not without guessing; with its line where there is one.
        """

    def write(self, concepts: Iterable[Concept]) -> bytes:
        """Make a file of concepts.

        Raises:
            GlossaryError: a text of a concept cannot be written.
        """


class Lost(NamedTuple):
    """A concept that a format cannot hold as it is, and what of it would be otherwise, in words."""

    concept: Concept
    texts: tuple[str, ...]


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


def content(path: Path) -> bytes:
    """What is in a file that is to be read, or as much of it as is too much for every format.

    Raises:
        GlossaryError: it is a folder, or a device or pipe, of which nobody knows whether it ends.
        OSError: it is not there, or cannot be read.
    """
    if path.exists() and not path.is_file():
        raise GlossaryError("this is no file", path=path, hint="name a file that holds a glossary")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def lost(concepts: Iterable[Concept], format_id: str) -> tuple[Lost, ...]:
    """The concepts that would not come back from a format as they are. Raises as `get` and `Format.write`."""
    found = get(format_id)
    kept = tuple(concepts)
    back = {concept.id: concept for concept in found.read(found.write(kept), f"glossary.{format_id}")} if kept else {}
    changed = ((one, back.get(one.id)) for one in kept if back.get(one.id) != one)
    return tuple(Lost(one, tuple(_lost(one, other))) for one, other in changed)


def _lost(concept: Concept, back: Concept | None) -> Iterator[str]:
    if back is None:
        yield "it has no term"
        return
    yield from _changed("", concept, back)
    if [term.lang for term in concept.terms] != [term.lang for term in back.terms]:
        yield "the order of its languages"
        return
    for term, other in zip(concept.terms, back.terms, strict=True):
        yield from _changed(f"{term.lang}: {term.text!r}: ", term, other)


def _changed(where: str, one: Concept | Term, other: Concept | Term) -> Iterator[str]:
    after = texts(other)
    return (f"{where}{name}: {text!r} -> {after[name]!r}" for name, text in texts(one).items() if text != after[name])
