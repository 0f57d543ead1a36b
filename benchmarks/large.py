"""What `sync` of an edited article costs when its PO file is large: cpu seconds and memory of the process.

python benchmarks/large.py
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLE = "---\ntitle: Trams\n---\nAdults pay {} somoni.\n\nChildren pay nothing.\n"
TEXT = 'msgid "Children pay nothing."\nmsgstr '
WORDS = "ещё слово "


def lines(count: int) -> Iterator[str]:
    """A translation of so many lines."""
    yield '""\n'
    yield from (f'"{WORDS}\\n"\n' for _ in range(count - 1))
    yield f'"{WORDS}"\n'


def units(count: int) -> Iterator[str]:
    """A translation, and so many units that were."""
    yield '"б"\n'
    yield from (f'\n#~ msgid "{n} {"more " * 80}"\n#~ msgstr "{WORDS * 26}"\n' for n in range(count))


PO_FILES: dict[str, Callable[[], Iterator[str]]] = {
    "a text of one line": lambda: itertools.chain(['"'], itertools.repeat(WORDS, 55_000), ['"\n']),
    "a text of 160,000 lines": lambda: lines(160_000),
    "a text of 640,000 lines": lambda: lines(640_000),
    "5,500 units": lambda: units(5_500),
    "17,000 units": lambda: units(17_000),
    "34,000 units": lambda: units(34_000),
}
"""Name -> the translation of a unit, and what comes after it; in pieces, as no child is told to be smaller than we."""


def flow(folder: Path) -> tuple[int, float, int]:
    """Sync; the exit code, the seconds, and the MB."""
    command = [sys.executable, "-m", "l10n_flow", "-C", str(folder), "sync"]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    return started.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10


def main() -> None:
    """Print a line of a table for each."""
    for name, translation in PO_FILES.items():
        with tempfile.TemporaryDirectory() as top:
            folder = Path(top)
            (folder / "l10n-flow.toml").write_text('languages = ["en", "ru"]\n', "utf-8")
            source, path = folder / "source_articles/trams.md", folder / "locales/ru/trams.po"
            source.parent.mkdir()
            source.write_text(ARTICLE.format("two"), "utf-8")
            flow(folder)
            before = path.read_text("utf-8").removesuffix(f'{TEXT}""\n')
            with path.open("w", encoding="utf-8") as file:
                file.writelines([before, TEXT])
                file.writelines(translation())
            source.write_text(ARTICLE.format("three"), "utf-8")
            size = path.stat().st_size / 1e6
            code, seconds, memory = flow(folder)
            print(f"| {name} | {size:.1f} MB | {'refused' if code else 'done'} | {seconds:.2f} s | {memory} MB |")


if __name__ == "__main__":
    main()
