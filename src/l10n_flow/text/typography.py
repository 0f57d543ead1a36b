"""No-break spaces on pages: a short word does not stay behind at the end of a line, a number keeps its unit.

Texts stay as people wrote them: this is done to a page, when it is made. Which words are bound is said in each
language's file (`languages.language.Bound`). Pure.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from ..memo import Memo
from . import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..languages.language import Bound

__all__ = ["NBSP", "bind", "bind_html", "bind_texts", "is_seen_through", "typeset", "whole"]

NBSP = "\xa0"
_OPENING = "«„“\"'‘(["
_CLOSING = '.,;:!?…»”“"’)]'
_DASHES = frozenset("—–")
_TAGS = re.compile(r'(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)')
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_BREAKS = re.compile(r"<(?:br|img)[0-9]*/>")
"""Short tags of what ends a line."""
_INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
    "wbr".split()
)
"""Elements that end no line."""
_CODE = re.compile(r"<(/?)(?:code|kbd|samp|var|pre)(?![a-z0-9])")
"""Elements in which every blank counts."""
_SEEN_THROUGH = re.compile(rf"(?:\s|(?!{_CODE.pattern})(?=</?(?:{'|'.join(_INLINE)})(?![a-z0-9])){_TAGS.pattern})*+")

_ORDINAL = re.compile(r"[0-9](?<![\w.,-][0-9])[0-9]{0,3}-[^\W\d_][\w'’‘]*(?![^<>]*>)")
"""A number with the word that a hyphen joins to it, not in a tag: what comes next is not the end of one."""
_JOINED = re.compile(r"[0-9]-[^\W\d_]")
"""Every one of these has this in it, which is quickly found."""
_APART = re.compile(rf"<(code|kbd|samp|var|pre)(?![a-z0-9]).*?</\1>|{_ORDINAL.pattern}", re.DOTALL)
"""Code, or one of these."""
_WHOLE = r'<span class="whole">\g<0></span>'

# What stands for a tag, a line's beginning, a blank in code and a space of ours while words are looked at; no page can
# have them.
_TAG, _LINE, _BLANK, _STAYS = "\x01", "\x02", "\x03", "\x04"
_NEXT, _BREAK = f" {_LINE} ", f" {_LINE}{_TAG} "
"""What stands between two lines, and for a tag between two lines."""

_WORD, _AFTER, _BEFORE, _NUMBER, _UNIT, _DASH, _START, _SHORT = range(8)
"""What a word can be, as the bits of a number."""
_LONG = 14
"""A word of more letters fills a line of a headline on a phone: with a short one bound to it, it would be broken."""
_SPELT = frozenset("&<>\"'")
"""A word with one of these may be longer in HTML than in a text, and is bound in both."""
_MANY = 50_000
"""So many words are known at a time."""


def bind(text: str, bound: Bound) -> str:
    """A text with no-break spaces in place of some of its spaces; it is as long as before."""
    return text if _has_marks(text) else _spaced(_bound(text, bound))


def bind_html(html: str, bound: Bound) -> str:
    """The same for HTML; tags do not part words, but those of blocks do. What is in tags, or is code, stays."""
    if " " not in html or _has_marks(html):
        return html
    parts = _TAGS.split(html)
    if _CODE.search(html):
        _hide_code(parts)
    return _woven(parts, map(_mark, parts[1::2]), lambda text: _spaced(_bound(text, bound))).replace(_BLANK, " ")


def typeset(html: str, bound: Bound) -> str:
    """The same for a page, with all that no line is to part in a `span` of the class `whole`.

    A hyphen that does not break (U+2011) would be another text to who searches or copies it, and many fonts lack it.
    """
    return whole(bind_html(html, bound), bound)


def whole(html: str, bound: Bound) -> str:
    """The second half of that; all angle brackets in the HTML are those of tags, as nh3 and escapes leave it."""
    if not (bound.ordinals and _JOINED.search(html)):
        return html
    if not _CODE.search(html):
        return _ORDINAL.sub(_WHOLE, html)
    return _APART.sub(lambda found: found[0] if found[1] else found.expand(_WHOLE), html)


def bind_texts(texts: Iterable[str], bound: Bound | None, write: Callable[[str], str]) -> list[str]:
    """Lines with short tags, as units of a catalog have them, bound like HTML.

    Args:
        texts: the lines, without characters that no page can have.
        bound: which words are bound; None for none.
        write: makes HTML of all but the tags; spaces of ours are put in after that, so that it sees those of people.
    """

    def written(line: str) -> str:
        return _spaced(write(_bound(line, bound) if bound else line))

    parts = markup.AT_TAGS.split(_NEXT.join(texts))
    return _woven(parts, map(_short_mark, parts[1::2]), written).split(_NEXT)


def is_seen_through(html: str) -> bool:
    """Whether there is nothing in a piece of HTML but tags that words may go on behind."""
    return _SEEN_THROUGH.fullmatch(html) is not None


def _woven(parts: list[str], marks: Iterable[str], change: Callable[[str], str]) -> str:
    """Texts with tags between them, the texts changed, all at once; `marks` stand for the tags."""
    line = parts[:]
    line[1::2] = marks
    parts[::2] = change("".join(line)).replace(_BREAK, _TAG).split(_TAG)
    return "".join(parts)


def _has_marks(text: str) -> bool:
    return any(mark in text for mark in (_TAG, _LINE, _BLANK, _STAYS))


def _spaced(text: str) -> str:
    """Bound words with the spaces that keep them together."""
    return text.replace(_STAYS, NBSP)


def _bound(text: str, bound: Bound) -> str:
    """Lines with `_STAYS` for the spaces that keep words together; between two of them stands `_LINE`, as a word."""
    words = text.split(" ")
    # A byte for each word, and all of them one number: so all pairs of neighbours are looked at together.
    kinds = bytes(map(_kinds(bound).__getitem__, words))
    word = int.from_bytes(kinds)
    before, after = word >> 8 | 1 << 8 * len(words) - 8 + _START, word << 8
    stay = word >> _AFTER & after >> _SHORT | word & after >> _BEFORE | word >> _NUMBER & after >> _UNIT
    stay |= before >> _START & word >> _DASH & after  # somebody speaks
    stays = (stay & int.from_bytes(b"\1" * len(words))).to_bytes(len(words))
    at = stays.rfind(1)
    while at >= 0:
        words[at] += _STAYS + words.pop(at + 1)
        at = stays.rfind(1, 0, at)
    return " ".join(words)


@functools.cache
def _kinds(bound: Bound) -> Memo[str, int]:
    """What words are: each is looked at once."""
    return Memo(lambda word: _kind(word.replace(_TAG, ""), bound), _MANY)


def _kind(word: str, bound: Bound) -> int:
    """What a word is, a bit for all that is true of it; 0 if there is none."""
    if not word:
        return 0
    if word == _LINE:
        return 1 << _START
    begins, ends = word.lstrip(_OPENING), word.rstrip(_CLOSING)
    return (
        1 << _WORD
        | (len(word) <= _LONG or not _SPELT.isdisjoint(word)) << _SHORT
        | (begins in bound.after or (word[-1] == "." and _is_initial(begins))) << _AFTER
        | (word in bound.before) << _BEFORE
        | word[-1].isdigit() << _NUMBER
        | (ends in bound.units) << _UNIT
        | (word in _DASHES) << _DASH
    )


@functools.lru_cache(maxsize=4096)
def _mark(tag: str) -> str:
    """What stands for a tag in a line of words."""
    found = _NAME.match(tag)
    return _TAG if found and found[1] in _INLINE else _BREAK


@functools.lru_cache(maxsize=4096)
def _short_mark(tag: str) -> str:
    return _BREAK if _BREAKS.fullmatch(tag) else _TAG


def _hide_code(parts: list[str]) -> None:
    """Take the blanks out of what is code."""
    depth = 0
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number] = part.replace(" ", _BLANK) if depth else part
        elif found := _CODE.match(part):
            depth += -1 if found[1] else 1


def _is_initial(word: str) -> bool:
    """Whether a word is somebody's initials: `А.`, `A.B.`, `Sh.`"""
    letters = word.split(".")[:-1]
    return all(letter[:1].isupper() and len(letter) <= 2 and letter.isalpha() for letter in letters) and bool(letters)
