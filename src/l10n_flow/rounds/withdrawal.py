"""Editions are taken from the site, and brought back: the records say so, and all that links to them follows.

What must go goes, whatever is wrong with the newsroom's templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import publications
from ..desk import desk
from ..desk.results import Job, Step
from ..errors import FlowError, RecordError
from ..publishing import renames, trial
from ..values import Value
from . import rounds
from .done import Results, assembled, exported

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..desk.results import Assembled, Exported
    from ..disk.files import Change, Written
    from ..project import Project, SourceFile
    from ..publications import Record

__all__ = ["Withdrawn", "refuse_broken", "withdraw"]


class Withdrawn(Value, frozen=True):
    """What became of an article's editions: the languages of those that were changed, and of those that were so
    already; the article's other pages that changed; the site; what still keeps editions from readers that were brought
    back; and what went wrong."""

    article: str
    changed: tuple[str, ...]
    same: tuple[str, ...]
    pages: tuple[Change | Written, ...]
    site: Assembled
    waiting: tuple[Exported, ...] = ()
    errors: tuple[FlowError, ...] = ()


def withdraw(
    project: Project, article: str, langs: Collection[str], now: str, *, back: bool = False, dry_run: bool = False
) -> Withdrawn:
    """Take editions of an article from the site, or bring them back.

    Pages, feeds and sitemaps lose them, the other editions do not lead there any more, and the addresses are in the
    list of those that are gone. Nothing is kept of what they said, and `export` does not publish them again. The
    article's file need not be there any more. Who is brought back is published if it is complete.

    Args:
        project: the workspace.
        article: its id.
        langs: the editions; those that were never published are passed over.
        now: the time, ISO 8601.
        back: bring them back.
        dry_run: find out what would change, and change nothing.

    Raises:
        RecordError: none of them was published, or the records cannot be read.
    """
    found = {lang: one for lang in langs if (one := desk.published(project, lang).get(article))}
    if not found:
        message = f"{article!r} was never published" + (f" in {' or '.join(langs)}" if len(langs) == 1 else "")
        shown = project.shown(project.records(next(iter(langs)))) if len(langs) == 1 else None
        raise RecordError(message, path=shown, hint="l10n-flow status shows what was")
    new = {lang: publications.withdrawn(record, now, back=back) for lang, record in found.items()}
    changed = tuple(lang for lang in new if new[lang] != found[lang])
    files = tuple(file for file in desk.select(project).files if file.id == article)
    again = changed if back else ()
    job = Job(project, again, (Step.EXPORT,), now, dry_run, records=tuple((lang, new[lang]) for lang in changed))
    done = Results(rounds.run(job, files, {}), exported)
    (site,) = done.each(assembled)
    pages = tuple(change for one in done for change in (one.change, *one.copies) if change and change.is_change)
    if not files:
        pages += _forgotten(project, article, new, dry_run=dry_run)
    same = tuple(lang for lang in new if lang not in changed)
    waiting = tuple(one for one in done if one.waits)
    errors = (*(one.error for one in done if one.error), *site.errors)
    return Withdrawn(article, changed, same, pages, site, waiting, errors)


def refuse_broken(job: Job, chosen: Collection[SourceFile]) -> None:
    """Stop a job that publishes if no page can be made, but first take down what has become secret.

    Args:
        job: what is to be done.
        chosen: the articles.

    Raises:
        As `trial.refuse_broken`; of a job that leaves the site alone, as `exposure.refuse_house`.
    """
    try:
        if job.site:
            trial.refuse_broken(job.project)
        elif job.project.config.protected_names:
            from ..publishing import exposure

            exposure.refuse_house(job.project)
    except FlowError as error:
        if job.site and not job.dry_run and (gone := [*_secret(job, chosen)]):
            error.hint += f"\n  until then nothing is published; what is secret now was withdrawn: {', '.join(gone)}"
        raise


def _secret(job: Job, chosen: Collection[SourceFile]) -> Iterator[str]:
    """Withdraw what readers have of articles that are secret, or may be; yields their ids. One that was renamed as well
    is withdrawn as what it was called: its records follow it when something is published again."""
    published = {lang: desk.published(job.project, lang) for lang in job.project.config.languages}
    followed = renames.follow(job.project, published, tuple(chosen))
    for file in chosen:
        live = [lang for lang, one in followed.standing(file.id).records.items() if one.is_live]
        if live and desk.may_be_secret(job.project, file):
            withdraw(job.project, followed.former.get(file.id, file.id), live, job.now)
            yield file.id


def _forgotten(
    project: Project, article: str, records: Mapping[str, Record], *, dry_run: bool
) -> tuple[Change | Written, ...]:
    """Keep nothing of what is withdrawn of an article that nobody publishes any more, since its file is gone."""
    from ..publishing import snapshots

    known = {lang: one for lang in project.config.languages if (one := desk.published(project, lang).get(article))}
    change = snapshots.change(project, snapshots.load(project, article, {**known, **records}))
    if not dry_run and change.is_change:
        snapshots.save(change)
    return (change,) if change.after and change.is_change else ()
