"""`l10n-flow completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .. import options
from ..output import Call, Report


@options.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(_: Call, shell: str) -> Report:
    """Print the script that lets your shell complete.

    It completes commands, options, articles and languages.

    \b
    Examples:
      echo 'eval "$(l10n-flow completion bash)"' >> ~/.bashrc
      echo 'eval "$(l10n-flow completion zsh)"' >> ~/.zshrc
      l10n-flow completion fish > ~/.config/fish/completions/l10n-flow.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for {shell}")
    program = click.get_current_context().find_root().command
    return Report(text=found(program, {}, "l10n-flow", "_L10N_FLOW_COMPLETE").source() + "\n")
