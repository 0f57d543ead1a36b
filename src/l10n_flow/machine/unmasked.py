"""A text as whoever reads it takes it: the letters that are seen, however they were written. Pure.

Characters of another shape (full width, bold as in mathematics, with marks of their own) are the plain ones; signs that
nobody sees and `<wbr>` are not there; what addresses spell with `%` or `xn--`, and HTML with `&`, is spelt out; letters
with the same sign between each are a word. Tags are not between letters: what stands in them comes after the text.
"""

from __future__ import annotations

import contextlib
import html
import re
import unicodedata
import urllib.parse
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from ..articles import elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Span

__all__ = ["Unmasked"]

_Piece: TypeAlias = "tuple[str, int, int]"
"""What is read, and from where to where it is written."""

_KEPT = "\u0400-\u044f\u0451-\u045c\u045e-\u045f\u0490-\u04ff«»–—“”„`´‘’ʻʼʽ"
"""What is read as it is written, beside ASCII: letters of our languages, and marks that are letters there."""
_MASKED = re.compile(rf"[<&%]|[^\x00-\x7f{_KEPT}]|xn--", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<tag></?[a-z!][^<>]*>)"
    r"|(?P<escaped>(?:%(?:25)*[0-9a-f]{2})+)"
    r"|(?P<host>xn--[a-z0-9-]+)"
    r"|(?P<reference>&(?:\#\d+|\#x[0-9a-f]+|[a-z]+);?)"
    r"|(?P<marked>[^\W\d_][\u0300-\u036f\u0483-\u0489]+)"
    rf"|(?P<other>[^\x00-\x7f{_KEPT}])",
    re.IGNORECASE,
)
_BARE = re.compile(r"</?([a-z][a-z0-9]*)\s*/?>", re.IGNORECASE)
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
_UNSEEN = frozenset(("Mn", "Me", "Cf", "Cc"))
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_LETTER = r"[^\W\d_]"
_SPACED = re.compile(rf"(?<![^\W_]){_LETTER}([\W_]{{1,3}}){_LETTER}(?:\1{_LETTER}){{2,}}(?![^\W_])")
"""From four letters on: three may be initials."""
_SIGNS = re.compile(r"[\W_]+")


class Unmasked:
    """A text as it is read (`text`), which knows how it was written."""

    def __init__(self, written: str) -> None:
        """See the class."""
        self._layers: list[_Layer] = []
        self.text = written
        if _MASKED.search(written):
            self._add(_pieces(written, 0, len(written)))
        if any(True for _ in _SPACED.finditer(self.text)):
            self._add(_closed_up(self.text))

    def _add(self, pieces: Iterator[_Piece]) -> None:
        layer = _Layer([piece for piece in pieces if piece[0]])
        self._layers.append(layer)
        self.text = layer.text

    def span(self, start: int, end: int) -> Span:
        """Where a part of it that is not empty was written."""
        for layer in reversed(self._layers):
            start, end = layer.span(start, end)
        return start, end


class _Layer:
    """A text in pieces of another one."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._pieces = pieces
        self._starts = [0, *accumulate(len(text) for text, _, _ in pieces)]
        self.text = "".join([text for text, _, _ in pieces])

    def span(self, start: int, end: int) -> Span:
        first, last = self._place(start), self._place(end - 1)
        return min(first[0], last[0]), max(first[1], last[1])

    def _place(self, at: int) -> Span:
        """Where a character is."""
        number = bisect_right(self._starts, at) - 1
        text, start, end = self._pieces[number]
        if len(text) != end - start:
            return start, end
        place = start + at - self._starts[number]
        return place, place + 1


def _pieces(text: str, at: int, end: int) -> Iterator[_Piece]:
    """What is read of a part of a text, and after it what stands in its tags."""
    tags: list[Span] = []
    for found in _TOKEN.finditer(text, at, end):
        yield text[at : found.start()], at, found.start()
        at = found.end()
        if found["tag"]:
            bare = _BARE.fullmatch(found[0])
            if bare is None:
                tags.append((found.start() + 1, at - 1))
            name = found[0].strip("</>").split()[:1]
            if name and (name[0].lower() in elements.BLOCK or name[0].lower() == "br"):
                yield "\n", found.start(), at
        else:
            yield _read(found), found.start(), at
    yield text[at:end], at, end
    for start, stop in tags:
        yield "\n", start, start
        yield from _pieces(text, start, stop)


def _read(found: re.Match[str]) -> str:
    """What somebody reads who meets such a sign."""
    said = found[0]
    if found["escaped"]:
        data = urllib.parse.unquote_to_bytes(re.sub("%(?:25)+", "%", said))
        try:
            said = data.decode()
        except UnicodeDecodeError:
            said = data.decode("cp1251", "replace")
    elif found["host"]:
        with contextlib.suppress(UnicodeError):
            said = said[4:].encode().decode("punycode")
    elif found["reference"]:
        said = html.unescape(said)
    return _plain(said)


def _plain(text: str) -> str:
    """Characters in their plain shape, without what nobody sees and without stress marks."""
    shaped = unicodedata.normalize("NFKC", _STRESS.sub("", unicodedata.normalize("NFD", text)))
    return "".join([one for one in shaped if unicodedata.category(one) not in _UNSEEN and one not in _FILLERS])


def _closed_up(text: str) -> Iterator[_Piece]:
    """A text without the signs between letters that stand apart."""
    at = 0
    for spaced in _SPACED.finditer(text):
        for sign in _SIGNS.finditer(text, *spaced.span()):
            yield text[at : sign.start()], at, sign.start()
            at = sign.end()
    yield text[at:], at, len(text)
