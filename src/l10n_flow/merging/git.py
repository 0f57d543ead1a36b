"""A newsroom under git: versions of files are read, catalogs are merged, and git is told who merges them."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ..catalogs import catalog
from ..catalogs.po_files import read_stream
from ..disk import files
from ..errors import CatalogError, FlowError, LanguageError, WorkspaceError
from ..model import Catalog
from ..values import Value, replace
from . import _git_driver
from ._sides import both_whole, refuse_strange_base, refuse_strange_sides
from .merge import merge

if TYPE_CHECKING:
    from ..project import Project
    from .merge import Merged

__all__ = ["DRIVER", "MergedFiles", "Setup", "apply", "driver_fault", "merge_files", "plan", "read_version", "texts_at"]

DRIVER = "l10n-flow"
"""The merge driver's name in git's settings and in `.gitattributes`."""

_MEND = (
    "both versions stand in the file, whole, between conflict marks: take the merge back (git merge --abort), "
    "mend the file in the branch where it is wrong, commit that, and merge again"
)


class Setup(Value, frozen=True):
    """What git has yet to be told: the attributes of files, and settings of the repository (name, value)."""

    attributes: files.Change
    settings: tuple[tuple[str, str], ...]


class MergedFiles(Value, frozen=True):
    """What became of three files: the result, what it changes, and why it was made without a base, if it was."""

    merged: Merged
    change: files.Change
    without_base: FlowError | None = None


def plan(project: Project) -> Setup:
    """Find out what is missing for git to merge the workspace's catalogs with `l10n-flow merge-po`.

    Raises:
        WorkspaceError: git is not installed, or the workspace is not in a repository of git.
        OutputError: `.gitattributes` cannot be read.
    """
    root = project.root
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise WorkspaceError("this newsroom is in no git repository", path=root, hint="make one with: git init")
    wanted = {f"merge.{DRIVER}.name": "PO files, unit by unit", f"merge.{DRIVER}.driver": _git_driver.command()}
    missing = {name: value for name, value in wanted.items() if _setting(root, name) != value}
    now = files.change(root / ".gitattributes", b"")
    folders = project.config.folders
    catalogs = _pattern(f"{Path(folders.locales).as_posix()}/**/*.po")
    after = _with_line(now.before or b"", f"{catalogs} merge={DRIVER}")
    after = _with_line(after, union(Path(folders.records).as_posix()))
    return Setup(replace(now, after=after), tuple(missing.items()))


def union(folder: str) -> str:
    """The line of `.gitattributes` for the records of what was published: of two versions git keeps all lines."""
    return f"{_pattern(f'{folder}/**/*.jsonl')} merge=union"


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


def driver_fault(project: Project) -> tuple[bool, str] | None:
    """Why git cannot merge the workspace's catalogs as `.gitattributes` tells it to.

    Returns:
        None if it can, or is not told to, or there is no git. Else whether a merge loses the other side's work, and
        what is wrong: without the driver git merges by line; with one of an older version that does not run it goes on
        with one side.
    """
    root = project.root
    try:
        asked = _git(root, "check-attr", "-z", "merge", "--", f"{project.config.folders.locales}/xx/x.po")
    except WorkspaceError:
        return None
    if asked.returncode or asked.stdout.split("\0")[2:3] != [DRIVER]:
        return None
    command = _git(root, "config", "--get", f"merge.{DRIVER}.driver").stdout.strip()
    if not command:
        return False, "git has no such merge driver in this copy of the repository, and merges PO files line by line"
    return _git_driver.fault(root, command)


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
) -> MergedFiles:
    """Merge three versions of a catalog.

    Args:
        base: what both sides started from; empty if both added the file.
        ours: one side.
        theirs: the other.
        output: where the result goes, as a rule `ours`.
        name: what messages call the catalog, if git merges and the files are its temporary ones. Git goes on with
            whatever `output` is: if a side is damaged, both go there, between conflict marks; if the base is, both
            sides are merged without it.
        project: the workspace whose catalog `output` is: it keeps the former version.
        dry_run: find out what would be written, and write nothing.

    Raises:
        CatalogError: a side cannot be read without loss, or is of another article; without a name, nothing is written.
        LanguageError: they are in different languages; the same.
        OutputError: the result cannot be written.
    """
    called = [f"{name} ({side})" if name else "" for side in ("base", "ours", "theirs")]
    names = (called[0] or str(base), called[1] or str(ours), called[2] or str(theirs))
    before = Catalog()
    without_base: FlowError | None = None
    try:
        before = read_version(base, called[0])
    except CatalogError as error:
        without_base = error
    try:
        our, their = (catalog.load(_bytes(path, names[i]), names[i]) for i, path in ((1, ours), (2, theirs)))
        refuse_strange_sides(before, our, their, names)
    except (CatalogError, LanguageError) as error:
        if not name:
            raise
        raise _both_kept(ours, theirs, output, error, dry_run=dry_run) from error
    try:
        refuse_strange_base(before, our, (names[0], names[1]))
        refuse_strange_base(before, their, (names[0], names[2]))
    except (CatalogError, LanguageError) as error:
        before, without_base = Catalog(), error
    if without_base and not name:
        raise without_base
    merged = merge(before, our, their)
    change = files.change(output, catalog.dump(merged.catalog))
    if change.is_change and not dry_run:
        _write(merged.catalog, change, project)
    return MergedFiles(merged, change, without_base)


def _write(merged: Catalog, change: files.Change, project: Project | None) -> None:
    digest = "" if change.before is None else hashlib.sha256(change.before).hexdigest()
    # Git's own files are ours alone, and must find no lock beside them.
    with tempfile.TemporaryDirectory() as folder:
        lock = project.inside(project.derived / "catalogs.lock") if project else Path(folder, "lock")
        keep = project.backups(change.path) if project else None
        catalog.write(change.path, replace(merged, digest=digest), data=change.after, lock=lock, keep=keep)


def _both_kept(ours: Path, theirs: Path, output: Path, error: FlowError, *, dry_run: bool) -> FlowError:
    """Put both sides into the file, so that a commit of it loses none. Returns the error that says so."""
    if dry_run or not (ours.is_file() and theirs.is_file()):
        return error
    files.write(files.change(output, both_whole(ours.read_bytes(), theirs.read_bytes())))
    hint = "\n  ".join(filter(None, [error.hint, _MEND]))
    return type(error)(error.message, path=error.path, line=error.line, hint=hint)


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return read_stream(path)
    except CatalogError as error:
        raise CatalogError(error.message, path=shown or path, hint=error.hint) from error


def _pattern(name: str) -> str:
    """A name as `.gitattributes` has it."""
    return '"' + name.replace("\\", r"\\").replace('"', r"\"") + '"' if set(name) & set(' \t"') else name


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
