"""Editions and their pages: what of an article goes to readers, and what is written to the public folder."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from . import cards, editions, exposure, files, gate, kept, linked, looks, media, publications
from .errors import FlowError, RecordError, SourceError
from .model import Sensitivity
from .opened import Opened
from .project import SourceFile
from .publications import Edition, Shown
from .results import Exported
from .values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .document import Key, Skeleton
    from .exporters.html import Link, Sheet, Site, Topic
    from .model import Article, Finding
    from .project import Project
    from .publications import Card, Record, Standing

__all__ = ["FEED", "Given", "Published", "Round", "again", "export", "site_of"]

FEED = "feed.xml"
"""The feed of a language, in its folder; of a topic, `topics/<topic>.xml`."""

_FEW = 3
"""So many of the texts that stand in an edition's way are told with it: enough to begin with."""


class Published(Value, frozen=True):
    """What became of an article: of each edition that was asked for, and what readers can open now."""

    exported: tuple[Exported, ...]
    shown: Shown


def export(  # noqa: PLR0913  what is asked for, and what is known
    opened: Opened,
    langs: Sequence[str],
    pictures: Sequence[media.Picture],
    standing: Standing,
    *,
    links: Mapping[str, str],
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
        links: the articles that it links to, as `linked.of` gave them.
        now: the time, as `publications.utc` takes it; empty if nothing is to be published.
        allow_incomplete: publish the others too.
        dry_run: change nothing.
    """
    round_ = Round(opened, langs, pictures, standing, now, allow_incomplete=allow_incomplete)
    found = [round_.exported(lang) for lang in langs]
    again = list(round_.refreshed())
    refreshed = [one for one in again if isinstance(one, files.Change)]
    pages = [one.change for one in found if isinstance(one.change, files.Change)]
    copies = tuple(copy for picture in pictures for copy in picture.copies)
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
        said = round_.said(published)
        if not dry_run and said.is_change:
            kept.save(said)
        beside += [said] if said.after and said.is_change else []
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
    shown = replace(round_.shown(published), links=tuple(sorted({*links.values()})))
    return Published(tuple(done), shown)


def again(project: Project, article: str, standing: Standing, now: str, *, dry_run: bool) -> Published | None:
    """Make the pages that readers have of an article again, whose file is not there any more; None if nothing is kept
    of it. Arguments as for `export`."""
    was = kept.load(project, article, standing.records).original
    if was is None:
        return None
    opened = Opened(project, SourceFile(article, ""), skeleton=was)
    return export(opened, (), (), standing, links={}, now=now, allow_incomplete=False, dry_run=dry_run)


class Given(Value, frozen=True):
    """What became of an edition in another format: what is in its way; what its exporter is given, with its pictures,
    if anything; `is_last` if that is what was published last, since it is not ready now."""

    said: Exported
    edition: Edition | None = None
    pictures: tuple[media.Picture, ...] = ()
    is_last: bool = False


class Round:
    """One article's editions, as they are to be."""

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
        self._now = now
        self._opened, self._pictures, self._standing = opened, pictures, standing
        self._project, self._article = opened.project, opened.article
        self._made = gate.made(opened, langs)
        ready = {lang for lang, one in self._made.items() if isinstance(one, editions.Edition) and one.is_complete}
        if allow_incomplete:
            made = [(lang, self._made[lang]) for lang in langs]
            ready |= {lang for lang, one in made if isinstance(one, editions.Edition) and not gate.is_barred(one)}
        self._langs = langs
        barred = {lang for lang, one in standing.records.items() if not one.is_live} | standing.taken.keys()
        self._ready = ready.intersection(langs) - barred
        self._reserved = {lang for lang in self._ready if self._is_reserved(lang)}
        self._ready -= self._reserved
        self._bar_addresses()

    def _is_reserved(self, lang: str) -> bool:
        """Whether an edition would be where the site has a page of its own."""
        return publications.is_reserved(self._article.id, self._new(lang).slug)

    @property
    def _is_secret(self) -> bool:
        """Whether nobody may read any edition: those that readers have are withdrawn."""
        return self._article.meta.sensitivity is Sensitivity.SECRET

    def _bar_addresses(self) -> None:
        """Hold back editions whose address would tell a name that is protected."""
        for lang in sorted(self._ready) if self._project.config.protected_names else ():
            record, edition = self._standing.records.get(lang), self._made[lang]
            addresses = (self._new(lang).path, *(record.was if record else ()))
            if isinstance(edition, editions.Edition) and (found := exposure.in_address(self._opened, lang, addresses)):
                self._made[lang] = replace(edition, faults=(*edition.faults, *found))
                self._ready -= {lang}

    @cached_property
    def _source(self) -> str:
        return cards.source(self._opened.skeleton)

    @cached_property
    def _kept(self) -> kept.Kept:
        records, former = self._standing.records, self._standing.former
        return kept.load(self._project, self._article.id, records, former) if records else kept.Kept(self._article.id)

    @cached_property
    def _live(self) -> dict[str, Record]:
        """What readers have and is not published anew."""
        return {lang: one for lang, one in self._standing.records.items() if one.is_live and lang not in self._ready}

    @cached_property
    def stale(self) -> frozenset[str]:
        """The editions that readers have and whose article says something else now."""
        return frozenset(lang for lang, one in self._live.items() if one.source != self._source)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """The editions that readers can open, in the order of the newsroom's languages."""
        found: dict[str, Card] = {}
        for lang in self._project.config.languages:
            if lang in self._ready:
                found[lang] = self._new(lang)
            elif lang in self._live and (card := self._old(lang)):
                found[lang] = card
        return found

    def shown(self, published: frozenset[str]) -> Shown:
        """What readers can open; an edition that could not be written is only there if it was before."""
        before = self._standing.records
        found = {lang: card for lang, card in self.cards.items() if lang in published or lang in before}
        new = {lang: card for lang, card in found.items() if lang in published}
        after = publications.after(before, new, () if self._is_secret else self.stale, self._now)
        if self._is_secret:
            after = {lang: publications.withdrawn(record, self._now) for lang, record in after.items()}
        return Shown(self._article.id, found, after)

    def _new(self, lang: str) -> Card:
        skeleton, said = self._opened.skeleton, self._translations(lang)
        known = self._standing.records.get(lang)
        slug = known.slug if known else _slug(self._project, skeleton, said, lang)
        return cards.card(skeleton, said, lang, slug, self._pictures, self._project.public)

    def _old(self, lang: str) -> Card | None:
        """The card of an edition as it was; None if it has to wait, or is nowhere to be had."""
        if self._is_secret:
            return None
        card = self._kept.card(self._project, self._standing.records[lang], lang)
        waits = lang in self.stale and self._project.config.site.stale == "withdraw"
        return None if card is None or waits or self._kept.is_told(self._project, card) else card

    def _translations(self, lang: str) -> Mapping[Key, str]:
        edition = self._made[lang]
        return edition.translations if isinstance(edition, editions.Edition) else {}

    def exported(self, lang: str) -> Exported:
        """An edition that was asked for, with its page, which is not written yet."""
        edition, article = self._made[lang], self._article
        if isinstance(edition, FlowError):
            return Exported(article.id, lang, error=edition)
        if other := self._standing.taken.get(lang):
            return Exported(article.id, lang, error=self._collision(lang, other))
        if lang in self._reserved:
            return Exported(article.id, lang, error=self._in_the_way(lang))
        record = self._standing.records.get(lang)
        if record and not record.is_live:
            return Exported(article.id, lang, withdrawn=True)
        try:
            change = self._page(lang, edition) if lang in self._ready else None
        except FlowError as error:
            self.cards.pop(lang)
            if record and (card := self._old(lang)):  # the last good page stays
                self.cards[lang] = card
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
        )

    def _faults(self, lang: str, edition: editions.Edition) -> tuple[Finding, ...]:
        """What is wrong with an edition; of one that has become secret, that readers lose it."""
        if not (self._is_secret and lang in self._live):
            return edition.faults
        message = "the article is secret: export withdraws what readers have of it"
        hint = "when it may be published again, say so in the article, and l10n-flow withdraw --back brings it back"
        return tuple(replace(one, message=message, hint=hint) for one in edition.faults)

    def _stale_since(self, lang: str) -> str:
        """Since when readers have what the article does not say any more; empty if they do not."""
        record = self._live.get(lang)
        if record is None or lang not in self.stale or self._is_secret:
            return ""
        return record.stale or (publications.utc(self._now) if self._now else "")

    def handed(self, lang: str) -> Given:
        """An edition that was asked for in another format."""
        edition = self._made[lang]
        if lang not in self._ready or isinstance(edition, FlowError):
            return self._handed_again(lang)
        skeleton, missing = self._opened.skeleton, bool(edition.open)
        given = self._given(skeleton, skeleton.fill(edition.translations, lang, mark_missing=missing, bare=True))
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
        was = self._kept.edition(lang) if lang in self.cards and lang in self._live else None
        if was is None:
            return Given(said)
        skeleton, texts = was
        filled = skeleton.fill(texts, lang, mark_missing=self._kept.is_partial(lang), bare=True)
        is_stale = lang in self.stale
        notice = is_stale and self._project.config.site.stale == "notice"
        given = replace(self._given(skeleton, filled), stale=is_stale, since=self._stale_since(lang), notice=notice)
        return Given(said, given, kept.pictures(self._project, skeleton), is_last=True)

    def _given(self, skeleton: Skeleton, filled: Article) -> Edition:
        folder, links = media.folder(self._article.id), _linked(self._project, skeleton)
        cards, articles = tuple(self.cards.values()), _articles(self._project, skeleton)
        return Edition(filled, self.cards[filled.lang], cards, folder, links, articles)

    def _collision(self, lang: str, other: str) -> RecordError:
        card = self._new(lang)
        message = f"two articles would be at {card.path}: {self._article.id} and {other}, which was there first"
        return RecordError(message, path=self._article.path, hint=f"change the headline in {lang!r} of one of them")

    def _in_the_way(self, lang: str) -> RecordError:
        card, name = self._new(lang), self._article.id.rpartition("/")[2]
        is_spelt = card.slug != name and not publications.is_reserved(self._article.id, name)
        hint = f"change the headline in {lang!r}" if is_spelt else "give the article's file another name or folder"
        message = f"the site has pages of its own at {card.path}, where {self._article.id} would be"
        return RecordError(message, path=self._article.path, hint=hint)

    def _page(self, lang: str, edition: editions.Edition) -> files.Change:
        from .exporters import html

        about = html.About(
            self._topics,
            summary=self.cards[lang].description,
            preview=cards.preview(self._opened.skeleton, edition.translations, self._pictures),
        )
        missing = bool(edition.open)
        text = self._sheet.page(edition.translations, lang, self._links, mark_missing=missing, about=about)
        return files.change(self._place(self.cards[lang]), text.encode())

    def refreshed(self) -> Iterator[files.Change | FlowError]:
        """The pages of the editions that stay as they were, and the pictures on them, as far as they are not there or
        say something new of the others; or why one cannot be made."""
        again: dict[Path, files.Change] = {}
        for lang, card in self.cards.items():
            try:
                made = [] if lang in self._ready else self._again(lang, card)
            except FlowError as error:
                yield error
                continue
            again |= {change.path: change for change in made if change.is_change}
        yield from again.values()

    def _again(self, lang: str, card: Card) -> list[files.Change]:
        """The page of an edition as it was, and the pictures on it."""
        from .exporters import html

        was = self._kept.edition(lang)
        if was is None:
            return []
        skeleton, said = was
        is_stale = lang in self.stale and self._project.config.site.stale == "notice"
        pictures = kept.pictures(self._project, skeleton)
        sheet = html.Sheet(skeleton, _site(self._project, skeleton, pictures))
        preview, topics = cards.preview(skeleton, said, pictures), _topics(self._project, skeleton.article)
        about = html.About(topics, stale=is_stale, summary=card.description, preview=preview)
        text = sheet.page(said, lang, self._links, mark_missing=self._kept.is_partial(lang), about=about)
        copies = [copy for picture in pictures for copy in picture.copies]
        return [*copies, files.change(self._place(card), text.encode())]

    def said(self, published: Iterable[str]) -> files.Change:
        """What is to be kept of what the editions say, those among them that were just published. What tells a
        protected name is not kept."""
        new = {
            lang: kept.New(self.cards[lang], self._translations(lang), partial=bool(self._lacks(lang)))
            for lang in published
        }
        now = self._kept.with_editions(self._opened.skeleton, self._project.config.segmentation, new)
        if self._is_secret:
            now = now.without(list(now.sayings))
        if self._project.config.protected_names:
            records = self._standing.records
            found = {lang: now.card(self._project, records[lang], lang) for lang in now.sayings if lang in records}
            cards = {**found, **{lang: one.card for lang, one in new.items()}}
            now = now.without([lang for lang, card in cards.items() if card and now.is_told(self._project, card)])
        return kept.change(self._project, now)

    def _lacks(self, lang: str) -> tuple[editions.Open, ...]:
        edition = self._made[lang]
        return edition.open if isinstance(edition, editions.Edition) else ()

    @cached_property
    def _sheet(self) -> Sheet:
        from .exporters import html

        return html.Sheet(self._opened.skeleton, _site(self._project, self._opened.skeleton, self._pictures))

    @cached_property
    def _topics(self) -> tuple[Topic, ...]:
        return _topics(self._project, self._article)

    @cached_property
    def _links(self) -> list[Link]:
        from .exporters import html

        return [html.Link(lang, card.path, lang == self._article.lang) for lang, card in self.cards.items()]

    def _place(self, card: Card) -> Path:
        return self._project.page(card.lang, card.article, card.slug)

    def _catalog(self, lang: str) -> str:
        """The name of the catalog that an edition is made from, empty if it needs none."""
        way = editions.way(lang, self._article.lang)
        if way.catalog_lang is None:
            return ""
        return self._project.catalog_shown(way.catalog_lang, self._article.id)


