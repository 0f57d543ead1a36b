"""What commands have in common on their way in: options, arguments, and their completion in the shell."""

from __future__ import annotations

import contextlib
import functools
import os
import os.path
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import FlowError, WorkspaceError
from .output import Call, Report

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..project import Project, SourceFile

_F = TypeVar("_F", bound=Callable[..., Any])
_META = "l10n_flow."


def common(function: _F) -> _F:
    """Add the options that stand before a command as well as after it."""
    for add in (
        _remembered("-v", "--verbose", count=True, help="Say more; tracebacks too."),
        _remembered("-q", "--quiet", count=True, help="Say only what was asked for, and errors."),
        _remembered("-C", "--directory", metavar="DIR", help="Do as if started in this folder."),
    ):
        function = add(function)
    return function


def command(*, data: bool = False, writes: bool = False) -> Callable[[Callable[..., Report]], click.Command]:
    """Make a command of the function of a file in `commands/`; the file's name is the command's.

    Args:
        data: it returns data, so it has `--json`.
        writes: it writes files, so it has `--dry-run` (the function's `dry_run`).
    """

    def decorate(function: Callable[..., Report]) -> click.Command:
        @click.command(command_name(function.__module__.rpartition(".")[2]))
        @click.pass_context
        @functools.wraps(function)
        def made(ctx: click.Context, /, **arguments: Any) -> Report:
            return function(call(ctx), **arguments)

        if writes:
            made = _DRY_RUN(made)
        if data:
            made = _JSON(made)
        return common(made)

    return decorate


def command_name(file: str) -> str:
    """What people type for a file in `commands/`: Python's own words have an underscore at their end there."""
    return file.rstrip("_").replace("_", "-")


def call(ctx: click.Context) -> Call:
    """How the program was called, as far as the options are read."""
    meta = ctx.meta
    return Call(
        Path(meta.get(f"{_META}directory", ".")),
        meta.get(f"{_META}verbose", 0) - meta.get(f"{_META}quiet", 0),
        meta.get(f"{_META}json", False),
    )


def now() -> str:
    """The time, ISO 8601 in UTC; of builds that are to be the same whenever they are made, `SOURCE_DATE_EPOCH`
    (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        WorkspaceError: that is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        at = datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        message, hint = f"SOURCE_DATE_EPOCH is {given!r}", "set it to a number of seconds since 1970, or unset it"
        raise WorkspaceError(message, hint=hint) from error
    return at.isoformat(timespec="seconds")


def project(call: Call) -> Project:
    """The workspace that the user is in.

    Raises:
        WorkspaceError: there is none.
        ConfigError: its settings have a mistake.
    """
    from .. import project as projects

    return projects.find(call.directory)


@dataclass(frozen=True)
class Chosen:
    """What a command is about: articles and languages of a workspace, and what is wrong with other files there.

    `all` if the user named no article.
    """

    project: Project
    files: tuple[SourceFile, ...]
    langs: tuple[str, ...]
    errors: tuple[FlowError, ...]
    all: bool = True

    @functools.cached_property
    def paths(self) -> dict[str, str]:
        """Article id -> source file, as messages name it."""
        return {file.id: self.project.shown(file.path) for file in self.files}


def choose(call: Call, articles: tuple[str, ...] = (), langs: tuple[str, ...] = ()) -> Chosen:
    """Find what the arguments name; without any, all there is.

    Raises:
        WorkspaceError: there is no workspace, or no such article in it.
        LanguageError: a language is not configured.
    """
    from .. import workflow

    here = project(call)
    selection = workflow.select(here, [named(call, here, name) for name in articles])
    return Chosen(here, selection.files, workflow.languages(here, langs), selection.errors, not articles)


def named(call: Call, project: Project, given: str) -> str:
    """An article as `workflow.select` knows it: a path from where the user stands becomes one from the root."""
    path = Path(os.path.normpath(call.directory.resolve() / given))
    return project.shown(path) if path.is_file() else given


def _remembered(*flags: str, **settings: Any) -> Callable[[_F], _F]:
    """An option for `call` to find, wherever on the line it stood."""

    def remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        key = f"{_META}{param.name}"
        if settings.get("count"):
            ctx.meta[key] = ctx.meta.get(key, 0) + value
        elif value:
            ctx.meta[key] = value

    return click.option(*flags, expose_value=False, is_eager=True, callback=remember, **settings)


def _complete_article(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    found: tuple[SourceFile, ...] = ()
    with contextlib.suppress(FlowError, OSError):
        from .. import workflow

        found = workflow.select(project(call(ctx))).files
    ids = [CompletionItem(file.id) for file in found if file.id.startswith(begun)]
    return ids or [CompletionItem(begun, type="file")]


def _complete_language(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    with contextlib.suppress(FlowError, OSError):
        return [CompletionItem(tag) for tag in project(call(ctx)).config.languages if tag.startswith(begun)]
    return []


_DRY_RUN = click.option(
    "-n", "--dry-run", is_flag=True, help="Print a unified diff of exactly what would change, and change nothing."
)
_JSON = _remembered("--json", is_flag=True, help="Print JSON, for programs.")

articles = click.argument("articles", metavar="[ARTICLE]...", nargs=-1, shell_complete=_complete_article)
"""Ids, or paths of source files; none for all."""

article = click.argument("article", metavar="ARTICLE", shell_complete=_complete_article)
"""One id or path."""

languages = click.option(
    "-l",
    "--lang",
    "langs",
    metavar="LANG",
    multiple=True,
    shell_complete=_complete_language,
    help="Only this language; may be repeated.",
)

language = click.option(
    "-l",
    "--lang",
    metavar="LANG",
    shell_complete=_complete_language,
    help="The language that the text is written in.",
)
