"""PO files on disk: read whole, replaced wholly or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import sys
from typing import TYPE_CHECKING, TypeAlias

from .errors import CatalogError, ChangedUnderUs, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["WriteError", "read_bytes", "replace_many"]

WriteError: TypeAlias = CatalogError | OutputError

_LOCK_SECONDS = 10.0
_FEW = 16
"""Up to so many files are flushed one by one (about 1 ms each); more of them by one sync of the system."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        CatalogError: the file system does not let us.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        hint = "a catalog is a plain file that you may read"
        raise CatalogError(f"cannot be read: {error.strerror}", path=path, hint=hint) from error


def replace_many(files: Mapping[Path, tuple[str, bytes]], lock: Path) -> dict[Path, WriteError]:
    """Replace files, each by a rename, after the texts of all are on the disk.

    Args:
        files: path -> (SHA-256 hex of what must stand there now, empty for nothing; the new bytes).
        lock: file that every writer of these files locks while it compares and renames.

    Returns:
        What could not be replaced, and why; nothing of that has changed.
    """
    errors: dict[Path, WriteError] = {}
    written: dict[Path, Path] = {}
    try:
        for path, (_, data) in files.items():
            try:
                written[path] = _write_beside(path, data)
            except OSError as error:
                errors[path] = _output_error(path, error)
        if written:
            errors |= _flush(written) or _rename(files, written, lock)
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)
    return errors


def _write_beside(path: Path, data: bytes) -> Path:
    """Write a temporary file in the folder of the (resolved) path, with the mode of the file that is there."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with contextlib.suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            file.write(data)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _flush(written: Mapping[Path, Path]) -> dict[Path, WriteError]:
    """Bring the temporary files (values) to the disk; an error of one is an error of all."""
    try:
        if len(written) > _FEW and sys.platform == "linux":  # elsewhere `sync` may return before all is written
            os.sync()
            return {}
        for temporary in written.values():
            with temporary.open("rb") as file:
                os.fsync(file.fileno())
    except OSError as error:
        return {path: _output_error(path, error) for path in written}
    return {}


def _rename(
    files: Mapping[Path, tuple[str, bytes]], written: Mapping[Path, Path], lock: Path
) -> dict[Path, WriteError]:
    from filelock import FileLock, Timeout

    errors: dict[Path, WriteError] = {}
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=_LOCK_SECONDS):
            for path, temporary in written.items():
                try:
                    _compare(path, files[path][0])
                    temporary.replace(path.resolve())
                except ChangedUnderUs as error:
                    errors[path] = error
                except OSError as error:
                    errors[path] = _output_error(path, error)
    except Timeout:
        hint = f"another l10n-flow is at work; if none is, delete {lock}"
        return {path: OutputError("the catalogs are locked", path=path, hint=hint) for path in written}
    except OSError as error:
        return {path: _output_error(lock, error) for path in written}
    return errors


def _compare(path: Path, digest: str) -> None:
    """Refuse if the file is not what was read."""
    try:
        now = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        now = ""
    if now != digest:
        happened = "was deleted" if not now else "was saved by somebody else" if digest else "appeared"
        raise ChangedUnderUs(f"the file {happened} in the meantime", path=path, hint="run the command again")


def _output_error(path: Path, error: OSError) -> OutputError:
    hint = "make the folder writable, or free some space"
    return OutputError(f"cannot be written: {error.strerror}", path=path, hint=hint)
