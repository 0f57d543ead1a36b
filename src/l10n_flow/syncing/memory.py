"""The translation memory: what the newsroom's catalogs say, or said, for a text.

It is derived from the catalogs: from their obsolete units too, so that a text that moved to another article finds its
translation there, whichever of the two is synced first. An index spares to read them all for a few new texts; it holds
no text, only which catalog has one, as numbers made of texts, roles and translations. Without it the answers are the
same; but it is also what tells that a catalog has lost something since the last time (`former`).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from .._times import is_settled
from .sayings import WIDTH, Texts, doubtful, find, uncommon

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from ..lengths import Usual
    from ..model import Unit
    from .sayings import Found, Key, Load

__all__ = ["Index", "forget", "former", "learn", "look_up"]

_VERSION = 6
_SCHEMA = f"""
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS catalogs (lang TEXT, path TEXT, size INTEGER, time INTEGER, source TEXT, texts BLOB,
    former BLOB, lengths BLOB, PRIMARY KEY (lang, path)) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""


def look_up(
    wanted: Mapping[tuple[str, str], Collection[Key]],
    paths: Callable[[str], Iterable[str]],
    load: Load,
    index: Path | None,
) -> dict[tuple[str, str], dict[Key, Found]]:
    """Find translations of texts, from one language in another.

    Confirmed ones of the text in the same role go first, then those in another role, then drafts in the same one. Of
    several translations the most frequent one counts; if there is no such one, that of the first catalog by name, and
    the `rival` is named: which is right in the new place is for a person to say.

    Args:
        wanted: (language, source language as PO headers have it) -> texts by (context, source).
        paths: all catalogs in a language.
        load: reads one, and gives None for one that cannot be read.
        index: where the index is, or is to be; None to do without.
    """
    while index:
        try:
            with Index(index) as opened:
                for lang in sorted({lang for lang, _ in wanted}):
                    opened.update(lang, paths(lang), load)
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


def learn(index: Path, rows: Iterable[tuple[str, str, int, int, Texts]], *, synced: bool = True) -> None:
    """Tell an index of catalogs that were read, or synced (the arguments of `Index.add`). If that cannot be, it looks
    itself."""
    with contextlib.suppress(sqlite3.Error, OSError, ValueError), Index(index) as opened:
        for row in rows:
            opened.add(*row, None if synced else opened.former(*row[:2]))


def forget(index: Path, catalogs: Iterable[tuple[str, str]]) -> None:
    """Tell an index of catalogs, by language and path, that are somewhere else now."""
    with contextlib.suppress(sqlite3.Error, OSError, ValueError), Index(index) as opened:
        opened.forget(catalogs)


def former(index: Path, catalogs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """What catalogs, by language and path, had after the last run (`Texts.digests`), of those that changed since.

    Nothing of any if the index cannot be read; nothing is written.
    """
    found: dict[tuple[str, str], bytes] = {}
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_reading(index)) as base:
        if base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            return found
        for lang, path in catalogs:
            query = "SELECT size, time, ifnull(former, texts), former FROM catalogs WHERE lang = ? AND path = ?"
            row = base.execute(query, (lang, path)).fetchone()
            if row and (row[3] is not None or (row[0], row[1]) != _mark(path)) and len(row[2]) % WIDTH == 0:
                found[lang, path] = row[2]
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

    def add(self, lang: str, path: str, size: int, changed: int, texts: Texts, former: bytes | None = None) -> None:
        """Learn what a catalog of that size, changed at that time (nanoseconds), has.

        `former` is what it had when it was synced last, None if that was now.
        """
        known = changed if is_settled(changed, time.time_ns()) else 0
        row = (lang, path, size, known, texts.source, texts.digests, former, texts.lengths)
        self._base.execute("INSERT OR REPLACE INTO catalogs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, catalogs: Iterable[tuple[str, str]]) -> None:
        """Unlearn catalogs, by language and path."""
        self._base.executemany("DELETE FROM catalogs WHERE lang = ? AND path = ?", catalogs)

    def update(self, lang: str, paths: Iterable[str], load: Load) -> None:
        """Bring it in step with the catalogs in a language; only those that changed are loaded."""
        rows = self._base.execute("SELECT path, size, time FROM catalogs WHERE lang = ?", (lang,))
        known = {path: (size, changed) for path, size, changed in rows}
        for path in paths:
            mark = _mark(path)
            if mark is None:
                continue
            if known.get(path) != mark:
                catalog = load(path)
                if catalog is None:
                    continue
                self.add(lang, path, *mark, Texts.of(catalog), self.former(lang, path))
            known.pop(path, None)
        for path in known:
            self.add(lang, path, -1, 0, Texts("", b""), self.former(lang, path))

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
        language; see `sayings.uncommon`."""
        for source in self._sources(lang):
            query = "SELECT path, texts, lengths FROM catalogs WHERE lang = ? AND source = ? ORDER BY path"
            yield from uncommon(self._base.execute(query, (lang, source)).fetchall(), load)

    def _sources(self, lang: str) -> Iterator[str]:
        query = "SELECT DISTINCT source FROM catalogs WHERE lang = ? ORDER BY source"
        return (source for (source,) in self._base.execute(query, (lang,)).fetchall())


def _mark(path: str) -> tuple[int, int] | None:
    """The size and the time of a file, None if there is none."""
    try:
        about = os.stat(path)  # noqa: PTH116  there are many
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns


def _reading(index: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)
