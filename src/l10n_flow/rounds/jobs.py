"""One article's work: synced with its catalogs, published, counted, in one go. It can be done in any process."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .. import editions, ledger
from ..desk import upkeep
from ..desk.desk import NOTHING
from ..desk.opened import Opened
from ..errors import FlowError
from ..publishing import cards
from ..reviewing import inspection
from ..syncing.fingerprints import Texts, text_digest
from ..values import replace
from .done import Done, Packed, Waiting, Worked
from .records import CheckRecord, ExportRecord, StatusRecord, SyncRecord
from .results import Exported, Inspected, Job, Row, Step, Synced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..desk.upkeep import Arrivals, Former
    from ..project import SourceFile
    from ..publications import Standing
    from ..shown import Shown
    from .results import Checked, Memory

__all__ = ["do", "do_all"]


def do(  # noqa: PLR0913, PLR0917  all that is known of an article
    job: Job,
    file: SourceFile,
    arrivals: Arrivals,
    former: Former,
    standing: Standing,
    memory: Memory | None,
    checked: Checked | None = None,
) -> Worked | Waiting:
    """Do a job for an article.

    Args:
        job: what to do.
        file: the article.
        arrivals: catalogs that it gets from elsewhere.
        former: what its catalogs had after the last run, of those that changed since; as `memory.former` has it.
        standing: what the records say of it.
        memory: what was found for the texts that it waited for; None if nobody has looked yet.
        checked: what `check` found in it before; None if nobody asked.

    Returns:
        What became of it, or what it waits for. What goes wrong is a value, too.
    """
    project = job.project
    here = {project.catalog(lang, file.id): one.data for lang, one in arrivals.items()} if job.dry_run else NOTHING
    opened = Opened(project, file, here, job.glossary)
    evidence = ledger.Evidence(project.root)
    evidence.look(file.path)
    opened.checked = checked if checked and evidence.agrees(checked.digests) else None
    if Step.SYNC in job.steps and memory is None and (wanted := upkeep.news(opened, job.langs)):
        return Waiting(wanted, functools.partial(_work, job, opened, evidence, arrivals, former, standing))
    return _work(job, opened, evidence, arrivals, former, standing, memory or {})


def do_all(
    job: Job, tasks: Iterable[tuple[SourceFile, Arrivals, Former, Standing, Memory | None, Checked | None]]
) -> list[Worked | Waiting]:
    """Do a job for articles, each with the other arguments of `do`, as `do` does; what became of them is packed, or is
    in its entry for the ledger."""
    answers = (do(job, *task) for task in tasks)
    return [one if isinstance(one, Waiting) else _packed(one, job) for one in answers]


def _packed(worked: Worked, job: Job) -> Worked:
    is_kept = worked.entry is not None and job.only_looks
    return replace(worked, done=Done(worked.done.article) if is_kept else Packed(worked.done))


def _work(  # noqa: PLR0913, PLR0917  as above
    job: Job,
    opened: Opened,
    evidence: ledger.Evidence,
    arrivals: Arrivals,
    former: Former,
    standing: Standing,
    memory: Memory,
) -> Worked:
    project, file, steps = job.project, opened.file, job.steps
    results: dict[str, ledger.Answer] = {}
    synced: Synced | None = None
    exported: tuple[Exported, ...] = ()
    rows: tuple[Row, ...] = ()
    inspected: Inspected | None = None
    shown: Shown | None = None
    if Step.SYNC in steps:
        kept = upkeep.sync(opened, job.langs, job.now, arrivals, former, memory, dry_run=job.dry_run)
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
