"""`l10n-flow watch`."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import CONFIG, MARKET, flow, found, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")


class Watching:
    """The program as it watches, and what it says."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "l10n_flow", "watch"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def round(self) -> str:
        """What it says until it waits again."""
        said = ""
        while "watching; Ctrl-C ends it" not in said:
            said += self.lines.get(timeout=60)
        return said


@contextlib.contextmanager
def watching(folder: Path) -> Iterator[Watching]:
    watch = Watching(folder)
    try:
        yield watch
    finally:
        watch.process.kill()
        watch.process.wait()
        assert watch.process.stdout
        watch.process.stdout.close()


def test_it_runs_at_once_and_after_every_save_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    with watching(tmp_path) as watch:
        assert "  ru        3 new" in watch.round()
        write(tmp_path / "source_articles/2025/market.html", MARKET.replace("</p>", "</p><p>Pears too.</p>"))
        assert "  ru        1 new, 3 kept" in watch.round()
        write(tmp_path / "l10n-flow.toml", CONFIG + "typo = 1\n")
        assert "the setting 'typo' is not known" in watch.round()
        write(tmp_path / "l10n-flow.toml", CONFIG + 'segmentation = "block"\n')
        assert "2025/market in ru is held back: 4 units in the way" in watch.round()
        assert watch.lines.empty()  # its own files are no news to it
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(30) == 0


def test_a_template_and_words_that_are_saved_are_on_the_pages(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    write(tmp_path / "templates/extra.html", "")
    write(tmp_path / "texts/ru.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    with watching(tmp_path) as watch:
        watch.round()
        frame = '{% extends "default/base.html" %}{% block masthead %}Ours{% endblock %}'
        write(tmp_path / "templates/base.html", frame)
        assert "public/en/2025/market.html\n" in watch.round()
        assert "Ours" in (tmp_path / "public/en/2025/market.html").read_text("utf-8")
        write(tmp_path / "texts/ru.po", "broken")
        assert "texts/ru.po:1:" in watch.round()


def test_what_is_misspelt_ends_it(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    assert flow(tmp_path, "watch", "2025/markt").exit_code == 2
    assert flow(tmp_path, "watch", "--lang", "kk").exit_code == 2
