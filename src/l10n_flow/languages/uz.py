"""Uzbek in the Latin alphabet of 1995."""

from __future__ import annotations

from .language import Language

LANGUAGE = Language(
    tag="uz",
    name="Oʻzbekcha",
    babel="uz_Latn",
    po="uz",
    open_graph="uz_UZ",
    plural_forms="nplurals=2; plural=(n != 1);",
    alphabet="abdefghijklmnopqrstuvxyzʻʼ",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
)
