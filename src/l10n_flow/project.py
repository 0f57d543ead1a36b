"""The workspace: where a newsroom's files live.

Paths that people or files give never leave the workspace: ids are checked, symbolic links that lead out are refused.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from .errors import ArticleIdError, ConfigError, FlowError, SourceError, WorkspaceError
from .settings import CONFIG_NAME, Config, parse

MAX_SOURCE_BYTES = 10 * 1024 * 1024
"""A book has about one megabyte; a larger file is no article."""

_ID = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An article's file: its id, and its path from the workspace's root."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Project:
    """A workspace: its root (absolute) and its settings."""

    root: Path
    config: Config

    @property
    def sources(self) -> Path:
        """Where reporters write."""
        return self.root / self.config.folders.sources

    @property
    def public(self) -> Path:
        """Where pages go."""
        return self.root / self.config.folders.public

    @property
    def derived(self) -> Path:
        """What can be deleted at any time."""
        return self.root / ".l10n-flow"

    def catalog(self, lang: str, article_id: str) -> Path:
        """The PO file of an article in a language."""
        return self.inside(self.root / self.config.folders.locales / lang / f"{article_id}.po")

    def page(self, lang: str, article_id: str) -> Path:
        """The page of an article in a language."""
        return self.inside(self.public / lang / f"{article_id}.html")

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the workspace's root, with slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def inside(self, path: Path) -> Path:
        """The path, if following its symbolic links does not lead out of the workspace.

        Raises:
            WorkspaceError: it does.
        """
        if not path.resolve().is_relative_to(self.root):
            raise WorkspaceError(
                "a symbolic link leads out of the workspace", path=self.shown(path), hint="replace it by a real folder"
            )
        return path


def find(start: Path) -> Project:
    """The workspace that a folder is in.

    Raises:
        WorkspaceError: neither the folder nor any above it has a `l10n-flow.toml`.
        ConfigError: the one that was found has a mistake.
    """
    start = start.resolve()
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
        plain = re.sub(r"[^a-z0-9_/-]+", "-", name.lower()).strip("-")
        raise ArticleIdError(
            f"{name!r} cannot be an article's id: only a-z, 0-9, _, - and / may stand in it",
            path=relative,
            hint=f"rename the file, for example to {plain or 'article'}{relative.suffix}",
        )
    return name


def source_files(project: Project, suffixes: frozenset[str]) -> tuple[list[SourceFile], list[FlowError]]:
    """All articles' files, sorted by id, and what is wrong with the others.

    Args:
        project: the workspace.
        suffixes: of the formats that can be read, lower case, with their dot.
    """
    if not project.sources.is_dir():
        raise WorkspaceError(
            "the folder of the articles is missing",
            path=project.shown(project.sources),
            hint="make it, or run: l10n-flow init",
        )
    found: dict[str, SourceFile] = {}
    errors: list[FlowError] = []
    for path in sorted(_walk(project.sources)):
        if path.suffix.lower() not in suffixes or path.name.startswith("."):
            continue
        try:
            file = SourceFile(article_id(path.relative_to(project.sources)), project.inside(path))
            if file.id in found:
                other = found[file.id].path.name
                raise ArticleIdError(f"two articles have the id {file.id!r}: this one and {other}", hint="rename one")
            found[file.id] = file
        except FlowError as error:
            errors.append(_at(error, project.shown(path)))
    return list(found.values()), errors


def read_text(path: Path, shown: str) -> str:
    """The text of a source file: strict UTF-8, NFC, LF line ends, without a byte order mark.

    Raises:
        SourceError: it is too large, is in another encoding, or cannot be read.
    """
    try:
        if path.stat().st_size > MAX_SOURCE_BYTES:
            size = path.stat().st_size >> 20
            raise SourceError(
                f"{size} MB are too much for an article",
                path=shown,
                hint=f"split it; {MAX_SOURCE_BYTES >> 20} MB can be read",
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"the file cannot be read: {error.strerror}", path=shown) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        likely = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1251 or another old encoding"
        raise SourceError(
            f"the text is not UTF-8 (byte 0x{data[error.start]:02X}); it is probably {likely}",
            path=shown,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="save it as UTF-8 in your editor",
        ) from error
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _walk(folder: Path) -> list[Path]:
    return [Path(top, name) for top, _, names in os.walk(folder) for name in names]


def _at(error: FlowError, path: str) -> FlowError:
    return type(error)(error.message, path=path, line=error.line, hint=error.hint)


def _config_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"it cannot be read: {error}", path=path) from error
