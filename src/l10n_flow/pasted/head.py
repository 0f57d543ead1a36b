"""The head of a pasted page: kicker, headline, deck, byline, date, and the dateline that opens the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..values import Value
from . import words
from .lines import Block, bullet
from .page import Part, Taken

if TYPE_CHECKING:
    from .page import Page

_PIECES = re.compile(r"\s+[|•·]\s+|\s*\|\s*$|^\s*\|\s*")
_DATELINE = re.compile(r"(?P<place>[^—–]{2,60}?)(?:\s*(?:--+|—)\s*|\s+[–-]\s+)(?P<rest>.+)")
_AGENCY = re.compile(r"\s*\([^()]{2,40}\)$")
_SMALL_WORDS = frozenset("de del la upon on al el na на".split())
_NAME_PARTS = frozenset("de da di del der van von bin ibn al el oʻgʻli qizi ўғли қизи угли кизи зода for".split())

_LONGEST_HEADLINE, _LONGEST_DECK, _LONGEST_KICKER, _LONGEST_BYLINE = 250, 400, 30, 100
_HEAD = 4
"""Kicker, headline, deck and one more: with more lines of text above it, a date or a name is part of the text."""


def split_meta(block: Block) -> list[Block]:
    """A line like `By A. Karimova | May 12, 2025` as the lines that it could have been."""
    pieces = [piece for piece in _PIECES.split(block.text) if piece]
    known = len(block.lines) == 1 and any(words.date(piece) or authors(piece) for piece in pieces)
    return [Block(block.lines, piece) for piece in pieces] if known else [block]


def authors(text: str) -> tuple[str, ...]:
    """The names in a byline; empty if it is none."""
    if len(text) > _LONGEST_BYLINE:
        return ()
    said = words.labelled("authors", text)
    names = words.names(said if said is not None else words.after("by", text))
    few_words = all(len(name.split()) <= (6 if said else 5) for name in names)
    return names if few_words and all(_is_name(name, labelled=said is not None) for name in names) else ()


def is_name_like(text: str) -> bool:
    """Whether all words are such as names have: capitals, particles."""
    parts = re.findall(r"[^\s/,&]+", text)
    return any(part[0].isupper() for part in parts) and all(
        not part[0].islower() or part.casefold() in _NAME_PARTS for part in parts
    )


def drop_menu(page: Page) -> None:
    """The menu of a site above a headline: rows of names, and lines of one name; the one at the headline is a kicker.

    Nothing is dropped if any longer text stands there, or if it may be no menu.
    """
    free = [number for number in page.free() if not words.date(page.text(number)) and not authors(page.text(number))]
    headline = next((n for n in free if not _is_few(page.text(n)) and not _is_row(page.text(n))), None)
    if headline is None or len(page.text(headline).split()) < 4 or page.text(headline).endswith("."):
        return
    above = [number for number in free if number < headline]
    rows = [number for number in above if _is_row(page.text(number)) or words.says("home", page.text(number))]
    names = [number for number in above if number not in rows]
    is_below_buttons = any(number < headline for number in page.parts)
    if rows or is_below_buttons or len(names) > 2:
        for number in {*rows, *names} - ({headline - 1} - {*rows}):
            page.take(number, Taken.BOILERPLATE, "a menu above the headline")


def _is_row(text: str) -> bool:
    """Whether a line is a menu: some names with signs between them, or capitals from `HOME` on."""
    pieces = [piece for piece in _PIECES.split(text) if piece]
    row = len(pieces) > 2 and all(map(_is_few, pieces))
    return row or (text.isupper() and words.says("home", text.split(maxsplit=1)[0]))


def take_byline(page: Page) -> None:
    """Lines with a label (`Автор: ...`, `Updated: ...`) anywhere; bare bylines and dates only near the top."""
    found: list[str] = []
    dates = {number: date for number in page.free() if (date := words.date(page.text(number)))}
    bare = sum(not date.labelled for date in dates.values())
    for number in page.free():
        text = page.text(number)
        names, date = authors(text), dates.get(number)
        # More than one bare date makes a chronicle, whose dates are headings.
        if date and (date.labelled or _is_near_top(page, number, sentences=2 if bare == 1 else 1)):
            key = "updated" if date.updated else "date"
            if page.meta.setdefault(key, date.iso) == date.iso:
                page.take(number, Taken.DATE, f"{key}: {date.iso}")
        elif names and (words.labelled("authors", text) is not None or (not found and _is_near_top(page, number))):
            found += [name for name in names if name not in found]
            page.take(number, Taken.BYLINE, f"authors: {', '.join(names)}")
    if found:
        page.meta["authors"] = found


def take_head(page: Page) -> None:
    """Kicker, headline, deck and dateline, by their place, length and end marks."""
    texts = [number for number in page.free() if not bullet(page.text(number))[0]]
    opening = next((at for at, number in enumerate(texts[: _HEAD + 1]) if _dateline(page.text(number))), None)
    ends = _head_ends(page, texts) if opening is None else opening
    texts, below = texts[:ends] if ends is not None else texts, texts[ends:] if ends is not None else []
    if opening is not None:
        _take_dateline(page, below[0])
    if not texts or not _is_headline(page.text(texts[0])):
        return
    if len(texts) > 1 and _is_kicker(page.text(texts[0]), page.text(texts[1])):
        page.take(texts.pop(0), Taken.KICKER, "few words above the headline")
    page.take(texts.pop(0), Taken.HEADLINE, "the first line that can be one")
    if ends is None:
        _take_open_deck(page, texts)
    elif texts and len(texts) <= 2 and _is_deck(page.blocks[texts[0]]):
        page.take(texts[0], Taken.DECK, "between the headline and the byline, date or dateline")
    elif not texts and opening is None:
        _take_open_deck(page, below)


def _head_ends(page: Page, texts: list[int]) -> int | None:
    """How many of the texts stand above the byline or date, if text follows it; None if there is neither."""
    metas = [number for number, (part, *_) in page.parts.items() if part.taken in {Taken.BYLINE, Taken.DATE}]
    above = [sum(text < meta for text in texts) for meta in metas]
    return max((count for count in above if 1 <= count <= _HEAD and count < len(texts)), default=None)


def _take_open_deck(page: Page, texts: list[int]) -> None:
    """A line without an end mark below the headline, above a sentence."""
    if len(texts) < 2:
        return
    first, second = page.blocks[texts[0]], page.blocks[texts[1]]
    if not first.is_closed and not first.text.endswith(":") and _is_deck(first) and second.is_closed:
        page.take(texts[0], Taken.DECK, "a line without an end mark below the headline")


def _is_deck(block: Block) -> bool:
    return len(block.text) <= _LONGEST_DECK and (block.is_closed or len(block.text.split()) >= 5)


def _is_headline(text: str) -> bool:
    """Whether a text is short, and no sentences of the running text."""
    told = text.endswith(".") and (len(text) > _LONGEST_HEADLINE // 2 or re.search(r"[.!?…][\"'»”’)]* ", text))
    return len(text) <= _LONGEST_HEADLINE and not told


def _is_few(text: str) -> bool:
    """Whether a text is a few words that end openly."""
    return len(text) <= _LONGEST_KICKER and len(text.split()) <= 3 and not re.search(r"[.!?…:]$", text)


def _is_kicker(text: str, below: str) -> bool:
    headline = len(below) > max(len(text), 24) and len(below.split()) >= 4 and not below.endswith(".")
    return _is_few(text) and headline and _is_headline(below)


def _is_near_top(page: Page, number: int, *, sentences: int = 2) -> bool:
    """Whether not more than kicker, headline and deck can stand above a block."""
    above = [page.blocks[other] for other in page.free() if other < number]
    return len(above) <= _HEAD and sum(block.is_closed for block in above) <= sentences


def _is_name(text: str, *, labelled: bool) -> bool:
    initial = re.search(r"\b\w\.$|\bJr\.$", text)
    if (re.search(r"[.!?…]$", text) and not initial) or re.search(r"\d", text):
        return False
    return is_name_like(text) or (labelled and (text[0].isupper() or " " not in text))


class _Dateline(Value, frozen=True):
    """`place` is empty if more than a place stands there."""

    place: str
    words: str
    rest: str


def _dateline(text: str) -> _Dateline | None:
    found = _DATELINE.match(text)
    # Lower case behind a dash: `США — крупнейший рынок` is a sentence.
    if not found or next((letter for letter in found["rest"] if letter.isalnum()), "a").islower():
        return None
    said = text[: found.start("rest")].rstrip()
    bare = _AGENCY.sub("", found["place"])
    city, *more = re.split(r",\s*", bare)
    has_more = bare != found["place"] or any(words.holds_date(part) for part in more)
    if not re.fullmatch(r"[^\W\d_][^\d_():;!?\"«»]*", city) or not (has_more or all(map(is_name_like, more))):
        return None
    if has_more:
        return _Dateline("", said, found["rest"]) if is_name_like(city) else None
    if not city.isupper() or not words.is_place(city):
        return None
    return _Dateline(", ".join([_as_name(city), *more]), said, found["rest"])


def _take_dateline(page: Page, number: int) -> None:
    found = _dateline(page.text(number))
    if not found:
        return
    if found.place:
        page.meta["location"] = found.place
        page.parts[number] = (
            Part(Taken.DATELINE, found.words, f"location: {found.place}"),
            Part(Taken.PARAGRAPH, found.rest, "running text behind the dateline"),
        )
    else:
        page.take(number, Taken.PARAGRAPH, "its dateline says more than a place, and stays")


def _as_name(capitals: str) -> str:
    """`NEW YORK` as `New York`."""
    low = (part.lower() for part in re.split(r"([\s-])", capitals))
    return "".join(part if part in _SMALL_WORDS else part.capitalize() for part in low)
