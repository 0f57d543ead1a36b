"""`l10n-flow engines`."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

import click

from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...drafts.routes import Known


@options.command(data=True)
def command(call: Call) -> Report:
    """List the machines that can translate, and what each can do.

    Of each: what it is, where texts go (and whether that is one of the desk's own hosts), its pairs of languages, what
    a million characters cost, and what it lacks before it can be used. Nothing is sent.

    \b
    Example:
      l10n-flow engines

    \b
    --json: {"engines": [{"id", "says", "host", "own", "default", "price", "pairs": [["en", "ru"]],
    "lacks"}]}; "host" is empty if nothing is sent; "price" is dollars for a million characters, or
    null; "lacks" says what to do, or null
    """
    from ... import workflow

    project = options.project(call)
    found = workflow.engines(project, os.environ)
    usual = project.config.machine.engine
    return Report(
        lines=_lines(found, usual),
        document=lambda: {"engines": [_as_data(one, usual) for one in found]},
    )


def _lines(found: Sequence[Known], usual: str) -> Iterator[str]:
    for one in found:
        mark = " (asked if none is named)" if one.id == usual else ""
        yield f"{click.style(one.id, bold=True)}{mark}: {one.says}"
        yield f"  {_where(one)}{_price(one)}"
        yield f"  {_pairs(one) or 'none of the languages of this newsroom'}"
        if one.error:
            yield click.style(f"  not set up: {one.error.message}; {one.error.hint}", fg="yellow")


def _where(one: Known) -> str:
    if not one.host:
        return "sends nothing" if not one.error else "sends texts to where the settings say"
    return f"sends texts to {one.host}, {'a host of the desk' if one.is_own else 'not the desk’s own'}"


def _price(one: Known) -> str:
    if not one.host:
        return ""
    return f"; {render.dollars(one.price)} a million characters" if one.price is not None else "; price not known"


def _pairs(one: Known) -> str:
    """Languages that it can translate from and to, the shortest way to say it."""
    targets: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for source in dict.fromkeys(source for source, _ in one.pairs):
        targets[tuple(target for there, target in one.pairs if there == source)].append(source)
    return "; ".join(f"from {', '.join(sources)} to {', '.join(to)}" for to, sources in targets.items())


def _as_data(one: Known, usual: str) -> dict[str, object]:
    return {
        "id": one.id,
        "says": one.says,
        "host": one.host,
        "own": one.is_own,
        "default": one.id == usual,
        "price": one.price,
        "pairs": [[*pair] for pair in one.pairs],
        "lacks": f"{one.error.message}; {one.error.hint}" if one.error else None,
    }
