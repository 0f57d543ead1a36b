"""Temporary files beside those that they are going to replace; what a killed process left is swept."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["beside", "flush", "sweep", "write_beside"]

_FEW = 16
"""Up to so many files are flushed one by one (about 1 ms each); more of them by one sync of the system."""

_HOST = hashlib.sha256(os.uname().nodename.encode()).hexdigest()[:4] if sys.platform != "win32" else "0000"
_NAME = re.compile(r"\..+\.([0-9a-f]{4})-([0-9a-f]+)-[0-9a-f]{8}\.tmp")
"""The name of the file to replace, then who writes: the machine and the process."""

_LETTERS = 40
"""Of that name: what a file system takes is soon full (mostly 255 bytes)."""

_STALE_SECONDS = 600.0
"""After that time nobody's, whoever wrote it."""

_SWEEP_SECONDS = 60.0
_swept: dict[Path, float] = {}
"""Folder -> when this process last looked for stale files: to list a large one for each write would cost the most."""


def beside(path: Path) -> Path:
    """A name for what a file is to hold, in its folder, until that has got its name; stale ones there are swept."""
    sweep(path.parent)
    return path.with_name(f".{path.name[:_LETTERS]}.{_HOST}-{os.getpid():x}-{os.urandom(4).hex()}.tmp")


def write_beside(path: Path, data: bytes) -> Path:
    """Write a temporary file in the folder of the (resolved) path, with the mode of the file that is there.

    Raises:
        OSError: it cannot be written; there is none then.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = beside(target)
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


def flush(files: Collection[Path]) -> None:
    """Bring files to the disk.

    Raises:
        OSError: of one of them.
    """
    if len(files) > _FEW and sys.platform == "linux":  # elsewhere `sync` may return before all is written
        os.sync()
        return
    for path in files:
        with path.open("rb") as file:
            os.fsync(file.fileno())


def sweep(folder: Path) -> None:
    """Delete the temporary files of writers that are gone."""
    now = time.monotonic()
    if now - _swept.get(folder, -_SWEEP_SECONDS) < _SWEEP_SECONDS:
        return
    _swept[folder] = now
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _NAME.fullmatch(entry.name)
            if found and _is_stale(entry, found[1], int(found[2], 16)):
                Path(entry).unlink()


def _is_stale(entry: os.DirEntry[str], host: str, process: int) -> bool:
    """Whether its writer is gone. If we are wrong, the writer finds that out, and the file to replace is as it was."""
    if sys.platform != "win32" and host == _HOST and not _is_running(process):
        return True
    return time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE_SECONDS


def _is_running(process: int) -> bool:
    """Whether a process of this machine can still do something: who was killed may wait long to be buried."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's, no process at all, or not Linux
        return True
    return state not in {b"Z", b"X"}
