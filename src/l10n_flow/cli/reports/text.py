"""For people: a line for each finding, the texts with carets under what it is about, and what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from ... import waivers
from .. import findings, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...model import Finding
    from ..formats import Checked


def text(checked: Checked) -> str:
    """The lines, without colours."""
    return "".join(f"{click.unstyle(line)}\n" for line in lines(checked))


def lines(checked: Checked) -> Iterator[str]:
    """All findings, and how many there are."""
    for finding in checked.findings:
        yield from findings.about(finding)
    yield from _how_to_waive(checked.findings)
    yield summary(checked)


def summary(checked: Checked) -> str:
    """How many findings there are, and how many were mended or can be."""
    from ... import fixes

    found, articles = checked.findings, len(checked.results)
    counts = Counter(str(finding.severity) for finding in found)
    said = ", ".join(render.count(counts[kind], kind) for kind in findings.COLOURS if counts[kind] and kind != "info")
    said = ", ".join(filter(None, [said, f"{counts['info']} info" if counts["info"] else ""]))
    if checked.fixed is not None:
        said = (
            f"{len(checked.fixed)} {'fixed' if checked.diff is None else 'to be fixed'}; {said or 'nothing else found'}"
        )
    elif mendable := sum(map(fixes.is_safe, found)):
        said += f"; --fix mends {mendable}"
    return f"{render.count(articles, 'article')} checked: {said or 'nothing found'}"


def _how_to_waive(found: Sequence[Finding]) -> Iterator[str]:
    """How to pass over a finding, told of the first."""
    finding = next((one for one in found if one.check != waivers.CHECK and one.severity != "info"), None)
    if finding is None:
        return
    name = waivers.of(finding)
    if finding.path.endswith(".po"):
        what = f"# l10n-flow: ignore {name}: WHY, as a comment of that unit"
    else:
        what = f"{name}: WHY, under waivers at the head of the article"
    yield click.style(f"  If it is right as it is, say so; of the first one above: {render.visible(what)}", fg="cyan")
