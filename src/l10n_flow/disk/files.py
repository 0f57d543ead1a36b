"""Files that the tool makes from others: written wholly or not at all, and only if they change."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import zlib
from typing import TYPE_CHECKING

from ..errors import OutputError
from . import temporary
from .access import unwritable
from .changes import Change, Copy, Removed, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["Change", "Copy", "Removed", "Written", "change", "copy", "read_derived", "remove", "rewrite", "write"]
__all__ += ["write_all", "write_derived", "write_pieces"]

_CHECKSUM = 4
"""Bytes before what is derived."""
_HEAD = 1 << 16
"""So many bytes show that a file is no text."""


def change(path: Path, after: bytes) -> Change:
    """Compare new contents with what is on disk.

    Raises:
        OutputError: the file that is there cannot be read.
    """
    try:
        return Change(path, path.read_bytes() if _is_plain(path.stat()) else None, after)
    except (FileNotFoundError, NotADirectoryError):
        return Change(path, None, after)
    except OSError as error:
        raise unwritable(path, error) from error


def copy(path: Path, source: Path) -> Copy:
    """Compare a file with another one that it is to be a copy of.

    Raises:
        OSError: that one cannot be read.
        OutputError: the file that is there cannot be.
    """
    with source.open("rb") as file:
        digest, size = hashlib.file_digest(file, "sha256"), os.fstat(file.fileno()).st_size
    about = _about(path)
    try:
        is_same = about is not None and about.st_size == size and _digest(path) == digest.digest()
    except OSError as error:
        raise unwritable(path, error) from error
    return Copy(
        path, source, digest.hexdigest(), size, is_new=about is None or not _is_plain(about), is_change=not is_same
    )


def write(change: Change) -> None:
    """Make a change, if it is one: a temporary file beside it, flushed, then a rename. The file's mode stays.

    Raises:
        OutputError: the folder or the disk does not let us; the file is as it was.
    """
    for error in write_all([change]).values():
        raise error


def write_all(changes: Iterable[Change | Copy], *, lasting: bool = True) -> dict[Path, OutputError]:
    """Make changes as `write` does, but wait for the disk only when all of them are written.

    Args:
        changes: the files.
        lasting: wait for it; what can be made again need not survive that the power goes.

    Returns:
        What could not be written, and why; those files are as they were.
    """
    errors: dict[Path, OutputError] = {}
    pending: dict[Path, Change | Copy] = {}
    for one in changes:
        if one.is_new and _is_special(one.path):  # what is put in its place takes it away from everybody
            errors.update(_write_through(one.path, one.pieces))
        elif one.is_change:
            pending[temporary.beside(one.path)] = one
    try:
        for step in (_prepare, _flush, _put_in_place) if lasting else (_prepare, _put_in_place):
            for name, change in list(pending.items()):
                try:
                    if change.path not in errors:
                        step(change, name)
                        if step is _put_in_place:
                            del pending[name]
                except OSError as error:
                    errors[change.path] = unwritable(change.path, error)
    finally:
        for name in pending:
            with contextlib.suppress(OSError):
                name.unlink()
    return errors


def write_pieces(path: Path, pieces: Iterable[bytes]) -> Written:
    """Write a large file, of which nobody holds the whole, as `write` does; it is taken for changed.

    Raises:
        OutputError: as `write`.
    """
    digest = hashlib.sha256()
    seen = _seen(pieces, digest)
    if _is_special(path):
        for error in _write_through(path, seen).values():
            raise error
        return Written(path, digest.hexdigest(), 0)
    with _beside(path) as name:
        with _new(name) as file:
            file.writelines(seen)
            size = file.tell()
            file.flush()
            os.fsync(file.fileno())
        _replace(path, name)
    return Written(path, digest.hexdigest(), size)


def rewrite(path: Path, pieces: Iterable[bytes]) -> Written:
    """Write a file that can be made again, and of which nobody holds the whole, unless it holds that already; nobody
    waits for the disk.

    Raises:
        OutputError: as `write`.
    """
    digest = hashlib.sha256()
    seen = _seen(pieces, digest)
    before = _about(path)
    if before and not _is_plain(before):
        for error in _write_through(path, seen).values():
            raise error
        return Written(path, digest.hexdigest(), 0)
    with _beside(path) as name:
        with _new(name) as file:
            file.writelines(seen)
            size = file.tell()
        is_change = before is None or _digest(path) != digest.digest()
        if is_change:
            _replace(path, name)
    return Written(path, digest.hexdigest(), size, is_change)


def _seen(pieces: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """Pieces, of which a digest takes note."""
    for piece in pieces:
        digest.update(piece)
        yield piece


def write_derived(path: Path, data: bytes) -> None:
    """Write a file that nobody misses: a disk that does not let us is no error, and nobody waits for it."""
    with contextlib.suppress(OutputError), _beside(path) as name:
        with _new(name) as file:
            file.writelines((_checksum(data), data))
        name.replace(path)


def read_derived(path: Path) -> memoryview | None:
    """What `write_derived` wrote; None if that is not there, or damaged: it might tell lies."""
    with contextlib.suppress(OSError):
        data = memoryview(path.read_bytes())
        if data[:_CHECKSUM] == _checksum(data[_CHECKSUM:]):
            return data[_CHECKSUM:]
    return None


def _checksum(data: bytes | memoryview) -> bytes:
    """It is not 0 for nothing: a file of zeros is a damaged one."""
    return zlib.crc32(data, 1).to_bytes(_CHECKSUM)


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name for what a file is to hold, until that has got its name; raises OutputError as `write`."""
    name = temporary.beside(path)
    try:
        yield name
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):  # it has got its name
            name.unlink()


