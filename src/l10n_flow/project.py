"""The workspace: where a newsroom's files live.

Paths that people or files give never leave the workspace: ids are checked, symbolic links that lead out are refused.
"""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from pathlib import Path
from typing import ClassVar

from .disk.stats import Stats
from .errors import ArticleIdError, ConfigError, FlowError, SourceError, WorkspaceError
from .settings.file import parse
from .settings.settings import CONFIG_NAME, Config
from .values import Placed, Value, field

MAX_SOURCE_BYTES = 4 * 1024 * 1024
"""A book has about one megabyte; a larger file is no article. Its PO file, in two alphabets, has room in another 16."""

_ID = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")


class SourceFile(Value, frozen=True):
    """An article's file: its id, and where it is (an absolute path)."""

    id: str
    place: str

    @property
    def path(self) -> Path:
        """Where it is; of most articles nobody asks, and a path takes longer to make than to look at its file."""
        return Path(self.place)


class Project(Placed, frozen=True, eq=False):
    """A workspace: its root (absolute) and its settings."""

    _beside: ClassVar[int] = 2
    root: Path
    config: Config
    stats: Stats = field(default_factory=Stats)
    """How its files were when a round began, as long as nothing has been changed since."""
    _plain: set[str] = field(default_factory=set)
    """Folders that were looked at: they are in the workspace, and no symbolic link is on the way to them."""

    @property
    def sources(self) -> Path:
        """Where reporters write."""
        return self.root / self.config.folders.sources

    @property
    def public(self) -> Path:
        """Where pages go."""
        return self.root / self.config.folders.public

    @property
    def spellings(self) -> Path:
        """The folder that may say how the newsroom spells in derived editions: `uz-Cyrl.toml`."""
        return self.root / self.config.folders.glossary / "spelling"

    def records(self, lang: str) -> Path:
        """What was published in a language."""
        return self.inside(self.root / self.config.folders.records / f"{lang}.jsonl")

    @property
    def derived(self) -> Path:
        """What can be deleted at any time."""
        return self.root / ".l10n-flow"

    def catalog(self, lang: str, article_id: str) -> Path:
        """The PO file of an article in a language."""
        return self.inside(Path(f"{self.root}/{self.config.folders.locales}/{lang}/{article_id}.po"))

    def catalog_shown(self, lang: str, article_id: str) -> str:
        """The same as messages name it, wherever it may lead."""
        return posixpath.normpath(f"{self.config.folders.locales}/{lang}/{article_id}.po")

    def backups(self, path: Path) -> Path:
        """The folder of a file's former versions."""
        return self.inside(self.derived / "backups" / path.relative_to(self.root))

    def page(self, lang: str, article_id: str, slug: str = "") -> Path:
        """The page of an article in a language; without a slug, under the name of its file."""
        name = f"{article_id.rpartition('/')[0]}/{slug}" if slug else article_id
        return self.inside(Path(f"{self.root}/{self.config.folders.public}/{lang}/{name}.html"))

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the workspace's root, with slashes."""
        try:
            return from_root(path, self.root)
        except ValueError:
            return str(path)

    def placed(self, error: FlowError, about: str = "") -> FlowError:
        """An error whose path is as messages name it; of one without a path, that of the file that it is `about`."""
        path = about or None if error.path is None else self.shown(Path(error.path))
        return error if path is None else _at(error, path)

    def inside(self, path: Path) -> Path:
        """The path, if following its symbolic links does not lead out of the workspace.

        Of a folder that is found good this is taken for granted from then on.

        Raises:
            WorkspaceError: it does.
        """
        if self._is_plain(str(path)):
            return path
        for one in (*(folder for folder in path.parents[::-1] if folder.is_relative_to(self.root)), path):
            if one.is_symlink() and (fault := self._fault(one)):
                raise WorkspaceError(f"a symbolic link leads {fault[0]}", path=self.shown(one), hint=fault[1])
        if not path.resolve().is_relative_to(self.root):
            raise WorkspaceError("the path leads out of the workspace", path=str(path))
        return path

    def _fault(self, link: Path) -> tuple[str, str] | None:
        """Where a symbolic link leads that nobody can follow, or may; and what to do."""
        try:
            if not link.resolve().is_relative_to(self.root):
                return "out of the workspace", "replace it by what it leads to"
            link.resolve(strict=True)
        except PermissionError:
            return None  # which is told when the file is opened
        except (FileNotFoundError, NotADirectoryError):
            return "nowhere", "bring back what it leads to, or delete it"
        except (OSError, RuntimeError):  # Python before 3.13 says RuntimeError
            return "round in a circle", "delete it"
        return None

    def _is_plain(self, name: str) -> bool:
        """Whether a path is in the workspace, with no symbolic link on the way."""
        if name == str(self.root):
            return True
        folder = os.path.dirname(name)  # noqa: PTH120  this is asked thousands of times
        if ".." in name or len(folder) < len(str(self.root)) or os.path.islink(name):  # noqa: PTH114
            return False
        if folder not in self._plain and self._is_plain(folder):
            self._plain.add(folder)
        return folder in self._plain


