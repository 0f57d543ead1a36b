"""l10n-flow: an article in, localised articles out."""
