"""Terms in texts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import LanguageError
from l10n_flow.glossary.concepts import Case, Status, Term
from l10n_flow.glossary.find import Index, Letter


def index(lang: str, *terms: str | Term) -> Index:
    return Index([term if isinstance(term, Term) else Term(term, lang, term) for term in terms], lang)


def found(lang: str, text: str, *terms: str | Term) -> list[tuple[str, str]]:
    return [(hit.term.text, text[hit.start : hit.end]) for hit in index(lang, *terms).find(text)]


@pytest.mark.parametrize(
    ("lang", "term", "text", "place"),
    [
        ("en", "residence permit", "Two Residence\u00a0permits’ fees", "Residence\u00a0permits"),
        ("en", "residence permit", "a <em>residence</em> permit", "residence</em> permit"),
        ("en", "residence permit", "a residence-permit office", "residence-permit"),
        ("en", "well-known", "a well known lawyer", "well known"),
        ("en", "migrant rights", "for migrants' rights", "migrants' rights"),
        ("en", "migrant rights", "for migrants’ rights", "migrants’ rights"),
        ("en", "migrant rights", "a migrant’s rights", "migrant’s rights"),
        ("en", "child rights", "of children’s rights", "children’s rights"),
        ("en", "migrants’ rights", "for MIGRANTS' RIGHTS.", "MIGRANTS' RIGHTS"),
        ("en", "migrants' rights", "a migrantʼs rights", "migrantʼs rights"),
        ("en", "migrant rights activist", "migrants` rights activists", "migrants` rights activists"),
        ("ru", "режим высылки", "о «режиме высылки»", "режиме высылки"),
        ("ru", "режим высылки", "Режим-то высылки-таки", "Режим-то высылки-таки"),
        ("ru", "Умида Ниязова", "с Умидой Ниязовой", "Умидой Ниязовой"),
        ("uz", "surgun qilish", "Surgun qilinsa-chi?", "Surgun qilinsa-chi"),
        ("uz", "yashash joyi", "yashash joyidan-ku", "yashash joyidan-ku"),
        ("uz", "NATO", "NATO-ga-ku", "NATO-ga-ku"),
        ("uz-Cyrl", "қишлоқ", "қишлоғини-ю", "қишлоғини-ю"),
        ("tg", "коргар", "коргаронро-ку", "коргаронро-ку"),
        ("tg", "боздошт кардан", "ӯро боздошт нахоҳанд кард.", "боздошт нахоҳанд кард"),
        ("tg", "боздошт кардан", "боздоштшудагонро озод кард", "боздоштшудагонро"),
        ("tg", "Meduza", "сайти Meduza-ро баст", "Meduza-ро"),
        ("ru", "ребёнок", "Ребенку отказали", "Ребенку"),
        ("ru", "вид на жительство", "без вида\nна жительство", "вида\nна жительство"),
        ("ru", "мигрант", "ми\u00adгра\u0301нтами стали", "ми\u00adгра\u0301нтами"),
        ("ru", "мигрант", "учат детей-мигрантов", "мигрантов"),
        ("ru", "ребёнок", "учат детей-мигрантов", "детей"),
        ("ru", "трудовой договор", "по трудово\u0439му договору трудовому договору", "трудовому договору"),
        ("uz", "Meduza", "“Meduza”ning xabari", "Meduza”ning"),
        ("uz", "BMT", "BMT-ning xabari", "BMT-ning"),
        ("uz", "qishloq", "Toʻrt qishlogʻimizda", "qishlogʻimizda"),
        ("uz", "oʻqituvchi", "o'qituvchilarga", "o'qituvchilarga"),
        ("uz-Cyrl", "қишлоқ", "қишлоғида", "қишлоғида"),
        ("tg", "коргар", "коргаронро", "коргаронро"),
    ],
)
def test_a_term_is_found_where_it_is(lang: str, term: str, text: str, place: str) -> None:
    assert found(lang, text, term) == [(term, place)]


@pytest.mark.parametrize(
    ("lang", "term", "text"),
    [
        ("en", "residence permit", "residence, permit"),
        ("en", "residence permit", "permit residence"),
        ("en", "visa", "see https://visa.example/visa or visa@mail.example"),
        ("en", "visa", '<a href="visa">pass</a>'),
        ("en", "visa", "supervisa visage"),
        ("ru", "режим высылки", "режим срочной высылки"),
        ("ru", "премьер", "премьер-министру"),
        ("en", "migrant rights", "migrants rights"),
        ("en", "state border", "the United States border"),
        ("en", "work permit", "works permit"),
        ("ru", "Рахмон", "господин Рахмонов"),
        ("ru", "Умида Ниязова", "Умид Ниязов"),
        ("ru", "Каримова", "Каримов о Каримове"),
        ("uz", "yozuv", "yozuvchini-chi"),
        ("uz", "ona", "ota-onalar"),
        ("tg", "муҳоҷир", "муҳоҷиратро-ку"),
        ("tg", "боздошт кардан", "боздошт хоҳад ёфт"),
        ("ru", "морской", "военно-морской"),
        ("ru", "гражданин", "не-граждане"),
        ("en", "citizen", "non-citizens"),
        ("tg", "муҳоҷир", "муҳоҷират"),
    ],
)
def test_and_nowhere_else(lang: str, term: str, text: str) -> None:
    assert found(lang, text, term) == []


def test_the_longest_match_wins() -> None:
    forbidden = Term("military operation", "en", "war", Status.FORBIDDEN)
    longest = "special military operation"
    terms: list[str | Term] = [longest, forbidden, "operation"]
    assert found("en", "Special military operations", *terms) == [(longest, "Special military operations")]
    assert found("en", "a military operation", *terms) == [("military operation", "military operation")]


def test_a_hyphenated_term_is_not_taken_apart() -> None:
    text = "премьер-министром и министром"
    whole = ("премьер-министр", "премьер-министром")
    assert found("ru", text, "премьер-министр", "министр") == [whole, ("министр", "министром")]


@pytest.mark.parametrize(
    ("lang", "text", "term", "place"),
    [
        ("en", "A Bishkek-based lawyer", "Bishkek", "Bishkek"),
        ("en", "Drought-hit districts", "drought", "Drought"),
        ("en", "the Russia-Ukraine war", "Ukraine", "Ukraine"),
        ("en", "ex-prime ministers", "prime minister", "prime ministers"),
        ("ru", "Упал дрон-камикадзе.", "дрон", "дрон"),
        ("ru", "журналистов-расследователей", "журналист", "журналистов"),
        ("ru", "Рейс Москва-Ташкент", "Ташкент", "Ташкент"),
        ("ru", "трудовым мигрантам-киргизам", "трудовой мигрант", "трудовым мигрантам"),
        ("ru", "экс-премьер-министру", "премьер-министр", "премьер-министру"),
        ("uz", "Moskva-Toshkent reysida", "Moskva", "Moskva"),
        ("uz", "Migrant-ishchilarning puli", "migrant", "Migrant"),
        ("uz", "Facebook-da yozdi", "Facebook", "Facebook-da"),
        ("uz-Cyrl", "мигрант-ишчилар", "мигрант", "мигрант"),
        ("tg", "хатсайри Маскав-Тошкандро", "Тошканд", "Тошкандро"),
        ("tg", "Ӯ Facebook-ро хонд", "Facebook", "Facebook-ро"),
    ],
)
def test_words_joined_by_a_hyphen_are_words(lang: str, text: str, term: str, place: str) -> None:
    assert found(lang, text, term) == [(term, place)]


def test_of_hyphenated_terms_the_longest_counts() -> None:
    text = "экс-президент и президент-узбек"
    terms = ("экс-президент", "президент", "узбек")
    assert found("ru", text, "экс-президент") == [("экс-президент", "экс-президент")]
    assert found("ru", text, *terms) == [
        ("экс-президент", "экс-президент"),
        ("президент", "президент"),
        ("узбек", "узбек"),
    ]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a cease-fire and ceasefires", "ceasefire"),
        ("a ceasefire and cease-fires", "cease-fire"),
        ("land-mines and land mines", "landmine"),
        ("she emailed e-mails", "e-mail"),
        ("an e-mail: email", "email"),
        ("they cooperate and co-operated", "co-operate"),
        ("a website, two web-sites", "web site"),
        ("two web sites, a web-site", "website"),
        ("passers-by, passersby", "passer-by"),
    ],
)
def test_in_english_one_writes_in_one_or_in_two(text: str, term: str) -> None:
    assert len(found("en", text, term)) == 2


@pytest.mark.parametrize(("text", "term"), [("re-signed", "resign"), ("a crackdown", "crack down")])
def test_but_not_what_is_another_word_then(text: str, term: str) -> None:
    assert found("en", text, term) == []


@pytest.mark.parametrize(
    ("lang", "text", "term", "place"),
    [
        ("uz", "“Meduza”-chi?", "Meduza", "Meduza"),
        ("ru", "«Медузу»-то закрыли", "Медуза", "Медузу"),
        ("tg", "«Медуза»-ку навишт", "Медуза", "Медуза"),
        ("uz", "“Meduza”-ning xabari", "Meduza", "Meduza”-ning"),
    ],
)
def test_a_particle_behind_a_quotation_mark_is_no_ending(lang: str, text: str, term: str, place: str) -> None:
    assert found(lang, text, term) == [(term, place)]


@pytest.mark.parametrize(
    ("lang", "term", "text", "place"),
    [
        ("en", "U.S.", "The U.S. senate", "U.S"),
        ("en", "U.N. General Assembly", "a <em>U.N.</em> General Assembly’s vote", "U.N.</em> General Assembly’s"),
        ("en", "Mount St. Helens", "near Mount St Helens", "Mount St Helens"),
        ("en", "Q&A", "a Q&amp;A page", "Q&amp;A"),
        ("en", "Columbia, S.C.", "from Columbia, S.C., he", "Columbia, S.C"),
        ("en", "and/or", "and/or", "and/or"),
        ("ru", "и. о. директора", "И.о. директора ушёл", "И.о. директора"),
        ("ru", "Л. Н. Толстой", "романы Л.Н. Толстого", "Л.Н. Толстого"),
        ("ru", "человек, ищущий работу", "люди, ищущие работу", "люди, ищущие работу"),
        ("uz", "A. Qodiriy", "A. Qodiriyning uyi", "A. Qodiriyning"),
        ("tg", "ш. Хоруғ", "дар ш. Хоруғ", "ш. Хоруғ"),
    ],
)
def test_marks_within_a_term_are_part_of_it(lang: str, term: str, text: str, place: str) -> None:
    assert found(lang, text, term) == [(term, place)]


@pytest.mark.parametrize(("term", "text"), [("U.S.", "u s"), ("U.S.", "U, S"), ("Q&A", "Q. A"), ("and/or", "and, or")])
def test_but_other_marks_are_not(term: str, text: str) -> None:
    assert found("en", text, term) == []


@pytest.mark.parametrize("text", ["Мирзиёевнинг", "Мирзиеевнинг", "МИРЗИЕЕВ"])
def test_dots_may_be_missing_in_cyrillic_uzbek(text: str) -> None:
    assert found("uz-Cyrl", text, "Мирзиёев") == [("Мирзиёев", text)]
    assert found("uz-Cyrl", "ер", "ёр") == []


def test_a_word_said_twice_with_a_hyphen_is_found_twice() -> None:
    text = "Xabar qishloqdan-qishloqqa oʻtdi"
    assert found("uz", text, "qishloq") == [("qishloq", "qishloqdan"), ("qishloq", "qishloqqa")]


def test_all_concepts_of_the_same_words_are_given() -> None:
    hits = index("en", Term("charter", "en", "flight"), Term("charter", "en", "document")).find("two charters")
    assert [hit.term.concept for hit in hits] == ["flight", "document"]


def test_concepts_can_be_left_out() -> None:
    terms = index("en", Term("charter", "en", "flight"), Term("charter flight", "en", "trip"))
    text = "a charter flight"
    assert [hit.term.concept for hit in terms.find(text)] == ["trip"]
    assert [hit.term.concept for hit in terms.find(text, leave_out={"trip"})] == ["flight"]


def test_a_word_that_is_a_term_itself_is_no_form_of_another() -> None:
    assert found("ru", "роман романов", "роман") == [("роман", "роман"), ("роман", "романов")]
    assert found("ru", "роман Романов", "роман", "Романов") == [("роман", "роман"), ("Романов", "Романов")]


class TestOverrides:
    def test_extra_forms(self) -> None:
        term = Term("депортация", "ru", "x", forms=("депорт", "вышлют из страны"))
        assert found("ru", "Депорт: его вышлют из страны", term) == [
            ("депортация", "Депорт"),
            ("депортация", "вышлют из страны"),
        ]

    def test_blocked_forms(self) -> None:
        term = Term("permit", "en", "x", blocked=("permitted",))
        assert found("en", "permitted permits", term) == [("permit", "permits")]

    def test_invariable(self) -> None:
        term = Term("Заря", "ru", "x", invariable=True)
        assert found("ru", "Заря на заре", term) == [("Заря", "Заря")]

    def test_part_of_speech(self) -> None:
        assert found("en", "led by a lead", Term("lead", "en", "x", pos="noun")) == [("lead", "lead")]

    def test_uses_beyond_the_grammar(self) -> None:
        assert found("uz", "vizasiz", "viza") == []
        assert found("uz", "vizasiz", Term("viza", "uz", "x", also=("siz",))) == [("viza", "vizasiz")]


class TestCase:
    def test_nobody_asked(self) -> None:
        assert found("en", "MIGRANTS migrants Migrants", "migrant") == [
            ("migrant", w) for w in ("MIGRANTS", "migrants", "Migrants")
        ]

    def test_required(self) -> None:
        assert found("en", "US told us", Term("US", "en", "us", case=Case.REQUIRED)) == [("US", "US")]

    def test_checked(self) -> None:
        hits = index("uz", Term("Meduza", "uz", "m", case=Case.CHECKED)).find("Meduzaga MEDUZAGA meduzaga")
        assert [hit.case_agrees for hit in hits] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Meduza” yozdi", True),
        ("“Meduza”ga", True),
        ("«<a1>Meduza</a1>»", True),
        ("‘Meduza’ga", True),
        ("Meduza", False),
        ("“Meduza va boshqalar”", False),
        ('"ha" Meduza "yoʻq"', False),
        ("(Meduza)", False),
    ],
)
def test_quotation_marks(text: str, quoted: bool) -> None:
    (hit,) = index("uz", "Meduza").find(text)
    assert hit.quoted is quoted


class TestMisspelt:
    @pytest.mark.parametrize(
        ("lang", "term", "text", "letters"),
        [
            ("ru", "мигрант", "мигpaнты", [("p", "р"), ("a", "а")]),
            ("en", "border", "bоrders", [("о", "o")]),
            ("uz", "oʻqituvchi", "oqituvchilar", [("o", "oʻ")]),
            ("uz", "muhojir", "muhоjirga", [("о", "o")]),
            ("uz-Cyrl", "қишлоқ", "кишлоқда", [("к", "қ")]),
            ("tg", "қонунгузор", "конунгузорон", [("к", "қ")]),
            ("tg", "қонунгузор", "ⱪонунгузорон", [("ⱪ", "қ")]),
            ("tg", "ҳукумат", "њукуматро", [("њ", "ҳ")]),
            ("tg", "ғалаба", "ѓалаба", [("ѓ", "ғ")]),
            ("tg", "ҷазо", "љазо", [("љ", "ҷ")]),
            ("tg", "Ӯш", "Ушро", [("у", "ӯ")]),
            ("tg", "СҶТ", "СЧТ", [("ч", "ҷ")]),
            ("tg", "хушксолӣ", "хушксоли", [("и", "ӣ")]),
            ("uz", "yoʻlovchi", "yóʻlovchi", [("ó", "oʻ")]),
            ("uz", "yer", "ер", [("е", "ye"), ("р", "r")]),
            ("uz", "jamʼi", "жамъи", [("ж", "j"), ("а", "a"), ("м", "m"), ("ъ", "ʼ"), ("и", "i")]),
            ("uz", "bel", "бели", [("б", "b"), ("е", "e"), ("л", "l"), ("и", "i")]),
        ],
    )
    def test_the_letters_are_named(self, lang: str, term: str, text: str, letters: list[tuple[str, str]]) -> None:
        (hit,) = index(lang, term).find(text)
        assert hit.misspelt
        assert list(hit.letters) == [Letter(*pair) for pair in letters]

    @pytest.mark.parametrize(
        ("lang", "text", "term"),
        [
            ("ru", "ребенка", "ребёнок"),
            ("uz", "o‘qituvchi", "oʻqituvchi"),
            ("en", "cafés", "cafe"),
            ("uz", "TOʻRT", "toʻrt"),
        ],
    )
    def test_what_is_no_mistake(self, lang: str, text: str, term: str) -> None:
        (hit,) = index(lang, term).find(text)
        assert not hit.misspelt
        assert hit.letters == ()

    @pytest.mark.parametrize(
        ("text", "is_there"),
        [
            ("шаҳрванди Тоҷикистон", False),  # a citizen of
            ("шаҳрванди «Сомон»", False),
            ("бе шаҳрванди аст", True),
            ("шаҳрванди, забон", True),
            ("шаҳрванди <em>дода</em>", False),
            ("шаҳрванди нашуданд", True),
        ],
    )
    def test_what_is_linked_to_the_next_word_is_right(self, text: str, is_there: bool) -> None:
        assert (found("tg", text, "шаҳрвандӣ") != []) is is_there

    @pytest.mark.parametrize(
        ("lang", "text", "term"), [("uz", "Osh", "Oʻsh"), ("tg", "уш", "Ӯш"), ("tg", "туй", "тӯй")]
    )
    def test_a_short_word_may_be_another_one(self, lang: str, text: str, term: str) -> None:
        assert found(lang, text, term) == []

    def test_the_well_spelt_term_wins(self) -> None:
        assert found("uz", "oq", "oʻq", "oq") == [("oq", "oq")]


def test_a_language_without_grammar_is_refused() -> None:
    with pytest.raises(LanguageError, match="not known"):
        index("fr", "visa")


TERMS = ["мигрант", "трудовой мигрант", "режим высылки", "Умида Ниязова", "вид на жительство"]
PIECES = ["мигранта", "трудовым", "мигрантам", "режима", "высылки", "Умиде", "Ниязовой", "вид", "на", "жительство", "и"]
TEXTS = st.lists(st.sampled_from(PIECES)).flatmap(
    lambda chosen: st.lists(
        st.sampled_from([" ", "\u00a0", ", ", " «", "» ", "</em> <em>", "-", "\n"]),
        min_size=len(chosen),
        max_size=len(chosen),
    ).map(lambda gaps: "".join(word + gap for word, gap in zip(chosen, gaps, strict=True)))
)
RUSSIAN = index("ru", *TERMS)


@given(TEXTS)
def test_offsets_cut_out_what_was_found(text: str) -> None:
    hits = RUSSIAN.find(text)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert (hit.words[0][0], hit.words[-1][1]) == (hit.start, hit.end)
        again = RUSSIAN.find(text[hit.start : hit.end])
        assert [(other.term, other.start, other.end) for other in again] == [(hit.term, 0, hit.end - hit.start)]
    assert not any(hit.is_inside(other) for hit in hits for other in hits if hit is not other)


@given(TEXTS)
def test_a_term_that_is_not_in_the_text_changes_nothing(text: str) -> None:
    more = index("ru", *TERMS, "трубопровод", "режиссёр", "мигалка", "высылка товара")
    assert more.find(text) == RUSSIAN.find(text)


@given(TEXTS)
def test_the_way_letters_are_encoded_changes_nothing(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text).replace("а", "а\u00ad")
    hits, others = RUSSIAN.find(text), RUSSIAN.find(decomposed)
    assert [hit.term for hit in hits] == [hit.term for hit in others]
    assert all(
        unicodedata.normalize("NFC", decomposed[b.start : b.end].replace("\u00ad", "")) == text[a.start : a.end]
        for a, b in zip(hits, others, strict=True)
    )


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert RUSSIAN.find(text) == ()


def test_before_a_quotation_mark_a_word_is_as_it_is_cited() -> None:
    marked = index("tg", "Осиёи Марказӣ").find("дар «Осиёи Марказӣ»-ро, Осиёи Марказӣро")
    assert [hit.misspelt for hit in marked] == [False, True]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("exit ban  exit\tban, (exit ban)", [(0, 8), (10, 18), (21, 29)]),
        (" \n exit   ban\n", [(3, 13)]),
        ("an exit/ban or exit — ban, exit", []),
        ("either/or exit ban", [(10, 18)]),
        ("either/exit ban/or", [(7, 15)]),
        ('<a href="exit ban">exit ban</a> ban', [(19, 27)]),
        ("3 < 4: exit ban", [(7, 15)]),
        ("« exit » ban", [(2, 12)]),
        ("ban 97,502 exit", []),
    ],
)
def test_words_stand_where_they_stand(text: str, places: list[tuple[int, int]]) -> None:
    assert [(hit.start, hit.end) for hit in index("en", "exit ban").find(text)] == places


_PIECES = (
    "exit",
    "ban",
    "exit ban",
    "Bans",
    "permit,",
    "work permit.",
    "a/exit",
    "—",
    "«ban»",
    "12,5",
    "<em>exit</em>",
    "x",
)


@given(st.lists(st.sampled_from(_PIECES)), st.sampled_from((" ", "  ", "\n")), st.sampled_from(("", " ", "\n\t")))
def test_more_white_space_changes_nothing(pieces: list[str], between: str, before: str) -> None:
    here = index("en", "exit ban", "ban", "work permit", "permit")

    def of(text: str) -> list[tuple[str, list[str], bool]]:
        return [(hit.term.text, [text[a:b] for a, b in hit.words], hit.quoted) for hit in here.find(text)]

    assert of(before + between.join(" ".join(pieces).split())) == of(" ".join(pieces))


def test_figures_are_found_where_a_term_has_them() -> None:
    assert found("en", "the 2,030 agenda and 2030.", "2030") == [("2030", "2030")]
    assert found("en", "a 5 of 2,030", "2") == [("2", "2")]


@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u034f"])
@pytest.mark.parametrize("lang", ["en", "ru", "uz", "uz-Cyrl", "tg"])
def test_a_term_with_signs_that_nobody_sees_is_no_trap(lang: str, sign: str) -> None:
    """They come along when a term is copied from a page."""
    for term in (f"AB {sign} cd {sign}", f"ab/{sign}cd", f"{sign}", f"ab {sign}cd x=y>{sign}"):
        assert index(lang, term, "ab").find("x ab y AB cd")
