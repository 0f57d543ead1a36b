"""Russian words in their forms."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.inflection.ru import GRAMMAR


def accepted(term: str, text: str, pos: str | None = None) -> list[str]:
    """The words of a text that are forms of a term of one word."""
    (forms,) = GRAMMAR.forms([GRAMMAR.fold(term)], pos)  # type: ignore[arg-type]
    return [word for word in text.split() if forms.accepts(GRAMMAR.fold(word))]


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("вахтовик", "вахтовик вахтовика вахтовику вахтовиком вахтовике вахтовики вахтовиков вахтовикам"),
        ("граница", "границы границей границ границах"),
        ("гражданин", "гражданина граждане граждан гражданами"),
        ("человек", "людей людьми человека"),
        ("паёк", "пайка пайком ПАЙКИ паек"),
        ("трудовой", "трудового трудовыми трудовую"),
        ("строгий", "строже строг строга строгими"),
        ("депортировать", "депортируют депортировал депортирован депортированных депортировав"),
        ("депортировать", "депортируется депортировались депортировавшимися депортируясь депортироваться"),
        ("высылать", "высылаются высылаемых высылающихся высылался высылая"),
        ("доксать", "доксает доксаются доксавшийся доксаемый"),
        ("выслать", "вышлют выслан высланных выславший выслав"),
        ("разыскиваемый", "разыскиваемого разыскиваемые"),
        ("рабочий", "рабочего рабочих рабочими"),
        ("Душанбе", "Душанбе"),
        ("МИД", "МИД МИДа"),
        ("СВО", "СВО"),
        ("вид-переселенец", "вида-переселенца виды-переселенцы"),
        ("северо-кавказский", "северо-кавказского северо-кавказскими"),
    ],
)
def test_forms(term: str, forms: str) -> None:
    assert accepted(term, forms) == forms.split()


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Курбонзода", "Курбонзоды Курбонзоде Курбонзодой"),
        ("Норматов", "Норматова Норматовым Норматовых Норматове"),
        ("Гейдельсбург", "Гейдельсбурга Гейдельсбурге Гейдельсбургом"),
        ("Шохимардон", "Шохимардона Шохимардону"),
        ("Нурекгидрострой", "Нурекгидростроя Нурекгидрострое"),
        ("Чупик", "Чупика Чупику Чупиком"),
        ("Кыркегаард", "Кыркегаарда Кыркегаардом"),
        ("Ферутдинец", "Ферутдинца Ферутдинцем"),
        ("Мамкентия", "Мамкентии Мамкентией Мамкентию"),
        ("Заркентский", "Заркентского Заркентским Заркентская"),
        ("Бартангль", "Бартангля Бартанглем"),
        ("Крамбаж", "Крамбажа Крамбажем Крамбажом"),
        ("кибербезличный", "кибербезличного кибербезличными кибербезлична"),
        ("Тортиец", "Тортийца Тортийцев"),
        ("гидропоставка", "гидропоставок гидропоставки гидропоставкой"),
    ],
)
def test_words_that_no_dictionary_has(name: str, forms: str) -> None:
    assert accepted(name, forms) == forms.split()


@pytest.mark.parametrize(
    ("term", "others"),
    [
        ("нападающий", "нападают нападал нападать"),
        ("начало", "начать начат начата"),
        ("правило", "править"),
        ("Романов", "роман романы романа"),
        ("мигрант", "миграция мигрировать мигрантский мигрантка"),
        ("премьер", "премьер-министр премьер-министра"),
        ("прошлое", "прошлый прошлая прошлую"),
        ("ведущая", "ведущего"),
        ("режим", "режимный"),
        ("граница", "граничить гранит"),
        ("СВО", "свой своя свою"),
        ("пытать", "пытаться пытался пытаются пытаясь"),
        ("выслать", "высылать высылают высылаются"),
        ("задержать", "задержаться задержался"),
        ("Каримов", "Карим Каримовой"),
        ("Каримова", "Каримов Каримовым Каримове"),
    ],
)
def test_words_that_are_others(term: str, others: str) -> None:
    assert accepted(term, others) == []


@pytest.mark.parametrize(
    ("name", "forms", "others"),
    [
        ("Рахмон", "Рахмона Рахмоном", "Рахмонов Рахмонова"),
        ("Караколь", "Караколя Караколе Караколем", "Каракол"),
        ("Роман", "Романа Романом", "Романов Романова"),
        ("Шерзамон", "Шерзамона Шерзамоном", "Шерзамонов Шерзамонова"),
        ("Умбедай", "Умбедая Умбедаю", "Умбедаев Умбедаева"),
        ("Норматов", "Норматова Норматовым Норматовых", "Нормат Норматовой"),
        ("Норматова", "Норматовой Норматову", "Норматов Норматовым Норматове"),
        ("Заркентский", "Заркентского Заркентским", "Заркентская Заркентской"),
        ("Заркентская", "Заркентской Заркентскую", "Заркентский Заркентского"),
        ("Шахзода", "Шахзоды Шахзоду", "Шахзод"),
        ("Сахарово", "Сахарове Сахарова", "Сахаров Сахаровым"),
    ],
)
def test_a_name_is_not_another_name(name: str, forms: str, others: str) -> None:
    assert accepted(name, forms, "name") == forms.split()
    assert accepted(name, others, "name") == []


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Рахмон", True),
        ("Роман", True),
        ("Умида Ниязова", True),
        ("Крамбаж", True),
        ("роман", False),
        ("Мигрант", False),
        ("МВД", False),
        ("Российская Федерация", False),
    ],
)
def test_what_a_name_looks_like(text: str, is_name: bool) -> None:
    assert GRAMMAR.is_name(text.split()) is is_name


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("мигрантов-то", "мигрантов"),
        ("вышли-ка-то", "вышли"),
        ("выслали-таки", "выслали"),
        ("что-нибудь", "что-нибудь"),
        ("вид-переселенец", "вид-переселенец"),
    ],
)
def test_particles_are_no_part_of_a_word(word: str, bare: str) -> None:
    assert GRAMMAR.bare(word) == bare


def test_a_part_of_speech_chooses_the_reading() -> None:
    assert accepted("печь", "печи пёк печью пекут", "noun") == ["печи", "печью"]
    assert accepted("печь", "печи пёк печью пекут", "verb") == ["пёк", "пекут"]
    assert accepted("рядом", "ряда рядом", "other") == ["рядом"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("режим высылки", "режимом высылки"),
        ("специальная военная операция", "специальных военных операций"),
        ("вид на жительство", "видами на жительство"),
        ("вооружённые силы", "вооружённым силам"),
        ("Умида Ниязова", "Умидой Ниязовой"),
        ("министерство внутренних дел", "министерству внутренних дел"),
        ("получить гражданство", "получили гражданство"),
        ("сирота казанская", "сиротой казанской"),
        ("Эмомали Рахмон", "Эмомали Рахмоном"),
        ("102 я статья", "102 й статьи"),
        ("102 я статья", "102 ю статью"),
    ],
)
def test_phrases(term: str, text: str) -> None:
    forms = GRAMMAR.forms([GRAMMAR.fold(word) for word in term.split()], None)
    assert [f.accepts(GRAMMAR.fold(w)) for f, w in zip(forms, text.split(), strict=True)] == [True] * len(forms)


@pytest.mark.parametrize(
    ("term", "text"),
    [("режим высылки", "режим высылкой"), ("министерство внутренних дел", "министерство внутреннее дело")],
)
def test_what_depends_on_the_head_stays(term: str, text: str) -> None:
    forms = GRAMMAR.forms(term.split(), None)
    assert not all(form.accepts(word) for form, word in zip(forms, text.split(), strict=True))


def phrase(term: str, text: str) -> bool:
    """Whether a text is a term of as many words in one of its forms."""
    forms = GRAMMAR.forms([GRAMMAR.fold(word) for word in term.split()], None)
    return all(form.accepts(GRAMMAR.fold(word)) for form, word in zip(forms, text.split(), strict=True))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("решение суда", "решения судов"),
        ("похищение невесты", "похищениям невест"),
        ("похищение невест", "похищение невесты"),
        ("жертва пытки", "жертвами пыток"),
        ("член семьи", "члены семей"),
        ("глава государства", "главы государств"),
        ("срок заключения", "сроки заключений"),
        ("гражданин страны", "граждан стран"),
        ("место лишения свободы", "местах лишений свободы"),
        ("жертва домашнего насилия", "жертвы домашнего насилия"),
        ("обвинение прокурора", "обвинения прокуроров"),
        ("губернатор области", "губернаторы областей"),
        ("торговля людьми", "торговлей людьми"),
        ("помощь беженцам", "помощью беженцам"),
        ("борьба с коррупцией", "борьбе с коррупцией"),
        ("рабочие стороны", "рабочих сторон"),
        ("закон об иностранных агентах", "законы об иностранном агенте"),
        ("учащиеся школы", "учащимся школ"),
    ],
)
def test_what_depends_on_the_head_is_in_its_case_in_either_number(term: str, text: str) -> None:
    assert phrase(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("решение суда", "решение судом"),
        ("похищение невесты", "похищение невестой"),
        ("гражданин страны", "гражданин страной"),
        ("права человека", "правами человеком"),
        ("торговля людьми", "торговля людям"),
        ("помощь беженцам", "помощь беженцами"),
        ("министерство внутренних дел", "министерство внутренним делам"),
        ("военные учения", "военное учение"),
    ],
)
def test_and_in_no_other_case(term: str, text: str) -> None:
    assert not phrase(term, text)


@pytest.mark.parametrize(
    ("term", "forms", "others"),
    [
        ("выборы", "выборов выборам выборах", "выбор выбора выбором"),
        ("учения", "учений учениям учениями", "учение учению учением"),
        ("роды", "родов родам", "род рода роду"),
        ("часы", "часов часами", "час часа часом"),
        ("силы", "сил силам силами", "сила силу силой"),
        ("власти", "властей властями", "власть властью"),
        ("данные", "данных данным", "данный данного дан"),
        ("отношения", "отношений отношениях", "отношение отношением"),
        ("боевики", "боевиков боевик боевика", "бой"),
        ("беженцы", "беженец беженцев беженцу", "бежать"),
        ("средства", "средство средств", "средний"),
        ("выбор", "выбора выборе", "выборный"),
    ],
)
def test_a_plural_takes_the_singular_unless_this_means_something_else(term: str, forms: str, others: str) -> None:
    assert accepted(term, forms) == forms.split()
    assert accepted(term, others) == []


def test_the_plural_of_another_word() -> None:
    assert accepted("дитя", "дети детей детям детьми дитяти") == ["дети", "детей", "детям", "детьми", "дитяти"]
    assert accepted("дитя", "детский ребёнок") == []


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("аким", "акима акимы акимов акимам"),
        ("раис", "раиса раисов раисами"),
        ("манас", "манаса манасов"),
        ("хоким", "хокима хокимов"),
        ("имам-хатиб", "имам-хатиба имам-хатибы имам-хатибов"),
    ],
)
def test_a_title_that_men_are_called_as_well_has_its_whole_plural(term: str, forms: str) -> None:
    assert accepted(term, forms) == forms.split()


@pytest.mark.parametrize(
    ("term", "typed", "begins", "is_other"),
    [
        ("султан", "Султанов", False, True),
        ("хан", "Ханов", False, True),
        ("талиб", "Талибов", False, True),
        ("роман", "Романов", False, True),
        ("султан", "Султанов", True, False),
        ("султан", "султанов", False, False),
        ("султан", "СУЛТАНОВ", False, False),
        ("султан", "Султан", False, False),
        ("мигрант", "Мигрантами", False, False),
        ("Песков", "песков", False, True),
        ("Роман", "романа", False, True),
        ("Песков", "Песков", False, False),
        ("Песков", "ПЕСКОВ", False, False),
        ("Россия", "россии", False, False),
        ("Рахмон", "рахмона", False, False),
        ("МВД", "мвд", False, False),
    ],
)
def test_a_capital_tells_words_apart(term: str, typed: str, begins: bool, is_other: bool) -> None:
    assert GRAMMAR.is_homograph(term, typed, begins=begins) is is_other


@pytest.mark.parametrize(
    "typed",
    ["мигра\u00adнт", "ми\u200bгрант", "мигра\u0301нт", "мигpaнт", "\ufeffмигрант"],
)
def test_marks_and_letters_that_nobody_sees(typed: str) -> None:
    assert GRAMMAR.fold(typed) == "мигрант"


def test_decomposed_letters_keep_what_is_no_stress() -> None:
    assert GRAMMAR.fold("мои\u0306 е\u0308лка") == "мой елка"


def test_a_word_of_another_alphabet_stays() -> None:
    assert GRAMMAR.fold("Meduza-ро") == "meduza-ро"
    assert GRAMMAR.fold("COP") == "cop"


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя-", min_size=1, max_size=12))
def test_any_word_is_a_form_of_itself_and_begins_as_it_says(word: str) -> None:
    (forms,) = GRAMMAR.forms([word], None)
    assert forms.accepts(word)
    assert any(word.startswith(start) for start in forms.starts)
    assert all(0 < len(start) <= 3 for start in forms.starts)


def test_the_dictionary_is_loaded_with_the_first_term() -> None:
    code = "import sys; from l10n_flow.inflection import grammar; grammar.get('ru').fold('а'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "l10n_flow.inflection.ru" in loaded
    assert "pymorphy3" not in loaded


@pytest.mark.parametrize(
    ("word", "citation"), [("Москве", "москва"), ("Москвой", "москва"), ("детей", "ребенок"), ("ехал", "ехать")]
)
def test_what_a_word_is_a_form_of(word: str, citation: str) -> None:
    assert citation in GRAMMAR.citations(GRAMMAR.fold(word))
