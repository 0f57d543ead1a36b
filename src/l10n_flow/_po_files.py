"""PO files on disk: read whole, replaced wholly or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

from filelock import FileLock, Timeout

from .errors import CatalogError, ChangedUnderUs, OutputError

__all__ = ["WriteError", "read_bytes", "replace_many"]

WriteError: TypeAlias = CatalogError | OutputError

_LOCK_SECONDS = 10.0


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


def replace_many(files: dict[Path, tuple[str, bytes]], locks: Path | None) -> dict[Path, WriteError]:
    """Replace files, each by a rename after all texts are on the disk.

    Args:
        files: path -> (SHA-256 hex of what stands there now, empty for nothing; the new bytes).
        locks: folder for lock files; None for each file's own folder.

    Returns:
        What could not be replaced, and why. Nothing of it changed.
    """
    errors: dict[Path, WriteError] = {}
    with ExitStack() as stack:
        temporary: dict[Path, Path] = {}
        for path, (digest, data) in sorted(files.items()):
            try:
                target = path.resolve()
                target.parent.mkdir(parents=True, exist_ok=True)
                stack.enter_context(_lock(target, locks))
                _compare(path, digest)
                temporary[path] = stack.enter_context(_Temporary(target, data)).path
            except (CatalogError, OutputError) as error:
                errors[path] = error
            except OSError as error:
                errors[path] = _output_error(path, error)
        _flush(list(temporary.values()))
        for path, name in temporary.items():
            try:
                _compare(path, files[path][0])
                name.replace(path.resolve())
            except ChangedUnderUs as error:
                errors[path] = error
            except OSError as error:
                errors[path] = _output_error(path, error)
    return errors
