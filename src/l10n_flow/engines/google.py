"""Google Translate's page for telephones: no key, no contract; the text goes in the address.

Asked as deep_translator asks it, with GET. Google answers to addresses of some 16 kB at most, in which a Cyrillic
letter takes six signs (https://github.com/nidhaloff/deep-translator/issues/224).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _deep

if TYPE_CHECKING:
    from ..plugins import Line

URL = "https://translate.google.com/m"
KEY = ""
NEEDS: tuple[str, ...] = ()
LIMIT = 2_500
PRICE = 0.0
CODES = {"en": "en", "ru": "ru", "tg": "tg", "uz": "uz"}


def translate(text: str, line: Line) -> str:
    """See `plugins.Engine`."""
    return _deep.ask(_deep.machine("google", "GoogleTranslator"), text, line, CODES)
