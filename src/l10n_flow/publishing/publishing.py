"""Editions and their pages: what of an article goes to readers, and what is written to the public folder."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import editions, publications
from ..desk.opened import Opened
from ..disk import files
from ..errors import FlowError, RecordError
from ..project import SourceFile
from ..rounds.results import Exported
from ..shown import Edition, Shown
from ..values import Value, replace
from . import cards, linked, media, placing, snapshots
from .edition_plan import EditionPlan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..articles.document import Skeleton
    from ..exporters.html import Link, Sheet, Topic
    from ..model import Article, Finding
    from ..project import Project
    from ..publications import Standing
    from ..shown import Card

__all__ = ["Given", "Published", "Round", "again", "export", "hidden"]

_FEW = 3
"""So many of the texts that stand in an edition's way are told with it: enough to begin with."""


class Published(Value, frozen=True):
    """What became of an article: of each edition that was asked for, and what readers can open now; and where the
    pictures of the pages are, or should be, that stay as they were."""

    exported: tuple[Exported, ...]
    shown: Shown
    old_pictures: Collection[Path] = ()


def export(  # noqa: PLR0913  what is asked for, and what is known
    opened: Opened,
    langs: Sequence[str],
    pictures: Sequence[media.Picture],
    standing: Standing,
    *,
    now: str,
    allow_incomplete: bool,
    dry_run: bool,
) -> Published:
    """Publish an article's editions that are complete, and say of the others what stands in their way.

    Editions that readers have and that are not published anew stay as they were, but for what their pages say of the
    others.

    Args:
        opened: the article.
        langs: the editions.
        pictures: its pictures.
        standing: what the records say of it.
        now: the time, as `publications.utc` takes it; empty if nothing is to be published.
        allow_incomplete: publish the others too.
        dry_run: change nothing.
    """
    round_ = Round(opened, langs, pictures, standing, now, allow_incomplete=allow_incomplete)
    found = [round_.exported(lang) for lang in langs]
    again = list(round_.refreshed())
    refreshed = [one for one in again if isinstance(one, files.Change)]
    pages = [one.change for one in found if isinstance(one.change, files.Change)]
    copies = tuple(copy for picture in pictures for copy in picture.copies) if pages else ()
    errors = {} if dry_run else _write(copies, [*pages, *refreshed])
    done: list[Exported] = []
    also = (*copies, *refreshed)
    for one in found:
        if not isinstance(one.change, files.Change):
            done.append(one)
        elif error := errors.get(one.change.path):
            done.append(Exported(opened.article.id, one.lang, error=opened.project.placed(error)))
        else:
            told = (*also, one.change) if dry_run else tuple(change.written for change in (*also, one.change))
            also = ()  # all editions show the same
            done.append(replace(one, change=told[-1], copies=told[:-1]))
    published = frozenset(one.lang for one in done if one.change)
    beside, wrong = list(refreshed) if also and not errors else [], list[FlowError]()
    try:
        said = round_.plan.said(published)
        if not dry_run and said.is_change:
            snapshots.save(said)
        beside += [said] if said.after else []  # changed or not: if somebody deletes it, there is work to do
    except FlowError as fault:
        wrong.append(fault)
    if beside:  # no edition tells of them
        first = done[0] if done else Exported(opened.article.id, "", withdrawn=True)
        told = (*beside,) if dry_run else tuple(change.written for change in beside)
        done[:1] = [replace(first, copies=(*first.copies, *told))]
    wrong += [one for one in again if isinstance(one, FlowError)]
    for error in (*wrong, *(errors[change.path] for change in refreshed if change.path in errors)):
        if not any(one.error and one.error.message == error.message for one in done):
            done.append(Exported(opened.article.id, "", error=opened.project.placed(error)))
    shown = round_.plan.shown(published)
    linking = (opened.skeleton, *round_.plan.old_articles)
    links = {article for skeleton in linking for article in linked.of(opened.project, skeleton).values()}
    shown = replace(shown, links=tuple(sorted(links)))
    return Published(tuple(done), shown, round_.plan.old_pictures)


