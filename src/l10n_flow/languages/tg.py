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
    abbreviations=frozenset("mr mrs ms dr st д-р проф акад дотс ген полк кӯч хиёб маҳ ниг мас номз дж".split()),
    final_abbreviations=frozenset("ғ т.м ҳаз млн млрд трлн сом саҳ тел".split()),
    sentence_starters=frozenset(
        "ӯ у вай он ин онҳо мо ман шумо дар ба аз бо барои то аммо вале лекин ва агар пас баъд сипас ҳамчунин".split()
    ),
    # CLDR: "05 Феврал 2025", without the izofat on the month, and lists without "and".
    date_pattern="{day} {month} соли {year}",
    months=(
        "январи",
        "феврали",
        "марти",
        "апрели",
        "майи",
        "июни",
        "июли",
        "августи",
        "сентябри",
        "октябри",
        "ноябри",
        "декабри",
    ),
    conjunction="ва",
    language_names={
        "en": "англисӣ",
        "ru": "русӣ",
        "tg": "тоҷикӣ",
        "uz": "ӯзбекӣ",
        "uz-Cyrl": "ӯзбекӣ (кириллӣ)",
    },
    negations=frozenset("не на нест набуд ҳеҷ бе ҳаргиз".split()),
    negating=("на-", "но-", "бе-", "ғайри-"),
    numerals=(
        r"(?:як|ду|се|чор|чаҳор|панҷ|шаш|ҳафт|ҳашт|нуҳ|даҳ|ёздаҳ|дувоздаҳ|сездаҳ|чордаҳ|понздаҳ|бист|сӣ|чил|панҷоҳ|шаст"
        r"|ҳафтод|ҳаштод|навад|сад|ҳазор|миллион|миллиард|ним)(?:ум|юм|то|нафар)?"
    ),
    ones="як",
    endings="(?:ҳо|он|ён|и|ӣ|ро|у|ю|аш|е)+",
)
