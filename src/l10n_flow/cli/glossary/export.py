"""`l10n-flow glossary export`."""

from __future__ import annotations

import click

from .. import options, render
from ..output import Call, Report

FORMATS = ("csv", "tbx", "xlsx")
"""As `glossary.formats.ids`, which `--help` has no time to look for; a test compares them."""


@options.command(data=True)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("-f", "--format", "format_id", type=click.Choice(FORMATS), help="Its format; by its suffix if not said.")
def command(call: Call, file: str, format_id: str | None) -> Report:
    """Write the glossary to a file for other tools.

    CSV and XLSX have a row per term, TBX is ISO 30042:2019 (TBX-Basic). What FILE holds is replaced; its
    folder must be there. Concepts that would not come back from it as they are are named, with what is lost.

    \b
    Examples:
      l10n-flow glossary export glossary.xlsx
      l10n-flow glossary export termbase.xml --format tbx

    \b
    --json: {"path", "concepts": number, "lost": [ids], "errors"}
    """
    from ...terms import interchange

    done = interchange.export(options.project(call), call.directory / file, format_id)
    lines = [f"{render.safe(file)}: {render.count(done.concepts, 'concept')}"]
    for one in done.lost:
        lines.append(click.style(f"not held as it is: {one.concept.id}", fg="yellow"))
        lines += [f"    {render.safe(text)}" for text in one.texts]
    return Report(
        lines=lines,
        document=lambda: {"path": file, "concepts": done.concepts, "lost": [one.concept.id for one in done.lost]},
        incomplete=bool(done.lost),
    )
