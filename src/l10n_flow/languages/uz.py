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
        year="[Yy]il",
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
        afgon agdar alochi anana. ananav aniqrogi azola azoli azosi bagir bagish bagri balgam barmogi bayrogi bazan
        bazi. bazida bazila bogbon bogcha bogʻin boʻgin bogin bogla boglik bogliq boladi. boladig boladil boladimi.
        bolajak bolakl bolar. bolard bolaver bolayot boldi bolgach bolgan bolib bolim bolin bolish bolmad bolmag bolmas
        bolmay bolmish bolmoq bololm bolsa bolsin bolyap boron borttir boshash boshat boshlangich boyicha boyin. boylab
        boynida. boyniga. boynini. boyoq bugdoy bulogi chirogi chochi chochqa chogida. chogla chokay chokib chokish
        chokka chokt cholgu choloq chomil chontak chopchak choqqi chozib chozil dagal dagdaga davogar dokon doppi dost.
        dosti dostl dostn dostona dozax elon. elonda. elonga. eloni elonlar elonn etibor etiqod etirof etiroz ezoz
        fargona galaba galati galla. gallach gallan gamgin gamxo gʻamxor garb. garbd garbga garbi garbn garib garoyib
        garq gayrat gayri gazab gazna gildirak gisht godak golib gosht goya. goyala goyas goyat goyavi goyib goyo gozal
        gubor guncha gurur. gururl hamdost hokiz igvo ilgor istedod istefo istemol jamgar jigibiy jomrak jonab. jonagan
        jonash jonat joshqin joxori jugrof kambagal kocha kochd kochgan kochib kochir kochish kochma kokat koklam kokrak
        kolam kolida komagi komak komir kongil konik kop. kopay kopchili kopdan kopgina kopi. kopin koplab koplik kopni
        koprig koprik kopro koʻprogi kora. koradi korayot kordi. kordik korfaz korgan korgaz korib koril korinad koring
        korinib korinis korinma korish korkam korma kormo korsa. korsang korsat korshap koruv koryap kotar koz. kozda
        kozga kozi. kozida koziga kozini kozlama kozlan kozlar kozlovchi kozoyna mablag maglub magrur malum mamuriy
        manaviy manosi mantigi maqul maruza mashal mashgul masul memorch meyor moʻgul mogʻul mojiza moljal motabar
        motadil mugomb nashavand nonoq nosoglom notoʻgri notogri notogʻri noxat obroga obroli obrosi ochirad ochird
        ochirg ochirib ochiril ochirish ochirm ochirs ochiruv ochoq ogil oʻgil ogir oʻgirl ogit ogiz ogli ogʻli oʻgli
        ogri oʻgri. oʻgril ogzaki ogzi ojar olcham. olchami olchaml olchan olchash olchov oldiril olik. olikl olka.
        olkad olkal olkan olkas olpon ondan oninchi onlab onlik onta. opka. oqidi oqigan oqitil oqitis oqituv oqiyd
        oqiyot oquv. oquvchi oquvi oralgan oraligi ordak. organad organay organdi organgan organib organil organish
        organma organsa organuv orgat orgimchak orik. orin. orinbosar orind oʻrindig oring orinl orinni orinsiz ormon
        ornak ornat orni. ornida orniga orningi ornini ortacha ortalari ortamiyona ortasi oʻrtog ortogʻ ortogi ortoq
        osha. oshancha oshand osimlik osmir ospirin otinch otir otkaz otkin otkir otmish otroq ottiz oxsha oyin. oyinchi
        oyinda oyinga. oyingoh oyinida. oyiniga. oyinlar oyinni oyladi oylagan oylangan oylayd oylaym oynab oynadi
        oynagan oynamas oynash oynati oynayd oynayot oyogi ozaro ozbek ozbosh ozgach ozgar ozi. ozida oziga ozim ozingi
        ozini ozlari ozlash pogona pokak polat. qalasi qargish qatiy qaygu qayigi qirgin qirgiz qirgog qirgʻogi qirgoq
        qishlogi qizgan qizgin qoʻgirch qogʻirch qogirch qogoz qolbola qoldan. qolga. qoli. qolida qoliga qolini.
        qolining qolla qolqop qoltiq qolyoz qomita qomondon qongʻir qoʻngir qongir qonoq qopol qoporuv qoqon
        qoraqalpogis qorgon qoʻrgon qorgʻon qorgosh qoʻrgosh qorgʻosh qoriqch qoriqla qoriqx qorong qorq qosha. qoshad
        qoshaloq qosham qoshd qoshgan qoshib qoshil qoshimc qoshin qoshiqch qoshish qoshma qoshni. qoshnil qoshnim
        qoshnis qoshtirn qoyadi qoydi qoygan qoyib qoyild qoyilg qoyilish qoyilmoq qoying qoyish qoylar qoyma qoymoqch
        qoysang qozgʻ qoʻzga qozga qozgo qoʻzgo qoziqorin qozogis qulogi qurgoq qutlug quvgin ragbat romol ropara royob
        royxat rozgor roznoma sabogi sagir sanati sanatk sanogi sargay sheriy shobas shongʻi shongi shoʻngi shorva
        shugullan sigdir sigim sigin sigmay sogay sogib. sogin soglig sogliq soglom sohilboy somdan somlik somni. sondir
        song. songgi songi. songra soqmoq sorab soradi sorag soral soram soras soray soroq sorov sozboshi sozlashuv
        sozsiz sugor sugurta tabir takid talim. talimd talimg talimi taliml talimn talimot talluq tamin. tamini taminl
        taminot tamir targib tarmogi tasir tasis tatil tazim todalar tofon togarak toglar togli togʻon toʻgon togon
        toʻgri togri togʻri tokib tokil tokis tolab. toladi tolagan tolama tolan tolash tolayd toldir toliq. tolov
        tolqin tomogi tonka tontar topchi toplab toplad toplag toplam toplan toplash toplay toplik topni. topnis topolon
        toqimac toqnash toqqiz toqson tortinchi tortlik tortta tosatdan tosiq tosqin toxta toxtov toyxona tugdir tugil
        tugish tugruq tuprogi turgun. turgunl tuygu ulgay ulug urgoch urugi urugl uygon uygot uygun vada. vadal vadas
        xatchop xojali xojand xojayin xosh. yalangoch yangiyol yiggan yigib yigil yigim yigin yigish yigla yogdu yogi.
        yogib. yogil yogin yogish yoglar yogli yogoch yogʻon yogon yoʻgon yol. yolagi yolakcha yolbars yolbosh yolda.
        yoldagi yoldan yoldosh yolga yolgiz yolgon yoli. yolida yoliga yolini yollar yolni. yolning yolovchi yomgir
        yonal yongin yonilgi yoqilgi yoqlig yoqmi. yoqol yoqot yoriqno yorligi yorug. yorugl yosinda yotal zargaldoq
        zigir zoravon
        """.split()
    ),
    reduplicated=frozenset("bir tez asta katta kam koʻp qator tuman turli yangi hech sekin uzoq".split()),
    common_slips=frozenset({"apostrophes/missing", "spacing/double"}),
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
    glues_endings=True,
)
