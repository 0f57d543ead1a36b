"""The cards of the editions that readers can open, as they are kept: of most a label is enough, of few all is needed.

Those of ten thousand articles would be too much to be held, or to be written whenever one of them has changed.
"""

from __future__ import annotations

import functools
import hashlib
import zlib
from typing import TYPE_CHECKING

import msgspec

from .. import ledger
from ..disk.entries import EntryFile
from ..errors import RecordError
from ..publications import address
from ..shown import Card, replaced

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..project import Project

__all__ = ["CardStore", "Label", "digest"]


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


class CardStore:
    """The cards of all articles, in a file beside the ledger, and as derived as that."""

    def __init__(self, project: Project, *, keeps: bool) -> None:
        """Open it when it is needed; if it `keeps` what is put there, that goes to the file."""
        self._project, self._keeps = project, keeps
        self._last: tuple[str, dict[str, msgspec.Raw]] = "", {}  # who asks for an edition asks for the others next

    @functools.cached_property
    def _file(self) -> EntryFile:
        path = self._project.inside(self._project.derived / "cards.msgpack")
        return EntryFile(path, ledger.version(()), keeps=self._keeps)

    def __contains__(self, article: str) -> bool:
        """Whether it has the cards of an article."""
        return article in self._file

    def put(self, article: str, cards: Mapping[str, Card]) -> tuple[Label, ...]:
        """Keep the cards of an article by language, in the order of the newsroom's languages; returns their labels."""
        self._last = "", {}
        self._file.put(article, zlib.compress(msgspec.msgpack.encode(cards), 1))
        return tuple([Label.of(card) for card in cards.values()])

    def cards(self, article: str) -> dict[str, Card]:
        """The cards of an article by language. Raises as `card`."""
        return {lang: _CARD.decode(card) for lang, card in self._packed(article).items()}

    def card(self, article: str, lang: str) -> Card:
        """The card of an edition.

        Raises:
            RecordError: it is not there any more.
        """
        return _CARD.decode(self._packed(article)[lang])

    def _packed(self, article: str) -> dict[str, msgspec.Raw]:
        if self._last[0] != article:
            packed = self._file.get(article)
            if packed is None:
                message = f"what the site says of {article} has been changed while it was made"
                raise RecordError(message, hint="run l10n-flow export again")
            self._last = article, _CARDS.decode(zlib.decompress(packed))
        return self._last[1]

    def close(self) -> None:
        """Let go of the file, when the site is made."""
        if "_file" in vars(self):
            self._file.close()

    def save(self, articles: Collection[str]) -> None:
        """Keep those of these articles, and of no others. A disk that does not let us is no error."""
        self._file.keep(articles)
        self._file.save()


def digest(said: object) -> str:
    """The SHA-256 (hex) of values, in whatever is made of tuples, lists and tables."""
    return hashlib.sha256(msgspec.msgpack.encode(said)).hexdigest()


_MARK = 20
_CARD, _CARDS = msgspec.msgpack.Decoder(Card), msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
