"""Tajik words in their forms, in the forms of other words, and as they are typed without a Tajik keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.inflection.grammar import get
from l10n_flow.inflection.tg import GRAMMAR

if TYPE_CHECKING:
    from l10n_flow.inflection.grammar import Forms, PartOfSpeech


def forms(term: str, pos: PartOfSpeech | None = None, also: tuple[str, ...] = ()) -> tuple[Forms, ...]:
    return GRAMMAR.forms([GRAMMAR.fold(word) for word in term.split()], pos, also)


def found(term: str, word: str, pos: PartOfSpeech | None = None, also: tuple[str, ...] = ()) -> bool:
    return forms(term, pos, also)[-1].accepts(GRAMMAR.fold(word))


def misspelt(term: str, word: str) -> bool:
    return forms(term)[-1].resembles(GRAMMAR.fold(word))


def cases(table: str) -> list[tuple[str, str]]:
    """Lines of `term: word word ...`."""
    return [
        (term.strip(), word)
        for line in table.strip().splitlines()
        for term, _, words in [line.partition(":")]
        for word in words.split()
    ]


NOUNS = """
    вазорат: вазорат вазорате вазорати вазоратро вазорату вазоратҳо вазоратҳои вазоратҳоро вазораташ вазоратамон
    гувоҳ: гувоҳон гувоҳони гувоҳонро гувоҳону гувоҳонашон гувоҳе гувоҳеро гувоҳанд гувоҳонат гувоҳҳоят
    парванда: парвандаи парвандае парвандаҳои парвандааш парвандаяш парвандаву парвандаю парвандаро парвандааст
    шаҳид: шаҳидон шаҳидони шаҳидҳо
    паноҳанда: паноҳандагон паноҳандагони паноҳандагонро паноҳандагонамон паноҳандаҳо паноҳандаат
    раъно: раъноён раъноҳо раънои раъное раънояш раъноро раънову раъност
    ҳақ: ҳаққи ҳақи ҳаққаш ҳақро ҳақҳо ҳаққе
    ҳамсоя: ҳамсояи ҳамсоягон ҳамсояҳоямон ҳамсояаш
    гурӯҳ: гурӯҳе гурӯҳест гурӯҳеро гурӯҳҳост гурӯҳҳову гурӯҳҳоеро
    кӯча: кӯчаҳоеро кӯчаи
    бозу: бозувон бозуи бозуяш
    намоз: намозу намозашро намозамро
    рӯй: рӯй рӯи рӯйи рӯе рӯяш рӯям рӯю рӯйҳо рӯйро
    ҷой: ҷоҳои ҷоҳо ҷойҳо ҷои
    ҲҶМТ: ҲҶМТу ҲҶМТву ҲҶМТро ҲҶМТи
    меҳмонсарой: меҳмонсаройҳо меҳмонсарои меҳмонсароямон
    тулӯъ: тулӯъ тулӯъи тулӯи тулӯяш тулӯъҳо
    манбаъ: манбаъҳои манбаи манбаъро
    тобеият: тобеияти тобеиятро
    Тоҷикистон: Тоҷикистони Тоҷикистонро тоҷикистонаш
    Чили: Чили Чилиро Чилии
    ПРОКУРОР: прокурорҳо Прокуророн прокурорро
"""
IN_I = """
    сокинӣ: сокинӣ сокинии сокиниро сокиниҳо сокиниҳои сокиние сокинию сокиниву сокинияш сокиниаш
    эронӣ: эрониён эрониёнро эронист эронии
"""
ADJECTIVES = """
    вазнин: вазнинтар вазнинтарин вазнинтарини вазнинтаринҳо вазнину вазнине
    қавӣ: қавитар қавитарин қавии
    хуб: хубтар хубон хубе
