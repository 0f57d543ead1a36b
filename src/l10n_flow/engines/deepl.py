"""DeepL, with a key of its API: free of charge up to 500,000 characters a month, or paid.

The request is ours: deep_translator writes text and key into the address of a GET, which DeepL takes no more. It is as
https://developers.deepl.com/docs/getting-started/auth has it; the languages are those of deep_translator. The price is
that of API Pro (20 euros: https://support.deepl.com, "Character count and billing in DeepL API").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EngineSetupError
from . import _deep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..machine.wire import Response
    from ..plugins import Line

URL = "https://api-free.deepl.com/"
KEY = "DEEPL_API_KEY"
NEEDS = ("key",)
AT_ONCE = 50
LIMIT = 20_000
"""A request may have 128 kB, and JSON has six bytes for a Cyrillic letter."""
PRICE = 25.0
CODES = {"en": "en", "ru": "ru"}

_PAID = "https://api.deepl.com/"


def together(texts: Sequence[str], line: Line) -> list[str]:
    """See `plugins.Batching`."""
    response = _asked([*texts], line)
    return [_deep.text_in(response, "translations", at, "text") for at in range(len(texts))]


def translate(text: str, line: Line) -> str:
    """See `plugins.Engine`."""
    return _deep.text_in(_asked([text], line), "translations", 0, "text")


def _asked(texts: list[str], line: Line) -> Response:
    source, target = _deep.pair(line, CODES)
    own = URL if line.key.endswith(":fx") else _PAID  # which of the two a key is for is written at its end
    if line.url in (URL, _PAID) and line.url != own:
        raise EngineSetupError(
            "the key is not for this address of DeepL", hint=f'[machine.engines.deepl] url = "{own}"'
        )
    response = _deep.wire(line).post(
        f"{line.url.rstrip('/')}/v2/translate",
        headers={"Authorization": f"DeepL-Auth-Key {line.key}"},
        json={"text": texts, "source_lang": source.upper(), "target_lang": target.upper()},
    )
    return _deep.checked(response)
