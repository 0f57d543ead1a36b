"""What must come back from a machine as it was sent: tags, addresses, numbers that are names, given words. Pure.

A marker stands in the place of each while the text is away. `[X1X]` is the form that Weblate sends to all its engines:
letters and brackets that every model has in its vocabulary (rarer signs are dropped as unknown), and no word of any
language. Engines put spaces into markers, change the brackets and write X with a Cyrillic letter; that is allowed for.
Anything in the source that looks like a marker is put behind one itself.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from ..text import markup
from ..values import Value
from ._pieces import Cut, cut, is_bare, parted, sentences, sorted_out, woven
from .untouched import MARKERS, TAG_LIKE, Kind, Place, places

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..model import Span

__all__ = ["MARKER", "MARKERS", "Cut", "Shielded", "cut", "sentences", "shield"]

MARKER = "[X{}X]"
"""A marker; `{}` is its number, from 1."""

_RUIN = re.compile(r"(?<!\w)[XxХх×]\s?\d{1,4}\s?[XxХх×](?!\w)")
_TEXT_TAG = re.compile(f"<(?={TAG_LIKE.pattern[1:]})")
_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")

_STICKS_BEFORE = tuple(",.;:!?…)]}»”’%")
_STICKS_AFTER = tuple("([{«“„‘")
_OPENING = (Kind.OPEN, Kind.ALONE)
_CLOSING = (Kind.CLOSE, Kind.ALONE)


class _Kept(Value, frozen=True):
    """What a marker stands for: a text as it is in the unit. `partner` is the other tag's number, 0 if none."""

    text: str
    kind: Kind
    partner: int = 0


class Shielded(Value, frozen=True):
    """A unit's text on its way to a machine.

    Attributes:
        text: as it stands in the unit.
        sent: what to send, without white space at its ends; markers stand in it.
        is_bare: whether there is nothing to translate: the text is its own translation.
    """

    text: str
    sent: str
    before: str
    after: str
    kept: tuple[_Kept, ...]
    in_order: bool

    @property
    def is_bare(self) -> bool:
        """See the class."""
        return is_bare(self.sent)

    def restore(self, answer: str, endings: str = "") -> str | None:
        """The unit's text in the other language.

        Args:
            answer: what the machine made of `sent`.
            endings: a regular expression for what may stand right behind a marked word, if the language has such.

        Returns:
            None if a marker is missing, ruined, there twice, none of ours, or in a word where it was in none, if the
            tags would not fit into each other, or if there is no text. What looks like a tag in the answer is escaped.
        """
        cleaned = self._cleaned(answer)
        if cleaned is None:
            return None
        texts, numbers = parted(cleaned)
        if sorted(numbers) != [*range(1, len(self.kept) + 1)] or not self._are_nested(numbers):
            return None
        if any(map(_RUIN.search, texts)) and not any(map(_RUIN.search, parted(self.sent)[0])):
            return None
        glued = frozenset(at for at in range(1, len(texts)) if endings and _is_ending(texts[at], endings))
        if self._in_words(texts, numbers, glued) - self._in_words(*parted(self.sent)):
            return None
        spaced = self._spaced(texts, numbers, glued)
        kept = [self.kept[number - 1].text for number in numbers]
        return self._checked(woven(map(_escape, spaced), kept))

    @property
    def pieces(self) -> Cut:
        """The texts between the markers, for a machine that does not give them back whole; to be put together again by
        `assembled`."""
        texts, numbers = parted(self.sent)
        kept = [self.kept[number - 1].text for number in numbers]
        return sorted_out(itertools.zip_longest(texts, kept, fillvalue=""))

    def assembled(self, answers: Sequence[str]) -> str | None:
        """The unit's text in the other language, from the answers to the texts of `pieces`; None if one says nothing or
        has a marker."""
        pieces = self.pieces
        cleaned = [self._cleaned(answer) for answer in answers]
        sound = [_escape(answer) for answer in cleaned if answer and not MARKERS.search(answer)]
        return self._checked(pieces.joined(sound)) if len(sound) == len(pieces.texts) else None

    def _cleaned(self, answer: str) -> str | None:
        """An answer as a unit's text may be; None if it says nothing or what no text may have."""
        text = unicodedata.normalize("NFC", answer).strip()
        if not _LINE_END.search(self.text):
            text = _BLANKS.sub(lambda blanks: " " if _LINE_END.search(blanks[0]) else blanks[0], text)
        is_text = not any(unicodedata.category(one) in ("Cc", "Cs") and not one.isspace() for one in text)
        return text if text and is_text else None

    def _checked(self, inner: str) -> str | None:
        """The whole unit's text; None if an answer's text has become part of a tag."""
        unit = f"{self.before}{inner}{self.after}"
        return unit if Counter(TAG_LIKE.findall(unit)) == Counter(TAG_LIKE.findall(self.text)) else None

    def _are_nested(self, numbers: Sequence[int]) -> bool:
        """Whether the tags fit into each other if their markers stand in this order."""
        tags = [number for number in numbers if self.kept[number - 1].kind is not Kind.THING]
        if self.in_order:
            return tags == sorted(tags)
        opened = []
        for number in tags:
            kept = self.kept[number - 1]
            if kept.kind is Kind.OPEN:
                opened.append(number)
            elif kept.kind is Kind.CLOSE and (not opened or opened.pop() != kept.partner):
                return False
        return True

    def _in_words(self, texts: Sequence[str], numbers: Sequence[int], glued: Collection[int] = frozenset()) -> set[int]:
        """The markers that part letters or digits, alone or with those next to them; an element that begins where
        another has ended is another word. Texts that are `glued` begin with the ending of what stands before them."""
        found, left, run = set[int](), "", list[int]()
        for at, text in enumerate(texts):
            is_apart = self._kind(numbers, at - 1) is Kind.CLOSE and self._kind(numbers, at) is Kind.OPEN
            if text or is_apart:
                is_glued = at in glued and self._kind(numbers, at - 1) is not Kind.OPEN
                found.update(run if left[-1:].isalnum() and text[:1].isalnum() and not is_glued else ())
                left, run = text, []
            run += numbers[at : at + 1]
        return found

    def _spaced(self, answered: Sequence[str], numbers: Sequence[int], glued: Collection[int]) -> list[str]:
        """The answer's texts with spaces round tags as in the source, where the machine glued words or added some."""
        sources, order = parted(self.sent)
        edges = {number: (sources[at], sources[at + 1]) for at, number in enumerate(order)}
        texts = [*answered]
        for at, number in enumerate(numbers):
            kind = self.kept[number - 1].kind
            before, after = edges[number]
            is_first, is_last = number == order[0] and not before, number == order[-1] and not after
            has_left, has_right = is_first or before[-1:].isspace(), is_last or after[:1].isspace()
            left, right = texts[at], texts[at + 1]
            is_word_left = _ends_word(left, self._kind(numbers, at - 1))
            is_word_right = _begins_word(right, self._kind(numbers, at + 1))
            if (not has_left and kind in _CLOSING) or _is_loose(left[::-1], before[::-1], _STICKS_AFTER):
                left = left.rstrip()
            elif has_left and kind is not Kind.CLOSE and is_word_left:
                left += " "
            if (not has_right and kind in _OPENING) or _is_loose(right, after, _STICKS_BEFORE):
                right = right.lstrip()
            elif has_right and kind in _CLOSING and is_word_right and at + 1 not in glued:
                right = f" {right}"
            texts[at], texts[at + 1] = left, right
        return texts

    def _kind(self, numbers: Sequence[int], at: int) -> Kind | None:
        return self.kept[numbers[at] - 1].kind if 0 <= at < len(numbers) else None


