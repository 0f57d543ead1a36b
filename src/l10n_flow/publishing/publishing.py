"""Editions and their pages: what of an article goes to readers, and what is written to the public folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .. import publications
from ..desk.opened import Opened
from ..desk.results import Exported
from ..disk import files
from ..errors import FlowError
from ..project import SourceFile
from ..shown import Shown
from ..values import Value, replace
from . import linked, snapshots
from .edition_plan import Assignment
from .pages import Pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..project import Project
    from ..publications import Standing

    Making: TypeAlias = files.Change | files.Copy

__all__ = ["Published", "again", "export", "hidden"]


class Published(Value, frozen=True):
    """What became of an article: of each edition that was asked for, and what readers can open now; and where the
    pictures of the pages are, or should be, that stay as they were."""

    exported: tuple[Exported, ...]
    shown: Shown
    old_pictures: Collection[Path] = ()


def export(asked: Assignment) -> Published:
    """Publish an article's editions that are complete, and say of the others what stands in their way.

    Editions that readers have and that are not published anew stay as they were, but for what their pages say of the
    others.
    """
    opened, pages = asked.opened, Pages(asked)
    found, again = [pages.exported(lang) for lang in asked.langs], list(pages.refreshed())
    refreshed = [one for one in again if not isinstance(one, FlowError)]
    new = [one.change for one in found if isinstance(one.change, files.Change)]
    copies = [copy for picture in asked.pictures for copy in picture.copies] if new else []
    errors = {} if asked.dry_run else _write(copies, [*new, *refreshed])
    done = list(_told(asked, found, (*copies, *refreshed), errors))
    published = frozenset(one.lang for one in done if one.change)
    beside = [] if published or errors else [*refreshed]
    wrong = [one for one in again if isinstance(one, FlowError)]
    try:
        said = pages.plan.said(published)
        if not asked.dry_run and said.is_change:
            snapshots.save(said)
        beside += [said] if said.after else []  # changed or not: if somebody deletes it, there is work to do
    except FlowError as fault:
        wrong.insert(0, fault)
    if beside:  # no edition tells of them
        first = done[0] if done else Exported(opened.article.id, "", withdrawn=True)
        done[:1] = [replace(first, copies=(*first.copies, *_as_told(asked, beside)))]
    for error in (*wrong, *(errors[change.path] for change in refreshed if change.path in errors)):
        if not any(one.error and one.error.message == error.message for one in done):
            done.append(Exported(opened.article.id, "", error=opened.project.placed(error)))
    linking = (opened.skeleton, *pages.plan.old_articles)
    links = {
        article
        for skeleton in linking
        for article in linked.of(opened.project, skeleton, asked.standing.moved).values()
    }
    shown = replace(pages.plan.shown(published), links=tuple(sorted(links)))
    return Published(tuple(done), shown, pages.plan.old_pictures)


def _told(
    asked: Assignment, found: Iterable[Exported], also: Sequence[Making], errors: Mapping[Path, FlowError]
) -> Iterator[Exported]:
    """What became of editions when their pages are written; what else was written is told with the first page."""
    for one in found:
        if not isinstance(one.change, files.Change):
            yield one
        elif error := errors.get(one.change.path):
            yield Exported(one.article, one.lang, error=asked.opened.project.placed(error))
        else:
            *copies, page = _as_told(asked, (*also, one.change))
            also = ()
            yield replace(one, change=page, copies=tuple(copies))


def _as_told(asked: Assignment, changes: Iterable[Making]) -> list[Making | files.Written]:
    """Changes, or if they were made, what is left to say of them."""
    return [change if asked.dry_run else change.written for change in changes]


def again(project: Project, article: str, standing: Standing, now: str, *, dry_run: bool) -> Published | None:
    """Make the pages that readers have of an article again, whose file is in error or not there any more; None if
    nothing is kept of it. Arguments as for `export`."""
    was = snapshots.load(project, article, standing.records, standing.former).original
    if was is None:
        return None
    opened = Opened(project, SourceFile(article, ""), skeleton=was)
    return export(Assignment(opened, (), (), standing, now, dry_run=dry_run))


def hidden(project: Project, article: str, standing: Standing, now: str, *, dry_run: bool) -> Shown:
    """Withdraw all that readers have of an article that is in error and may be secret. Arguments as for `export`."""
    if not dry_run:
        snapshots.forget(project, article)
    return Shown(article, {}, {lang: publications.withdrawn(one, now) for lang, one in standing.records.items()})


def _write(copies: Sequence[Making], pages: Sequence[Making]) -> Mapping[Path, FlowError]:
    """Write an article's pages, but first the pictures on them; without those there are no pages.

    Returns:
        The pages that could not be written, and why.
    """
    missing = list(files.write_all(copies, lasting=False).values()) if pages else []
    return {page.path: missing[0] for page in pages} if missing else files.write_all(pages, lasting=False)
