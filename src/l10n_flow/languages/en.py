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
    abbreviations=frozenset(
        "mr mrs ms mx messrs dr prof rev hon fr st mt gen maj col capt lt cmdr adm sgt cpl pvt gov sen sens rep "
        "reps pres supt det insp atty amb vs cf viz approx dept".split()
    ),
    final_abbreviations=frozenset(
        "etc al pop est jr sr esq inc corp co ltd llc bros plc no nos art sec fig vol ch pp op ft jan feb aug "
        "sept oct nov dec calif fla conn tenn minn mich ariz colo".split()
    ),
    sentence_starters=frozenset(
        "the it he she they we you i this that these those there in on at by but and so if when while after "
        "before as his her their its our my however meanwhile what who how why".split()
    ),
    # No comma before "and", as news agencies write; CLDR has one.
    conjunction="and",
    language_names={
        "en": "English",
        "ru": "Russian",
        "tg": "Tajik",
        "uz": "Uzbek",
        "uz-Cyrl": "Uzbek (Cyrillic)",
    },
    negations=frozenset(
        "not no never none nobody nothing nowhere neither nor without cannot hardly deny denies denied".split()
    ),
    negating=("un-", "in-", "im-", "ir-", "il-", "non-", "dis-"),
    numerals=(
        r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
        r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
        r"|dozens?|hundreds?|thousands?|millions?|billions?|half|both|first|second|third|once|twice|doubled?|tripled?"
    ),
    ones="ones?",
    endings="['’]s?",
)
