"""`l10n-flow schema`."""

from __future__ import annotations

import click

from .. import options
from ..output import Call, Report

_SCHEMAS = {"settings": "settings.settings", "glossary": "glossary.load", "edition": "exporters._metadata"}
"""What has a schema, and the module that knows it."""


@options.command()
@click.argument("of", type=click.Choice([*_SCHEMAS]), default="settings", metavar=f"[{'|'.join(_SCHEMAS)}]")
def command(_: Call, of: str) -> Report:
    """Print the JSON schema of l10n-flow.toml, for editors.

    Or that of the files in glossary/: an editor that knows it completes keys and underlines mistakes. Or that of the
    metadata that `export --format json` and `--format fragment` write (edition), for whoever reads them.

    \b
    Examples:
      l10n-flow schema > l10n-flow.schema.json
      then, as the first line of l10n-flow.toml:            #:schema l10n-flow.schema.json
      l10n-flow schema glossary > glossary.schema.json
      then, as the first line of each file in glossary/:    #:schema ../glossary.schema.json
    """
    import importlib
    import json

    schema = importlib.import_module(f"...{_SCHEMAS[of]}", __package__).schema()
    return Report(text=json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
