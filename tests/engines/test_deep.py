"""Every exception of deep_translator means one of ours."""

from __future__ import annotations

import inspect

import pytest
from deep_translator import exceptions

from l10n_flow.engines import _deep
from l10n_flow.errors import EngineAnswerError, EngineError
from l10n_flow.machine.wire import Wire
from l10n_flow.plugins import Line

CODES = {"en": "en", "ru": "ru"}
LINE = Line("en", "ru", url="https://mt.example.org/", wire=Wire(frozenset(), 1))
KINDS = [kind for _, kind in inspect.getmembers(exceptions, inspect.isclass) if issubclass(kind, Exception)]
SECRET = "the text, or the key"


def fails_with(error: BaseException) -> type:
    class Machine:
        def __init__(self, source: str, target: str) -> None: ...

        def translate(self, text: str) -> str:
            raise error

    return Machine


def made(kind: type[Exception]) -> Exception:
    """An exception that quotes a text wherever it can."""
    needed = [
        one
        for one in inspect.signature(kind).parameters.values()
        if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD
    ]
    return kind(*[SECRET for _ in needed])


@pytest.mark.parametrize("kind", KINDS)
def test_each_exception_means_one_of_ours(kind: type[Exception]) -> None:
    assert kind.__name__ in _deep._CAUSES
    with pytest.raises(EngineError) as caught:
        _deep.ask(fails_with(made(kind)), "a", LINE, CODES)
    assert type(caught.value) is not EngineError
    assert SECRET not in str(caught.value)
    assert caught.value.message.startswith("mt.example.org ")


def test_the_table_has_nothing_that_is_gone() -> None:
    assert set(_deep._CAUSES) == {kind.__name__ for kind in KINDS}
    assert set(_deep._SERVER_CAUSES) <= set(exceptions.ServerException.errors.values())


@pytest.mark.parametrize(
    "error",
    [KeyError(SECRET), ValueError(SECRET), AttributeError(SECRET), StopIteration(SECRET), RecursionError(), OSError()],
)
def test_nothing_else_gets_through(error: Exception) -> None:
    with pytest.raises(EngineAnswerError, match="no translation") as caught:
        _deep.ask(fails_with(error), "a", LINE, CODES)
    assert SECRET not in str(caught.value)


def test_who_stops_the_program_stops_it() -> None:
    with pytest.raises(KeyboardInterrupt):
        _deep.ask(fails_with(KeyboardInterrupt()), "a", LINE, CODES)


@pytest.mark.parametrize("answer", [None, 7, b"x", [], ["a", "b"], [None], {"text": "a"}, "", " ", "\ud800"])
def test_what_is_no_text(answer: object) -> None:
    with pytest.raises(EngineAnswerError):
        _deep.text_of(answer, LINE.url)


def test_a_text_is_left_as_it_is() -> None:
    assert _deep.text_of(" a\u00a0", LINE.url) == " a\u00a0"
    assert _deep.text_of(["a"], LINE.url) == "a"
