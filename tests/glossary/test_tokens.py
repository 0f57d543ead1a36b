"""Texts as words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary._tokens import adjoin, apart, in_quotes, parts, quoted, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ikki kishi — uch bola.", ["Ikki", "kishi", "uch", "bola"]),
        ("women’s rights, migrants' rights", ["women’s", "rights", "migrants", "rights"]),
        ("togʻ tog‘ tog' ma’lum", ["togʻ", "tog‘", "tog'", "ma’lum"]),
        ("“Meduza”ning va «Медуза»ро", ["Meduzaning", "va", "Медузаро"]),
        ("<a1>«Meduza»</a1>ga", ["Meduzaga"]),
        ("“<em>Meduza</em>”ga", ["Meduzaga"]),
        ("«Meduza»-ning BMT-ning", ["Meduzaning", "BMT-ning"]),
        ("«Meduza»-chi «Медуза»-то", ["Meduza", "chi", "Медуза", "то"]),
        ("<em>rejim</em>iga<br/>qarshi", ["rejimiga", "qarshi"]),
        ("2025-yilda COVID-19 G7", ["2025", "yilda", "COVID-19", "G7"]),
        ('a <abbr title="Commonwealth of States">CIS</abbr> state', ["a", "CIS", "state"]),
        ("see https://visa.example/visa?visa=1 or visa.org, visa@visa.com @visa", ["see", "or"]),
        ("www.visa is: tel: visa. Visa: mailto:visa", ["is", "tel", "visa", "Visa"]),
        (
            "wait; visa? (visa)! it was 7:30 at visa.uz, visa",
            ["wait", "visa", "visa", "it", "was", "7", "30", "at", "visa"],
        ),
        ("files visa.html, {visa} %(visa)s visa&nbsp;free", ["files", "visa", "free"]),
        ("ми\u00adгрант мигра\u0301нт", ["ми\u00adгрант", "мигра\u0301нт"]),
        ("мои\u0306 край", ["мои\u0306", "край"]),
        ("«Да»и нет", ["Даи", "нет"]),
        ("слово»Слово", ["слово", "Слово"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\n", " «", "” ", "</em> <a1>", "<br/>", "&nbsp;", "-"])
def test_words_that_adjoin(gap: str) -> None:
    text = f"вид{gap}жительства"
    first, second = (part for word in words(text) for part in parts(word))
    assert adjoin(text, first, second)


@pytest.mark.parametrize("gap", [", ", ". ", " — ", ": ", " (", "; ", "/", " - "])
def test_words_that_do_not(gap: str) -> None:
    text = f"вид{gap}жительства"
    assert not adjoin(text, *words(text))


def test_parts_of_a_hyphenated_word() -> None:
    (word,) = words("адвоката-мигранта")
    assert [(part.text, part.start, part.end) for part in parts(word)] == [("адвоката", 0, 8), ("мигранта", 9, 17)]


def test_hyphenated_words_apart() -> None:
    row, hyphenated = apart(words("учат детей-мигрантов и ВИЧ-инфекция, «Сом»-ро"))
    assert row.typed == ["учат", "детей", "мигрантов", "и", "ВИЧ", "инфекция", "Сом»-ро"]
    assert [[part.text for part in parts] for parts in hyphenated] == [["детей", "мигрантов"], ["ВИЧ", "инфекция"]]


@given(st.text(alphabet="abоў<>/ emгʻ'’“”\"«»-.:@&;\u0301\u00ad 1", max_size=60) | st.text(max_size=40))
def test_offsets_are_in_order_and_hold_the_word(text: str) -> None:
    found = list(words(text))
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    for word in found:
        letters = iter(text[word.start : word.end])
        assert all(letter in letters for letter in word.text)  # the word is what is left when marks are taken out


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Марказӣ»-ро", "Марказӣ"),
        ("Марказӣ»</cite>-ро", "Марказӣ"),
        ("<em>Мар</em>казӣ”ро", "Марказӣ"),
        ("Meduza”ning", "Meduza"),
        ("<em>rejim</em>iga", "rejimiga"),
        ("BMT-ning", "BMT-ning"),
    ],
)
def test_the_part_of_a_word_before_a_quotation_mark(text: str, before: str) -> None:
    (word,) = words(text)
    assert quoted(text, word).text == before


@pytest.mark.parametrize("text", ["a “visa,” so", "a “visa.”", "a “visa”.", "«visa»", "“<em>visa</em>”"])
def test_in_quotes(text: str) -> None:
    at = text.index("visa")
    assert in_quotes(text, at, at + 4)


@pytest.mark.parametrize("text", ["“a visa”", "“visa and”", "visa”", "“visa"])
def test_not_in_quotes_of_its_own(text: str) -> None:
    at = text.index("visa")
    assert not in_quotes(text, at, at + 4)


@given(st.text(alphabet="abоў<>/ emгʻ'’“”\"«»-.:@&;\u0301\u00ad 1", max_size=60))
def test_words_stand_in_the_text_as_they_were_typed(text: str) -> None:
    found = words(text)
    assert [text[word.start : word.end] for word in found] == found.typed
    assert found[1:3] == list(found)[1:3]
    assert not found or found.span(0, len(found)) == (found[0].start, found[-1].end)
