"""English."""

from __future__ import annotations

from .language import Bound, Figures, Language, bound_words

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
    time_pattern="{hour12}:{minute:02} {half}",
    money={
        "USD": ("${amount}",),
        "EUR": ("€{amount}",),
        "GBP": ("£{amount}",),
        "RUB": ("{amount}\xa0ruble", "{amount}\xa0rubles"),
        "UZS": ("{amount}\xa0som", "{amount}\xa0soms"),
        "KGS": ("{amount}\xa0som", "{amount}\xa0soms"),
        "TJS": ("{amount}\xa0somoni",),
        "KZT": ("{amount}\xa0tenge",),
        "CNY": ("{amount}\xa0yuan",),
        "JPY": ("{amount}\xa0yen",),
    },
    bound=Bound(
        after=bound_words("№ No. Nos. Art. Mr. Mrs. Ms. Dr. Prof. Gen. Col. Lt. Capt. Gov. Sen. Rep. St. p. pp."),
        before=frozenset("— –".split()),
        units=frozenset("% percent thousand million billion trillion km m cm kg g a.m p.m".split()),
    ),
    desks=frozenset("desk newsroom staff editors editorial team agency bureau".split()),
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
    denying=".*nʻt",
    negating=("un-", "in-", "im-", "ir-", "il-", "non-", "dis-"),
    denials=tuple(
        "lack fail refus reject ignor only until unless hardly barely few unable stop ceas prevent avoid free miss "
        "absen deni deny rare prohib forbid banned".split()
    ),
    numerals=(
        r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
        r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
        r"|dozens?|hundreds?|thousands?|millions?|billions?|half|both|first|second|third|once|twice|doubled?|tripled?"
    ),
    figures=Figures(
        percent=r"%|percent|cent\b|pct\b",
        numbers={
            r"zero|nil|nought": 0,
            r"ones?|once|single|first": 1,
            r"twos?|twice|second|both|couple|pairs?|doubled?|twins?": 2,
            r"threes?|thrice|thirds?|tripled?|trio": 3,
            r"fours?|fourths?|quadrupled?": 4,
            r"fives?|fifths?": 5,
            r"six(?:es|ths?)?": 6,
            r"sevens?|sevenths?": 7,
            r"eights?|eighths?": 8,
            r"nines?|ninths?": 9,
            r"tens?|tenths?|decades?": 10,
            r"elevens?|eleventh": 11,
            r"twelve|twelfth|dozen|noon|midnight": 12,
            r"thirteen(?:th)?": 13,
            r"fourteen(?:th)?": 14,
            r"fifteen(?:th)?": 15,
            r"sixteen(?:th)?": 16,
            r"seventeen(?:th)?": 17,
            r"eighteen(?:th)?": 18,
            r"nineteen(?:th)?": 19,
            r"twent(?:y|ies|ieth)": 20,
            r"thirt(?:y|ies|ieth)": 30,
            r"fort(?:y|ies|ieth)": 40,
            r"fift(?:y|ies|ieth)": 50,
            r"sixt(?:y|ies|ieth)": 60,
            r"sevent(?:y|ies|ieth)": 70,
            r"eight(?:y|ies|ieth)": 80,
            r"ninet(?:y|ies|ieth)": 90,
            r"hundred(?:s|th)?|century|centuries|centenary": 100,
            r"quarters?": 0.25,
            r"half|halves": 0.5,
        },
        scales={
            r"thousand(?:s|th)?": 1e3,
            r"million(?:s|th)?|mln": 1e6,
            r"billion(?:s|th)?|bn": 1e9,
            r"trillion(?:s|th)?|tn": 1e12,
        },
        months=(
            r"jan(?:uary)?",
            r"feb(?:ruary)?",
            r"mar(?:ch)?",
            r"apr(?:il)?",
            r"may",
            r"june?",
            r"july?",
            r"aug(?:ust)?",
            r"sept?(?:ember)?",
            r"oct(?:ober)?",
            r"nov(?:ember)?",
            r"dec(?:ember)?",
        ),
        weekdays=(
            r"mondays?",
            r"tuesdays?",
            r"wednesdays?",
            r"thursdays?",
            r"fridays?",
            r"saturdays?",
            r"sundays?",
        ),
        currencies={
            r"dollars?|bucks?": "USD",
            r"euros?": "EUR",
            r"pounds?|quid|sterling": "GBP",
            r"r[ou]{1,2}bles?": "RUB",
            r"soums?|sums": "UZS",
            r"somonis?": "TJS",
            r"soms?": "KGS",
            r"tenge": "KZT",
            r"yen": "JPY",
            r"yuan": "CNY",
        },
        decimal=".",
        units={
            r"inch(?:es)?": (2.54, 25.4, 0.0254),
            r"feet|foot|ft": (0.3048, 30.48),
            r"yards?|yds?": (0.9144,),
            r"miles?|mph": (1.609, 1609.0),
            r"pounds?|lbs?": (0.4536, 453.6),
            r"ounces?|oz": (28.35, 0.02835),
            r"stones?": (6.35,),
            r"tons?": (0.907, 1.016),
            r"gallons?": (3.785, 4.546),
            r"acres?": (0.4047, 4047.0),
            r"degrees?|fahrenheit|f": (),
        },
    ),
    other_quotes=(('"', '"'),),
    reduplicated=frozenset("that had very so no bye long many far".split()),
    interrogatives=frozenset("why how what".split()),
    longest_sentence=47,
    function_words=frozenset(
        "the of and to is was that for on with are were by from it his their has have had this at which not an as who "
        "been will would its but they he she".split()
    ),
    ones="ones?",
    endings="['’]s?",
    capital_months=True,
)
