"""The translation memory: what the newsroom's catalogs already say for a text.

It is derived from the catalogs. An index of them spares to read them all for a few new texts; it holds no text, only
short digests of keys and translations, and where they stand. Without it the answers are the same.
"""

from __future__ import annotations

import functools
import hashlib
import sqlite3
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .model import State

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

    from .model import Catalog, Unit

    Key: TypeAlias = tuple[str | None, str]
    Load: TypeAlias = Callable[[Path], Catalog | None]

__all__ = ["Index", "gather", "look_up"]

_VERSION = 1
_SCHEMA = f"""
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS catalogs (
    id INTEGER PRIMARY KEY, lang TEXT, path TEXT, size INTEGER, time INTEGER, source TEXT);
CREATE TABLE IF NOT EXISTS texts (key INTEGER, target INTEGER, catalog INTEGER);
CREATE INDEX IF NOT EXISTS texts_by_key ON texts (key);
CREATE INDEX IF NOT EXISTS texts_by_catalog ON texts (catalog);
PRAGMA user_version = {_VERSION};
"""
_FRESH = 2_000_000_000
"""Nanoseconds in which a file may change twice and keep its time, on any file system: so long it is read again."""


def gather(catalogs: Iterable[Catalog], wanted: Container[Key]) -> dict[Key, str]:
    """Confirmed translations of some texts by (context, source), of catalogs in one language.

    Of several translations of a text the most frequent one counts; if there is no such one, none: which is right
    in the new place is for a person to say.
    """
    found: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for catalog in catalogs:
        for unit in _confirmed(catalog):
            if unit.key in wanted:
                found[unit.key][unit.target] += 1
    return {key: best for key, counts in found.items() if (best := _most_frequent(counts)) is not None}


def look_up(
    wanted: Mapping[tuple[str, str], Collection[Key]],
    paths: Callable[[str], Sequence[Path]],
    load: Load,
    index: Path | None,
) -> dict[tuple[str, str], dict[Key, str]]:
    """Find translations of texts, from one language in another.

    Args:
        wanted: (language, source language as PO headers have it) -> texts by (context, source).
        paths: all catalogs in a language.
        load: reads one, and gives None for one that cannot be read.
        index: where the index is, or is to be; None to do without.

    Returns:
        For the same languages what `gather` says.
    """
    while index:
        try:
            with Index(index, load) as opened:
                for lang in sorted({lang for lang, _ in wanted}):
                    opened.update(lang, paths(lang))
                return {languages: opened.find(*languages, keys) for languages, keys in wanted.items()}
        except (sqlite3.OperationalError, OSError):  # it is locked, or nothing can be written here
            break
        except sqlite3.DatabaseError:  # it is damaged
            try:
                index.unlink()
            except OSError:
                break
    found: dict[tuple[str, str], dict[Key, str]] = {}
    for (lang, source), keys in wanted.items():
        catalogs = (catalog for path in paths(lang) if (catalog := load(path)))
        found[lang, source] = gather((one for one in catalogs if one.field("X-Source-Language") == source), keys)
    return found


class Index:
    """Which catalogs have a confirmed translation of which text; a context manager."""

    def __init__(self, path: Path, load: Load) -> None:
        """Open it, or make one.

        Args:
            path: of its file; its folder is made if there is none.
            load: reads a catalog, and gives None for one that cannot be read.

        Raises:
            sqlite3.Error, OSError: the file cannot be used.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._load = load
        self._base = sqlite3.connect(path, isolation_level=None)
        if self._base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            self._base.executescript("DROP TABLE IF EXISTS catalogs; DROP TABLE IF EXISTS texts;")
        self._base.executescript(_SCHEMA)

    def __enter__(self) -> Index:
        """Use it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._base.close()

    def update(self, lang: str, paths: Iterable[Path]) -> None:
        """Bring it in step with the catalogs in a language; only those that changed are read."""
        self._base.execute("BEGIN IMMEDIATE")
        rows = self._base.execute("SELECT path, id, size, time FROM catalogs WHERE lang = ?", (lang,))
        known = {path: (number, size, time) for path, number, size, time in rows}
        for path in paths:
            number, *was = known.pop(str(path), (None, 0, 0))
            try:
                about = path.stat()
            except OSError:
                continue
            if was != [about.st_size, about.st_mtime_ns]:
                self._forget(number)
                self._add(lang, path, about)
        for number, _, _ in known.values():
            self._forget(number)
        self._base.execute("COMMIT")

    def find(self, lang: str, source: str, wanted: Iterable[Key]) -> dict[Key, str]:
        """What `gather` would find in the catalogs of a language whose articles are in the language `source`."""
        load = functools.cache(self._load)
        found: dict[Key, str] = {}
        for key in wanted:
            rows = self._base.execute(
                "SELECT target, count(*), min(path) FROM texts JOIN catalogs ON catalog = id "
                "WHERE key = ? AND lang = ? AND source = ? GROUP BY target ORDER BY count(*) DESC LIMIT 2",
                (_digest(*key), lang, source),
            ).fetchall()
            if not rows or (len(rows) > 1 and rows[0][1] == rows[1][1]):
                continue
            catalog = load(Path(rows[0][2]))
            for unit in _confirmed(catalog) if catalog else ():
                if unit.key == key and _digest(unit.target) == rows[0][0]:
                    found[key] = unit.target
        return found

    def _forget(self, number: int | None) -> None:
        self._base.execute("DELETE FROM texts WHERE catalog = ?", (number,))
        self._base.execute("DELETE FROM catalogs WHERE id = ?", (number,))

    def _add(self, lang: str, path: Path, about: os.stat_result) -> None:
        catalog = self._load(path)
        if catalog is None:
            return
        is_fresh = time.time_ns() - about.st_mtime_ns < _FRESH
        row = (lang, str(path), about.st_size, 0 if is_fresh else about.st_mtime_ns, catalog.field("X-Source-Language"))
        number = self._base.execute(
            "INSERT INTO catalogs (lang, path, size, time, source) VALUES (?, ?, ?, ?, ?)", row
        ).lastrowid
        texts = ((_digest(*unit.key), _digest(unit.target), number) for unit in _confirmed(catalog))
        self._base.executemany("INSERT INTO texts VALUES (?, ?, ?)", texts)


def _confirmed(catalog: Catalog) -> Iterator[Unit]:
    for unit in catalog.units:
        if unit.plural_source is None and not unit.obsolete and unit.state is State.TRANSLATED:
            yield unit


def _digest(*texts: str | None) -> int:
    """A number for texts, as large as SQLite's are."""
    told_apart = "\0".join("\1" if text is None else text for text in texts)
    return int.from_bytes(hashlib.sha256(told_apart.encode()).digest()[:8], "big", signed=True)


def _most_frequent(counts: Counter[str]) -> str | None:
    (first, most), *rest = counts.most_common(2)
    return None if rest and rest[0][1] == most else first
