"""Yandex Translate, with a key of its API 1.5.

deep_translator's class; it answers a list of one text. Limit: the API's reference, 10,000 characters. Yandex Cloud has
another API by now, which this is not. No price is said: it depends on the account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _deep

if TYPE_CHECKING:
    from ..plugins import Line

URL = "https://translate.yandex.net/api/v1.5/tr.json/translate"
KEY = "YANDEX_API_KEY"
NEEDS = ("key",)
LIMIT = 10_000
PRICE: float | None = None
CODES = {"en": "en", "ru": "ru", "tg": "tg", "uz": "uz"}


def translate(text: str, line: Line) -> str:
    """See `plugins.Engine`."""
    return _deep.ask(_deep.machine("yandex", "YandexTranslator"), text, line, CODES, api_key=line.key)
