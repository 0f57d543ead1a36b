"""Uzbek from Latin into Cyrillic and back."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n_flow.errors import ConfigError
from l10n_flow.languages import registry
from l10n_flow.languages.uz_letters import spell_latin
from l10n_flow.languages.uz_lexicon import load_exceptions
from l10n_flow.languages.uz_script import to_cyrillic, to_latin


def pairs(table: str) -> list[tuple[str, str]]:
    """Lines of `latin  cyrillic`, two spaces or more between."""
    return [(a.strip(), b.strip()) for a, b in (re.split(" {2,}", line.strip()) for line in table.strip().splitlines())]


BOTH_WAYS = pairs("""
    Qishloq xoʻjaligi vazirligi               Қишлоқ хўжалиги вазирлиги
    yangi yoʻl va yoʻlovchilar                янги йўл ва йўловчилар
    ekin, esdalik, eʼlon, sheʼr               экин, эсдалик, эълон, шеър
    qayerda, yetti, iyerarxiya                қаерда, етти, иерархия
    poema, duel, aeroport, noehtiyot          поэма, дуэль, аэропорт, ноэҳтиёт
    tayyor ayyor sayyoh muhayyo               тайёр айёр сайёҳ муҳайё
    maʼyus, taʼya                             маъюс, таъя
    choʻl, shoshilinch, ishxona               чўл, шошилинч, ишхона
    Isʼhoq va asʼhob                          Исҳоқ ва асҳоб
    moʻjiza, moʻtadil, shoʻba                 мўъжиза, мўътадил, шўъба
    ketsa, aytsin, oʻtsang                    кетса, айтсин, ўтсанг
    eshitsa, oʻqitsinlar, kiritsak            эшитса, ўқитсинлар, киритсак
    davlatsiz, uyatsizlik, soatsoz            давлатсиз, уятсизлик, соатсоз
    militsiya, dotsent, abzats, stolitsa      милиция, доцент, абзац, столица
    funksiya, aksiyador, konferensiyada       функция, акциядор, конференцияда
    pensiya, versiya, sessiya, jinsiy         пенсия, версия, сессия, жинсий
    sirk, sirkchi, sirka, sement, sex         цирк, циркчи, сирка, цемент, цех
    mototsikl, kinokonsert, telessenariy      мотоцикл, киноконцерт, телесценарий
    albom, film, kompyuter, intervyu          альбом, фильм, компьютер, интервью
    falsafa, pulsiz, alifbo, kultepa          фалсафа, пулсиз, алифбо, култепа
    premyera, karyera, batalyon, pavilyon     премьера, карьера, батальон, павильон
    obyekt, syezd, inyeksiya, adyutant        объект, съезд, инъекция, адъютант
    rayon, mayor, yogurt, konveyer, foye      район, майор, йогурт, конвейер, фойе
    meriya, reket, sotsial tarmoq             мэрия, рэкет, социал тармоқ
    budjet, aluminiy, 12-sentabr           бюджет, алюминий, 12 сентябрь
    Nyu-York, Vyetnam, Shveysariya            Нью-Йорк, Вьетнам, Швейцария
