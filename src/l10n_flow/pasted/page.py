"""A pasted page while it is being understood: its blocks, and what is known of each."""

from __future__ import annotations

import enum
import itertools
from typing import TYPE_CHECKING

from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..languages.language import Language
    from .lines import Block


class Taken(enum.StrEnum):
    """What a line was taken for."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    TAGS = "tags"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    CAPTION = "caption"
    CREDIT = "credit"
    DUPLICATE = "duplicate"
    BOILERPLATE = "boilerplate"

    @property
    def is_dropped(self) -> bool:
        """True for what the Markdown does not have."""
        return self in {Taken.DUPLICATE, Taken.BOILERPLATE}

    @property
    def is_body(self) -> bool:
        """True for what stands below the front matter."""
        return self in _BODY


_BODY = frozenset({Taken.PARAGRAPH, Taken.HEADING, Taken.LIST_ITEM, Taken.CAPTION, Taken.CREDIT})


class Part(Value, frozen=True):
    """A block, or a part of one; `mark` is a list item's: `-` or its number with a full stop."""

    taken: Taken
    text: str
    why: str
    mark: str = ""


class Page:
    """Blocks by their number from 0, and what was found out: number -> parts, and `meta` for the front matter."""

    def __init__(self, blocks: Sequence[Block], lang: Language) -> None:
        """Nothing is known yet."""
        self.blocks, self.lang = blocks, lang
        self.parts: dict[int, tuple[Part, ...]] = {}
        self.meta: dict[str, str | list[str]] = {}
        self.repeated: set[int] = set()
        """Blocks with the same text right below them, as pictures' captions have it."""
        self.is_spaced = sum(block.gap for block in blocks) > len(blocks) / 2
        """Whether paragraphs stand apart."""

    def text(self, number: int) -> str:
        """A block's text."""
        return self.blocks[number].text

    def line(self, number: int) -> int:
        """Where a block starts in the paste."""
        return self.blocks[number].lines[0].number

    def take(self, number: int, taken: Taken, why: str) -> None:
        """Say what a whole block is."""
        self.parts[number] = (Part(taken, self.text(number), why),)

    def free(self) -> list[int]:
        """The blocks that nothing is known of, in order."""
        return [number for number in range(len(self.blocks)) if number not in self.parts]

    def running(self) -> list[int]:
        """The blocks that are, or may be, below the front matter, in order."""
        return [
            number
            for number in range(len(self.blocks))
            if number not in self.parts or any(part.taken.is_body for part in self.parts[number])
        ]

    def is_taken_for(self, number: int, taken: Taken) -> bool:
        """Whether a block, or a part of it, is of a kind."""
        return any(part.taken is taken for part in self.parts.get(number, ()))

    def all_parts(self) -> Iterator[Part]:
        """All that is known, in order."""
        return itertools.chain.from_iterable(self.parts[number] for number in sorted(self.parts))

    def first(self, taken: Taken) -> str:
        """The text of the first part of a kind; empty if there is none."""
        return next((part.text for part in self.all_parts() if part.taken is taken), "")
