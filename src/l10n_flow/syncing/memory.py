"""The translation memory: what the newsroom's catalogs say, or said, for a text.

It is derived from the catalogs: from their obsolete units too, so that a text that moved to another article finds its
translation there, whichever of the two is synced first. An index spares to read them all for a few new texts; it holds
no text, only which catalog has one, as numbers made of texts, roles and translations. Without it the answers are the
same; but it is also what tells that a catalog has lost something since the last time (`former`).

Catalogs are named by their paths from the workspace's root, and are the same if their size and time are, or else their
digest is: so an index is as good in another place, and for a fresh checkout.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING, TypeAlias

from ..disk.stats import Stats
from ..disk.times import is_settled
from ..ledger import Stamp, stamp
from .fingerprints import WIDTH, Texts, doubtful, find, uncommon

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from ..model import Unit
    from ..text.lengths import Usual
    from .fingerprints import Found, Key, Load

    Look: TypeAlias = Callable[[str], tuple[int, int] | None]

__all__ = ["Index", "forget", "former", "learn", "look_up"]

_VERSION = 8
_SCHEMA = f"""
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS catalogs (lang TEXT, path TEXT, size INTEGER, time INTEGER, digest TEXT,
    source TEXT, texts BLOB, former BLOB, lengths BLOB, PRIMARY KEY (lang, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS marks ON catalogs (lang, path, size, time);
PRAGMA user_version = {_VERSION};
"""


def look_up(
    wanted: Mapping[tuple[str, str], Collection[Key]],
    paths: Callable[[str], Iterable[str]],
    load: Load,
    root: Path,
    index: Path | None,
    look: Look | None = None,
) -> dict[tuple[str, str], dict[Key, Found]]:
    """Find translations of texts, from one language in another.

    Confirmed ones of the text in the same role go first, then those in another role, then drafts in the same one. Of
    several translations the most frequent one counts; if there is no such one, that of the first catalog by name, and
    the `rival` is named: which is right in the new place is for a person to say.

    Args:
        wanted: (language, source language as PO headers have it) -> texts by (context, source).
        paths: all catalogs in a language.
        load: reads one, and gives None for one that cannot be read.
        root: where their paths count from.
        index: where the index is, or is to be; None to do without.
        look: as for `Index.update`.
    """
    while index:
        try:
            with Index(index) as opened:
                for lang in sorted({lang for lang, _ in wanted}):
                    opened.update(lang, paths(lang), load, root, look)
                return {languages: opened.find(*languages, keys, load) for languages, keys in wanted.items()}
        except (sqlite3.OperationalError, OSError):  # it is locked, or nothing can be written here
            break
        except (sqlite3.DatabaseError, ValueError, TypeError):  # it is damaged
            try:
                index.unlink()
            except OSError:
                break
    found: dict[tuple[str, str], dict[Key, Found]] = {}
    for (lang, source), keys in wanted.items():
        known = ((path, Texts.of(catalog)) for path in sorted(paths(lang)) if (catalog := load(path)))
        found[lang, source] = find(((path, one.digests) for path, one in known if one.source == source), keys, load)
    return found


def learn(index: Path, rows: Iterable[tuple[str, str, Stamp, Texts]], *, synced: bool = True) -> None:
    """Tell an index of catalogs that were read, or synced (the arguments of `Index.add`). If that cannot be, it looks
    itself."""
    with contextlib.suppress(sqlite3.Error, OSError, ValueError), Index(index) as opened:
        for row in rows:
            opened.add(*row, None if synced else opened.former(*row[:2]))


def forget(index: Path, catalogs: Iterable[tuple[str, str]]) -> None:
    """Tell an index of catalogs, by language and path, that are somewhere else now."""
    with contextlib.suppress(sqlite3.Error, OSError, ValueError), Index(index) as opened:
        opened.forget(catalogs)


def former(index: Path, catalogs: Iterable[tuple[str, str]], root: Path) -> dict[tuple[str, str], bytes]:
    """What catalogs, by language and path, had after the last run (`Texts.digests`), of those that changed since.

    Nothing of any if the index cannot be read; nothing is written. Paths count from `root`.
    """
    found: dict[tuple[str, str], bytes] = {}
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_reading(index)) as base:
        if base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            return found
        base.execute("BEGIN")  # else the file is locked and looked over for each question
        for lang, path in catalogs:
            query = "SELECT size, time, digest, texts, former FROM catalogs WHERE lang = ? AND path = ?"
            if row := base.execute(query, (lang, path)).fetchone():
                *was, texts, before = row
                is_same = before is None and _unchanged(Stamp(*was), f"{root}/{path}")
                if not is_same and len(had := texts if before is None else before) % WIDTH == 0:
                    found[lang, path] = had
    return found


class Index:
    """What each catalog has translations of; a context manager."""

    def __init__(self, path: Path) -> None:
        """Open it, or make one; its folder is made if there is none.

        Raises:
            sqlite3.Error, OSError: the file cannot be used.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path, isolation_level=None)
        if self._base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            self._base.executescript("DROP TABLE IF EXISTS catalogs; DROP TABLE IF EXISTS texts;")
        self._base.executescript(_SCHEMA)
        self._base.execute("BEGIN IMMEDIATE")

    def __enter__(self) -> Index:
        """Use it."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Keep what it has learnt, and close it."""
        if kind is None:
            self._base.execute("COMMIT")
        self._base.close()

    def add(self, lang: str, path: str, seen: Stamp, texts: Texts, former: bytes | None = None) -> None:
        """Learn what a catalog has; `former` is what it had when it was synced last, None if that was now."""
        now = lang, path, seen.size, _known(seen.time), seen.digest
        row = (*now, texts.source, texts.digests, former, texts.lengths)
        self._base.execute("INSERT OR REPLACE INTO catalogs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, catalogs: Iterable[tuple[str, str]]) -> None:
        """Unlearn catalogs, by language and path."""
        self._base.executemany("DELETE FROM catalogs WHERE lang = ? AND path = ?", catalogs)

    def update(self, lang: str, paths: Iterable[str], load: Load, root: Path, look: Look | None = None) -> None:
        """Bring it in step with the catalogs in a language; only those that changed are loaded.

        Args:
            lang: the language.
            paths: all catalogs in it.
            load, root: as for `look_up`.
            look: tells the size and the time of a file that was looked at before; None if nobody has.
        """
        rows = self._base.execute("SELECT path, size, time FROM catalogs INDEXED BY marks WHERE lang = ?", (lang,))
        known = {path: (size, time) for path, size, time in rows}
        look = look or Stats().mark
        for path in paths:
            if (path in known and known[path] == look(f"{root}/{path}")) or self._is_learnt(lang, path, load, root):
                known.pop(path, None)
        for path in known:
            self.add(lang, path, Stamp(-1, 0, ""), Texts("", b""), self.former(lang, path))

    def _is_learnt(self, lang: str, path: str, load: Load, root: Path) -> bool:
        """Learn what a catalog has, or only its time if the rest is as it was; False if it cannot be read."""
        query = "SELECT size, time, digest FROM catalogs WHERE lang = ? AND path = ?"
        was, file = self._base.execute(query, (lang, path)).fetchone(), f"{root}/{path}"
        if now := _unchanged(Stamp(*was), file) if was else None:
            query = "UPDATE catalogs SET time = ? WHERE lang = ? AND path = ?"
            self._base.execute(query, (_known(now.time), lang, path))
            return True
        mark = _mark(file)
        catalog = load(path) if mark else None
        if mark is None or catalog is None:
            return False
        self.add(lang, path, Stamp(*mark, catalog.digest), Texts.of(catalog), self.former(lang, path))
        return True

    def find(self, lang: str, source: str, wanted: Iterable[Key], load: Load) -> dict[Key, Found]:
        """What the catalogs of a language say whose articles are in the language `source`; see `look_up`."""
        query = "SELECT path, texts FROM catalogs WHERE lang = ? AND source = ? ORDER BY path"
        return find(self._base.execute(query, (lang, source)), wanted, load)

    def former(self, lang: str, path: str) -> bytes | None:
        """What a catalog had when it was synced last, as far as that is known."""
        query = "SELECT ifnull(former, texts) FROM catalogs WHERE lang = ? AND path = ?"
        row = self._base.execute(query, (lang, path)).fetchone()
        return row[0] if row else None

    def doubtful(self, lang: str, load: Load) -> Iterator[tuple[tuple[str, Unit], ...]]:
        """The units of a language that have other translations in other places, or translations that other units have,
        each with the path of its catalog; those of articles in one language together."""
        for source in self._sources(lang):
            query = "SELECT path, texts FROM catalogs WHERE lang = ? AND source = ? ORDER BY path"
            yield tuple(doubtful(self._base.execute(query, (lang, source)).fetchall(), load))

    def uncommon(self, lang: str, load: Load) -> Iterator[tuple[str, Unit, Usual]]:
        """The units of a language that are much longer or shorter than others are, among those of articles in one
        language; see `fingerprints.uncommon`."""
        for source in self._sources(lang):
            query = "SELECT path, texts, lengths FROM catalogs WHERE lang = ? AND source = ? ORDER BY path"
            yield from uncommon(self._base.execute(query, (lang, source)).fetchall(), load)

    def _sources(self, lang: str) -> Iterator[str]:
        query = "SELECT DISTINCT source FROM catalogs WHERE lang = ? ORDER BY source"
        return (source for (source,) in self._base.execute(query, (lang,)).fetchall())


def _known(changed: int) -> int:
    """The time of a file (nanoseconds), 0 if it may change once more and keep its time."""
    return changed if is_settled(changed, time.time_ns()) else 0


def _unchanged(was: Stamp, path: str) -> Stamp | None:
    """How a catalog is now, if nothing else is in it than was."""
    mark = _mark(path)
    if mark == (was.size, was.time):
        return was
    now = stamp(path) if mark and mark[0] == was.size else None
    return now if now and now.digest == was.digest else None


def _mark(path: str) -> tuple[int, int] | None:
    """The size and the time of a file, None if there is none."""
    try:
        about = os.stat(path)  # noqa: PTH116  there are many
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns


def _reading(index: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)
