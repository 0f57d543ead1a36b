"""The desk: articles and catalogs as the use-cases find them on disk."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from . import catalog as catalogs
from . import document, plugins
from .errors import CatalogError, FlowError, LanguageError, SourceError, WorkspaceError
from .model import Article, Catalog, Segment, Severity
from .project import Project, SourceFile, read_text, source_files

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

NOTHING: Mapping[Path, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that a command is about, and the files that cannot be articles."""

    files: tuple[SourceFile, ...]
    errors: tuple[FlowError, ...] = ()


def select(project: Project, wanted: Collection[str] = ()) -> Selection:
    """Find articles.

    Args:
        project: the workspace.
        wanted: ids, or paths of source files from the workspace's root; empty for all.

    Raises:
        WorkspaceError: one that is wanted is not there.
    """
    found, errors = source_files(project, frozenset(plugins.formats()))
    if not wanted:
        return Selection(tuple(found), tuple(errors))
    by_name = {name: file for file in found for name in (file.id, project.shown(file.path))}
    broken = {name: error for error in errors for name in (error.path, _id_at(project, str(error.path)))}
    broken |= {name: broken[_id_at(project, name)] for name in wanted if _id_at(project, name) in broken}
    missing = [name for name in wanted if name not in by_name and name not in broken]
    if missing:
        raise WorkspaceError(
            f"there is no article {missing[0]!r}",
            path=project.shown(project.sources),
            hint=_did_you_mean(missing[0], [file.id for file in found]),
        )
    chosen = dict.fromkeys(by_name[name] for name in wanted if name in by_name)
    return Selection(tuple(chosen), tuple(broken[name] for name in wanted if name in broken))


def languages(project: Project, wanted: Collection[str] = ()) -> tuple[str, ...]:
    """The newsroom's languages, or those of them that are wanted.

    Raises:
        LanguageError: one that is wanted is not configured.
    """
    configured = project.config.languages
    for tag in wanted:
        if tag not in configured:
            raise LanguageError(
                f"{tag!r} is none of this newsroom's languages", hint=f"they are {', '.join(configured)}"
            )
    return tuple(tag for tag in configured if not wanted or tag in wanted)


def read(project: Project, file: SourceFile) -> Article:
    """Read an article.

    Raises:
        SourceError: its text has a mistake that a person must mend before anybody translates it.
        LanguageError: it is written in a language that is not configured.
    """
    shown = project.shown(file.path)
    text = read_text(file.path, shown)
    reader = plugins.reader(plugins.formats()[file.path.suffix.lower()])
    article = reader.read(text, article_id=file.id, path=shown, lang=project.config.source_language)
    if article.lang not in project.config.languages:
        raise LanguageError(
            f"it is written in {article.lang!r}, which is none of this newsroom's languages",
            path=shown,
            hint="correct its language, or add it to languages in l10n-flow.toml",
        )
    mistakes = [problem for problem in article.problems if problem.severity is Severity.ERROR]
    if mistakes:
        more = f" (and {len(mistakes) - 1} more of the kind)" if len(mistakes) > 1 else ""
        raise SourceError(mistakes[0].message + more, path=shown, line=mistakes[0].line, hint=mistakes[0].hint)
    return article


def segments(project: Project, article: Article) -> tuple[Segment, ...]:
    """What there is to translate in an article, in reading order.

    Raises:
        SourceError: nothing.
    """
    found = document.cut(article, project.config.segmentation)
    if not found:
        raise SourceError("there is no text in it", path=article.path, line=1, hint="write it, or delete the file")
    return found


def catalog(project: Project, lang: str, article_id: str, pending: Mapping[Path, bytes] = NOTHING) -> Catalog | None:
    """The catalog of an article in a language, None if there is none yet; `pending` goes before what is on disk.

    Raises:
        CatalogError: it cannot be read, or not without loss.
    """
    path = project.catalog(lang, article_id)
    if path in pending:
        return catalogs.load(pending[path], project.shown(path))
    try:
        return catalogs.load(path.read_bytes(), project.shown(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        hint = "a catalog is a plain file that you may read"
        raise CatalogError(f"cannot be read: {error.strerror}", path=project.shown(path), hint=hint) from error


def _id_at(project: Project, path: str) -> str:
    """The id that an article at a path would have."""
    return posixpath.splitext(path.removeprefix(f"{project.config.folders.sources}/"))[0]


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 1, 0.5)
    return f"did you mean {close[0]!r}?" if close else "l10n-flow status lists them all"
