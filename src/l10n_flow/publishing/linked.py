"""Links between articles: reporters write the path of the other file, readers are led to its page in their language.

Which articles an article links to is known when it has been read; until then a list that is kept beside the ledger
tells, and is as derived as that.
"""

from __future__ import annotations

import contextlib
import functools
import posixpath
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .. import plugins, publications
from ..desk import desk
from ..disk import files
from ..errors import FlowError, SourceError
from ..project import SourceFile
from ..recorded import Recorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..articles.document import Skeleton
    from ..project import Project
    from ..publications import Record

    Records = Mapping[str, Mapping[str, Record]]

__all__ = ["known", "of", "once", "pages", "records", "refuse_dead", "remember", "state"]


def of(project: Project, skeleton: Skeleton, moved: Mapping[str, str]) -> dict[str, str]:
    """The articles that an article links to: address, as it stands there without `#` -> id. `moved` are articles that
    were renamed since the records were written, as `Standing` has them.

    An address that looks like that of an article, of which there is none in the folder of the articles, leads to one
    that nobody can open.
    """
    return {address: name for address, name, _ in _found(project, skeleton, moved)}


def refuse_dead(project: Project, skeleton: Skeleton, moved: Mapping[str, str]) -> None:
    """See that all articles are there, or that readers have them, that an article links to. Arguments as for `of`.

    Raises:
        SourceError: one is not.
    """
    for address, _, is_there in _found(project, skeleton, moved):
        if not is_there:
            hint = "correct the path; it counts from the folder that this article is in"
            path = skeleton.article.path
            raise SourceError(f"the link {address!r} leads to no article", path=path, hint=hint)


_PAGES = {"", ".html", ".htm", ".xhtml"}
"""What ends so may be a page of the site that is not ours."""


def _found(project: Project, skeleton: Skeleton, moved: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """The articles that an article links to: address, id, and whether there is one."""
    article = skeleton.article
    for address in skeleton.links:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(article.path), urllib.parse.unquote(address)))
        folder = f"{project.config.folders.sources}/"
        stem, suffix = posixpath.splitext(path)
        if suffix not in {"", *plugins.formats()}:
            continue
        name, is_inside = stem.removeprefix(folder), path.startswith(folder)
        is_there = is_inside and (_source(project, stem) is not None or (name not in moved and _stays(project, name)))
        if is_inside and not is_there and (heir := moved.get(name) or _heir(project, name)):
            name, is_there = heir, True
        if is_there or suffix not in _PAGES:
            yield address, name, is_there


def pages(project: Project, article: str, former: str = "") -> dict[str, str]:
    """The pages of an article that readers can open: language -> the path from the folder of the pages, that of the
    original first. Its records may still have its `former` id."""
    found = {
        lang: publications.address(lang, article, one.slug)
        for lang, known in records(project).items()
        if (one := known.get(article) or known.get(former)) and one.is_open
    }
    if len(found) == len(project.config.languages):
        return found
    original = _language(project, article)
    return dict(sorted(found.items(), key=lambda page: page[0] != original))


def records(project: Project) -> Records:
    """What was published, by language and article; nothing of a language whose records cannot be read."""
    found = {}
    for lang in project.config.languages:
        with contextlib.suppress(FlowError):
            found[lang] = desk.published(project, lang)
    return found


def state(records: Records, articles: Iterable[str]) -> str:
    """What links to articles depend on, as a text: another state, other links. Of no articles it is empty, and only of
    none."""

    def each(article: str) -> Iterator[str]:
        yield article
        for lang, known in sorted(records.items()):
            if one := known.get(article):
                yield f"{lang}:{one.slug}:{one.state}{':shut' * one.shut}"

    return " ".join(":".join(each(article)) for article in sorted(articles))


def known(project: Project) -> dict[str, tuple[str, ...]]:
    """The articles that each article linked to when it was last published.

    What was lost of that is found out anew when an article is read; of those that have no file that could be read,
    `once` tells.
    """
    with contextlib.suppress(msgspec.DecodeError):
        if (data := files.read_derived(_place(project))) is not None:
            return _DECODER.decode(data)
    return {}


def once(project: Project, article: str) -> tuple[str, ...]:
    """The articles that the pages link to of one that has no file any more."""
    from . import snapshots

    own = {lang: known[article] for lang, known in records(project).items() if article in known}
    was = snapshots.load(project, article, own)
    return tuple(sorted({name for one in was.skeletons(own) for name in of(project, one, {}).values()}))


def remember(project: Project, links: Mapping[str, tuple[str, ...]]) -> None:
    """Keep what articles link to. It is derived: a disk that does not let us is no error."""
    files.write_derived(_place(project), msgspec.msgpack.encode(dict(sorted(links.items()))))


def _place(project: Project) -> Path:
    return project.inside(project.derived / "links.msgpack")


def _source(project: Project, stem: str) -> Path | None:
    """The file of an article, by its path without a suffix."""
    paths = (Path(f"{project.root}/{stem}{suffix}") for suffix in plugins.formats())
    return next((path for path in paths if path.is_file()), None)


def _heir(project: Project, article: str) -> str:
    """What an article is called now that had that id when it was published; empty if there is none."""
    known = (one.heirs.get(article) for one in records(project).values() if isinstance(one, Recorded))
    return next(filter(None, known), "")


def _stays(project: Project, article: str) -> bool:
    """Whether readers have an article, even if its file was deleted."""
    return any(article in known and known[article].is_live for known in records(project).values())


def _language(project: Project, article: str) -> str:
    """The language that an article is written in; that of the newsroom if it cannot be read."""
    path = _source(project, f"{project.config.folders.sources}/{article}")
    if path is None:
        return project.config.source_language
    return _language_of(project, article, path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=4096)
def _language_of(project: Project, article: str, path: Path, _time: int) -> str:
    try:
        return desk.read(project, SourceFile(article, str(path))).lang
    except FlowError:
        return project.config.source_language


_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[str, ...]])
