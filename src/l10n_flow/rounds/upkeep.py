"""An article's catalogs: brought in step with it, and written."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from .. import editions
from ..catalogs import catalog as catalogs
from ..catalogs import history
from ..catalogs.catalog import ATTEMPTS
from ..desk.desk import article_of
from ..desk.results import Synced
from ..disk import files
from ..errors import ChangedUnderUs, FlowError
from ..languages import registry
from ..model import Outcome, Problem, Severity
from ..publishing import exposure
from ..syncing import sync as syncing
from ..syncing.fingerprints import Found, lost
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..desk import orphans
    from ..desk.opened import Opened
    from ..desk.results import Job, Task
    from ..model import Catalog

__all__ = ["Upkeep", "news", "sync"]

Texts: TypeAlias = Mapping[editions.Key, Found]


class Upkeep(Value, frozen=True):
    """What `sync` did with an article; and `settled`, the outcomes of every language if it is asked once more, None
    if it would find something to do then."""

    synced: Synced
    settled: Mapping[str, Mapping[Outcome, int]] | None


def news(opened: Opened, langs: Sequence[str]) -> dict[tuple[str, str], tuple[editions.Key, ...]]:
    """The texts that an article's catalogs do not have yet: (language, source language) -> keys.

    An article or a catalog that cannot be read has none.
    """
    found: dict[tuple[str, str], tuple[editions.Key, ...]] = {}
    if opened.project.config.memory == "off":
        return found
    try:
        source = opened.article.lang
        for lang in editions.catalog_languages(langs, source):
            if new := _new(opened, opened.catalog(lang)):
                found[lang, registry.get(source).po] = new
    except FlowError:  # which is told when it is the article's turn
        pass
    return found


def sync(opened: Opened, job: Job, task: Task) -> Upkeep:
    """Bring an article's catalogs in step with it.

    Args:
        opened: the article; has its new catalogs afterwards.
        job: says in which languages (those that nobody writes are passed over), when, and whether nothing is written.
        task: what is known of the article.
    """
    project, file, now, dry_run = opened.project, opened.file, job.now, job.dry_run
    arrivals, former, memory = task.arrivals, task.former, task.memory or {}
    try:
        article = opened.whole
        told = exposure.in_source(opened)
    except FlowError as error:
        return Upkeep(Synced(file.id, errors=(error,)), None)
    if told:
        return Upkeep(Synced(file.id, errors=(told,)), None)
    written = editions.catalog_languages(job.langs, article.lang)
    changes: list[files.Change | files.Written] = []
    outcomes: dict[str, Mapping[Outcome, int]] = {}
    settled: dict[str, Mapping[Outcome, int] | None] = {}
    errors: list[FlowError] = []
    losses: list[Problem] = []
    for lang in written:
        try:
            seen = _seen(opened, lang, former[lang], dry_run=dry_run) if lang in former else []
            losses += seen
            texts = memory.get((lang, registry.get(article.lang).po), {})
            change, outcomes[lang] = _sync_one(opened, lang, now, arrivals.get(lang), texts, dry_run=dry_run)
            if lang in former and not (seen or change or dry_run):
                path = project.catalog(lang, file.id)
                history.see(project.backups(path), path)
            settled[lang] = _settled(opened, lang, now) if change else outcomes[lang]
            changes += [] if change is None else [change if dry_run else change.written]
        except FlowError as error:
            errors.append(project.placed(error))
    moved = {lang: one.origin for lang, one in arrivals.items() if one.error is None}
    notices = [problem for problem in article.problems if problem.severity is not Severity.ERROR]
    synced = Synced(file.id, tuple(changes), outcomes, moved, (*losses, *notices), tuple(errors))
    calm = {lang: counts for lang, counts in settled.items() if counts is not None}
    return Upkeep(synced, None if errors or moved or len(calm) < len(written) else calm)


def _seen(opened: Opened, lang: str, former: bytes, *, dry_run: bool) -> list[Problem]:
    """What is to be told of a catalog that changed since the last run; what it was then can be put back."""
    project, path = opened.project, opened.project.catalog(lang, opened.file.id)
    catalog, shown, folder = opened.catalog(lang), project.shown(path), project.backups(path)
    count = lost(former, catalog, [unit.key for unit in opened.wanted])
    if not count:
        return []
    kept = history.is_kept(folder)
    if not dry_run:
        history.save(folder, path)
    many = "1 translation" if count == 1 else f"{count} translations"
    told = f"{many} that {shown} had after the last run: gone" if catalog else f"{shown} is gone, with {many}"
    cure = f"l10n-flow doctor --restore {shown}" if kept else f"git log -- {shown}"
    return [Problem(told, hint=f"if that is a mistake: {cure}", severity=Severity.WARNING)]


def _sync_one(
    opened: Opened, lang: str, now: str, arrival: orphans.Arrival | None, texts: Texts, *, dry_run: bool
) -> tuple[files.Change | None, Mapping[Outcome, int]]:
    """The change of a catalog, None if nothing had to be changed; and the count of each outcome."""
    if arrival and arrival.error:
        raise arrival.error
    project = opened.project
    for attempt in itertools.count(1):
        before = opened.catalog(lang)
        synced = _synced(opened, lang, now, texts)
        if arrival is None and before is synced.catalog and before.is_normal:
            break
        data = catalogs.dump(synced.catalog)
        same = before is not None and before.digest == hashlib.sha256(data).hexdigest()
        if same and arrival is None:
            break
        path = project.catalog(lang, opened.file.id)
        exposure.refuse_catalog(project, synced.catalog, project.shown(path), (lang, opened.article.lang))
        change = files.change(path, data)
        if arrival:
            change = replace(change, before=arrival.data, origin=arrival.origin.path(project))
        try:
            if dry_run:
                opened.replace(lang, catalogs.load(data, project.shown(path)))
            elif not same:
                lock, keep = project.inside(project.derived / "catalogs.lock"), project.backups(path)
                opened.replace(lang, catalogs.write(path, synced.catalog, data=data, lock=lock, keep=keep))
            return change, dict(synced.counts)
        except ChangedUnderUs:
            if attempt == ATTEMPTS:
                raise
            opened.put_back(lang)
    return None, dict(synced.counts)


def _synced(opened: Opened, lang: str, now: str, texts: Texts) -> syncing.Synced:
    catalog, source = opened.catalog(lang), opened.article
    new = _new(opened, catalog) if texts else ()
    tells = functools.partial(exposure.has, opened.project, langs=(lang, source.lang))
    return syncing.update(
        opened.wanted_in(lang),
        catalog,
        language=registry.get(lang),
        source_language=registry.get(source.lang),
        now=now,
        memory={key: _named(opened, texts[key]) for key in new if key in texts and not tells(texts[key].unit.target)},
        trust_memory=opened.project.config.memory == "accept",
        fill_numbers=True,
    )


def _named(opened: Opened, found: Found) -> Found:
    """What was found, with the ids of the articles in place of the paths."""
    place, rival = (article_of(opened.project, one) if one else "" for one in (found.place, found.rival))
    return replace(found, place=place, rival=rival)


def _settled(opened: Opened, lang: str, now: str) -> Mapping[Outcome, int] | None:
    """The outcomes if a new catalog is synced once more, None if that would change it again."""
    again = _synced(opened, lang, now, {})
    return dict(again.counts) if again.catalog is opened.catalog(lang) else None


def _new(opened: Opened, catalog: Catalog | None) -> tuple[editions.Key, ...]:
    """The texts that a catalog does not have."""
    known = catalog.in_use if catalog else {}
    new = [unit.key for unit in opened.wanted if unit.key not in known]
    put_away = {unit.key for unit in catalog.units if unit.obsolete} if catalog and new else set()
    return tuple([key for key in new if key not in put_away])