def again(project: Project, article: str, standing: Standing, now: str, *, dry_run: bool) -> Published | None:
    """Make the pages that readers have of an article again, whose file is in error or not there any more; None if
    nothing is kept of it. Arguments as for `export`."""
    was = snapshots.load(project, article, standing.records, standing.former).original
    if was is None:
        return None
    opened = Opened(project, SourceFile(article, ""), skeleton=was)
    return export(opened, (), (), standing, now=now, allow_incomplete=False, dry_run=dry_run)


def hidden(project: Project, article: str, standing: Standing, now: str, *, dry_run: bool) -> Shown:
    """Withdraw all that readers have of an article that is in error and may be secret. Arguments as for `export`."""
    if not dry_run:
        snapshots.forget(project, article)
    return Shown(article, {}, {lang: publications.withdrawn(one, now) for lang, one in standing.records.items()})


class Given(Value, frozen=True):
    """What became of an edition in another format: what is in its way; what its exporter is given, with its pictures,
    if anything; `is_last` if that is what was published last, since it is not ready now."""

    said: Exported
    edition: Edition | None = None
    pictures: tuple[media.Picture, ...] = ()
    is_last: bool = False


class Round:
    """One article's editions, as they are to be, and their pages."""

    def __init__(
        self,
        opened: Opened,
        langs: Sequence[str],
        pictures: Sequence[media.Picture],
        standing: Standing,
        now: str,
        *,
        allow_incomplete: bool,
    ) -> None:
        """Decide which editions go out; arguments as for `export`."""
        self.plan = EditionPlan(opened, langs, pictures, standing, now, allow_incomplete=allow_incomplete)
        self._now = now
        self._opened, self._pictures, self._standing = opened, pictures, standing
        self._project, self._article = opened.project, opened.article
        self._old_sheets: dict[Skeleton, tuple[Sheet, Sequence[media.Picture]]] = {}

    def exported(self, lang: str) -> Exported:
        """An edition that was asked for, with its page, which is not written yet."""
        edition, article = self.plan.made[lang], self._article
        if isinstance(edition, FlowError):
            return Exported(article.id, lang, error=edition)
        if other := self._standing.taken.get(lang):
            return Exported(article.id, lang, error=self._collision(lang, other))
        if lang in self.plan.reserved:
            return Exported(article.id, lang, error=self._in_the_way(lang))
        record = self._standing.records.get(lang)
        if record and not record.is_live:
            return Exported(article.id, lang, withdrawn=True)
        try:
            change = self._page(lang, edition) if lang in self.plan.ready else None
        except FlowError as error:
            self.plan.failed.add(lang)
            self.plan.cards.pop(lang)
            if record and (card := self.plan.old(lang)):  # the last good page stays
                self.plan.cards[lang] = card
            return Exported(article.id, lang, error=self._project.placed(error))
        lacks = edition.open
        return Exported(
            article.id,
            lang,
            change,
            missing=len(lacks),
            stale=sum(one.line == 0 for one in lacks),
            open=lacks[:_FEW],
            faults=self._faults(lang, edition),
            unapproved=edition.unapproved,
            catalog=self._catalog(lang),
            stale_since=self._stale_since(lang) if change is None else "",
            lost=self.plan.lost(lang) if change is None else (),
        )

    def _faults(self, lang: str, edition: editions.Edition) -> tuple[Finding, ...]:
        """What is wrong with an edition; of one that has become secret, that readers lose it."""
        if not (self.plan.is_secret and lang in self.plan.live):
            return edition.faults
        message = "the article is secret: export withdraws what readers have of it"
        hint = "when it may be published again, say so in the article, and l10n-flow withdraw --back brings it back"
        return tuple(replace(one, message=message, hint=hint) for one in edition.faults)

    def _stale_since(self, lang: str) -> str:
        """Since when readers have what the article does not say any more; empty if they do not."""
        record = self.plan.live.get(lang)
        if record is None or lang not in self.plan.stale or self.plan.is_secret:
            return ""
        return record.stale or (publications.utc(self._now) if self._now else "")

    def handed(self, lang: str) -> Given:
        """An edition that was asked for in another format."""
        edition = self.plan.made[lang]
        if lang not in self.plan.ready or isinstance(edition, FlowError):
            return self._handed_again(lang)
        skeleton, missing = self._opened.skeleton, bool(edition.open)
        filled = skeleton.fill(edition.translations, lang, mark_missing=missing, bare=True)
        given = self._given(skeleton, filled, self._pictures)
        lacks = edition.open
        said = Exported(
            *(self._article.id, lang),
            missing=len(lacks),
            open=lacks[:_FEW],
            faults=edition.faults,
            unapproved=edition.unapproved,
            catalog=self._catalog(lang),
        )
        return Given(said, given, tuple(self._pictures))

    def _handed_again(self, lang: str) -> Given:
        """One that is not ready, as readers of the site have it: what was published last."""
        said = self.exported(lang)
        is_there = lang in self.plan.cards and lang in self.plan.live
        was = self.plan.past.edition(self._project, lang) if is_there else None
        if was is None:
            return Given(said)
        skeleton, texts = was
        filled = skeleton.fill(texts, lang, mark_missing=self.plan.past.is_partial(lang), bare=True)
        is_stale = lang in self.plan.stale
        notice = is_stale and self._project.config.site.stale == "notice"
        pictures = snapshots.pictures(self._project, skeleton)
        given = self._given(skeleton, filled, pictures)
        given = replace(given, stale=is_stale, since=self._stale_since(lang), notice=notice)
        return Given(said, given, pictures, is_last=True)

    def _given(self, skeleton: Skeleton, filled: Article, pictures: Sequence[media.Picture]) -> Edition:
        folder, links = media.folder(self._article.id), placing.linked_pages(self._project, skeleton)
        cards, articles = tuple(self.plan.cards.values()), linked.of(self._project, skeleton)
        others = placing.others(skeleton, pictures)
        return Edition(filled, self.plan.cards[filled.lang], cards, folder, links, articles, others)

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
        from ..exporters import html

        about = html.About(
            self._topics,
            summary=self.plan.cards[lang].description,
            preview=cards.preview(self._opened.skeleton, edition.translations, self._pictures),
        )
        missing = bool(edition.open)
        page = self._sheet.page(edition.translations, lang, self._links, mark_missing=missing, about=about)
        return files.change(self._place(self.plan.cards[lang]), page)

    def refreshed(self) -> Iterator[files.Change | FlowError]:
        """The pages of the editions that stay as they were, and the pictures on them, as far as they are not there or
        say something new of the others; or why one cannot be made."""
        again: dict[Path, files.Change] = {}
        for lang, card in self.plan.cards.items():
            try:
                made = [] if lang in self.plan.ready else self._again(lang, card)
            except FlowError as error:
                yield error
                continue
            again |= {change.path: change for change in made if change.is_change}
        yield from again.values()

    def _again(self, lang: str, card: Card) -> list[files.Change]:
        """The page of an edition as it was, and the pictures on it."""
        from ..exporters import html

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
            from ..exporters import html

            pictures = snapshots.pictures(self._project, skeleton)
            sheet = html.Sheet(skeleton, placing.site_for(self._project, skeleton, pictures))
            self._old_sheets[skeleton] = sheet, pictures
        return self._old_sheets[skeleton]

    @cached_property
    def _sheet(self) -> Sheet:
        from ..exporters import html

        return html.Sheet(self._opened.skeleton, placing.site_for(self._project, self._opened.skeleton, self._pictures))

    @cached_property
    def _topics(self) -> tuple[Topic, ...]:
        return placing.topics(self._project, self._article)

    @cached_property
    def _links(self) -> list[Link]:
        from ..exporters import html

        return [html.Link(lang, card.path, lang == self._article.lang) for lang, card in self.plan.cards.items()]

    def _place(self, card: Card) -> Path:
        return self._project.page(card.lang, card.article, card.slug)

    def _catalog(self, lang: str) -> str:
        """The name of the catalog that an edition is made from, empty if it needs none."""
        way = editions.way(lang, self._article.lang)
        if way.catalog_lang is None:
            return ""
        return self._project.catalog_shown(way.catalog_lang, self._article.id)


def _write(copies: Sequence[files.Change], pages: Sequence[files.Change]) -> Mapping[Path, FlowError]:
    """Write an article's pages, but first the pictures on them; without those there are no pages.

    Returns:
        The pages that could not be written, and why.
    """
    missing = list(files.write_all(copies, lasting=False).values()) if pages else []
    return {page.path: missing[0] for page in pages} if missing else files.write_all(pages, lasting=False)
