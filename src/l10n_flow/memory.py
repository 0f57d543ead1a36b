"""The translation memory: what the newsroom's catalogs already say for a text.

It is derived from the catalogs. An index spares to read them all for a few new texts; it holds no text, only which
catalog has one, as numbers made of keys and translations. Without it the answers are the same.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import sqlite3
import sys
import time
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from .ledger import is_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from .model import Catalog, Unit

    Key: TypeAlias = tuple[str | None, str]
    Load: TypeAlias = Callable[[str], Catalog | None]

__all__ = ["Index", "Texts", "gather", "key_digest", "learn", "look_up"]

T = TypeVar("T")

_VERSION = 3
_SCHEMA = f"""
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS catalogs (
    lang TEXT, path TEXT, size INTEGER, time INTEGER, source TEXT, texts BLOB, PRIMARY KEY (lang, path)) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""


@dataclass(frozen=True, slots=True)
class Texts:
    """The confirmed translations of a catalog, as the index has them.

    `source` is the language of the article, as PO headers have it; `digests` are pairs of numbers, for a key and for
    its translation.
    """

    source: str
    digests: bytes

    @classmethod
    def of(cls, catalog: Catalog, digest: Callable[[str, str | None], bytes] | None = None) -> Texts:
        """Those of a catalog; `digest` is `key_digest`, cached where several catalogs have the same keys."""
        key = digest or key_digest
        pairs = [key(unit.source, unit.context) + _digest(unit.target) for unit in _confirmed(catalog)]
        return cls(catalog.field("X-Source-Language"), b"".join(pairs))


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
    paths: Callable[[str], Iterable[str]],
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
    found: dict[tuple[str, str], dict[Key, str]] = {}
    for (lang, source), keys in wanted.items():
        catalogs = (catalog for path in paths(lang) if (catalog := load(path)))
        found[lang, source] = gather((one for one in catalogs if one.field("X-Source-Language") == source), keys)
    return found


def learn(index: Path, rows: Iterable[tuple[str, str, int, int, Texts]]) -> None:
    """Tell an index of catalogs that were read (the arguments of `Index.add`). If that cannot be, it looks itself."""
    with contextlib.suppress(sqlite3.Error, OSError, ValueError), Index(index) as opened:
        for row in rows:
            opened.add(*row)


class Index:
    """What each catalog has confirmed translations of; a context manager."""

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

    def add(self, lang: str, path: str, size: int, changed: int, texts: Texts) -> None:
        """Learn what a catalog of that size, changed at that time (nanoseconds), has."""
        known = changed if is_settled(changed, time.time_ns()) else 0
        row = (lang, path, size, known, texts.source, texts.digests)
        self._base.execute("INSERT OR REPLACE INTO catalogs VALUES (?, ?, ?, ?, ?, ?)", row)

    def update(self, lang: str, paths: Iterable[str], load: Load) -> None:
        """Bring it in step with the catalogs in a language; only those that changed are loaded."""
        rows = self._base.execute("SELECT path, size, time FROM catalogs WHERE lang = ?", (lang,))
        known = {path: (size, changed) for path, size, changed in rows}
        for path in paths:
            try:
                about = os.stat(path)  # noqa: PTH116  there are many
            except OSError:
                continue
            if known.get(path) != (about.st_size, about.st_mtime_ns):
                catalog = load(path)
                if catalog is None:
                    continue
                self.add(lang, path, about.st_size, about.st_mtime_ns, Texts.of(catalog))
            known.pop(path, None)
        self._base.executemany("DELETE FROM catalogs WHERE lang = ? AND path = ?", [(lang, path) for path in known])

    def find(self, lang: str, source: str, wanted: Iterable[Key], load: Load) -> dict[Key, str]:
        """What `gather` would find in the catalogs of a language whose articles are in the language `source`."""
        keys = {_number(key_digest(text, context)): (context, text) for context, text in wanted}
        counts: defaultdict[Key, Counter[int]] = defaultdict(Counter)
        places: dict[tuple[Key, int], str] = {}
        rows = self._base.execute("SELECT path, texts FROM catalogs WHERE lang = ? AND source = ?", (lang, source))
        for path, texts in rows:
            numbers = array("q", texts)
            if keys.keys().isdisjoint(numbers[::2]):
                continue
            for key, target in zip(numbers[::2], numbers[1::2], strict=True):
                if key in keys:
                    counts[keys[key]][target] += 1
                    places[keys[key], target] = path
        loaded = functools.cache(load)
        found: dict[Key, str] = {}
        for key, targets in counts.items():
            best = _most_frequent(targets)
            catalog = None if best is None else loaded(places[key, best])
            for unit in _confirmed(catalog) if catalog else ():
                if unit.key == key and _number(_digest(unit.target)) == best:
                    found[key] = unit.target
        return found

    def doubtful(self, lang: str, load: Load) -> Iterator[tuple[tuple[str, Unit], ...]]:
        """The units of a language that have other translations in other places, or translations that other units have,
        each with the path of its catalog; those of articles in one language together."""
        sources = self._base.execute("SELECT DISTINCT source FROM catalogs WHERE lang = ? ORDER BY source", (lang,))
        for (source,) in sources.fetchall():
            rows = self._base.execute(
                "SELECT path, texts FROM catalogs WHERE lang = ? AND source = ? ORDER BY path", (lang, source)
            ).fetchall()
            yield tuple(_of_doubt([(path, array("q", texts)) for path, texts in rows], load))


def _of_doubt(catalogs: Collection[tuple[str, array[int]]], load: Load) -> Iterator[tuple[str, Unit]]:
    """The units of some catalogs, known by pairs of numbers, whose key or translation stands in two pairs."""
    translations: dict[int, int] = {}
    keys: dict[int, int] = {}
    doubtful: set[int] = set()
    for _, numbers in catalogs:
        for key, target in zip(numbers[::2], numbers[1::2], strict=True):
            if translations.setdefault(key, target) != target:
                doubtful.add(key)
            if keys.setdefault(target, key) != key:
                doubtful.add(target)
    for path, numbers in catalogs:
        catalog = None if doubtful.isdisjoint(numbers) else load(path)
        for unit in _confirmed(catalog) if catalog else ():
            pair = _number(key_digest(unit.source, unit.context)), _number(_digest(unit.target))
            if not doubtful.isdisjoint(pair):
                yield path, unit


def _confirmed(catalog: Catalog) -> Iterator[Unit]:
    for unit in catalog.units:
        if unit.target and unit.plural_source is None and not unit.fuzzy and not unit.obsolete:
            yield unit


def key_digest(text: str, context: str | None) -> bytes:
    """Eight bytes that stand for a key."""
    return _digest(text if context is None else f"{context}\0{text}")


def _digest(text: str) -> bytes:
    """Eight bytes that stand for a text."""
    return hashlib.sha256(text.encode()).digest()[:8]


def _number(digest: bytes) -> int:
    """A digest as a member of an array."""
    return int.from_bytes(digest, sys.byteorder, signed=True)


def _most_frequent(counts: Counter[T]) -> T | None:
    (first, most), *rest = counts.most_common(2)
    return None if rest and rest[0][1] == most else first