""")


@pytest.mark.parametrize(("latin", "cyrillic"), BOTH_WAYS)
def test_words(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    polka, keltlar, nostalgik             полька, кельтлар, ностальгик
    jentlmen, kolokolchik, adyulter       жентльмен, колокольчик, адюльтер
    payalnik, chitalnya, uralskda         паяльник, читальня, уральскда
    bron, perekis, imbir, izvest          бронь, перекись, имбирь, известь
    appersepsiya, visseral, parsella      апперцепция, висцерал, парцелла
    kalsinatsiya, ossillyatsiya           кальцинация, осцилляция
    sefalometr, sifrli, sexlararo         цефалометр, цифрли, цехлараро
    selnometall, seratin, sitoliz         цельнометалл, цератин, цитолиз
    madyar, mezalyans, kaudilyo           мадьяр, мезальянс, каудильо
    vyezd, otyezd, konyektura             въезд, отъезд, конъектура
    gosekzamen, sanepidstansiya           госэкзамен, санэпидстанция
    subekvatorial, tonzillektomiya        субэкваториал, тонзиллэктомия
    dietil, rieltor, antiestetik          диэтил, риэлтор, антиэстетик
    bayonet, mayolika, meyoz              байонет, майолика, мейоз
    oksitotsin, autsayder, futsal         окситоцин, аутсайдер, футсал
    Irkutsk, Potsdam, Sent-Luis           Иркутск, Потсдам, Сент-Луис
"""),
)
def test_loan_words(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    Albatta, Olgan, Olgach, Maryam        Албатта, Олган, Олгач, Марям
    tilda, tildan, tillar, bilniki        тилда, тилдан, тиллар, билники
    kelyapsiz, bilyapman, olyaptimi       келяпсиз, биляпман, оляптими
    dengiz, ayolniki, goldan, polkda      денгиз, аёлники, голдан, полкда
    pulparast, kulmang, shildir, selda    пулпараст, кулманг, шилдир, селда
    metr, kebi, Los-Anjeles, Ketishdan    метр, кеби, Лос-Анжелес, Кетишдан
    sari, sitora, tizim, sistema          сари, ситора, тизим, система
    yodidan, yotadi, insonsevar           ёдидан, ётади, инсонсевар
    polushubok, pulshunos, repertuar      полушубок, пулшунос, репертуар
    vakansiya, ataksiya, detsibel         вакансия, атаксия, децибел
"""),
)
def test_words_that_only_look_like_loan_words(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    dekabr, dekabrda, dekabrga        декабрь, декабрда, декабрга
    apreldagi avtomobillar roli       апрелдаги автомобиллар роли
    sudyalar filmlarni                судьялар фильмларни
    dizel-motor                       дизель-мотор
    “aprel”dan                        “апрель”дан
"""),
)
def test_a_final_soft_sign_falls_before_a_suffix(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    OʻZBEKISTON SHARQ CHORSU YOʻL     ЎЗБЕКИСТОН ШАРҚ ЧОРСУ ЙЎЛ
    KONSERT DEKABR TAʼLIM ABZATS      КОНЦЕРТ ДЕКАБРЬ ТАЪЛИМ АБЗАЦ
    Shavkat Choʻlpon Yosh Yevropa     Шавкат Чўлпон Ёш Европа
    AQSHda BMTning YUNESKO YAIM       АҚШда БМТнинг ЮНЕСКО ЯИМ
    DXX NATO FIFA GES                 ДХХ НАТО ФИФА ГЭС
"""),
)
def test_letter_case(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic
    assert to_latin(cyrillic) == latin


def test_case_of_an_initial_and_of_capitals() -> None:
    assert to_latin("Ш. Рашидов, ШАҲАР, ШҲТ") == "Sh. Rashidov, SHAHAR, SHHT"
    assert to_cyrillic("Sh. Rashidov, ShHT, SHHT") == "Ш. Рашидов, ШҲТ, ШҲТ"


@pytest.mark.parametrize("mark", "'`´‘’ʻʼʽ")
def test_every_apostrophe_is_read(mark: str) -> None:
    typed = "Oʻzbekiston, bogʻ, togʻlar; sanʼat, Qurʼon, Isʼhoq".replace("ʻ", mark).replace("ʼ", mark)
    assert to_cyrillic(typed) == "Ўзбекистон, боғ, тоғлар; санъат, Қуръон, Исҳоқ"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    “Yangi hayot”, «bahor»            “Янги ҳаёт”, «баҳор»
    ‘yangi hayot’ va 'bahor'          ‘янги ҳаёт’ ва 'баҳор'
    ‘katta dialog’ boshlandi          ‘катта диалог’ бошланди
    ‘katta togʻ’ ortida               ‘катта тоғ’ ортида
    katta tog’ ortida                 катта тоғ ортида
"""),
)
def test_quotation_marks_stay(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    "text",
    [
        "<em>, </a1>, <br/>, <a href='x.html' title='salom'>, <code>print salom</code>",
        "&amp; &nbsp; &#160; &lt;em&gt;",
        "https://example.org/bir/ikki?q=uch, www.example.org, mailto:ali@example.org",
        "ali.valiyev+1@example.uz, @ali_valiyev, gazeta.uz, Gazeta.uz/bir, example.com.",
        "rasm.jpg, hisobot-2.pdf, style.css",
        "{count} %(name)s %s",
        "XX, XXI, II, IV, XL, XIX-XX",
        "COVID-19, Wi-Fi, iPhone, YouTube, TikTok, Washington, Chicago, G20, 5G, H5N1, GDP",
        "Ўзбек тилидаги матн",
    ],
)
def test_left_as_it_is(text: str) -> None:
    assert to_cyrillic(text) == text


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    <a1>Toshkent</a1>da <em>bahor</em>     <a1>Тошкент</a1>да <em>баҳор</em>
    XX asr, XXI-asrda, Pyotr I             XX аср, XXI-асрда, Пётр I
    I. Karimov, A.I. Valiyev, V.Putin      И. Каримов, А.И. Валиев, В.Путин
    WhatsAppʼdan, Google’da, YouTubeda     WhatsAppʼдан, Google’да, YouTubeда
    Gazeta.uzʼga, COVID-infeksiya          Gazeta.uzʼга, COVID-инфекция
    QR-kod, SIM-karta, BMT’ning            QR-код, SIM-карта, БМТ’нинг
    #OʻzbekistonYangiliklari #yangi_yil    #ЎзбекистонЯнгиликлари #янги_йил
    2025yil, 100km, 16-modda, 50 %dan      2025йил, 100км, 16-модда, 50 %дан
    a < b va c > d                         а < б ва c > д
