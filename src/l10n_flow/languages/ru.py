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
    abbreviations=frozenset(
        "mr mrs ms dr st д-р г-н г-жа св им проф акад доц инж зам нач ген полк подп лейт ул просп пр пл бул наб "
        "пер корп кв обл пос дер о с в ст пп разд абз табл напр ср см ред англ нем фр лат араб тадж узб кирг каз "
        "тур перс дж".split()
    ),
    final_abbreviations=frozenset(
        "т.д т.п др пр н.э с.г т.г л.с с в гг вв тыс млн млрд трлн руб коп долл чел экз мин макс сек см род ум "
        "изд вып ок гл рис стр тел доб янв февр авг сент окт нояб дек".split()
    ),
    sentence_starters=frozenset(
        "он она оно они мы вы я ты это этот эта эти в во на по но и а с со из за до от для при после когда если "
        "как что также однако кроме так там тогда теперь его её ее их все не о об у к".split()
    ),
    # CLDR abbreviates: "5 февраля 2025 г."
    date_pattern="{day} {month} {year} года",
)
