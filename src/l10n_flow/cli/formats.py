"""The formats of `check`: files in `reports/`, and what each of them gets to write."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from .. import plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..errors import FlowError
    from ..model import Finding
    from ..workflow import Inspected
    from .options import Chosen

__all__ = ["Checked", "Format", "fingerprints", "format_of", "ids", "without_surrogates"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What `check` found: `inspected` gives it by article, as often as somebody asks; it is too much to be held.

    `checks` are those (ids) that were asked for, `failed` what could not be looked at. `fixed` are the findings that
    were mended, or (`diff` is not None) would be; the others are what remains.
    """

    chosen: Chosen
    inspected: Callable[[], Iterable[Inspected]]
    checks: tuple[str, ...]
    failed: tuple[FlowError, ...] = ()
    fixed: tuple[Finding, ...] | None = None
    diff: str | None = None

    @property
    def findings(self) -> Iterator[Finding]:
        """All of them, by article."""
        return (finding for one in self.inspected() for finding in one.findings)

    @property
    def errors(self) -> tuple[FlowError, ...]:
        """What could not be looked at; what is the same is told once."""
        return tuple({str(error): error for error in (*self.chosen.errors, *self.failed)}.values())


class Format(Protocol):
    """A format of `check` (`cli/reports/<id>.py`)."""

    def pieces(self, checked: Checked) -> Iterable[str]:
        """What was found, as a whole file, piece by piece: of ten thousand articles there is too much to hold. The
        same findings give the same text, and no text of an article or a catalog can be taken for the format's own
        signs."""


def ids() -> tuple[str, ...]:
    """The ids of the formats, sorted."""
    return plugins.ids("cli.reports")


def format_of(format_id: str) -> Format:
    """The format of an id."""
    return cast("Format", importlib.import_module(f".reports.{format_id}", __package__))


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """For each finding a text that is the same as long as it is the same finding, wherever its unit moves; no two
    have the same."""
    import hashlib
    from collections import Counter

    seen: Counter[str] = Counter()
    made = []
    for one in findings:
        about = (one.article, one.lang, one.check, one.subject, one.context or "", one.source, one.message)
        digest = hashlib.sha256(without_surrogates("\0".join(about)).encode()).hexdigest()[:32]
        seen[digest] += 1
        made.append(f"{digest}:{seen[digest]}")
    return made


def without_surrogates(text: str) -> str:
    """A text that is UTF-8 for certain."""
    return text.encode("utf-8", "replace").decode()
