"""For people: a line for each finding, the texts with carets under what it is about, and what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from ... import waivers
from .. import findings, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Finding
    from ..formats import Checked


def pieces(checked: Checked) -> Iterator[str]:
    """The lines, without colours."""
    return (f"{click.unstyle(line)}\n" for line in lines(checked))


def lines(checked: Checked) -> Iterator[str]:
    """All findings, and how many there are."""
    tally = _Tally()
    for finding in tally.of(checked):
        yield from findings.about(finding)
    yield from _how_to_waive(tally.first)
    yield _summary(checked, tally)


def summary(checked: Checked) -> str:
    """How many findings there are, and how many were mended or can be."""
    tally = _Tally()
    for _ in tally.of(checked):
        pass
    return _summary(checked, tally)


@dataclass
class _Tally:
    """What is counted while all go by: articles, findings by severity, those that can be mended; and the first one that
    people may wish to waive."""

    articles: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    mendable: int = 0
    first: Finding | None = None

    def of(self, checked: Checked) -> Iterator[Finding]:
        """Count them."""
        from ...reviewing import fixes

        for one in checked.inspected():
            self.articles += 1
            for finding in one.findings:
                self.counts[str(finding.severity)] += 1
                self.mendable += fixes.is_safe(finding)
                if self.first is None and finding.check != waivers.CHECK and finding.severity != "info":
                    self.first = finding
                yield finding


def _summary(checked: Checked, tally: _Tally) -> str:
    counts = tally.counts
    said = ", ".join(render.count(counts[kind], kind) for kind in findings.COLOURS if counts[kind] and kind != "info")
    said = ", ".join(filter(None, [said, f"{counts['info']} info" if counts["info"] else ""]))
    if checked.fixed is not None:
        said = (
            f"{len(checked.fixed)} {'fixed' if checked.diff is None else 'to be fixed'}; {said or 'nothing else found'}"
        )
    elif tally.mendable:
        said += f"; --fix mends {tally.mendable}"
    return f"{render.count(tally.articles, 'article')} checked: {said or 'nothing found'}"


def _how_to_waive(finding: Finding | None) -> Iterator[str]:
    """How to pass over a finding, told of the first."""
    if finding is None:
        return
    name = waivers.of(finding)
    if finding.path.endswith(".po"):
        what = f"# l10n-flow: ignore {name}: WHY, as a comment of that unit"
    else:
        what = f"{name}: WHY, under waivers at the head of the article"
    yield click.style(f"  If it is right as it is, say so; of the first one above: {render.visible(what)}", fg="cyan")
