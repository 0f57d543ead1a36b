"""Former versions of a file, numbered, the last ones only: a convenience that can be deleted at any time."""

from __future__ import annotations

import contextlib
import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..disk.access import may
from ..errors import FlowError
from ..values import Value

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KEPT", "Version", "add", "follow", "is_kept", "recoverable", "save", "see", "set_aside", "versions"]

KEPT = 10
"""So many versions of a file are kept."""

_NUMBERED = re.compile(r"\d{4,}\.po")
_UNSAVED = "unsaved.po"
_SEEN = "seen.po"


class Version(Value, frozen=True, order=True):
    """A former version: its number (a later one has a higher one), where it lies, and when it was saved (UTC)."""

    number: int
    path: Path
    saved: datetime


def versions(folder: Path) -> list[Version]:
    """What a folder keeps of its file, the latest first."""
    found = []
    for path in folder.glob("*.po"):
        if _NUMBERED.fullmatch(path.name):
            with contextlib.suppress(FileNotFoundError):  # somebody makes room for a new one
                saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                found.append(Version(int(path.stem), path, saved))
    return sorted(found, reverse=True)


def add(folder: Path, old: Path, *, move: bool) -> None:
    """Keep one more version, and forget the oldest. That the disk does not let us is no reason to stop anybody's work.

    Args:
        folder: of this file's versions; made if there is none.
        old: the file that holds the version.
        move: take the file itself, not a copy.
    """
    import shutil  # with what it imports this takes longer than to read a catalog

    with contextlib.suppress(OSError):
        try:
            names = os.listdir(folder)  # noqa: PTH208  a path for each would cost as much as the rest
        except FileNotFoundError:
            folder.mkdir(parents=True)
            names = []
        kept = sorted(int(name[:-3]) for name in names if _NUMBERED.fullmatch(name))
        (shutil.move if move else shutil.copy2)(old, folder / _name(kept[-1] + 1 if kept else 1))
        for number in kept[: 1 - KEPT]:
            (folder / _name(number)).unlink(missing_ok=True)
        for name in {_UNSAVED, _SEEN}.intersection(names):
            (folder / name).unlink(missing_ok=True)


def see(folder: Path, file: Path) -> None:
    """Keep the file as people saved it, apart from the versions, until it is seen again or there is a version."""
    import shutil

    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / f"{_SEEN}.tmp"
        shutil.copy2(file, copy)
        copy.replace(folder / _SEEN)


def save(folder: Path, file: Path) -> None:
    """Make what was seen last a version, if the file is something else now."""
    import filecmp

    with contextlib.suppress(OSError):
        seen = folder / _SEEN
        if seen.exists() and not (file.exists() and filecmp.cmp(seen, file, shallow=False)):
            add(folder, seen, move=True)


def is_kept(folder: Path) -> bool:
    """Whether there is anything to put back."""
    return (folder / _SEEN).exists() or bool(versions(folder))


def follow(old: Path, new: Path) -> None:
    """Let the versions of a file that was renamed go with it, unless there are some of another file of its new name.

    Args:
        old: the folder of its versions.
        new: where that is to be.
    """
    with contextlib.suppress(OSError):
        if old.is_dir() and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            old.rename(new)


def recoverable(error: FlowError, path: Path, folder: Path, named: str) -> FlowError:
    """An error of a file, with the command that brings it back as it was, if that can be done.

    Args:
        error: why it cannot be used.
        path: the file.
        folder: of its versions.
        named: what `doctor --restore` calls the file.
    """
    if error.exit_code != FlowError.exit_code or not (may(path, os.R_OK) and path.is_file() and versions(folder)):
        return error
    hint = f"{error.hint}; or bring a former version back: l10n-flow doctor --restore {named}"
    return type(error)(error.message, path=error.path, line=error.line, hint=hint)


def set_aside(folder: Path, new: Path) -> Path | None:
    """Keep what could not be written because somebody else saved at the same moment, until the next write.

    Returns:
        Where it lies now; None if the disk does not let us.
    """
    import shutil

    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(new, folder / _UNSAVED)
        return folder / _UNSAVED
    return None


def _name(number: int) -> str:
    return f"{number:04}.po"
