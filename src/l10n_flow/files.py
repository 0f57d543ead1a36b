"""Files that the tool makes from others: written wholly or not at all, and only if they change."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """What a file holds now (None: there is none) and what it is to hold.

    With an `origin` it is a file that moves: it has that path now, and `before` is what it holds there.
    """

    path: Path
    before: bytes | None
    after: bytes
    origin: Path | None = None

    @property
    def is_change(self) -> bool:
        """Whether there is anything to write, or to move."""
        return self.before != self.after or self.origin is not None

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) of what it is to hold."""
        return hashlib.sha256(self.after).hexdigest()

    @property
    def written(self) -> Written:
        """What is left to say of it when it is made."""
        return Written(self.path, self.digest, self.is_change, self.origin)


@dataclass(frozen=True, slots=True)
class Written:
    """A change that was made: the file, and the SHA-256 (hex) of what it holds now; or it held that before."""

    path: Path
    digest: str
    is_change: bool = True
    origin: Path | None = None


def change(path: Path, after: bytes) -> Change:
    """Compare new contents with what is on disk.

    Raises:
        OutputError: the file that is there cannot be read.
    """
    try:
        return Change(path, path.read_bytes() if path.exists() else None, after)
    except OSError as error:
        raise _cannot(path, error) from error


def write(change: Change) -> None:
    """Make a change, if it is one: a temporary file beside it, flushed, then a rename. The file's mode stays.

    Raises:
        OutputError: the folder or the disk does not let us; the file is as it was.
    """
    if not change.is_change:
        return
    temporary = change.path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        change.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                if change.before is not None:
                    temporary.chmod(stat.S_IMODE(change.path.stat().st_mode))
                file.write(change.after)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(change.path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot(change.path, error) from error


def _cannot(path: Path, error: OSError) -> OutputError:
    in_the_way = isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError)
    hint = "delete what stands in its place" if in_the_way else "make the folder writable, or free some space"
    return OutputError(f"cannot be written: {error.strerror}", path=path, hint=hint)
