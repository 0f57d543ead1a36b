"""PO files on disk that belong to no article: found, brought to the article that they are of now, put out of the way.

People's work is never deleted. What is pruned goes to `locales/.pruned/`, which git keeps, and comes back by itself
when its article does.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeAlias

from ..disk import files
from ..errors import ArticleIdError, CatalogError, ChangedUnderUs, FlowError
from ..languages import registry
from ..project import SourceFile
from ..values import Value, replace
from .desk import read, segments, select
from .po_names import Names, PoFile, written

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..model import Catalog
    from ..project import Project
    from ..syncing import moves

__all__ = ["Arrival", "Arrivals", "Pruned", "bring_home", "left_over", "prune", "without_file"]


class Arrival(Value, frozen=True):
    """A PO file that an article gets from elsewhere: where it was, and the bytes that it had there.

    With an `error` it could not be moved, and the article must not get another one in its place.
    """

    origin: PoFile
    data: bytes = b""
    error: FlowError | None = None


class Pruned(Value, frozen=True):
    """What became of a PO file that was to go out of the way: moved (`change`), or why it is still there."""

    file: PoFile
    change: files.Change | None = None
    error: FlowError | None = None


Arrivals: TypeAlias = "Mapping[tuple[str, str], Arrival]"
"""(language, article) -> what it gets."""


def bring_home(
    project: Project, chosen: Sequence[SourceFile], langs: Collection[str], *, dry_run: bool = False
) -> Arrivals:
    """Move the PO files of articles that were renamed or moved, or are back, to where those are now.

    Args:
        project: the workspace.
        chosen: the articles to do it for.
        langs: the languages to do it in.
        dry_run: find out what would be moved, and move nothing.

    Returns:
        What arrives. Costs a look at the names if no PO file is without an article, or no
        article without a PO file.
    """
    names = Names(project, frozenset(file.id for file in chosen))
    strays = {lang: found for lang in written(langs) if names.lacking(lang) and (found := names.strays(lang))}
    if not strays:
        return {}
    from ..syncing import moves  # which is seldom needed, as are the others that are imported below

    reading = _Reading(project)
    arrivals: dict[tuple[str, str], Arrival] = {}
    broken: dict[PoFile, FlowError] = {}
    for lang, found in strays.items():
        whole: dict[PoFile, moves.Orphan] = {}
        for file in found:
            try:
                whole[file] = moves.orphan(file.article, _load(project, file)[1], away=file.pruned)
            except FlowError as error:
                broken[file] = error
        newcomers = [new for file in names.without(lang, whole.values()) if (new := reading.newcomer(file, lang))]
        for i, j in moves.match(list(whole.values()), newcomers):
            arrivals[lang, newcomers[j].article] = Arrival(list(whole)[i])
    arrivals |= _kept_free(names, arrivals, broken)
    mine = {key: arrival for key, arrival in arrivals.items() if key[1] in names.chosen}
    return {key: _arrive(project, key, arrival, dry_run=dry_run) for key, arrival in mine.items()}


def left_over(project: Project, known: Collection[SourceFile], langs: Collection[str]) -> list[PoFile]:
    """The PO files that belong to no article, by language and name; those that are pruned left out.

    What may be of an article that has a name which no article can have, or that cannot be found, is not among them.

    Args:
        project: the workspace.
        known: articles that are known to be there, as many as possible.
        langs: the languages to look at.
    """
    names = Names(project, frozenset(file.id for file in known))
    found = [file for lang in written(langs) for file in names.orphans(lang)]
    if not found:
        return []
    claimed = _claims(project)
    return [file for file in found if not claimed(file)]


def prune(project: Project, orphans: Sequence[PoFile], *, dry_run: bool = False) -> Iterator[Pruned]:
    """Put PO files that belong to no article out of the way; one that is broken stays for somebody to mend."""
    for file in orphans:
        away = PoFile(file.lang, file.article, pruned=True).path(project)
        try:
            data, _ = _load(project, file)
            if not dry_run:
                _move(project, file.path(project), away)
        except FlowError as error:
            yield Pruned(file, error=project.placed(error))
        else:
            yield Pruned(file, files.Change(away, data, data, file.path(project)))


def without_file(project: Project, known: Iterable[SourceFile], articles: Iterable[str]) -> list[str]:
    """Those of some ids of articles that no file has, sorted; where nobody can tell, there may be one.

    Args:
        project: the workspace.
        known: articles that are known to be there, as many as possible.
        articles: the ids.
    """
    names = Names(project, frozenset(file.id for file in known))
    return sorted(name for name in articles if name not in names.chosen and not names.has_source(name))


class _Reading:
    """Articles, each read once, however many languages ask."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.read = functools.cache(self._read)

    def newcomer(self, file: SourceFile, lang: str) -> moves.Newcomer | None:
        """An article, if people are to translate it into the language; None also if it cannot be read."""
        from .. import editions
        from ..syncing import moves

        tag, texts = self.read(file)
        if not tag or not editions.catalog_languages([lang], tag):
            return None
        return moves.Newcomer(file.id, registry.get(tag).po, texts)

    def _read(self, file: SourceFile) -> tuple[str, frozenset[str]]:
        from .. import editions

        try:
            article = read(self.project, file)
            found = editions.to_translate(segments(self.project, article), self.project.config.keep_roles)
        except FlowError:  # which is told when it is the article's turn
            return "", frozenset()
        return article.lang, frozenset(segment.text for segment in found)


