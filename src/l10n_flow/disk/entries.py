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
from typing import TYPE_CHECKING

from ..errors import OutputError
from . import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from typing import IO

__all__ = ["EntryFile"]

_HEAD = struct.Struct("<III")
"""Before an entry: the checksum of what follows, the length of the name, the length of the entry."""
_MANY = 500
"""So many new entries at least, and as many as there are others, are written at once: so it takes linear time."""


class EntryFile:
    """The file; in memory is only where each entry is."""

    def __init__(self, path: Path | None, version: str, *, keeps: bool = True) -> None:
        """Open it.

        Args:
            path: of the file; it need not be there. None for one that is empty and is not kept.
            version: the first line; entries of another one are as if they were not there.
            keeps: write news to the file; else it is only read.
        """
        self._path, self._keeps = path, keeps
        self._head = f"{version}\n".encode()
        self._news: dict[str, int | bytes] = {}  # those that were put since; in memory if there is no room on the disk
        self._unsaved = 0
        self._is_changed = False
        self.settled = 0
        """When the file was written (nanoseconds), 0 if there is none."""
        self._places: dict[str, int] = {}
        self._file = self._opened()
        with contextlib.suppress(OSError):
            if self._file.read(len(self._head)) == self._head:
                self._places.update(_places(self._file))
            self.settled = os.fstat(self._file.fileno()).st_mtime_ns

    def _opened(self) -> IO[bytes]:
        """The file, or an empty one. It stays open: the entries are in it whoever writes another one."""
        with contextlib.suppress(OSError):
            if self._path:
                file = self._path.open("rb")
                weakref.finalize(self, file.close)
                return file
        return io.BytesIO()

    def get(self, name: str) -> bytes | None:
        """An entry, None if there is none."""
        if name in self._news:
            found = self._news[name]
            return found if isinstance(found, bytes) else _entry(self._new, name, found)
        at = self._places.get(name)
        return None if at is None else _entry(self._file, name, at)

    def put(self, name: str, entry: bytes) -> None:
        """Have an entry; if it is one of many, they are soon in the file."""
        self.mend(name, entry)
        self._unsaved += 1
        if self._keeps and self._unsaved >= max(_MANY, (len(self._places) + len(self._news)) // 2):
            self.save()

    def mend(self, name: str, entry: bytes) -> None:
        """Have another entry instead of one that was read."""
        self._places.pop(name, None)
        self._news[name], self._is_changed = entry, True
        with contextlib.suppress(OSError):
            at = self._new.seek(0, io.SEEK_END)
            packed = _packed(name, entry)
            if self._new.write(packed) == len(packed):
                self._news[name] = at

    @functools.cached_property
    def _new(self) -> IO[bytes]:
        """What was put into it since it was opened, in a file that nobody else sees."""
        import tempfile

        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  it is open as long as this is
        weakref.finalize(self, file.close)
        return file

    def remove(self, name: str) -> None:
        """Have it no more."""
        self._is_changed |= name in self
        self._places.pop(name, None)
        self._news.pop(name, None)

    def __contains__(self, name: str) -> bool:
        """Whether there is an entry."""
        return name in self._places or name in self._news

    def keep(self, names: Collection[str]) -> None:
        """Have no other entries any more than those with these names."""
        for name in [name for name in (*self._places, *self._news) if name not in names]:
            self.remove(name)

    def close(self) -> None:
        """Let go of the file; nobody asks for an entry any more."""
        self._file.close()

    def save(self) -> None:
        """Write the file, if there is news; a disk that does not let us is no error."""
        if not (self._is_changed and self._path and self._keeps):
            return
        places: dict[str, int] = {}
        with contextlib.suppress(OutputError, OSError):
            try:
                files.write_pieces(self._path, self._pieces(places))
            finally:
                self._file = self._opened()
            self._unsaved, self._is_changed, self._places = 0, False, places
            self._news.clear()
            self._new.truncate(0)

    def _pieces(self, places: dict[str, int]) -> Iterator[bytes]:
        """What the file is to hold; `places` are to be those of the entries in it."""
        yield self._head
        at = len(self._head)
        for name in (*self._places, *self._news):
            if (entry := self.get(name)) is not None:
                packed = _packed(name, entry)
                yield packed
                places[name] = at
                at += len(packed)
        self._file.close()  # Windows puts nothing in the place of a file that is open


def _places(file: IO[bytes]) -> Iterator[tuple[str, int]]:
    """Where all is that is as it was written: what is damaged might tell lies."""
    at, largest = file.tell(), os.fstat(file.fileno()).st_size
    while (head := file.read(_HEAD.size)) and len(head) == _HEAD.size:
        checksum, *lengths = _HEAD.unpack(head)
        name, entry = (file.read(min(length, largest)) for length in lengths)
        if _checksum(name, entry) != checksum:
            break
        yield name.decode(), at
        at += _HEAD.size + len(name) + len(entry)


def _entry(file: IO[bytes], name: str, at: int) -> bytes | None:
    """The entry at a place, None if that is something else."""
    file.seek(at)
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    checksum, length, size = _HEAD.unpack(head)
    found, entry = file.read(length), file.read(size)
    return entry if found == name.encode() and _checksum(found, entry) == checksum else None


def _packed(name: str, entry: bytes) -> bytes:
    key = name.encode()
    return b"".join((_HEAD.pack(_checksum(key, entry), len(key), len(entry)), key, entry))


def _checksum(name: bytes, entry: bytes) -> int:
    """It is another one if the name ends elsewhere, and not 0 for nothing: a file of zeros is a damaged one."""
    return zlib.crc32(entry, zlib.crc32(name, len(name) + 1))
