"""Microsoft Translator, with the key of an Azure account, and its region if it has one.

deep_translator's class, but for its list of languages, which it would fetch again for each text. Limit: "Service
limits" of Azure Translator, 50,000 characters a request. No price is said: it depends on the account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _deep

if TYPE_CHECKING:
    from ..plugins import Line

URL = "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0"
KEY = "MICROSOFT_API_KEY"
NEEDS = ("key",)
LIMIT = 50_000
PRICE: float | None = None
CODES = {"en": "en", "ru": "ru", "uz": "uz"}


def translate(text: str, line: Line) -> str:
    """See `plugins.Engine`."""
    kind = _deep.machine("microsoft", "MicrosoftTranslator")
    offline = type(kind.__name__, (kind,), {"_get_supported_languages": lambda _: CODES})
    return _deep.ask(offline, text, line, CODES, api_key=line.key, region=line.region or None)
