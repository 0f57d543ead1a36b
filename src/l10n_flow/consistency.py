"""What the newsroom's articles say with other words each, and other things that they say with the same.

The memory's index knows which catalogs have such texts, so only those are read.
"""

from __future__ import annotations

import contextlib
import functools
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from . import desk, waivers
from .checks import consistency
from .errors import FlowError
from .inspection import severity_of
from .languages import registry
from .memory import Index
from .results import Inspected
from .values import replace
from .waivers import Waiver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .model import Finding, Unit
    from .project import Project, SourceFile

__all__ = ["inspect"]

_CHECK = "consistency"


def inspect(project: Project, files: Collection[SourceFile], langs: Collection[str]) -> Iterator[Inspected]:
    """What is to be said of articles beside all the others; of those that there is something to say of.

    What cannot be read is passed over: others tell of it.
    """
    found: defaultdict[SourceFile, list[Finding]] = defaultdict(list)
    with (
        contextlib.suppress(sqlite3.Error, OSError, FlowError),
        Index(project.inside(project.derived / "memory.sqlite")) as index,
    ):
        load = functools.partial(desk.try_load, project)
        for lang in (one for one in langs if not registry.get(one).base):
            index.update(lang, desk.po_files(project, lang), load)
            for doubtful in index.doubtful(lang, load):
                for file, finding in _in(project, files, lang, doubtful):
                    found[file].append(finding)
    yield from (Inspected(file.id, tuple(found[file])) for file in found)


def _in(
    project: Project, files: Collection[SourceFile], lang: str, doubtful: Collection[tuple[str, Unit]]
) -> Iterator[tuple[SourceFile, Finding]]:
    """The findings in a language, in catalogs of articles in one language."""
    alike: defaultdict[str, list[tuple[str, Unit]]] = defaultdict(list)
    for path, unit in doubtful:
        for text in {unit.source, unit.target}:
            alike[text].append((path, unit))
    places = {str(project.catalog(lang, file.id)): file for file in files}
    for path, unit in doubtful:
        if file := places.get(path):
            others = [one for text in (unit.source, unit.target) for one in alike[text] if one[0] != path]
            for finding in consistency.compared(unit, [(project.shown(Path(other)), one) for other, one in others]):
                said = _said(project, file, unit, finding)
                if said:
                    yield file, replace(said, article=file.id, lang=lang, path=project.shown(Path(path)))


def _said(project: Project, file: SourceFile, unit: Unit, finding: Finding) -> Finding | None:
    """The finding with its severity, None if nobody wants to know of it."""
    severity = severity_of(_CHECK, finding, project.config.checks)
    known = replace(
        finding,
        check=_CHECK,
        severity=severity,
        line=unit.line or None,
        context=unit.context,
        source=unit.source,
        target=unit.target,
    )
    given = [*waivers.in_comment(unit.comment), *waivers.of_article(_waivers_of(project, file))]
    is_waived = any(isinstance(one, Waiver) and one.covers(known) for one in given)
    return None if severity is None or is_waived else known


@functools.lru_cache(maxsize=64)
def _waivers_of(project: Project, file: SourceFile) -> tuple[str, ...]:
    with contextlib.suppress(FlowError):
        return desk.read(project, file).meta.waivers
    return ()
