"""What a translator is told of a reworded text."""

from __future__ import annotations

import re
import time

import pytest

from l10n_flow.languages.registry import get
from l10n_flow.languages.uz_script import to_cyrillic
from l10n_flow.syncing.wording import changes


@pytest.mark.parametrize(
    ("lang", "before", "after", "expected"),
    [
        ("en", "They must leave by April 1.", "They must leave by April 30.", ['number "April 1" -> "April 30"']),
        ("en", "Two people were hurt.", "Three people were hurt.", ['number "Two people" -> "Three people"']),
        ("en", "It costs 1,000 dollars.", "It costs 10,000 dollars.", ['number "1,000 dollars" -> "10,000 dollars"']),
        ("en", "The court found him guilty.", "The court found him not guilty.", ['negation "not guilty" is new']),
        ("en", "He didn’t leave.", "He left.", ['negation "didn’t leave" -> "left"']),
        ("en", "It was lawful.", "It was unlawful.", ['negation "lawful" -> "unlawful"']),
        (
            "en",
            "It is said that John Smith left.",
            "It is said that Jane Smith left.",
            ['name "John Smith" -> "Jane Smith"'],
        ),
        ("en", "They met in Osh.", "They met.", ['name "Osh" is gone']),
        ("en", "The <a1>rule</a1> is new.", "The rule is <em>new</em>.", []),
        ("en", "The police came late.", "A police car came late.", []),
        ("ru", "Выехать нужно до 1 апреля.", "Выехать нужно до 30 апреля.", ['number "1 апреля" -> "30 апреля"']),
        ("ru", "Суд признал его виновным.", "Суд признал его невиновным.", ['negation "виновным" -> "невиновным"']),
        ("ru", "Ранены трое.", "Ранены пятеро.", ['number "Ранены трое" -> "Ранены пятеро"']),
        ("ru", "Так сказал Иван Орлов.", "Так сказал Пётр Орлов.", ['name "Иван Орлов" -> "Пётр Орлов"']),
        ("uz", "Ular keldi.", "Ular kelmadi.", ['negation "keldi" -> "kelmadi"']),
        ("uz", "Ular vizasiz kelgan.", "Ular viza kelgan.", ['negation "vizasiz" -> "viza"']),
        ("uz", "U yerda ikki kishi bor.", "U yerda toʻrt kishi bor.", ['number "ikki kishi" -> "toʻrt kishi"']),
        ("uz-Cyrl", "Улар келди.", "Улар келмади.", ['negation "келди" -> "келмади"']),
        ("uz-Cyrl", "Бу тўғри.", "Бу тўғри эмас.", ['negation "эмас" is new']),
        ("uz-Cyrl", "У ерда икки киши бор.", "У ерда тўрт киши бор.", ['number "икки киши" -> "тўрт киши"']),
        ("tg", "Ӯ дирӯз рафт.", "Ӯ дирӯз нарафт.", ['negation "рафт" -> "нарафт"']),
        ("tg", "Ин ҷо се нафар буданд.", "Ин ҷо панҷ нафар буданд.", ['number "се нафар" -> "панҷ нафар"']),
    ],
)
def test_numbers_negations_and_names(lang: str, before: str, after: str, expected: list[str]) -> None:
    assert list(changes(before, after, get(lang))) == expected


