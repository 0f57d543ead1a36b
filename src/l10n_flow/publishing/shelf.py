"""The cards of the editions that readers can open, as they are kept: of most a label is enough, of few all is needed.

Those of ten thousand articles would be too much to be held, or to be read whenever one of them has changed.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

import msgspec

from ..publications import Card, address, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Held", "Label", "digest"]


class Label(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What lists of editions need to know of one: from its card its language, slug, date, topics, files, and whether it
    is the original; and a `mark` of all that is said of it beside its page: another mark, other words there."""

    lang: str
    slug: str
    date: str
    topics: tuple[str, ...]
    files: tuple[str, ...]
    is_original: bool
    mark: str

    @classmethod
    def of(cls, card: Card) -> Label:
        """The label of a card."""
        mark = digest(replaced(card, source="", texts=""))[:_MARK]  # which only its own page says
        return cls(card.lang, card.slug, card.date, card.topics, card.files, card.is_original, mark)

    def path(self, article: str) -> str:
        """The way to the page from the folder of the pages."""
        return address(self.lang, article, self.slug)


class Held(msgspec.Struct, frozen=True, array_like=True):
    """The editions of an article: their labels, in the order of the newsroom's languages, and their cards."""

    labels: tuple[Label, ...]
    packed: bytes

    @classmethod
    def of(cls, cards: Mapping[str, Card]) -> Held:
        """Those of cards by language."""
        packed = zlib.compress(msgspec.msgpack.encode([*cards.values()]), 1)
        return cls(tuple([Label.of(card) for card in cards.values()]), packed)

    @property
    def cards(self) -> dict[str, Card]:
        """The cards by language; raises ValueError if they are damaged."""
        return {card.lang: card for card in _CARDS.decode(zlib.decompress(self.packed))}

    def only(self, langs: Sequence[str]) -> Held:
        """The same without editions in other languages, in the order of these."""
        there = [label.lang for label in self.labels]
        wanted = [lang for lang in langs if lang in there]
        if wanted == there:
            return self
        cards = self.cards
        return Held.of({lang: cards[lang] for lang in wanted})


def digest(said: object) -> str:
    """The SHA-256 (hex) of values, in whatever is made of tuples, lists and tables."""
    return hashlib.sha256(msgspec.msgpack.encode(said)).hexdigest()


_MARK = 20
_CARDS = msgspec.msgpack.Decoder(list[Card])
