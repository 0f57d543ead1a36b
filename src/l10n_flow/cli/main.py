"""The entry point: what was asked before in the same tree is answered at once, for all else the program is loaded."""

from __future__ import annotations

import gc
import io
import os
import sys

from .again import Again

_LOADED = 200_000
"""So many new objects there are before Python looks for garbage: what is loaded stays."""


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

    try:
        program(prog_name="l10n-flow", obj=again)
    finally:
        gc.freeze()  # else Python looks at all there is once more before it ends


def _nowhere() -> io.TextIOWrapper:
    """Where is printed what nobody wants: `>&-`."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  for as long as the program runs