@pytest.mark.parametrize(
    ("lang", "before", "after", "expected"),
    [
        (
            "en",
            "By noon 40 people were waiting at the door.",
            "Police did not answer our letters, and the gate was shut.",
            ['number "40 people" is gone', 'negation "not answer" is new'],
        ),
        (
            "en",
            "They must pay 5,000 rubles by April 1 or leave.",
            "By April 1 they must leave or pay 7,000 rubles.",
            ['number "5,000 rubles" -> "7,000 rubles"'],
        ),
        (
            "en",
            "The court in Tashkent sentenced Rustam Karimov to 5 years.",
            "A Tashkent court has sentenced the activist Rustam Karimov to six years in prison.",
            ['number "5 years" -> "six years"'],
        ),
        (
            "ru",
            "Ранены трое, сообщила полиция.",
            "По данным полиции, ранены пять человек.",
            ['number "Ранены трое" -> "пять человек"'],
        ),
        (
            "ru",
            "Суд Ташкента приговорил его к 5 годам.",
            "Его приговорили к 7 годам в суде Самарканда.",
            ['number "5 годам" -> "7 годам"', 'name "Ташкента" -> "Самарканда"'],
        ),
        (
            "ru",
            "В мае 2024 года из России выдворили 80 000 граждан Таджикистана.",
            "За май 2024 года Россия выдворила около 85 000 граждан Таджикистана.",
            ['number "80 000 граждан" -> "85 000 граждан"'],
        ),
        ("uz", "Toshkentda 40 kishi kutmoqda edi.", "Politsiya xatlarga javob bermadi.", ['number "40 kishi" is gone']),
        ("tg", "Ӯ ба Тоҷикистон баргашт.", "Ӯ аз Қазоқистони дӯст рафт.", ['name "Тоҷикистон" -> "Қазоқистони"']),
    ],
)
def test_a_whole_new_sentence_is_told_in_few_words(lang: str, before: str, after: str, expected: list[str]) -> None:
    assert list(changes(before, after, get(lang))) == expected


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("en", "On Monday 40 people came to the court.", "40 people came to the court on Monday."),
        ("en", "He was not there.", "He wasn’t there."),
        ("en", "One of them said so.", "He said so."),
        ("en", "About 1 000 people left.", "About 1,000 people left."),
        ("en", "President Sadyr Japarov said it.", "Sadyr Japarov, the president, said it."),
        ("en", "She said: “Everybody left.”", "She said: “All people left.”"),
        ("ru", "Он жил в Оше.", "Он уехал из Оша."),
        ("ru", "Рустам Каримов сказал, что вернётся.", "Рустама Каримова вернули."),
        ("ru", "Сотрудники пришли во вторник.", "Чиновники пришли в среду."),
        ("ru", "Один из них вернулся.", "Кто-то из них вернулся."),
        ("uz", "U Toshkentda yashaydi.", "U Toshkentdan ketdi."),
        ("uz", "U bir kuni keldi.", "U keldi."),
        ("uz-Cyrl", "У Тошкентда яшайди.", "У Тошкентдан кетди."),
        ("tg", "Ӯ дар Тоҷикистон аст.", "Ӯ аз Тоҷикистони мо рафт."),
        ("tg", "Ӯ як рӯз омад.", "Ӯ омад."),
    ],
)
def test_what_only_moved_or_has_another_form_is_not_told(lang: str, before: str, after: str) -> None:
    assert changes(before, after, get(lang)) == ()


def test_names_that_are_alike_are_not_taken_for_forms_of_one() -> None:
    assert changes("Он уехал в Иран.", "Он уехал в Ирак.", get("ru")) == ('name "Иран" -> "Ирак"',)
    assert changes("They sued Karimov.", "They sued Rahimov.", get("en")) == ('name "Karimov" -> "Rahimov"',)


def test_uzbek_has_the_same_words_in_both_scripts() -> None:
    latin, cyrillic = get("uz"), get("uz-Cyrl")
    assert cyrillic.negations == {to_cyrillic(word) for word in latin.negations}
    assert cyrillic.negating == tuple(to_cyrillic(affix) for affix in latin.negating)
    assert cyrillic.ones == to_cyrillic(latin.ones)
    assert set(re.findall(r"\w+", cyrillic.endings)) == set(map(to_cyrillic, re.findall(r"\w+", latin.endings)))
    assert set(re.findall(r"\w+", cyrillic.numerals)) == set(map(to_cyrillic, re.findall(r"\w+", latin.numerals)))


def test_long_texts_are_compared_by_sentences() -> None:
    before = [f"In house {n} people waited for {n % 7} hours." for n in range(400)]
    after = ["The court was closed.", *before[:100], "They did not wait.", *before[100:-1], "They waited for 8 hours."]
    found = changes(" ".join(before), " ".join(after), get("en"))
    assert found == ('negation "not wait" is new', 'number "399 people" is gone', 'number "0 hours" -> "8 hours"')


@pytest.mark.parametrize("size", [8, 100])
def test_what_moved_is_not_told_with_what_changed_beside_it(size: int) -> None:
    names, done = ("Ann", "Bob", "Cid", "Dan", "Eve", "Fay", "Gus"), ("ask", "call", "meet", "pay", "see")
    told = [f"In house {n} {names[n % 7]} did not {done[n % 5]} {names[n % 6]} or {n % 9} others." for n in range(size)]
    moved = [told[n * 37 % size] for n in range(size)]
    found = changes(" ".join([*told, "It was Monday."]), " ".join([*moved, "It was Friday."]), get("en"))
    assert found == ('name "Monday" -> "Friday"',)


def test_a_new_text_is_not_listed_word_by_word() -> None:
    before = " ".join(f"In May {year} they left." for year in range(1990, 2010))
    after = " ".join(f"In May {year} they left." for year in range(2010, 2030))
    assert 0 < len(changes(before, after, get("en"))) < 10


def test_a_paragraph_of_thousands_of_sentences_is_compared_soon() -> None:
    names = ["".join(chr(ord("A") + int(digit)) + "a" for digit in str(number)) for number in range(5000)]
    told = [f"Case {number} was won by {name}." for number, name in enumerate(names)]
    moved = sorted(told, key=lambda sentence: sentence[::-1])
    start = time.process_time()
    assert changes(" ".join(told), " ".join(moved), get("en")) == ()
    met = [f"They met {name}." for name in names]
    others = [f"They met {name}." if number % 3 else f"They met {name}na." for number, name in enumerate(names)]
    assert changes(" ".join(met), " ".join(others), get("en"))
    assert time.process_time() - start < 5  # one second; 80 when all were compared with all
