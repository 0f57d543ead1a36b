"""One article's pages: what `export` does with it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ..desk import desk
from ..desk.results import Exported
from ..disk.files import Written
from ..errors import FlowError
from ..publishing import linked, media, publishing
from ..publishing.edition_plan import Assignment
from ..values import replace
from .done import Done, Worked

if TYPE_CHECKING:
    from ..desk.opened import Opened
    from ..desk.results import Job
    from ..ledger import Evidence
    from ..project import SourceFile
    from ..publications import Standing
    from ..shown import Shown

__all__ = ["after", "export", "refresh"]


def export(
    job: Job, opened: Opened, standing: Standing, evidence: Evidence
) -> tuple[tuple[Exported, ...], Shown | None]:
    """Publish the editions that can be published. Returns None for what readers have if that stays as it is."""
    project, file = opened.project, opened.file
    try:
        pictures = media.pictures(project, opened.skeleton)
        linked.refuse_dead(project, opened.skeleton, standing.moved)
    except FlowError as error:
        return _in_error(job, file, standing, error)
    for picture in pictures:
        evidence.add(picture.source, picture.digest)
    done = publishing.export(
        Assignment(opened, job.langs, pictures, standing, job.now, job.allow_incomplete, job.dry_run)
    )
    for place in done.old_pictures:
        evidence.look(place)
    made = {one.lang for one in done.exported if one.change}
    with contextlib.suppress(FlowError):  # which was told
        for card in done.shown.cards.values():
            if card.lang not in made:
                evidence.add(project.page(card.lang, card.article, card.slug))
    for one in done.exported:
        for each in (one.change, *one.copies):
            if isinstance(each, Written):
                evidence.made(each)
    return done.exported, done.shown


def after(job: Job, standing: Standing, shown: Shown | None) -> Standing | None:
    """What the records say of an article after it was exported, if that has the same answer another time; else None.

    Args:
        job: what was done.
        standing: what they said before.
        shown: what readers have now, as from `export`.
    """
    if shown is None or job.dry_run or _is_taken_down(standing, shown):
        return None
    state = linked.state(linked.records(job.project), shown.links) if shown.links else ""
    return replace(standing, records=shown.records, linked=state, former="", moved={})


def refresh(job: Job, article: str, standing: Standing) -> Worked | None:
    """Make the pages again that readers have of an article without a file; None if they have none."""
    done = publishing.again(job.project, article, standing, job.now, dry_run=job.dry_run)
    return Worked(Done(article, exported=done.exported), shown=done.shown) if done else None


def _is_taken_down(standing: Standing, shown: Shown) -> bool:
    """Whether readers lost an edition: that is told once, and is not what the same question gets another time."""
    was, now = standing.records, shown.records
    return any(was[lang].is_live and not now[lang].is_live for lang in was.keys() & now.keys())


def _in_error(
    job: Job, file: SourceFile, standing: Standing, error: FlowError
) -> tuple[tuple[Exported, ...], Shown | None]:
    """See that readers have the last good pages of an article that is in error; none if it may be secret."""
    project, why = job.project, job.project.placed(error)
    told = Exported(file.id, "", error=why)
    if not any(one.is_live for one in standing.records.values()):
        return (told,), None
    if desk.may_be_secret(project, file):
        back = f"l10n-flow withdraw {file.id} --back"
        why.hint += f"\n  it may be secret, so readers lose it; when it may be published, {back}"
        return (told,), publishing.hidden(project, file.id, standing, job.now, dry_run=job.dry_run)
    done = publishing.again(project, file.id, standing, job.now, dry_run=job.dry_run)
    if done is None:
        return (told,), None
    copies = tuple(copy for one in done.exported for copy in one.copies if copy.is_change)
    return (replace(told, copies=copies), *(one for one in done.exported if one.error)), done.shown
