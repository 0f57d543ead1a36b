"""What a round publishes: the records of all articles before and after it, addresses that two editions want, the site.

Articles are worked on in many processes, and none knows of the others; here all is known.
"""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING

from .. import publications
from ..desk import desk
from ..desk.results import Step
from ..publications import Standing
from ..publishing import assembly, linked, renames
from ..publishing.card_store import CardStore
from ..recorded import Made, Overlaid
from ..values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..desk.results import Assembled, Job
    from ..project import SourceFile
    from ..publications import Record
    from ..publishing.card_store import Label
    from ..shown import Shown
    from .done import Worked

    Records = Mapping[str, Mapping[str, Record]]
    Redo = Callable[[str, Standing], Worked | None]

__all__ = ["Coordinator"]

_NOTHING = Standing()


class Coordinator:
    """The records of a newsroom, and what a round makes of them; of a job that does not publish, none."""

    def __init__(self, job: Job, chosen: Sequence[SourceFile]) -> None:
        """Read the records, which follow those articles that were renamed; raises as `desk.published`."""
        self._job = job
        self._publishes = Step.EXPORT in job.steps
        langs = job.project.config.languages if self._publishes else ()
        self._before = {lang: desk.published(job.project, lang) for lang in langs}
        followed = renames.follow(job.project, _changed(self._before, job.records), chosen)
        self._records, self._former, self._gone = followed.records, followed.former, followed.gone
        self._moved = followed.moved
        self._shown: dict[str, tuple[Label, ...]] = {}
        self._store = CardStore(job.project, keeps=not job.dry_run)
        self._new = Made()
        self._links = linked.known(job.project) if self._publishes else {}
        lost = {article: linked.once(job.project, article) for article in followed.gone if article not in self._links}
        self._links |= lost
        self._doubtful = frozenset(lost)  # where their links lead, nobody has seen to

    def standing(self, article: str) -> Standing:
        """What the records say of an article when the round begins."""
        found = {lang: one for lang, known in self._records.items() if (one := known.get(article))}
        links, former = self._links.get(article), self._former.get(article, "")
        if links or former or self._moved:
            state = linked.state(self._records, links or ())
            return Standing(found, linked=state, former=former, moved=self._moved)
        return Standing(found) if found else _NOTHING

    def accepted(self, worked: Worked, redo: Redo) -> Worked:
        """Take note of what an article publishes.

        An address belongs to who had it first: an edition that would be published at one that is taken is refused, and
        what it has overwritten is made again.

        Args:
            worked: the article's work.
            redo: does an article's work once more.
        """
        if worked.shown is None:
            return worked
        taken = {
            lang: other
            for lang, path in self._first(worked.shown)
            if (other := self._addresses.get(path, worked.done.article)) != worked.done.article
        }
        if taken:
            again = redo(worked.done.article, replace(self.standing(worked.done.article), taken=taken)) or worked
            done = dataclasses.replace(again.done, synced=worked.done.synced, rows=worked.done.rows)
            worked = replace(again, done=done)
            for other in dict.fromkeys(taken.values()):
                redo(other, Standing(self._new[other] if other in self._new else self.standing(other).records))
        if worked.shown:
            article = worked.done.article
            for _, path in self._first(worked.shown):
                self._addresses[path] = article
            self._shown[article] = self._store.put(article, worked.shown.cards)
            self._new.put(article, worked.shown.records)
            self._links[article] = worked.shown.links
        return worked

    @property
    def published(self) -> Iterable[str]:
        """The articles of which the round has new records."""
        return self._new

    def finish(self) -> Assembled | None:
        """Write the records, and the site round the articles; None if nobody asked for it."""
        if not (self._publishes and self._job.site):
            return None
        done, self._after = assembly.assemble(
            self._job, self._before, self._after, self._shown, self._store, self._gone
        )
        for former in () if self._job.dry_run or done.errors else self._left():
            from ..publishing import snapshots

            snapshots.forget(self._job.project, former)
        return done

    def _left(self) -> Iterator[str]:
        """The former ids of what was published, now or by a round that was killed before it could forget them."""
        known = {article for own in self._after.values() for article in own}
        was = {name for own in self._new.values() for one in own.values() for name in (one.born, *one.ids) if name}
        yield from sorted(was.union(self._former.values()) - known)

    def settled(self, redo: Redo) -> Iterator[Worked]:
        """Do the articles once more whose links lead to something else after the round, which is over."""
        if not (self._publishes and self._job.now) or self._job.dry_run:
            return
        links = {article: known for article, known in self._links.items() if known}
        before, after = self._before, self._after
        for article, known in list(links.items()):
            state = linked.state(after, known)
            if article in self._doubtful or state != linked.state(before, known):
                own = {lang: one for lang, records in after.items() if (one := records.get(article))}
                if worked := redo(article, Standing(own, linked=state)):
                    links[article] = worked.shown.links if worked.shown else known  # what was renamed has another id
                    yield worked
        linked.remember(self._job.project, links)

    def close(self) -> None:
        """Let go of the files, when the round is over."""
        self._store.close()

    @cached_property
    def _after(self) -> Mapping[str, Mapping[str, Record]]:
        """All records as they are after the round."""
        return {lang: self._new.over(lang, known) for lang, known in self._records.items()}

    def _first(self, shown: Shown) -> list[tuple[str, str]]:
        """The languages in which an article was not published before, with the addresses there."""
        known = self._records
        return [(lang, card.path) for lang, card in shown.cards.items() if shown.article not in known.get(lang, ())]

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Whose each address is: that of the edition that is there, or was until it was withdrawn."""
        return {
            publications.address(lang, record.article, record.slug): record.article
            for lang, known in self._records.items()
            for record in known.values()
        }


def _changed(records: Records, changed: Iterable[tuple[str, Record]]) -> Records:
    """Records by language and article, some of them others: (language, what it is to be)."""
    new: dict[str, dict[str, Record]] = {}
    for lang, record in changed:
        new.setdefault(lang, {})[record.article] = record
    return {lang: Overlaid(known, new[lang]) if lang in new else known for lang, known in records.items()}
