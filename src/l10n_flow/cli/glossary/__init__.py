"""The commands of `l10n-flow glossary`: one per file, as in `commands/`."""
