"""An engine that is asked with patience, at a pace, with every request written down, and never twice the same."""

from __future__ import annotations

import contextlib
import datetime
import threading
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import plugins
from ..errors import (
    EngineAnswerError,
    EngineBusyError,
    EngineError,
    EngineUnansweredError,
    EngineUnreachableError,
    FlowError,
    OutputError,
    WithheldError,
)
from ..machine.answers import UNDER_WAY, Question
from ..values import Value
from .pace import Pace, rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tenacity import RetryCallState

    from ..machine.answers import Answers
    from ..machine.outgoing import Log
    from ..plugins import Line
    from ..settings.settings import Machine
    from .routes import Route

__all__ = ["About", "Asker"]

AGAIN = "--again"
_LOCKS = 1024
_FAILURES = 3
"""After so many requests in a row that were given up, the engine is given up."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_PATIENCE = 120.0
"""So many seconds we let an engine keep us waiting; one that wants more is given up."""


class About(Value, frozen=True):
    """What a text is from: the article, and the languages (BCP 47 tags) that it is and will be in."""

    article: str
    source: str
    target: str


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
        self.sent: Counter[About] = Counter()
        """How many characters were sent and answered."""
        self._engine, self._answers, self._log = plugins.engine(way.engine), answers, log
        self.at_once = self._engine.AT_ONCE if isinstance(self._engine, plugins.Batching) else 1
        """How many texts the engine takes in one request."""
        self._attempts = 1 if way.is_local else settings.attempts
        self._pace = Pace(rate(way, settings))
        self._locks = [threading.Lock() for _ in range(_LOCKS)]
        self._about = threading.local()
        self._prepared: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        self._failures = 0
        self._stopped = threading.Event()
        self._given_up: FlowError | None = None
        self._line = plugins.Line("", "", url=way.url, key=way.key, model=way.model, region=way.region)
        if log:
            from ..machine.wire import Wire

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
        if len(texts) > 1 and isinstance(self._engine, plugins.Batching):
            return self._engine.together(texts, line)
        return [self._engine.translate(text, line) for text in texts]

    def _prepare(self, line: Line, about: About) -> None:
        """Have the engine say what it can, before it gets the first text of these languages."""
        with self._lock:
            if isinstance(self._engine, plugins.Preparing) and (about.source, about.target) not in self._prepared:
                self._wait()
                self._about.value = (about, 0)
                self._engine.prepare(line)
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


def _pause(state: RetryCallState) -> float:
    """Twice as long each time, somewhat by chance so that not all come back at once; as long as the engine says, if
    it says so."""
    import tenacity

    usual = tenacity.wait_exponential(_FIRST_PAUSE, _LONGEST_PAUSE)(state) + tenacity.wait_random(0, _FIRST_PAUSE)(
        state
    )
    error = state.outcome.exception() if state.outcome else None
    return error.after if isinstance(error, EngineBusyError) and error.after else usual
