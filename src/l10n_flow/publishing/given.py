"""What the exporters of other formats are given of an article's editions, and what is in the way of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk.results import Exported
from ..errors import FlowError
from ..shown import Edition
from ..values import Value, replace
from . import gate, linked, media, placing, snapshots
from .pages import FEW, Pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..articles.document import Skeleton
    from ..model import Article
    from .edition_plan import Assignment

__all__ = ["Given", "Giving"]


class Given(Value, frozen=True):
    """What became of an edition in another format: what is in its way; what its exporter is given, with its pictures,
    if anything; `is_last` if that is what was published last, since it is not ready now."""

    said: Exported
    edition: Edition | None = None
    pictures: tuple[media.Picture, ...] = ()
    is_last: bool = False


class Giving:
    """One article's editions, as they are to be handed over."""

    def __init__(self, asked: Assignment) -> None:
        """Decide which editions go out."""
        self._asked, self._project, self._article = asked, asked.opened.project, asked.opened.article
        self._pages = Pages(asked)
        self._plan = self._pages.plan

    def given(self, lang: str) -> Given:
        """An edition that was asked for."""
        edition = self._plan.made[lang]
        if lang not in self._plan.ready or isinstance(edition, FlowError):
            return self._last(lang)
        skeleton, missing = self._asked.opened.skeleton, bool(edition.open)
        filled = skeleton.fill(edition.translations, lang, mark_missing=missing, bare=True)
        given = self._edition(skeleton, filled, self._asked.pictures)
        lacks = edition.open
        said = Exported(
            *(self._article.id, lang),
            missing=len(lacks),
            open=lacks[:FEW],
            faults=edition.faults,
            unapproved=edition.unapproved,
            catalog=self._pages.catalog(lang),
        )
        return Given(said, given, tuple(self._asked.pictures))

    def _last(self, lang: str) -> Given:
        """One that is not ready, as readers of the site have it: what was published last."""
        said, past = self._pages.exported(lang), self._plan.past
        is_there = lang in self._plan.cards and lang in self._plan.live
        was = past.edition(self._project, lang) if is_there else None
        if was is None:
            return Given(said)
        skeleton, texts = was
        filled = skeleton.fill(texts, lang, mark_missing=past.is_partial(lang), bare=True)
        is_stale = lang in self._plan.stale
        notice = is_stale and self._project.config.site.stale == "notice"
        pictures = snapshots.pictures(self._project, skeleton)
        given = self._edition(skeleton, filled, pictures)
        given = replace(given, stale=is_stale, since=self._pages.stale_since(lang), notice=notice)
        return Given(said, given, pictures, is_last=True)

    def _edition(self, skeleton: Skeleton, filled: Article, pictures: Sequence[media.Picture]) -> Edition:
        moved = self._asked.standing.moved
        folder, links = media.folder(self._article.id), placing.linked_pages(self._project, skeleton, moved)
        cards, articles = tuple(self._plan.cards.values()), linked.of(self._project, skeleton, moved)
        others = placing.others(skeleton, pictures)
        return Edition(filled, self._plan.cards[filled.lang], cards, folder, links, articles, others)

    def is_gone(self, said: Exported) -> bool:
        """Whether an edition that is not handed over is not to stay either, as it was."""
        waits = said.lang in self._plan.stale and self._project.config.site.stale == "withdraw"
        return waits or said.withdrawn or any(one.check in gate.BARS for one in said.faults)
