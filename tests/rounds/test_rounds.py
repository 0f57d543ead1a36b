"""Rounds: what they leave behind."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import pytest

from ..newsroom import ARTICLE, LAX, export, newsroom, sync, translate, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_no_file_stays_open_but_the_records(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"tram.md": ARTICLE}, LAX + 'languages = ["en", "ru"]\n')
    sync(project)
    translate(project, "ru")

    def after(text: str) -> int:
        write(tmp_path, "tram.md", text)
        sync(project)
        export(project)
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208  what is open while it is read counts, too

    opened = after(ARTICLE)
    gc.disable()  # nobody is to wait for that
    try:
        assert [after(f"{ARTICLE}\nLine {number}.\n") for number in range(3)] == [opened] * 3
    finally:
        gc.enable()
