"""The desk: articles and catalogs as the use-cases find them on disk."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import os
import posixpath
import re
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from .. import plugins
from ..errors import FlowError, LanguageError, RecordError, SourceError, WorkspaceError
from ..languages import registry
from ..project import Project, SourceFile, from_root, read_text, source_files
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from ..articles.document import Skeleton
    from ..glossary.glossary import Glossary
    from ..languages.language import Spellings
    from ..model import Article, Catalog, Segment
    from ..publications import Record

PRUNED = ".pruned"
"""The folder, beside those of the languages, of PO files that were put away."""

THEME = ("templates", "texts")
"""The folders of what a newsroom changes about its pages, read by `themes`."""

_SENSITIVITY = re.compile(r"l10n:sensitivity|sensitivity[\"']?\s*[:=]")
"""Where a header that cannot be read says who may see the article."""

NOTHING: Mapping[Path, bytes] = MappingProxyType({})


class Selection(Value, frozen=True):
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
    article = _parsed(project, file, read_text(file.path, shown))
    if article.lang not in project.config.languages:
        raise LanguageError(
            f"it is written in {article.lang!r}, which is none of this newsroom's languages",
            path=shown,
            hint="correct its language, or add it to languages in l10n-flow.toml",
        )
    from ..model import Severity

    mistakes = [problem for problem in article.problems if problem.severity is Severity.ERROR]
    if mistakes:
        # A warning may be the cause: `titel:` is why there is no headline.
        others = [problem for problem in article.problems if problem is not mistakes[0]]
        also = [f"also, line {problem.line}: {problem.message}; {problem.hint}" for problem in others]
        hint = "\n  ".join(filter(None, [mistakes[0].hint, *also]))
        raise SourceError(mistakes[0].message, path=shown, line=mistakes[0].line, hint=hint)
    return _zoned(article, project.config.site.timezone)


def may_be_secret(project: Project, file: SourceFile) -> bool:
    """Whether an article says that it is secret, or, if it is in error, may mean that."""
    from ..model import Sensitivity

    text = ""
    try:
        text = read_text(file.path, project.shown(file.path))
        return _parsed(project, file, text).meta.sensitivity is Sensitivity.SECRET
    except FlowError:
        said = [line for line in text.casefold().splitlines() if _SENSITIVITY.search(line)]
        return len(said) > 1 or any("public" not in line and "embargoed" not in line for line in said)


def _parsed(project: Project, file: SourceFile, text: str) -> Article:
    reader = plugins.reader(plugins.formats()[file.path.suffix.lower()])
    shown, lang = project.shown(file.path), project.config.source_language
    return reader.read(text, article_id=file.id, path=shown, lang=lang)


def _zoned(article: Article, zone: str) -> Article:
    """An article with its times as the newsroom's clocks show them."""
    if not zone:
        return article
    from ..locales import zoned

    meta = article.meta
    return replace(article, meta=replace(meta, date=zoned(meta.date, zone), updated=zoned(meta.updated, zone)))


def skeleton(project: Project, article: Article) -> Skeleton:
    """An article cut into segments, as the newsroom does it.

    Raises:
        SourceError: there is no text in it.
    """
    from ..articles import document

    found = document.Skeleton(article, project.config.segmentation)
    if not found.segments:
        raise SourceError("there is no text in it", path=article.path, line=1, hint="write it, or delete the file")
    return found


def segments(project: Project, article: Article) -> tuple[Segment, ...]:
    """What there is to translate in an article, in reading order.

    Raises:
        SourceError: nothing.
    """
    return skeleton(project, article).segments


def catalog(project: Project, lang: str, article_id: str, pending: Mapping[Path, bytes] = NOTHING) -> Catalog | None:
    """The catalog of an article in a language, None if there is none yet; `pending` goes before what is on disk.

    Raises:
        CatalogError: it cannot be read, or not without loss.
        LanguageError: it is in another language.
    """
    from ..catalogs import catalog as catalogs
    from ..catalogs.po_header import refuse_other_language

    path = project.catalog(lang, article_id)
    shown = project.shown(path)
    found = catalogs.load(pending[path], shown) if path in pending else catalogs.find(path, shown)
    if found:
        refuse_other_language(found, registry.get(lang), shown)
    return found


