"""Two things that Linux can do and Python has no name for; elsewhere both say no."""

from __future__ import annotations

import errno
import functools
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["is_open_for_writing", "swap"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Both from `man 2 renameat2`."""

_CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM})


def swap(one: Path, other: Path) -> bool:
    """Let two files change places in one step, so that what was replaced can still be looked at, and put back.

    Returns:
        Whether they did; False if the system or the file system has no such thing.

    Raises:
        OSError: as from a rename.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if (code := ctypes.get_errno()) in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def is_open_for_writing(file: Path) -> bool:
    """Whether some program has a file open for writing: the kernel then gives nobody a lease on it (`man 2 fcntl`)."""
    if sys.platform != "linux":
        return False
    import fcntl
    import signal

    try:
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK)) as opened:  # a pipe would keep us waiting
            # Who opens the file in this moment waits for us, and we get a signal: one that by default does nothing.
            fcntl.fcntl(opened, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(opened, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


@functools.cache
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """The system's function, None if its C library is too old to have it."""
    import ctypes

    try:
        function: Callable[[int, bytes, int, bytes, int], int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return None
    return function
