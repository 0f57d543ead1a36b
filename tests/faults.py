"""What can befall a process that syncs, in real processes: it is killed, the system refuses it a call, others save too.

    python -m tests.faults kill FOLDER RUNS SEED
    python -m tests.faults refuse FOLDER
    python -m tests.faults save FOLDER OWNER EDITS SEED

Prints what was found as JSON; the first two for one run at a time.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import json
import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from l10n_flow import project as projects
from l10n_flow.catalogs import _swap
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.disk.files import Change
from l10n_flow.values import replace

from .newsroom import sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from l10n_flow.model import Catalog, Unit
    from l10n_flow.project import Project


@dataclass(frozen=True, slots=True)
class Before:
    """A newsroom before `sync`: its PO files as they are, and as they are to be."""

    project: Project
    old: dict[Path, bytes]
    new: dict[Path, bytes]

    def restore(self) -> None:
        """Undo all that was done to it."""
        for path in [*(self.project.root / "locales").rglob("*"), *self.project.derived.rglob("*")]:
            if path.is_file() and path not in self.old:
                path.unlink()
        for path, data in self.old.items():
            path.write_bytes(data)

    def damaged(self) -> list[str]:
        """The PO files that are neither old nor new."""
        found = {path: path.read_bytes() for path in (self.project.root / "locales").rglob("*.po")}
        allowed = {path: {self.old.get(path), data} for path, data in self.new.items()}
        return sorted(
            path.name
            for path in found.keys() | self.new.keys()
            if found.get(path) not in allowed.get(path, {self.old.get(path)})
        )

    def still_old(self) -> list[str]:
        """The PO files that were not brought up to date."""
        return sorted(
            self.project.shown(path)
            for path, data in self.new.items()
            if (path.read_bytes() if path.exists() else None) != data
        )

    def left(self) -> list[str]:
        """Temporary files that somebody left."""
        return sorted(path.name for path in (self.project.root / "locales").rglob(".*"))


def before(folder: Path) -> Before:
    """A newsroom as it is found on disk."""
    project = projects.find(folder)
    old = {path: path.read_bytes() for path in (project.root / "locales").rglob("*.po")}
    changes = [change for result in sync(project, dry_run=True) for change in result.changes]
    new = {change.path: change.after for change in changes if isinstance(change, Change)}
    return Before(project, old, {**old, **new})


def kill(folder: Path, runs: int, seed: int) -> Iterator[dict[str, Any]]:
    """Kill `sync` at random moments; then sync again."""
    newsroom = before(folder)
    moments = random.Random(seed)
    long = min(_timed(newsroom) for _ in range(3))  # a busy machine may take longer now and then
    for _ in range(runs):
        newsroom.restore()
        worker = _fork(lambda: sync(newsroom.project))
        time.sleep(moments.uniform(0, long))
        os.kill(worker, signal.SIGKILL)
        _, status = os.waitpid(worker, 0)
        told = {"killed": os.WIFSIGNALED(status), "damaged": newsroom.damaged(), "old": len(newsroom.still_old())}
        told["left"] = len(newsroom.left())
        for untouched in (newsroom.project.root / "locales").rglob("new.po"):
            untouched.unlink()  # so that there is something to write in every folder
        os.waitpid(_fork(lambda: sync(newsroom.project)), 0)
        yield {**told, "old in the end": newsroom.still_old(), "left in the end": newsroom.left()}


def refuse(folder: Path) -> Iterator[dict[str, Any]]:
    """Let each system call of `sync` fail in its turn, and then kill it there, half of a text being written."""
    newsroom = before(folder)
    for act in (_fail, _die):
        for turn in range(10_000):
            newsroom.restore()
            calls = _Calls(turn, act)
            report = folder / "report.json"
            worker = _fork(functools.partial(_sync_with, newsroom.project, calls, report))
            _, status = os.waitpid(worker, 0)
            told = json.loads(report.read_bytes()) if report.exists() else {"call": "", "errors": []}
            report.unlink(missing_ok=True)
            if not told["call"] and not os.WIFSIGNALED(status):
                break
            found = {"act": act.__name__, "exit": status, "damaged": newsroom.damaged(), "old": newsroom.still_old()}
            yield {**told, **found, "left": newsroom.left()}


def save(folder: Path, owner: str, edits: int, seed: int) -> Iterator[dict[str, Any]]:
    """Translate the paragraphs that say whose they are, one at a time, as people do who know nothing of `sync`.

    Half of the time the file is written where it is, in pieces; else it is replaced. Two such people ask one another.
    """
    path = projects.find(folder).catalog("ru", "long")
    chance = random.Random(seed)
    said: dict[str, str] = {}
    for number in range(edits):
        with FileLock(folder / "people.lock"):
            catalog = catalogs.read(path)
            mine = [unit for unit in catalog.units if f" {owner} " in unit.source and not unit.obsolete]
            unit = chance.choice(mine)
            said[unit.source.split(maxsplit=1)[0]] = text = f"{owner}{number:04} сказано"
            done = catalogs.changed(unit, target=text, fuzzy=False, previous_source=None, previous_context=None)
            time.sleep(chance.uniform(0, 0.002))
            _save_by_hand(path, replace(catalog, units=tuple(_put(catalog.units, unit, done))), chance)
        time.sleep(chance.uniform(0, 0.002))
    yield {"said": said}


def _put(units: tuple[Unit, ...], old: Unit, new: Unit) -> Iterator[Unit]:
    return (new if unit is old else unit for unit in units)


def _save_by_hand(path: Path, catalog: Catalog, chance: random.Random) -> None:
    data = catalogs.dump(catalog)
    if chance.random() < 0.5:
        beside = path.with_name(f"{path.name}.mine")
        beside.write_bytes(data)
        beside.replace(path)
        return
    with path.open("wb") as file:
        for start in range(0, len(data), len(data) // 3 + 1):
            file.write(data[start : start + len(data) // 3 + 1])
            file.flush()
            time.sleep(chance.uniform(0, 0.002))


def _timed(newsroom: Before) -> float:
    newsroom.restore()
    start = time.monotonic()
    os.waitpid(_fork(lambda: sync(newsroom.project)), 0)
    return time.monotonic() - start


def _fork(work: Callable[[], object]) -> int:
    """A process of its own that does some work; it has imported all that we have."""
    if child := os.fork():
        return child
    code = 70
    try:
        work()
        code = 0
    finally:
        os._exit(code)


class _Calls:
    """Counts the calls that change files, and does something when it is a certain one's turn."""

    def __init__(self, turn: int, act: Callable[[], None]) -> None:
        self.turn = turn
        self.act = act
        self.hit = ""

    def comes(self, name: str) -> bool:
        """Whether it is its turn now."""
        self.turn -= 1
        if self.turn == -1:
            self.hit = name
        return self.turn == -1

    def wrapped(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function of the system, which may refuse."""

        def call(*arguments: Any, **named: Any) -> Any:
            if self.comes(name):
                self.act()
            return function(*arguments, **named)

        return call


class _File:
    """A file whose `write` may break off in the middle."""

    def __init__(self, file: Any, calls: _Calls) -> None:
        self.file = file
        self.calls = calls

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        """Half of it, and then perhaps the rest."""
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        if self.calls.comes("write"):
            self.calls.act()
        self.file.write(data[len(data) // 2 :])


def _fail() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _sync_with(project: Project, calls: _Calls, report: Path) -> None:
    """Sync while the system's functions count, and say what happened."""
    write_bytes = report.write_bytes
    for name in ("open", "fsync", "sync", "rename", "replace", "link", "mkdir", "chmod", "unlink"):
        setattr(os, name, calls.wrapped(name, getattr(os, name)))
    fdopen = os.fdopen
    os.fdopen = lambda descriptor, mode="r": (
        _File(fdopen(descriptor, mode), calls)
        if "w" in mode
        else fdopen(  # type: ignore[assignment]
            descriptor, mode
        )
    )
    renameat2 = _swap._renameat2()
    assert renameat2

    def swap(*arguments: Any) -> int:
        try:
            return int(calls.wrapped("renameat2", renameat2)(*arguments))
        except OSError as error:
            ctypes.set_errno(error.errno or 0)
            return -1

    _swap._renameat2 = lambda: swap  # type: ignore[assignment]
    results = sync(project)
    errors = [error.path for result in results for error in result.errors]
    write_bytes(json.dumps({"call": calls.hit, "errors": errors}).encode())


if __name__ == "__main__":
    _, what, where, *rest = sys.argv
    found = {"kill": kill, "refuse": refuse, "save": save}[what](
        Path(where),
        *(int(one) if one.isdecimal() else one for one in rest),  # type: ignore[operator]
    )
    for one in found:
        print(json.dumps(one, ensure_ascii=False))
