"""What the ledger keeps of an article's results, and the results made of that again.

They are those of a time when nothing had to be changed, with no error among them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping  # noqa: TC003  as below
from typing import TYPE_CHECKING

from .. import ledger
from ..desk.results import Exported, Inspected, Row, Synced
from ..disk import files
from ..editions import Open, Progress
from ..ledger import Record
from ..model import Finding, Outcome, Problem, Segment, Severity, State
from ..project import from_root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..ledger import Stamp

__all__ = ["CheckRecord", "ExportRecord", "StatusRecord", "SyncRecord"]


class SyncRecord(Record, frozen=True):
    """Of `sync`: language -> how many units had each outcome; what is to be said of the article."""

    outcomes: Mapping[str, Mapping[Outcome, int]]
    notices: tuple[Problem, ...]

    def result(self, article: str) -> Synced:
        """What `sync` says if nothing changes."""
        return Synced(article, outcomes=self.outcomes, notices=self.notices)


class StatusRecord(Record, frozen=True):
    """Of `status`: for each edition its language, the one it is derived from, and its state; and what they are of."""

    rows: tuple[tuple[str, str, Progress], ...]
    source: str

    @classmethod
    def of(cls, rows: Iterable[Row]) -> StatusRecord:
        """What to keep."""
        found = tuple(rows)
        source = found[0].source if found else ""
        return cls(tuple((row.lang, row.derived_from, row.progress) for row in found), source)

    def result(self, article: str) -> tuple[Row, ...]:
        """What `status` says."""
        return tuple(Row(article, lang, progress, base, self.source) for lang, base, progress in self.rows)


class _Findings(Record, frozen=True):
    found: tuple[Finding, ...]


class CheckRecord(Record, frozen=True):
    """Of `check`: the findings, packed, since they say the same texts many times; the errors among them, which `export`
    asks for as well."""

    packed: bytes
    langs: tuple[str, ...]
    errors: tuple[Finding, ...]

    @classmethod
    def of(cls, inspected: Inspected) -> CheckRecord:
        """What to keep."""
        errors = tuple(one for one in inspected.findings if one.severity is Severity.ERROR)
        return cls(zlib.compress(ledger.encoded(_Findings(inspected.findings)), 1), inspected.langs, errors)

    def result(self, article: str) -> Inspected:
        """What `check` says."""
        findings = ledger.decoded(zlib.decompress(self.packed), _Findings)
        return Inspected(article, findings.found, langs=self.langs)


class _Edition(Record, frozen=True):
    """A language's page and its pictures (from the root), if it was published; how many segments are open, and
    how many of them the catalog lacks; the numbers of the first ones, with the state and line of each; the errors in
    others."""

    lang: str
    page: str
    copies: tuple[str, ...]
    missing: int
    stale: int
    open: tuple[tuple[int, State, int], ...]
    faults: tuple[Finding, ...]
    unapproved: int
    catalog: str
    withdrawn: bool
    stale_since: str
    lost: tuple[str, ...]


class ExportRecord(Record, frozen=True):
    """Of `export`: the editions, and the first segments that are open in any of them."""

    segments: tuple[Segment, ...]
    editions: tuple[_Edition, ...]

    @classmethod
    def of(cls, exported: Iterable[Exported], root: Path) -> ExportRecord:
        """What to keep; `root` is where paths count from."""
        numbers: dict[Segment, int] = {}

        def shown(path: Path) -> str:
            return from_root(path, root)

        made = tuple(
            _Edition(
                one.lang,
                shown(one.change.path) if one.change else "",
                tuple(shown(copy.path) for copy in one.copies),
                one.missing,
                one.stale,
                tuple((numbers.setdefault(unit.segment, len(numbers)), unit.state, unit.line) for unit in one.open),
                one.faults,
                one.unapproved,
                one.catalog,
                one.withdrawn,
                one.stale_since,
                one.lost,
            )
            for one in exported
        )
        return cls(tuple(numbers), made)

    def result(self, article: str, root: Path, stamps: Mapping[str, Stamp | None]) -> tuple[Exported, ...]:
        """What `export` says if nothing changes."""

        def same(name: str) -> files.Written:
            stamp = stamps.get(name)
            digest, size = (stamp.digest, stamp.size) if stamp else ("", 0)
            return files.Written(root / name, digest, size, is_change=False)

        return tuple(
            Exported(
                article,
                one.lang,
                same(one.page) if one.page else None,
                tuple(map(same, one.copies)),
                one.missing,
                one.stale,
                tuple(Open(self.segments[number], state, line) for number, state, line in one.open),
                one.faults,
                one.unapproved,
                one.catalog,
                one.withdrawn,
                stale_since=one.stale_since,
                lost=one.lost,
            )
            for one in self.editions
        )
