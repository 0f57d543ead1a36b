"""What a file holds and what it is to hold: changes that are to be made, and what is left to say of those that were."""

from __future__ import annotations

import errno
import hashlib
from typing import TYPE_CHECKING

from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Change", "Copy", "Removed", "Written"]

_PIECE = 1 << 20


class Change(Value, frozen=True):
    """What a file holds now (None: there is none) and what it is to hold.

    With an `origin` it is a file that moves: it has that path now, and `before` is what it holds there.
    """

    path: Path
    before: bytes | None
    after: bytes
    origin: Path | None = None

    @property
    def is_new(self) -> bool:
        """Whether there is no file now."""
        return self.before is None

    @property
    def is_change(self) -> bool:
        """Whether there is anything to write, or to move."""
        return self.before != self.after or self.origin is not None

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) of what it is to hold."""
        return hashlib.sha256(self.after).hexdigest()

    @property
    def pieces(self) -> Iterable[bytes]:
        """What it is to hold."""
        return (self.after,)

    @property
    def written(self) -> Written:
        """What is left to say of it when it is made."""
        return Written(self.path, self.digest, len(self.after), self.is_change, self.origin)


class Copy(Value, frozen=True):
    """A file that is to hold what another one, `source`, holds: that may be large, and nobody holds the whole. `digest`
    is the SHA-256 (hex) of it."""

    path: Path
    source: Path
    digest: str
    size: int
    is_new: bool
    is_change: bool

    @property
    def pieces(self) -> Iterator[bytes]:
        """What it is to hold; raises OSError if that is not what it was."""
        digest = hashlib.sha256()
        with self.source.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                yield piece
        if digest.hexdigest() != self.digest:
            raise OSError(errno.EBUSY, "what it is copied from has changed meanwhile")

    @property
    def written(self) -> Written:
        """What is left to say of it when it is made."""
        return Written(self.path, self.digest, self.size, self.is_change)


class Written(Value, frozen=True):
    """A change that was made: the file, the SHA-256 (hex) and the size of what it holds now; or it held that before."""

    path: Path
    digest: str
    size: int
    is_change: bool = True
    origin: Path | None = None


class Removed(Value, frozen=True):
    """A file that is deleted; `before` is what it held if it is only to be told, of what is no text the beginning."""

    path: Path
    before: bytes = b""
