"""The work of many articles: what the ledger knows is not done again, the rest is spread over processes.

First the articles are done that need nobody else; then what the others wait for is looked up in the memory, once, and
they are done. So what comes out does not depend on who is first.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import sys
from collections import defaultdict, deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from . import desk, ledger, plugins
from .errors import WorkspaceError
from .glossary import load
from .results import Done, Step, Waiting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from .editions import Key
    from .orphans import Arrival, Arrivals
    from .project import Project, SourceFile
    from .results import Exported, Inspected, Job, Memory, Row, Synced, Worked
    from .sayings import Texts

    Former: TypeAlias = Mapping[str, bytes]
    Task: TypeAlias = tuple[SourceFile, Mapping[str, Arrival], Former, Memory | None]
    Answer: TypeAlias = tuple[SourceFile, Worked | Waiting]

__all__ = ["run"]

T = TypeVar("T", bound=ledger.Record)

_MANY = 24
"""So many articles are worth more processes, which take some tenths of a second to start."""
_LEARNT = 100
"""So many articles the memory learns at once; until then all their texts are held."""
_BATCH = 8
"""So many articles are given out together: it takes some time to tell a process what to do."""
_AHEAD = 4
"""So many batches for each processor are given out before the first is back."""


def run(job: Job, chosen: Sequence[SourceFile], arrivals: Arrivals, executor: Executor | None = None) -> Iterator[Done]:
    """Do a job for articles.

    Args:
        job: what to do.
        chosen: the articles.
        arrivals: catalogs that articles get from elsewhere.
        executor: who does it; None for this process if there is little to do, else for a process on each processor.

    Yields:
        What became of each, in the order of `chosen`.
    """
    job = replace(job, glossary=load.digest(job.project))
    books = _Books(job)
    expecting = {article for _, article in arrivals}
    done = {file.id: known for file in chosen if file.id not in expecting and (known := books.known(file))}
    waiting = deque(chosen)
    try:
        for one in _work(job, [file for file in chosen if file.id not in done], arrivals, books, executor):
            done[one.done.article] = one.done
            books.record(one)
            while waiting and waiting[0].id in done:
                yield done.pop(waiting.popleft().id)
        yield from (done[file.id] for file in waiting)
    finally:
        books.save()


class _Known(Done):
    """An article that there is nothing new of. What came of it is made again whenever somebody asks for it."""

    waits: bool
    has_errors = False
    books: _Books

    def __init__(self, article: str, waits: bool, books: _Books) -> None:
        vars(self).update(article=article, known=True, waits=waits, books=books)

    @property
    def synced(self) -> Synced | None:
        from .records import SyncRecord

        record = self.books.recall(self.article, Step.SYNC, SyncRecord)
        return record.result(self.article) if record else None

    @property
    def exported(self) -> tuple[Exported, ...]:
        from .records import ExportRecord

        record = self.books.recall(self.article, Step.EXPORT, ExportRecord)
        return record.result(self.article, self.books.root, self.books.stamps(self.article)) if record else ()

    @property
    def rows(self) -> tuple[Row, ...]:
        from .records import StatusRecord

        record = self.books.recall(self.article, Step.STATUS, StatusRecord)
        return record.result(self.article) if record else ()

    @property
    def inspected(self) -> Inspected | None:
        from .records import CheckRecord

        record = self.books.recall(self.article, Step.CHECK, CheckRecord)
        return record.result(self.article) if record else None


class _Books:
    """What is known from former rounds, and what is learnt in this one, which nobody remembers after a dry run."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._questions = {step: job.question(step) for step in job.steps}
        root, version = job.project.root, ledger.version((job.project.config, job.glossary))
        path = _place(job.project, "ledger.msgpack")
        self._ledger = ledger.Ledger(root, path, version, keeps=not job.dry_run)
        self._learnt: list[Worked] = []

    @property
    def root(self) -> Path:
        """Where paths count from."""
        return self._job.project.root

    def known(self, file: SourceFile) -> Done | None:
        """What the ledger has of an article, if nothing that it came from has changed."""
        answers = self._ledger.look_up(file.id, self._questions.values())
        return None if answers is None else _Known(file.id, any(answer.waits for answer in answers), self)

    def recall(self, article: str, step: Step, kind: type[T]) -> T | None:
        """What the ledger has of a step with a known article; None if that is no step of the job."""
        entry = self._ledger.entry(article) if step in self._questions else None
        return ledger.decoded(entry.results[self._questions[step]].whole, kind) if entry else None

    def stamps(self, article: str) -> Mapping[str, ledger.Stamp | None]:
        """How the files of a known article were."""
        entry = self._ledger.entry(article)
        return entry.stamps if entry else {}

    def record(self, worked: Worked) -> None:
        """Remember what came of an article."""
        self._ledger.record(worked.done.article, worked.entry)
        if worked.entry and worked.texts:
            self._learnt.append(worked)
            if len(self._learnt) >= _LEARNT:
                self._learn()

    def former(self, todo: Iterable[SourceFile], arrivals: Arrivals) -> Mapping[str, Former]:
        """What the catalogs of articles had after the last run, by article and language, of those that changed since.

        What is somewhere else now has lost nothing.
        """
        job, index = self._job, _place(self._job.project, "memory.sqlite")
        if Step.SYNC not in job.steps or not index or not index.exists():
            return {}
        from . import memory

        moved = {(lang, str(arrival.origin.path(job.project))) for (lang, _), arrival in arrivals.items()}
        if moved and not job.dry_run:
            memory.forget(index, moved)
        asked = ((lang, self._path(lang, file.id)) for file in todo for lang in job.langs)
        changed = memory.former(index, (one for one in asked if one not in moved))
        found: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        for file in todo if changed else ():
            for lang in job.langs:
                if (one := (lang, self._path(lang, file.id))) in changed and (lang, file.id) not in arrivals:
                    found[file.id][lang] = changed[one]
        return found

    def look_up(self, waiting: Iterable[Waiting]) -> Memory:
        """What other articles say for all the texts that are waited for."""
        from . import memory

        self._learn()
        wanted: defaultdict[tuple[str, str], set[Key]] = defaultdict(set)
        for one in waiting:
            for languages, keys in one.wanted.items():
                wanted[languages].update(keys)
        project = self._job.project
        load, paths = functools.partial(desk.try_load, project), functools.partial(desk.po_files, project)
        return memory.look_up(wanted, paths, load, self._index())

    def save(self) -> None:
        """Keep it all."""
        self._learn()
        self._ledger.save()

    def _learn(self) -> None:
        index = self._index()
        if self._learnt and index:
            from . import memory

            memory.learn(index, (row for one in self._learnt for row in self._rows(one)))
        self._learnt.clear()

    def _rows(self, worked: Worked) -> Iterator[tuple[str, str, int, int, Texts]]:
        """What the memory learns of an article's catalogs."""
        stamps = worked.entry.stamps if worked.entry else {}
        for lang, texts in worked.texts.items():
            path = self._path(lang, worked.done.article)
            if stamp := stamps.get(path.removeprefix(f"{self.root}/")):
                yield lang, path, stamp.size, stamp.time, texts

    def _path(self, lang: str, article: str) -> str:
        """A catalog, as the memory names it."""
        return f"{self.root}/{self._job.project.config.folders.locales}/{lang}/{article}.po"

    def _index(self) -> Path | None:
        return None if self._job.dry_run else _place(self._job.project, "memory.sqlite")


