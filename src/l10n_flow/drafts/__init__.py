"""Machine pre-translation."""
