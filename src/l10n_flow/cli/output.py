"""The way out: what commands report, shown to people or to programs, and as an exit code."""

from __future__ import annotations

import gc
import itertools
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from . import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..errors import FlowError
    from ..project import Project
    from .again import Again

PATIENCE = 1.0
"""So many seconds of work go by without a progress bar."""
_PAGE = 1 << 16
"""So many characters, at least, are printed at once."""
_LONGEST = 1 << 18
"""Answers that are longer are found anew."""
_LEFT = 10_000
"""So many new objects there are before Python looks for garbage. It finds next to none: what is done with an article is
freed when that is done, for nothing in it holds what holds it."""


@dataclass(frozen=True, slots=True)
class Call:
    """How the program was called.

    `directory` is where the user stands; `verbosity` is the number of -v less that of -q; `json` is for programs.
    """

    directory: Path = Path()
    verbosity: int = 0
    json: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found and did: `lines` say to people what `document` (JSON's types only) says to programs.

    `text` is what the user asked for, and is printed whatever -q says; `pieces` are the same, of what is too much to be
    held. `diff` is what would change, if nothing was
    changed; the lines go to stderr then, so that the diff can be piped on. `incomplete` is for findings, and for
    whatever waits for a person. Lines and document are made when they are asked for: for many articles that takes
    longer than to find out that nothing has changed.
    """

    lines: Iterable[str] = ()
    document: Callable[[], Mapping[str, object]] = dict
    text: str = ""
    pieces: Iterable[str] = ()
    diff: str | None = None
    errors: tuple[FlowError, ...] = ()
    incomplete: bool = False
    project: Project | None = None
    """The workspace, if all follows from its files: the same call says the same again as long as they stay."""

    @property
    def exit_code(self) -> int:
        """The worst of all that happened."""
        return max([int(self.incomplete), *(error.exit_code for error in self.errors)])


class OfArticle(Protocol):
    """A result that belongs to an article."""

    @property
    def article(self) -> str:
        """Its id."""


class OfArticles(Protocol):
    """Results of articles, of which one at a time is in memory."""

    @property
    def done(self) -> Iterator[OfArticle]:
        """The articles that are done."""


_Result = TypeVar("_Result", bound=OfArticle)
_Results = TypeVar("_Results", bound=OfArticles)


def show(report: Report, call: Call, again: Again | None = None) -> int:
    """Print a report; errors that are the same are printed once. Returns the exit code.

    Args:
        report: what there is to say.
        call: how the program was called.
        again: who remembers what it was told, if anybody.
    """
    errors = list({str(error): error for error in report.errors}.values())
    if call.json:
        said = _print(render.as_json(report.document(), report.diff, errors))
    else:
        said = _print(itertools.chain((report.text,), report.pieces))
        _print_diff(report.diff or "")
        lines = report.lines if call.verbosity >= 0 else ()
        said += _print((f"{line}\n" for line in lines), err=report.diff is not None)
    for error in errors:
        click.echo(render.error(error), err=True)
    if again and report.project and not errors and report.diff is None and len(said) <= _LONGEST:
        from ..desk.desk import THEME

        folders = (*report.project.config.folders.all, *THEME)
        text = said if _in_colour() else click.unstyle(said)
        again.remember(str(report.project.root), folders, report.exit_code, text, report.project.stats)
    return report.exit_code


def _loaded() -> None:
    """Look for garbage as usual, but in nothing that is there already; once, for later there is some in it."""
    gc.set_threshold(_LEFT)
    if not gc.get_freeze_count():
        gc.freeze()


def gather(results: Iterable[_Result], label: str, articles: int, patience: float = PATIENCE) -> list[_Result]:
    """All results, with a progress bar if it takes long and somebody watches.

    Args:
        results: the work, in the order of the articles.
        label: what is done, for the bar.
        articles: how many there are.
        patience: seconds to wait before there is a bar.
    """
    return list(_watched(results, label, articles, patience))


def finish(results: _Results, label: str, articles: int) -> _Results:
    """The same for results of which one at a time is in memory: the work is done."""
    for _ in _watched(results.done, label, articles, PATIENCE):
        pass
    return results


def _watched(results: Iterable[_Result], label: str, articles: int, patience: float) -> Iterator[_Result]:
    """The results, with a bar as soon as it takes long."""
    source, started, seen, last = iter(results), time.monotonic(), 0, ""
    for result in source:
        if not seen:
            _loaded()
        seen, last = seen + (result.article != last), result.article
        yield result
        if time.monotonic() - started >= patience:
            break
    else:
        return
    with click.progressbar(length=articles, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        bar.update(seen)
        for result in source:
            bar.update(int(result.article != last))
            last = result.article
            yield result


def _print(pieces: Iterable[str], *, err: bool = False) -> str:
    """Text, a page at a time: of ten thousand articles there is too much to hold. Returns it, or the
    beginning, if that is longer than what is remembered."""
    said = ""
    for page in _pages(pieces):
        click.echo(page, nl=False, err=err)
        said += page if len(said) <= _LONGEST else ""
    return said


def _pages(pieces: Iterable[str]) -> Iterator[str]:
    page: list[str] = []
    size = 0
    for piece in pieces:
        page.append(piece)
        size += len(piece)
        if size >= _PAGE:
            yield "".join(page)
            page, size = [], 0
    if page:
        yield "".join(page)


def _print_diff(diff: str) -> None:
    """In colour on a terminal; else byte for byte, for it must apply, whatever its files hold."""
    click.echo(render.coloured(diff) if _in_colour() else diff.encode("utf-8", "surrogateescape"), nl=False)


def _in_colour() -> bool:
    context = click.get_current_context(silent=True)
    return sys.stdout.isatty() and (context is None or context.color is not False)