def from_root(path: Path, root: Path) -> str:
    """A path from a folder that it is in, with slashes.

    Raises:
        ValueError: it is not in that folder.
    """
    name, top = str(path), f"{root}{os.sep}"
    if name.startswith(top):  # in this form `relative_to` takes a tenth of the time
        return name[len(top) :].replace(os.sep, "/")
    return path.relative_to(root).as_posix()


def find(start: Path) -> Project:
    """The workspace that a folder is in.

    Raises:
        WorkspaceError: neither the folder nor any above it has a `l10n-flow.toml`.
        ConfigError: the one that was found has a mistake.
    """
    start = start.resolve()
    if not start.is_dir():
        raise WorkspaceError("there is no such folder", path=start)
    for folder in (start, *start.parents):
        path = folder / CONFIG_NAME
        if path.is_file():
            return Project(folder, parse(_config_text(path), str(path)))
    raise WorkspaceError(
        f"there is no {CONFIG_NAME} here or in any folder above",
        path=start,
        hint="make a newsroom with: l10n-flow init",
    )


def article_id(relative: Path) -> str:
    """The id of a file in the sources folder: its path there without the suffix.

    Raises:
        ArticleIdError: the path has a character that a URL, a PO path or a command line would stumble over.
    """
    name = relative.with_suffix("").as_posix()
    if not _ID.fullmatch(name):
        parts = (re.sub(r"[^a-z0-9_]+", "-", part.lower()).strip("-") or "article" for part in name.split("/"))
        raise ArticleIdError(
            f"{name!r} cannot be an article's id: only a-z, 0-9, _, - and / may stand in it",
            path=relative,
            hint=f"rename it, for example to {'/'.join(parts)}{relative.suffix.lower()}; its PO files go with it",
        )
    return name


def source_files(project: Project, suffixes: frozenset[str]) -> tuple[list[SourceFile], list[FlowError]]:
    """All articles' files, sorted by id, and what is wrong with the others. Hidden files and folders are no articles.

    Args:
        project: the workspace.
        suffixes: of the formats that can be read, lower case, with their dot.

    Raises:
        WorkspaceError: the folder of the articles is missing, or is none of this workspace's.
    """
    if not project.inside(project.sources).is_dir():
        path = project.shown(project.sources)
        if os.path.lexists(project.sources):
            raise WorkspaceError("this is no folder", path=path, hint="delete it, or give it another name")
        raise WorkspaceError("the folder of the articles is missing", path=path, hint="make it, or run: l10n-flow init")
    names, linked, errors = _walk(project)
    by_id: dict[str, list[str]] = {}
    for name in names:
        stem, suffix = posixpath.splitext(name)
        if suffix.lower() not in suffixes:
            continue
        try:
            if name in linked:
                project.inside(project.sources / name)
            by_id.setdefault(stem if _ID.fullmatch(stem) else article_id(Path(name)), []).append(name)
        except FlowError as error:
            errors.append(_at(error, project.shown(project.sources / name)))
    for article, (name, *others) in by_id.items():
        if others:  # which of them the translations are of, nobody can tell
            named = " and ".join(map(posixpath.basename, others))
            message = f"two articles have the id {article!r}: this one and {named}"
            path = project.shown(project.sources / name)
            errors.append(ArticleIdError(message, path=path, hint="rename or delete one of them"))
    top = f"{project.sources}/"
    files = [SourceFile(article, top + name) for article, (name, *others) in sorted(by_id.items()) if not others]
    return files, errors


