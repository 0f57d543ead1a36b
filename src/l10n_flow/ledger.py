"""What changed since last time: which files an article's work read and wrote, and what came of it.

A file is the same if its size and time are; if only its time differs, as in a fresh checkout, its digest decides.
The ledger is derived: without it, or if it is damaged, everything is done again, with the same result. It is as old
as the program, its libraries, the settings, the glossary and how the newsroom spells: other ones begin another ledger.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from .disk.entries import EntryFile
from .disk.stats import Stats
from .disk.times import COARSE, is_settled
from .project import from_root

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .disk.files import Written

__all__ = ["Answer", "Entry", "Evidence", "Ledger", "Record", "Stamp"]
__all__ += ["decoded", "encoded", "noted", "stamp", "version"]

_LARGE = 1 << 22
"""Bytes: nobody holds the whole of a larger file ..."""
_ENORMOUS = 1 << 30
"""... and of one that is larger than this only the size and the time are looked at."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Not to follow a link; not to wait for who writes to a pipe."""

T = TypeVar("T")


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """How a file was: its size, when it was changed (nanoseconds), and the SHA-256 of what was in it (hex)."""

    size: int
    time: int
    digest: str


class Record(msgspec.Struct, frozen=True, array_like=True):
    """The shape of what is kept of a result; its fields are values, or of other types that msgspec knows."""


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What came of an article: whether it `waits` for people, and the whole of it, as `encoded` has it."""

    waits: bool
    whole: msgspec.Raw


class _Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Files, by their paths from the root: their folders, their sizes and times (None: there is none), and the
    SHA-256 of one after the other."""

    folders: tuple[str, ...]
    names: tuple[str, ...]
    marks: tuple[tuple[int, int] | None, ...]
    digests: bytes


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """An article: the files that its answers follow from, and the answers, by question."""

    seen: msgspec.Raw
    """Of `_Seen`: of most articles no more is needed than one look."""
    results: dict[str, Answer]

    @classmethod
    def of(cls, found: Mapping[str, Stamp | None], results: dict[str, Answer]) -> Entry:
        """The entry of files (from the root; None: there was none)."""
        folders = tuple({name.rpartition("/")[0]: None for name in found})
        marks = tuple((one.size, one.time) if one else None for one in found.values())
        digests = b"".join(bytes.fromhex(one.digest) if one else bytes(_DIGEST) for one in found.values())
        return cls(encoded(_Seen(folders, tuple(found), marks, digests)), results)

    @property
    def stamps(self) -> dict[str, Stamp | None]:
        """The files as `of` was given them."""
        seen = _SEEN.decode(self.seen)
        digests = (seen.digests[at : at + _DIGEST].hex() for at in range(0, len(seen.digests), _DIGEST))
        each = zip(seen.names, seen.marks, digests, strict=True)
        return {name: Stamp(*mark, digest) if mark else None for name, mark, digest in each}


_SEEN = msgspec.msgpack.Decoder(_Seen)
_ENTRY = msgspec.msgpack.Decoder(Entry)
_DIGEST = hashlib.sha256().digest_size


class Ledger:
    """The ledger of a workspace."""

    def __init__(
        self, root: Path, path: Path | None, version: str, stats: Stats | None = None, *, keeps: bool = True
    ) -> None:
        """Open it.

        Args:
            root: where the files' paths count from.
            path: of the ledger; it need not be there. None for one that is empty and is not kept.
            version: of all that is not a file of an article, as from `version`.
            stats: how the files are; whoever shares it need not look again.
            keeps: write what is learnt; else it is only read.
        """
        self._root, self._stats = root, stats or Stats()
        self._file = EntryFile(path, version, keeps=keeps)
        self._plain_folders: dict[str, bool] = {"": True}

    def look_up(self, article: str, questions: Collection[str]) -> list[Answer] | None:
        """What came of an article, the answers to these questions; None if they have to be found anew."""
        entry = self.entry(article)
        if entry is None or not all(map(entry.results.__contains__, questions)):
            return None
        seen = _SEEN.decode(entry.seen)
        if not all(map(self._is_plain_folder, seen.folders)):
            return None
        changed = self._touched(seen)
        if changed:
            before = entry.stamps
            now = {name: noted(f"{self._root}/{name}", self._stats) for name in changed}
            if any(_digest(now[name]) != _digest(before[name]) for name in changed):
                return None
            self._file.mend(article, bytes(encoded(Entry.of(before | now, entry.results))))
        return [entry.results[question] for question in questions]

    def entry(self, article: str) -> Entry | None:
        """What came of an article at any time."""
        data = self._file.get(article)
        return _ENTRY.decode(data) if data else None

    def record(self, article: str, entry: Entry | None) -> None:
        """Remember what came of an article; answers stay that come from the same files, or others. None: forget it."""
        if entry is None:
            self._file.remove(article)
            return
        if before := self.entry(article):
            old, new = before.stamps, entry.stamps
            if all(_digest(old.get(name, now)) == _digest(now) for name, now in new.items()):
                entry = Entry.of(old | new, before.results | entry.results)
        self._file.put(article, bytes(encoded(entry)))

    def save(self) -> None:
        """Write the ledger, if there is news. If the disk does not let us, all will be done again next time."""
        self._file.save()

    def _touched(self, seen: _Seen) -> list[str]:
        """The files that are not known to be as they were by a look at their sizes and times.

        Among them are those that were changed about when the ledger was written: somebody may have changed them
        once more.
        """
        found = []
        top, mark, settled = f"{self._root}/", self._stats.mark, self._file.settled
        calm = settled - COARSE
        for name, was in zip(seen.names, seen.marks, strict=True):
            now = mark(top + name)
            if now != was or (now and now[1] >= calm and not is_settled(now[1], settled)):
                found.append(name)
        return found

    def _is_plain_folder(self, folder: str) -> bool:
        """Whether a folder is where its name says: behind symbolic links everything may be different."""
        known = self._plain_folders.get(folder)
        if known is None:
            is_link = os.path.islink(f"{self._root}/{folder}")  # noqa: PTH114  as above
            known = self._plain_folders[folder] = self._is_plain_folder(folder.rpartition("/")[0]) and not is_link
        return known


