"""Which words are forms of an Uzbek term, in both alphabets; which are it with a mistake, and which are other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.inflection.uz import GRAMMAR
from l10n_flow.languages.uz_script import to_cyrillic

if TYPE_CHECKING:
    from l10n_flow.inflection.grammar import PartOfSpeech


def verdict(term: str, text: str, pos: PartOfSpeech | None = None, also: tuple[str, ...] = ()) -> str:
    """ "found", "misspelt" or "absent", for a term and as many words."""
    forms = GRAMMAR.forms([GRAMMAR.fold(word) for word in term.split()], pos, also)
    words = [GRAMMAR.fold(word) for word in text.split()]
    assert len(forms) == len(words)
    if all(form.accepts(word) for form, word in zip(forms, words, strict=True)):
        return "found"
    pairs = zip(forms, words, strict=True)
    return "misspelt" if all(form.accepts(word) or form.resembles(word) for form, word in pairs) else "absent"


def cases(table: str) -> list[tuple[str, str]]:
    """Lines of `term: form, form` as pairs."""
    lines = [line.partition(":") for line in table.splitlines() if line.strip()]
    return [(term.strip(), form.strip()) for term, _, forms in lines for form in forms.split(",")]


NOUNS = """
    advokat: advokat, advokatlar, advokatning, advokatlarimizdan, advokatimiz, advokatgacha, advokatdek, advokatinglar
    chegara: chegarasi, chegaramizda, chegaralarigacha, chegarangiz, chegaraga, chegaradanoq
    viza: vizaning, vizalarimizni, vizamga, vizasini
    tuman: tumandagi, tumandagilarning, tumanimizdagilar, tumanniki, tumannikidan
    guvoh: guvohlarnichi, guvohlarimizdanchi, guvohichi, guvohdirsiz
    guvoh: guvohman, guvohsan, guvohdir, guvohlarmiz, guvohmi, guvohmisiz, guvohmikan, guvohgina, guvohmas, guvohu
    sudya: sudyayu, sudyaku, sudyasisiz, sudyalarmi
    hujjat: hujjatlari, hujjatimcha, hujjatlaricha
    yetim: yetimroq
    erkin: erkinroqdir, erkinrogʻi
    tez: tezroq
    ommaviy: ommaviysi, ommaviyi, ommaviylari
    mavzu: mavzusi, mavzuyi, mavzuyim
    mavqe: mavqeyi, mavqei, mavqesida
    xotin-qizlar: xotin-qizlarning
    NATO: NATOning, NATOʼga, NATO-ning
    FHDYo: FHDYodan
    BMT: BMTning, BMTsi, BMTi
"""
CHANGING = """
    yetakchilik: yetakchiligi, yetakchilikka, yetakchiliklari
    tintuv: tintuvi
    chirmoq: chirishi
    sovuq: sovugʻi, sovuqqa, sovuqdan, sovuqqacha
    bek: begi, bekka
    yuk: yuki, yukka
    huquq: huquqi, huquqlari, huquqqa
    bank: banki, bankka, bankga
    shahar: shahri, shahrimiz, shahringizdan, shahardan, shaharlar
    oʻgʻil: oʻgʻli, oʻgʻlim, oʻgʻillari
    singil: singlisi, singlim
    boʻgʻiz: boʻgʻzidan
    bogʻbon: bogʻboni
