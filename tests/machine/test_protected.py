"""Names that nobody outside may learn, found in any form."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.machine.protected import Names

NAMES = Names(
    [
        "Анна Петрова",
        "Anna Petrova",
        "Саидов Мухаммад Рахимович",
        "Сергей Ким",
        "Karimov Aziz Baxtiyor oʻgʻli",
        "Gʻofur Toʻxtayev",
        "Зулайхо",
    ]
)


def found(text: str, lang: str) -> list[str]:
    """The places, as they are written."""
    return [text[start:end] for start, end in NAMES.spans(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Анной Петровой"),
        ("ru", "Петровой Анне"),
        ("ru", "Анне-Петровой"),
        ("ru", "Анна\u00a0Петрова"),
        ("ru", "АННА ПЕТРОВА"),
        ("ru", "ПЕТРОВОЙ"),
        ("ru", "петрова"),
        ("ru", "анной петровой"),
        ("ru", "петровой"),
        ("ru", "Пет\u00adрова"),
        ("ru", "Пeтрова"),  # Latin e
        ("ru", "А. Петрова"),
        ("ru", "А.\u00a0С.\u00a0Петровой"),
        ("ru", "Петрова А. С."),
        ("ru", "Сергей&nbsp;Ким"),
        ("ru", 'Сергей "\n"Ким'),
        ("ru", "Анна Сергеевна Петрова"),
        ("ru", "Анне С. Петровой"),
        ("ru", "Анна</em> <em>Петрова"),
        ("ru", "Петрова, Анна"),
        ("ru", "Саидова"),
        ("ru", "М. Р. Саидовым"),
        ("ru", "Сергею Киму"),
        ("ru", "С. Киму"),
        ("ru", "Ким С."),
        ("ru", "Anna Petrova"),
        ("ru", "Зулайхо"),
        ("tg", "Петроваро"),
        ("tg", "Саидовҳо"),
        ("tg", "Муҳаммад Саидови"),
        ("en", "Petrova's"),
        ("en", "the A. Petrova".removeprefix("the ")),
        ("uz", "Karimovning"),
        ("uz", "Aziz Karimovga"),
        ("uz", "G'ofur To'xtayevga"),
        ("uz", "TO‘XTAYEV"),
        ("uz", "Toxtayev"),
        ("uz-Cyrl", "Петровага"),
        ("de", "Petrova"),
    ],
)
def test_a_name_is_found_in_any_form(lang: str, text: str) -> None:
    assert found(f"({text})", lang) == [text]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("https://example.org/anna-petrova_1", "anna-petrova"),
        ("a.petrova@example.org", "a.petrova"),
        ("@annapetrova86", "annapetrova"),
        ("/photo/2025_Petrova_Anna.jpg", "Petrova_Anna"),
        ("petrova2025", "petrova"),
    ],
)
def test_and_in_addresses(text: str, place: str) -> None:
    assert found(text, "en") == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Anna Pet<wbr>rova", "Anna Pet<wbr>rova"),
        ("<i>P</i><b>e</b>trova", "P</i><b>e</b>trova"),
        ("Pet&shy;rova", "Pet&shy;rova"),
        ("&#80;etrova", "&#80;etrova"),
        (
            "https://x.example/%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0?a",
            "%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0",
        ),
        ("/%CF%E5%F2%F0%EE%E2%E0", "%CF%E5%F2%F0%EE%E2%E0"),  # as sites in windows-1251 have it
        ("https://x.example/%50etrova", "%50etrova"),
        ("https://x.example/%2550etrova", "%2550etrova"),
        ("https://xn--80adi0bdhn.example/", "xn--80adi0bdhn"),
        ('<img alt="Пет&shy;рова" src="a.png">', "Пет&shy;рова"),
        ("Ｐｅｔｒｏｖａ", "Ｐｅｔｒｏｖａ"),
        ("𝐏𝐞𝐭𝐫𝐨𝐯𝐚", "𝐏𝐞𝐭𝐫𝐨𝐯𝐚"),
        ("P̶e̶t̶r̶o̶v̶a̶", "P̶e̶t̶r̶o̶v̶a̶"),
        ("P\u202de\U000e0041trova", "P\u202de\U000e0041trova"),
        ("Петро́ва", "Петро́ва"),
        ("P E T R O V A", "P E T R O V A"),
        ("П\u00a0е\u00a0т\u00a0р\u00a0о\u00a0в\u00a0о\u00a0й", "П\u00a0е\u00a0т\u00a0р\u00a0о\u00a0в\u00a0о\u00a0й"),
        ("P·e·t·r·o·v·a", "P·e·t·r·o·v·a"),
    ],
)
def test_however_its_letters_are_written(text: str, place: str) -> None:
    assert found(f"so: {text}.", "ru") == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("apetrova@example.org", "apetrova"),
        ("aspetrova@example.org", "aspetrova"),
        ("https://t.me/apetrova", "apetrova"),
        ("https://x.example/?user=apetrova86", "apetrova"),
        ("images/apetrova.jpg", "apetrova"),
        ("apetrova.example.org", "apetrova"),
        ("petrovaa@example.org", "petrovaa"),
        ("@apetrova", "apetrova"),
        ("apetrova-notes.example.org", "apetrova"),
        (
            "%D0%B0%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0@example.org",
            "%D0%B0%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0",
        ),
        ("skim@example.org", "skim"),
        ("@kims", "kims"),
    ],
)
def test_with_an_initial_in_addresses(text: str, place: str) -> None:
    names = Names(["Anna Petrova", "Анна Петрова", "Sergei Kim"])
    assert [text[start:end] for start, end in names.spans(text, "en")] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/prose-and-verse/",
        "a word of prose/verse-like text",
        "/skim/",
        "a skim, @skimming",
        "A.B.C.D.",
    ],
)
def test_words_that_look_like_that_are_no_names(text: str) -> None:
    assert Names(["Peter Rose", "Sergei Kim", "Anna Petrova"]).spans(text, "en") == ()


OTHERS = """Анна Вересаева; Anna Veresaeva; Сергей Ким; Sergei Kim; Peter Rose; Дилноза Каримбоева; Dilnoza Karimboyeva;
    Gʻofur Sodiqboyev; Иван Волк; Назарзода Ҷамшед; Olim Haqberdiyev; Мария Гусь"""


def test_our_own_newsroom_has_none_of_these_people() -> None:
    names = Names(OTHERS.split(";"))
    root = Path(__file__).parents[2]
    files = [path for name in ("source_articles", "locales") for path in (root / name).rglob("*.*")]
    texts = [path for path in files if path.suffix in {".md", ".html", ".txt", ".po", ".svg"}]
    assert len(texts) > 20
    told = [
        (path.name, text[start:end])
        for path in texts
        for text in [path.read_text("utf-8")]
        for start, end in names.spans(text, path.parent.parent.name if path.suffix == ".po" else "ru")
    ]
    assert told == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Анна пришла. Петровский пассаж."),
        ("ru", "Ким пришла, Д. Ким тоже"),
        ("ru", "в скимме"),
        ("ru", "Петров"),
        ("ru", "Сергей, а потом и многие другие, Ким Чен Ын"),
        ("en", "Anna is here; Саид is not"),
        ("tg", "Азиз омад"),
        ("uz", "karim inson"),
    ],
)
def test_others_are_not(lang: str, text: str) -> None:
    assert found(text, lang) == []


MORE = Names(
    """Анна Петрова; Anna Petrova; Иван Волк; Сергей Ким; Мария Достоевская; Дилноза Каримова; Dilnoza Karimova;
    Diloromxon Umarova; Gʻayrat Toʻxtayev; Gʻofur Sodiqov; Қаюмов Ҷамшед; Абдулло Қодирӣ; Sean O'Neill""".split(";")
)


