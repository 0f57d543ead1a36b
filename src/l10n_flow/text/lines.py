"""Where the texts of an article stand in it as it was written: among markup, broken into lines, with other spaces."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["line_at", "line_of", "lines", "look_for"]

_NEAR = 200  # characters in which the words are that a place of a text is known by
_ENOUGH = 40  # characters that no other text begins with
_WORDS = 6
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_GAP = re.compile(r"(?:[^\w<&]|<[^<>]*>|<(?![^<>]*>)|&\w+;|&(?!\w+;))++")
"""What is between two words: blanks, line ends, marks, markup."""
_LINE_END = re.compile(r"[^\w\n]*+(?:\n|\Z)")


def lines(source: str, texts: Iterable[str]) -> Iterator[int]:
    """The lines where the texts of an article begin; they are looked for in their order, so that it takes no time."""
    line_ends = [match.start() for match in re.finditer("\n", source)]
    seen: dict[str, int] = {}
    reached = 0
    for text in texts:
        behind = seen.get(text, -1) + 1
        place = look_for(text, source, max(reached, behind))
        if place < 0 < reached:
            place = look_for(text, source, behind)
        if place >= 0:
            seen[text] = place
            reached = place if len(text.split()) > _WORDS else reached  # few words may be those of a longer text
        yield bisect.bisect_left(line_ends, place) + 1 if place >= 0 else 0


def line_of(source: str, text: str) -> int:
    """The line of an article where a text begins; 0 if it is not plain to see."""
    return line_at(source, look_for(text, source))


def line_at(source: str, place: int) -> int:
    """The line of a place, 0 if it is none (-1)."""
    return source.count("\n", 0, place) + 1 if place >= 0 else 0


def look_for(text: str, source: str, start: int = 0, at: int = 0) -> int:
    """Where a source has the words that stand at a place of a text, whatever is between them; -1 if nowhere.

    Few words are best looked for at the end of a line: there are others like them in longer texts. If there is markup
    near a text's beginning that is not plain, the longest piece without any is looked for.
    """
    plain = text[:_ENOUGH] if len(text) >= _ENOUGH else f"{text}\n"
    if not at and "<" not in plain and (found := source.find(plain, start)) >= 0:  # much quicker than what follows
        return found
    for piece in (text,) if at else (text, max(_TAG.split(text), key=len)):
        before, words = (
            _WORD.findall(_TAG.sub(" ", part)) for part in (piece[max(0, at - _NEAR) : at], piece[at:][:_NEAR])
        )
        if not words:
            continue
        row, first = [*before[-_WORDS:], *words[:_WORDS]], len(before[-_WORDS:])
        for ends_line in (True, False) if not at and len(words) <= _WORDS else (False,):
            if (place := _place(row, first, source, start, ends_line=ends_line)) >= 0:
                return place
    return -1


def _place(words: Sequence[str], first: int, source: str, start: int, *, ends_line: bool) -> int:
    """Where a source has words in a row (at the end of a line), the place of one of them; -1 if nowhere."""
    at = source.find(words[0], start)
    while at >= 0:
        found, end = at, at + len(words[0])
        if not _is_in_word(source, at):
            for number, word in enumerate(words[1:], 1):
                gap = _GAP.match(source, end)
                if gap is None or not source.startswith(word, gap.end()):
                    break
                found, end = gap.end() if number == first else found, gap.end() + len(word)
            else:
                if not _is_in_word(source, end + 1) and (not ends_line or _LINE_END.match(source, end)):
                    return found
        at = source.find(words[0], at + 1)
    return -1


def _is_in_word(source: str, place: int) -> bool:
    """Whether the character before a place is one of a word."""
    before = source[place - 1 : place]
    return before.isalnum() or before == "_"