"""
VERBS = """
    кардан: кард кардам карданд карда кардааст кардаанд мекунад намекунам накунанд бикун накардааст мекард намекарданд
    рафтан: меравад меравем рафта рафтагӣ рафтани рафтанро рафтанаш рафтанӣ рафтанист наравед биравад
    гуфтан: мегӯяд мегӯянд гӯем мегуфтанд гуфтааст нагуфт гуфташ мегӯямат
    омадан: меояд омадаанд биёяд биё наомад намеоянд омаданашонро
    дидан: мебинад дидаам бубинед намебинем
    баргаштан: баргашт бармегардад барнагашт барнамегардем баргаштааст баргарданд
    баромадан: мебарояд набаромад баромаданд барояд
    фаҳмидан: мефаҳмам фаҳмида фаҳмидаанд нафаҳмид фаҳманд
    гузарондан: мегузаронад гузаронданд гузаронида
    гирифтан: гирифташуда гирифташудагонро
    шинохтан: мешиносам шинохта нашиносад шинохтаамаш
"""
OTHER_WORDS = """
    давлат: давлатӣ давлатии давлатиро давлатдор давлатманд
    ватан: ватанӣ ватандор ватандӯст бедватан
    муҳоҷир: муҳоҷират муҳоҷирати муҳоҷиратро муҳоҷиркунӣ
    мушовир: мушоварат
    самимӣ: самимият самим самими самимона
    зиндон: зиндонӣ зиндонбон
    шаҳр: шаҳрӣ шаҳрвандон шаҳрдор
    сафар: сафарбарӣ
    бор: борон борун боргирӣ
    фарз: фарзанд фарзандон
    қурб: қурбон қурбонӣ
    раҳм: Раҳмон Раҳмонро
    тан: танҳо танҳоӣ
    даромад: даромаданд даромадем
    харид: хариданд харидем
    гардан: гарданд гарданда гардида мегардад
    фурӯхтан: фурӯшанда фурӯхтгоҳ
    об: обод обуна
    нав: навор
