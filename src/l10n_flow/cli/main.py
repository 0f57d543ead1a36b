"""The entry point: what was asked before in the same tree is answered at once, for all else the program is loaded."""

from __future__ import annotations

import gc
import io
import os
import sys

from .again import Again

_LOADED = 200_000
"""So many new objects there are before Python looks for garbage: what is loaded stays."""


def launch() -> None:
    """`main` as a program of its own: when all is said, what is in memory goes with the process, and not one by one."""
    try:
        main()
    except SystemExit as left:
        if isinstance(left.code, int) and _is_said():
            os._exit(left.code)
        raise


def main() -> None:
    """Do what the arguments say, and leave. What is printed is UTF-8 on every system."""
    gc.set_threshold(_LOADED)
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    again = Again(sys.argv[1:])
    code = again.repeated()
    if code is not None:
        sys.exit(code)
    from .program import program

    program(prog_name="l10n-flow", obj=again)


def _is_said() -> bool:
    """Whether all that was printed has gone out."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # Python tells of that
        return False
    return True


def _nowhere() -> io.TextIOWrapper:
    """Where is printed what nobody wants: `>&-`."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  for as long as the program runs