def _claims(project: Project) -> Callable[[PoFile], bool]:
    """Whether a PO file may belong to an article but for whose name all is well; or to one that we cannot see."""
    errors = select(project).errors
    refused = [SourceFile(str(error.path), str(project.root / str(error.path))) for error in errors]
    reading = _Reading(project)
    if not all(isinstance(error, ArticleIdError) for error in errors) or not all(
        reading.read(one)[0] for one in refused
    ):
        return lambda _: True

    def claimed(file: PoFile) -> bool:
        from ..syncing import moves

        try:
            orphan = moves.orphan(file.article, _load(project, file)[1])
        except FlowError:  # which is told when it is to be moved
            return False
        newcomers = (new for one in refused if (new := reading.newcomer(one, file.lang)))
        return any(moves.match([orphan], [new]) for new in newcomers)

    return claimed


def _kept_free(
    names: Names, arrivals: Mapping[tuple[str, str], Arrival], broken: Mapping[PoFile, FlowError]
) -> dict[tuple[str, str], Arrival]:
    """Where the name or another language tells whose a broken file is, the article waits for it to be mended."""
    homes = {arrival.origin.article: article for (_, article), arrival in arrivals.items()}
    told = [(file, homes.get(file.article, file.article), error) for file, error in broken.items()]
    return {
        (file.lang, article): Arrival(file, error=error)
        for file, article, error in told
        if article not in names.filled(file.lang) and (file.lang, article) not in arrivals
    }


def _arrive(project: Project, key: tuple[str, str], arrival: Arrival, *, dry_run: bool) -> Arrival:
    if arrival.error:
        return arrival
    from ..catalogs import history
    from ..catalogs.po_files import read_file

    origin, path = arrival.origin.path(project), project.catalog(*key)
    try:
        data = read_file(origin) or b""
        kept = project.backups(replace(arrival.origin, pruned=False).path(project)), project.backups(path)
        if not dry_run:
            _move(project, origin, path)
            history.follow(*kept)
    except FlowError as error:
        return Arrival(arrival.origin, error=error)
    return Arrival(arrival.origin, data)


def _move(project: Project, origin: Path, path: Path) -> None:
    from ..catalogs.po_files import move

    move(origin, project.inside(path), project.inside(project.derived / "catalogs.lock"))


def _load(project: Project, file: PoFile) -> tuple[bytes, Catalog]:
    from ..catalogs import catalog as catalogs
    from ..catalogs.po_files import read_file

    path = project.inside(file.path(project))
    if path.is_symlink():
        hint = "replace it by what it leads to"
        raise CatalogError("a symbolic link cannot be moved", path=project.shown(path), hint=hint)
    data = read_file(path)
    if data is None:
        raise ChangedUnderUs("the file was deleted in the meantime", path=path, hint="run the command again")
    return data, catalogs.load(data, project.shown(path))
