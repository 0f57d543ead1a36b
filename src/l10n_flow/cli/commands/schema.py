"""`l10n-flow schema`."""

from __future__ import annotations

from .. import options
from ..output import Call, Report


@options.command()
def command(_: Call) -> Report:
    """Print the JSON schema of l10n-flow.toml, for editors.

    \b
    Example:
      l10n-flow schema > l10n-flow.schema.json
      then, as the first line of l10n-flow.toml:   #:schema l10n-flow.schema.json
    """
    import json

    from ...settings import schema

    return Report(text=json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
