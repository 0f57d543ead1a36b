"""What is known of the site round the articles from the last time: its files, and which editions readers can open.

It is kept beside the ledger, and as derived as that.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

import msgspec

from .. import ledger
from ..disk import files
from .card_store import Label  # noqa: TC001  msgspec reads the annotations

if TYPE_CHECKING:
    from pathlib import Path

    from ..project import Project

__all__ = ["Inventory", "Made", "load", "save", "seen"]


class Made(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file that we wrote: what it was made of, its size, its time, its SHA-256."""

    of: str
    size: int = 0
    time: int = 0
    digest: str = ""

    @property
    def says(self) -> str:
        """What it says, in whatever look."""
        return self.of.partition(" ")[0]


class Inventory(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the site: what it was made of as a whole, its files, and the editions that readers can open, by
    article and in the order of the newsroom's languages."""

    version: str = ""
    site: dict[str, Made] = {}
    editions: dict[str, tuple[Label, ...]] = {}


def load(project: Project) -> Inventory:
    """The inventory; an empty one if there is none, or it is damaged."""
    with contextlib.suppress(msgspec.DecodeError):
        if data := files.read_derived(_place(project)):
            return _DECODER.decode(data)
    return Inventory()


def save(project: Project, known: Inventory) -> None:
    """Keep it; a disk that does not let us is no error."""
    files.write_derived(_place(project), msgspec.msgpack.encode(known))


def seen(project: Project, name: str, was: Made) -> Made | None:
    """A file of the site as it is now, if it is what we wrote: by its size and time, else by what is in it."""
    path = f"{project.root}/{project.config.folders.public}/{name}"
    try:
        now = os.lstat(path)
    except OSError:
        return None
    if (now.st_size, now.st_mtime_ns) == (was.size, was.time):
        return was
    stamp = ledger.noted(path, project.stats) if now.st_size == was.size else None
    return Made(was.of, stamp.size, stamp.time, stamp.digest) if stamp and stamp.digest == was.digest else None


def _place(project: Project) -> Path:
    return project.inside(project.derived / "site.msgpack")


_DECODER = msgspec.msgpack.Decoder(Inventory)
