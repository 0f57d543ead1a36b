"""`l10n-flow pretranslate`."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ...errors import WithheldError
from .. import options, render
from ..output import Call, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ...drafts.outcomes import Drafted, Outlook
    from ...drafts.routes import Route

FEW = 5
"""So many of the units that stay empty are told of an article."""


@options.command(data=True)
@options.articles
@options.languages
@click.option("-e", "--engine", metavar="ENGINE", default="", help="Who translates; l10n-flow engines lists them.")
@click.option(
    "-n", "--dry-run", is_flag=True, help="Show what would be sent, and to which host; send and write nothing."
)
@click.option("--again", is_flag=True, help="Send once more what was on its way when an earlier run was killed.")
@click.option("-y", "--yes", is_flag=True, help="Agree to send texts to the engine's host, now and from now on.")
def command(  # noqa: PLR0913, PLR0917  as many options
    call: Call, articles: tuple[str, ...], langs: tuple[str, ...], engine: str, dry_run: bool, again: bool, yes: bool
) -> Report:
    """Fill units that nobody has translated with a first draft.

    First with what the newsroom's own catalogs say for the same text, then by an engine. Each draft is fuzzy and says
    in its comment which machine made it, and the edition is not published until a person has worked on it. A text that
    does not come back whole stays empty, and is listed (exit code 1).

    Texts of public articles may go to any engine, those of embargoed ones only to hosts of the desk ([machine]
    own_hosts in l10n-flow.toml), those of secret ones to none. The first time that texts go to a host you are asked.

    \b
    Examples:
      l10n-flow pretranslate --lang tg --engine libre --dry-run
      l10n-flow pretranslate 2025/expulsion-regime --lang tg --engine libre
      l10n-flow pretranslate --lang uz                      what the newsroom's own catalogs know

    \b
    --json: {"engine", "host", "editions": [{"article", "lang", "catalog", "changed", "drafts",
    "doubtful", "remembered", "characters", "left": [{"line", "text", "why"}], "withheld"}],
    "errors"}; with --dry-run {"engine", "host", "cost", "editions": [{"article", "lang", "empty",
    "remembered", "to_ask", "known", "characters", "withheld"}], "errors"}
    """
    from ... import workflow

    if not langs:
        raise click.UsageError("name the language to translate into: --lang LANG")
    chosen = options.choose(call, articles, langs)
    way = workflow.route(chosen.project, engine, os.environ)
    needs_yes = not (dry_run or way.is_local or way.host in workflow.agreed(chosen.project))
    bar = sys.stderr.isatty() and not dry_run
    ahead = (
        list(workflow.outlook(chosen.project, chosen.files, chosen.langs, way)) if dry_run or needs_yes or bar else []
    )
    if dry_run:
        return _prospect(chosen, way, ahead)
    if needs_yes and any(one.characters for one in ahead):
        _ask(way, ahead, yes=yes)
        workflow.agree(chosen.project, way.host)
    units = sum(one.to_ask for one in ahead)
    with click.progressbar(length=units, label="Translating", file=sys.stderr, hidden=not bar) as shown:
        drafted = _drafted(chosen, way, shown.update, again=again)
    return Report(
        lines=_lines(call, way, drafted),
        document=lambda: {"engine": way.engine, "host": way.host, "editions": [_as_data(one) for one in drafted]},
        errors=(*chosen.errors, *(error for one in drafted for error in one.errors)),
        incomplete=any(one.left or one.withheld for one in drafted),
    )


def _drafted(chosen: options.Chosen, way: Route, done: Callable[[int], None], *, again: bool) -> list[Drafted]:
    """Do the work. Whoever ends the program politely ends it as Ctrl-C does: what has come is written."""
    from ... import workflow

    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M%z")
    usual = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        found = workflow.pretranslate(chosen.project, chosen.files, chosen.langs, way, now, done, again=again)
        return list(found)
    except KeyboardInterrupt:
        click.echo("\nstopped: what had come by then is written; run it again to go on", err=True)
        raise
    finally:
        signal.signal(signal.SIGTERM, usual)


def _ask(way: Route, ahead: Sequence[Outlook], *, yes: bool) -> None:
    """Have a person agree to a host that no text went to before."""
    told = f"no text of this newsroom went to {way.host} before; now it would be {_total(way, ahead)}"
    if yes:
        return
    if not sys.stdin.isatty():
        raise WithheldError(told, hint="say --yes if they may; --dry-run shows them article by article")
    click.echo(told, err=True)
    click.confirm(f"Send texts to {way.host}, now and from now on?", abort=True, err=True)


def _prospect(chosen: options.Chosen, way: Route, ahead: Sequence[Outlook]) -> Report:
    sound = [one for one in ahead if not one.error]
    return Report(
        lines=_foreseen(way, sound),
        document=lambda: {
            "engine": way.engine,
            "host": way.host,
            "cost": _cost(way, sound),
            "editions": [_foreseen_as_data(one) for one in sound],
        },
        errors=(*chosen.errors, *(one.error for one in ahead if one.error)),
        incomplete=any(one.withheld for one in sound),
    )


def _foreseen(way: Route, ahead: Sequence[Outlook]) -> Iterator[str]:
    goes = f"would go to {way.host} ({way.engine})" if way.host else f"for {way.engine}; nothing leaves this machine"
    yield f"{_total(way, ahead)} {goes}"
    for one in ahead:
        if not one.empty:
            continue
        parts = [f"{render.count(one.to_ask - one.known, 'unit')}, {render.count(one.characters, 'character')}"]
        parts += [f"{one.known} that it has translated before"] if one.known else []
        parts += [f"{one.remembered} from the newsroom's catalogs"] if one.remembered else []
        yield f"  {one.article} to {one.lang}: {'; '.join(parts)}"
    yield from _withheld(ahead)


def _withheld(results: Iterable[Outlook | Drafted]) -> Iterator[str]:
    for one in results:
        if one.withheld:
            yield click.style(f"{one.withheld.path}: not sent: {one.withheld.message}", fg="yellow")
            yield f"  {one.withheld.hint}"


def _total(way: Route, ahead: Sequence[Outlook]) -> str:
    """How much of how many articles, and what that may cost."""
    sent = [one for one in ahead if one.characters]
    units = sum(one.to_ask - one.known for one in sent)
    articles = len({one.article for one in sent})
    characters = sum(one.characters for one in sent)
    cost = _cost(way, sent)
    price = f", about {render.dollars(cost)}" if cost else ""
    amount = f"{render.count(units, 'unit')}, {render.count(characters, 'character')}"
    return f"{amount} of {render.count(articles, 'article')}{price}"


def _cost(way: Route, ahead: Sequence[Outlook]) -> float | None:
    """In dollars; None if that is not known."""
    return None if way.price is None else way.price * sum(one.characters for one in ahead) / 1e6


def _lines(call: Call, way: Route, drafted: Sequence[Drafted]) -> Iterator[str]:
    for one in drafted:
        parts = [f"{render.count(one.by_engine, 'draft')} by {way.engine}"] if one.by_engine else []
        parts += [f"{one.remembered} from the newsroom's catalogs"] if one.remembered else []
        parts += [f"{len(one.left)} stay empty"] if one.left else []
        if parts:
            yield f"{one.path}: {', '.join(parts)}"
        if one.doubtful:
            yield f"  the checks found something in {render.count(one.doubtful, 'draft')}: the PO file says what"
        few = None if call.verbosity > 0 else FEW
        for left in one.left[:few]:
            yield click.style(
                f"  {one.path}:{left.line}: stays empty: {left.why}: {render.excerpt(left.text)}", fg="yellow"
            )
        if few is not None and len(one.left) > few:
            yield f"  and {len(one.left) - few} more; -v shows them all"
    yield from _withheld(drafted)
    filled, sent = sum(one.by_engine + one.remembered for one in drafted), sum(one.characters for one in drafted)
    if sent:
        price = f", about {render.dollars(way.price * sent / 1e6)}" if way.price else ""
        yield f"{render.count(sent, 'character')} went to {way.host}{price}"
    yield f"{render.count(filled, 'unit')} filled; each waits for a person" if filled else "nothing was filled"


def _as_data(one: Drafted) -> dict[str, object]:
    return {
        "article": one.article,
        "lang": one.lang,
        "catalog": one.path,
        "changed": one.change is not None,
        "drafts": one.by_engine,
        "doubtful": one.doubtful,
        "remembered": one.remembered,
        "characters": one.characters,
        "left": [{"line": left.line or None, "text": left.text, "why": left.why} for left in one.left],
        "withheld": _why(one.withheld),
    }


def _foreseen_as_data(one: Outlook) -> dict[str, object]:
    return {
        "article": one.article,
        "lang": one.lang,
        "empty": one.empty,
        "remembered": one.remembered,
        "to_ask": one.to_ask,
        "known": one.known,
        "characters": one.characters,
        "withheld": _why(one.withheld),
    }


def _why(error: WithheldError | None) -> str | None:
    return f"{error.message}; {error.hint}" if error else None
