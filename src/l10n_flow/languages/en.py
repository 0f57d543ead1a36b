"""English."""

from __future__ import annotations

from .language import Language

LANGUAGE = Language(
    tag="en",
    name="English",
    babel="en",
    po="en",
    open_graph="en_US",
    plural_forms="nplurals=2; plural=(n != 1);",
    alphabet="abcdefghijklmnopqrstuvwxyz",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
)
