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
        afgon agdar anana. ananav azola azosi bagir bagish bagri balgam barmogi bazan bazi. bazida bazila bogbon bogcha
        bogla boglik bogliq boladi. boladig boladil bolajak bolakl bolard bolaver bolayot boldi bolgan bolib bolim bolin
        bolish bolmad bolmag bolmas bolmay bolmish bolmoq bolsa bolsin bolyap boron borttir boshash boshat boshlangich
        boyicha boyin. boylab boyoq bugdoy bulogi chirogi chochqa chogla chokib chokish chokt choloq chomil chontak
        chopchak choqqi chozib chozil dagal dagdaga dokon doppi dost. dosti dostl dostn dostona dozax elonlar etibor
        etirof etiroz galaba galati gallach gamgin gamxo garb. garbd garbga garbiy garbn garib gayrat gayri gazab
        gildirak gisht godak golib gosht goyala goyas goyavi goyib goyo gozal gubor guncha gurur. gururl hamdost hokiz
        igvo ilgor istedod istefo istemol jamgar jomrak jonab. jonagan jonash jonat joshqin jugrof kambagal kocha kochd
        kochgan kochib kochir kochish kochma kokat koklam kokrak kolam komak komir kongil konik kop. kopay kopchili
        kopdan kopgina kopin koplab koplik kopni koprig koprik kopro koradi korayot kordi. kordik korfaz korgan korgaz
        korib koril korinad koringan korinib korinis korinma korish korkam korma kormo korsa. korsat korshap koruv
        koryap kotar koz. kozda kozga kozlama kozlan kozlar kozlovchi kozoyna mablag maglub magrur malum mamuriy manaviy
        manosi mantigi maqul maruza mashal mashgul masul mogʻul mojiza moljal motabar motadil moʻgul mugomb nonoq
        notogri notogʻri notoʻgri noxat obrosi ochird ochirg ochirib ochiril ochirish ochirm ochoq ogil ogir ogit ogiz
        ogli ogri ogzaki ogzi ogʻli ojar olchami olchaml olchan olchash olchov olik. olikl olka. olkad olkal olkan olkas
        olpon oninchi onlab onlik onta. opka. oqigan oqitil oqitis oqituv oqiyd oqiyot oquv. oquvchi oquvi oraligi
        ordak. organad organay organdi organgan organib organil organish organma organsa organuv orgat orgimchak orin.
        orinbosar orind oring orinl orinni orinsiz ormon ornak ornat ornida orniga ornini ortacha ortalari ortamiyona
        ortasi ortogi ortogʻ ortoq osha. oshancha oshand osimlik osmir ospirin otinch otir otkaz otkin otkir otmish
        otroq ottiz oxsha oyin. oyinchi oyinda oyingoh oyinlar oyinni oylangan oylayd oylaym oynagan oynashi oynayd
        oynayot oyogi ozaro ozbek ozbosh ozgach ozgar ozida oziga ozimi ozingi ozini ozlari ozlash oʻgil oʻgli oʻrtog
        pogona pokak qargish qatiy qaygu qirgin qirgiz qirgog qirgoq qirgʻogi qishlogi qizgan qizgin qogirch qogoz
        qogʻirch qolbola qolga. qolida qoliga qolini. qolining qolla qolqop qoltiq qolyoz qomita qomondon qongir qongʻir
        qonoq qopol qoporuv qorgon qorgosh qorgʻon qorgʻosh qoriqla qoriqx qorq qosha. qoshad qoshaloq qoshd qoshgan
        qoshib qoshil qoshimc qoshin qoshiqch qoshish qoshma qoshnil qoshnim qoshnis qoshtirn qoyadi qoydi qoygan qoyib
        qoyild qoyilg qoyilmoq qoying qoyish qoyma qozga qozgo qozgʻ qoziqorin qozogis qoʻgirch qoʻrgon qoʻrgosh qoʻzga
        qoʻzgo qulogi qurgoq quvgin ragbat romol ropara royob royxat rozgor roznoma sabogi sagir sanati sanatk sargay
        sheriy shongi shongʻi shoʻngi shugullan sigdir sigin sogay sogin soglig sogliq soglom somdan somlik somni.
        songgi songi. songra soqmoq sorab soradi sorag soral soram soras soray soroq sorov sozboshi sozsiz sugor sugurta
        tabir talim. talimd talimg talimi taliml talimn talimot talluq tamin. tamini taminl taminot targib tarmogi tasir
        tatil tazim todalar tofon togarak toglar togli togon togri togʻon togʻri tokib tokil tokis tolab. tolagan tolan
        tolash tolayd toldir toliq. tolov tolqin tontar toplab toplad toplag toplam toplan toplash toplay topnis topolon
        toqimac toqnash toqqiz toqson tortinchi tortta tosatdan tosiq tosqin toxta toyxona toʻgon toʻgri tugdir tugil
        tugruq tuprogi turgun. turgunl tuygu ulgay urgoch urugi urugl uygon uygot uygun vada. vadal vadas xatchop xojali
        xojand xojayin yalangoch yigib yigil yigim yigin yigish yigla yogdu yogin yoglar yogli yogoch yol. yolagi
        yolakcha yolbars yolbosh yolda. yoldan yoldosh yolga yolgiz yolgon yoli. yolida yoliga yolini yollar yolovchi
        yomgir yonal yongin yonilgi yoqilgi yoqlig yoqol yoqot yoriqno yorug. yorugl yosinda yotal zigir zoravon
        """.split()
    ),
    reduplicated=frozenset("bir tez asta katta kam koʻp qator tuman turli yangi hech sekin uzoq".split()),
    common_slips=frozenset({"spacing/double"}),
    interrogatives=frozenset("nega nima nimaga -mi".split()),
    latin={"ş": "sh", "ç": "ch"},  # as drafts of the alphabet write sh and ch; its other marks just fall
    longest_sentence=35,
    function_words=frozenset(
        "va bu bilan uchun ham bir esa deb emas edi boʻlgan boʻlib boʻyicha kerak mumkin lekin ammo haqida keyin "
        "oʻz ularning uning shu kabi qildi ega dedi boʻldi bor yoki har eng qilish boʻlishi qilgan agar avval "
        "barcha birga boshqa boʻladi boʻlsa bunday chunki davomida degan ekan endi faqat hali hamda hech hozir "
        "juda koʻp koʻra oldin orqali oʻsha qadar qanday qilib sifatida shunday soʻng tomonidan tufayli ular "
        "ularni unga uni ushbu yana yil yilda".split()
    ),
    ones="bir",
    endings="(?:lar|lik|im|i|si|ni|ning|da|dan|dagi|ga|ka|qa|gacha|cha)+",
)