@pytest.mark.parametrize(
    ("lang", "text", "there"),
    [
        ("en", "Anna spoke first.", "Anna"),
        ("en", "Anna's word; ANNA spoke", "Anna's ANNA"),
        ("de", "Anna sprach", "Anna"),
        ("ru", "Иваном говорил", "Иваном"),
        ("ru", "без АННЫ", "АННЫ"),
        ("uz", "Dilnozaxon keldi", "Dilnozaxon"),
        ("uz", "Dilnozaxonning uyi", "Dilnozaxonning"),
        ("uz", "Dilorom keldi, Diloromga", "Dilorom Diloromga"),
        ("uz", "Gʻayratjon keldi, G'ayratbekka", "Gʻayratjon G'ayratbekka"),
        ("uz", "Gayratjonga, Gofurni", "Gayratjonga Gofurni"),
        ("uz-Cyrl", "Дилнозахонга, Дилнозаойнинг", "Дилнозахонга Дилнозаойнинг"),
        ("tg", "Ҷамшедҷон омад, Чамшедро", "Ҷамшедҷон Чамшедро"),
        ("ru", "семья Петровых; Достоевскими", "Петровых Достоевскими"),
        ("ru", "Ким пришла", "Ким"),
        ("ru", "Аннотация. Ивановский: надир, ким.", ""),
        ("en", "Oxana, on an Annabel; a kim", ""),
    ],
)
def test_first_names_alone_are_found_on_request(lang: str, text: str, there: str) -> None:
    assert " ".join(text[start:end] for start, end in MORE.spans(text, lang, alone=True)) == there
    assert MORE.spans(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Каюмов"),
        ("ru", "Каюмовым"),
        ("uz-Cyrl", "Каюмовга"),
        ("tg", "Кодириро"),
        ("tg", "Абдулло Кодирӣ"),
        ("ru", "А. Кодири"),
        ("uz", "Gofur Sodiqovga"),
        ("uz", "G`ofur Sodiqov"),
        ("en", "O Neill"),
        ("en", "O Neill"),
        ("en", "ONeill"),
        ("en", "Anna “Anya” Petrova"),
        ("ru", "Анна («Аня») Петрова"),
    ],
)
def test_letters_without_their_marks(lang: str, text: str) -> None:
    for alone in (False, True):
        assert [f"({text})"[a:b] for a, b in MORE.spans(f"({text})", lang, alone=alone)] == [text]


