"""First drafts by machines: for units that nobody has translated, never without a mark, and never of what must stay.

A unit is filled with what the newsroom's own catalogs say for the same text, else with what an engine answers. It waits
for a person then (fuzzy), and its comment says which machine it was: the check `machine-unreviewed` reads that.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import shutil
import tempfile
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from .. import desk, editions, plugins, segmentation
from ..errors import CatalogError, EngineSetupError, FlowError, WithheldError
from ..languages import registry
from ..machine import leaving, outgoing, shields
from ..machine.answers import Answers
from ..machine.protected import Names
from ..syncing import memory
from ..values import Value, replace
from . import drafting, filling
from .asking import About, Asker, refuse, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from ..editions import Key
    from ..files import Written
    from ..machine.shields import Shielded
    from ..opened import Opened
    from ..project import Project
    from ..results import Memory
    from ..syncing.sayings import Found
    from .asking import Route
    from .drafting import Draft

__all__ = ["Drafted", "Left", "Outlook", "asker", "outlook", "pretranslate"]

_CODE = re.compile(r"<(?P<name>(?:code|kbd|samp)\d*)>.*?</(?P=name)>")
"""What people type and machines print: nobody translates it."""
COPY = "copy"
"""Who is said to have drafted a text in which there is nothing to translate."""
_TOGETHER = 50
"""So many articles' texts are looked for in the memory at once."""
_AHEAD = 8
"""So many texts for each request that may be under way are given out before the first is back."""


class Outlook(Value, frozen=True):
    """What there is to do for an article in a language.

    Attributes:
        empty: units without a translation.
        remembered: those of them that the newsroom's catalogs have a translation of.
        to_ask: those that are left for the engine; `known` of them it has answered before.
        characters: how many would be sent.
        withheld: why its texts must not go to the engine.
        error: why nothing can be done.
    """

    article: str
    lang: str
    empty: int = 0
    remembered: int = 0
    to_ask: int = 0
    known: int = 0
    characters: int = 0
    withheld: WithheldError | None = None
    error: FlowError | None = None


class Left(Value, frozen=True):
    """A unit that stays empty: the line of its entry (0 if unknown), its text, and why."""

    line: int
    text: str
    why: str


class Drafted(Value, frozen=True):
    """What became of an article's catalog in a language.

    Attributes:
        change: of the catalog, None if nothing was filled; `path` is its name from the workspace's root.
        by_engine: units that the engine filled; in `doubtful` of them the checks found something.
        remembered: units that the newsroom's other catalogs filled.
        characters: how many were sent.
        left: units that stay empty.
        withheld: why its texts did not go to the engine.
        errors: why nothing, or not all, could be done.
    """

    article: str
    lang: str
    change: Written | None = None
    path: str = ""
    by_engine: int = 0
    doubtful: int = 0
    remembered: int = 0
    characters: int = 0
    left: tuple[Left, ...] = ()
    withheld: WithheldError | None = None
    errors: tuple[FlowError, ...] = ()


class _Task(Value, frozen=True):
    """An article in a language: its empty units, what the newsroom's catalogs say for them, and the others, shielded,
    if they may go to the engine. `sentences` is what the catalogs say for parts of them."""

    opened: Opened
    about: About
    empty: tuple[Key, ...]
    withheld: WithheldError | None
    remembered: Mapping[Key, Found] = {}
    shielded: Mapping[Key, Shielded] = {}
    sentences: Mapping[str, str] = {}

    @property
    def lang(self) -> str:
        return self.about.target


_Begun: TypeAlias = "_Task | Drafted"
"""What can be done, or why it cannot."""


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
    for one in _tasks(articles, langs, asker):
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
            withheld=_held_back(one),
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
    under_way: deque[tuple[_Task, Sequence[Future[Mapping[Key, Draft]]]]] = deque()
    pool = ThreadPoolExecutor(asker.concurrency)

    def finished(at_most: int) -> Iterator[Drafted]:
        while under_way and sum(len(futures) for _, futures in under_way) > at_most:
            task, futures = under_way[0]
            for one in futures:
                done(len(one.result()))
            under_way.popleft()
            yield _written(task, _results(futures), asker, now)

    try:
        for one in _tasks(articles, langs, asker):
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


def _drafts(asker: Asker, task: _Task, texts: Mapping[Key, Shielded]) -> Mapping[Key, Draft]:
    """Have some texts of an article translated: in one request, if the engine can and nothing goes wrong."""
    if len(texts) > 1:
        asker.fetch([one.sent for one in texts.values() if not one.is_bare], task.about)
    return {key: drafting.draft(asker, task.about, one, task.sentences.get) for key, one in texts.items()}


def _results(futures: Iterable[Future[Mapping[Key, Draft]]]) -> dict[Key, Draft]:
    return {key: draft for one in futures for key, draft in one.result().items()}


def _tasks(articles: Iterable[Opened], langs: Sequence[str], asker: Asker) -> Iterator[_Begun]:
    source = iter(articles)
    with tempfile.TemporaryDirectory() as folder:  # what is looked up is indexed once, and nothing of ours changes
        index = Path(folder, "memory.sqlite")
        while some := tuple(itertools.islice(source, _TOGETHER)):
            begun = [one for opened in some for one in _begun(opened, langs, asker.route.engine, asker.route.url)]
            known = _look_up([one for one in begun if isinstance(one, _Task)], index)
            yield from (_prepared(one, known) if isinstance(one, _Task) else one for one in begun)