def _place(project: Project, name: str) -> Path | None:
    """Where a file of ours is, None if nothing of ours may be there."""
    try:
        return project.inside(project.derived / name)
    except WorkspaceError:  # which is told by who must write there
        return None


def _work(
    job: Job, todo: Sequence[SourceFile], arrivals: Arrivals, books: _Books, executor: Executor | None
) -> Iterator[Worked]:
    """Do the articles, those last that wait for something."""
    if not todo:
        return
    if {*job.steps} - {Step.STATUS}:  # a mistake in the glossary is everybody's, and is told before anything is written
        desk.glossary(job.project, job.glossary)
    own: defaultdict[str, dict[str, Arrival]] = defaultdict(dict)
    for (lang, article), arrival in arrivals.items():
        own[article][lang] = arrival
    none: dict[str, Any] = {}
    waiting: dict[SourceFile, Waiting] = {}
    with _workers(job, todo, executor) as workers:
        former = books.former(todo, arrivals)
        nothing: Memory | None = None if any(any(desk.po_files(job.project, lang)) for lang in job.langs) else {}
        first, *others = ((file, own.get(file.id, none), former.get(file.id, none), nothing) for file in todo)
        # What is loaded for the first one is there in every process that forks from this one.
        for file, answer in itertools.chain(_spread(job, [first], None), _spread(job, others, workers)):
            if isinstance(answer, Waiting):  # which holds the article, and they must not all be held
                waiting[file] = answer if len(todo) < _MANY else Waiting(answer.wanted)
            else:
                yield answer
        found = books.look_up(waiting.values()) if waiting else {}
        yield from (one.go_on(_of(one, found)) for one in waiting.values() if one.go_on)
        left = ((file, _of(one, found)) for file, one in waiting.items() if not one.go_on)
        tasks = [(file, own.get(file.id, none), former.get(file.id, none), texts) for file, texts in left]
        yield from (answer for _, answer in _spread(job, tasks, workers) if not isinstance(answer, Waiting))


