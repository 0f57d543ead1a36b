"""A file of entries by name: a line that says of what make they are, and then one after the other.

Who has the file, has all the entries; where it is damaged, it ends. It is derived, so nobody misses what is lost.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import struct
import weakref
import zlib
from typing import TYPE_CHECKING, NamedTuple

from ..errors import OutputError
from . import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from typing import IO, BinaryIO

__all__ = ["EntryFile"]

_HEAD = struct.Struct("<III")
"""Before an entry: the checksum of what follows, the length of the name, the length of the entry."""
_MANY = 500
"""So many new entries at least, and as many as there are others, are written at once: so it takes linear time."""
_LARGE = 4096
"""Bytes: entries of more are never in memory."""


class _Place(NamedTuple):
    """Where an entry is, and its checksum: in the file, or among what was `put` since."""

    at: int
    size: int
    checksum: int
    is_new: bool = False


class EntryFile:
    """The file: small entries that were read are in memory, or none if it is `lean`; those that are new are on disk."""

    def __init__(self, path: Path | None, version: str, *, keeps: bool = True, lean: bool = False) -> None:
        """Open it.

        Args:
            path: of the file; it need not be there. None for one that is empty and is not kept.
            version: the first line; entries of another one are as if they were not there.
            keeps: write news to the file; else it is only read.
            lean: whoever reads it will ask for few entries.
        """
        self._path, self._keeps, self._at_hand = path, keeps, 0 if lean else _LARGE
        self._head = f"{version}\n".encode()
        self._entries: dict[str, bytes | _Place] = {}
        self._unsaved = 0
        self._is_changed = False
        self.settled = 0
        """When the file was written (nanoseconds), 0 if there is none."""
        with contextlib.suppress(OSError), _reading(path) as file:
            if file.read(len(self._head)) == self._head:
                for name, entry, place in _entries(file):
                    self._entries[name] = place if place.size > self._at_hand else entry
                self.settled = os.fstat(file.fileno()).st_mtime_ns

    def get(self, name: str) -> bytes | None:
        """An entry, None if there is none."""
        found = self._entries.get(name)
        if not isinstance(found, _Place):
            return found
        if found.is_new:
            return _at(self._new, name, found)
        with _reading(self._path) as file:
            return _at(file, name, found)

    def put(self, name: str, entry: bytes) -> None:
        """Have an entry, which is not in memory any more; if it is one of many, they are soon in the file."""
        self._have(name, entry, at_hand=0)
        self._unsaved += 1
        if self._keeps and self._unsaved >= max(_MANY, len(self._entries) // 2):
            self.save()

    def mend(self, name: str, entry: bytes) -> None:
        """Have another entry instead of one that was read, as much at hand as that."""
        self._have(name, entry, self._at_hand)

    def _have(self, name: str, entry: bytes, at_hand: int) -> None:
        self._entries[name], self._is_changed = entry, True
        if len(entry) > at_hand:
            with contextlib.suppress(OSError):  # without room on the disk it stays in memory
                at = self._new.seek(0, io.SEEK_END)
                if self._new.write(entry) == len(entry):
                    self._entries[name] = _Place(at, len(entry), _checksum(name.encode(), entry), is_new=True)

    @functools.cached_property
    def _new(self) -> IO[bytes]:
        """What was put into it since it was opened, in a file that nobody else sees."""
        import tempfile

        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  it is open as long as this is
        weakref.finalize(self, file.close)
        return file

    def remove(self, name: str) -> None:
        """Have it no more."""
        self._is_changed |= self._entries.pop(name, None) is not None

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
            self._unsaved, self._is_changed = 0, False

    def _pieces(self, before: BinaryIO, places: dict[str, _Place]) -> Iterator[bytes]:
        """What the file is to hold; `places` are to be those of entries that it held before."""
        yield self._head
        at = len(self._head)
        for name, found in self._entries.items():
            old = found if isinstance(found, _Place) and not found.is_new else None
            entry = _at(before, name, old) if old else self.get(name)
            if entry is None:  # somebody else wrote the file meanwhile
                continue
            key = name.encode()
            checksum = _checksum(key, entry)
            yield _HEAD.pack(checksum, len(key), len(entry))
            yield key
            yield entry
            at += _HEAD.size + len(key) + len(entry)
            if old:
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


def _at(file: IO[bytes], name: str, place: _Place) -> bytes | None:
    """What is at a place, None if that is something else."""
    file.seek(place.at)
    entry = file.read(place.size)
    return entry if _checksum(name.encode(), entry) == place.checksum else None


def _checksum(name: bytes, entry: bytes) -> int:
    """It is another one if the name ends elsewhere, and not 0 for nothing: a file of zeros is a damaged one."""
    return zlib.crc32(entry, zlib.crc32(name, len(name) + 1))
