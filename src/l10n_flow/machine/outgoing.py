"""What leaves the newsroom: the hosts that somebody agreed to, and a line for every request."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from typing import TYPE_CHECKING

from ..disk import access, files
from ..errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["HOSTS", "Log", "agree", "agreed", "alone"]

HOSTS = "hosts"
"""The file, among what is derived, with the hosts that somebody agreed to."""


class Log:
    """A file to which a line of JSON is added for every request, before it is sent; nothing is ever deleted from it.

    `{"time", "engine", "host", "article", "lang", "characters"}`: whither, for what, and how much, but no text. May be
    used by many threads and many processes.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make one that only its owner can read.

        Raises:
            OutputError: it cannot be written; then nothing may be sent.
        """
        self._path, self._lock = path, threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._unwritable(error) from error

    def add(self, **entry: str | int) -> None:
        """Add a line; raises as `Log`."""
        line = json.dumps(entry, ensure_ascii=False) + "\n"
        try:
            with self._lock:
                os.write(self._file, line.encode())
        except OSError as error:
            raise self._unwritable(error) from error

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _unwritable(self, error: OSError) -> OutputError:
        message = f"the list of requests cannot be written: {error.strerror}"
        return OutputError(message, path=self._path, hint="nothing is sent that is not written down there")


def agreed(path: Path) -> frozenset[str]:
    """The hosts that somebody has agreed to send texts to; none if the file is not there or cannot be read."""
    try:
        return frozenset(path.read_text("utf-8").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def agree(path: Path, host: str) -> None:
    """Remember that somebody agreed to a host. The list is written anew: one that could not be read is mended.

    Raises:
        OutputError: it cannot be written.
    """
    hosts = "".join(f"{one}\n" for one in sorted({*agreed(path), host}))
    files.write(files.change(path, hosts.encode()))


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Be the only one who sends texts of a newsroom: two would send the same.

    Raises:
        OutputError: somebody else does, or it cannot be written down that we do.
    """
    from filelock import FileLock, Timeout

    mine = FileLock(lock, timeout=0)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        mine.acquire()
    except Timeout as error:
        message = "another pretranslate is at work in this newsroom"
        raise OutputError(message, path=lock, hint="wait for it, or stop it") from error
    except OSError as error:
        raise access.unwritable(lock, error) from error
    try:
        yield
    finally:
        mine.release()