def shield(text: str, keep: Sequence[Span] = ()) -> Shielded:
    """Put markers in the place of what a machine must not touch.

    Args:
        text: a unit's text, with its tags.
        keep: what else is to come back as it is, as places in the text; they may overlap.
    """
    found, is_tree = places(text, keep)
    start, end, inner = _unwrapped(text, found)
    numbers = {place.start: number for number, place in enumerate(inner, 1)}
    sent, at = "", start
    for number, place in enumerate(inner, 1):
        sent += markup.unescape(text[at : place.start]) + MARKER.format(number)
        at = place.end
    sent += markup.unescape(text[at:end])
    kept = tuple(_Kept(text[one.start : one.end], one.kind, numbers.get(one.partner, 0)) for one in inner)
    return Shielded(text, sent, text[:start], text[end:], kept, not is_tree)


def _unwrapped(text: str, found: Sequence[Place]) -> tuple[int, int, Sequence[Place]]:
    """What is to be sent: from where, to where, and the places in it. White space and tags round it all stay here."""
    start, end = _stripped(text, 0, len(text))
    while (
        len(found) > 1
        and found[0].kind is Kind.OPEN
        and found[0].start == start
        and found[0].partner == found[-1].start
        and found[-1].end == end
    ):
        start, end = _stripped(text, found[0].end, found[-1].start)
        found = found[1:-1]
    return start, end, found


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_loose(text: str, source: str, signs: tuple[str, ...]) -> bool:
    """Whether white space parts a sign from what it belongs to, as it does not in the source."""
    loose, was = (one[:1].isspace() and one.lstrip().startswith(signs) for one in (text, source))
    return loose and not was


def _begins_word(text: str, after: Kind | None) -> bool:
    """Whether a word is at the beginning of a text, or begins right after it."""
    return text[0].isalnum() or text[0] in _STICKS_AFTER if text else after not in (None, Kind.CLOSE)


def _ends_word(text: str, before: Kind | None) -> bool:
    """Whether a word is at the end of a text, or ends right before it."""
    return text[-1].isalnum() or text[-1] in _STICKS_BEFORE if text else before not in (None, Kind.OPEN)


def _is_ending(text: str, endings: str) -> bool:
    """Whether a text begins with the ending of a word."""
    found = re.match(r"[^\W\d_]+", text)
    return bool(found and re.fullmatch(endings, found[0]))


def _escape(text: str) -> str:
    """A machine's text so that nothing of it looks like a tag, to the check `tags` either."""
    return _TEXT_TAG.sub("&lt;", markup.escape(text))
