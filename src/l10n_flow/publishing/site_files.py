"""The site's files are made in the newsroom's own theme; what would go on telling of something that was taken down,
since that theme is broken, is made in ours."""

from __future__ import annotations

import functools
from functools import cached_property
from typing import TYPE_CHECKING

from .. import publications
from ..errors import FlowError, TemplateError
from . import exposure, placing, site, trial
from .listings import Listings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..desk.results import Job
    from ..publications import Record
    from .card_store import CardStore, Label
    from .listings import Wanted

    Editions = Mapping[str, tuple[Label, ...]]
    Records = Mapping[str, Mapping[str, Record]]

__all__ = ["SiteFiles"]


class SiteFiles:
    """The files that a site is to have, and what is in each.

    `is_plain` if all are made in our theme; those that say what they said stay as they are then. `errors` are of those
    that had to be.
    """

    def __init__(self, job: Job, editions: Editions, store: CardStore, before: Records, after: Records) -> None:
        """Take what was done, the editions that readers can open, and the records from before and after."""
        self._job, self._before, self._after = job, before, after
        self._editions, self._store = editions, store
        self.is_plain = bool(job.records) and _is_broken(job)  # for all other jobs the theme was tried before
        self.errors: list[FlowError] = []
        self._listings = self._seen(plain=self.is_plain)

    @property
    def clashes(self) -> Mapping[str, tuple[str, str, str]]:
        """As `Listings` has them."""
        return self._listings.clashes

    def wanted(self) -> Iterator[Wanted]:
        """All files."""
        return site.wanted(self._listings)

    def pieces(self, one: Wanted, *, says_same: bool) -> Iterator[str]:
        """What is in a file, piece by piece; `says_same` if one that says the same is there.

        Raises:
            TemplateError: the newsroom's theme is wrong, and what is there may stay; else that is in `errors`.
        """
        try:
            yield from one.pieces()
        except TemplateError as error:
            if says_same or not self._takes_down:
                raise
            self.errors.append(error)
            yield from self._ours[one.path].pieces()

    @cached_property
    def _takes_down(self) -> bool:
        """Whether readers lose an edition."""
        return any(
            one.is_open and not self._after[lang][article].is_open
            for lang, known in self._before.items()
            for article, one in known.items()
            if article in self._after[lang]
        )

    @cached_property
    def _ours(self) -> dict[str, Wanted]:
        return {one.path: one for one in site.wanted(self._seen(plain=True))}

    def _seen(self, *, plain: bool) -> Listings:
        project, config = self._job.project, self._job.project.config
        there = {label.lang for labels in self._editions.values() for label in labels}
        pages = placing.site_of(project, plain=plain, langs=[lang for lang in config.languages if lang in there])
        about = pages, config.languages, config.source_language
        tells = functools.partial(exposure.has, project, langs=config.languages)
        now, card = publications.utc(self._job.now), self._store.card
        return Listings(*about, self._editions, card, self._after, now, tells=tells)


def _is_broken(job: Job) -> bool:
    try:
        trial.refuse_broken(job.project)
    except FlowError:
        return True
    return False