def _slug(project: Project, skeleton: Skeleton, translations: Mapping[Key, str], lang: str) -> str:
    """The last part of the address of an edition that is published for the first time."""
    name = skeleton.article.id.rpartition("/")[2]
    if project.config.site.slugs == "id":
        return name
    from . import slugs

    return slugs.slug(cards.headline(skeleton, translations), lang) or name


def _topics(project: Project, article: Article) -> tuple[Topic, ...]:
    """The topics that an article is listed under."""
    from . import slugs
    from .exporters.html import Topic

    lang = project.config.source_language
    by_id = {slugs.topic(name, lang): name for name in article.meta.tags}
    return tuple(Topic(one, name, lang=lang) for one, name in by_id.items())


def site_of(project: Project) -> Site:
    """What all pages need to know of the site."""
    from .exporters import html

    config = project.config
    feed = FEED if config.site.base_url else ""
    return html.Site(
        config.site.name,
        config.site.base_url,
        languages=config.languages,
        feed=feed,
        look=looks.of(project),
        image_hosts=config.site.image_hosts,
        timezone=config.site.timezone,
        desks=config.site.desks,
        house=tuple(config.language(tag) for tag in config.languages),
    )


def _site(project: Project, skeleton: Skeleton, pictures: Sequence[media.Picture]) -> Site:
    """What an article's pages need to know of the site."""
    from .exporters import html

    article_id = skeleton.article.id
    up = "../" * (article_id.count("/") + 1)
    shown = {
        one.address: html.Shown(one.width, one.height, tuple((width, copy.path.name) for width, copy in one.smaller))
        for one in pictures
    }
    ways = html.Ways(up + media.folder(article_id), shown, _linked(project, skeleton))
    return replace(site_of(project), ways=ways)


def _linked(project: Project, skeleton: Skeleton) -> dict[str, dict[str, str]]:
    """The pages of the articles that an article links to, as `exporters.html.Ways` has them."""
    return {address: linked.pages(project, one) for address, one in _articles(project, skeleton).items()}


def _articles(project: Project, skeleton: Skeleton) -> dict[str, str]:
    """The articles that an article links to, by its addresses."""
    try:
        return linked.of(project, skeleton)
    except SourceError:  # of an edition that stays as it was, whose article is not the one that is there now
        return {}


def _write(copies: Sequence[files.Change], pages: Sequence[files.Change]) -> Mapping[Path, FlowError]:
    """Write an article's pages, but first the pictures on them; without those there are no pages.

    Returns:
        The pages that could not be written, and why.
    """
    missing = list(files.write_all(copies, lasting=False).values()) if pages else []
    return {page.path: missing[0] for page in pages} if missing else files.write_all(pages, lasting=False)
