"""What a translator is told of a reworded text."""

from __future__ import annotations

import re

import pytest

from l10n_flow.languages.registry import get
from l10n_flow.languages.uz_script import to_cyrillic
from l10n_flow.wording import changes


@pytest.mark.parametrize(
    ("lang", "before", "after", "expected"),
    [
        ("en", "They must leave by April 1.", "They must leave by April 30.", ['number "April 1" -> "April 30"']),
        ("en", "Two people were hurt.", "Three people were hurt.", ['number "Two people" -> "Three people"']),
        ("en", "It costs 1,000 dollars.", "It costs 10,000 dollars.", ['number "1,000 dollars" -> "10,000 dollars"']),
        ("en", "The court found him guilty.", "The court found him not guilty.", ['negation "not guilty" is new']),
        ("en", "He didn’t leave.", "He left.", ['negation "He didn’t leave" -> "He left"']),
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
        ("uz", "Ular keldi.", "Ular kelmadi.", ['negation "Ular keldi" -> "Ular kelmadi"']),
        ("uz", "Ular vizasiz kelgan.", "Ular viza kelgan.", ['negation "Ular vizasiz" -> "Ular viza"']),
        ("uz", "U yerda ikki kishi bor.", "U yerda toʻrt kishi bor.", ['number "ikki kishi" -> "toʻrt kishi"']),
        ("uz-Cyrl", "Улар келди.", "Улар келмади.", ['negation "Улар келди" -> "Улар келмади"']),
        ("uz-Cyrl", "Бу тўғри.", "Бу тўғри эмас.", ['negation "эмас" is new']),
        ("uz-Cyrl", "У ерда икки киши бор.", "У ерда тўрт киши бор.", ['number "икки киши" -> "тўрт киши"']),
        ("tg", "Ӯ дирӯз рафт.", "Ӯ дирӯз нарафт.", ['negation "рафт" -> "нарафт"']),
        ("tg", "Ин ҷо се нафар буданд.", "Ин ҷо панҷ нафар буданд.", ['number "се нафар" -> "панҷ нафар"']),
    ],
)
def test_numbers_negations_and_names(lang: str, before: str, after: str, expected: list[str]) -> None:
    assert list(changes(before, after, get(lang))) == expected


def test_uzbek_has_the_same_words_in_both_scripts() -> None:
    latin, cyrillic = get("uz"), get("uz-Cyrl")
    assert cyrillic.negations == {to_cyrillic(word) for word in latin.negations}
    assert cyrillic.negating == tuple(to_cyrillic(affix) for affix in latin.negating)
    assert set(re.findall(r"\w+", cyrillic.numerals)) == set(map(to_cyrillic, re.findall(r"\w+", latin.numerals)))


def test_a_new_text_is_not_listed_word_by_word() -> None:
    before = " ".join(f"In May {year} they left." for year in range(1990, 2010))
    after = " ".join(f"In May {year} they left." for year in range(2010, 2030))
    assert 0 < len(changes(before, after, get("en"))) < 10
