"""Words that are none until their letters get their marks: «хукумат» for «ҳукумат», “ozgarish” for “oʻzgarish”."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ..languages import registry
from ..languages.uz_letters import canonical

if TYPE_CHECKING:
    from ..model import Span

__all__ = ["spans"]

_MARKS = "ʻʼ‘’'`´"
_HEAD = 3  # letters that each beginning has, at least
_HEADS = re.compile(rf"\b[^\W\d_]{{{_HEAD}}}")


class _Beginnings(NamedTuple):
    heads: frozenset[str]
    endings: tuple[str, ...]
    words: re.Pattern[str]


@functools.cache
def _known(lang: str) -> _Beginnings:
    markless = registry.get(lang).markless
    endings = sorted(one[1:] for one in markless if one.startswith("-"))
    whole = sorted(one[:-1] for one in markless if one.endswith("."))
    beginnings = sorted(one for one in markless if not one.startswith("-") and not one.endswith("."))
    forms = [rf"(?:{'|'.join(beginnings)})(?![{_MARKS}])[\w{_MARKS}]*", *(rf"\w{{3,}}(?<!ме){one}" for one in endings)]
    forms += whole
    words = re.compile(rf"(?<![\w{_MARKS}-])(?:{'|'.join(forms)})(?![\w{_MARKS}])")
    return _Beginnings(frozenset(one[:_HEAD] for one in (*beginnings, *whole)), tuple(endings), words)


def spans(text: str, lang: str) -> tuple[Span, ...]:
    """Where a text has words without the marks of their letters."""
    if not registry.get(lang).markless:
        return ()
    known, text = _known(lang), canonical(text).lower()
    if known.heads.isdisjoint(_HEADS.findall(text)) and not any(map(text.__contains__, known.endings)):
        return ()
    return tuple(found.span() for found in known.words.finditer(text))
