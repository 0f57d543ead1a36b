"""Where a text has quotation marks round something, however far away they stand."""

from __future__ import annotations

import functools
import re

__all__ = ["is_quoted", "is_title_quoted"]

# Of ‘ and ’ it cannot be told whether they are apostrophes; who writes them as quotation marks has others round them.
_MARK = re.compile(r"<[^<>]*>|(?P<mark>[«»“”„‟\"‹›])")
_FIRST = re.compile(r"(?:<[^<>]*>|\s)*(\w+)")
_TAGS = re.compile(r"(?:<[^<>]*>|\s)*")
_BEHIND = re.compile(r"(?:<[^<>]*>|[\s,.])*")  # in America a comma goes before the mark
_ENDING = re.compile(r"(?:<[^<>]*>)*[‐‑-]?\w")
_ABOUT = frozenset("о об обо по про дар оид доир роҷеъ on to for about".split())
_OPENED_BY = {"»": "«", "›": "‹", "”": "“„‟"}


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a span of a text is inside a quotation: within «…», “…”, „…“ or "…", one in another or not.

    One that a text begins with and does not close goes on in the next text.
    """
    return any(opening < start and end <= closing for opening, closing in _quotations(text))


def is_title_quoted(text: str, start: int, end: int) -> bool:
    """Whether a span of a text ends with a quotation that is the title of what stands before it, закона «О воде»,
    or has one with an ending behind it, Respublikaning “Suv toʻgʻrisida”gi qonuni.

    A title has a capital or begins with what it is about; in «специальная „военная операция“» there is none.
    """
    return any(
        start < opening and _closes(text, end, closing) and _is_title(text, opening)
        for opening, closing in _quotations(text)
        if opening < end
    )


def _closes(text: str, end: int, closing: int) -> bool:
    """Whether a mark closes at the end of a span, or in a word of it with an ending behind (об»-ро)."""
    return bool(_BEHIND.fullmatch(text, end, closing) if closing >= end else _ENDING.match(text, closing + 1))


def _is_title(text: str, opening: int) -> bool:
    first = _FIRST.match(text, opening + 1)
    return first is not None and (first[1][0].isupper() or first[1] in _ABOUT)


@functools.lru_cache(maxsize=1 << 8)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of a text: where their marks are."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        mark, at = match["mark"], match.start()
        if mark is None:
            continue
        closes = _OPENED_BY.get(mark, '"' if mark == '"' else "„" if mark == "“" else "")
        depth = next((depth for depth in range(len(opened), 0, -1) if opened[depth - 1][1] in closes), 0)
        if depth:
            found.append((opened[depth - 1][0], at))
            del opened[depth - 1 :]
        elif mark not in _OPENED_BY:
            opened.append((at, mark))
    if opened and _TAGS.fullmatch(text, 0, opened[0][0]):
        found.append((opened[0][0], len(text)))
    return tuple(found)
