"""How the machines of deep_translator are asked: over our wire, with our errors. The seam of deep_translator.

Its classes open connections by themselves, without a time limit; they keep what they were asked in themselves, raise
whatever comes, and answer None. Here each sees our wire where it says `requests`, is made anew for each text, and says
a text or fails with one of our errors. None of these quotes the text, or a key, as deep_translator's do.
"""

from __future__ import annotations

import importlib
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Unpack
from urllib.parse import urlsplit

from ..errors import (
    EngineAnswerError,
    EngineBusyError,
    EngineError,
    EngineRefusedError,
    EngineSetupError,
    FlowError,
    WithheldError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..machine.wire import Content, Response, Wire
    from ..plugins import Line

_CAUSES: Mapping[str, tuple[type[EngineError], str]] = {
    "LanguageNotSupportedException": (EngineSetupError, "cannot translate between the languages"),
    "InvalidSourceOrTargetLanguage": (EngineSetupError, "cannot translate between the languages"),
    "ApiKeyException": (EngineSetupError, "lacks its key"),
    "AuthorizationException": (EngineRefusedError, "does not know the key"),
    "TooManyRequests": (EngineBusyError, "has too much to do"),
    "NotValidPayload": (EngineAnswerError, "does not take the text"),
    "NotValidLength": (EngineAnswerError, "does not take a text of that length"),
    "TranslationNotFound": (EngineAnswerError, "has no translation"),
    "ElementNotFoundInGetRequest": (EngineAnswerError, "answers with a page that has no translation"),
    "RequestError": (EngineAnswerError, "does not take the text"),
    "MicrosoftAPIerror": (EngineAnswerError, "does not take the text"),
    "BaiduAPIerror": (EngineAnswerError, "does not take the text"),
    "ServerException": (EngineAnswerError, "does not take the text"),
    "BaseError": (EngineAnswerError, "does not take the text"),
}
"""What deep_translator's exceptions mean. None is told in its own words."""

_SERVER_CAUSES: Mapping[str, tuple[type[EngineError], str]] = {
    "ERR_KEY_INVALID": (EngineRefusedError, "does not know the key"),
    "ERR_KEY_BLOCKED": (EngineRefusedError, "has blocked the key"),
    "ERR_DAILY_REQ_LIMIT_EXCEEDED": (EngineRefusedError, "has done all that it does in a day"),
    "ERR_DAILY_CHAR_LIMIT_EXCEEDED": (EngineRefusedError, "has done all that it does in a day"),
    "ERR_LANG_NOT_SUPPORTED": (EngineSetupError, "cannot translate between the languages"),
    "ERR_TOO_MANY_REQUESTS": (EngineBusyError, "has too much to do"),
    "ERR_INTERNAL_SERVER_ERROR": (EngineBusyError, "is out of order"),
    "ERR_SERVICE_NOT_AVAIBLE": (EngineBusyError, "is out of order"),
}
"""What deep_translator's `ServerException` means, by its first word."""

_NO_TRANSLATION = (EngineAnswerError, "answers something that is no translation")
_GONE = (404, 405, 410)
_BROKEN = re.compile("[\ud800-\udfff\ufffd]")
"""What no text can have, and what stands for bytes that were none."""


class _Door:
    """What a module of deep_translator has in the place of `requests`."""

    def __init__(self, exceptions: object) -> None:
        self.exceptions = exceptions

    def get(self, url: str, **content: Unpack[Content]) -> Response:
        wire, judge = _now()
        return judge(checked(wire.get(url, **content)))

    def post(self, url: str, **content: Unpack[Content]) -> Response:
        wire, judge = _now()
        return judge(checked(wire.post(url, **content)))


_NOW: ContextVar[tuple[Wire, Callable[[Response], Response]] | None] = ContextVar("_NOW", default=None)


def _now() -> tuple[Wire, Callable[[Response], Response]]:
    """The line that is asked here and now."""
    now = _NOW.get()
    if now is None:
        raise WithheldError("deep_translator may not open connections by itself")
    return now


def machine(module: str, name: str) -> type[Any]:
    """A class of deep_translator, bound to our wire.

    Raises:
        EngineSetupError: deep_translator is not installed.
    """
    try:
        import deep_translator
    except ImportError as error:
        raise EngineSetupError(
            "machine translation needs the package deep-translator", hint='pip install "l10n-flow[mt]"'
        ) from error
    found = importlib.import_module(f"{deep_translator.__name__}.{module}")
    if not isinstance(found.requests, _Door):
        found.requests = _Door(found.requests.exceptions)  # type: ignore[attr-defined]
    kind: type[Any] = getattr(found, name)
    return kind


def ask(
    kind: type[Any],
    text: str,
    line: Line,
    codes: Mapping[str, str],
    judge: Callable[[Response], Response] = lambda response: response,
    **options: object,
) -> str:
    """Let a class of deep_translator translate a text.

    Args:
        kind: the class (see `machine`).
        text: what is to be translated.
        line: to the engine.
        codes: the engine's languages.
        judge: sees each answer before deep_translator does, and raises if it is none.
        options: what else the class is made with.

    Raises:
        EngineError, WithheldError: whatever goes wrong.
    """
    source, target = pair(line, codes)
    token = _NOW.set((wire(line), judge))
    try:
        asked = kind(source=source, target=target, **options)
        asked._base_url = line.url
        return text_of(asked.translate(text), line.url)
    except FlowError:
        raise
    except Exception as error:  # garbage brings forth KeyError, ValueError, AttributeError, StopIteration ...
        raise _meant(error, line.url) from None
    finally:
        _NOW.reset(token)


def pair(line: Line, codes: Mapping[str, str]) -> tuple[str, str]:
    """The engine's own codes of the two languages.

    Raises:
        EngineSetupError: it does not know one of them.
    """
    for tag in (line.source, line.target):
        if tag not in codes:
            raise EngineSetupError(f"{host(line.url)} does not know the language {tag}")
    return codes[line.source], codes[line.target]


def wire(line: Line) -> Wire:
    """What requests go through.

    Raises:
        WithheldError: there is none.
    """
    if line.wire is None:
        raise WithheldError("there is no line to the engine")
    return line.wire


def checked(response: Response) -> Response:
    """An answer, if it is one.

    Raises:
        EngineRefusedError: there is nothing at that address.
        EngineAnswerError: with another status that is none of success.
    """
    status, name = response.status_code, host(response.url)
    if status in _GONE:
        raise EngineRefusedError(
            f"there is no machine at this address of {name} (status {status})",
            hint="look at the address, and at the model if it has one, in l10n-flow.toml",
        )
    if not 200 <= status < 300:
        raise EngineAnswerError(f"{name} does not take the text (status {status})")
    return response


def text_in(response: Response, *steps: str | int) -> str:
    """The text at a place in an answer of JSON.

    Raises:
        EngineAnswerError: there is none.
    """
    try:
        found = response.json()
        for step in steps:
            found = found[step]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _error(_NO_TRANSLATION, response.url) from None
    return text_of(found, response.url)


def text_of(answer: object, url: str) -> str:
    """An answer, if it is a text that can be written down; a list of one text is one.

    Raises:
        EngineAnswerError: it is not.
    """
    said = answer[0] if isinstance(answer, list) and len(answer) == 1 else answer
    if not isinstance(said, str) or not said.strip() or _BROKEN.search(said):
        raise _error(_NO_TRANSLATION, url)
    return said


def host(url: str) -> str:
    """The host of an address, for messages."""
    return urlsplit(url).netloc.rpartition("@")[2]


def _meant(error: Exception, url: str) -> EngineError:
    """What an exception of deep_translator, or of the reading of garbage, means."""
    cause = _CAUSES.get(type(error).__name__, _NO_TRANSLATION)
    if type(error).__name__ == "ServerException":
        cause = _SERVER_CAUSES.get(str(error), cause)
    return _error(cause, url)


def _error(cause: tuple[type[EngineError], str], url: str) -> EngineError:
    kind, words = cause
    return kind(f"{host(url)} {words}")
