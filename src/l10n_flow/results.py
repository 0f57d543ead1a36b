"""What is done with articles, and what became of each: the questions and answers of the use-cases, as values."""

from __future__ import annotations

import enum
import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .editions import Key, Open, Progress
    from .errors import FlowError
    from .files import Change, Written
    from .ledger import Entry
    from .memory import Texts
    from .model import Finding, Outcome, Problem
    from .orphans import PoFile
    from .project import Project

__all__ = ["Done", "Exported", "Inspected", "Job", "Memory", "Packed", "Row", "Step", "Synced", "Waiting", "Worked"]
__all__ += ["joined"]

Memory: TypeAlias = "Mapping[tuple[str, str], Mapping[Key, str]]"
"""(language, source language as PO headers have it) -> (context, text) -> translation in other articles."""


class Step(enum.StrEnum):
    """What is done with an article, in this order."""

    SYNC = "sync"
    EXPORT = "export"
    STATUS = "status"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done with all articles of a call; see `workflow`."""

    project: Project
    langs: tuple[str, ...]
    steps: tuple[Step, ...]
    now: str = ""
    dry_run: bool = False
    allow_incomplete: bool = False
    fuzzy: bool = False
    glossary: str = ""
    """The digest of the glossary that holds."""

    def question(self, step: Step) -> str:
        """What the ledger calls a step: as long as no file changes, the same question has the same answer."""
        lax = " incomplete" if self.allow_incomplete and step is Step.EXPORT else ""
        wide = " fuzzy" if self.fuzzy and step is Step.CHECK else ""
        return f"{step} {' '.join(self.langs)}{lax}{wide}"


@dataclass(frozen=True, slots=True)
class Synced:
    """What `sync` did with an article: per language the changed file and the count of each outcome.

    `moved` has the languages whose file was another article's, which is gone, or was pruned. A file is a `Change`,
    both texts and all, if it was not written (a dry run).
    """

    article: str
    changes: tuple[Change | Written, ...] = ()
    outcomes: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    moved: Mapping[str, PoFile] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    errors: tuple[FlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """What `export` did with an edition: its page and the pictures on it, and what stands in its way: texts that are
    not translated (`open`), errors that the checks found in others (`faults`), people who have yet to approve of it
    (`unapproved`: how many)."""

    article: str
    lang: str
    change: Change | Written | None = None
    copies: tuple[Change | Written, ...] = ()
    open: tuple[Open, ...] = ()
    faults: tuple[Finding, ...] = ()
    unapproved: int = 0
    catalog: str = ""
    error: FlowError | None = None

    @property
    def waits(self) -> bool:
        """Whether it is held back until people have done what is missing."""
        return self.change is None and self.error is None


@dataclass(frozen=True, slots=True)
class Row:
    """The state of an article in a language; `derived_from` if nobody writes that edition."""

    article: str
    lang: str
    progress: Progress
    derived_from: str = ""
    error: FlowError | None = None

    @property
    def waits(self) -> bool:
        """Whether something is left to translate or to approve."""
        return self.error is None and not self.progress.is_done


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the checks say of an article; `langs` are the languages in which it was there to be looked at."""

    article: str
    findings: tuple[Finding, ...] = ()
    errors: tuple[FlowError, ...] = ()
    langs: tuple[str, ...] = ()


def joined(results: Iterable[Inspected]) -> tuple[Inspected, ...]:
    """What the checks say of articles, of each at once."""
    whole: dict[str, Inspected] = {}
    for one in results:
        had = whole.get(one.article, Inspected(one.article))
        findings, errors = (*had.findings, *one.findings), (*had.errors, *one.errors)
        whole[one.article] = Inspected(one.article, findings, errors, (*had.langs, *one.langs))
    return tuple(whole.values())


@dataclass(frozen=True)
class Done:
    """What became of an article, by step; `known` if it was nothing new."""

    article: str
    synced: Synced | None = None
    exported: tuple[Exported, ...] = ()
    rows: tuple[Row, ...] = ()
    inspected: Inspected | None = None
    known: bool = False

    @property
    def waits(self) -> bool:
        """Whether people have something to translate."""
        found = self.inspected is not None and bool(self.inspected.findings)
        return found or any(one.waits for one in self.exported) or any(row.waits for row in self.rows)

    @property
    def has_errors(self) -> bool:
        """Whether anything went wrong."""
        own = [*(self.synced.errors if self.synced else ()), *(self.inspected.errors if self.inspected else ())]
        return bool(own) or any(one.error for one in self.exported) or any(row.error for row in self.rows)


class Packed(Done):
    """An article that was done among many: its results are small until somebody asks for one, and after that."""

    waits: bool
    has_errors: bool

    def __init__(self, done: Done) -> None:
        """Pack what became of an article."""
        own = {"article": done.article, "known": done.known, "waits": done.waits, "has_errors": done.has_errors}
        vars(self).update(own, _synced=_packed(done.synced), _exported=_packed(done.exported))
        vars(self).update(_rows=_packed(done.rows), _inspected=_packed(done.inspected))

    @property
    def synced(self) -> Synced | None:
        """What `sync` did."""
        return self._unpacked("_synced")  # type: ignore[return-value]

    @property
    def exported(self) -> tuple[Exported, ...]:
        """What `export` did."""
        return self._unpacked("_exported")  # type: ignore[return-value]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What `status` says."""
        return self._unpacked("_rows")  # type: ignore[return-value]

    @property
    def inspected(self) -> Inspected | None:
        """What `check` says."""
        return self._unpacked("_inspected")  # type: ignore[return-value]

    def _unpacked(self, name: str) -> object:
        return pickle.loads(vars(self)[name])  # noqa: S301  it is our own


def _packed(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class Worked:
    """An article that is done, and what is to be remembered of it.

    `entry` is for the ledger, None if somebody has to look again next time; `texts` are for the memory, by language.
    """

    done: Done
    entry: Entry | None = None
    texts: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article with texts that its catalogs do not have; they are to be looked up in the memory first.

    `wanted` are their keys, by the language of the catalog and the language of the article, as PO headers have it.
    `go_on` does the rest of the work with what was found; it does not leave its process.
    """

    wanted: Mapping[tuple[str, str], tuple[Key, ...]]
    go_on: Callable[[Memory], Worked] | None = None

    def __reduce__(self) -> tuple[type[Waiting], tuple[object]]:
        """What another process is told."""
        return Waiting, (self.wanted,)
