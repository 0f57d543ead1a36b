"""The same call in the same tree is answered with what it said before, and nothing else is loaded for that.

Beside the ledger there is a picture of all files that answers follow from, with the answers: as long as it is true,
not even the settings need to be read. It is as derived as the ledger.
"""

from __future__ import annotations

import os
import sys
import time

from ..disk.times import COARSE, is_settled

TYPE_CHECKING = False  # `typing` takes longer to load than all that is done here; so do `contextlib`, `pathlib` ...
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["PIPE_CLOSED", "Again", "close_pipe"]

PIPE_CLOSED = 141
"""The exit code if nobody reads what we print, as shells have it: 128 and the signal's number."""

_CONFIG = "l10n-flow.toml"
_PLACE = ".l10n-flow/again"
_PROGRAM = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120

_DIGEST = 32
_FOLDERS, _NAMES, _SEEN, _DIGESTS, _CALLS = range(5)
"""What is kept: where to look, the files, their marks, their digests if they were needed; then calls and answers."""
_MOST = 16
"""So many calls are remembered."""


class Again:
    """A call of the program: its arguments, and where, when and for whom it is made."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Begin; `arguments` are those after the program's name."""
        self._began = time.time_ns()
        try:
            here = os.getcwd()  # noqa: PTH109
        except OSError:  # it is not there any more
            here = ""
        self._root = "" if _leads_elsewhere(arguments) else _root(here)
        known = [os.environ.get(name, "") for name in ("NO_COLOR", "SOURCE_DATE_EPOCH", "_L10N_FLOW_COMPLETE")]
        known.append(str(getattr(os, "getuid", int)()))
        streams = [str(stream.isatty()) for stream in (sys.stdout, sys.stderr)]
        days = [str(now[:3]) for now in (time.localtime(), time.gmtime())]
        self._call = _joined([*arguments, "", here, sys.version, *known, *streams, *days, *map(_installed, sys.path)])
        self._seen: tuple[list[str], _Picture] | None = None  # some folders, and how they were when this began

    def repeated(self) -> int | None:
        """Print the answer, and return its exit code; None if it has to be found."""
        told = self._told() if self._root else None
        if told is None:
            return None
        code, text = told
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            close_pipe()
            return PIPE_CLOSED
        except OSError:  # what cannot be printed is told by who has words for it
            return None
        return code

    def _told(self) -> tuple[int, str] | None:
        try:
            kept = _read(self._root)
            if self._call not in kept[_CALLS::2]:
                return None
            folders = _split(kept[_FOLDERS])
            now = _Picture(self._root, folders)
            is_same = now.is_that_of(kept) or self._is_copy(now, kept)
            self._seen = folders, now
            if not is_same:
                return None
            code, _, text = kept[kept.index(self._call, _CALLS) + 1].partition(b" ")
        except OSError:
            return None
        return int(code), text.decode("utf-8", "surrogatepass")

    def remember(self, root: str, folders: Iterable[str], code: int, text: str) -> None:
        """Keep an answer, if nothing that it follows from has changed since the call.

        Args:
            root: of the workspace.
            folders: what the answer follows from there, beside the settings.
            code: the exit code.
            text: all that was printed.
        """
        folders = [*folders]
        if not self._root or root != self._root:
            return
        try:
            now = self._seen[1] if self._seen and self._seen[0] == folders else _Picture(root, folders)
            if now.is_settled(self._began):
                self._keep(folders, now, b"%d %b" % (code, text.encode("utf-8", "surrogatepass")))
        except OSError:  # all will be looked at again next time
            return

    def _keep(self, folders: Sequence[str], now: _Picture, answer: bytes) -> None:
        kept, names, digests = _read(self._root), _joined(now.names), b""
        answers: dict[bytes, bytes] = {}
        if now.is_that_of(kept):
            answers = dict(zip(kept[_CALLS::2], kept[_CALLS + 1 :: 2], strict=True))
            digests = kept[_DIGESTS]
        elif kept and kept[_NAMES] == names:  # who has other times, as with each checkout, will have others again
            digests = b"".join(map(_digest, now.names))
            if _Picture(self._root, folders).marks != now.marks:  # somebody saved while they were taken
                return
        answers.pop(self._call, None)
        answers[self._call] = answer
        last = [each for pair in [*answers.items()][-_MOST:] for each in pair]
        _write(self._root, [_joined(folders), names, _joined(now.marks), digests, *last])

    def _is_copy(self, now: _Picture, kept: Sequence[bytes]) -> bool:
        """Whether only the times of files are others, as in a fresh checkout, and what is in them is the same."""
        digests = kept[_DIGESTS]
        if not digests or kept[_NAMES] != _joined(now.names):
            return False
        each = zip(now.names, now.marks, _split(kept[_SEEN]), range(0, len(digests), _DIGEST), strict=True)
        for name, mark, before, at in each:
            if mark == before:
                continue
            if name.startswith(_PROGRAM) or mark.split()[:2] != before.split()[:2]:
                return False
            if _digest(name) != digests[at : at + _DIGEST]:
                return False
        if now.is_settled(self._began):
            _write(self._root, [*kept[:_SEEN], _joined(now.marks), *kept[_DIGESTS:]])
        return True