"""),
)
def test_what_stands_beside_it_is_transliterated(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    2025-yil 5-fevraldan boshlab           2025 йил 5 февралдан бошлаб
    2024-yil 8-avgustdagi qonun            2024 йил 8 августдаги қонун
    <b>2025-YIL</b> 5-MAY                  <b>2025 ЙИЛ</b> 5 МАЙ
    2022–2026-yillarda, 1-2-mart           2022–2026 йилларда, 1-2 март
    1990-yillarda, 90-yillar               1990-йилларда, 90-йиллар
    3-yil, 1000-yillik, 5-martaba          3-йил, 1000-йиллик, 5-мартаба
    https://x.uz/2025-yil 2025-yil.pdf     https://x.uz/2025-yil 2025-yil.pdf
"""),
)
def test_a_date_takes_no_hyphen_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    pairs("""
    barelef, premera, batalon              барельеф, премьера, батальон
    sentyabr, rezolutsiya, rejissor        сентябрь, резолюция, режиссёр
    ob'ekt, sub’ekt                        объект, субъект
    abzas, pitsa, klient, Ishoq            абзац, пицца, клиент, Исҳоқ
    Yeltsin, Yelsin, Tsoy                  Ельцин, Ельцин, Цой
"""),
)
def test_other_spellings_met_in_print(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


def test_letters_that_uzbek_cyrillic_does_not_have_are_read() -> None:
    assert to_latin("щука, Крым, Ильин") == "shuka, Krim, Ilin"


def test_the_cyrillic_edition_is_derived() -> None:
    cyrillic = registry.get("uz-Cyrl")
    assert cyrillic.base == "uz"
    assert cyrillic.derive is not None
    assert cyrillic.derive("Yangi <em>konsert</em> boʻldi", frozenset(), ()) == "Янги <em>концерт</em> бўлди"


# A newsroom's own list


def test_a_newsroom_adds_words_names_and_its_own_spelling() -> None:
    own = load_exceptions(
        """
        [pulls]
        words = "синематека альфред-холл"
        [accepted]
        "Meduza" = "«Медуза»"
        """.replace("«Медуза»", "Медуза-нашр")
    )
    assert to_cyrillic("sinemateka, Meduzada", own) == "синематека, Медуза-нашрда"
    kept = load_exceptions('[keep]\nwords = "Meduza Kontur NATO"')
    assert (
        to_cyrillic("Meduza, meduza, Konturdan, konturi, NATOga", kept) == "Meduza, медуза, Konturдан, контури, NATOга"
    )
    assert to_cyrillic("Meduza") == "Медуза"


def test_a_newsroom_overrides_the_program() -> None:
    own = load_exceptions('[accepted]\nGoogle = "Гугл"\nYouTube = "Ютуб"\nCOVID = "КОВИД"')
    assert to_cyrillic("Google, YouTubeda, COVID-19", own) == "Гугл, Ютубда, КОВИД-19"


def test_the_longest_entry_wins() -> None:
    own = load_exceptions('[x]\nwords = "цанг цангин сангинов"')
    assert to_cyrillic("sang, sangin, sanginov, sanga", own) == "цанг, цангин, сангинов, цанга"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[x", "no TOML"),
        ("words = 'абзац'", "no table of strings"),
        ("[x]\nwords = ['абзац']", "no table of strings"),
        ("[x]\nword = 'абзац'", "'words'"),
        ("[x]\nwords = 'abzats'", "no Cyrillic word"),
        ("[accepted]\n'абзац' = 'абзац'", "no word in Latin letters"),
        ("[accepted]\nabzas = 'abzats'", "no word in Cyrillic letters"),
        ("[accepted]\n'-abzas' = 'абзац'", "both have the sign"),
        ("[accepted]\nabzas = 'абзац'\n[x]\nwords = 'абзас'", "is both"),
    ],
)
def test_a_mistake_in_the_list_is_named(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load_exceptions(text, path="glossary/uz-cyrillic.toml")
    assert caught.value.path == "glossary/uz-cyrillic.toml"


# The list that comes with the program


def listed() -> list[str]:
    text = resources.files("l10n_flow.languages").joinpath("uz_cyrillic.toml").read_text(encoding="utf-8")
    return [
        word for name, table in tomllib.loads(text).items() if name != "keep" for word in table.get("words", "").split()
    ]


def test_every_listed_word_comes_out_as_it_is_written() -> None:
    def spelt(word: str) -> str:
        latin = spell_latin(word.lower())
        return latin.upper() if word.isupper() else latin.title() if word[0].isupper() else latin

    words = [word for word in listed() if word[0] != "-" and word[-1] != "+"]
    assert [word for word in words if to_cyrillic(spelt(word)).lower() != word.lower()] == []


def test_no_word_is_listed_twice() -> None:
    words = listed()
    assert sorted(words) == sorted(set(words))


# Laws

LETTERS = ["a", "e", "i", "o", "u", "oʻ", "ya", "yo", "yu", "ye", "yoʻ", "aʼ", "eʼ", "sʼh", "sh", "ch", "gʻ", "ng"]
LETTERS += list("bdfghjklmnpqrstvxyz")
AMBIGUOUS = re.compile(r"^ts|yye|ie|ʼ(?:e|y|ʼ)")  # spelt in two ways, or in none
words_in_latin = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=8).map("".join)
words_in_cyrillic = st.text("абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ", min_size=1, max_size=12)
TAGS = ["<a1>", "</a1>", "<br/>", "<em>", "</em>", "<fn1/>", "https://example.org/yangi-yil", "ali@example.org"]