"""
VERBS = """
    yashirmoq: yashirdi, yashirdingiz, yashirmadik, yashiradi, yashirmayman, yashirib, yashiribdi, yashiryapti
    yashirmoq: yashirmoqda, yashirmoqchi, yashirsin, yashiraylik, yashiring, yashirgin, yashirsangiz, yashirar
    yashirmoq: yashirgan, yashirganlarning, yashirganini, yashirganligi, yashiradigan, yashirayotgani, yashirmaslik
    yashirmoq: yashirish, yashirishga, yashirishlari, yashirmoq, yashirgach, yashirguncha, yashirgunga, yashirgani
    yashirmoq: yashirilgan, yashirilmoqda, yashirtirdi, yashirishdi, yashirolmadi, yashiraverdi, yashirmasdan
    yashirmoq: yashir
    yashirmoq: yashirganmish, yashiray
    yashirmoq: yashirgandi, yashirgansizlar, yashirarkan, yashirardi, yashirajak, yashirmabdi, yashirgancha
    kuzatmoq: kuzatilayotganlarga, kuzatilmaydi
    tekshirmoq: tekshirilsa, tekshirtirilgan
    sudlamoq: sudlaydi, sudlab, sudlash, sudlanadi, sudlangan, sudlayotgan, sudlatdi, sudlamadi, sudla, sudlama
    sudlamoq: sudlayolmaydi, sudlaydigan, sudlaylik, sudlar, sudlanmagan
    oʻqimoq: oʻqiydi, oʻqitildi, oʻqib
    chiqmoq: chiqqan, chiqqach, chiqquncha, chiqadi, chiqqani
    ekmoq: ekkan, ekildi
    demoq: dedi, deydi, deb, degan, deyilgan, deyish, desa
    yemoq: yeydi, yegan, yeyildi
"""
SEVERAL_WORDS = """
    muddatli harbiy xizmat: muddatli harbiy xizmatni
    kengash raisi: kengash raisining, kengash raislari, kengash raisimiz
    Adliya vazirligi: adliya vazirligida, adliya vazirliklari, adliya vazirligimizdan
    ona tili: ona tilida, ona tilimiz
    Toshkent shahri: Toshkent shahriga
    davlat mulki: davlat mulkini
    bojxona toʻlovlari: bojxona toʻlovlarini, bojxona toʻlovi
    garovga olmoq: garovga oldi, garovga olindi, garovga olingan, garovga olinayotganlar, garovga olmaslik
    surgun qilish: surgun qilindi, surgun qilishgan, surgun qilishni, surgun qilmoqda
    oʻzini oqlamoq: oʻzini oqladi, oʻzimni oqladim, oʻzlarini oqlashdi, oʻzingizni oqlang
    xalqni tinglash: xalqni tinglaydi, xalqni tinglab
"""
OTHER_WORDS = """
    guvoh: guvohlik, guvohnoma
    teri: terimchi
    xabar: xabarchi, xabardor, xabarsiz, xabarlash
    soliq: soliqchi
    kuz: kuzgi, kuzatdi
    ilm: ilmiy, ilmli
    bozor: bozorchi, bozorlik
    bosh: boshqa, boshlandi, boshpana
    turk: turkman, turkmanlar, turkiy
    tiz: tizim, tizimni
    demoq: dengiz, dengizda
    yemoq: yetdi, yengdi
    boshqarmoq: boshqarma, boshqarmasi
    qamoq: qadi, qalar
    barmoq: bardi
    ekmoq: eksport
    yashirmoq: yashirincha, yashirinlik, yashirindi
    kuzatmoq: kuzatuv, kuzatuvchi
    tuzmoq: tuzilmasi
    boʻlmoq: boʻlinma, boʻlinmasi
    birlashmoq: birlashma, birlashmaning
    bosqin: bosqinchi
    tup: tuproq, tuprogʻida
    migrant: migratsiya
    toʻgʻon: toʻgʻri
