"""`l10n-flow glossary show`."""

from __future__ import annotations

import click

from .. import options
from ..output import Call, Report
from . import _concepts


@options.command(data=True)
@click.argument("words", nargs=-1, required=True, metavar="CONCEPT", shell_complete=_concepts.complete)
def command(call: Call, words: tuple[str, ...]) -> Report:
    """Show all that is agreed on a concept.

    CONCEPT is its id, or a term or a part of one, in any language and form. If several concepts have it you are asked
    which one you mean; where nobody can be asked they are listed, with exit code 2.

    \b
    Examples:
      l10n-flow glossary show expulsion-regime
      l10n-flow glossary show режима высылки
      l10n-flow glossary show expulsion-regime --json

    \b
    --json: {"concept": {"id", "kind", "definition", "note", "sense", "translate",
    "scope": {"articles", "tags"}, "path", "line", "terms": [{"lang", "text", "status", "pos",
    "note", "quoted", "case", "invariable", "forms", "not", "also", "line"}]}, "errors"}
    """
    project, glossary = _concepts.load(call)
    found = _concepts.chosen(call, project, glossary, " ".join(words))
    return Report(
        text="".join(f"{line}\n" for line in _concepts.lines(found)),
        document=lambda: {"concept": _concepts.as_data(found)},
    )
