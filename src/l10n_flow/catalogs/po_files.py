"""PO files on disk: read whole, replaced wholly or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from ..disk.access import on_the_way, unwritable
from ..disk.temporary import flush, write_beside
from ..errors import CatalogError, ChangedUnderUs, OutputError
from . import history
from ._swap import is_open_for_writing, swap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = [
    "MAX_BYTES",
    "NOTHING",
    "WriteError",
    "move",
    "read_bytes",
    "read_file",
    "read_stream",
    "replace_many",
    "settled",
]

WriteError: TypeAlias = CatalogError | OutputError

MAX_BYTES = 16 * 1024 * 1024
"""Larger files are refused: the largest real catalogs have some 10 MB, and this is an article's."""

_LOCK_SECONDS = 10.0
_IN_VAIN: set[Path] = set()
"""Locks that were waited for in vain: for the next file nobody waits as long again."""
_SAVE_SECONDS = 1.0
"""How long we wait for a program that is saving the file."""
_LOOK_SECONDS = 0.01

NOTHING: Mapping[Path, Path] = MappingProxyType({})


def read_bytes(path: Path) -> bytes:
    """The bytes of a file on a disk, at most one more than a catalog may have; a pipe, which may never end, is refused.

    Raises:
        CatalogError: the file system does not let us, or it is no file.
    """
    try:
        return _file_bytes(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def read_file(path: Path) -> bytes | None:
    """`read_bytes`, None if there is no file.

    Raises:
        CatalogError: as `read_bytes`.
    """
    try:
        return _file_bytes(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from error


def settled(path: Path) -> bytes | None:
    """`read_file` at a moment when no program is saving the file, if there soon is one.

    Raises:
        CatalogError: as `read_bytes`.
    """
    end = time.monotonic() + _SAVE_SECONDS
    while True:
        seen = _signature(path)
        data = read_file(path)
        if (not is_open_for_writing(path) and _signature(path) == seen) or time.monotonic() >= end:
            return data
        time.sleep(_LOOK_SECONDS)


def read_stream(path: Path) -> bytes:
    """What a file, a pipe or a device gives, at most one byte more than a catalog may have.

    Raises:
        CatalogError: the file system does not let us.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error


def replace_many(
    files: Mapping[Path, tuple[str, bytes]], lock: Path, keep: Mapping[Path, Path] = NOTHING
) -> dict[Path, WriteError]:
    """Replace files, each in one step, after the texts of all are on the disk.

    Args:
        files: path -> (SHA-256 hex of what must stand there now, empty for nothing; the new bytes).
        lock: file that every writer of these files locks while it compares and replaces.
        keep: path -> folder for its former versions, and for what could not be written.

    Returns:
        What could not be replaced, and why; nothing of that has changed.
    """
    errors: dict[Path, WriteError] = {}
    written: dict[Path, Path] = {}
    try:
        for path, (_, data) in files.items():
            try:
                written[path] = write_beside(path, data)
            except OSError as error:
                errors[path] = unwritable(path, error)
        if written:
            errors |= _flush(written) or _replace_locked(files, written, lock, keep)
    finally:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return errors


def move(origin: Path, path: Path, lock: Path) -> None:
    """Rename a file, never over another one; folders that are empty then go. At any moment it is at one of the paths.

    Args:
        origin: where it is.
        path: where it goes; the folder is made if there is none.
        lock: as for `replace_many`.

    Raises:
        ChangedUnderUs: it is not there any more, or there is a file at the new path.
        OutputError: it cannot be moved.
    """
    from filelock import Timeout

    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with _locking(lock):
            if os.path.lexists(path):
                hint = "keep one of the two, or join them: l10n-flow merge-po"
                raise ChangedUnderUs(f"{origin.name} cannot be moved here: there is a file", path=path, hint=hint)
            path.parent.mkdir(parents=True, exist_ok=True)
            origin.rename(path)
    except Timeout as error:
        raise _locked(origin, lock) from error
    except FileNotFoundError as error:
        hint = "run the command again"
        raise ChangedUnderUs("the file was deleted in the meantime", path=origin, hint=hint) from error
    except OSError as error:
        raise unwritable(path if on_the_way(path) else origin, error) from error
    with contextlib.suppress(OSError):
        for folder in origin.parents:
            folder.rmdir()


def _file_bytes(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    size = min(status.st_size, MAX_BYTES)
    with path.open("rb") as file:
        data = file.read(size + 1)  # as much room is made as is asked for, whatever there is
        return data if len(data) <= size else data + file.read(MAX_BYTES - size)


def _signature(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is saved."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _flush(written: Mapping[Path, Path]) -> dict[Path, WriteError]:
    """Bring the temporary files (values) to the disk; an error of one is an error of all."""
    try:
        flush(written.values())
    except OSError as error:
        return {path: unwritable(path, error) for path in written}
    return {}


@contextlib.contextmanager
def _locking(lock: Path) -> Iterator[None]:
    """Hold the lock. Timeout if somebody else does not let go of it."""
    from filelock import FileLock, Timeout

    held = FileLock(lock, timeout=0 if lock in _IN_VAIN else _LOCK_SECONDS)
    try:
        held.acquire()
    except Timeout:
        _IN_VAIN.add(lock)
        raise
    _IN_VAIN.discard(lock)
    try:
        yield
    finally:
        held.release()


def _replace_locked(
    files: Mapping[Path, tuple[str, bytes]], written: Mapping[Path, Path], lock: Path, keep: Mapping[Path, Path]
) -> dict[Path, WriteError]:
    from filelock import Timeout

    errors: dict[Path, WriteError] = {}
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with _locking(lock):
            for path, temporary in written.items():
                try:
                    happened = _replace(path.resolve(), temporary, files[path][0], keep.get(path))
                except OSError as error:
                    errors[path] = unwritable(path, error)
                else:
                    if happened:
                        errors[path] = _changed(path, happened, temporary, keep.get(path))
    except Timeout:
        return {path: _locked(path, lock) for path in written}
    except OSError as error:
        return {path: _without_lock(lock, error) for path in written}
    return errors


def _replace(target: Path, temporary: Path, digest: str, versions: Path | None) -> str:
    """Put the temporary file in a file's place, and the old one among its versions.

    Returns:
        What somebody did to the file since it was read; it is as that person left it. Empty if we did replace it.
    """
    if happened := _happened(target, digest, patience=_SAVE_SECONDS):
        return happened
    if not digest:
        return _appear(target, temporary)
    ours = temporary.stat()
    try:
        swapped = swap(temporary, target)
    except FileNotFoundError:
        return "was deleted"
    if not swapped:
        if versions:
            history.add(versions, target, move=False)
        temporary.replace(target)
    elif happened := _happened(temporary, digest):  # in the moment since we looked
        swap(temporary, target)
        if not os.path.samestat(ours, temporary.stat()):
            swap(temporary, target)  # and in this one too: the later one stays
    elif versions:
        history.add(versions, temporary, move=True)
    return happened


def _appear(target: Path, temporary: Path) -> str:
    """Give a new file its name, unless somebody was faster."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        return "appeared"
    except OSError:  # a file system without links
        temporary.replace(target)
    return ""


def _happened(file: Path, digest: str, patience: float = 0) -> str:
    """What somebody did to a file since we read it, empty for nothing; with patience (seconds) for who is saving it."""
    if not os.path.lexists(file):
        return "was deleted" if digest else ""
    if not _wait(file, patience):
        return "is open in another program, which may be saving it"
    now = hashlib.sha256(_file_bytes(file)).hexdigest()
    return "" if now == digest else "was saved by somebody else" if digest else "appeared"


def _wait(file: Path, patience: float) -> bool:
    """Wait (seconds) while some program has a file open for writing; False if it still has."""
    end = time.monotonic() + patience
    while is_open_for_writing(file):
        if time.monotonic() >= end:
            return False
        time.sleep(_LOOK_SECONDS)
    return True


def _changed(path: Path, happened: str, temporary: Path, versions: Path | None) -> ChangedUnderUs:
    """The error, with both texts: theirs in the file, ours set aside."""
    unsaved = versions and history.set_aside(versions, temporary)
    both = f"; what it could not write is in {unsaved}: l10n-flow diff-po shows the difference" if unsaved else ""
    return ChangedUnderUs(
        f"the file {happened} meanwhile, and is left as it is", path=path, hint=f"run the command again{both}"
    )


def _without_lock(lock: Path, error: OSError) -> OutputError:
    """The error of a lock that cannot be had; of its folder, if there is none."""
    return unwritable(lock if os.path.lexists(lock) or on_the_way(lock) else lock.parent, error)


def _locked(path: Path, lock: Path) -> OutputError:
    hint = f"another l10n-flow is at work and holds {lock}; try again when it has ended"
    return OutputError("the catalogs are locked", path=path, hint=hint)


def _unreadable(path: Path, error: OSError) -> CatalogError:
    if wrong := on_the_way(path):
        folder, message, hint = wrong
        return CatalogError(message, path=folder, hint=hint)
    hint = "a catalog is a plain file that you may read"
    return CatalogError(f"cannot be read: {error.strerror}", path=path, hint=hint)
