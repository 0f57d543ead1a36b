"""First drafts by machines: for units that nobody has translated, never without a mark, and never of what must stay.

A unit is filled with what the newsroom's own catalogs say for the same text, else with what an engine answers. It waits
for a person then (fuzzy), and its comment says which machine it was: the check `machine-unreviewed` reads that.
"""

from __future__ import annotations

import contextlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ..errors import FlowError
from ..machine import outgoing
from ..machine.answers import Answers
from . import drafting, filling
from .asking import Asker
from .outcomes import Drafted, Left, Outlook
from .routes import refuse
from .tasks import Task, held_back, tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from ..desk.opened import Opened
    from ..editions import Key
    from ..machine.shields import Shielded
    from ..project import Project
    from .drafting import Draft
    from .routes import Route

__all__ = ["asker", "outlook", "pretranslate"]

COPY = "copy"
"""Who is said to have drafted a text in which there is nothing to translate."""
_AHEAD = 8
"""So many texts for each request that may be under way are given out before the first is back."""


@contextlib.contextmanager
def asker(project: Project, way: Route, *, sends: bool = False, again: bool = False) -> Iterator[Asker]:
    """An engine, for a newsroom; nothing of that is written if nothing is sent.

    Args:
        project: the newsroom.
        way: to the engine.
        sends: something may be sent, if somebody has agreed to the engine's host; else it knows only what it answered
            before.
        again: send what was under way when an earlier run was killed once more.

    Raises:
        OutputError: somebody else sends texts now, or it cannot be written down what is sent.
    """
    derived, machine = project.derived, project.config.machine
    with contextlib.ExitStack() as stack:
        log = None
        if sends and way.host in outgoing.agreed(project.inside(derived / outgoing.HOSTS)):
            stack.enter_context(outgoing.alone(project.inside(derived / "pretranslate.lock")))
            log = stack.enter_context(contextlib.closing(outgoing.Log(project.inside(project.root / machine.log))))
        answers = Answers(project.inside(derived / "answers.sqlite"), keeps=sends)
        stack.callback(answers.close)
        yield stack.enter_context(contextlib.closing(Asker(way, machine, answers, log, again=again)))


def outlook(articles: Iterable[Opened], langs: Sequence[str], asker: Asker) -> Iterator[Outlook]:
    """What there is to do; nothing is sent, and nothing written.

    Args:
        articles: as the workspace has them.
        langs: the languages; those that nobody writes are passed over.
        asker: the engine.
    """
    refuse(asker.route.engine, langs)
    for one in tasks(articles, langs, asker):
        if isinstance(one, Drafted):
            yield Outlook(one.article, one.lang, error=one.errors[0])
            continue
        texts = [text for text in one.shielded.values() if not text.is_bare]
        asked = [text.sent for text in texts if not asker.knows(text.sent, one.about)]
        yield Outlook(
            one.opened.file.id,
            one.lang,
            empty=len(one.empty),
            remembered=len(one.remembered),
            to_ask=len(texts),
            known=len(texts) - len(asked),
            characters=sum(map(len, asked)),
            withheld=held_back(one),
        )


def pretranslate(
    articles: Iterable[Opened], langs: Sequence[str], asker: Asker, *, now: str, done: Callable[[int], None]
) -> Iterator[Drafted]:
    """Fill the empty units of articles' catalogs. If it is interrupted, what has come by then is written.

    Args:
        articles, langs, asker: as for `outlook`.
        now: the time, as gettext writes it (`2025-05-12 14:30+0500`).
        done: is told how many more units are dealt with.
    """
    refuse(asker.route.engine, langs)
    under_way: deque[tuple[Task, Sequence[Future[Mapping[Key, Draft]]]]] = deque()
    pool = ThreadPoolExecutor(asker.concurrency)

    def finished(at_most: int) -> Iterator[Drafted]:
        while under_way and sum(len(futures) for _, futures in under_way) > at_most:
            task, futures = under_way[0]
            for one in futures:
                done(len(one.result()))
            under_way.popleft()
            yield _written(task, _results(futures), asker, now)

    try:
        for one in tasks(articles, langs, asker):
            if isinstance(one, Drafted):
                yield one
                continue
            texts = list(one.shielded.items())
            some = [texts[at : at + asker.at_once] for at in range(0, len(texts), asker.at_once)]
            under_way.append((one, [pool.submit(_drafts, asker, one, dict(each)) for each in some]))
            yield from finished(_AHEAD * asker.concurrency)
        yield from finished(-1)
    finally:
        asker.stop()
        pool.shutdown(cancel_futures=True)
        for task, futures in under_way:  # it was interrupted
            _written(task, _results([one for one in futures if not one.cancelled()]), asker, now)


def _drafts(asker: Asker, task: Task, texts: Mapping[Key, Shielded]) -> Mapping[Key, Draft]:
    """Have some texts of an article translated: in one request, if the engine can and nothing goes wrong."""
    if len(texts) > 1:
        asker.fetch([one.sent for one in texts.values() if not one.is_bare], task.about)
    return {key: drafting.draft(asker, task.about, one, task.sentences.get) for key, one in texts.items()}


def _results(futures: Iterable[Future[Mapping[Key, Draft]]]) -> dict[Key, Draft]:
    return {key: draft for one in futures for key, draft in one.result().items()}


def _written(task: Task, drafts: Mapping[Key, Draft], asker: Asker, now: str) -> Drafted:
    """Write what there is; a unit that somebody has translated meanwhile stays as it is."""
    opened, lang, engine = task.opened, task.lang, asker.route.engine
    project = opened.project
    by = {key: COPY if task.shielded[key].is_bare else engine for key in drafts}
    texts = {key: (one.text, by[key]) for key, one in drafts.items() if one.text}
    why = {key: one.why for key, one in drafts.items() if one.why and not one.error and engine != filling.CATALOG}
    errors = [one.error for one in drafts.values() if one.error]
    try:
        filled = filling.fill(opened, lang, texts, task.remembered, now)
    except FlowError as error:
        failed = (*errors, project.placed(error))
        return Drafted(opened.file.id, lang, characters=asker.sent[task.about], errors=failed)
    why |= dict.fromkeys(filled.unfit, "the answer has signs that no PO file may have")
    return Drafted(
        opened.file.id,
        lang,
        filled.change.written if filled.change else None,
        project.shown(project.catalog(lang, opened.file.id)),
        filled.by_engine,
        filled.doubtful,
        filled.remembered,
        asker.sent[task.about],
        tuple(Left(filled.lines.get(key, 0), key[1], reason) for key, reason in why.items()),
        held_back(task),
        tuple(errors),
    )
