"""LibreTranslate: free software that runs on a desk's own server.

The request is ours: deep_translator writes text and key into the address, and asks for a key where none is needed. It
is JSON, as https://docs.libretranslate.com/guides/api_usage/ has it. deep_translator's list has no Tajik and no Uzbek,
for which there are no public models; a desk's own server may have its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EngineSetupError
from . import _deep

if TYPE_CHECKING:
    from ..plugins import Line

URL = ""
KEY = "LIBRE_API_KEY"
NEEDS = ("url",)
LIMIT = 2_000
"""As libretranslate.com has it (https://portal.libretranslate.com); a server of one's own may take more, slowly."""
PRICE = 0.0
CODES = {"en": "en", "ru": "ru", "tg": "tg", "uz": "uz"}


def prepare(line: Line) -> None:
    """See `plugins.Preparing`: what a server can depends on the models that its desk has given it."""
    source, target = _deep.pair(line, CODES)
    response = _deep.wire(line).get(_address(line, "languages"))
    try:
        targets = {str(one["code"]): {*map(str, one.get("targets", ()))} for one in response.json()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return  # it does not say; it will when it is asked
    if source not in targets or (targets[source] and target not in targets[source]):
        has = ", ".join(sorted(targets))
        message = f"{_deep.host(line.url)} has no model from {source} to {target}; it has {has}"
        raise EngineSetupError(message, hint="give it one, or name another engine")


def translate(text: str, line: Line) -> str:
    """See `plugins.Engine`."""
    source, target = _deep.pair(line, CODES)
    said = {"q": text, "source": source, "target": target, "format": "text"}
    if line.key:
        said["api_key"] = line.key
    response = _deep.checked(_deep.wire(line).post(_address(line, "translate"), json=said))
    return _deep.text_in(response, "translatedText")


def _address(line: Line, of: str) -> str:
    return f"{line.url.rstrip('/').removesuffix('/translate')}/{of}"
