"""What is known of articles from former rounds, and what is learnt in this one: the ledger and the memory together."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from .. import ledger
from ..desk import desk
from ..desk.results import Checked, Step
from ..disk.entries import EntryFile
from ..errors import WorkspaceError
from .done import Done, Packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ..desk.orphans import Arrivals
    from ..desk.results import Exported, Inspected, Job, Memory, Row, Synced
    from ..editions import Key
    from ..project import Project, SourceFile
    from ..publications import Standing
    from ..syncing.fingerprints import Texts
    from .done import Waiting, Worked

    Former: TypeAlias = Mapping[str, bytes]

__all__ = ["Cache"]

T = TypeVar("T", bound=ledger.Record)

_LEARNT = 100
"""So many articles the memory learns at once; until then all their texts are held."""


class _Known(Done):
    """An article of which the ledger has all; if it is not `known`, only now. What came of it is made again whenever
    somebody asks for it."""

    waits: bool
    has_errors = False
    cache: Cache

    def __init__(self, article: str, waits: bool, cache: Cache, *, known: bool) -> None:
        vars(self).update(article=article, known=known, waits=waits, cache=cache)

    @property
    def synced(self) -> Synced | None:
        from .records import SyncRecord

        record = self.cache.recall(self.article, Step.SYNC, SyncRecord)
        return record.result(self.article) if record else None

    @property
    def exported(self) -> tuple[Exported, ...]:
        from .records import ExportRecord

        record = self.cache.recall(self.article, Step.EXPORT, ExportRecord)
        return record.result(self.article, self.cache.root, self.cache.stamps(self.article)) if record else ()

    @property
    def rows(self) -> tuple[Row, ...]:
        from .records import StatusRecord

        record = self.cache.recall(self.article, Step.STATUS, StatusRecord)
        return record.result(self.article) if record else ()

    @property
    def inspected(self) -> Inspected | None:
        from .records import CheckRecord

        record = self.cache.recall(self.article, Step.CHECK, CheckRecord)
        return record.result(self.article) if record else None


class Cache:
    """What is known from former rounds, and what is learnt in this one, which nobody remembers after a dry run."""

    def __init__(self, job: Job, standing: Callable[[str], Standing]) -> None:
        """Open them for a job; `standing` tells what the records say of an article."""
        self._job, self._standing = job, standing
        project = job.project
        version = ledger.version((project.config, job.glossary, desk.theme_digest(project)))
        path = _place(project, "ledger.msgpack")
        self._ledger = ledger.Ledger(project.root, path, version, project.stats, keeps=not job.dry_run)
        self._learnt: list[Worked] = []
        self._results = EntryFile(None, "", keeps=False)

    @property
    def root(self) -> Path:
        """Where paths count from."""
        return self._job.project.root

    def known(self, file: SourceFile) -> Done | None:
        """What the ledger has of an article, if nothing that it came from has changed."""
        answers = self._ledger.look_up(file.id, self._questions(file.id))
        return None if answers is None else _Known(file.id, any(answer.waits for answer in answers), self, known=True)

    def recall(self, article: str, step: Step, kind: type[T]) -> T | None:
        """What the ledger has of a step with an article; None if that is no step of the job."""
        if step not in self._job.steps:
            return None
        entry = self._ledger.entry(article)
        if entry is None:
            return None
        question, found = self._job.question(step, self._standing(article)), entry.results
        if question not in found:  # it was done once more since it was looked up: its links lead elsewhere now
            question = next(one for one in found if one.startswith(f"{step} "))
        return ledger.decoded(found[question].whole, kind)

    def checked(self, article: str) -> Checked | None:
        """What `check` found in an article when it was asked for the same languages, if the job publishes."""
        question = self._job.question(Step.CHECK, self._standing(article))
        entry = self._ledger.entry(article) if Step.EXPORT in self._job.steps else None
        if entry is None or question not in entry.results:
            return None
        from .records import CheckRecord

        digests = {name: found.digest if found else "" for name, found in entry.stamps.items()}
        return Checked(self._job.langs, digests, ledger.decoded(entry.results[question].whole, CheckRecord).errors)

    def _questions(self, article: str) -> list[str]:
        standing = self._standing(article)
        return [self._job.question(step, standing) for step in self._job.steps]

    def stamps(self, article: str) -> Mapping[str, ledger.Stamp | None]:
        """How the files of a known article were."""
        entry = self._ledger.entry(article)
        return entry.stamps if entry else {}

    def record(self, worked: Worked) -> Done:
        """Remember what came of an article, and give that back."""
        article, entry = worked.done.article, worked.entry
        self._ledger.record(article, entry)
        if worked.entry and worked.texts:
            self._learnt.append(worked)
            if len(self._learnt) >= _LEARNT:
                self._learn()
        if isinstance(worked.done, Packed):
            worked.done.put_away(self._results)
        if entry is None or not self._job.only_looks:
            return worked.done
        waits = any(entry.results[question].waits for question in self._questions(article))
        return _Known(article, waits, self, known=False)

    def forget(self, articles: Iterable[str]) -> None:
        """Do articles anew in the next round: of what came of them the records know nothing."""
        for article in articles:
            self._ledger.record(article, None)

    def former(self, todo: Iterable[SourceFile], arrivals: Arrivals) -> Mapping[str, Former]:
        """What the catalogs of articles had after the last run, by article and language, of those that changed since.

        What is somewhere else now has lost nothing.
        """
        job, index = self._job, _place(self._job.project, "memory.sqlite")
        if Step.SYNC not in job.steps or not index or not index.exists():
            return {}
        from ..syncing import memory

        moved = {(lang, job.project.shown(arrival.origin.path(job.project))) for (lang, _), arrival in arrivals.items()}
        if moved and not job.dry_run:
            memory.forget(index, moved)
        asked = ((lang, self._path(lang, file.id)) for file in todo for lang in job.langs)
        changed = memory.former(index, (one for one in asked if one not in moved), self.root)
        found: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        for file in todo if changed else ():
            for lang in job.langs:
                if (one := (lang, self._path(lang, file.id))) in changed and (lang, file.id) not in arrivals:
                    found[file.id][lang] = changed[one]
        return found

    def look_up(self, waiting: Iterable[Waiting], todo: Iterable[SourceFile]) -> Memory:
        """What other articles say for all the texts that are waited for; the catalogs of those that are done in this
        round (`todo`) are looked at anew."""
        from ..syncing import memory

        self._learn()
        wanted: defaultdict[tuple[str, str], set[Key]] = defaultdict(set)
        for one in waiting:
            for languages, keys in one.wanted.items():
                wanted[languages].update(keys)
        project = self._job.project
        load, paths = functools.partial(desk.try_load, project), functools.partial(desk.po_files, project)
        changing = {f"{self.root}/{self._path(lang, file.id)}" for file in todo for lang in self._job.langs}

        def look(path: str) -> tuple[int, int] | None:
            return None if path in changing else project.stats.mark(path)

        return memory.look_up(wanted, paths, load, self.root, self._index(), look)

    def save(self) -> None:
        """Keep it all."""
        self._learn()
        self._ledger.save()

    def _learn(self) -> None:
        index = self._index()
        if self._learnt and index:
            from ..syncing import memory

            rows = (row for one in self._learnt for row in self._rows(one))
            memory.learn(index, rows, synced=Step.SYNC in self._job.steps)
        self._learnt.clear()

    def _rows(self, worked: Worked) -> Iterator[tuple[str, str, ledger.Stamp, Texts]]:
        """What the memory learns of an article's catalogs."""
        stamps = worked.entry.stamps if worked.entry else {}
        for lang, texts in worked.texts.items():
            path = self._path(lang, worked.done.article)
            if stamp := stamps.get(path):
                yield lang, path, stamp, texts

    def _path(self, lang: str, article: str) -> str:
        """A catalog, as the memory names it."""
        return self._job.project.catalog_shown(lang, article)

    def _index(self) -> Path | None:
        return None if self._job.dry_run else _place(self._job.project, "memory.sqlite")


def _place(project: Project, name: str) -> Path | None:
    """Where a file of ours is, None if nothing of ours may be there."""
    try:
        return project.inside(project.derived / name)
    except WorkspaceError:  # which is told by who must write there
        return None