def _of(one: Waiting, found: Memory) -> Memory:
    """What was found for one article."""
    return {
        languages: {key: found[languages][key] for key in keys if key in found[languages]}
        for languages, keys in one.wanted.items()
    }


def _spread(job: Job, tasks: Sequence[Task], workers: Executor | None) -> Iterator[Answer]:
    """Do the tasks, a few at a time, and give the answers in their order."""
    from . import jobs

    if workers is None:
        yield from ((task[0], jobs.do(job, *task)) for task in tasks)
        return
    size = max(1, min(_BATCH, len(tasks) // (_AHEAD * _processors())))
    under_way: deque[tuple[Sequence[Task], Future[list[Worked | Waiting]]]] = deque()
    for at in range(0, len(tasks), size):
        batch = tasks[at : at + size]
        under_way.append((batch, workers.submit(jobs.do_all, job, batch)))
        if len(under_way) > _AHEAD * _processors():
            yield from _answers(*under_way.popleft())
    for batch, future in under_way:
        yield from _answers(batch, future)


def _answers(batch: Sequence[Task], future: Future[list[Worked | Waiting]]) -> Iterator[Answer]:
    return zip((file for file, *_ in batch), future.result(), strict=True)


@contextlib.contextmanager
def _workers(job: Job, todo: Collection[SourceFile], executor: Executor | None) -> Iterator[Executor | None]:
    """Who does the work: None for this process."""
    if executor is not None or len(todo) < _MANY or _processors() < 2:
        yield executor
        return
    import multiprocessing
    import threading
    from concurrent.futures import ProcessPoolExecutor

    _import_all(job, todo)
    alone = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if alone else "spawn")
    pool = ProcessPoolExecutor(_processors(), context, initializer=_follow_the_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _import_all(job: Job, todo: Iterable[SourceFile]) -> None:
    """Import once, before the process forks, what each of its children would import."""
    from . import jobs  # noqa: F401

    for suffix in {file.path.suffix.lower() for file in todo}:
        plugins.reader(plugins.formats()[suffix])
    if Step.EXPORT in job.steps:
        from .exporters import html  # noqa: F401
    if {*job.steps} - {Step.STATUS}:
        glossary = desk.glossary(job.project, job.glossary)
        for lang in job.langs:
            glossary.find("", lang)


def _follow_the_parent() -> None:
    """Begin as a worker. Ctrl-C goes to all processes of a terminal: who is in the middle of an article finishes it.

    If the parent is killed, nobody else tells its workers, and they would wait for work for ever.
    """
    import gc
    import multiprocessing.connection
    import signal
    import threading

    gc.freeze()  # else all that is the parent's would be looked at, and copied by that
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():

        def end_with_it() -> None:
            multiprocessing.connection.wait([parent.sentinel])
            os._exit(1)

        threading.Thread(target=end_with_it, daemon=True).start()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
