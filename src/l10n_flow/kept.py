"""What editions said when they were last published, so that their pages can be made again: derived, like all pages.

An article that has changed keeps the editions that are not translated yet as they were; but their heads and language
switchers tell of the other editions, and change with those. There is one file for each article, and who loses it keeps
the pages that are there.
"""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

import msgspec

from . import document, plugins
from .errors import FlowError
from .publications import Card  # noqa: TC001  msgspec reads the annotations
from .values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .document import Key, Skeleton
    from .model import Article
    from .project import Project

__all__ = ["Kept", "Saying", "cards", "load", "save"]


class Saying(msgspec.Struct, frozen=True, array_like=True):
    """An edition as it was published: its card, the digest of its source, and the translation of each segment."""

    card: Card
    source: str
    texts: tuple[str, ...]


class _Source(msgspec.Struct, frozen=True, array_like=True):
    """An article's text, with all that its reader needs to read it again."""

    format: str
    lang: str
    path: str
    text: str


class _File(msgspec.Struct, frozen=True, array_like=True):
    sources: dict[str, _Source]
    sayings: dict[str, Saying]


class Kept(Value, frozen=True):
    """The editions of an article as they were published, by language."""

    sayings: Mapping[str, Saying] = {}
    sources: Mapping[str, _Source] = {}

    def edition(self, lang: str, segmentation: str) -> tuple[Skeleton, dict[Key, str]] | None:
        """The article as it was, and the translations; None if they cannot be had."""
        saying = self.sayings.get(lang)
        source = self.sources.get(saying.source) if saying else None
        if saying is None or source is None:
            return None
        try:
            article = plugins.reader(source.format).read(
                source.text, article_id=saying.card.article, path=source.path, lang=source.lang
            )
            skeleton = document.Skeleton(article, segmentation)
        except FlowError:  # a reader has learnt to be strict since
            return None
        if len(skeleton.segments) != len(saying.texts):
            return None
        said = zip(skeleton.segments, saying.texts, strict=True)
        return skeleton, {segment.key: text for segment, text in said if text}

    def shown(self, lang: str, segmentation: str) -> tuple[str, ...]:
        """All that an edition gave to readers, as HTML; none if it cannot be had."""
        was = self.edition(lang, segmentation)
        if was is None:
            return ()
        skeleton, said = was
        return (*skeleton.texts(said), skeleton.fill(said, lang, bare=True).body)

    def with_editions(
        self, article: Article, skeleton: Skeleton, published: Mapping[str, tuple[Card, Mapping[Key, str]]]
    ) -> Kept:
        """The same with editions that were published anew: language -> its card, and its translations."""
        digest = next((card.source for card, _ in published.values()), "")
        new = {
            lang: Saying(card, digest, tuple([said.get(segment.key, "") for segment in skeleton.segments]))
            for lang, (card, said) in published.items()
        }
        sayings = {**self.sayings, **new}
        source = _Source(article.format, article.lang, article.path, article.source)
        needed = {saying.source for saying in sayings.values()}
        sources = {**self.sources, digest: source} if published else self.sources
        return replace(self, sayings=sayings, sources={name: one for name, one in sources.items() if name in needed})


def load(project: Project, article: str) -> Kept:
    """What is kept of an article; nothing if the file is not there, or is damaged."""
    try:
        found = _DECODER.decode(zlib.decompress(_path(project, article).read_bytes()))
    except (OSError, zlib.error, msgspec.DecodeError, FlowError):
        return Kept()
    return Kept(found.sayings, found.sources)


def cards(project: Project, article: str) -> dict[str, Card]:
    """The cards of an article's editions as they were published, by language."""
    return {lang: saying.card for lang, saying in load(project, article).sayings.items()}


def save(project: Project, article: str, kept: Kept) -> None:
    """Keep what an article's editions say. It is derived: a disk that does not let us is no error."""
    try:
        path = _path(project, article)
        data = zlib.compress(msgspec.msgpack.encode(_File(dict(kept.sources), dict(kept.sayings))), 1)
        temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        temporary.replace(path)
    except (OSError, FlowError):
        return


def _path(project: Project, article: str) -> Path:
    return project.inside(project.derived / "published" / f"{article}.bin")


_DECODER = msgspec.msgpack.Decoder(_File)
