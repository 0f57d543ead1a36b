"""`python -m l10n_flow` is `l10n-flow`."""

from .cli.main import launch

launch()
