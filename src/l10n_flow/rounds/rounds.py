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
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from .. import plugins
from ..desk import desk
from ..desk.results import Step, Task
from ..glossary import load
from ..values import replace
from .cache import Cache
from .coordinator import Coordinator
from .done import Done, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor, Future

    from ..desk.orphans import Arrival, Arrivals
    from ..desk.results import Job, Memory
    from ..project import SourceFile
    from ..publications import Standing
    from .done import Worked

    Answer: TypeAlias = tuple[SourceFile, Worked | Waiting]

__all__ = ["run", "spread", "workers"]

S = TypeVar("S")
T = TypeVar("T")

_MANY = 24
"""So many articles are worth more processes, which take some tenths of a second to start."""
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
    job.project.stats.forget()
    coordinator = Coordinator(job, chosen)
    cache = Cache(job, coordinator.standing)
    expecting = {article for _, article in arrivals}
    done = {file.id: known for file in chosen if file.id not in expecting and (known := cache.known(file))}
    _sweep(job)
    waiting = deque(chosen)
    try:
        todo = {file.id: file for file in chosen if file.id not in done}
        redo = functools.partial(_again, job, {file.id: file for file in chosen})
        for one in _work(job, list(todo.values()), arrivals, (cache, coordinator), executor):
            done[one.done.article] = cache.record(coordinator.accepted(one, redo))
            while waiting and waiting[0].id in done:
                yield done.pop(waiting.popleft().id)
        yield from (done[file.id] for file in waiting)
        assembled = coordinator.finish()
        again = [*coordinator.settled(redo)]
        for one in again:
            cache.record(one)
        if assembled and not assembled.is_recorded:
            cache.forget(coordinator.published)
        if assembled:
            assembled = assembled.with_linking(edition for one in again for edition in one.done.exported)
            yield Done("", assembled=assembled, known=not (assembled.pages or assembled.removed))
    finally:
        cache.save()
        coordinator.close()


def _sweep(job: Job) -> None:
    """Delete what processes that were killed left beside the files that were looked at."""
    left = () if job.dry_run else job.project.stats.hidden()
    for folder in {Path(path).parent for path in left if path.endswith(".tmp")}:
        from ..disk import temporary

        temporary.sweep(folder)


def _work(
    job: Job,
    todo: Sequence[SourceFile],
    arrivals: Arrivals,
    known: tuple[Cache, Coordinator],
    executor: Executor | None,
) -> Iterator[Worked]:
    """Do the articles, those last that wait for something."""
    cache, coordinator = known
    if not todo:
        return
    if {*job.steps} - {Step.STATUS}:  # a mistake in the glossary is everybody's, and is told before anything is written
        desk.glossary(job.project, job.glossary)
    own: defaultdict[str, dict[str, Arrival]] = defaultdict(dict)
    for (lang, article), arrival in arrivals.items():
        own[article][lang] = arrival
    waiting: dict[SourceFile, Waiting] = {}
    with workers(job, todo, executor) as pool:
        former = cache.former(todo, arrivals)
        nothing: Memory | None = None if any(any(desk.po_files(job.project, lang)) for lang in job.langs) else {}

        def task(file: SourceFile, found: Memory | None) -> Task:
            known = own.get(file.id, {}), former.get(file.id, {})
            return Task(file, coordinator.standing(file.id), *known, found, cache.checked(file.id))

        first, *others = (task(file, nothing) for file in todo)
        # What is loaded for the first one is there in every process that forks from this one.
        for file, answer in itertools.chain(_spread(job, [first], None), _spread(job, others, pool)):
            if isinstance(answer, Waiting):  # which holds the article, and they must not all be held
                waiting[file] = answer if len(todo) < _MANY else Waiting(answer.wanted)
            else:
                yield answer
        found = cache.look_up(waiting.values(), todo) if waiting else {}
        job.project.stats.forget()  # what is done changes files
        yield from (one.go_on(_of(one, found)) for one in waiting.values() if one.go_on)
        left = ((file, _of(one, found)) for file, one in waiting.items() if not one.go_on)
        tasks = list(itertools.starmap(task, left))
        yield from (answer for _, answer in _spread(job, tasks, pool) if not isinstance(answer, Waiting))


def _again(job: Job, files: Mapping[str, SourceFile], article: str, standing: Standing) -> Worked | None:
    """Do an article once more, that needs nobody else now. One that is none of the files, or has none any more, gets
    nothing new: the pages that readers have are made again."""
    from . import exporting, jobs

    file = files.get(article)
    if file is None:
        job = replace(job, langs=(), steps=(Step.EXPORT,))
        file = next((one for one in desk.select(job.project).files if one.id == article), None)
    worked = jobs.do(job, Task(file, standing, memory={})) if file else exporting.refresh(job, article, standing)
    return None if isinstance(worked, Waiting) else worked


def _of(one: Waiting, found: Memory) -> Memory:
    """What was found for one article."""
    return {
        languages: {key: found[languages][key] for key in keys if key in found[languages]}
        for languages, keys in one.wanted.items()
    }


def _spread(job: Job, tasks: Sequence[Task], workers: Executor | None) -> Iterator[Answer]:
    """Do the tasks, and give the answers in their order."""
    from . import jobs

    if workers is None and len(tasks) < _MANY:  # many are packed, and not all of them in memory
        yield from ((task.file, jobs.do(job, task)) for task in tasks)
    else:
        answers = spread(workers, functools.partial(jobs.do_all, job), tasks)
        yield from zip((task.file for task in tasks), answers, strict=True)


def spread(workers: Executor | None, do_all: Callable[[Sequence[S]], list[T]], tasks: Sequence[S]) -> Iterator[T]:
    """Do tasks, a few at a time, and give the answers in their order.

    Args:
        workers: who does it, as from `workers`.
        do_all: does some tasks, in any process, and answers to each.
        tasks: all of them.
    """
    if workers is None:
        for task in tasks:
            yield from do_all([task])
        return
    size = max(1, min(_BATCH, len(tasks) // (_AHEAD * _processors())))
    under_way: deque[Future[list[T]]] = deque()
    for at in range(0, len(tasks), size):
        under_way.append(workers.submit(do_all, tasks[at : at + size]))
        if len(under_way) > _AHEAD * _processors():
            yield from under_way.popleft().result()
    for future in under_way:
        yield from future.result()


@contextlib.contextmanager
def workers(job: Job, todo: Collection[SourceFile], executor: Executor | None = None) -> Iterator[Executor | None]:
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
        from ..pages import html  # noqa: F401
        from . import exporting  # noqa: F401
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
