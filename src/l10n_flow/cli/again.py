"""The same call in the same tree is answered with what it said before, and nothing else is loaded for that.

Beside the ledger there is a picture of all files that answers follow from, with the answers: as long as it is true,
not even the settings need to be read. It is as derived as the ledger.
"""

from __future__ import annotations

import os
import sys
import time

from ..disk.stats import DIGEST, MARK, Stats, differing, some
from ..disk.times import COARSE, is_settled

TYPE_CHECKING = False  # `typing` takes longer to load than all that is done here; so do `contextlib`, `pathlib` ...
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..disk.stats import Folder

__all__ = ["PIPE_CLOSED", "Again", "close_pipe"]

PIPE_CLOSED = 141
"""The exit code if nobody reads what we print, as shells have it: 128 and the signal's number."""

_CONFIG = "l10n-flow.toml"
_PLACE = ".l10n-flow/again"
_PROGRAM = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120

_FOLDERS, _NAMES, _MARKS, _DIGESTS, _CALLS = range(5)
"""What is kept: where to look, the files, their marks, their digests if they were needed; then calls and answers."""
_MOST = 16
"""So many calls are remembered."""
_BETWEEN = b"\0\0"
_CACHE = "__pycache__"


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
            now = _Tree(self._root, _split(kept[_FOLDERS]), Stats())
            if not (now.is_that_of(kept) or self._is_copy(now, kept)):
                return None
            code, _, text = kept[kept.index(self._call, _CALLS) + 1].partition(b" ")
        except OSError:
            return None
        return int(code), text.decode("utf-8", "surrogatepass")

    def remember(self, root: str, folders: Iterable[str], code: int, text: str, stats: Stats) -> None:
        """Keep an answer, if nothing that it follows from has changed since the call.

        Args:
            root: of the workspace.
            folders: what the answer follows from there, beside the settings.
            code: the exit code.
            text: all that was printed.
            stats: how folders were when the answer was found, as far as it was asked.
        """
        folders = [*folders]
        if not self._root or root != self._root:
            return
        try:
            now = _Tree(root, folders, stats)
            if now.is_settled(self._began):
                self._keep(folders, now, b"%d %b" % (code, text.encode("utf-8", "surrogatepass")))
        except OSError:  # all will be looked at again next time
            return

    def _keep(self, folders: Sequence[str], now: _Tree, answer: bytes) -> None:
        kept, digests = _read(self._root), b""
        answers: dict[bytes, bytes] = {}
        if now.is_that_of(kept):
            answers = dict(zip(kept[_CALLS::2], kept[_CALLS + 1 :: 2], strict=True))
            digests = kept[_DIGESTS]
        elif kept and now.is_checkout_of(kept):  # there will be others
            digests = now.digests
        answers.pop(self._call, None)
        answers[self._call] = answer
        last = [each for pair in [*answers.items()][-_MOST:] for each in pair]
        _write(self._root, [_joined(folders), now.names, now.marks, digests, *last])

    def _is_copy(self, now: _Tree, kept: Sequence[bytes]) -> bool:
        """Whether only the times of files are others, as in a fresh checkout, and what is in them is the same."""
        if not kept[_DIGESTS] or not now.is_copy_of(kept):
            return False
        if now.is_settled(self._began):
            _write(self._root, [*kept[:_MARKS], now.marks, *kept[_DIGESTS:]])
        return True


class _Tree:
    """The settings, all files in some folders of a workspace, and those of the program. They are looked at folder by
    folder, and as far as somebody wants to know."""

    def __init__(self, root: str, folders: Iterable[str], stats: Stats) -> None:
        """Begin to look; what is not there leaves no trace, and of a folder only its name and its files.

        Raises:
            OSError: a folder is somewhere else. So do all who look if something cannot be seen.
        """
        top = [f"{root}/{name}" for name in folders]
        if any(os.path.realpath(folder) != folder for folder in (*top, _PROGRAM)):
            raise OSError
        self._seen, self._stats = [some(root, [_CONFIG])], stats
        self._rest = self._taken([_PROGRAM, *top[::-1]])  # what people change comes first

    def _taken(self, left: list[str]) -> Iterator[Folder]:
        """Look at folders, the last first, and at those in them."""
        while left:
            path = left.pop()
            here = self._stats.folder(path)
            if here:
                left += [f"{path}/{name}" for name in here.folders if not (name == _CACHE and _is_ours(path))]
                self._seen.append(here)
                yield here

    def _each(self) -> Iterator[Folder]:
        yield from [*self._seen]
        yield from self._rest

    @property
    def names(self) -> bytes:
        """The folders with their files: an empty one can be in a file's place, too."""
        return _BETWEEN.join(map(_named, self._each()))

    @property
    def marks(self) -> bytes:
        """The marks of all files."""
        return b"".join(here.marks for here in self._each())

    @property
    def digests(self) -> bytes:
        """The digests of all files; nobody asks for those of the program."""
        each = (bytes(DIGEST * len(here.files)) if _is_ours(here.path) else here.digests for here in self._each())
        return b"".join(each)

    def is_that_of(self, kept: Sequence[bytes]) -> bool:
        """Whether it is what was kept; as soon as it is not, nothing more is looked at."""
        if not kept:
            return False
        names, marks, at = iter(kept[_NAMES].split(_BETWEEN)), kept[_MARKS], 0
        for here in self._each():
            end = at + len(here.marks)
            if here.marks != marks[at:end] or _named(here) != next(names, None):
                return False
            at = end
        return at == len(marks) and next(names, None) is None

    def is_checkout_of(self, kept: Sequence[bytes]) -> bool:
        """Whether the files are those that were kept, and most of the workspace have other times."""
        marks = b"".join(here.marks for here in self._each() if not _is_ours(here.path))  # the program's come last
        before = kept[_MARKS][: len(marks)]
        return self.names == kept[_NAMES] and 2 * differing(marks, before) * MARK > len(marks)

    def is_copy_of(self, kept: Sequence[bytes]) -> bool:
        """Whether it is what was kept, but for the times of files of the workspace."""
        if self.names != kept[_NAMES]:
            return False
        at = 0
        for here in self._each():
            end = at + len(here.files)
            marks, digests = kept[_MARKS][at * MARK : end * MARK], kept[_DIGESTS][at * DIGEST : end * DIGEST]
            if here.marks != marks and (_is_ours(here.path) or not here.is_copy(marks, digests)):
                return False
            at = end
        return True

    def is_settled(self, at: int) -> bool:
        """Whether all of it was so at a time (nanoseconds); raises OSError if a file is none."""
        for here in self._each():
            if not here.is_plain:
                raise OSError
            about = os.lstat(here.path)
            times = (*here.times, about.st_mtime_ns, about.st_ctime_ns)
            if max(times) + COARSE >= at and not all(is_settled(changed, at) for changed in times):
                return False
        return True


def _is_ours(path: str) -> bool:
    """Whether something is part of the program."""
    return path.startswith(_PROGRAM)


def _named(here: Folder) -> bytes:
    return _joined([here.path, *here.files])


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
