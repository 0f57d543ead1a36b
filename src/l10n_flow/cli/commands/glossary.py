"""`l10n-flow glossary`."""

from __future__ import annotations

import click

from .. import options
from ..discovery import commands


@click.group("glossary", commands=commands("glossary"))
@options.common
def command() -> None:
    """What the desk agreed to call things, in every language.

    The concepts are in the folder glossary/, in TOML files that you may also edit by hand.

    \b
    Examples:
      l10n-flow glossary find муҳоҷиронро           which concept is this?
      l10n-flow glossary add -t en="fine" -t ru="штраф"
      l10n-flow glossary check                      does it contradict itself?
    """