"""


@pytest.mark.parametrize(("term", "word"), cases(NOUNS + IN_I + ADJECTIVES + VERBS))
def test_forms(term: str, word: str) -> None:
    assert found(term, word)


@pytest.mark.parametrize(("term", "word"), cases(OTHER_WORDS))
def test_other_words(term: str, word: str) -> None:
    assert not found(term, word)
    assert not misspelt(term, word)


@pytest.mark.parametrize(
    ("term", "word"),
    cases("""
        муҳоҷир: мухочир мухочирон мухоҷирро муҳочирони мӯҳоҷир мухочироне
        ҳукумат: хукумат хукуматхо ҳукуматхои
        Тоҷикистон: Точикистон Точикистонро
        Ӯзбекистон: Узбекистон узбекистони
        қарор: карор карорхои
        роҳбарӣ: рохбарӣ рохбариро
        зиндагӣ: зиндаги
        ҷумҳурӣ: ҷумҳури чумхурӣ чумхури
        озодӣ: озодӣҳо озодихо
        мавзӯъ: мавзӯ мавзуъ мавзухо
        эълон: элон элони
        рӯз: рузхои рузҳоро
        ҷустан: мечуянд чустанд
    """),
)
def test_without_a_tajik_keyboard(term: str, word: str) -> None:
    assert not found(term, word)
    assert misspelt(term, word)


@pytest.mark.parametrize(
    ("term", "word"),
    cases("""
        халқ: ҳалқ
        ҳалқ: халқ халқи халқҳо халқро
        қат: кат кати
        тахт: таҳт таҳти
        хӯрд: хурд хурдро
        ганҷ: ганч
        ҷорӣ: чори чорӣ
        шеър: шер шерон
        аъзо: азо азои
        баъд: бад
        қаср: касри каср
        ҷанг: чангҳо чанг
        қорӣ: корӣ кориро кориён
        ҷой: чой чойи чойро
        рӯй: руй
        сиёҳ: сиёҳӣ
        рафтан: рафти
        баромадан: барои баромади
        баъд: бадтар
        иқтисодӣ: иқтисоди
        дастур: дастурӣ
    """),
)
def test_right_words_are_not_misspelt_others(term: str, word: str) -> None:
    assert not found(term, word)
    assert not misspelt(term, word)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ваⱪт", "вақт"),
        ("Ўзбек", "ӯзбек"),
        ("Ⱪаҳрамон", "қаҳрамон"),
        ("ноⱪiс", "ноқис"),
        ("нонвої", "нонвоӣ"),
        ("ҷумʼа", "ҷумъа"),
        ("ҷум’а", "ҷумъа"),
        ("Mаҷлис", "маҷлис"),
        ("ки\u0304на", "кӣна"),
        ("маҷли\u00adси", "маҷлиси"),
        ("кито\u0301б", "китоб"),
        ("и\u0306од", "йод"),
        ("ISISро", "isisро"),
        ("Facebook", "facebook"),
        ("O’Brien", "o'brien"),
    ],
)
def test_one_spelling_for_what_is_one_letter(typed: str, folded: str) -> None:
    assert GRAMMAR.fold(typed) == folded


def accepted(term: str, text: str) -> bool:
    words = text.split()
    of_term = forms(term)
    return len(words) == len(of_term) and all(
        form.accepts(GRAMMAR.fold(word)) for form, word in zip(of_term, words, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "корманди маъмурӣ",
        "кормандони маъмурӣ",
        "кормандҳои маъмуриро",
        "Кормандони маъмурию",
    ],
)
def test_the_izofat_stays_inside_a_term(text: str) -> None:
    assert accepted("корманди маъмурӣ", text)


@pytest.mark.parametrize("text", ["корманд маъмурӣ", "кормандро маъмурӣ", "корманде маъмурӣ", "корманди маъмур"])
def test_no_other_ending_does(text: str) -> None:
    assert not accepted("корманди маъмурӣ", text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("бозии варзишӣ", "бозиҳои варзишӣ"),
        ("ҷойи кор", "ҷойҳои корашонро"),
        ("ҷои кор", "ҷойи кор"),
        ("ҷои кор", "ҷойҳои кор"),
        ("намояндаи ҳизб", "намояндагони ҳизбро"),
        ("ихроҷ кардан", "ихроҷ намекунанд"),
        ("озод шудан", "озод шаванд"),
        ("дастгир кардан", "дастгир шуданд"),
        ("дастгир кардан", "дастгирашон мекунанд"),
        ("хатти оҳан", "хатҳои оҳан"),
        ("ҳалли масъала", "ҳалли масъаларо"),
        ("маҳрум кардан аз озодӣ", "маҳрум карда аз озодӣ"),
    ],
)
def test_terms_of_several_words(term: str, text: str) -> None:
    assert accepted(term, text)


@pytest.mark.parametrize("term", ["қонуни дар бораи об", "қонун дар бораи об"])
@pytest.mark.parametrize("law", "қонун қонуни қонунро қонуне қонунҳо қонунҳои Қонунҳоро".split())
def test_a_title_may_stand_behind_a_noun_without_izofat(term: str, law: str) -> None:
    assert accepted(term, f"{law} Дар бораи об")
    assert not accepted(term, "қонунӣ дар бораи об")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("қонуни Ҷумҳурии Тоҷикистон дар бораи об", "Қонуни Ҷумҳурии Тоҷикистон Дар бораи об"),
        ("конвенсияи оид ба об", "Конвенсия Оид ба об"),
        ("конвенсия оид ба об", "конвенсияҳои оид ба об"),
    ],
)
def test_other_ways_to_say_what_a_law_is_about(term: str, text: str) -> None:
    assert accepted(term, text)


LIGHT_VERBS = """
    ихроҷ кардан: намуданд гардиданд шуданд гаштанд менамояд мегардад кард
    эълон намудан: кард намуд гардид шудааст гардидааст мекунанд
    барқарор шудан: гардид гашт шуд мегардад
    иҷро гардидан: шуд мешавад гардад
"""
OTHER_VERBS = """
    ихроҷ кардан: дод гирифт
    барқарор шудан: кард намуд
    овоз додан: кард намуд
