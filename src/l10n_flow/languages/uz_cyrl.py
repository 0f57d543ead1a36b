"""Uzbek in the Cyrillic alphabet, derived from the Latin one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .language import Bound, Language, bound_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .language import Agreed, Spellings


# The letters are loaded when a text is to be spelt: that takes longer than to find out that there is nothing to do.
def _derive(text: str, spellings: Spellings, agreed: Sequence[Agreed]) -> str:
    from .uz_script import to_cyrillic

    return to_cyrillic(text, spellings, agreed)


def _restore(text: str, agreed: Sequence[Agreed]) -> str:
    from .uz_script import to_latin

    return to_latin(text, agreed)


def _read_spellings(text: str, path: str) -> Spellings:
    from .uz_lexicon import load_exceptions

    return load_exceptions(text, path)


_MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
_CASES = "нинг ни га да даги дан гача".split()
_DATED = frozenset({*_MONTHS, *(f"{word.rstrip('ь')}{case}" for word in (*_MONTHS, "йил") for case in (*_CASES, "ги"))})
"""What stands behind the number of a day or a year, and in Latin hangs on it by a hyphen."""

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
    abbreviations=frozenset("mr mrs ms dr st проф доц акад ген полк кўч вил тум маҳ қар мас млн млрд трлн".split()),
    final_abbreviations=frozenset("ҳ.к ш.к в.б м.а йй тел".split()),
    sentence_starters=frozenset(
        "у бу шу улар биз мен сиз унинг бунда бундан шунда лекин аммо бироқ ва агар кейин сўнг шунингдек ҳозир".split()
    ),
    # CLDR: "5 феврал, 2025", a list of two without "and".
    date_pattern="{year} йил {day} {month}",
    months=tuple(_MONTHS),
    conjunction="ва",
    money={
        "UZS": ("{amount}\xa0сўм",),
        "RUB": ("{amount}\xa0рубль",),
        "USD": ("{amount}\xa0доллар",),
        "EUR": ("{amount}\xa0евро",),
        "KGS": ("{amount}\xa0сом",),
        "TJS": ("{amount}\xa0сомоний",),
        "KZT": ("{amount}\xa0тенге",),
        "CNY": ("{amount}\xa0юань",),
        "JPY": ("{amount}\xa0иена",),
    },
    bound=Bound(
        after=bound_words("ва энг ҳар бу шу у № т. кўч. ш. проф. акад."),
        before=frozenset("— – ҳам эса".split()),
        units=frozenset(
            "% фоиз км м см кг г т га минг млн миллион млрд миллиард трлн йил йилда сўм рубль доллар нафар киши".split()
        )
        | _DATED,
        ordinals=True,
    ),
    desks=frozenset("таҳририят таҳририяти бўлими агентлиги бюроси хизмати".split()),
    language_names={
        "en": "инглизча",
        "ru": "русча",
        "tg": "тожикча",
        "uz": "ўзбекча",
        "uz-Cyrl": "ўзбекча (кирилл)",
    },
    negations=frozenset("эмас йўқ ҳеч".split()),
    negating=("но-", "бе-", "-ма-", "-май-", "-сиз", "-мас"),
    denying=r"(?!қарама|бўлмаса)\w+ма(?:ди|йди|япти|ган|ймиз|йман|дик|дим)(?:лар)?",
    denials=tuple("эмас йўқ рад инкор маҳрум кам қарши тўхта тақиқ".split()),
    numerals=(
        r"(?:бир|икки|уч|тўрт|беш|олти|етти|саккиз|тўққиз|ўн|йигирма|ўттиз|қирқ|эллик|олтмиш|етмиш|саксон"
        r"|тўқсон|юз|минг|миллион|миллиард|ярим|иккала)(?:лаб|та|таси|нчи|инчи)?"
    ),
    ones="бир",
    endings="(?:лар|лик|им|и|си|ни|нинг|да|дан|даги|га|ка|қа|гача|ча)+",
    glues_endings=True,
    base="uz",
    derive=_derive,
    read_spellings=_read_spellings,
    restore=_restore,
    other_quotes=(("“", "”"), ("„", "”"), ('"', '"')),
    dash="–",
    strays={"ⱪ": "қ", "ќ": "қ", "ҝ": "қ", "ӯ": "ў", "ӱ": "ў", "њ": "ҳ", "ѓ": "ғ"},
    reduplicated=frozenset("бир тез аста катта кам кўп қатор туман турли янги ҳеч секин узоқ".split()),
    interrogatives=frozenset("нега нима нимага -ми".split()),
    longest_sentence=35,
    function_words=frozenset(
        "ва бу билан учун ҳам бир эса деб эмас эди бўлган бўлиб бўйича керак мумкин лекин аммо ҳақида кейин ўз "
        "уларнинг унинг шу каби қилди эга деди бўлди бор ёки ҳар энг қилиш бўлиши қилган агар аввал барча бирга "
        "бошқа бўлади бўлса бундай чунки давомида деган экан энди фақат ҳали ҳамда ҳеч ҳозир жуда кўп кўра олдин "
        "орқали ўша қадар қандай қилиб сифатида шундай сўнг томонидан туфайли улар уларни унга уни ушбу яна йил "
        "йилда".split()
    ),
)
