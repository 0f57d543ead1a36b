"""Catalogs of two people: merged, compared, and git that asks for it."""