"""


def with_noun(table: str) -> list[tuple[str, str]]:
    """Each term of `cases` with its noun before the verb."""
    return [(term, f"{term.split()[0]} {verb}") for term, verb in cases(table)]


@pytest.mark.parametrize(("term", "text"), with_noun(LIGHT_VERBS))
def test_verbs_that_make_compound_ones_stand_for_each_other(term: str, text: str) -> None:
    assert accepted(term, text)


@pytest.mark.parametrize(("term", "text"), with_noun(OTHER_VERBS))
def test_other_verbs_do_not(term: str, text: str) -> None:
    assert not accepted(term, text)


def test_a_verb_alone_is_no_other() -> None:
    assert not found("кардан", "намуд")
    assert not found("гардидан", "шуд")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Эмомалӣ Раҳмон", "Эмомалии Раҳмон"),
        ("Эмомалӣ Раҳмон", "Эмомалӣ Раҳмонро"),
        ("Шавкат Мирзиёев", "Шавкати Мирзиёев"),
        ("Садриддин Айнӣ", "Садриддини Айниро"),
        ("Мирзо Турсунзода", "Мирзои Турсунзода"),
        ("Мирзо Турсунзода", "Мирзойи Турсунзода"),
        ("Умеда Ниёзова", "Умедаи Ниёзова"),
        ("Осиёи Марказӣ", "Осиёи Марказиро"),
    ],
)
def test_names_may_have_an_izofat(name: str, text: str) -> None:
    assert GRAMMAR.is_name(name.split())
    words = zip(forms(name, "name"), text.split(), strict=True)
    assert all(form.accepts(GRAMMAR.fold(word)) for form, word in words)


@pytest.mark.parametrize(
    ("name", "text"), [("Шавкат Мирзиёев", "Шавкатҳо Мирзиёев"), ("Шавкат Мирзиёев", "Шавкатро Мирзиёев")]
)
def test_and_no_other_ending(name: str, text: str) -> None:
    words = zip(forms(name, "name"), text.split(), strict=True)
    assert not all(form.accepts(GRAMMAR.fold(word)) for form, word in words)


@pytest.mark.parametrize("text", ["ҳукми суд", "Муҳоҷири меҳнатӣ", "Тоҷикистон", "СММ АМИТ"])
def test_what_is_no_name_of_several_words(text: str) -> None:
    assert not GRAMMAR.is_name(text.split())


def periphrases(term: str, text: str) -> tuple[bool, bool]:
    """Whether a text is a form of a term with more or fewer words, and whether it is that at least misspelt."""
    words = [GRAMMAR.fold(word) for word in text.split()]
    ways = [way for way in GRAMMAR.periphrases(term.split(), None) if len(way) == len(words)]
    pairs = [list(zip(way, words, strict=True)) for way in ways]
    return (
        any(all(form.accepts(word) for form, word in way) for way in pairs),
        any(all(form.accepts(word) or form.resembles(word) for form, word in way) for way in pairs),
    )


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("дастгир кардан", "дастгир хоҳад кард"),
        ("дастгир кардан", "дастгир нахоҳанд кард"),
        ("дастгир кардан", "дастгирашон хоҳем кард"),
        ("дастгир кардан", "дастгир хоҳанд шуд"),
        ("дастгир кардан", "дастгиршудагонро"),
        ("озод шудан", "озод хоҳам шуд"),
        ("озод шудан", "озодшудаи"),
        ("рафтан", "хоҳад рафт"),
        ("баргаштан", "хоҳанд баргашт"),
        ("баргаштан", "бар нахоҳанд гашт"),
        ("баргаштан", "барнахоҳад гашт"),
        ("аз кор рондан", "аз кор хоҳанд ронд"),
        ("дастгир кардан", "дастгир хоҳанд гардид"),
        ("дастгир кардан", "дастгир хоҳад намуд"),
        ("овоз додан", "овоздода"),
        ("овоз додан", "овоздодагонро"),
        ("овоз додан", "овознадодагон"),
        ("овоз додан", "овоздиҳандагон"),
        ("муроҷиат кардан", "муроҷиаткардаро"),
        ("муроҷиат кардан", "муроҷиатнамудаи"),
        ("муроҷиат кардан", "муроҷиаткунандагон"),
        ("ихроҷ намудан", "ихроҷгардида"),
        ("ихроҷ кардан", "ихроҷкардашуда"),
    ],
)
def test_forms_with_more_or_fewer_words(term: str, text: str) -> None:
    assert periphrases(term, text)[0]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("дастгир кардан", "дастгир хоҳад дод"),
        ("дастгир кардан", "дастгир бояд кард"),
        ("озод шудан", "озод хоҳад кард"),
        ("озод шудан", "озодкарда"),
        ("овоз додан", "овоздор"),
        ("овоз додан", "овозкарда"),
        ("муҳоҷири меҳнатӣ", "муҳоҷири хоҳад меҳнатӣ"),
    ],
)
def test_and_others_that_are_none(term: str, text: str) -> None:
    assert not periphrases(term, text)[1]


def test_the_future_typed_without_a_tajik_keyboard() -> None:
    assert periphrases("дастгир кардан", "дастгир хохад кард") == (False, True)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("муҳоҷирон-ку", "муҳоҷирон"),
        ("муҳоҷирро-чӣ", "муҳоҷирро"),
        ("рафтанд-а", "рафтанд"),
        ("намерафт-дия", "намерафт"),
        ("рафт-ку-а", "рафт"),
        ("кам-кам", "кам-кам"),
    ],
)
def test_particles_are_no_part_of_a_word(word: str, bare: str) -> None:
    assert GRAMMAR.bare(GRAMMAR.fold(word)) == bare


def test_a_missing_macron_is_a_misspelling_inside_a_term_only() -> None:
    assert forms("суди олӣ")[1].resembles("оли")
    assert forms("корҳои дохилӣ")[1].resembles("дохили")
    assert not misspelt("дохилӣ", "дохили")


def test_uses_that_a_term_allows() -> None:
    assert not found("хоҳар", "хоҳарат")
    assert found("хоҳар", "хоҳаратро", also=("ат",))
    assert found("ошно", "ошноят", also=("ат",))
    assert not found("ҳайвон", "ҳайвонот")
    assert found("ҳайвон", "ҳайвонотро", also=("от",))
    assert not found("фурӯхтан", "фурӯшанда")
    assert found("фурӯхтан", "фурӯшандагон", also=("анда",))
    assert found("гуфтан", "гӯяндаи", also=("анда",))


def test_part_of_speech() -> None:
    assert not found("вазнин", "вазнинтар", "noun")
    assert found("вазнин", "вазнинтар", "adjective")
    assert not found("рафтан", "меравад", "noun")
    assert found("чафсидан", "мечафсад", "verb")
    assert found("ғалтан", "ғалтам", "verb")
    assert not found("ғалтан", "ғалтам")


def test_it_is_the_grammar_of_tajik() -> None:
    assert get("tg") is GRAMMAR


ENDINGS = ["", "и", "ҳо", "ҳои", "ро", "е", "ҳоро", "ашон", "ҳояш", "у", "амонро", "ҳоеро"]
KEYBOARD = str.maketrans("ғӣқӯҳҷ", "гикухч")
words = st.sampled_from("ҳуқуқ ҳуҷҷат таҷриба ғалаба қоғаз фаъолият ҳифз ҷараён муқовимат низоъ кӯҳистон дарё".split())


@given(words, st.sampled_from(ENDINGS))
def test_forms_begin_as_they_say_and_are_either_right_or_misspelt(word: str, ending: str) -> None:
    form = forms(word)[0]
    for written in (word + ending, (word + ending).translate(KEYBOARD)):
        if form.accepts(written) or form.resembles(written):
            assert any(GRAMMAR.loose(written).startswith(start) for start in form.starts)
        assert not (form.accepts(written) and form.resembles(written))


@given(words.filter(lambda word: word.translate(KEYBOARD) != word and word[-1] not in "аёъ"), st.sampled_from(ENDINGS))
def test_every_form_typed_on_a_russian_keyboard_is_recognised(word: str, ending: str) -> None:
    assert misspelt(word, (word + ending).translate(KEYBOARD))


@given(st.text("абгдеёзиӣйклмнорстуӯхқғҳҷъьэюя-", min_size=1, max_size=9))
def test_every_word_is_a_form_of_itself_and_no_misspelling(word: str) -> None:
    assert found(word, word)
    assert not misspelt(word, word)


LETTERS = st.sampled_from([*"абвгқғӣӯҳҷⱪўїACKo'ʼ-", "и\u0304", "у\u0306", "о\u0301", "к\u0301", "\u200b"])


@given(st.lists(LETTERS, max_size=10).map("".join))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    once = GRAMMAR.fold(word)
    assert GRAMMAR.fold(once) == once
    assert GRAMMAR.loose(GRAMMAR.loose(once)) == GRAMMAR.loose(once)