class _Picture:
    """The settings, all files in some folders of a workspace, and those of the program; with a mark for each: its mode,
    its size, when it was changed, and when anything about it was. It is taken folder by folder, and as far as somebody
    wants to see it."""

    def __init__(self, root: str, folders: Iterable[str]) -> None:
        """Take it; what is not there leaves no trace in it, and of a folder only its name.

        Raises:
            OSError: something cannot be seen, or is neither a file nor a folder: it could be anywhere, or anything.
        """
        top = [f"{root}/{name}" for name in folders]
        if any(os.path.realpath(folder) != folder for folder in (*top, _PROGRAM)):
            raise OSError
        self._names, self._folders = [f"{root}/{_CONFIG}"], [root]
        self._times: list[int] = []
        self._marks = [self._mark(os.lstat(self._names[0]))]
        self._rest = self._taken([_PROGRAM, *top[::-1]])  # what people change comes first

    @property
    def names(self) -> list[str]:
        """The files; and the folders, for an empty one can be in a file's place, too."""
        return self._whole()._names

    @property
    def marks(self) -> list[str]:
        """Their marks; that of a folder is empty."""
        return self._whole()._marks

    def _whole(self) -> _Picture:
        for _ in self._rest:
            pass
        return self

    def _taken(self, left: list[str]) -> Iterator[None]:
        """Look at folders, the last first, and at what is in them; a pause after each."""
        while left:
            folder = left.pop()
            try:
                with os.scandir(folder) as entries:
                    here = sorted(entries, key=lambda entry: entry.name)
            except FileNotFoundError:
                continue
            self._folders.append(folder)
            self._names.append(f"{folder}/")
            self._marks.append("")
            for entry in here:
                if not entry.is_dir(follow_symlinks=False):
                    self._names.append(entry.path)
                    self._marks.append(self._mark(entry.stat(follow_symlinks=False)))
                elif not (entry.name == "__pycache__" and folder.startswith(_PROGRAM)):
                    left.append(entry.path)
            yield

    def is_that_of(self, kept: Sequence[bytes]) -> bool:
        """Whether it is what was kept; as soon as it is not, nothing more is looked at."""
        if not kept:
            return False
        names, marks, at = _split(kept[_NAMES]), _split(kept[_SEEN]), 0
        for _ in self._rest:
            end = len(self._names)
            if self._marks[at:] != marks[at:end] or self._names[at:] != names[at:end]:
                return False
            at = end
        return self._marks == marks and self._names == names

    def is_settled(self, at: int) -> bool:
        """Whether all of it was so at a time (nanoseconds)."""
        times = [*self._whole()._times]
        times += [time for about in map(os.lstat, self._folders) for time in (about.st_mtime_ns, about.st_ctime_ns)]
        return all(is_settled(changed, at) for changed in times if changed + COARSE >= at)

    def _mark(self, about: os.stat_result) -> str:
        """A file's mark; raises OSError if it is none."""
        if about.st_mode & 0o170000 != 0o100000:
            raise OSError
        self._times += (about.st_mtime_ns, about.st_ctime_ns)
        return f"{about.st_mode} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}"


def close_pipe() -> None:
    """Print no more: nobody reads it, and the last flush would complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _root(folder: str) -> str:
    """The workspace that a folder is in; empty if it is in none."""
    while not os.path.lexists(f"{folder}/{_CONFIG}"):
        folder, below = os.path.dirname(folder), folder  # noqa: PTH120
        if folder == below:
            return ""
    return folder


def _leads_elsewhere(arguments: Iterable[str]) -> bool:
    """Whether a call names a folder to work in (`-C`): which workspace that is in can change without a trace here."""
    options = [one.partition("=")[0] for one in arguments if one.startswith("-")]
    return any(one == "--directory" or (not one.startswith("--") and "C" in one) for one in options)


def _at_once(path: str, flags: int) -> int:
    """Open a file; what is none, a pipe for example, keeps nobody waiting."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _installed(folder: str) -> str:
    """A folder of libraries: another one is installed, another time."""
    try:
        return f"{folder} {os.stat(folder).st_mtime_ns}"  # noqa: PTH116
    except OSError:
        return folder


def _digest(path: str) -> bytes:
    import hashlib

    if path.endswith("/"):
        return bytes(_DIGEST)
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return hashlib.sha256(file.read()).digest()


def _joined(words: Iterable[str]) -> bytes:
    return "\0".join(words).encode("utf-8", "surrogateescape")


def _split(words: bytes) -> list[str]:
    return words.decode("utf-8", "surrogateescape").split("\0")


def _read(root: str) -> list[bytes]:
    """What is kept of a workspace; nothing if it is damaged."""
    import zlib

    try:
        with open(f"{root}/{_PLACE}", "rb", buffering=0, opener=_at_once) as file:
            checksum, _, whole = file.read().partition(b"\n")
        if int(checksum) != zlib.crc32(whole):
            return []
    except (OSError, ValueError):
        return []
    head, _, parts = whole.partition(b"\n")
    ends = [*map(int, head.split())]
    return [parts[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def _write(root: str, parts: Sequence[bytes]) -> None:
    """Keep it; a disk that does not let us is no error."""
    import itertools
    import zlib

    place = f"{root}/{_PLACE}"
    folder = os.path.dirname(place)  # noqa: PTH120
    head = b" ".join(b"%d" % end for end in itertools.accumulate(map(len, parts)))
    whole = b"\n".join((head, b"".join(parts)))
    temporary = f"{folder}/.{os.urandom(8).hex()}.tmp"
    try:
        if not os.path.islink(folder):  # noqa: PTH114
            with open(temporary, "xb") as file:  # noqa: PTH123
                file.write(b"%d\n%b" % (zlib.crc32(whole), whole))
            os.replace(temporary, place)  # noqa: PTH105
    except OSError:
        if os.path.lexists(temporary):
            os.unlink(temporary)  # noqa: PTH108
