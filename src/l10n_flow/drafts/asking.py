"""An engine that is asked with patience, at a pace, with every request written down, and never twice the same."""

from __future__ import annotations

import contextlib
import datetime
import importlib.util
import threading
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .. import plugins
from ..errors import (
    EngineAnswerError,
    EngineBusyError,
    EngineError,
    EngineSetupError,
    EngineUnansweredError,
    EngineUnreachableError,
    FlowError,
    LanguageError,
    OutputError,
    WithheldError,
)
from ..languages import registry
from ..machine import leaving
from ..machine.answers import UNDER_WAY, Question
from ..model import Sensitivity
from ..settings import CONFIG_NAME, EngineSettings
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from tenacity import RetryCallState

    from ..machine.answers import Answers
    from ..machine.outgoing import Log
    from ..plugins import Engine, Line
    from ..settings import Machine

__all__ = ["About", "Asker", "Known", "Route", "known", "refuse", "route", "spoken"]

_PACKAGES = ("deep_translator", "requests", "tenacity")
_POLITE = 5.0
"""So many requests a second a host that is not the desk's own gets if the settings do not say more; Google's unofficial
limit, as deep-translator's `TooManyRequests` quotes it."""
AGAIN = "--again"
_LOCKS = 1024
_FAILURES = 3
"""After so many requests in a row that were given up, the engine is given up."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_PATIENCE = 120.0
"""So many seconds we let an engine keep us waiting; one that wants more is given up."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way to an engine: its id, where it is and the host there (empty: nowhere), its key (not shown), model and
    region, how many characters a request may have, and what a million of them cost (dollars; None if unknown)."""

    engine: str
    url: str
    host: str
    key: str = field(repr=False)
    model: str
    region: str
    limit: int
    price: float | None

    @property
    def is_local(self) -> bool:
        """Whether nothing is sent anywhere."""
        return not self.host


class About(Value, frozen=True):
    """What a text is from: the article, and the languages (BCP 47 tags) that it is and will be in."""

    article: str
    source: str
    target: str


def route(engine_id: str, settings: Machine, environment: Mapping[str, str]) -> Route:
    """The way to an engine.

    Args:
        engine_id: the engine's name.
        settings: the newsroom's.
        environment: where its key is.

    Raises:
        EngineSetupError: there is no such engine, or it lacks something; with what to do.
    """
    engine = plugins.engine(engine_id)
    own = settings.engines.get(engine_id, EngineSettings())
    found = {"key": environment.get(engine.KEY, "").strip(), "url": own.url or engine.URL, "model": own.model}
    for what in engine.NEEDS:
        if not found[what]:
            in_settings = f'write {what} = "..." under [machine.engines.{engine_id}] in l10n-flow.toml'
            hint = f"set {engine.KEY} in the environment" if what == "key" else in_settings
            raise EngineSetupError(f"the engine {engine_id} lacks its {what}", hint=hint)
    if refused := leaving.refusal(Sensitivity.PUBLIC, found["url"], settings):
        raise EngineSetupError(refused.message, path=CONFIG_NAME, hint=refused.hint)
    if "#" in found["url"] or ("?" in found["url"] and "?" not in engine.URL):
        message = f"{found['url']!r} has more than an address: a question or a place in a page"
        raise EngineSetupError(message, path=CONFIG_NAME, hint="write it up to the last /")
    if found["url"] and (missing := [name for name in _PACKAGES if importlib.util.find_spec(name) is None]):
        message = f"machine translation needs {', '.join(missing)}"
        raise EngineSetupError(message, hint='pip install "l10n-flow[mt]"')
    price = engine.PRICE if own.price is None else own.price
    limit, url = own.limit or engine.LIMIT, found["url"]
    return Route(engine_id, url, _host(url), found["key"], own.model, own.region, limit, price)


def _host(url: str) -> str:
    """Where an address leads: the host, with the port if one is written."""
    return urllib.parse.urlsplit(url).netloc.lower()


class Known(Value, frozen=True):
    """An engine as the newsroom has it.

    Attributes:
        id: its name.
        says: what it is.
        host: where texts go; empty for nowhere.
        is_own: whether that is one of the desk's own hosts.
        pairs: the languages of the newsroom that it can translate between: from, to.
        price: what a million characters cost, in dollars; None if that is not known.
        error: what it lacks, None if it can be used.
    """

    id: str
    says: str
    host: str
    is_own: bool
    pairs: tuple[tuple[str, str], ...]
    price: float | None
    error: FlowError | None


def known(settings: Machine, languages: tuple[str, ...], environment: Mapping[str, str]) -> tuple[Known, ...]:
    """All engines, by name. Nothing is sent.

    Args:
        settings: the newsroom's.
        languages: the newsroom's, as BCP 47 tags.
        environment: where keys are.
    """
    return tuple(_known(one, settings, languages, environment) for one in plugins.ids("engines"))


def _known(engine_id: str, settings: Machine, languages: tuple[str, ...], environment: Mapping[str, str]) -> Known:
    engine = plugins.engine(engine_id)
    own = settings.engines.get(engine_id, EngineSettings())
    url = own.url or engine.URL
    error: FlowError | None = None
    try:
        route(engine_id, settings, environment)
    except FlowError as lacking:
        error = lacking
    return Known(
        engine_id,
        (engine.__doc__ or "").strip().partition("\n")[0],
        _host(url),
        bool(url) and leaving.refusal(Sensitivity.EMBARGOED, url, settings) is None,
        _pairs(engine, languages),
        engine.PRICE if own.price is None else own.price,
        error,
    )


def _pairs(engine: Engine, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    able = [(tag, known) for tag in languages if (known := spoken(engine, tag))]
    codes = engine.CODES
    return tuple(
        (source, target)
        for source, known in able
        for target in languages
        if target in codes and codes[target] != codes[known] and _is_written(target, source)
    )


def _is_written(target: str, source: str) -> bool:
    """Whether people translate texts in one language into the other: what is derived nobody writes."""
    return registry.get(target).base is None and registry.get(source).base != target


def refuse(engine_id: str, targets: Collection[str]) -> None:
    """Look at all the languages that texts are wanted in before anything is sent.

    Raises:
        LanguageError: one is derived from another, and nobody writes it.
        EngineSetupError: the engine does not know one.
    """
    for target in targets:
        if base := registry.get(target).base:
            raise LanguageError(f"{target} is made of {base}, and nobody writes it", hint=f"--lang {base}")
        if target not in plugins.engine(engine_id).CODES:
            message = f"{engine_id} cannot translate to {target}"
            raise EngineSetupError(message, hint="l10n-flow engines shows what each one can")


def spoken(engine: Engine, tag: str) -> str:
    """The language that an engine is given for one of ours: itself, or that which it is another script of; or empty."""
    base = registry.get(tag).base
    return tag if tag in engine.CODES else base if base and base in engine.CODES else ""


class Asker:
    """Asks one engine; may be used by many threads."""

    def __init__(
        self, way: Route, settings: Machine, answers: Answers, log: Log | None, *, again: bool = False
    ) -> None:
        """Take what an engine is asked with.

        Args:
            way: to the engine.
            settings: the newsroom's.
            answers: what was answered before.
            log: where to write down what is sent; None if nothing may be.
            again: send what was under way when an earlier run was killed once more.
        """
        self.route, self.concurrency, self._again = way, settings.concurrency, again
        self.at_once: int = getattr(plugins.engine(way.engine), "AT_ONCE", 1)
        """How many texts the engine takes in one request."""
        self.sent: Counter[About] = Counter()
        """How many characters were sent and answered."""
        self._engine, self._answers, self._log = plugins.engine(way.engine), answers, log
        self._attempts = 1 if way.is_local else settings.attempts
        self._pace = _Pace(_rate(way, settings))
        self._locks = [threading.Lock() for _ in range(_LOCKS)]
        self._about = threading.local()
        self._prepared: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        self._failures = 0
        self._stopped = threading.Event()
        self._given_up: FlowError | None = None
        self._line = plugins.Line("", "", url=way.url, key=way.key, model=way.model, region=way.region)
        if log:
            from ..wire import Wire

            self._line = replace(self._line, wire=Wire(frozenset({way.host}), settings.timeout, self._note))

    def knows(self, text: str, about: About) -> bool:
        """Whether a text was answered before, so that nothing needs to be sent."""
        return self._answers.get(self._question(text, about)) not in (None, UNDER_WAY)

    def ask(self, text: str, about: About, recall: Callable[[str], str | None] | None = None) -> str:
        """The engine's answer to a text, now or formerly.

        Raises:
            EngineError: there is none, after all attempts; or the engine was given up; or an earlier run asked, and
                was killed.
            WithheldError: the text may not go there.
            OutputError: it cannot be written down that it goes there.
        """
        if self.route.is_local:
            line = replace(self._line, source=about.source, target=about.target)
            return self._engine.translate(text, replace(line, recall=recall) if recall else line)
        question = self._question(text, about)
        with self._locks[hash(question) % _LOCKS]:  # the same text may be in another article
            known = self._answers.get(question)
            if known == UNDER_WAY and not self._again:
                raise EngineUnansweredError(f"it was on its way when an earlier run was killed; {AGAIN} sends it again")
            if known not in (None, UNDER_WAY):
                return known
            with self._under_way([question]):
                (answer,) = self._patiently((text,), about)
                self._answers.put(question, answer)
        return answer

    @contextlib.contextmanager
    def _under_way(self, questions: Sequence[Question]) -> Iterator[None]:
        """Remember questions as asked; those that were not answered are as new again, unless we are killed."""
        for one in questions:
            self._answers.put(one, UNDER_WAY)
        try:
            yield
        finally:
            for one in questions:
                if self._answers.get(one) == UNDER_WAY:
                    self._answers.drop(one)

    def forget(self, text: str, about: About) -> None:
        """What was answered to a text is no translation: it may be asked for again another day."""
        self._answers.drop(self._question(text, about))

    def fetch(self, texts: Iterable[str], about: About) -> None:
        """Have several texts answered in one request, if the engine can, so that `ask` knows the answers.

        What goes wrong is told when a text is asked for by itself.
        """
        asked = {text: self._question(text, about) for text in texts if len(text) <= self.route.limit}
        with contextlib.ExitStack() as stack:
            for number in sorted({hash(question) % _LOCKS for question in asked.values()}):  # in order: nobody waits
                stack.enter_context(self._locks[number])  # for one who waits for him
            wanted = (None, UNDER_WAY) if self._again else (None,)
            new = [text for text, question in asked.items() if self._answers.get(question) in wanted]
            for some in _packed(new, self.at_once, self.route.limit):
                with contextlib.suppress(FlowError), self._under_way([asked[text] for text in some]):
                    for text, answer in zip(some, self._patiently(some, about), strict=True):
                        self._answers.put(asked[text], answer)

    def stop(self) -> None:
        """Ask nothing more: who waits for another attempt gives up. What is under way comes to its end."""
        self._stopped.set()

    def close(self) -> None:
        """Close all connections."""
        if self._line.wire:
            self._line.wire.close()

    def _question(self, text: str, about: About) -> Question:
        codes, way = self._engine.CODES, self.route
        return Question(way.engine, way.url, way.model, codes[about.source], codes[about.target], text)

    def _patiently(self, texts: tuple[str, ...], about: About) -> Sequence[str]:
        import tenacity

        again = (EngineBusyError, EngineUnreachableError, EngineAnswerError)
        retrying = tenacity.Retrying(
            stop=self._is_enough,
            wait=_pause,
            retry=tenacity.retry_if_exception_type(again),
            sleep=tenacity.sleep_using_event(self._stopped),
            reraise=True,
        )
        try:
            answers: Sequence[str] = retrying(self._once, texts, about)
        except EngineAnswerError:  # the engine is there, but does not understand this text
            raise
        except (EngineError, WithheldError, OutputError) as error:
            self._failures += 1
            if not self._given_up and not self._stopped.is_set():
                if not isinstance(error, again):
                    self._given_up = error
                elif self._failures >= _FAILURES:
                    self._give_up(error)
            raise
        self._failures = 0
        with self._lock:
            self.sent[about] += sum(map(len, texts))
        return answers

    def _is_enough(self, state: RetryCallState) -> bool:
        """Whether not to try again: one who answers nonsense twice is not asked a third time."""
        error = state.outcome.exception() if state.outcome else None
        attempts = min(self._attempts, 2) if isinstance(error, EngineAnswerError) else self._attempts
        return state.attempt_number >= attempts or self._stopped.is_set()

    def _once(self, texts: tuple[str, ...], about: About) -> Sequence[str]:
        line = replace(self._line, source=about.source, target=about.target)
        try:
            self._prepare(line, about)
            self._wait()
            self._about.value = (about, sum(map(len, texts)))
            answers = self._asked(texts, line)
        except EngineBusyError as error:
            if error.after > _PATIENCE:
                self._give_up(error)
                raise self._given_up or error from error
            self._pace.hold(error.after)
            raise
        if not all(map(str.strip, answers)):
            raise EngineAnswerError("the answer is empty")
        return answers

    def _wait(self) -> None:
        """Wait until a request may begin. Raises what keeps it from being sent."""
        self._pace.wait(self._stopped)
        if self._given_up:
            raise self._given_up
        if self._log is None:
            raise WithheldError(f"nobody has agreed to send texts to {self.route.host}", hint="say --yes if they may")
        if self._stopped.is_set():
            raise EngineUnreachableError("it was not asked any more")

    def _asked(self, texts: tuple[str, ...], line: Line) -> Sequence[str]:
        if len(texts) == 1:
            return [self._engine.translate(texts[0], line)]
        together: Callable[[tuple[str, ...], Line], Sequence[str]] = self._engine.together  # type: ignore[attr-defined]
        return together(texts, line)

    def _prepare(self, line: Line, about: About) -> None:
        """Have the engine say what it can, before it gets the first text of these languages."""
        prepare: Callable[[Line], None] | None = getattr(self._engine, "prepare", None)
        with self._lock:
            if prepare and (about.source, about.target) not in self._prepared:
                self._wait()
                self._about.value = (about, 0)
                prepare(line)
                self._prepared.add((about.source, about.target))

    def _give_up(self, error: FlowError) -> None:
        hint = error.hint or "run it again later: what has come is kept, and is not sent again"
        self._given_up = EngineError(f"{self.route.engine} is given up: {error.message}", path=error.path, hint=hint)

    def _note(self, host: str) -> None:
        """Write a request down, before it is sent."""
        about, characters = self._about.value
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        entry = {"engine": self.route.engine, "host": host, "article": about.article, "lang": about.target}
        if self._log:
            self._log.add(time=now, **entry, characters=characters)


def _packed(texts: Iterable[str], most: int, limit: int) -> Iterator[tuple[str, ...]]:
    """Texts in groups of several that fit into one request each; one that would be alone is left out."""
    some: list[str] = []
    for text in texts:
        if some and (len(some) == most or sum(map(len, some)) + len(text) > limit):
            yield from [tuple(some)] if len(some) > 1 else []
            some = []
        some.append(text)
    yield from [tuple(some)] if len(some) > 1 else []


def _rate(way: Route, settings: Machine) -> float:
    """How many requests a second may begin; 0 for as many as can be."""
    if way.is_local:
        return 0.0
    if settings.rate is not None:
        return settings.rate
    return 0.0 if leaving.refusal(Sensitivity.EMBARGOED, way.url, settings) is None else _POLITE


class _Pace:
    """Lets so many requests a second begin, at even distances; and none for a while if the engine asks for that."""

    def __init__(self, rate: float) -> None:
        self._distance = 1 / rate if rate else 0.0
        self._lock, self._next = threading.Lock(), 0.0

    def wait(self, stopped: threading.Event) -> None:
        with self._lock:
            now = time.monotonic()
            begin = max(now, self._next)
            self._next = begin + self._distance
        if begin > now:
            stopped.wait(begin - now)

    def hold(self, seconds: float) -> None:
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


def _pause(state: RetryCallState) -> float:
    """Twice as long each time, somewhat by chance so that not all come back at once; as long as the engine says, if
    it says so."""
    import tenacity

    usual = tenacity.wait_exponential(_FIRST_PAUSE, _LONGEST_PAUSE)(state) + tenacity.wait_random(0, _FIRST_PAUSE)(
        state
    )
    error = state.outcome.exception() if state.outcome else None
    return error.after if isinstance(error, EngineBusyError) and error.after else usual
