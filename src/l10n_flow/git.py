"""A newsroom under git: versions of files are read, catalogs are merged, and git is told who merges them."""

from __future__ import annotations

import hashlib
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from . import catalog, files
from ._po_files import read_stream
from .errors import CatalogError, WorkspaceError
from .merge import merge
from .model import Catalog

if TYPE_CHECKING:
    from .merge import Merged
    from .project import Project

__all__ = ["DRIVER", "Setup", "apply", "merge_files", "plan", "read_version", "texts_at"]

DRIVER = "l10n-flow"
"""The merge driver's name in git's settings and in `.gitattributes`."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What git has yet to be told: the attributes of files, and settings of the repository (name, value)."""

    attributes: files.Change
    settings: tuple[tuple[str, str], ...]


def plan(project: Project) -> Setup:
    """Find out what is missing for git to merge the workspace's catalogs with `l10n-flow merge-po`.

    Raises:
        WorkspaceError: git is not installed, or the workspace is not in a repository of git.
        OutputError: `.gitattributes` cannot be read.
    """
    root = project.root
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise WorkspaceError("this newsroom is in no git repository", path=root, hint="make one with: git init")
    wanted = {f"merge.{DRIVER}.name": "PO files, unit by unit", f"merge.{DRIVER}.driver": _driver()}
    missing = {name: value for name, value in wanted.items() if _setting(root, name) != value}
    now = files.change(root / ".gitattributes", b"")
    line = _attributes(f"{Path(project.config.folders.locales).as_posix()}/**/*.po")
    return Setup(replace(now, after=_with_line(now.before or b"", line)), tuple(missing.items()))


def apply(project: Project, setup: Setup) -> None:
    """Tell git.

    Raises:
        OutputError: `.gitattributes` cannot be written.
        WorkspaceError: git does not take the settings.
    """
    files.write(setup.attributes)
    for name, value in setup.settings:
        done = _git(project.root, "config", "--local", name, value)
        if done.returncode:
            raise WorkspaceError(f"git does not take the setting {name}: {done.stderr.strip()}", path=project.root)


def read_version(path: Path, shown: str = "", *, foreign: bool = False) -> Catalog:
    """Read a catalog that git hands over: an empty file (or /dev/null) stands for none.

    Args:
        path: the file, a temporary one as a rule.
        shown: its name in messages, if not the path.
        foreign: as for `catalog.load`.

    Raises:
        CatalogError: it cannot be read, or not without loss.
    """
    data = _bytes(path, shown)
    return catalog.load(data, shown or str(path), foreign=foreign) if data else Catalog()


def texts_at(root: Path, revision: str, folder: str) -> dict[str, str]:
    """The files that were directly in a folder of a workspace at a revision: path from the workspace's root -> text.

    Args:
        root: of the workspace.
        revision: a commit, branch or tag, or what else git takes for one (`HEAD~3`).
        folder: from the root, with slashes.

    Raises:
        WorkspaceError: git is not installed, the workspace is in no repository, or there is no such revision.
    """
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise WorkspaceError("this newsroom is in no git repository", path=root, hint="make one with: git init")
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").stdout.strip()
    if not commit:
        raise WorkspaceError(f"git knows no revision {revision!r}", path=root, hint="git log shows them")
    listed = _git(root, "ls-tree", "-z", "--name-only", commit, "--", f"./{folder}/").stdout
    names = [name for name in listed.split("\0") if name]
    found = {name: _git(root, "cat-file", "blob", f"{commit}:./{name}") for name in names}
    return {name: blob.stdout for name, blob in found.items() if blob.returncode == 0}  # others are folders


def merge_files(  # noqa: PLR0913  three versions, and what becomes of them
    base: Path,
    ours: Path,
    theirs: Path,
    *,
    output: Path,
    name: str = "",
    project: Project | None = None,
    dry_run: bool = False,
) -> tuple[Merged, files.Change]:
    """Merge three versions of a catalog.

    Args:
        base: what both sides started from; empty if both added the file.
        ours: one side.
        theirs: the other.
        output: where the result goes, as a rule `ours`.
        name: what messages call the catalog, if the files are temporary ones.
        project: the workspace whose catalog `output` is: it keeps the former version.
        dry_run: find out what would be written, and write nothing.

    Returns:
        The result, and what it changes.

    Raises:
        CatalogError: a side cannot be read without loss; nothing is written.
        OutputError: the result cannot be written.
    """
    shown = {side: f"{name} ({side})" if name else "" for side in ("base", "ours", "theirs")}
    versions = (
        read_version(base, shown["base"]),
        catalog.load(_bytes(ours, shown["ours"]), shown["ours"] or str(ours)),
        catalog.load(_bytes(theirs, shown["theirs"]), shown["theirs"] or str(theirs)),
    )
    merged = merge(*versions)
    change = files.change(output, catalog.dump(merged.catalog))
    if change.is_change and not dry_run:
        digest = "" if change.before is None else hashlib.sha256(change.before).hexdigest()
        with (
            tempfile.TemporaryDirectory() as folder
        ):  # git's own files are ours alone, and must find no lock beside them
            lock = project.inside(project.derived / "catalogs.lock") if project else Path(folder, "lock")
            keep = project.backups(output) if project else None
            catalog.write(output, replace(merged.catalog, digest=digest), lock=lock, keep=keep)
    return merged, change


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return read_stream(path)
    except CatalogError as error:
        raise CatalogError(error.message, path=shown or path, hint=error.hint) from error


def _driver() -> str:
    """This very program, whatever is on the path when git merges. %P is quoted by git."""
    python = shlex.quote(Path(sys.executable).as_posix()).replace("%", "%%")
    return f"{python} -m l10n_flow merge-po --name=%P %O %A %B"


def _attributes(pattern: str) -> str:
    quoted = '"' + pattern.replace("\\", r"\\").replace('"', r"\"") + '"' if set(pattern) & set(' \t"') else pattern
    return f"{quoted} merge={DRIVER}"


def _with_line(data: bytes, line: str) -> bytes:
    """A text that has the line, in the text's own line ends."""
    if line.encode() in data.split(b"\n") or f"{line}\r".encode() in data.split(b"\n"):
        return data
    end = b"\r\n" if b"\r\n" in data else b"\n"
    gap = end if data and not data.endswith(b"\n") else b""
    return data + gap + line.encode() + end


def _setting(root: Path, name: str) -> str:
    return _git(root, "config", "--local", "--get", name).stdout.rstrip("\n")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603  fixed arguments, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607  the git that the user works with
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise WorkspaceError("git cannot be run", path=folder, hint="install git") from error