@functools.lru_cache(maxsize=1)
def glossary(project: Project, digest: str) -> Glossary:
    """The glossary of a workspace, in each process read once; `digest` is its own. Raises as `glossary.load.load`."""
    from ..glossary import load

    return load.load(project)


@functools.lru_cache(maxsize=32)
def spellings(project: Project, lang: str, digest: str) -> Spellings:
    """How the newsroom spells in a derived edition, if it says so, in each process read once; `digest` is as for
    `glossary`. Raises as the language's `read_spellings`."""
    path = project.inside(project.spellings / f"{lang}.toml")
    load = registry.get(lang).read_spellings
    return load(read_text(path, project.shown(path)), project.shown(path)) if load and path.is_file() else frozenset()


def published(project: Project, lang: str) -> Mapping[str, Record]:
    """The records of a language, by article; none if nothing was published. The file is looked through once in each
    process, until it is another one.

    Raises:
        RecordError: the file cannot be read, or is broken.
        WorkspaceError: a symbolic link leads out of the workspace.
    """
    path = project.records(lang)
    try:
        about = path.stat()
        mark = about.st_ino, about.st_size, about.st_mtime_ns
        known = _PUBLISHED.get(path)
        if known is None or known[0] != mark:
            from ..recorded import Recorded

            for other in [one for one in _PUBLISHED if one.parent != path.parent]:
                del _PUBLISHED[other]
            known = _PUBLISHED[path] = mark, Recorded(_opened(path), project.shown(path))
        return known[1]
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        message = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RecordError(
            f"what was published cannot be read: {message}", path=project.shown(path), hint="take it back from git"
        ) from error


def _opened(path: Path) -> BinaryIO:
    """A file that may be replaced while it is open: Windows does that to none, so it is in memory there."""
    return path.open("rb") if sys.platform != "win32" else io.BytesIO(path.read_bytes())


_PUBLISHED: dict[Path, tuple[tuple[int, int, int], Mapping[str, Record]]] = {}
"""What each file of records of a workspace held when it was looked through last, and how it was then; they are open."""


def theme_digest(project: Project) -> str:
    """The digest of what a newsroom changes about its pages: the files of its folders of templates and texts."""
    digest = hashlib.sha256()
    for top in THEME:
        for folder, folders, names in os.walk(project.root / top):
            folders.sort()
            for path in (Path(folder, name) for name in sorted(names)):
                digest.update(f"{from_root(path, project.root)}\0".encode("utf-8", "surrogateescape"))
                with contextlib.suppress(OSError):
                    digest.update(path.read_bytes())
    return digest.hexdigest()


def po_files(project: Project, lang: str) -> Iterator[str]:
    """All catalogs in a language, and those that were put away, from the workspace's root."""
    locales = project.root / project.config.folders.locales
    for top in (locales / lang, locales / PRUNED / lang):
        for folder, _, names in os.walk(top):
            start = from_root(Path(folder), project.root)
            yield from (f"{start}/{name}" for name in names if name.endswith(".po"))


def article_of(project: Project, po_file: str) -> str:
    """The id of the article that one of `po_files` belongs to, or did."""
    name = po_file.removeprefix(f"{Path(project.config.folders.locales).as_posix()}/")
    return name.removeprefix(f"{PRUNED}/").partition("/")[2].removesuffix(".po")


def try_load(project: Project, po_file: str) -> Catalog | None:
    """One of `po_files`, None if it cannot be read."""
    from ..catalogs import catalog as catalogs

    with contextlib.suppress(FlowError):
        return catalogs.read(project.inside(project.root / po_file))
    return None


def _id_at(project: Project, path: str) -> str:
    """The id that an article at a path would have."""
    return posixpath.splitext(path.removeprefix(f"{project.config.folders.sources}/"))[0]


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, known, 1, 0.5)
    return f"did you mean {close[0]!r}?" if close else "l10n-flow status lists them all"
