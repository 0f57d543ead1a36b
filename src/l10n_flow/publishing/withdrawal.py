"""Editions are taken from the site, and brought back: the records say so, and all that links to them follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import desk, publications, results, rounds
from ..errors import RecordError
from ..results import Job, Step
from ..values import Value
from . import kept, linked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..files import Change, Written
    from ..project import Project
    from ..publications import Record
    from ..results import Assembled

__all__ = ["Withdrawn", "withdraw"]


class Withdrawn(Value, frozen=True):
    """What became of an article's editions: the languages of those that were changed, and of those that were so
    already; the article's other pages that changed; and the site."""

    article: str
    changed: tuple[str, ...]
    same: tuple[str, ...]
    pages: tuple[Change | Written, ...]
    site: Assembled


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
    links = {} if back else linked.known(project)  # where to lead to again, the next export finds out
    files = tuple(
        file for file in desk.select(project).files if file.id == article or article in links.get(file.id, ())
    )
    again = changed if back else ()
    job = Job(project, again, (Step.EXPORT,), now, dry_run, records=tuple((lang, new[lang]) for lang in changed))
    done = results.Results(rounds.run(job, files, {}), results.exported)
    (site,) = done.each(results.assembled)
    pages = tuple(change for one in done for change in (one.change, *one.copies) if change and change.is_change)
    if article not in {file.id for file in files}:
        pages += _forgotten(project, article, new, dry_run=dry_run)
    same = tuple(lang for lang in new if lang not in changed)
    return Withdrawn(article, changed, same, pages, site)


def _forgotten(
    project: Project, article: str, records: Mapping[str, Record], *, dry_run: bool
) -> tuple[Change | Written, ...]:
    """Keep nothing of what is withdrawn of an article that nobody publishes any more, since its file is gone."""
    known = {lang: one for lang in project.config.languages if (one := desk.published(project, lang).get(article))}
    change = kept.change(project, kept.load(project, article, {**known, **records}))
    if not dry_run and change.is_change:
        kept.save(change)
    return (change,) if change.after and change.is_change else ()
