"""`l10n-flow schema`."""

from __future__ import annotations

import click

from .. import options
from ..output import Call, Report


@options.command()
@click.argument("of", type=click.Choice(["settings", "glossary"]), default="settings", metavar="[settings|glossary]")
def command(_: Call, of: str) -> Report:
    """Print the JSON schema of l10n-flow.toml, for editors.

    Or that of the files in glossary/. An editor that knows it completes keys and underlines mistakes.

    \b
    Examples:
      l10n-flow schema > l10n-flow.schema.json
      then, as the first line of l10n-flow.toml:            #:schema l10n-flow.schema.json
      l10n-flow schema glossary > glossary.schema.json
      then, as the first line of each file in glossary/:    #:schema ../glossary.schema.json
    """
    import json

    from ... import settings
    from ...glossary import load

    schema = settings.schema() if of == "settings" else load.schema()
    return Report(text=json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
