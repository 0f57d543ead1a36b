"""The program as click has it: its commands are the files in `commands/`, and every way out of them is here."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from ..errors import FlowError
from . import options, render
from .again import PIPE_CLOSED, Again, close_pipe
from .discovery import commands
from .output import Call, Report, show

INTERRUPTED, OWN_MISTAKE = 130, 70
"""Exit codes beside those of reports: as shells have them (128 + the signal's number), and sysexits' EX_SOFTWARE."""


class Program(click.Group):
    """A group that shows what its command reports, and turns every error into words and an exit code."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Read the arguments, and run the command; what explains it may not be printed, either."""
        try:
            return super().main(*args, **more)
        except OSError as error:
            click.echo(render.error(_as_flow_error(error)), err=True)
            sys.exit(2)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and leave."""
        try:
            report = super().invoke(ctx)
            code = show(report, options.call(ctx), ctx.find_object(Again)) if isinstance(report, Report) else 0
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            click.echo(err=True)
            code = INTERRUPTED
        except BrokenPipeError:
            close_pipe()
            code = PIPE_CLOSED
        except FlowError as error:
            code = show(Report(errors=(error,)), options.call(ctx))
        except OSError as error:
            code = show(Report(errors=(_as_flow_error(error),)), options.call(ctx))
        except Exception as error:
            code = _own_mistake(error, options.call(ctx))
        ctx.exit(code)


def _as_flow_error(error: OSError) -> FlowError:
    return FlowError(error.strerror or str(error), path=error.filename)


def _own_mistake(error: Exception, call: Call) -> int:
    import traceback

    if call.verbosity > 0:
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    what = traceback.format_exception_only(error)[-1].strip().splitlines()[0]
    ask = "please report it, with what the same command says with -v"
    click.echo(f"l10n-flow has a mistake of its own ({what}); {ask}", err=True)
    return OWN_MISTAKE


@click.group(
    cls=Program,
    commands=commands("commands"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all is well; 1 findings, or something is not complete; 2 wrong usage or input; "
    "3 a file was saved by somebody else meanwhile.",
)
@click.version_option(package_name="l10n-flow", prog_name="l10n-flow", message="%(prog)s %(version)s")
@options.common
@click.pass_context
def program(ctx: click.Context) -> None:
    """From one article to localised articles, through PO files that translators work on.

    \b
    Examples:
      l10n-flow init news            a newsroom in the folder news
      l10n-flow import page.txt      a text that somebody pasted becomes an article
      l10n-flow sync                 articles -> PO files for the translators
      l10n-flow status               how far are they?
      l10n-flow export               PO files -> pages, where all is translated
      l10n-flow run                  the last three at once
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
