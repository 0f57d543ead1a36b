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
    abbreviations=frozenset(
        "mr mrs ms dr st sh ch yu ya yo ye ts prof dots akad gen polk koʻch vil tum mah qar mas mln mlrd trln".split()
    ),
    final_abbreviations=frozenset("h.k sh.k v.b m.a yy tel".split()),
    sentence_starters=frozenset(
        "u bu shu ular biz men siz uning bunda bundan shunda lekin ammo biroq va agar keyin soʻng shuningdek "
        "hozir".split()
    ),
    # CLDR: "5-fevral, 2025".
    date_pattern="{year}-yil {day}-{month}",
    # CLDR mixes adverbs (inglizcha) with stems (tojik), and writes oʻ with a quotation mark.
    language_names={
        "en": "inglizcha",
        "ru": "ruscha",
        "tg": "tojikcha",
        "uz": "oʻzbekcha",
        "uz-Cyrl": "oʻzbekcha (kirill)",
    },
    negations=frozenset("emas yoʻq hech".split()),
    negating=("no-", "be-", "-ma-", "-may-", "-siz", "-mas"),
    numerals=(
        r"(?:bir|ikki|uch|toʻrt|besh|olti|yetti|sakkiz|toʻqqiz|oʻn|yigirma|oʻttiz|qirq|ellik|oltmish|yetmish|sakson"
        r"|toʻqson|yuz|ming|million|milliard|yarim|ikkala)(?:lab|ta|tasi|nchi|inchi)?"
    ),
    ones="bir",
    endings="(?:lar|lik|im|i|si|ni|ning|da|dan|dagi|ga|ka|qa|gacha|cha)+",
)
