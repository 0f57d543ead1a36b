"""The merge driver that git runs for PO files: a line of shell around `l10n-flow merge-po`.

When a driver fails, git takes what it left in %A for the result, with conflicts. If there is no such program any more,
that is our side alone, and who adds the file loses the other. So the shell puts both sides there.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

__all__ = ["command", "fault"]

_BEFORE = "before=$(git hash-object --no-filters %A); "
_HELP = (
    "l10n-flow did not run. Both versions stand in the file, whole, between conflict marks. Install it again, or tell "
    "git where it is (l10n-flow git-setup); take the merge back (git merge --abort), and merge again."
)
_AFTER = (
    ' && exit; code=$?; test "$before" = "$(git hash-object --no-filters %A)" || exit $code; '
    "test $code = 1 && {program} merge-po --help >/dev/null 2>&1 && exit 1; "
    '{{ echo "<<<<<<< ours"; cat %A; echo; echo "======="; cat %B; echo; echo ">>>>>>> theirs"; }} >%A.both '
    '&& mv -f %A.both %A; echo %P": {help}" >&2; exit 1'
)
"""What the shell does afterwards. A result that is our side as it was, with conflicts, may be a result all the same."""

_PATIENCE = 10.0
"""So many seconds has a driver to show that it runs."""


def command() -> str:
    """What git is to run: this very program, whatever is on the path when git merges. %P is quoted by git."""
    program = f"{shlex.quote(Path(sys.executable).as_posix()).replace('%', '%%')} -m l10n_flow"
    return f"{_BEFORE}{program} merge-po --name=%P %O %A %B{_AFTER.format(program=program, help=_HELP)}"


def fault(folder: Path, command: str) -> tuple[bool, str] | None:
    """What is wrong with a driver, and whether that loses the other side's work in a merge; None if it is all right.

    Args:
        folder: in a repository.
        command: that git is to run there.
    """
    is_safe = command.startswith(_BEFORE)
    program, merge_po, _ = command.removeprefix(_BEFORE).replace("%%", "%").partition(" merge-po ")
    if merge_po and not _runs(folder, f"{program} merge-po --help"):
        leaves = "puts both sides into the file, whole" if is_safe else "keeps one side only"
        return not is_safe, f"git's merge driver does not run, and a merge {leaves}: {program}"
    if merge_po and not is_safe:
        return (
            False,
            f"git's merge driver is an older one: should it not run one day, a merge keeps one side: {program}",
        )
    return None


def _runs(folder: Path, command: str) -> bool:
    """Whether a command can be run in the shell and the folder where git runs a driver: an alias is run there, too."""
    arguments = ["git", "-C", str(folder), "-c", f"alias.try-driver=!{command}", "try-driver"]
    nothing = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603  what git's own settings say
        arguments, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    ) as started:
        try:
            return started.wait(_PATIENCE) == 0
        except subprocess.TimeoutExpired:
            if sys.platform == "win32":
                started.kill()
            else:
                os.killpg(started.pid, signal.SIGKILL)
            return False
