"""The glossary of a workspace: its files are read, and remembered as they were read."""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from typing import TYPE_CHECKING

import msgspec

from .. import ledger
from ..disk import files
from ..errors import GlossaryError, OutputError, SourceError
from ..project import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ..project import Project
    from ._read import Read
    from .concepts import Concept
    from .glossary import Glossary

__all__ = ["MAX_BYTES", "digest", "load", "parse", "paths", "read", "schema"]

MAX_BYTES = 4 * 1024 * 1024
"""Of a file; two thousand concepts in four languages take about one megabyte."""

_TWICE = "the id {id!r} stands twice: {other} has it too"


def load(project: Project) -> Glossary:
    """Read the glossary; without a folder or a file it is empty.

    What was read is remembered in `.l10n-flow/`, so that it is read again only when a file has changed.

    Raises:
        GlossaryError: a file has a mistake; this is the first one.
        WorkspaceError: a symbolic link leads out of the workspace.
    """
    from .glossary import Glossary  # which takes longer than all else if nothing has changed

    contents = dict(_contents(project))
    if not contents:
        return Glossary()
    key = _digest(contents, salt=ledger.version("glossary"))
    kept = project.inside(project.derived / "glossary.msgpack")
    with contextlib.suppress(OSError, ValueError):
        return Glossary(_recall(kept.read_bytes(), key))
    found = _gathered(contents)
    for error in found.errors:
        raise error
    with contextlib.suppress(OutputError):  # then it is read again next time
        files.write(files.Change(kept, None, _remembered(found.concepts, key)))
    return Glossary(found.concepts)


def digest(project: Project) -> str:
    """What tells a glossary from another one: a digest of its files, and of those that say how the newsroom spells.
    Raises as `load`, but for what is in them."""
    return _digest({**dict(_contents(project)), **dict(_spellings(project))})


def read(project: Project) -> Read:
    """Read the glossary anew, and gather all that is wrong with it; raises as `load` for a file that has no text."""
    return _gathered(dict(_contents(project)))


def parse(data: bytes, path: str) -> Read:
    """Read the bytes of one file, which messages call `path`; what is wrong is in the result."""
    return _gathered({path: data})


def paths(project: Project) -> list[Path]:
    """The glossary's files: those directly in its folder, sorted.

    Raises:
        WorkspaceError: a symbolic link leads out of the workspace.
    """
    folder = project.inside(project.root / project.config.folders.glossary)
    return [project.inside(path) for path in sorted(folder.glob("*.toml")) if not path.name.startswith(".")]


def schema() -> dict[str, object]:
    """The JSON schema of a glossary file, for editors' completion."""
    from . import _shape

    return _shape.schema()


def _contents(project: Project) -> Iterator[tuple[str, bytes]]:
    """Each file as messages call it, with its bytes."""
    for path in paths(project):
        shown = project.shown(path)
        if not path.is_file():
            raise GlossaryError("this is no file", path=shown, hint="delete it, or give it another name")
        try:
            if path.stat().st_size > MAX_BYTES:
                hint = f"split it; {MAX_BYTES >> 20} MB can be read"
                raise GlossaryError("the file is too large for a glossary", path=shown, hint=hint)
            yield shown, path.read_bytes()
        except OSError as error:
            hint = "make it readable, or delete it"
            raise GlossaryError(f"the file cannot be read: {error.strerror}", path=shown, hint=hint) from error


def _spellings(project: Project) -> Iterator[tuple[str, bytes]]:
    """The files of the newsroom's spellings; what is wrong with one is told of each edition that needs it."""
    for path in sorted(project.spellings.glob("*.toml")):
        with contextlib.suppress(OSError):
            yield project.shown(path), path.read_bytes()


def _gathered(contents: Mapping[str, bytes]) -> Read:
    """Read files, path -> bytes; an id is taken by the first concept that has it."""
    from . import _read

    taken: dict[str, Concept] = {}
    errors: list[GlossaryError] = []
    for path, data in contents.items():
        try:
            found = _read.read(text_of(data, path), path)
        except SourceError as error:
            errors.append(GlossaryError(error.message, path=path, line=error.line, hint=error.hint))
            continue
        errors += found.errors
        for concept in found.concepts:
            other = taken.setdefault(concept.id, concept)
            if other is not concept:
                message = _TWICE.format(id=concept.id, other=f"{other.path}:{other.line}")
                hint = "join the two concepts, or give one of them another id"
                errors.append(GlossaryError(message, path=path, line=concept.line, hint=hint))
    return _read.Read(tuple(taken.values()), tuple(errors))


def _digest(contents: Mapping[str, bytes], salt: str = "") -> str:
    found = hashlib.sha256(salt.encode())
    for path, data in contents.items():
        found.update(f"{path} {hashlib.sha256(data).hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _remembered(concepts: Iterable[Concept], key: str) -> bytes:
    data = msgspec.msgpack.encode(tuple(concepts))
    return _head(data, key) + data


def _recall(kept: bytes, key: str) -> tuple[Concept, ...]:
    """What is remembered; a ValueError says that it is damaged, or is of other files."""
    head, line_end, data = kept.partition(b"\n")
    if head + line_end != _head(data, key):
        raise ValueError("another glossary, or a damaged one")
    from .concepts import Concept

    return msgspec.msgpack.decode(data, type=tuple[Concept, ...])


def _head(data: bytes, key: str) -> bytes:
    return f"{key} {zlib.crc32(data):08x}\n".encode()
