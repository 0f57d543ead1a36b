"""Which editions of an article readers get: those that are published anew, and those that stay as they were."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import editions, publications, shown
from ..model import Sensitivity
from ..shown import Shown
from ..values import Value, replace
from . import cards, exposure, gate, snapshots

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ..articles.document import Key, Skeleton
    from ..desk.opened import Opened
    from ..disk import files
    from ..project import Project
    from ..publications import Record, Standing
    from ..shown import Card
    from . import media

__all__ = ["Assignment", "EditionPlan"]


class Assignment(Value, frozen=True):
    """What is to be done with an article: publish the editions in `langs` that are complete.

    Attributes:
        opened: the article.
        langs: the editions.
        pictures: its pictures, and other files, as `media.pictures` gave them.
        standing: what the records say of it.
        now: the time, as `publications.utc` takes it; empty if nothing is to be published.
        allow_incomplete: publish the others too.
        dry_run: change nothing.
    """

    opened: Opened
    langs: Sequence[str]
    pictures: Sequence[media.Picture]
    standing: Standing
    now: str
    allow_incomplete: bool = False
    dry_run: bool = False


class EditionPlan:
    """The editions of an article, by language: `made` as far as they can be, those that are `ready` to go out, and
    those that are not since their address is `reserved` for a page of the site."""

    def __init__(self, asked: Assignment) -> None:
        """Decide which editions go out."""
        opened, langs, standing = asked.opened, asked.langs, asked.standing
        self._asked, self._project, self._article = asked, opened.project, opened.article
        self._new: dict[str, Card] = {}
        self.failed: set[str] = set()  # editions whose page could not be made
        self.made = gate.made(opened, langs)
        ready = {lang for lang, one in self.made.items() if isinstance(one, editions.Edition) and one.is_complete}
        if asked.allow_incomplete:
            made = [(lang, self.made[lang]) for lang in langs]
            ready |= {lang for lang, one in made if isinstance(one, editions.Edition) and not gate.is_barred(one)}
        barred = {lang for lang, one in standing.records.items() if not one.is_live} | standing.taken.keys()
        self.ready = ready.intersection(langs) - barred
        self.reserved = {lang for lang in self.ready if self._is_reserved(lang)}
        self.ready -= self.reserved
        self._bar_addresses()

    def _is_reserved(self, lang: str) -> bool:
        """Whether an edition would be where the site has a page of its own."""
        return publications.is_reserved(self._article.id, self.new(lang).slug)

    @property
    def is_secret(self) -> bool:
        """Whether nobody may read any edition: those that readers have are withdrawn."""
        return self._article.meta.sensitivity is Sensitivity.SECRET

    def _bar_addresses(self) -> None:
        """Hold back editions whose address would tell a name that is protected."""
        for lang in sorted(self.ready) if self._project.config.protected_names else ():
            record, edition = self._asked.standing.records.get(lang), self.made[lang]
            addresses = (self.new(lang).path, *(record.was if record else ()))
            if isinstance(edition, editions.Edition) and (
                found := exposure.in_address(self._asked.opened, lang, addresses)
            ):
                self.made[lang] = replace(edition, faults=(*edition.faults, *found))
                self.ready -= {lang}

    @cached_property
    def _source(self) -> str:
        return cards.source(self._asked.opened.skeleton)

    @cached_property
    def past(self) -> snapshots.Snapshot:
        """What is kept of the editions as they were published."""
        records, former = self._asked.standing.records, self._asked.standing.former
        if not records:
            return self._nothing
        was = snapshots.load(self._project, self._article.id, records, former)
        return was.as_now(self._source, self._article, len(self._asked.opened.skeleton.segments))

    @property
    def _nothing(self) -> snapshots.Snapshot:
        """What there is to begin with."""
        return snapshots.nothing(self._project, self._article.id)

    @cached_property
    def live(self) -> dict[str, Record]:
        """What readers have and is not published anew."""
        return {
            lang: one for lang, one in self._asked.standing.records.items() if one.is_live and lang not in self.ready
        }

    @property
    def stale(self) -> frozenset[str]:
        """The editions that readers have and whose article says something else now, as far as it can be read; none
        becomes stale if the page of the original could not be made."""
        if self._asked.opened.is_former:
            return frozenset(lang for lang, one in self.live.items() if one.stale)
        is_behind = self._article.lang in self.failed
        found = [(lang, one) for lang, one in self.live.items() if one.source != self._source]
        return frozenset([lang for lang, one in found if one.stale or not is_behind])

    @cached_property
    def cards(self) -> dict[str, Card]:
        """The editions that readers can open, in the order of the newsroom's languages."""
        found: dict[str, Card] = {}
        for lang in self._project.config.languages:
            if lang in self.ready:
                found[lang] = self.new(lang)
            elif lang in self.live and (card := self.old(lang)):
                found[lang] = card
        return found

    def shown(self, published: frozenset[str]) -> Shown:
        """What readers can open; an edition that could not be written is only there if it was before."""
        before = self._asked.standing.records
        found = {lang: card for lang, card in self.cards.items() if lang in published or lang in before}
        new = {lang: card for lang, card in found.items() if lang in published}
        self.failed |= self.ready - published
        after = shown.after(before, new, () if self.is_secret else self.stale, self._asked.now)
        if self.is_secret:
            after = {lang: publications.withdrawn(record, self._asked.now) for lang, record in after.items()}
        return Shown(self._article.id, found, after)

    def new(self, lang: str) -> Card:
        """The card of an edition as it is now."""
        if lang not in self._new:
            self._new[lang] = self._card(lang)
        return self._new[lang]

    def _card(self, lang: str) -> Card:
        skeleton, said = self._asked.opened.skeleton, self.translations(lang)
        known = self._asked.standing.records.get(lang)
        slug = known.slug if known else _slug(self._project, skeleton, said, lang)
        return cards.card(skeleton, said, lang, slug, self._asked.pictures, self._project.public)

    def old(self, lang: str) -> Card | None:
        """The card of an edition as it was; None if it has to wait, or is nowhere to be had."""
        if self.is_secret:
            return None
        card = self.past.card(self._project, self._asked.standing.records[lang], lang)
        waits = lang in self.stale and self._project.config.site.stale == "withdraw"
        return None if card is None or waits or self.past.is_told(self._project, card) else card

    @property
    def old_pictures(self) -> set[Path]:
        """Where the pictures are, or should be, of the pages that stay as they were."""
        return self.past.places(self._project, self._kept) if self._kept else set()

    @property
    def old_articles(self) -> list[Skeleton]:
        """What the article was on the pages that stay as they were."""
        return self.past.skeletons(self._kept) if self._kept else []

    @property
    def _kept(self) -> set[str]:
        """The editions that stay as they were."""
        return self.live.keys() & self.cards.keys()

    def lost(self, lang: str) -> tuple[str, ...]:
        """The pictures and files, by their addresses, that the page of an edition as it was does not have any more."""
        return self.past.lost(self._project, lang) if lang in self.cards and lang in self.live else ()

    def translations(self, lang: str) -> Mapping[Key, str]:
        """An edition's translations; none if it cannot be made."""
        edition = self.made[lang]
        return edition.translations if isinstance(edition, editions.Edition) else {}

    def said(self, published: Iterable[str]) -> files.Change:
        """What is to be kept of what the editions say, those among them that were just published. What tells a
        protected name is not kept."""
        new = {
            lang: snapshots.New(self.cards[lang], self.translations(lang), partial=bool(self._lacks(lang)))
            for lang in published
        }
        left = {lang for lang, one in self._asked.standing.records.items() if one.is_live}.difference(published)
        past = self.past if left else self._nothing  # mostly all is published anew, and nothing has to be read
        now = past.with_editions(self._asked.opened.skeleton, self._project.config.segmentation, new)
        if self.is_secret:
            now = now.without(list(now.sayings))
        if self._project.config.protected_names:
            records = self._asked.standing.records
            found = {lang: now.card(self._project, records[lang], lang) for lang in now.sayings if lang in records}
            cards = {**found, **{lang: one.card for lang, one in new.items()}}
            now = now.without([lang for lang, card in cards.items() if card and now.is_told(self._project, card)])
        return snapshots.change(self._project, now)

    def _lacks(self, lang: str) -> tuple[editions.Open, ...]:
        edition = self.made[lang]
        return edition.open if isinstance(edition, editions.Edition) else ()


def _slug(project: Project, skeleton: Skeleton, translations: Mapping[Key, str], lang: str) -> str:
    """The last part of the address of an edition that is published for the first time."""
    name = skeleton.article.id.rpartition("/")[2]
    said = cards.headline(skeleton, translations)
    if project.config.site.slugs == "id" or said == skeleton.article.id:  # which is not called anything
        return name
    from ..text import slugs

    return slugs.slug(said, lang) or name
