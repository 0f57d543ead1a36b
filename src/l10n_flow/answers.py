"""What engines answered, kept so that no text is sent, and paid for, twice.

It can be deleted at any time, at that price. Each answer is there as soon as it has come: whoever is killed finds it
again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Answers", "Question"]

_VERSION = 1
_SCHEMA = f"""
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS answers (question BLOB PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""


class Question(NamedTuple):
    """What an engine is asked: which one, where and with which model; the languages as it calls them; and the text."""

    engine: str
    url: str
    model: str
    source: str
    target: str
    text: str

    @property
    def digest(self) -> bytes:
        """The SHA-256 that it is kept under."""
        return hashlib.sha256("\0".join(self).encode()).digest()


class Answers:
    """Answers by question; may be used by many threads. Without a place for them they are forgotten at the end."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or make one; a damaged one is begun anew. Only its owner can read it."""
        self._lock = threading.Lock()
        self._base = _opened(path)

    def get(self, question: Question) -> str | None:
        """What was answered, None if it was not asked yet."""
        with self._lock:
            query = "SELECT answer FROM answers WHERE question = ?"
            row = self._base.execute(query, (question.digest,)).fetchone()
        return row[0] if row else None

    def put(self, question: Question, answer: str) -> None:
        """Keep an answer; if it cannot be written, it is only not remembered."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (question.digest, answer))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _prepared(":memory:")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        return _prepared(str(path))
    except (sqlite3.OperationalError, OSError):  # it is locked, or nothing can be written here
        return _prepared(":memory:")
    except sqlite3.DatabaseError:  # it is damaged
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return _opened(path)


def _prepared(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    if base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
        base.execute("DROP TABLE IF EXISTS answers")
    base.executescript(_SCHEMA)
    base.execute("SELECT count(*) FROM answers").fetchone()  # reads it, and so finds damage
    return base
