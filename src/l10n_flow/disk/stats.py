"""How files are: each folder is looked at once, whoever asks, and each file is read once. It loads next to nothing."""

from __future__ import annotations

import os
import struct
from bisect import bisect_left

TYPE_CHECKING = False  # as in `cli/again`
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DIGEST", "MARK", "Folder", "Stats", "differing", "some"]

DIGEST = 32
"""Bytes of a SHA-256."""
_UNKNOWN = bytes(DIGEST)
_NUMBERS = 4
_MARK = struct.Struct(f"<{_NUMBERS}q")
MARK = _MARK.size
"""Bytes of the mark of a file."""
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_AT_ONCE = 1 << 17
"""So many bytes of a file are read at once; most have less."""


class Folder:
    """What is in a folder: its files and its folders, by their names, sorted; and one after the other the marks of all
    files: the mode, the size, when it was changed, and when anything about it was.

    Symbolic links are files here, and so is whatever is no folder.
    """

    __slots__ = ("_digests", "files", "folders", "marks", "path")

    def __init__(self, path: str, files: Sequence[str], marks: bytes, folders: Sequence[str] = ()) -> None:
        """See the class."""
        self.path, self.files, self.marks, self.folders = path, files, marks, folders
        self._digests = bytearray()

    @property
    def is_plain(self) -> bool:
        """Whether all files are what they are called: no link, pipe or device is among them."""
        return all(map(_is_file, {*self._each(0)}))

    @property
    def hidden(self) -> Sequence[str]:
        """The files whose names begin with a dot."""
        return self.files[bisect_left(self.files, ".") : bisect_left(self.files, chr(ord(".") + 1))]

    @property
    def times(self) -> Sequence[int]:
        """When files were changed, and when anything about them was (nanoseconds)."""
        return self._each(2) + self._each(3)

    def _each(self, number: int) -> tuple[int, ...]:
        """One of the numbers of a mark, of all files."""
        return struct.unpack(f"<{len(self.files) * _NUMBERS}q", self.marks)[number::_NUMBERS]

    @property
    def digests(self) -> bytes:
        """The SHA-256 of all files, one after the other; raises OSError if one cannot be read, or is another by now."""
        for number, name in enumerate(self.files):
            at = slice(number * DIGEST, (number + 1) * DIGEST)
            if self._known[at] == _UNKNOWN:
                path = f"{self.path}/{name}"
                self._known[at] = _digest(path)
                if _packed(os.lstat(path)) != self.marks[number * MARK : (number + 1) * MARK]:
                    raise OSError("it is another by now")
        return bytes(self._known)

    @property
    def _known(self) -> bytearray:
        self._digests = self._digests or bytearray(DIGEST * len(self.files))
        return self._digests

    def mark(self, name: str) -> tuple[int, int] | None:
        """The size of a file and when it was changed; None if there is no such file."""
        at = self._number(name)
        if at is None:
            return None
        mode, size, changed, _ = _MARK.unpack_from(self.marks, at * MARK)
        return (size, changed) if _is_file(mode) else None

    def note(self, name: str, mark: tuple[int, int], found: bytes) -> None:
        """Note the SHA-256 of a file that was read when it had a size and a time; another one by then is not noted."""
        at = self._number(name)
        if at is not None and self.mark(name) == mark:
            self._known[at * DIGEST : (at + 1) * DIGEST] = found

    def is_copy(self, marks: bytes, digests: bytes) -> bool:
        """Whether only times are others than in these marks, as in a fresh checkout, and what is in the files, by its
        SHA-256, is the same; raises OSError if one cannot be read."""
        each = enumerate(zip(_MARK.iter_unpack(self.marks), _MARK.iter_unpack(marks), strict=True))
        others = [(number, now[:2] == before[:2]) for number, (now, before) in each if now != before]
        return all(same for _, same in others) and all(
            _digest(f"{self.path}/{self.files[number]}") == digests[number * DIGEST : (number + 1) * DIGEST]
            for number, _ in others
        )

    def _number(self, name: str) -> int | None:
        at = bisect_left(self.files, name)
        return at if at < len(self.files) and self.files[at] == name else None


class Stats:
    """The folders that were looked at, until it is time for another look."""

    def __init__(self) -> None:
        """Begin."""
        self._folders: dict[str, Folder | None] = {}

    def folder(self, path: str) -> Folder | None:
        """What is in a folder; None if there is none. Raises OSError if nobody can tell."""
        if path not in self._folders:
            try:
                self._folders[path] = _seen(path)
            except (FileNotFoundError, NotADirectoryError):
                self._folders[path] = None
        return self._folders[path]

    def mark(self, path: str) -> tuple[int, int] | None:
        """The size of a file and when it was changed; None if there is no such file."""
        folder, _, name = path.rpartition("/")
        try:
            here = self.folder(folder)
            return here.mark(name) if here else None
        except OSError:
            return _mark(path)

    def note(self, path: str, mark: tuple[int, int], found: bytes) -> None:
        """Note the SHA-256 of a file, as `Folder.note`."""
        folder, _, name = path.rpartition("/")
        if here := self._folders.get(folder):
            here.note(name, mark, found)

    def hidden(self) -> list[str]:
        """The paths of all files in folders that were looked at whose names begin with a dot."""
        known = [folder for folder in self._folders.values() if folder]
        return [f"{folder.path}/{name}" for folder in known for name in folder.hidden]

    def forget(self) -> None:
        """Know nothing any more: it is time for another look."""
        self._folders.clear()


def _digest(path: str) -> bytes:
    """The SHA-256 of what is in a file; raises OSError if it cannot be read."""
    import hashlib

    found, opened = hashlib.sha256(), os.open(path, _READ)
    try:
        while data := os.read(opened, _AT_ONCE):
            found.update(data)
    finally:
        os.close(opened)
    return found.digest()


def differing(marks: bytes, others: bytes) -> int:
    """How many of the marks of the same files are others."""
    return sum(one != other for one, other in zip(_MARK.iter_unpack(marks), _MARK.iter_unpack(others), strict=True))


def some(path: str, files: Sequence[str]) -> Folder:
    """A folder of which only some files count; raises OSError if one is not there."""
    return Folder(path, files, b"".join([_packed(os.lstat(f"{path}/{name}")) for name in files]))


def _seen(path: str) -> Folder:
    files, marks, folders = [], [], []
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                files.append(entry.name)
                marks.append(_packed(entry.stat(follow_symlinks=False)))
    return Folder(path, files, b"".join(marks), folders)


def _packed(about: os.stat_result) -> bytes:
    """A file's mark; raises OSError if a time is none that anything can have."""
    try:
        return _MARK.pack(about.st_mode, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
    except struct.error as error:
        raise OSError from error


def _mark(path: str) -> tuple[int, int] | None:
    try:
        about = os.lstat(path)
    except OSError:
        return None
    return (about.st_size, about.st_mtime_ns) if _is_file(about.st_mode) else None


def _is_file(mode: int) -> bool:
    return mode & 0o170000 == 0o100000
