"""`l10n-flow completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .. import options
from ..output import Call, Report


@options.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, _: Call, shell: str) -> Report:
    """Print the script that lets your shell complete commands, options, articles and languages.

    \b
    Examples:
      echo 'eval "$(l10n-flow completion bash)"' >> ~/.bashrc
      echo 'eval "$(l10n-flow completion zsh)"' >> ~/.zshrc
      l10n-flow completion fish > ~/.config/fish/completions/l10n-flow.fish
    """
