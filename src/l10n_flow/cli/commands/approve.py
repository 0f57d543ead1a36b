"""`l10n-flow approve`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from .. import obstacles, options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...reviewing.signoff import Signed


@options.command(data=True, writes=True)
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@options.languages
@click.option("--by", "name", metavar="NAME", required=True, help="Who approves.")
@click.option("--withdraw", is_flag=True, help="Take NAME's approval back.")
def command(
    call: Call, articles: tuple[str, ...], langs: tuple[str, ...], name: str, withdraw: bool, dry_run: bool
) -> Report:
    """Say that somebody has read an edition and approves of it.

    The PO file's header keeps who approved which text. When any of it changes, the approval is void: the header still
    has it, and status, check and ready say so. How many people must approve an edition before it is published stands
    in l10n-flow.toml: approvals = 1. Only what is translated and free of errors can be approved (exit code 1).

    \b
    Examples:
      l10n-flow approve 2025/expulsion-regime --lang ru --by "A. Editor"
      l10n-flow approve 2025/expulsion-regime --lang ru --by "A. Editor" --withdraw

    \b
    --json: {"editions": [{"article", "lang", "catalog", "approvals", "changed",
    "open": [as in export], "faults": [as in check]}], "errors"}; with --dry-run also "diff"
    """
    from ... import workflow
    from ...reviewing.signoff import Signature

    if not langs:
        raise click.UsageError("name the edition that was read: --lang LANG")
    chosen = options.choose(call, articles, langs)
    signature = Signature(name, datetime.now().astimezone().strftime("%Y-%m-%d"), withdraw)
    signed = list(workflow.approve(chosen.project, chosen.files, chosen.langs, signature, dry_run=dry_run))
    return Report(
        lines=_lines(call, chosen, signed, withdraw=withdraw),
        document=lambda: {"editions": [_as_data(one) for one in signed if not one.error]},
        diff=render.diff([one.change for one in signed if one.change], chosen.project.root) if dry_run else None,
        errors=(*chosen.errors, *(one.error for one in signed if one.error)),
        incomplete=any(one.is_refused for one in signed),
    )


def _lines(call: Call, chosen: options.Chosen, signed: Sequence[Signed], *, withdraw: bool) -> Iterator[str]:
    wanted = chosen.project.config.approvals
    for one in signed:
        edition = f"{one.article} in {one.lang}"
        if one.error:
            continue
        if not one.is_refused:
            count = f"{one.approvals} of {wanted}" if wanted else str(one.approvals)
            done = "no longer approved" if withdraw else "approved" if one.change else "approved already"
            yield f"{edition}: {done} (approvals: {count})"
            continue
        yield click.style(f"{edition} cannot be approved yet", fg="yellow")
        few = None if call.verbosity > 0 else obstacles.FEW
        yield from obstacles.lines(one.catalog, one.open, one.faults, few=few)


def _as_data(one: Signed) -> dict[str, object]:
    return {
        "article": one.article,
        "lang": one.lang,
        "catalog": one.catalog,
        "approvals": one.approvals,
        "changed": one.change is not None,
        **obstacles.as_data(one.open, one.faults),
    }