def read_text(path: Path, shown: str) -> str:
    """The text of a source file: strict UTF-8, NFC, LF line ends, without a byte order mark.

    Raises:
        SourceError: it is too large, is in another encoding, or cannot be read.
    """
    try:
        if not path.is_file() and path.exists():
            raise SourceError("this is no file", path=shown, hint="delete it, or put a text there")
        size = path.stat().st_size
        if size > MAX_SOURCE_BYTES:
            raise SourceError(
                f"{size >> 20} MB are too much for a text",
                path=shown,
                hint=f"split it; {MAX_SOURCE_BYTES >> 20} MB can be read",
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("there is no such file", path=shown) from error
    except OSError as error:
        raise SourceError(
            f"the file cannot be read: {error.strerror}", path=shown, hint="make it readable, or delete it"
        ) from error
    return text_of(data, shown)


def text_of(data: bytes, shown: str) -> str:
    """What is in a source file, given its bytes; raises and returns as `read_text`."""
    text = _decoded(data, shown)
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(data: bytes, shown: str) -> str:
    try:
        text = data.decode("utf-8")
        wrong = text.find("\0")  # UTF-16 without a mark is UTF-8 of a kind, full of NULs
    except UnicodeDecodeError as error:
        wrong = error.start
    if wrong < 0:
        return text
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[wrong] == 0
    likely = "UTF-16" if utf16 else "Windows-1251 or another old encoding"
    raise SourceError(
        f"the text is not UTF-8 (byte 0x{data[wrong]:02X}); it is probably {likely}",
        path=shown,
        line=data.count(b"\n", 0, wrong) + 1,
        hint="save it as UTF-8 in your editor",
    )


def _walk(project: Project) -> tuple[list[str], frozenset[str], list[FlowError]]:
    """All files in the folder of the articles that are not hidden, sorted; those of them that are symbolic links; and
    what is wrong with folders."""
    found: list[str] = []
    linked: list[str] = []
    errors: list[FlowError] = []
    folders = [(str(project.sources), "")]
    while folders:
        folder, start = folders.pop()
        try:
            with os.scandir(folder) as entries:
                here = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            path, message = project.shown(Path(folder)), f"the folder cannot be read: {error.strerror}"
            errors.append(SourceError(message, path=path, hint="make it readable"))
            continue
        for entry in here:
            if entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112  it may lead round in a circle
                path, message = project.shown(Path(entry.path)), "a folder of articles cannot be a symbolic link"
                errors.append(SourceError(message, path=path, hint="replace it by what it leads to"))
            elif entry.is_dir(follow_symlinks=False):
                folders += [] if entry.name.startswith(".") else [(entry.path, f"{start}{entry.name}/")]
            elif not entry.name.startswith("."):
                found.append(start + entry.name)
                linked += [start + entry.name] if entry.is_symlink() else []
    return sorted(found), frozenset(linked), errors


def _at(error: FlowError, path: str) -> FlowError:
    return type(error)(error.message, path=path, line=error.line, hint=error.hint)


def _config_text(path: Path) -> str:
    try:
        return read_text(path, str(path))
    except SourceError as error:
        raise ConfigError(error.message, path=path, line=error.line, hint=error.hint) from error