def test_and_those_with_marks_if_they_are_listed_without() -> None:
    names = Names(["Kodirov Gofur", "Каюмов Анвар"])
    text = "Gʻofur Kodirov, Қаюмов"
    assert [text[start:end] for start, end in names.spans(text, "uz")] == ["Gʻofur Kodirov", "Қаюмов"]


def test_what_is_no_initial_stays() -> None:
    assert found("и т. д. Петрова сказала: в 2024 г. Саидов", "ru") == ["Петрова", "Саидов"]


def test_lines_are_told() -> None:
    text = "Первая\nвторая: Петровой\n\nchetvertaya: Petrova"
    assert [(line, text[start:end]) for line, (start, end) in NAMES.places(text, "ru")] == [
        (2, "Петровой"),
        (4, "Petrova"),
    ]


@given(st.text(alphabet="Анна Петров.ой-<em>/\u00ad", max_size=60))
def test_places_are_in_order_and_apart(text: str) -> None:
    spans = NAMES.spans(text, "ru")
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_without_names_it_costs_nothing() -> None:
    assert not Names([" ", "—"])
    assert Names([]).spans("Анна Петрова", "ru") == ()


def test_with_many_names_a_long_page_takes_no_time() -> None:
    many = Names([f"Анна {a}{b}ванова" for a in "АБВГДЕ" for b in "еиоуыэ"])
    page = "В городе прошёл суд над журналистом, который писал о правах человека. " * 1000
    many.spans("слово", "ru")
    start = time.perf_counter()
    assert many.spans(page, "ru") == many.spans(page, "ru", alone=True) == ()
    assert time.perf_counter() - start < 1