class Evidence:
    """The files that an article's results follow from, gathered while the work is done."""

    def __init__(self, root: Path) -> None:
        """Begin; `root` is where the files' paths count from in the ledger."""
        self._root = root
        self._began = time.time_ns()
        self._digests: dict[Path, str | None] = {}
        self._made: dict[Path, Stamp] = {}

    def look(self, path: Path) -> None:
        """Note how a file is that is read only after this."""
        self._digests[path] = _digest(stamp(path))

    def add(self, path: Path, digest: str | None = None) -> None:
        """Note what was read or written: its SHA-256 (hex), empty if there was no file, None if it does not matter."""
        self._digests[path] = digest

    def made(self, file: Written) -> None:
        """Note what has just been written. If nobody touches it from now on, it need not be read."""
        self.add(file.path, file.digest)
        with contextlib.suppress(OSError):
            now = os.lstat(file.path)
            if now.st_size == file.size:
                self._made[file.path] = Stamp(now.st_size, now.st_mtime_ns, file.digest)

    def agrees(self, digests: Mapping[str, str]) -> bool:
        """Whether the files are as others saw them: their digests, by their paths from the root."""
        return all(digests.get(from_root(path, self._root)) == digest for path, digest in self._digests.items())

    def entry(self, results: Mapping[str, Answer]) -> Entry | None:
        """The entry for answers by question; None if a file is not as it was noted: somebody else was there."""
        stamps = {path: self._stamp(path, digest) for path, digest in self._digests.items()}
        if any(digest not in (None, _digest(stamps[path])) for path, digest in self._digests.items()):
            return None
        named = {from_root(path, self._root): found for path, found in stamps.items()}
        return Entry.of(named, dict(results))

    def _stamp(self, path: Path, digest: str | None) -> Stamp | None:
        """How a file is now. One that nobody touched since we began, or wrote it, holds what it held then: it need not
        be opened."""
        with contextlib.suppress(OSError):
            now = os.lstat(path)
            if digest and stat.S_ISREG(now.st_mode):
                found = Stamp(now.st_size, now.st_mtime_ns, digest)
                if found == self._made.get(path) or is_settled(max(now.st_mtime_ns, now.st_ctime_ns), self._began):
                    return found
        return stamp(path)


def stamp(path: str | Path) -> Stamp | None:
    """How a file is now; None if there is none that can be read, it is a link, or it changes while we look."""
    try:
        if not _NO_LINK and os.path.islink(path):  # noqa: PTH114  in a fresh checkout every call counts
            return None
        opened = os.open(path, _READ)
        try:
            return _stamp(opened)
        finally:
            os.close(opened)
    except OSError:
        return None


def noted(path: str, stats: Stats) -> Stamp | None:
    """As `stamp`; nobody who shares the stats has to read the file once more."""
    found = stamp(path)
    if found:
        stats.note(path, (found.size, found.time), bytes.fromhex(found.digest))
    return found


def _stamp(opened: int) -> Stamp | None:
    before = os.fstat(opened)
    if not stat.S_ISREG(before.st_mode):
        return None
    if before.st_size > _ENORMOUS:
        data = b"%d bytes at %d" % (before.st_size, before.st_mtime_ns)
        return Stamp(before.st_size, before.st_mtime_ns, hashlib.sha256(data).hexdigest())
    digest, size = hashlib.sha256(), 0
    while piece := os.read(opened, min(before.st_size + 1, _LARGE)):
        digest.update(piece)
        size += len(piece)
        if size == before.st_size:
            break
    after = os.fstat(opened)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, size):
        return None
    return Stamp(size, after.st_mtime_ns, digest.hexdigest())


def version(settings: object) -> str:
    """The program's files, the libraries that are installed, and the settings, as one word."""
    return hashlib.sha256(repr((settings, _program())).encode("utf-8", "surrogateescape")).hexdigest()


def encoded(value: msgspec.Struct) -> msgspec.Raw:
    """A record, as it is kept."""
    return msgspec.Raw(msgspec.msgpack.encode(value))


def decoded(raw: msgspec.Raw | bytes, kind: type[T]) -> T:
    """What `encoded` was given, a record of that kind.

    Raises:
        ValueError: it is none.
    """
    return msgspec.msgpack.decode(raw, type=kind)


def _digest(found: Stamp | None) -> str:
    return found.digest if found else ""


@functools.cache
def _program() -> str:
    """All that is installed, as it was when it was asked for first."""
    return "".join([sys.version, *sorted([*_files(str(Path(__file__).parent)), *_libraries(sys.path)])])


def _files(top: str) -> Iterator[str]:
    with os.scandir(top) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path) if entry.name != "__pycache__" else ()
            else:
                about = entry.stat()
                yield f"{entry.path} {about.st_size} {about.st_mtime_ns}\n"


def _libraries(folders: Iterable[str]) -> Iterator[str]:
    """The names of installed distributions have their versions in them."""
    for folder in folders:
        with contextlib.suppress(OSError):
            yield from (f"{name}\n" for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208
