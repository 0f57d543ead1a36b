"""What keeps us from a file: said so that people know what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["may", "on_the_way", "reachable", "unwritable"]


def unwritable(path: Path, error: OSError) -> OutputError:
    """What to tell of a file that the system does not let us write."""
    try:
        reachable(path)
    except OutputError as wrong:
        return wrong
    in_the_way = isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError)
    hint = "delete what stands in its place" if in_the_way else "make the folder writable, or free some space"
    return OutputError(f"cannot be written: {error.strerror}", path=path, hint=hint)


def reachable(path: Path) -> None:
    """See that no folder keeps us from a file.

    Raises:
        OutputError: one does, with its path.
    """
    if wrong := on_the_way(path):
        folder, message, hint = wrong
        raise OutputError(message, path=folder, hint=hint)


def on_the_way(path: Path) -> tuple[Path, str, str] | None:
    """A folder that keeps us from a file, what is wrong with it and what to do; None if it is none of them."""
    for folder in path.parents[::-1]:
        if not os.path.lexists(folder):
            break
        if not folder.is_dir():
            return folder, "this is no folder", "delete it, or give it another name"
        if not may(folder, os.X_OK):
            return folder, "the folder cannot be read: Permission denied", "make it readable"
    return None


def may(path: Path, mode: int) -> bool:
    """Whether the system lets us read (`os.R_OK`), write or enter something; not if there is nothing that we see."""
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)
