"""What engines answered, kept so that no text is sent, and paid for, twice.

It can be deleted at any time, at that price. Each answer is there as soon as it has come: whoever is killed finds it
again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

__all__ = ["UNDER_WAY", "Answers", "Question"]

UNDER_WAY = "\0"
"""What is kept in the place of an answer while a question is under way."""

_VERSION = 1
_TABLE = "CREATE TABLE answers (question BLOB PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
_MEMORY = ":memory:"
_BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file."""


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

    def __init__(self, path: Path | None, *, keeps: bool = True) -> None:
        """Open a file of answers; only its owner can read it.

        Args:
            path: the file. It is made if there is none, and begun anew if it is damaged or not one of ours; where that
                cannot be done, as when it is a folder, answers are forgotten at the end.
            keeps: without it no file is made or changed: what is there is known, and what comes is forgotten.
        """
        self._lock = threading.Lock()
        self._base = _prepared(_MEMORY) if path is None else _opened(path) if keeps else _known(path)

    def get(self, question: Question) -> str | None:
        """What was answered, None if it was not asked yet, or cannot be read any more."""
        query = "SELECT answer FROM answers WHERE question = ?"
        with self._lock, contextlib.suppress(sqlite3.Error):
            row = self._base.execute(query, (question.digest,)).fetchone()
            return row[0] if row else None
        return None

    def put(self, question: Question, answer: str) -> None:
        """Keep an answer; if it cannot be written, it is only not remembered."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (question.digest, answer))

    def drop(self, question: Question) -> None:
        """Forget an answer that was none."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._base.execute("DELETE FROM answers WHERE question = ?", (question.digest,))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._base.close()


def _opened(path: Path) -> sqlite3.Connection:
    """A file of answers; if it cannot be one, what is known from it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            return _prepared(str(path))
        except sqlite3.OperationalError:  # it is locked
            raise
        except sqlite3.DatabaseError:
            for suffix in ("", *_BESIDE):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            return _opened(path)
    except (sqlite3.OperationalError, OSError):  # or nothing can be written here
        return _known(path)


def _known(path: Path) -> sqlite3.Connection:
    """What a file knows, in memory: even to read a file with its journal is to change it."""
    base = _prepared(_MEMORY)
    with contextlib.suppress(sqlite3.Error, OSError), tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        shutil.copyfile(path, copy)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(f"{path}-wal", f"{copy}-wal")
        with contextlib.closing(_prepared(str(copy))) as there:
            base.executemany("INSERT INTO answers VALUES (?, ?)", there.execute("SELECT * FROM answers"))
    return base


def _prepared(name: str) -> sqlite3.Connection:
    """An open file.

    Raises:
        sqlite3.DatabaseError: it is damaged, or none of ours.
    """
    base = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    try:
        base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        (version,) = base.execute("PRAGMA user_version").fetchone()
        table = base.execute("SELECT sql FROM sqlite_master WHERE name = 'answers'").fetchone()
        if (version, table) == (0, None):
            base.executescript(f"{_TABLE}; PRAGMA user_version = {_VERSION};")
        elif (version, table) != (_VERSION, (_TABLE,)):
            raise sqlite3.DatabaseError
        base.execute("SELECT count(*) FROM answers").fetchone()  # reads it, and so finds damage
    except sqlite3.Error:
        base.close()
        raise
    return base
