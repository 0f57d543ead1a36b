"""Uzbek in the Cyrillic alphabet, derived from the Latin one."""

from __future__ import annotations

from .language import Language

LANGUAGE = Language(
    tag="uz-Cyrl",
    name="Ўзбекча",
    babel="uz_Cyrl",
    po="uz@cyrillic",
    open_graph="uz_UZ",
    plural_forms="nplurals=2; plural=(n != 1);",
    alphabet="абвгғдеёжзийкқлмнопрстуўфхҳцчшъьэюя",
    quotes=("«", "»"),
    inner_quotes=("„", "“"),
    base="uz",
)
