"""Words that are others by their capitals: Султанов inside a sentence are no sultans, and песков is not Mr Peskov."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..inflection.grammar import Homographic

__all__ = ["is_other_word"]

_INLINE_TAG = re.compile(r"<(?!br\b)[^<>]*>")
# What a capital follows anyhow: a full stop, unless behind initials or "г." (Mr, but not a year); what opens or parts.
_BEFORE_CAPITAL = re.compile(r"(?:^|(?<!\b[^\W\d_])\.|(?<=\bг)(?<![^\d\s]\sг)\.|[!?…:;«„“‘\"(\[>–—-])$")


def is_other_word(text: str, start: int, end: int, cited: str, grammar: Homographic) -> bool:
    """Whether a word of a text, a form of a term's by its letters, is none by its capitals.

    Args:
        text: the text.
        start: where the word begins in it.
        end: and where it ends.
        cited: the term, as it is cited.
        grammar: what knows of the language's words.
    """
    if text[start].isupper() == cited[0].isupper():
        return False
    before = _INLINE_TAG.sub("", text[:start])
    begins = before.endswith("\n") or _BEFORE_CAPITAL.search(before.rstrip()) is not None
    return grammar.is_homograph(cited, text[start:end], begins=begins)
