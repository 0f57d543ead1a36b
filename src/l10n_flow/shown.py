"""What readers and their programs are shown of what was published: an edition's card, and what exporters get; and what
the records say when an article was shown. Pure."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from .languages import registry
from .publications import Record, address, utc
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from .languages.language import Language
    from .locales import Words
    from .model import Article

__all__ = ["Card", "Correction", "Edition", "Shown", "Site", "after", "replaced", "said"]


class Correction(msgspec.Struct, frozen=True, array_like=True):
    """What was put right in an article, or added to it: its date (ISO 8601), `correction` or `update`, and the text in
    the edition's language."""

    date: str
    kind: str
    text: str


class Card(msgspec.Struct, frozen=True, array_like=True):
    """What the pages of the site say of an edition that was published.

    Attributes:
        article: its id.
        lang: BCP 47 tag.
        slug: the last part of its address, without suffix.
        title: the headline, as text.
        description: what it is about, as text; may be empty.
        image: the way from the folder of the pages to its picture (`media/2025/tram.jpg`), or a whole address;
            empty if there is none.
        alt: what the picture says in words.
        width: of the picture in pixels, 0 if that is not known.
        height: the same.
        date: when the article says that it was published (ISO 8601), may be empty.
        updated: when it says that it was changed, may be empty.
        topics: its tags.
        corrections: in the order of the article.
        source_lang: the language that the article was written in.
        canonical: where the article says that it was published first, a whole address; of the source edition only.
        files: what else it needs in the folder of the pages: pictures.
        kicker: what stands above the headline, as text.
        authors: as the page names them.
        source: as in its record.
        texts: as in its record.
    """

    article: str
    lang: str
    slug: str
    title: str
    description: str = ""
    image: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    date: str = ""
    updated: str = ""
    topics: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    source_lang: str = ""
    canonical: str = ""
    files: tuple[str, ...] = ()
    kicker: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    texts: str = ""

    @property
    def path(self) -> str:
        """The way to its page from the folder of the pages."""
        return address(self.lang, self.article, self.slug)

    @property
    def is_original(self) -> bool:
        """Whether it is in the language that the article was written in."""
        return self.lang == self.source_lang


class Shown(Value, frozen=True):
    """What an article gives readers after a round: the cards of its editions that are open to them, and all its
    records as they are now, both by language; and the articles that it links to."""

    article: str
    cards: Mapping[str, Card] = {}
    records: Mapping[str, Record] = {}
    links: tuple[str, ...] = ()


class Site(Value, frozen=True):
    """What exporters need to know of the newsroom.

    Attributes:
        name: what it calls itself; may be empty.
        base_url: where the folder of its pages is on the web (`https://example.org/`, with a slash); may be empty.
        house: its languages, as it writes them.
        texts: its own words, as `pages.model.Theme` has them: what it calls topics.
        tags_lang: the language that tags are written in, empty if that is not known.
    """

    name: str = ""
    base_url: str = ""
    house: tuple[Language, ...] = ()
    texts: tuple[tuple[str, Words], ...] = ()
    tags_lang: str = ""

    def language(self, tag: str) -> Language:
        """A language as the newsroom writes it; raises as `registry.get`."""
        return next((one for one in self.house if one.tag == tag), None) or registry.get(tag)


class Edition(Value, frozen=True):
    """An edition, as exporters get it.

    Attributes:
        article: in the edition's language, filled; its `body` holds clean HTML (see `document`), where relative
            addresses of pictures count from `media`.
        card: what is said of it elsewhere.
        others: the cards of the editions of the article that readers can open, this one among them, in the order of
            the newsroom's languages.
        media: the way from the folder of the export to the folder that relative addresses in `article` count from
            (`media/2025`).
        links: the articles that it links to, by their addresses in it (without `#`): the language of each edition that
            readers can open -> its path from the folder of the pages, that of the original first; none if nobody can
            open it.
        articles: the ids of these articles, by the same addresses.
        files: the relative addresses in it of other files than pictures, which count from `media`, too.
        stale: whether the article says something else now: this is what was published last.
        since: since when (ISO 8601); may be empty.
        notice: whether readers are to be told.
    """

    article: Article
    card: Card
    others: tuple[Card, ...] = ()
    media: str = "media"
    links: Mapping[str, Mapping[str, str]] = {}
    articles: Mapping[str, str] = {}
    files: Collection[str] = frozenset()
    stale: bool = False
    since: str = ""
    notice: bool = False


def replaced(card: Card, **changes: str) -> Card:
    """A card with some of its texts changed."""
    return msgspec.structs.replace(card, **changes)


def said(texts: Iterable[str]) -> str:
    """The SHA-256 (hex) of texts, in their order."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def after(
    records: Mapping[str, Record], published: Mapping[str, Card], stale: Collection[str], now: str
) -> dict[str, Record]:
    """The records of an article after a round; those that there were, as far as editions say what they said.

    Args:
        records: what there was, by language.
        published: the cards of the editions that were just published, by language.
        stale: the languages in which readers have what the article does not say any more.
        now: the time, as `publications.utc` takes it.
    """
    moment = utc(now) if now else ""
    found = {lang: _since(one, moment if lang in stale else "") for lang, one in records.items()}
    return found | {lang: _updated(records.get(lang), card, moment) for lang, card in published.items()}


def _since(record: Record, moment: str) -> Record:
    """A record that says since when its edition is stale, or (`moment` empty) that it is not."""
    if bool(record.stale) == bool(moment):
        return record
    return msgspec.structs.replace(record, stale=moment)


def _updated(record: Record | None, card: Card, now: str) -> Record:
    """The record of an edition that was just published; the one that there was, if it says what it said."""
    if record is None:
        return Record(
            article=card.article,
            slug=card.slug,
            first=now,
            last=now,
            source=card.source,
            texts=card.texts,
            state="live",
        )
    if record.texts == card.texts:
        is_same = record.source == card.source and not record.stale
        return record if is_same else msgspec.structs.replace(record, source=card.source, stale="")
    return msgspec.structs.replace(record, last=now, source=card.source, texts=card.texts, stale="")
