"""The protocols of the engines that are asked over a network, as their owners' servers speak them."""

from __future__ import annotations

import html
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from l10n_flow import plugins
from l10n_flow.machine.wire import Wire

from ..machines import Reply, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..machines import Asked, Machine

KEY = "k3y-of-ours"


def _google(said: str) -> object:
    return f'<html><body><div class="result-container">{html.escape(said)}</div></body></html>'


def _mymemory(said: str) -> object:
    return Reply({"responseData": {"translatedText": html.escape(said)}, "responseStatus": 200, "matches": []})


ANSWERS: Mapping[str, Callable[[str], object]] = {
    "chatgpt": lambda said: Reply({"choices": [{"finish_reason": "stop", "message": {"content": said}}]}),
    "deepl": lambda said: Reply({"translations": [{"detected_source_language": "EN", "text": said}]}),
    "google": _google,
    "libre": lambda said: Reply({"translatedText": said}),
    "microsoft": lambda said: Reply([{"translations": [{"text": said, "to": "ru"}]}]),
    "mymemory": _mymemory,
    "yandex": lambda said: Reply({"code": 200, "lang": "en-ru", "text": [said]}),
}
"""How each engine wraps a translation."""


def asked_for(engine_id: str, asked: Asked) -> str:
    """The text that a request wants to have translated."""
    said: Any = {**asked.query, **asked.fields}
    for step in {
        "chatgpt": ("messages", 1, "content"),
        "deepl": ("text", 0),
        "microsoft": ("", 0, "text"),
        "yandex": ("text",),
    }.get(engine_id, ("q",)):
        said = said[step]
    return str(said)


@contextmanager
def speaking(engine_id: str, respond: Callable[[str], object] = str.upper) -> Iterator[tuple[Machine, plugins.Line]]:
    """A server that speaks an engine's protocol, and the line to it from English to Russian.

    Args:
        engine_id: the engine.
        respond: from a text to its translation; or to a whole answer (see `machines`).
    """

    def answer(asked: Asked, before: int) -> object:
        said = respond(asked_for(engine_id, asked))
        return ANSWERS[engine_id](said) if isinstance(said, str) else said

    with serve(answer) as machine, Wire(frozenset({machine.host}), 5) as wire:
        url = machine.url + {"microsoft": "translate?api-version=3.0", "mymemory": "get", "google": "m"}.get(
            engine_id, ""
        )
        yield machine, plugins.Line("en", "ru", url=url, key=KEY, model="m1", region="eu", wire=wire)
