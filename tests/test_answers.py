"""What engines answered is there again, whatever happens to the file."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from l10n_flow.answers import Answers, Question

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
from l10n_flow.answers import Answers, Question
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
