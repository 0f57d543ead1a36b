"""Former versions of catalogs: which there are, and how one is put back.

They are kept in `.l10n-flow/backups/` by everything that writes catalogs, and are a convenience: git has the history.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..catalogs import catalog as catalogs
from ..catalogs.history import KEPT, Version, save, versions
from ..catalogs.po_files import read_bytes, read_file, replace_many
from ..disk import files
from ..errors import CatalogError, FlowError, WorkspaceError
from ..merging.diff import compare
from ..model import State
from ..project import article_id
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..model import Catalog
    from ..project import Project

__all__ = ["KEPT", "Former", "History", "histories", "put_back"]


class Former(Value, frozen=True):
    """A former version of a catalog: how many of its units are translated, how many differ from the catalog as it is.

    `different` is None if the catalog cannot be read now, or is gone.
    """

    version: Version
    units: int
    translated: int
    different: int | None


class History(Value, frozen=True):
    """A catalog and its former versions, the latest first."""

    path: Path
    versions: tuple[Former, ...]


def histories(project: Project, name: str, langs: Collection[str], here: Path) -> list[History]:
    """The catalogs that a name means, and that have former versions.

    Args:
        project: the workspace.
        name: a PO file, which may be gone, as a path from where the user stands; or an article, by id or by path.
        langs: the languages, if it is an article.
        here: where the user stands.

    Raises:
        WorkspaceError: nothing is kept of it.
        ArticleIdError: it is no name of an article.
    """
    found = []
    for path in _catalogs(project, name, langs, here):
        folder = project.backups(path)
        save(folder, path)
        found.append(History(path, tuple(filter(None, (_former(one, _current(path)) for one in versions(folder))))))
    found = [history for history in found if history.versions]
    if not found:
        hint = f"the last {KEPT} versions of a PO file are kept from the first sync that changes it; git may have older"
        raise WorkspaceError(f"no former version of {name!r} is kept", hint=hint)
    return found


def put_back(project: Project, found: Sequence[History], number: int, *, dry_run: bool = False) -> files.Change:
    """Make a former version the present one; the present one is kept as a version first.

    Args:
        project: the workspace.
        found: the catalogs that are meant; more than one is an error.
        number: of the version.
        dry_run: find out what would change, and change nothing.

    Raises:
        WorkspaceError: there is no such version, or one of several catalogs.
        CatalogError: the version is damaged, or somebody saves the catalog at the same moment.
        OutputError: the catalog cannot be written.
    """
    if len(found) > 1:
        names = ", ".join(project.shown(history.path) for history in found)
        raise WorkspaceError(f"this means several PO files: {names}", hint="name one of them, or its --lang")
    (history,) = found
    version = next((former.version for former in history.versions if former.version.number == number), None)
    if version is None:
        known = ", ".join(str(former.version.number) for former in history.versions)
        raise WorkspaceError(
            f"there is no version {number}", path=project.shown(history.path), hint=f"there are {known}"
        )
    data = read_bytes(version.path)
    catalogs.load(data, project.shown(version.path))
    change = files.change(history.path, data)
    if change.is_change and not dry_run:
        digest = "" if change.before is None else hashlib.sha256(change.before).hexdigest()
        lock = project.inside(project.derived / "catalogs.lock")
        keep = {history.path: project.backups(history.path)}
        for error in replace_many({history.path: (digest, data)}, lock, keep).values():
            raise project.placed(error)
    return change


def _catalogs(project: Project, name: str, langs: Collection[str], here: Path) -> list[Path]:
    path = Path(os.path.normpath(here / name))
    locales = project.root / project.config.folders.locales
    if path.suffix == ".po" and path.is_relative_to(locales):
        return [project.inside(path)]
    article = path.relative_to(project.sources) if path.is_relative_to(project.sources) else PurePosixPath(f"{name}.md")
    return [project.catalog(lang, article_id(Path(article))) for lang in langs]


def _current(path: Path) -> Catalog | None:
    try:
        data = read_file(path)
        return None if data is None else catalogs.load(data, str(path))
    except CatalogError:
        return None


def _former(version: Version, current: Catalog | None) -> Former | None:
    try:
        catalog = catalogs.read(version.path)
    except FlowError:
        return None
    units = [unit for unit in catalog.units if not unit.obsolete]
    translated = sum(1 for unit in units if unit.state is State.TRANSLATED)
    different = len(compare(catalog, current).units) if current else None
    return Former(version, len(units), translated, different)
