"""What checks find beside all the newsroom's articles: what these say with other words each, other things that they say
with the same, and translations that are shorter or longer than all others.

The memory's index knows which catalogs have such texts, so only those are read.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING

from .. import waivers
from ..checks import consistency, length
from ..desk import desk
from ..desk.results import Inspected
from ..errors import FlowError
from ..languages import registry
from ..syncing.memory import Index
from ..values import replace
from ..waivers import Waiver
from .inspection import severity_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from ..model import Finding, Unit
    from ..project import Project, SourceFile
    from ..text.lengths import Usual

__all__ = ["inspect"]


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
            index.update(lang, desk.po_files(project, lang), load, project.root)
            places = {project.catalog_shown(lang, file.id): file for file in files}
            worded = _worded(index.doubtful(lang, load), places)
            for check, path, unit, finding in itertools.chain(worded, _long(index.uncommon(lang, load), places)):
                if said := _said(project, places[path], unit, finding, check):
                    found[places[path]].append(replace(said, article=places[path].id, lang=lang, path=path))
    yield from (Inspected(file.id, tuple(found[file])) for file in found)


def _worded(
    doubtful: Iterable[Collection[tuple[str, Unit]]], places: Container[str]
) -> Iterator[tuple[str, str, Unit, Finding]]:
    """What is said of words in catalogs: the check, the catalog, the unit, the finding."""
    for together in doubtful:
        alike: defaultdict[str, list[tuple[str, Unit]]] = defaultdict(list)
        for path, unit in together:
            for text in {unit.source, unit.target}:
                alike[text].append((path, unit))
        for path, unit in together:
            if path in places:
                others = [one for text in (unit.source, unit.target) for one in alike[text] if one[0] != path]
                for finding in consistency.compared(unit, others):
                    yield "consistency", path, unit, finding


def _long(
    uncommon: Iterable[tuple[str, Unit, Usual]], places: Container[str]
) -> Iterator[tuple[str, str, Unit, Finding]]:
    """What is said of lengths, in the same way."""
    for path, unit, usual in uncommon:
        if path in places:
            yield from (("length", path, unit, finding) for finding in length.compared(unit, usual))


def _said(project: Project, file: SourceFile, unit: Unit, finding: Finding, check: str) -> Finding | None:
    """The finding with its severity, None if nobody wants to know of it."""
    severity = severity_of(check, finding, project.config.checks)
    known = replace(
        finding,
        check=check,
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
