"""`l10n-flow glossary check`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...glossary.lint import Flaw
    from ...terms.terminology import Checked

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@options.command(data=True)
def command(call: Call) -> Report:
    """Find what in the glossary contradicts itself.

    One term for two concepts without a sense or a scope, a term that is preferred and forbidden (in any form), doubles
    that differ by their endings only, letters and apostrophes that are not the language's, scopes that match no
    article, languages without a term. Exit code 1 says that there is something to mend, 2 that a file cannot be read
    as it is.

    \b
    Examples:
      l10n-flow glossary check
      l10n-flow glossary check --json

    \b
    --json: {"concepts": number, "flaws": [{"severity": "error", "warning" or "info", "concept",
    "path", "line", "message", "hint"}], "errors"}
    """
    from ...terms import terminology

    checked = terminology.check(options.project(call))
    return Report(
        lines=_lines(checked),
        document=lambda: {
            "concepts": len(checked.concepts),
            "flaws": [_as_data(flaw) for flaw in checked.flaws],
        },
        errors=checked.errors,
        incomplete=any(flaw.severity.value != "info" for flaw in checked.flaws),
    )


def _lines(checked: Checked) -> Iterator[str]:
    for flaw in checked.flaws:
        place = click.style(f"{render.safe(flaw.concept.path)}:{flaw.line}:", bold=True)
        severity = click.style(f"{flaw.severity.value}:", fg=_COLOURS[flaw.severity.value])
        yield f"{place} {severity} {render.safe(flaw.message)}"
        if flaw.hint:
            yield f"  {render.safe(flaw.hint)}"
    counts = Counter(flaw.severity.value for flaw in checked.flaws)
    found = ", ".join(render.count(counts[name], name) if name != "info" else f"{counts[name]} info" for name in counts)
    concepts = render.count(len(checked.concepts), "concept")
    if checked.errors:
        yield f"{concepts} read, with {found or 'no flaw'}; {render.count(len(checked.errors), 'mistake')} hid the rest"
    else:
        yield f"{concepts}: {found or 'no flaw'}"


def _as_data(flaw: Flaw) -> dict[str, object]:
    return {
        "severity": flaw.severity.value,
        "concept": flaw.concept.id,
        "path": flaw.concept.path,
        "line": flaw.line,
        "message": flaw.message,
        "hint": flaw.hint,
    }
