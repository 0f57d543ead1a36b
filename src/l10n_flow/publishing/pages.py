"""The pages of one article's editions, as they are to be: of those that go out now, and of those that readers have."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import editions, publications
from ..desk.results import Exported
from ..disk import files
from ..errors import FlowError, RecordError
from ..values import replace
from . import cards, placing, snapshots
from .edition_plan import EditionPlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..articles.document import Skeleton
    from ..model import Finding
    from ..pages.html import Link, Sheet, Topic
    from ..shown import Card
    from . import media
    from .edition_plan import Assignment

__all__ = ["FEW", "Pages"]

FEW = 3
"""So many of the texts that stand in an edition's way are told with it: enough to begin with."""


class Pages:
    """The pages of an article's editions, which are not written yet, and what is said of each edition."""

    def __init__(self, asked: Assignment) -> None:
        """Decide which editions go out."""
        self.plan = EditionPlan(asked)
        self._asked, self._project, self._article = asked, asked.opened.project, asked.opened.article
        self._old_sheets: dict[Skeleton, tuple[Sheet, Sequence[media.Picture]]] = {}

    def exported(self, lang: str) -> Exported:
        """An edition that was asked for, with its page, which is not written yet."""
        edition, article = self.plan.made[lang], self._article
        if isinstance(edition, FlowError):
            return Exported(article.id, lang, error=edition)
        if other := self._asked.standing.taken.get(lang):
            return Exported(article.id, lang, error=self._collision(lang, other))
        if lang in self.plan.reserved:
            return Exported(article.id, lang, error=self._in_the_way(lang))
        record = self._asked.standing.records.get(lang)
        if record and not record.is_live:
            return Exported(article.id, lang, withdrawn=True)
        try:
            change = self._page(lang, edition) if lang in self.plan.ready else None
        except FlowError as error:
            self.plan.failed.add(lang)
            self.plan.cards.pop(lang)
            if record and (card := self.plan.old(lang)):  # the last good page stays
                self.plan.cards[lang] = card
            return Exported(article.id, lang, error=self._project.placed(error, self.catalog(lang) or article.path))
        lacks = edition.open
        return Exported(
            article.id,
            lang,
            change,
            missing=len(lacks),
            stale=sum(one.line == 0 for one in lacks),
            open=lacks[:FEW],
            faults=self._faults(lang, edition),
            unapproved=edition.unapproved,
            catalog=self.catalog(lang),
            stale_since=self.stale_since(lang) if change is None else "",
            lost=self.plan.lost(lang) if change is None else (),
        )

    def _faults(self, lang: str, edition: editions.Edition) -> tuple[Finding, ...]:
        """What is wrong with an edition; of one that has become secret, that readers lose it."""
        if not (self.plan.is_secret and lang in self.plan.live):
            return edition.faults
        message = "the article is secret: export withdraws what readers have of it"
        hint = "when it may be published again, say so in the article, and l10n-flow withdraw --back brings it back"
        return tuple(replace(one, message=message, hint=hint) for one in edition.faults)

    def stale_since(self, lang: str) -> str:
        """Since when readers have what the article does not say any more; empty if they do not."""
        record = self.plan.live.get(lang)
        if record is None or lang not in self.plan.stale or self.plan.is_secret:
            return ""
        return record.stale or (publications.utc(self._asked.now) if self._asked.now else "")

    def _collision(self, lang: str, other: str) -> RecordError:
        card = self.plan.new(lang)
        message = f"two articles would be at {card.path}: {self._article.id} and {other}, which was there first"
        return RecordError(message, path=self._article.path, hint=f"change the headline in {lang!r} of one of them")

    def _in_the_way(self, lang: str) -> RecordError:
        card, name = self.plan.new(lang), self._article.id.rpartition("/")[2]
        is_spelt = card.slug != name and not publications.is_reserved(self._article.id, name)
        hint = f"change the headline in {lang!r}" if is_spelt else "give the article's file another name or folder"
        message = f"the site has pages of its own at {card.path}, where {self._article.id} would be"
        return RecordError(message, path=self._article.path, hint=hint)

    def _page(self, lang: str, edition: editions.Edition) -> files.Change:
        from ..pages import html

        about = html.About(
            self._topics,
            summary=self.plan.cards[lang].description,
            preview=cards.preview(self._asked.opened.skeleton, edition.translations, self._asked.pictures),
        )
        missing = bool(edition.open)
        page = self._sheet.page(edition.translations, lang, self._links, mark_missing=missing, about=about)
        return files.change(self._place(self.plan.cards[lang]), page)

    def refreshed(self) -> Iterator[files.Change | files.Copy | FlowError]:
        """The pages of the editions that stay as they were, and the pictures on them, as far as they are not there or
        say something new of the others; or why one cannot be made."""
        again: dict[Path, files.Change | files.Copy] = {}
        for lang, card in self.plan.cards.items():
            try:
                made = [] if lang in self.plan.ready else self._again(lang, card)
            except FlowError as error:
                yield error
                continue
            again |= {change.path: change for change in made if change.is_change}
        yield from again.values()

    def _again(self, lang: str, card: Card) -> list[files.Change | files.Copy]:
        """The page of an edition as it was, and the pictures on it."""
        from ..pages import html

        was = self.plan.past.edition(self._project, lang)
        if was is None:
            return []
        skeleton, said = was
        is_told = self._project.config.site.stale == "notice" and lang != skeleton.article.lang
        sheet, pictures = self._sheet_of_old(skeleton)
        preview, topics = cards.preview(skeleton, said, pictures), placing.topics(self._project, skeleton.article)
        is_stale = is_told and lang in self.plan.stale
        about = html.About(topics, stale=is_stale, summary=card.description, preview=preview)
        page = sheet.page(said, lang, self._links, mark_missing=self.plan.past.is_partial(lang), about=about)
        copies = [copy for picture in pictures for copy in picture.copies]
        return [*copies, files.change(self._place(card), page)]

    def _sheet_of_old(self, skeleton: Skeleton) -> tuple[Sheet, Sequence[media.Picture]]:
        """What the pages of an article as it was have in common, and the pictures on them."""
        if skeleton not in self._old_sheets:
            from ..pages import html

            pictures = snapshots.pictures(self._project, skeleton)
            sheet = html.Sheet(
                skeleton, placing.site_for(self._project, skeleton, pictures, self._asked.standing.moved)
            )
            self._old_sheets[skeleton] = sheet, pictures
        return self._old_sheets[skeleton]

    @cached_property
    def _sheet(self) -> Sheet:
        from ..pages import html

        return html.Sheet(
            self._asked.opened.skeleton,
            placing.site_for(
                self._project, self._asked.opened.skeleton, self._asked.pictures, self._asked.standing.moved
            ),
        )

    @cached_property
    def _topics(self) -> tuple[Topic, ...]:
        return placing.topics(self._project, self._article)

    @cached_property
    def _links(self) -> list[Link]:
        from ..pages import html

        return [html.Link(lang, card.path, lang == self._article.lang) for lang, card in self.plan.cards.items()]

    def _place(self, card: Card) -> Path:
        return self._project.page(card.lang, card.article, card.slug)

    def catalog(self, lang: str) -> str:
        """The name of the catalog that an edition is made from, empty if it needs none."""
        way = editions.way(lang, self._article.lang)
        if way.catalog_lang is None:
            return ""
        return self._project.catalog_shown(way.catalog_lang, self._article.id)
