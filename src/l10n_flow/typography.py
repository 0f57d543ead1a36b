"""No-break spaces on pages: a short word does not stay behind at the end of a line, a number keeps its unit.

Texts stay as people wrote them: this is done to a page, when it is made. Which words are bound is said in each
language's file (`languages.language.Bound`). Pure.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .languages.language import Bound

__all__ = ["NBSP", "bind", "bind_html"]

NBSP = "\xa0"
_OPENING = "«„“\"'‘(["
_CLOSING = '.,;:!?…»”“"’)]'
_DASHES = frozenset("—–")
_TAGS = re.compile(r'(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)')
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr".split()
)
"""Elements that end no line."""
_CODE = frozenset("code kbd samp var pre".split())
"""Elements in which every blank counts."""


def bind(text: str, bound: Bound) -> str:
    """A text with no-break spaces in place of some of its spaces; it is as long as before."""
    words = text.split(" ")
    known = _kinds(bound)
    kinds = [known[word] for word in words]
    if words[0] in _DASHES:  # somebody speaks
        kinds[0] = _AFTER
    for number, (kind, following) in enumerate(itertools.pairwise(kinds)):
        if (kind & _AFTER and following) or (following & _BEFORE and kind) or (kind & _NUMBER and following & _UNIT):
            words[number] += NBSP
        else:
            words[number] += " "
    return "".join(words)


_WORD, _AFTER, _BEFORE, _NUMBER, _UNIT = 1, 2, 4, 8, 16


class _Kinds(dict[str, int]):
    """What words are: each is looked at once."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound

    def __missing__(self, word: str) -> int:
        if len(self) > _MANY:
            self.clear()
        self[word] = kind = _kind(word, self._bound)
        return kind


_kinds = functools.cache(_Kinds)
_MANY = 50_000
"""So many words are known at a time."""


def _kind(word: str, bound: Bound) -> int:
    """What a word is, as the sum of what is true of it; 0 if there is none."""
    if not word:
        return 0
    begins, ends = word.lstrip(_OPENING), word.rstrip(_CLOSING)
    kind = _WORD
    if begins in bound.after or (word[-1] == "." and _is_initial(begins)):
        kind |= _AFTER
    if word in bound.before:
        kind |= _BEFORE
    if word[-1].isdigit():
        kind |= _NUMBER
    return kind | _UNIT if ends in bound.units else kind


def bind_html(html: str, bound: Bound) -> str:
    """The same for HTML; tags do not part words, but those of blocks do. What is in tags, or is code, stays."""
    parts = _TAGS.split(html)
    run: list[int] = []
    code = 0
    opaque: set[int] = set()
    for number, part in enumerate(parts):
        if number % 2 == 0:
            run.append(number)
            if code:
                opaque.add(number)
            continue
        found = _NAME.match(part)
        name = found[1] if found else ""
        if name in _CODE:
            code += -1 if part[1] == "/" else 1
        if name not in _INLINE:
            _bind_run(parts, run, opaque, bound)
            run = []
    _bind_run(parts, run, opaque, bound)
    return "".join(parts)


def _bind_run(parts: list[str], run: list[int], opaque: set[int], bound: Bound) -> None:
    """Bind the words of a line of text, which stands in some of the parts."""
    texts = [parts[number].replace(" ", "\n") if number in opaque else parts[number] for number in run]
    whole = "".join(texts)
    if " " not in whole:
        return
    whole = bind(whole, bound)
    at = 0
    for number in run:
        end = at + len(parts[number])
        if number not in opaque:
            parts[number] = whole[at:end]
        at = end


def _is_initial(word: str) -> bool:
    """Whether a word is somebody's initials: `А.`, `A.B.`, `Sh.`"""
    letters = word.split(".")[:-1]
    return all(letter[:1].isupper() and len(letter) <= 2 and letter.isalpha() for letter in letters) and bool(letters)
