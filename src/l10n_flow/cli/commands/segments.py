"""`l10n-flow segments`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Article, Segment


@options.command(data=True)
@options.article
def command(call: Call, article: str) -> Report:
    """Print what there is to translate in an article.

    Unit by unit, as its translators will see it.

    \b
    Examples:
      l10n-flow segments 2025/expulsion-regime
      l10n-flow segments source_articles/2025/expulsion-regime.md
      l10n-flow segments 2025/expulsion-regime --json

    \b
    --json: {"article", "path", "lang", "units": [{"role", "context", "text", "note", "words",
    "count", "max_length", "tags": [{"name", "void", "says"}]}], "errors"}
    """
    from ... import editions, workflow

    chosen = options.choose(call, (article,))
    if chosen.errors:
        return Report(errors=chosen.errors)
    read = workflow.read(chosen.project, chosen.files[0])
    units = editions.to_translate(workflow.segments(chosen.project, read), chosen.project.config.keep_roles)
    document = {
        "article": read.id,
        "path": read.path,
        "lang": read.lang,
        "units": [_as_data(unit) for unit in units],
    }
    return Report(document=lambda: document, text="\n".join(_lines(read, units)) + "\n")


def _as_data(unit: Segment) -> dict[str, object]:
    return {
        "role": unit.role.value,
        "context": unit.context,
        "text": unit.text,
        "note": unit.note,
        "words": unit.words,
        "count": unit.count,
        "max_length": unit.max_length,
        "tags": [{"name": tag.name, "void": tag.void, "says": tag.says} for tag in unit.tags],
    }


def _lines(article: Article, units: tuple[Segment, ...]) -> Iterator[str]:
    words = sum(unit.words for unit in units)
    sizes = f"{render.count(len(units), 'unit')}, {render.count(words, 'word')}"
    yield f"{click.style(article.id, bold=True)} ({render.safe(article.path)}, {article.lang}): {sizes}"
    for unit in units:
        yield ""
        head = unit.role.value + (f", {unit.count} times" if unit.count > 1 else "")
        yield click.style(head + (f", at most {unit.max_length} characters" if unit.max_length else ""), fg="cyan")
        if unit.note:
            yield click.style(f"  note: {render.safe(unit.note)}", fg="yellow")
        yield f"  {render.safe(unit.text)}"
        yield from (f"  <{tag.name}{'/' * tag.void}> = {render.safe(tag.says)}" for tag in unit.tags if tag.says)
