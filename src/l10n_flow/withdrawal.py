"""Editions are taken from the site, and brought back: the records say so, and all that links to them follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import desk, publications, results, rounds
from .errors import RecordError
from .results import Job, Step
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Collection

    from .files import Change, Written
    from .project import Project
    from .results import Assembled

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
    list of those that are gone. `export` does not publish them again. The article's file need not be there any more.

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
    job = Job(project, (), (Step.EXPORT,), now, dry_run, records=tuple((lang, new[lang]) for lang in changed))
    done = results.Results(rounds.run(job, files, {}), results.exported)
    (site,) = done.each(results.assembled)
    pages = tuple(change for one in done for change in (one.change, *one.copies) if change and change.is_change)
    same = tuple(lang for lang in new if lang not in changed)
    return Withdrawn(article, changed, same, pages, site)
