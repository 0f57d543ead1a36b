"""What the site round the articles is made of: the editions that readers can open, in all orders in which it has them.

Of an edition that is listed there is little in memory; who tells of it asks for its card. Pure.
"""

from __future__ import annotations

import functools
import operator
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from .. import locales
from ..feeds import entries
from ..pages.heads import quoted
from ..pages.model import Image, Link, Teaser
from ..text import slugs
from ..values import Value, field
from .card_store import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..pages import model
    from ..publications import Record
    from ..shown import Card
    from .card_store import Label

__all__ = ["Listed", "Listing", "Listings", "Wanted", "made_of"]

_LISTED = 1000
"""So many teasers are at hand."""


class Wanted(Value, frozen=True):
    """A file that a site is to have: the way to it from the folder of the pages, what it is made of (as a digest), and
    who makes it, piece by piece."""

    path: str
    of: str
    pieces: Callable[[], Iterable[str]]


class Listed(Value, frozen=True, eq=False):
    """An edition in lists: its article and its label, and where its record is to be had."""

    article: str
    label: Label
    of: Listings

    @property
    def lang(self) -> str:
        """Its language."""
        return self.label.lang

    @property
    def record(self) -> Record:
        """Its record."""
        return self.of.records[self.lang][self.article]

    @property
    def published(self) -> str:
        """When it was published: as the article says, else as the record does."""
        return self.label.date or locales.zoned(self.record.first, self.of.site.timezone)

    @property
    def path(self) -> str:
        """The way to its page."""
        return self.label.path(self.article)

    @property
    def mark(self) -> tuple[str, str]:
        """What teasers are made of."""
        return self.label.mark, self.published


class Listing(Sequence[Listed]):
    """Editions of a language in an order; in memory is only what articles they are of."""

    def __init__(self, of: Listings, lang: str, articles: list[str]) -> None:
        """Take the articles."""
        self._of, self._lang, self._articles = of, lang, articles

    def __len__(self) -> int:
        """How many there are."""
        return len(self._articles)

    @overload
    def __getitem__(self, at: int) -> Listed: ...
    @overload
    def __getitem__(self, at: slice) -> Listing: ...
    def __getitem__(self, at: int | slice) -> Listed | Listing:
        """One of them, or some."""
        if isinstance(at, slice):
            return Listing(self._of, self._lang, self._articles[at])
        article = self._articles[at]
        label = next(one for one in self._of.labels[article] if one.lang == self._lang)
        return Listed(article, label, self._of)


class Listings(Value, frozen=True, eq=False, dict=True):
    """What a site is made of.

    Attributes:
        site: what its pages say of themselves; its languages are those in which there is an edition.
        languages: the newsroom's, in order.
        source_language: in which topics are named.
        labels: article -> its editions that readers can open.
        card: all that is said of an edition, by article and language; raises RecordError.
        records: language -> article -> the record, of all that was ever published.
        now: the time (ISO 8601), for the sitemap of news alone.
        tells: whether a path tells a name that is protected: then nothing is there, and no list has it.
    """

    site: model.Site
    languages: Sequence[str]
    source_language: str
    labels: Mapping[str, tuple[Label, ...]]
    card: Callable[[str, str], Card]
    records: Mapping[str, Mapping[str, Record]]
    now: str
    tells: Callable[[str], bool] = lambda _: False
    _topics: dict[tuple[str, ...], Mapping[str, str]] = field(default_factory=dict)
    _teasers: dict[tuple[str, str], Teaser] = field(default_factory=dict)

    def editions(self, article: str) -> tuple[Listed, ...]:
        """The editions of an article that readers can open, in order."""
        return tuple([Listed(article, one, self) for one in self.labels.get(article, ())])

    @property
    def live(self) -> Iterator[Listed]:
        """All editions that readers can open."""
        return (Listed(article, one, self) for article, own in self.labels.items() for one in own)

    @property
    def by_language(self) -> dict[str, Listing]:
        """The editions of each language, the newest first."""
        return {lang: Listing(self, lang, articles) for lang, articles in self._ordered.items() if articles}

    @functools.cached_property
    def _ordered(self) -> dict[str, list[str]]:
        return {lang: self._newest(lang) for lang in self.languages}

    def _newest(self, lang: str) -> list[str]:
        """The articles that have an edition in a language, the newest first."""
        found = [(one.article, entries.moment(one.published)) for one in self.live if one.lang == lang]
        found.sort(key=operator.itemgetter(0))
        found.sort(key=operator.itemgetter(1), reverse=True)
        return [article for article, _ in found]

    @functools.cached_property
    def eldest(self) -> dict[str, tuple[str, str]]:
        """When and as what was published first in each language: by that its feeds are called, for whatever becomes of
        all else, that stays on record."""
        return {
            lang: min((one.first, one.born or article) for article, one in known.items())
            for lang, known in self.records.items()
            if known
        }

    def teaser(self, one: Listed) -> Teaser:
        """What lists show of an edition, which is on several."""
        key = one.article, one.lang
        if key not in self._teasers:
            if len(self._teasers) >= _LISTED:
                self._teasers.clear()
            card = self.card(*key)
            image = Image(card.image, card.alt, card.width, card.height) if card.image else None
            told = card.title, card.description, card.kicker, one.published, card.updated
            self._teasers[key] = Teaser(one.path, *told, image)
        return self._teasers[key]

    def links(self, article: str) -> tuple[Link, ...]:
        """The editions of an article that readers can open, in order."""
        return tuple([Link(one.lang, one.path, one.label.is_original) for one in self.editions(article)])

    def topics(self, one: Listed) -> Mapping[str, str]:
        """The topics of an edition: as addresses spell them -> as they are called."""
        names = one.label.topics
        if names not in self._topics:
            own = {_topic_id(name, self.source_language): name for name in names if name not in self.clashes}
            self._topics[names] = own
        return self._topics[names]

    @functools.cached_property
    def clashes(self) -> dict[str, tuple[str, str, str]]:
        """Topics at whose address another one was first: their names -> that address, the other one, and an article
        that names them."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for name in sorted({name for one in self.live for name in one.label.topics}):
            found[_topic_id(name, self.source_language)].setdefault(slugs.topic_key(name), name)
        clashing = {topic: {*keys} for topic, keys in found.items() if len(keys) > 1}
        if not clashing:
            return {}
        told: dict[str, tuple[str, str, str]] = {}
        first: dict[str, str] = {}
        for one in sorted(self.live, key=lambda one: (one.record.first, one.article)):
            for name in one.label.topics:
                topic = _topic_id(name, self.source_language)
                other = first.setdefault(topic, name)
                if topic in clashing and slugs.topic_key(name) != slugs.topic_key(other):
                    told.setdefault(name, (topic, other, one.article))
        return told

    def url(self, path: str) -> str:
        """Where a file is on the web."""
        return self._top + quoted(path)

    @functools.cached_property
    def _top(self) -> str:
        return f"{self.site.base_url.rstrip('/')}/"


def made_of(path: str, what: object, make: Callable[[], str]) -> Wanted:
    """A file; `what` it is made of beside the site itself, which whoever compares knows."""
    return Wanted(path, digest(what), lambda: (make(),))


@functools.lru_cache(maxsize=4096)
def _topic_id(name: str, lang: str) -> str:
    return slugs.topic(name, lang)
