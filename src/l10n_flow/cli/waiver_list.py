"""The list of `check --waivers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import render
from .output import Report, gather

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..reviewing.waived import Waived
    from .options import Chosen

__all__ = ["report"]


def report(chosen: Chosen, checks: Collection[str]) -> Report:
    """All waivers of some checks (ids), those marked that match nothing any more; and all that do not hold."""
    from .. import workflow

    found = gather(workflow.waivers(chosen.project, chosen.files, chosen.langs), "Checking", len(chosen.files))
    waived = [each for one in found for each in one.waivers if each.mistake or each.check in checks]
    return Report(
        lines=_lines(waived, len(found)),
        document=lambda: {"waivers": [_as_data(one) for one in waived]},
        errors=(*chosen.errors, *(error for one in found for error in one.errors)),
        incomplete=any(one.mistake or one.matches is False for one in waived),
    )


def _lines(waived: Collection[Waived], articles: int) -> Iterator[str]:
    for one in waived:
        place = ":".join(str(part) for part in (one.path, one.line) if part)
        what = f"{one.check}({one.subject})" if one.subject else one.check
        said = f"{what}: {one.reason}" if not one.mistake else one.mistake
        where = f"unit {render.excerpt(one.source)}" if one.lang else "front matter"
        yield f"{click.style(render.safe(place), bold=True)}: {render.safe(said)} ({where}){_mark(one)}"
    idle = sum(one.matches is False for one in waived)
    wrong = sum(bool(one.mistake) for one in waived)
    counts = [
        render.count(len(waived), "waiver"),
        f"{idle} can go" if idle else "",
        f"{wrong} not in force" if wrong else "",
    ]
    yield f"{render.count(articles, 'article')}: {', '.join(filter(None, counts))}"


def _mark(one: Waived) -> str:
    if one.mistake:
        return click.style(" - not in force", fg="yellow")
    if one.matches is False:
        return click.style(" - matches nothing any more: delete it", fg="yellow")
    return " - not known whether it matches" if one.matches is None else ""


def _as_data(one: Waived) -> dict[str, object]:
    return {
        "article": one.article,
        "lang": one.lang or None,
        "path": one.path,
        "line": one.line,
        "check": one.check,
        "subject": one.subject,
        "reason": one.reason,
        "context": one.context,
        "source": one.source,
        "matches": one.matches,
        "mistake": one.mistake,
    }
