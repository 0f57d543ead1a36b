"""No translation: the text with accents, longer and in brackets, to try a layout before there is one.

Of English texts translations are about a third longer (https://www.w3.org/International/articles/article-text-size).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import registry
from ..machine.shields import MARKERS

if TYPE_CHECKING:
    from ..plugins import Line

URL = ""
KEY = ""
NEEDS: tuple[str, ...] = ()
LIMIT = 1_000_000
PRICE = 0.0
CODES = {tag: tag for tag in registry.tags()}

_GROWTH = 0.35
_VOWELS = frozenset("aeiouyаеиоуыэюяёӣӯўaáéíóúý")
_PLAIN = "aceinosuyzгежзикоуыэч"
_ACCENTED = "áçéíñóšúýžѓѐӝӟӥќӧӯӹӭӵ"
_ACCENTS = str.maketrans(_PLAIN + _PLAIN.upper(), _ACCENTED + _ACCENTED.upper())


def translate(text: str, line: Line) -> str:
    """See `plugins.Engine`. Markers stay."""
    spans = [found.span() for found in MARKERS.finditer(text)]
    is_free = [True] * len(text)
    for start, end in spans:
        is_free[start:end] = [False] * (end - start)
    vowels = [at for at, sign in enumerate(text) if is_free[at] and sign.lower() in _VOWELS]
    more, rest = divmod(max(0, round(sum(is_free) * _GROWTH) - 2), len(vowels) or 1)
    times = {at: 1 + more + (number < rest) for number, at in enumerate(vowels)}
    grown = ((sign.translate(_ACCENTS) if is_free[at] else sign) * times.get(at, 1) for at, sign in enumerate(text))
    return f"[{''.join(grown)}]"
