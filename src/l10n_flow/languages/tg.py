"""Tajik, in its Cyrillic alphabet of 1998."""

from __future__ import annotations

from .language import Language

LANGUAGE = Language(
    tag="tg",
    name="Тоҷикӣ",
    babel="tg",
    po="tg",
    open_graph="tg_TJ",
    # Tools disagree (n != 1, n > 1, no plural at all); a noun after a numeral stays singular, so two forms do.
    plural_forms="nplurals=2; plural=(n != 1);",
    alphabet="абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    quotes=("«", "»"),
    inner_quotes=("„", "“"),
)
