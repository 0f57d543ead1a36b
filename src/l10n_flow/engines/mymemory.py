"""MyMemory: no key, 5,000 characters a day; the text goes in the address.

deep_translator's class, but by https. It takes MyMemory's complaints for translations: they are looked for before. A
text may have 500 bytes, two for a Cyrillic letter (https://mymemory.translated.net/doc/spec.php), and what it answers
is escaped as for HTML.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from ..errors import EngineAnswerError, EngineRefusedError
from . import _deep

if TYPE_CHECKING:
    from ..machine.wire import Response
    from ..plugins import Line

URL = "https://api.mymemory.translated.net/get"
KEY = ""
NEEDS: tuple[str, ...] = ()
LIMIT = 230
PRICE = 0.0
CODES = {"en": "en-GB", "ru": "ru-RU", "tg": "tg-TJ", "uz": "uz-UZ"}


def translate(text: str, line: Line) -> str:
    """See `plugins.Engine`."""
    answer = _deep.ask(_deep.machine("mymemory", "MyMemoryTranslator"), text, line, CODES, _judge)
    return html.unescape(answer) if html.unescape(text) == text else answer


def _judge(response: Response) -> Response:
    """An answer, unless it is a complaint: these have a status of their own, and no other mark."""
    said = response.json()
    status = str(said["responseStatus"])
    name = _deep.host(response.url)
    if status == "429" or str(said["responseData"]["translatedText"]).startswith("MYMEMORY WARNING"):
        raise EngineRefusedError(f"{name} has done all that it does in a day")
    if status != "200":
        raise EngineAnswerError(f"{name} does not take the text (status {status[:3]})")
    return response
