"""How findings of checks look: on a terminal, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from . import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Finding, Span

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_WIDTH = 96  # of an excerpt
_BEFORE = 32  # so much of it stands before the span


def line(finding: Finding) -> str:
    """Where a finding is, and what it says."""
    from .. import waivers

    place = ":".join(str(part) for part in (finding.path, finding.line) if part)
    severity = str(finding.severity)
    kind = click.style(severity, fg=COLOURS[severity])
    message, name = render.visible(finding.message), render.visible(waivers.of(finding))
    return f"{click.style(render.visible(place), bold=True)}: {kind}: {message} [{name}]"


def about(finding: Finding) -> Iterator[str]:
    """All that there is to say of a finding."""
    yield line(finding)
    yield from _excerpt(finding.source, finding.source_spans)
    yield from _excerpt(finding.target, finding.target_spans)
    if finding.hint:
        yield click.style(f"  {render.visible(finding.hint)}", fg="cyan")


def _excerpt(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """The part of a text round the first span, with carets under all of the spans that are in it."""
    if not text:
        return
    start = max(0, spans[0][0] - _BEFORE) if spans and spans[0][1] > _WIDTH else 0
    part = text[start : start + _WIDTH]
    more, rest = "…" if start else "", "…" if start + _WIDTH < len(text) else ""
    shown = render.visible(part)
    yield f"  | {more}{shown}{rest}"
    under = {at for a, b in spans for at in range(max(a - start, 0), min(b - start, len(part)))}
    signs = part if len(shown) == len(part) else map(render.visible, part)
    marks = "".join(("^" if at in under else " ") * len(sign) for at, sign in enumerate(signs)).rstrip()
    if marks:
        yield f"  | {' ' * len(more)}{click.style(marks, fg='green')}"


def as_data(finding: Finding) -> dict[str, object]:
    """A finding, for programs."""
    from ..reviewing import fixes

    return {
        "check": finding.check,
        "severity": finding.severity,
        "article": finding.article,
        "lang": finding.lang,
        "path": finding.path,
        "line": finding.line,
        "context": finding.context,
        "source": finding.source,
        "target": finding.target,
        "source_spans": finding.source_spans,
        "target_spans": finding.target_spans,
        "subject": finding.subject,
        "message": finding.message,
        "hint": finding.hint,
        "fix": fixes.fixed(finding),
        "fuzzy": finding.fuzzy,
    }
