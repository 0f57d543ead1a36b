"""Uzbek in the Latin alphabet of 1995."""

from __future__ import annotations

from .language import Bound, Figures, Language, bound_words

_CASE = r"(?:lar)?(?:i|si)?(?:ning|ni|ga|ka|qa|da|dan|gacha|dagi|dek)?(?:gi)?"
_TAIL = r"(?:inchi|nchi|ta|lab|lik|tadan|talik|yillik|oylik|kunlik|yoshli)?" + _CASE
"""How a numeral may go on."""

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
    money={
        "UZS": ("{amount}\xa0soʻm",),
        "RUB": ("{amount}\xa0rubl",),
        "USD": ("{amount}\xa0dollar",),
        "EUR": ("{amount}\xa0yevro",),
        "KGS": ("{amount}\xa0som",),
        "TJS": ("{amount}\xa0somoniy",),
        "KZT": ("{amount}\xa0tenge",),
        "CNY": ("{amount}\xa0yuan",),
        "JPY": ("{amount}\xa0iyena",),
    },
    bound=Bound(
        after=bound_words("va eng har bu shu u № t. koʻch. sh. prof. akad."),
        before=frozenset("— – ham esa".split()),
        units=frozenset(
            "% foiz km m sm kg g t ga ming mln million mlrd milliard trln yil yilda soʻm so‘m so'm rubl dollar nafar "
            "kishi".split()
        ),
        ordinals=True,
    ),
    desks=frozenset("tahririyat tahririyati boʻlimi bo'limi bo‘limi agentligi byurosi xizmati".split()),
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
    denying=r"(?!qarama|boʻlmasa)\w+ma(?:di|ydi|yapti|gan|ymiz|yman|dik|dim)(?:lar)?",
    denials=tuple("emas yoʻq rad inkor mahrum kam qarshi toʻxta taqiq".split()),
    numerals=(
        r"(?:bir|ikki|uch|toʻrt|besh|olti|yetti|sakkiz|toʻqqiz|oʻn|yigirma|oʻttiz|qirq|ellik|oltmish|yetmish|sakson"
        r"|toʻqson|yuz|ming|million|milliard|yarim|ikkala)(?:lab|ta|tasi|nchi|inchi)?"
    ),
    figures=Figures(
        percent="%|foiz|protsent|prosent",
        numbers={
            rf"nol{_TAIL}": 0,
            rf"bir{_TAIL}|yagona": 1,
            rf"ikki{_TAIL}|ikkov\w*|ikkal\w*|ikkil\w*|juft\w*": 2,
            rf"uch{_TAIL}|uchov\w*|uchal\w*": 3,
            rf"toʻrt{_TAIL}|chorak\w*|toʻrtov\w*": 4,
            rf"besh{_TAIL}|beshov\w*": 5,
            rf"olti{_TAIL}": 6,
            rf"yetti{_TAIL}": 7,
            rf"sakkiz{_TAIL}": 8,
            rf"toʻqqiz{_TAIL}": 9,
            rf"oʻn{_TAIL}": 10,
            rf"yigirma{_TAIL}": 20,
            rf"oʻttiz{_TAIL}": 30,
            rf"qirq{_TAIL}": 40,
            rf"ellik{_TAIL}": 50,
            rf"oltmish{_TAIL}": 60,
            rf"yetmish{_TAIL}": 70,
            rf"sakson{_TAIL}": 80,
            rf"toʻqson{_TAIL}": 90,
            rf"yuz{_TAIL}|asr\w*": 100,
            r"sutka\w*": 24,
            r"yarim\w*": 0.5,
        },
        scales={
            rf"ming{_TAIL}": 1e3,
            rf"million{_TAIL}|mln": 1e6,
            rf"milliard{_TAIL}|mlrd": 1e9,
            rf"trillion{_TAIL}|trln": 1e12,
        },
        months=(
            r"yanvar\w*",
            r"fevral\w*",
            rf"mart{_CASE}",
            r"aprel\w*",
            rf"may{_CASE}",
            r"iyun\w*",
            r"iyul\w*",
            r"avgust\w*",
            r"senty?abr\w*",
            r"okty?abr\w*",
            r"noyabr\w*",
            r"dekabr\w*",
        ),
        weekdays=(
            r"dushanba\w*",
            r"seshanba\w*",
            r"chorshanba\w*",
            r"payshanba\w*",
            r"juma(?:si|ning|ni|ga|da|dan|gacha|dagi|lari)?",
            r"shanba\w*",
            r"yakshanba\w*",
        ),
        currencies={
            r"dollar\w*": "USD",
            r"y?evro(?:ni|ning|ga|da|dan|gacha|lik|si)?": "EUR",
            r"funt\w*|sterling\w*": "GBP",
            r"rubl\w*": "RUB",
            rf"soʻm(?:lik|i)?{_CASE}": "UZS",
            r"somoniy?\w*": "TJS",
            rf"som(?:lik|i)?{_CASE}": "KGS",
            r"tenge\w*": "KZT",
            r"iye?na\w*|yen(?:a\w*)?": "JPY",
            r"yuan\w*": "CNY",
        },
    ),
    other_quotes=(("«", "»"), ("„", "“"), ("„", "”"), ('"', '"')),
    dash="–",
    markless=frozenset(
        """
        agdar bagish barmogi bogcha bogla bogliq boladig bolard boldi bolgan bolib bolim bolinm bolish bolmag
        bolmas bolmay bolmoq bolsa boyicha boylab bugdoy bulogi chirogi chomil choqqi chozil dosti dostl dostn
        galaba galati garbda garbga garbiy gazab gosht gozal jamgar jonat jugrof kocha kochib kochir kochma
        komak komir kongil konik kopay kopchili kopgina kopincha koplab koplik koprig koprik korgan korib
        korinad korish kormo korsat kotar kozda kozlar mablag maglub magrur mashgul mojiza notogri obrosi
        ogirla ogirli oglini ogriq olchov olkan oqituvchi oquvchi organgan organib organil organish orgat
        orinbosar orind oring orinl ornak ornat ornida ortacha ortasida osimlik otkazil otkazish otkir otmish
        ottiz oxsha oyinchi oyingoh oyinlar oyogi ozaro ozbek ozgar oziga ozini ozlari ozlash oʻgil oʻgli
        oʻrtog qaygu qirgiz qirgog qirgoq qishlogi qogoz qollab qollan qomita qongiroq qorqin qorqit qoshgan
        qoshil qoshimc qoshma qoydi qoygan qoyib qoyish qozgal qulogi rozgor sargay shugullan sogin sogliq
        soglom songgi songra soradi soragan soral targib tarmogi togri tolagan tolan tolash tolayd tolov
        toplam toplan topnis toqnash toqqiz tosatdan tosiq tosqin toxta toʻgri tugil urugi urugl uygon uygot
        uygun yigil yigim yigin yiglay yogin yogoch yolbars yolbosh yoldosh yolga yollari yolovchi yonal
        yongin yoqol yoqot zoravon
        """.split()
    ),
    reduplicated=frozenset("bir tez asta katta kam koʻp qator tuman turli yangi hech sekin uzoq".split()),
    common_slips=frozenset({"spacing/double"}),
    interrogatives=frozenset("nega nima nimaga -mi".split()),
    latin={"ş": "sh", "ç": "ch"},  # as drafts of the alphabet write sh and ch; its other marks just fall
    longest_sentence=35,
    function_words=frozenset(
        "va bu bilan uchun ham bir esa deb emas edi boʻlgan boʻlib boʻyicha kerak mumkin lekin ammo haqida keyin oʻz "
        "ularning uning shu kabi qildi ega dedi boʻldi bor yoki har eng qilish boʻlishi qilgan".split()
    ),
    ones="bir",
    endings="(?:lar|lik|im|i|si|ni|ning|da|dan|dagi|ga|ka|qa|gacha|cha)+",
)
