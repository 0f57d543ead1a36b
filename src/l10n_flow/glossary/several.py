"""Whether what stands in the place of a term looks like several."""

from __future__ import annotations

import re

__all__ = ["mark", "word"]

_MARK = re.compile(
    r"[;；|\n\t、，،•…]|\.\.\.|(?<=\s)[/\\+=](?=\s)|(?P<bracket>[(\[{])|(?P<number>(?<!\S)\w{1,2}\)|^1\.\s(?=.*\s2\.\s))"
    r"|,(?=[^\W\d])|, "
)
"""What a term does not have, and desks put between several, or round a short form: also a comma, if need be."""

_WORD = re.compile(r"(?<=\s)(?:или|либо|or|yoki|ёки|ё)(?=\s)", re.IGNORECASE)
"""What stands between several in the languages of the glossary, and may as well be a word of one."""

_CLAUSE = re.compile(
    r"(?:who|which|that|whose|где|когда|которо?\w*|чей|чья|чьё|чьи|что|чтобы|кто|не|ки|то|агар)\b"
    r"|\w+(?:щ|вш|ш|нн|м|т|ш)(?:ий|ая|ее|ие|ый|ое|ые|ийся|аяся|ееся|иеся)\b"
)
"""How what follows a comma within a term begins: лицо, ищущее убежище; шахсе, ки паноҳ меҷӯяд."""

_CALLED = {"\n": "a line end", "\t": "a tab"}


def mark(text: str) -> str:
    """What seems to stand between several terms, as messages call it; empty if one term is meant.

    A comma is none if a clause follows it (лицо, ищущее убежище) or, with a blank, a capital letter (Washington, D.C.).
    """
    for found in _MARK.finditer(text):
        rest = text[found.end() :].lstrip()
        if found[0] == ", " and (not rest or rest[0].isupper() or rest[0].isdigit() or _CLAUSE.match(rest)):
            continue
        kind = {"bracket": "a bracket", "number": "a number of a list"}.get(found.lastgroup or "")
        return kind or _CALLED.get(found[0], repr(found[0].strip()))
    return ""


def word(text: str) -> str:
    """The word that may stand between several terms (лесопилка или пилорама), as messages call it; empty if there is
    none. It is a doubt only: пытки или жестокое обращение is one term."""
    found = _WORD.search(text)
    return repr(found[0]) if found else ""
