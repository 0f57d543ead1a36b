"""The lines of a pasted page, cleaned of what nobody sees, and put together again where a page was wrapped."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LINE_END = re.compile(r"\r\n?|\n")
_UNSEEN = re.compile(
    # Controls that are no white space (no XML can hold them), soft hyphens, zero-width spaces, direction marks,
    # non-characters. Joiners (U+200C, U+200D) are part of words and of emoji.
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_LOOSE_NO_BREAK = re.compile(r"(?<!\d)\s*[\u00a0\u202f]\s*|\s*[\u00a0\u202f]\s*(?![\d%€$₽])")
_CLOSED = re.compile(r"[.!?…][\"'»”’“)\]]*(?:\[?\d{1,3}\]?)?$")
_BULLET = re.compile(r"(?P<bullet>[•▪●◦‣■□·∙*–—-]|\d{1,3}[.)])\s+(?P<text>\S.*)")
_ALWAYS_BULLETS = frozenset("•▪●◦‣■□·∙")

_WIDEST_WRAP = 110
"""Columns: a page whose longest line is longer was not wrapped."""
_NARROWEST_WRAP = 40


class Line(Value, frozen=True):
    """A line with something on it: `number` is 1-based, `gap` says that an empty line (or nothing) is above it."""

    number: int
    text: str
    gap: bool


class Block(Value, frozen=True):
    """What is one paragraph, heading, caption ...: one line, or the lines of a wrapped paragraph."""

    lines: tuple[Line, ...]
    text: str

    @property
    def gap(self) -> bool:
        """Whether it stands apart from what is above it."""
        return self.lines[0].gap

    @property
    def is_closed(self) -> bool:
        """Whether it ends as sentences do."""
        return is_closed(self.text)


def is_closed(text: str) -> bool:
    """Whether a text ends as sentences do: with an end mark, quotes or brackets after it."""
    return bool(_CLOSED.search(text))


def bullet(text: str) -> tuple[str, str]:
    """(bullet or number, the rest) of a line that may be a list item; the bullet is empty if it cannot be one."""
    found = _BULLET.match(text)
    return (found["bullet"], found["text"]) if found else ("", text)


def is_sure_bullet(mark: str) -> bool:
    """Whether nothing but a list has this mark: dashes also open direct speech, asterisks remarks."""
    return mark in _ALWAYS_BULLETS


def read(text: str) -> list[Line]:
    """The lines of a page with their white space collapsed, NFC, without the empty ones.

    A no-break space stays only where it belongs to a number (`210 000`, `25 %`).
    """
    lines = []
    gap = True
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        line = tidy(raw)
        if line:
            lines.append(Line(number, line, gap))
        gap = not line
    return lines


def tidy(line: str) -> str:
    """One line without white space and characters that nobody sees."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", line))
    return _SPACE.sub(" ", _LOOSE_NO_BREAK.sub(" ", seen)).strip()


def unwrap(lines: Sequence[Line], stands_alone: Callable[[str], bool]) -> list[Block]:
    """Put the lines of wrapped paragraphs together.

    A line goes on below it if the page is wrapped there (the next word would not have fitted), or if it ends
    without any mark and the next line begins in lower case. An empty line always ends a paragraph.

    Args:
        lines: of a page.
        stands_alone: knows lines that never belong to the one above (a byline, a credit).
    """
    width = _wrapped_at(lines)
    groups: list[list[Line]] = []
    for above, line in zip([None, *lines], lines, strict=False):
        if above and not line.gap and not stands_alone(line.text) and _goes_on(above.text, line.text, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Block(tuple(group), _joined([line.text for line in group])) for group in groups]


def _wrapped_at(lines: Sequence[Line]) -> int:
    """The column at which the page is wrapped, 0 if it is not."""
    width = max((len(line.text) for line in lines), default=0)
    pairs = [(above.text, line.text) for above, line in itertools.pairwise(lines) if not line.gap]
    full = [pair for pair in pairs if _is_full(*pair, width) and not is_closed(pair[0])]
    sure = any(_is_open(above) and line[0].islower() for above, line in full)
    return width if sure and width <= _WIDEST_WRAP and len(full) >= 0.6 * len(pairs) else 0


def _goes_on(above: str, line: str, width: int) -> bool:
    mark, _ = bullet(line)
    if mark and (is_sure_bullet(mark) or not _is_open(above) or bullet(above)[0]):
        return False
    if len(above) >= _NARROWEST_WRAP and _is_open(above) and line[0].islower():
        return True
    return width >= _NARROWEST_WRAP and _is_full(above, line, width)


def _is_full(above: str, line: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted, give or take what hyphenation leaves."""
    return len(above) + 1 + len(line.split(" ", 1)[0]) > 0.85 * width


def _is_open(text: str) -> bool:
    return not is_closed(text) and text[-1] not in ":;|"


def _joined(texts: Sequence[str]) -> str:
    """One text; a word that was wrapped after its hyphen stays one."""
    text = texts[0]
    for line in texts[1:]:
        hyphenated = re.search(r"\w-$", text) and re.match(r"\w", line)
        text += line if hyphenated else f" {line}"
    return text
