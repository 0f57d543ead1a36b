"""A file of entries by name: a line that says of what make they are, and then one after the other.

Who has the file, has all the entries; where it is damaged, it ends. It is derived, so nobody misses what is lost.
"""

from __future__ import annotations

import contextlib
import io
import os
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from ..errors import OutputError
from . import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["Book"]

_HEAD = struct.Struct("<III")
"""Before an entry: the checksum of what follows, the length of the name, the length of the entry."""
_MANY = 500
"""So many new entries are in memory, until they are written."""


class _Place(NamedTuple):
    """Where an entry is in the file, and its checksum."""

    at: int
    size: int
    checksum: int


class Book:
    """A book: entries that were read are in memory as they are, those that are new go to the file soon; in memory are
    only these if it is `lean`."""

    def __init__(self, path: Path | None, version: str, *, keeps: bool = True, lean: bool = False) -> None:
        """Open it.

        Args:
            path: of the file; it need not be there. None for one that is empty and is not kept.
            version: the first line; entries of another one are as if they were not there.
            keeps: write news to the file; else it is only read.
            lean: whoever reads it will ask for few entries.
        """
        self._path, self._keeps = path, keeps
        self._head = f"{version}\n".encode()
        self._entries: dict[str, bytes | _Place] = {}
        self._news: set[str] = set()
        self._is_changed = False
        self.settled = 0
        """When the file was written (nanoseconds), 0 if there is none."""
        with contextlib.suppress(OSError), _reading(path) as file:
            if file.read(len(self._head)) == self._head:
                self._entries.update((name, place if lean else entry) for name, entry, place in _entries(file))
                self.settled = os.fstat(file.fileno()).st_mtime_ns

    def get(self, name: str) -> bytes | None:
        """An entry, None if there is none."""
        found = self._entries.get(name)
        if isinstance(found, _Place):
            with _reading(self._path) as file:
                return _at(file, name, found)
        return found

    def put(self, name: str, entry: bytes) -> None:
        """Have an entry, which is soon in the file, and not in memory any more."""
        self.mend(name, entry)
        self._news.add(name)
        if self._keeps and len(self._news) >= _MANY:
            self.save()

    def mend(self, name: str, entry: bytes) -> None:
        """Have another entry instead of one that was read, and keep it at hand like that."""
        self._entries[name] = entry
        self._is_changed = True

    def remove(self, name: str) -> None:
        """Have it no more."""
        self._is_changed |= self._entries.pop(name, None) is not None
        self._news.discard(name)

    def __contains__(self, name: str) -> bool:
        """Whether there is an entry."""
        return name in self._entries

    def keep(self, names: Collection[str]) -> None:
        """Have no other entries any more than those with these names."""
        for name in [name for name in self._entries if name not in names]:
            self.remove(name)

    def save(self) -> None:
        """Write the file, if there is news; a disk that does not let us is no error."""
        if not (self._is_changed and self._path and self._keeps):
            return
        places: dict[str, _Place] = {}
        with contextlib.suppress(OutputError), _reading(self._path) as before:
            files.write_pieces(self._path, self._pieces(before, places))
            self._entries.update(places)
            self._news.clear()
            self._is_changed = False

    def _pieces(self, before: BinaryIO, places: dict[str, _Place]) -> Iterator[bytes]:
        """What the file is to hold; `places` are to be those of entries that need not be in memory."""
        yield self._head
        at = len(self._head)
        for name, found in self._entries.items():
            entry = _at(before, name, found) if isinstance(found, _Place) else found
            if entry is None:  # somebody else wrote the file meanwhile
                continue
            key = name.encode()
            checksum = _checksum(key, entry)
            yield _HEAD.pack(checksum, len(key), len(entry))
            yield key
            yield entry
            at += _HEAD.size + len(key) + len(entry)
            if name in self._news or isinstance(found, _Place):
                places[name] = _Place(at - len(entry), len(entry), checksum)


@contextlib.contextmanager
def _reading(path: Path | None) -> Iterator[BinaryIO]:
    """The file, or an empty one."""
    try:
        file: BinaryIO = path.open("rb") if path else io.BytesIO()
    except OSError:
        file = io.BytesIO()
    with file:
        yield file


def _entries(file: BinaryIO) -> Iterator[tuple[str, bytes, _Place]]:
    """All that is as it was written, and where it is: what is damaged might tell lies."""
    largest, at = os.fstat(file.fileno()).st_size, file.tell()
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        checksum, *lengths = _HEAD.unpack(head)
        name, entry = (file.read(min(length, largest)) for length in lengths)
        if _checksum(name, entry) != checksum:
            break
        at += _HEAD.size + len(name) + len(entry)
        yield name.decode(), entry, _Place(at - len(entry), len(entry), checksum)


def _at(file: BinaryIO, name: str, place: _Place) -> bytes | None:
    """What is at a place, None if that is something else."""
    file.seek(place.at)
    entry = file.read(place.size)
    return entry if _checksum(name.encode(), entry) == place.checksum else None


def _checksum(name: bytes, entry: bytes) -> int:
    """It is another one if the name ends elsewhere, and not 0 for nothing: a file of zeros is a damaged one."""
    return zlib.crc32(entry, zlib.crc32(name, len(name) + 1))