def _replace(path: Path, written: Path) -> None:
    """Give a file what was written beside it; its mode stays."""
    with contextlib.suppress(FileNotFoundError):
        written.chmod(stat.S_IMODE(path.stat().st_mode))
    written.replace(path)


def _digest(path: Path) -> bytes | None:
    """The SHA-256 of what a file holds; None if there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except FileNotFoundError:
        return None


def remove(path: Path, top: Path, *, dry_run: bool = False) -> Removed | None:
    """Delete a file of ours, and the folders below `top` that are empty without it; None if it is not there.

    Raises:
        OutputError: the system does not let us.
    """
    try:
        if not path.is_file():
            return None
        if dry_run:
            return Removed(path, _shown(path))
        temporary.sweep(path.parent)  # what is taken away must not stay as half a file
        path.unlink()
        with contextlib.suppress(OSError):  # there is something else in it
            for folder in path.parents:
                if folder == top:
                    break
                folder.rmdir()
    except OSError as error:
        raise unwritable(path, error) from error
    return Removed(path)


def _shown(path: Path) -> bytes:
    """What a file holds; of what is no text the beginning."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return head if b"\0" in head else head + file.read()


def _is_special(path: Path) -> bool:
    """Whether it is a device or a pipe: it is written to, and not replaced."""
    about = _about(path)
    return about is not None and not _is_plain(about)


def _about(path: Path) -> os.stat_result | None:
    """What the system says of a file; None if it does not."""
    with contextlib.suppress(OSError, ValueError):
        return path.stat()
    return None


def _is_plain(about: os.stat_result) -> bool:
    return stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)


def _write_through(path: Path, pieces: Iterable[bytes]) -> dict[Path, OutputError]:
    try:
        opened = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))  # for a pipe that nobody reads
        os.set_blocking(opened, True)
        with os.fdopen(opened, "wb") as file:
            file.writelines(pieces)
    except OSError as error:
        return {path: unwritable(path, error)}
    return {}


def _prepare(change: Change | Copy, written: Path) -> None:
    with _new(written) as file:
        if not change.is_new:
            written.chmod(stat.S_IMODE(change.path.stat().st_mode))
        file.writelines(change.pieces)


def _flush(_: Change | Copy, written: Path) -> None:
    with written.open("r+b") as file:
        os.fsync(file.fileno())


def _put_in_place(change: Change | Copy, written: Path) -> None:
    written.replace(change.path)


def _new(path: Path) -> BinaryIO:
    """A new file to write to; its folder is made if there is none."""
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")
