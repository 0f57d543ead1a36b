"""Russian."""

from __future__ import annotations

from .language import Language

LANGUAGE = Language(
    tag="ru",
    name="Русский",
    babel="ru",
    po="ru",
    open_graph="ru_RU",
    plural_forms=(
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    quotes=("«", "»"),
    inner_quotes=("„", "“"),
)