"""


@pytest.mark.parametrize(("term", "form"), cases(NOUNS + CHANGING + VERBS))
def test_a_form_is_found(term: str, form: str) -> None:
    assert verdict(term, form) == "found"


@pytest.mark.parametrize(("term", "form"), cases(SEVERAL_WORDS))
def test_the_last_word_of_a_term_changes(term: str, form: str) -> None:
    assert verdict(term, form) == "found"


@pytest.mark.parametrize(
    ("term", "form"),
    cases("""
        tashkil etmoq: tashkil etdi, tashkil qildi, tashkil qilindi, tashkil etilgan, tashkil qilinadi, tashkil ayladi
        taqdim etish: taqdim qilindi, taqdim etildi, taqdim qilish, taqdim qilingan, taqdim etilishi
        hibs qilmoq: hibs etdi, hibs etildi, hibs etilganlar, hibs qilishdi
        eʼlon qilmoq: eʼlon etilganini, eʼlon ayladilar
        taklif aylamoq: taklif qildi, taklif etmoqda
        joriy etilishi: joriy qilinishi, joriy etilishini, joriy qilindi
        ташкил этмоқ: ташкил қилинди, ташкил этилди
    """),
)
def test_verbs_that_make_compound_ones_stand_for_each_other(term: str, form: str) -> None:
    assert verdict(term, form) == "found"


@pytest.mark.parametrize(
    ("term", "form"),
    cases("""
        tashkil etmoq: tashkil oldi, tashkil berdi, tashkil boʻldi
        eʼlon qilmoq: eʼlon aylandi
        ovoz bermoq: ovoz qildi, ovoz etdi
        amalga oshirmoq: amalga etdi
        etmoq: qildi, etik
        qilmoq: etdi, qiliq
        chegara etagi: chegara qilagi
    """),
)
def test_other_verbs_do_not(term: str, form: str) -> None:
    assert verdict(term, form) == "absent"


@pytest.mark.parametrize(("term", "word"), cases(OTHER_WORDS))
def test_another_word_is_not_the_term(term: str, word: str) -> None:
    assert verdict(term, word) == "absent"


@pytest.mark.parametrize(
    "text", ["kengashning raisi", "kengashlar raislari", "kengash raisligi", "kengash raisliklari", "kengashi raisi"]
)
def test_the_other_words_of_a_term_stay(text: str) -> None:
    assert verdict("kengash raisi", text) == "absent"


@pytest.mark.parametrize(
    ("ending", "form"),
    [("siz", "vizasiz"), ("-lik", "vizalikning"), ("lik", "vizaligi"), ("chi", "vizachilar"), ("li", "vizalilar")],
)
def test_derivation_only_where_the_term_lists_it(ending: str, form: str) -> None:
    assert verdict("viza", form) == "absent"
    assert verdict("viza", form, also=(ending,)) == "found"


def test_the_part_of_speech_decides_what_a_word_may_be() -> None:
    assert verdict("chaqmoq", "chaqdi") == "found"
    assert verdict("chaqmoq", "chaqdi", "noun") == "absent"
    assert verdict("chaqmoq", "chaqmogʻi", "noun") == "found"
    assert verdict("kuzatish", "kuzatdi") == "absent"
    assert verdict("kuzatish", "kuzatdi", "verb") == "found"
    assert verdict("erkin", "erkinroq", "name") == "absent"


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("oʻtov", "ўтовларда"),
        ("chegara", "чегарадагилар"),
        ("obyekt", "объектлар"),
        ("konsert", "концертда"),
        ("deportatsiya", "депортациянинг"),
        ("yevropa", "Европада"),
        ("oktabr", "октябрда"),
        ("Isʼhoq", "Исҳоқнинг"),
        ("maʼno", "маъноси"),
        ("chiqarib yuborish", "чиқариб юборилди"),
        ("Қирғоқ", "qirgʻogʻida"),
        ("туман ҳокими", "туман ҳокимлари"),
    ],
)
def test_both_alphabets_are_one_language(term: str, text: str) -> None:
    assert verdict(term, text) == "found"


@given(st.sampled_from(["oʻrmon", "togʻlik", "maʼdan", "jurʼat", "bogʻdorchilik"]), st.sampled_from("'`´‘’ʻʼ"))
def test_any_apostrophe_is_the_mark(word: str, mark: str) -> None:
    typed = word.replace("ʻ", mark).replace("ʼ", mark)
    assert verdict(word, typed + "da") == "found"
    assert verdict(typed, word.upper()) == "found"


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("oʻrmon", "õrmonda"),
        ("oʻrmon", "ōrmonga"),
        ("oʻrmon", "örmonlar"),
        ("yigʻin", "yiğini"),
        ("shamol", "şamollar"),
        ("chorvador", "çorvadorning"),
        ("obyekt", "obʼyektning"),
        ("obyekt", "obekt"),
        ("byudjet", "budjetga"),
        ("sentyabr", "sentabrda"),
        ("militsiya", "milisiyaga"),
        ("moʻjiza", "moʻʼjizalar"),
        ("tuman", "tu\u00admanda"),
        ("туман", "тумaндa"),  # Latin a
        ("ўрмон", "ӯрмонда"),  # the Tajik letter
    ],
)
def test_ways_to_write_one_word(term: str, text: str) -> None:
    assert verdict(term, text) == "found"


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("oʻrmon", "ormonda"),
        ("oʻrmon", "урмонда"),
        ("qirgʻoq", "qirgogi"),
        ("маҳалла", "махалласи"),
        ("xizmat", "hizmatlar"),
        ("қишлоқ", "кишлокка"),
        ("maʼmuriyat", "mamuriyatning"),
        ("masʼul", "maʼsullar"),
        ("soʻramoq", "soradi"),
        ("yashirmoq", "yashirmokda"),
        ("chegaradan oʻtmoq", "chegaradan otib"),
        ("oʻq otmoq", "oq otdi"),
    ],
)
def test_mistaken_and_missing_marks_are_told(term: str, text: str) -> None:
    assert verdict(term, text) == "misspelt"


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("oʻq", "oqni"),
        ("oʻtmoq", "otib"),
        ("oʻlim", "olimlar"),
        ("qoʻshiq", "qoshiqni"),
        ("surʼat", "suratlar"),
        ("taʼrif", "tarifi"),
        ("Qirim", "kirimi"),
        ("qadr", "kadrlar"),
        ("xalq", "halq"),
        ("koʻz", "kuzda"),
        ("kuz", "koʻzda"),
        ("ot", "oʻt"),
        ("tog", "togʻ"),
        ("sher", "sheʼr"),
        ("sheʼr", "sher"),
        ("boʻlim", "bolimda"),
        ("oʻsish", "osilgan"),
        ("borliq", "borligini"),
    ],
)
def test_pairs_that_differ_by_a_mark_are_two_words(term: str, text: str) -> None:
    assert verdict(term, text) == "absent"


STEMS = ["kema", "daraxt", "oʻrmon", "bogʻ", "terak", "buloq", "daryo", "orzu", "kino", "togʻ"]
PLURAL = st.sampled_from(["", "lar"])
CASE = st.sampled_from(["", "ning", "ni", "ga", "da", "dan", "gacha", "dagi"])


@given(st.sampled_from(STEMS), PLURAL, st.integers(0, 4), CASE, st.booleans())
def test_every_slot_goes_with_every_other(stem: str, plural: str, person: int, case: str, cyrillic: bool) -> None:
    vowel = not plural and stem.endswith(("a", "o", "u"))
    own = ("m", "ng", "si", "miz", "ngiz") if vowel else ("im", "ing", "i", "imiz", "ingiz")
    whole = stem + plural
    voiced = {"k": whole[:-1] + "g", "q": whole[:-1] + "gʻ"}.get(whole[-1], whole)
    form = voiced + own[person] + case
    word = to_cyrillic(form) if cyrillic else form
    assert verdict(stem, word) == "found"


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("guvohlarni-chi", "guvohlarni"),
        ("rejimidan-ku", "rejimidan"),
        ("oldi-yu", "oldi"),
        ("olingan-u", "olingan"),
        ("olindi-da", "olindi"),
        ("guvohmi-a", "guvohmi"),
        ("guvoh-mi", "guvoh"),
        ("гувоҳлар-чи", "guvohlar"),
        ("олинди-ю", "olindi"),
        ("гувоҳларга-я-ку", "guvohlarga"),
        ("ota-ona", "ota-ona"),
        ("BMT-ning", "bmt-ning"),
    ],
)
def test_particles_are_no_part_of_a_word(word: str, bare: str) -> None:
    assert GRAMMAR.bare(GRAMMAR.fold(word)) == bare


@given(st.sampled_from([form for _, form in cases(NOUNS + CHANGING + VERBS)]))
def test_folding_twice_is_folding_once(word: str) -> None:
    once = GRAMMAR.fold(word)
    assert GRAMMAR.fold(once) == once


@given(st.sampled_from(cases(NOUNS + CHANGING + VERBS)))
def test_a_form_is_looked_up_by_how_it_begins(case: tuple[str, str]) -> None:
    term, form = case
    starts = GRAMMAR.forms([GRAMMAR.fold(term)], None)[0].starts
    assert GRAMMAR.loose(GRAMMAR.fold(form)).startswith(tuple(starts))
