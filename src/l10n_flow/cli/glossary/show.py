"""`l10n-flow glossary show`."""

from __future__ import annotations

from .. import options
from ..output import Call, Report
from . import _concepts


@options.command(data=True)
@_concepts.concept
def command(call: Call, concept: str) -> Report:
    """Show all that is agreed on a concept.

    \b
    Examples:
      l10n-flow glossary show expulsion-regime
      l10n-flow glossary show expulsion-regime --json

    \b
    --json: {"concept": {"id", "kind", "definition", "note", "sense", "translate",
    "scope": {"articles", "tags"}, "path", "line", "terms": [{"lang", "text", "status", "pos",
    "note", "quoted", "case", "invariable", "forms", "not", "also", "line"}]}, "errors"}
    """
    from ... import terminology

    _, glossary = _concepts.load(call)
    found = terminology.concept(glossary, concept)
    return Report(
        text="".join(f"{line}\n" for line in _concepts.lines(found)),
        document=lambda: {"concept": _concepts.as_data(found)},
    )
