"""What editions said when they were last published, so that their pages can be made again wherever the newsroom is.

An article that has changed keeps the editions that are not translated yet as they were; but their heads and language
switchers tell of the other editions, and change with those. Beside the records git keeps a file for each article: a
line for what the article was, and one for what each edition said. The versions of two people merge line by line, as
records do, and the record tells which line holds. What is withdrawn has no line.
"""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING

import msgspec

from ..articles import document
from ..disk import access, files
from ..errors import FlowError
from ..model import Article, Metadata
from ..shown import replaced
from ..values import Value, replace
from . import cards, exposure, lacking, media

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from ..articles.document import Key, Skeleton
    from ..project import Project
    from ..publications import Record
    from ..shown import Card

__all__ = ["New", "Snapshot", "change", "forget", "load", "nothing", "save"]


class _Source(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="article"):
    """An article as it was: `digest` is that of what it said, as records have it; `rule` is what a segment was."""

    digest: str
    format: str
    lang: str
    rule: str
    body: str
    meta: Metadata = Metadata()


class _Saying(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", tag="edition"):
    """An edition as it was published: the digests of its article and of its texts, as its record has them, and the
    translation of each segment, empty if it has none. `partial` if it was published without some of them."""

    lang: str
    source: str
    digest: str
    texts: tuple[str, ...]
    partial: bool = False


class New(Value, frozen=True):
    """An edition that was just published: its card, its translations, and whether some of them are missing."""

    card: Card
    said: Mapping[Key, str]
    partial: bool = False


class Snapshot(Value, frozen=True):
    """The editions of an article as they were published, by language, and the article as it was, by digest; `path` is
    where its file is, without suffix."""

    article: str
    path: str = ""
    sayings: Mapping[str, _Saying] = {}
    sources: Mapping[str, _Source] = {}

    def skeleton(self, digest: str) -> Skeleton | None:
        """The article as it was; None if it cannot be had."""
        source = self.sources.get(digest)
        return _skeleton(self.article, self.path, source) if source else None

    @property
    def original(self) -> Skeleton | None:
        """The article as its editions have it, that in its own language first; None if it cannot be had."""
        said = [one for one in self.sayings.values() if one.source in self.sources]
        said.sort(key=lambda one: one.lang != self.sources[one.source].lang)
        return self.skeleton(said[0].source) if said else None

    def edition(self, project: Project, lang: str) -> tuple[Skeleton, dict[Key, str]] | None:
        """The article as it was, but for pictures and files that are not there any more, and the translations; None if
        they cannot be had."""
        saying = self.sayings.get(lang)
        skeleton = self.skeleton(saying.source) if saying else None
        if saying is None or skeleton is None or len(skeleton.segments) != len(saying.texts):
            return None
        said = zip(skeleton.segments, saying.texts, strict=True)
        gone = self.lost(project, lang)
        shown = _skeleton(self.article, self.path, self.sources[saying.source], gone) if gone else None
        return shown or skeleton, {segment.key: text for segment, text in said if text}

    def lost(self, project: Project, lang: str) -> tuple[str, ...]:
        """The pictures and files of an edition that are not there any more, by their addresses."""
        saying = self.sayings.get(lang)
        skeleton = self.skeleton(saying.source) if saying else None
        return media.lost(project, skeleton) if skeleton else ()

    def places(self, project: Project, langs: Iterable[str]) -> set[Path]:
        """Where the pictures of editions are, or should be."""
        return {place for skeleton in self.skeletons(langs) for place in media.places(project, skeleton)}

    def skeletons(self, langs: Iterable[str]) -> list[Skeleton]:
        """The article as editions have it, as far as it can be had: each of what it was once."""
        sources = {self.sayings[lang].source for lang in langs if lang in self.sayings}
        return [skeleton for source in sources if (skeleton := self.skeleton(source))]

    def is_partial(self, lang: str) -> bool:
        """Whether an edition was published without some of its translations."""
        return lang in self.sayings and self.sayings[lang].partial

    def card(self, project: Project, record: Record, lang: str) -> Card | None:
        """The card of an edition as it was published; None if it cannot be had."""
        was = self.edition(project, lang)
        if was is None:
            return None
        skeleton, said = was
        shown = pictures(project, skeleton)
        made = cards.card(skeleton, said, lang, record.slug, shown, project.public)
        return replaced(made, source=record.source, texts=record.texts)

    def is_told(self, project: Project, card: Card) -> bool:
        """Whether an edition tells a name that is protected, in what it gives to readers or in what is kept of it."""
        was = self.edition(project, card.lang) if project.config.protected_names else None
        if was is None:
            return False
        skeleton, said = was
        shown = (*skeleton.texts(said), str(skeleton.fill(said, card.lang, bare=True).body), str(skeleton.article.body))
        clean = (one.copy.after for one in pictures(project, skeleton) if isinstance(one.copy, files.Change))
        return exposure.is_told(project, card, shown) or any(exposure.is_drawn(project, one) for one in clean)

    def without(self, langs: Collection[str]) -> Snapshot:
        """The same without some editions, and what nobody needs without them."""
        sayings = {lang: one for lang, one in self.sayings.items() if lang not in langs}
        needed = {one.source for one in sayings.values()}
        return replace(self, sayings=sayings, sources={one: self.sources[one] for one in needed & self.sources.keys()})

    def as_now(self, digest: str, article: Article, size: int) -> Snapshot:
        """The same with what the article is now, if it says what it said: its links and pictures may be others.

        Args:
            digest: of what it says.
            article: as it is.
            size: how many segments it has.
        """
        was = self.sources.get(digest)
        if was is None or any(len(one.texts) != size for one in self.sayings.values() if one.source == digest):
            return self
        return replace(self, sources={**self.sources, digest: _source(digest, article, was.rule)})

    def with_editions(self, skeleton: Skeleton, rule: str, published: Mapping[str, New]) -> Snapshot:
        """The same with editions that were published anew.

        Args:
            skeleton: of the article.
            rule: what a segment is in the newsroom.
            published: by language.
        """
        article = skeleton.article
        sources = {digest: _source(digest, article, rule) for digest in {new.card.source for new in published.values()}}
        sayings = {
            lang: _Saying(
                *(lang, new.card.source, new.card.texts),
                tuple([new.said.get(key, "") for key in skeleton.keys]),
                new.partial,
            )
            for lang, new in published.items()
        }
        return replace(self, sayings={**self.sayings, **sayings}, sources={**self.sources, **sources}).without(())


def _source(digest: str, article: Article, rule: str) -> _Source:
    return _Source(digest, article.format, article.lang, rule, str(article.body), article.meta)


def pictures(project: Project, skeleton: Skeleton) -> tuple[media.Picture, ...]:
    """The pictures of an article as an edition has it; none if one cannot be copied."""
    with contextlib.suppress(FlowError):
        return media.pictures(project, skeleton, lax=True)
    return ()


def nothing(project: Project, article: str) -> Snapshot:
    """What is kept of an article before one of its editions is published."""
    return Snapshot(article, f"{project.config.folders.sources}/{article}")


def load(project: Project, article: str, records: Mapping[str, Record], former: str = "") -> Snapshot:
    """What is kept of an article; as if a line that is damaged were not there.

    Args:
        project: the newsroom.
        article: its id.
        records: of its editions, by language. Only those are kept that are live, and of two lines that people made of
            one the one that its record means, else the last.
        former: the id that the article had when it was kept, if that was another.
    """
    sayings: dict[str, _Saying] = {}
    sources: dict[str, _Source] = {}
    for line in _read(project, former or article):
        with contextlib.suppress(msgspec.DecodeError):
            found = _LINE.decode(line)
            if isinstance(found, _Source):
                sources[found.digest] = found
            elif (record := records.get(found.lang)) and record.is_live:
                known = sayings.get(found.lang)
                if known is None or known.digest != record.texts:
                    sayings[found.lang] = found
    return replace(nothing(project, article), sayings=sayings, sources=sources).without(())


def change(project: Project, kept: Snapshot) -> files.Change:
    """What keeping it changes; a file that is to hold nothing is to be none."""
    lines = [kept.sources[name] for name in sorted(kept.sources)] if kept.sayings else []
    said = [kept.sayings[lang] for lang in sorted(kept.sayings)]
    data = b"".join(msgspec.json.encode(one) + b"\n" for one in (*lines, *said))
    return files.change(_path(project, kept.article), data)


def save(made: files.Change) -> None:
    """Make what `change` gave; raises OutputError."""
    if made.after:
        files.write(made)
        return
    try:
        made.path.unlink(missing_ok=True)
    except OSError as error:
        raise access.unwritable(made.path, error) from error
    with contextlib.suppress(OSError):  # there is something else in it
        made.path.parent.rmdir()


def forget(project: Project, article: str) -> None:
    """Keep nothing of an article; a disk that does not let us is no error."""
    with contextlib.suppress(FlowError):
        save(change(project, Snapshot(article)))


def _read(project: Project, article: str) -> Iterable[bytes]:
    try:
        return _path(project, article).read_bytes().splitlines()
    except (OSError, FlowError):
        return ()


def _path(project: Project, article: str) -> Path:
    return project.inside(project.root / project.config.folders.records / "editions" / f"{article}.jsonl")


@functools.lru_cache(maxsize=4)  # all editions of an article ask for it
def _skeleton(article: str, path: str, source: _Source, lost: tuple[str, ...] = ()) -> Skeleton | None:
    was = Article(article, source.lang, source.format, source.body, path, meta=source.meta)
    try:
        return document.Skeleton(lacking.without(was, lost) if lost else was, source.rule)
    except FlowError:
        return None


_LINE = msgspec.json.Decoder(_Source | _Saying)
