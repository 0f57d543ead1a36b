"""A newsroom with a small glossary."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.cli.newsroom import found, write

if TYPE_CHECKING:
    from pathlib import Path

LAW = """\
[[concept]]
id = "bridge"
kind = "term"
pos = "noun"
definition = "What one crosses a river on."
note = "Not a pontoon."
en = "bridge"
ru = { preferred = "мост", forbidden = ["понтон"] }
uz = "koʻprik"
tg = "кӯпрук"

[[concept]]
id = "meduza"
kind = "organisation"
translate = false
case = "checked"
en = "Meduza"
"""


def glossary(folder: Path, law: str = LAW) -> Path:
    """Two articles, and a glossary of two concepts."""
    write(found(folder) / "glossary/law.toml", law)
    return folder


def at_terminal(folder: Path, typed: str, *arguments: str) -> str:
    """The program's stdout where its questions are answered at a terminal."""
    import pty

    ours, its = pty.openpty()
    os.write(ours, typed.encode())
    done = subprocess.run(
        [sys.executable, "-m", "l10n_flow", *arguments],
        cwd=folder,
        stdin=its,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    os.close(ours)
    os.close(its)
    return done.stderr + done.stdout