@given(words_in_latin)
def test_latin_survives_the_way_there_and_back(word: str) -> None:
    assume(not AMBIGUOUS.search(word))
    assert to_latin(to_cyrillic(word)) == word
    assert to_latin(to_cyrillic(word.capitalize())).lower() == word


@given(st.lists(words_in_cyrillic | st.sampled_from([*TAGS, ",", "“", "”", "’"])).map(" ".join))
def test_cyrillic_text_is_left_alone(text: str) -> None:
    assert to_cyrillic(text) == text


@given(st.lists(words_in_cyrillic, min_size=1))
def test_what_is_latin_already_is_left_alone(words: list[str]) -> None:
    latin = to_latin(" ".join(words))
    assert to_latin(latin) == latin


@given(st.lists(words_in_latin | st.sampled_from(TAGS)).map(" ".join))
def test_tags_and_addresses_survive(text: str) -> None:
    def kept(of: str) -> list[str]:
        return [piece for piece in of.split() if piece in TAGS]

    assert kept(to_cyrillic(text)) == kept(text)
    assert kept(to_latin(to_cyrillic(text))) == kept(text)


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert to_latin(to_cyrillic(text)) is not None


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("2025 йил 5 февраль", "2025-yil 5-fevral"),
        ("2025 йилги, 1991 йилда, 3 майда", "2025-yilgi, 1991-yilda, 3-mayda"),
        ("2024–2025 йилларда, 1990-йиллар", "2024–2025-yillarda, 1990-yillar"),
        ("2000 йил олдин, 100 йил, 12 йиллик, 5 майдон", "2000 yil oldin, 100 yil, 12 yillik, 5 maydon"),
        ("<b>5 март</b>", "<b>5-mart</b>"),
    ],
)
def test_dates_get_the_hyphen_that_latin_has(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin
