"""One article's work: synced with its catalogs, published, counted, in one go. It can be done in any process."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .. import editions, ledger
from ..desk.desk import NOTHING
from ..desk.opened import Opened
from ..desk.results import Exported, Inspected, Job, Row, Step, Synced
from ..errors import FlowError
from ..publishing import cards
from ..reviewing import inspection
from ..syncing.fingerprints import Texts, text_digest
from ..values import replace
from . import upkeep
from .done import Done, Packed, Waiting, Worked
from .records import CheckRecord, ExportRecord, StatusRecord, SyncRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..desk.results import Task
    from ..shown import Shown

__all__ = ["do", "do_all"]


def do(job: Job, task: Task) -> Worked | Waiting:
    """Do a job for an article: what became of it, or what it waits for. What goes wrong is a value, too."""
    project, file = job.project, task.file
    arrivals = task.arrivals.items() if job.dry_run else ()
    here = {project.catalog(lang, file.id): one.data for lang, one in arrivals} or NOTHING
    opened = Opened(project, file, here, job.glossary)
    evidence = ledger.Evidence(project.root)
    evidence.look(file.path)
    opened.checked = task.checked if task.checked and evidence.agrees(task.checked.digests) else None
    if Step.SYNC in job.steps and task.memory is None and (wanted := upkeep.news(opened, job.langs)):
        return Waiting(wanted, lambda memory: _work(job, replace(task, memory=memory), opened, evidence))
    return _work(job, task, opened, evidence)


def do_all(job: Job, tasks: Iterable[Task]) -> list[Worked | Waiting]:
    """Do a job for articles, as `do`; what became of them is packed, or is in its entry for the ledger."""
    answers = (do(job, task) for task in tasks)
    return [one if isinstance(one, Waiting) else _packed(one, job) for one in answers]


def _packed(worked: Worked, job: Job) -> Worked:
    is_kept = worked.entry is not None and job.only_looks
    return replace(worked, done=Done(worked.done.article) if is_kept else Packed(worked.done))


def _work(job: Job, task: Task, opened: Opened, evidence: ledger.Evidence) -> Worked:
    project, file, steps, standing = job.project, task.file, job.steps, task.standing
    results: dict[str, ledger.Answer] = {}
    synced: Synced | None = None
    exported: tuple[Exported, ...] = ()
    rows: tuple[Row, ...] = ()
    inspected: Inspected | None = None
    shown: Shown | None = None
    if Step.SYNC in steps:
        kept = upkeep.sync(opened, job, task)
        synced = kept.synced
        if kept.settled is not None:
            results[job.question(Step.SYNC, standing)] = _answer(SyncRecord(kept.settled, kept.synced.notices))
    if Step.EXPORT in steps:
        from . import exporting  # with all that makes pages

        exported, shown = exporting.export(job, opened, standing, evidence)
        if now := exporting.after(job, standing, shown):
            results[job.question(Step.EXPORT, now)] = _answer(ExportRecord.of(exported, project.root), exported)
    if Step.STATUS in steps:
        rows = tuple(_count(job, opened))
        results[job.question(Step.STATUS, standing)] = _answer(StatusRecord.of(rows), rows)
    if Step.CHECK in steps:
        inspected = inspection.inspect(opened, job.langs, fuzzy=job.fuzzy, sources=job.sources)
        record = CheckRecord.of(inspected)
        results[job.question(Step.CHECK, standing)] = ledger.Answer(bool(inspected.findings), ledger.encoded(record))
    done = Done(file.id, synced, exported, rows, inspected)
    if job.dry_run or done.has_errors or len(results) < len(steps):
        return Worked(done, shown=shown)
    for lang, catalog in opened.catalogs.items():
        evidence.add(project.catalog(lang, file.id), catalog.digest if catalog else "")
    digest = functools.cache(text_digest)  # the texts are the same in all languages
    known = opened.catalogs.items() if Step.SYNC in steps or Step.CHECK in steps else ()
    texts = {lang: Texts.of(catalog, digest) for lang, catalog in known if catalog}
    return Worked(done, evidence.entry(results), texts, shown)


def _answer(record: ledger.Record, results: Iterable[Exported | Row] = ()) -> ledger.Answer:
    """What the ledger keeps of results, which may wait for people."""
    return ledger.Answer(any(one.waits for one in results), ledger.encoded(record))


def _count(job: Job, opened: Opened) -> Iterator[Row]:
    """How far the article is in each language but its own."""
    name = opened.file.id
    try:
        found = opened.to_translate
    except FlowError as error:
        yield Row(name, "", editions.Progress(), error=error)
        return
    source = cards.source(opened.skeleton)
    words, needed = sum(segment.words for segment in found), opened.project.config.approvals
    for lang in job.langs:
        way = editions.way(lang, opened.article.lang)
        if way.catalog_lang is None:
            continue
        try:
            progress = editions.progress(found, opened.catalog(way.catalog_lang), words, needed)
            yield Row(name, lang, progress, way.catalog_lang if way.catalog_lang != lang else "", source)
        except FlowError as error:
            yield Row(name, lang, editions.Progress(), error=error)
