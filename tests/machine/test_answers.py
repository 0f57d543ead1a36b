"""What engines answered is there again, whatever happens to the file."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from l10n_flow.machine.answers import Answers, Question

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Question("libre", "http://127.0.0.1:5000/", "", "en", "tg", "Line 7 opened on Monday.")


def test_an_answer_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "answers.sqlite"
    answers = Answers(path)
    assert answers.get(FIRST) is None
    answers.put(FIRST, "Хати 7 рӯзи душанбе кушода шуд.")
    answers.close()
    again = Answers(path)
    assert again.get(FIRST) == "Хати 7 рӯзи душанбе кушода шуд."
    again.close()


@pytest.mark.parametrize("other", ["engine", "url", "model", "source", "target", "text"])
def test_another_question_has_another_answer(tmp_path: Path, other: str) -> None:
    answers = Answers(tmp_path / "answers.sqlite")
    answers.put(FIRST, "one")
    assert answers.get(FIRST._replace(**{other: "else"})) is None
    answers.close()


def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    answers = Answers(path)
    answers.put(FIRST, "one")
    assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {0o600}
    answers.close()


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + bytes(range(256)) * 8])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(damage)
    answers = Answers(path)
    answers.put(FIRST, "one")
    assert answers.get(FIRST) == "one"
    answers.close()


@pytest.mark.parametrize(
    "other",
    [
        "CREATE TABLE answers (question BLOB PRIMARY KEY, text TEXT)",
        "CREATE TABLE answers (question BLOB, answer TEXT)",
        "CREATE VIEW answers AS SELECT 1 AS question, 'stale' AS answer",
        "CREATE TABLE visits (place TEXT)",
    ],
)
@pytest.mark.parametrize("version", [0, 1, 7])
def test_one_of_another_make_is_begun_anew(tmp_path: Path, other: str, version: int) -> None:
    path = tmp_path / "answers.sqlite"
    base = sqlite3.connect(path)
    base.executescript(f"{other}; PRAGMA user_version = {version};")
    base.close()
    for said in (None, "one"):
        answers = Answers(path)
        assert answers.get(FIRST) == said
        answers.put(FIRST, "one")
        answers.close()


def test_where_a_folder_is_they_are_known_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.mkdir()
    for keeps in (True, False):
        answers = Answers(path, keeps=keeps)
        assert answers.get(FIRST) is None
        answers.put(FIRST, "one")
        assert answers.get(FIRST) == "one"
        answers.close()
    assert list(tmp_path.rglob("*")) == [path]


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files of a folder: what each holds, and when it was written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.mark.parametrize("was", ["missing", "closed", "open", "killed", "damaged", "other"])
def test_a_look_at_them_changes_no_file(tmp_path: Path, was: str) -> None:
    path = tmp_path / "derived" / "answers.sqlite"
    writer = None
    if was in ("closed", "open"):
        writer = Answers(path)
        writer.put(FIRST, "one")
    if was == "closed" and writer:
        writer.close()
    elif was == "killed":
        subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    elif was in ("damaged", "other"):
        path.parent.mkdir()
        path.write_bytes(b"no database")
        if was == "other":
            path.unlink()
            with contextlib.closing(sqlite3.connect(path)) as base:
                base.executescript("CREATE TABLE answers (one TEXT); PRAGMA user_version = 1;")
    before = contents(tmp_path)
    answers = Answers(path, keeps=False)
    assert answers.get(FIRST) == ("one" if was in ("closed", "open") else None)
    assert answers.get(Question("libre", "", "", "en", "tg", "19")) == ("answer 19" if was == "killed" else None)
    answers.put(FIRST, "two")
    assert answers.get(FIRST) == "two"
    answers.close()
    assert contents(tmp_path) == before
    assert path.parent.exists() == (was != "missing")
    if writer and was == "open":
        writer.close()


def test_where_nothing_can_be_written_they_are_known_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answers = Answers(tmp_path / "file" / "answers.sqlite")
    answers.put(FIRST, "one")
    assert answers.get(FIRST) == "one"
    answers.close()


def test_many_threads_may_use_them(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "answers.sqlite")
    questions = [FIRST._replace(text=str(number)) for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: answers.put(one, one.text), questions))
        assert list(pool.map(answers.get, questions)) == [one.text for one in questions]
    answers.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from l10n_flow.machine.answers import Answers, Question
answers = Answers(Path(sys.argv[1]))
for number in range(20):
    answers.put(Question("libre", "", "", "en", "tg", str(number)), f"answer {number}")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_who_is_killed_finds_every_answer_again(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    answers = Answers(path)
    found = [answers.get(Question("libre", "", "", "en", "tg", str(number))) for number in range(20)]
    assert found == [f"answer {number}" for number in range(20)]
    answers.close()
