"""Small newsrooms with real files, and the program run on them."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner, Result

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.cli.program import program
from l10n_flow.values import replace
from tests.newsroom import LAX

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = 'languages = ["en", "ru", "uz", "uz-Cyrl", "tg"]\nsource_language = "en"\n' + LAX

BRIDGE = """<html lang="en"><head><title>The bridge</title><meta name="l10n:date" content="2025-05-12"></head><body>
<article><h1>The bridge</h1><p>The <em>bridge</em> over the river is open.</p>
<!-- l10n: note The mayor is a woman -->
<p>The mayor <a href="https://example.org/">spoke</a> at noon.</p>
<p>Nobody was late, and everybody who had come on foot went home across the water in the evening.</p></article>
</body></html>
"""

MARKET = """<html lang="en"><head><title>The market</title></head><body>
<article><h1>The market</h1><p>Apples are cheap.</p></article></body></html>
"""


def found(folder: Path, **articles: str) -> Path:
    """A newsroom with HTML articles (`2025/<name>`); without any, with two."""
    write(folder / "l10n-flow.toml", CONFIG)
    for name, text in (articles or {"bridge": BRIDGE, "market": MARKET}).items():
        write(folder / f"source_articles/2025/{name}.html", text)
    return folder


def write(path: Path, text: str) -> None:
    """A file, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def flow(folder: Path, *arguments: str, **environment: str) -> Result:
    """Run the program in a folder, within this process."""
    return CliRunner(env=environment).invoke(program, ["-C", str(folder), *arguments], prog_name="l10n-flow")


def flow_json(folder: Path, *arguments: str) -> Any:
    """What a command says to programs."""
    return json.loads(flow(folder, *arguments, "--json").stdout)


def process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "l10n_flow", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def terminal(folder: Path, *command: str, **environment: str) -> str:
    """What Python's command says to a terminal: stdout and stderr together."""
    import pty

    ours, its = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, *command], cwd=folder, stdout=its, stderr=its, env={**plain, "TERM": "xterm", **environment}
    ) as started:
        os.close(its)
        said = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so that the other end is closed
                break
            if not piece:
                break
            said += piece
        started.wait(60)
    os.close(ours)
    return said.decode()


def translate(folder: Path, lang: str, name: str = "bridge") -> None:
    """Translate all units of an article that are not done: each by its own text."""
    path = folder / f"locales/{lang}/2025/{name}.po"
    catalog = catalogs.read(path)
    done = {"fuzzy": False, "previous_source": None}
    units = tuple(
        unit
        if unit.obsolete or (unit.target and not unit.fuzzy)
        else catalogs.changed(unit, target=unit.source, **done)
        for unit in catalog.units
    )
    catalogs.write(path, replace(catalog, units=units))


_TIMES = re.compile(rb"\d{4}-\d\d-\d\d(?: \d\d:\d\d[+-]\d{4}|T\d\d:\d\d(?::\d\d)?Z)")


def contents(folder: Path) -> dict[str, bytes]:
    """All files but hidden ones; points in time are made equal."""
    return {
        path.relative_to(folder).as_posix(): _TIMES.sub(b"NOW", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
