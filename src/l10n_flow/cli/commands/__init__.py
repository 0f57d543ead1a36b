"""The commands: `sync.py` is `l10n-flow sync`, and there is no other list."""