def _begun(opened: Opened, langs: Sequence[str], engine: str, url: str) -> Iterator[_Begun]:
    """An article's empty units in each language, or what is wrong."""
    project, name = opened.project, opened.file.id
    try:
        written = editions.catalog_languages(langs, opened.whole.lang)
    except FlowError as error:
        yield Drafted(name, "", errors=(error,))
        return
    for lang in written:
        try:
            yield _task(opened, lang, engine, url)
        except FlowError as error:
            yield Drafted(name, lang, errors=(project.placed(error),))


def _task(opened: Opened, lang: str, engine_id: str, url: str) -> _Task:
    """Raises FlowError: the catalog cannot be read, or the engine cannot translate between the languages."""
    article, engine, path = opened.article, plugins.engine(engine_id), opened.project.catalog(lang, opened.file.id)
    source = spoken(engine, article.lang)
    if not source or lang not in engine.CODES:
        message = f"{engine_id} cannot translate from {article.lang} to {lang}"
        raise EngineSetupError(message, path=article.path, hint="l10n-flow engines shows what each one can")
    catalog = opened.catalog(lang)
    if catalog is None:
        raise CatalogError("there is no PO file yet", path=path, hint="l10n-flow sync makes it")
    empty = {unit.key for unit in catalog.units if filling.is_empty(unit)}
    wanted = tuple(dict.fromkeys(one.key for one in opened.to_translate if one.key in empty))
    withheld = leaving.refusal(article.meta.sensitivity, url, opened.project.config.machine)
    return _Task(opened, About(article.id, source, lang), wanted, withheld)


def _look_up(tasks: Collection[_Task], index: Path) -> Memory:
    """What the newsroom's catalogs say for empty units, and for sentences in them; the newsroom's index is copied."""
    wanted: defaultdict[tuple[str, str], set[Key]] = defaultdict(set)
    for one in tasks:
        if one.opened.project.config.memory != "off":
            wanted[_languages(one)].update(one.empty, ((None, text) for key in one.empty for text in _parts(one, key)))
    if not any(wanted.values()):
        return {}
    project = next(iter(tasks)).opened.project
    load, paths = functools.partial(desk.try_load, project), functools.partial(desk.po_files, project)
    own = project.inside(project.derived / "memory.sqlite")
    if own.is_file() and not index.exists():
        shutil.copyfile(own, index)
    return memory.look_up(wanted, paths, load, index)


def _parts(task: _Task, key: Key) -> Sequence[str]:
    """The sentences of a text that has several."""
    found = segmentation.split(key[1], registry.get(task.opened.article.lang))
    return found if len(found) > 1 else ()


def _languages(task: _Task) -> tuple[str, str]:
    """As the memory knows them: the language, and that of the article as PO headers have it."""
    return task.lang, registry.get(task.opened.article.lang).po


def _prepared(task: _Task, known: Memory) -> _Task:
    """With what was found, and the rest on its way to the engine."""
    said = {key: one for key, one in known.get(_languages(task), {}).items() if one.is_confirmed}
    remembered = {key: said[key] for key in task.empty if key in said}
    if task.withheld:
        return replace(task, remembered=remembered)
    left = [key for key in task.empty if key not in remembered]
    shielded = {key: _spelt(task, shields.shield(key[1], _kept(task.opened, key[1]))) for key in left}
    parts = {text for key in left for text in _parts(task, key)}
    sentences = {text: one.unit.target for (_, text), one in said.items() if text in parts}
    return replace(task, remembered=remembered, shielded=shielded, sentences=sentences)


def _spelt(task: _Task, shielded: Shielded) -> Shielded:
    """What is sent, in the script that the engine reads."""
    language = registry.get(task.opened.article.lang)
    if task.about.source == language.tag or language.restore is None:
        return shielded
    return replace(shielded, sent=language.restore(shielded.sent, ()))


def _kept(opened: Opened, text: str) -> list[tuple[int, int]]:
    """What in a text must come back as it is, beside what `shields` sees by itself: terms that stay in every language,
    and names that nobody may learn."""
    concepts = opened.glossary.by_id
    hits = opened.terms.get(text, ())
    terms = [(hit.start, hit.end) for hit in hits if concepts[hit.term.concept].do_not_translate]
    code = [found.span() for found in _CODE.finditer(text)]
    return [*terms, *code, *_names(opened.project.config.protected_names).spans(text, opened.article.lang, alone=True)]


@functools.lru_cache(maxsize=1)
def _names(protected: tuple[str, ...]) -> Names:
    return Names(protected)


def _held_back(task: _Task) -> WithheldError | None:
    """Why texts that an engine is to translate do not go there, if there are any."""
    if task.withheld is None or len(task.remembered) == len(task.empty):
        return None
    return WithheldError(task.withheld.message, path=task.opened.article.path, hint=task.withheld.hint)


def _written(task: _Task, drafts: Mapping[Key, Draft], asker: Asker, now: str) -> Drafted:
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
        _held_back(task),
        tuple(errors),
    )
