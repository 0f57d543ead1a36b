"""A small newsroom in a temporary folder, and the people who work in it."""

from __future__ import annotations

import os
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from l10n_flow import plugins, workflow
from l10n_flow import project as projects
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from l10n_flow.errors import FlowError
    from l10n_flow.model import Unit
    from l10n_flow.project import Project

NOW = "2025-05-12 14:30+0500"
CONFIG = 'languages = ["en", "ru", "uz", "uz-Cyrl", "tg"]\n'
OFF = (f'{one} = "off"' for one in plugins.check_ids() if one not in ("terms", "waivers"))
LAX = f"checks = {{ {', '.join(OFF)} }}\n"
"""For those whose translators write no language that anybody speaks."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'
ARTICLE = """\
---
title: The tram is back
deck: After ten years it runs again.
date: 2025-05-12
---
Line 7 opened on *Monday*. It has [twelve stops](https://example.org/stops).

## What it costs

- Adults pay two somoni.
- Children pay nothing.
"""


def newsroom(root: Path, articles: Mapping[str, str | bytes] | None = None, config: str = CONFIG) -> Project:
    """A workspace with articles (file name -> text); by default one, `tram`."""
    (root / "source_articles").mkdir(parents=True)
    (root / "l10n-flow.toml").write_text(config if "checks" in config else f"{LAX}{config}", "utf-8")
    for name, text in ({"tram.md": ARTICLE} if articles is None else articles).items():
        write(root, name, text)
    return projects.find(root)


def png(shade: int = 0) -> bytes:
    """A picture of one pixel."""

    def chunk(name: bytes, said: bytes) -> bytes:
        return len(said).to_bytes(4, "big") + name + said + zlib.crc32(name + said).to_bytes(4, "big")

    head, pixel = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0", zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def write(root: Path, name: str, text: str | bytes) -> Path:
    """Save an article, as a reporter does."""
    path = root / "source_articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def sync(project: Project, *langs: str, dry_run: bool = False) -> list[workflow.Synced]:
    """`l10n-flow sync`."""
    chosen = workflow.select(project).files
    return list(workflow.sync(project, chosen, workflow.languages(project, langs), NOW, dry_run=dry_run))


def export(project: Project, *langs: str, allow_incomplete: bool = False) -> dict[tuple[str, str], workflow.Exported]:
    """`l10n-flow export`: (article, language) -> what became of it."""
    chosen = workflow.select(project).files
    wanted = workflow.languages(project, langs)
    done = workflow.export(project, chosen, wanted, NOW, allow_incomplete=allow_incomplete)
    return {(one.article, one.lang): one for one in done}


def status(project: Project, *langs: str) -> dict[tuple[str, str], workflow.Row]:
    """`l10n-flow status`: (article, language) -> how far it is."""
    rows = workflow.status(project, workflow.select(project).files, workflow.languages(project, langs))
    return {(row.article, row.lang): row for row in rows}


def translate(project: Project, lang: str, article: str = "tram", say: Callable[[str], str] | None = None) -> None:
    """Translate all that is open in a catalog, as a person with a PO editor does: `say` source -> translation."""
    words = say or (lambda text: f"{lang} {text}")

    def done(unit: Unit) -> Unit:
        if unit.obsolete or (unit.target and not unit.fuzzy):
            return unit
        return catalogs.changed(
            unit, target=words(unit.source), fuzzy=False, previous_source=None, previous_context=None
        )

    _save(project, lang, article, done)


def confirm(project: Project, lang: str, article: str = "tram") -> None:
    """Accept all translations that wait for a look, as they are."""

    def done(unit: Unit) -> Unit:
        return catalogs.changed(unit, fuzzy=False, previous_source=None, previous_context=None) if unit.fuzzy else unit

    _save(project, lang, article, done)


def _save(project: Project, lang: str, article: str, change: Callable[[Unit], Unit]) -> None:
    path = project.catalog(lang, article)
    catalog = catalogs.read(path)
    catalog = replace(catalog, units=tuple(map(change, catalog.units)))
    catalogs.write(path, catalog, lock=project.derived / "catalogs.lock")


def units(project: Project, lang: str, article: str = "tram") -> dict[str, Unit]:
    """The units of a catalog that are not obsolete, by their source text."""
    return {unit.source: unit for unit in catalogs.read(project.catalog(lang, article)).units if not unit.obsolete}


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a workspace that people or readers see, with its bytes: temporary files among them."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".l10n-flow" not in path.parts
    }


def only(errors: tuple[FlowError, ...] | list[FlowError]) -> FlowError:
    """The one error that there is."""
    (error,) = errors
    return error


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder of a user who is not root, and inside the block we are that user: `chmod` means something to him."""
    user = 65534 if os.geteuid() == 0 else os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        # What is imported on first use must be there: that user may not be let into our home.
        project = newsroom(Path(folder, "first"))
        sync(project)
        export(project, allow_incomplete=True)
        home = Path(folder, "home")
        home.mkdir()
        os.chown(home, user, -1)
        Path(folder).chmod(0o755)
        os.seteuid(user)
        try:
            yield home
        finally:
            os.seteuid(os.getuid())
