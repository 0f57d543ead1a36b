"""What is to be done with articles, and what each step did: the questions and answers of the use-cases, as values."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..disk.files import Change, Removed, Written
    from ..editions import Key, Open, Progress
    from ..errors import FlowError
    from ..model import Finding, Outcome, Problem
    from ..project import Project, SourceFile
    from ..publications import Record, Standing
    from ..syncing.fingerprints import Found
    from .orphans import Arrival
    from .po_names import PoFile

__all__ = ["Assembled", "Checked", "Exported", "Inspected", "Job", "Memory", "Row", "Step", "Synced", "Task"]

Memory: TypeAlias = "Mapping[tuple[str, str], Mapping[Key, Found]]"
"""(language, source language as PO headers have it) -> (context, text) -> what other articles say."""


class Step(enum.StrEnum):
    """What is done with an article, in this order."""

    SYNC = "sync"
    EXPORT = "export"
    STATUS = "status"
    CHECK = "check"


class Checked(Value, frozen=True):
    """The errors that `check` found in an article in languages, and how the files were in which it looked: their
    digests, by their paths from the root, empty for one that was not there."""

    langs: tuple[str, ...]
    digests: Mapping[str, str]
    errors: tuple[Finding, ...]


class Job(Value, frozen=True):
    """What is to be done with all articles of a call; see `workflow`."""

    project: Project
    langs: tuple[str, ...]
    steps: tuple[Step, ...]
    now: str = ""
    dry_run: bool = False
    allow_incomplete: bool = False
    fuzzy: bool = False
    sources: bool = False
    site: bool = True
    """Whether the pages round the articles are made, if the job publishes."""
    records: tuple[tuple[str, Record], ...] = ()
    """Records that are to be changed before anything is published: (language, what it is to be)."""
    glossary: str = ""
    """The digest of the glossary that holds, and of how the newsroom spells."""

    @property
    def only_looks(self) -> bool:
        """Whether nothing is written: what comes of it is what the ledger keeps of it."""
        return {*self.steps} <= {Step.CHECK, Step.STATUS}

    def question(self, step: Step, standing: Standing) -> str:
        """What the ledger calls a step: as long as no file changes, the same question has the same answer.

        `standing` is what the records say of the article.
        """
        lax = f" {standing.question}{' incomplete' * self.allow_incomplete}" if step is Step.EXPORT else ""
        wide = f"{' fuzzy' * self.fuzzy}{' sources' * self.sources}" if step is Step.CHECK else ""
        return f"{step} {' '.join(self.langs)}{lax}{wide}"


class Task(Value, frozen=True):
    """An article that a job is done for, and what is known of it.

    Attributes:
        file: the article.
        standing: what the records say of it.
        arrivals: catalogs that it gets from elsewhere, by language.
        former: what catalogs of it had after the last run that changed since, by language; as `memory.former` has it.
        memory: what other articles say for its new texts; None if nobody has looked yet.
        checked: what `check` found in it before; None if nobody asked.
    """

    file: SourceFile
    standing: Standing
    arrivals: Mapping[str, Arrival] = {}
    former: Mapping[str, bytes] = {}
    memory: Memory | None = None
    checked: Checked | None = None


class Synced(Value, frozen=True):
    """What `sync` did with an article: per language the changed file and the count of each outcome.

    `moved` has the languages whose file was another article's, which is gone, or was pruned. A file is a `Change`,
    both texts and all, if it was not written (a dry run).
    """

    article: str
    changes: tuple[Change | Written, ...] = ()
    outcomes: Mapping[str, Mapping[Outcome, int]] = {}
    moved: Mapping[str, PoFile] = {}
    notices: tuple[Problem, ...] = ()
    errors: tuple[FlowError, ...] = ()


class Exported(Value, frozen=True):
    """What `export` did with an edition: its page and the pictures on it, and what stands in its way.

    That are texts that are not translated, `missing` in number, of which the catalog does not even have `stale`; the
    first of them are in `open` (`publishing.open_in` has all). Errors that the checks found in others, `faults`.
    And people who have yet to approve of it, `unapproved` in number. `withdrawn` if somebody took it from the site,
    `handed` if it went to another system.
    If readers have it, and the article says something else since, `stale_since` says when that was seen first; `lost`
    are the pictures and files, by their addresses, that are gone from the page that they have.
    With the pictures in `copies` are pages of the article's other editions that say something new of this one.
    """

    article: str
    lang: str
    change: Change | Written | None = None
    copies: tuple[Change | Written, ...] = ()
    missing: int = 0
    stale: int = 0
    open: tuple[Open, ...] = ()
    faults: tuple[Finding, ...] = ()
    unapproved: int = 0
    catalog: str = ""
    withdrawn: bool = False
    handed: bool = False
    stale_since: str = ""
    lost: tuple[str, ...] = ()
    error: FlowError | None = None

    @property
    def waits(self) -> bool:
        """Whether it is held back until people have done what is missing."""
        return self.change is None and self.error is None and not (self.withdrawn or self.handed)


class Assembled(Value, frozen=True):
    """What became of the site round the articles: files that were written (or would be), those that were removed
    because nobody wants them any more, and what could not be done. Removed files are ours alone. `gone` are articles
    that have no file any more, each with the languages in which readers have it all the same; `linking` are pages of
    articles that were made once more, since what they link to has come or gone. `is_recorded`: the records say of all
    editions that they are published."""

    changes: tuple[Change | Written, ...] = ()
    removed: tuple[Removed, ...] = ()
    errors: tuple[FlowError, ...] = ()
    gone: tuple[tuple[str, tuple[str, ...]], ...] = ()
    linking: tuple[Change | Written, ...] = ()
    is_recorded: bool = True

    @property
    def pages(self) -> tuple[Change | Written, ...]:
        """All files that were written."""
        return (*self.changes, *self.linking)

    def with_linking(self, exported: Iterable[Exported]) -> Assembled:
        """The same, with what became of the editions of articles that were done once more for their links."""
        each = [*exported]
        pages = tuple(page for one in each for page in (one.change, *one.copies) if page and page.is_change)
        errors = (*self.errors, *(one.error for one in each if one.error))
        return replace(self, linking=pages, errors=errors) if each else self


class Row(Value, frozen=True):
    """The state of an article in a language; `derived_from` if nobody writes that edition; `source` is the digest of
    what the article says in its own language, as the records of what was published have it."""

    article: str
    lang: str
    progress: Progress
    derived_from: str = ""
    source: str = ""
    error: FlowError | None = None

    @property
    def waits(self) -> bool:
        """Whether something is left to translate or to approve."""
        return self.error is None and not self.progress.is_done


class Inspected(Value, frozen=True):
    """What the checks say of an article; `langs` are the languages in which it was there to be looked at."""

    article: str
    findings: tuple[Finding, ...] = ()
    errors: tuple[FlowError, ...] = ()
    langs: tuple[str, ...] = ()
