"""The beginning of a text, for those who want to know what it is about. Pure."""

from __future__ import annotations

import re

LONGEST = 200
"""Characters: search engines and those who share links show fewer."""

_LEAST = 0.5
"""A sentence is an excerpt of its own if it takes this much of what there is room for."""
_SENTENCE_END = re.compile(r"[.!?…][»”’\"')\]]*(?=\s)")
_LOOSE = " \t\n\xa0,;:—–-(«„“‘\"'["
"""What does not stand before an ellipsis."""


def excerpt(text: str, longest: int = LONGEST) -> str:
    """Not more of a text than `longest` characters: whole sentences if that is not too little, else words and "…"."""
    text = " ".join(text.split(" ")).strip()
    if len(text) <= longest:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, longest + 1) if found.end() <= longest]
    if ends and ends[-1] >= longest * _LEAST:
        return text[: ends[-1]]
    head = text[: longest + 1].rpartition(" ")[0] or text[: longest - 1]
    return head.rstrip(_LOOSE) + "…"
