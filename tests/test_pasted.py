"""Pasted pages become clean Markdown, and no sentence gets lost on the way."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.languages import registry
from l10n_flow.model import Severity
from l10n_flow.pasted import Taken, clean
from l10n_flow.pasted.lines import bullet, tidy
from l10n_flow.readers import markdown

if TYPE_CHECKING:
    from l10n_flow.languages.language import Language
    from l10n_flow.model import Article
    from l10n_flow.pasted import Decision, Pasted

LANGUAGES = [registry.get(tag) for tag in ("en", "ru", "uz", "uz-Cyrl", "tg")]
EN = LANGUAGES[0]


def paste(page: str, lang: str = "en") -> Pasted:
    return clean(textwrap.dedent(page), lang=registry.get(lang))


def read(pasted: Pasted) -> Article:
    """The Markdown as the reader of articles sees it."""
    article = markdown.read(pasted.markdown, article_id="a", path="a.md", lang="en")
    errors = [problem.message for problem in article.problems if problem.severity is Severity.ERROR]
    assert errors in ([], ["there is no headline"])
    return article


def segments(pasted: Pasted) -> list[tuple[str, str]]:
    return [(segment.role.value, segment.text) for segment in document.cut(read(pasted))]


def body(pasted: Pasted) -> str:
    """The Markdown below the front matter."""
    return pasted.markdown.split("\n---\n", 1)[1].strip("\n")


def taken(pasted: Pasted) -> list[tuple[int, str]]:
    return [(decision.line, decision.taken_for.value) for decision in pasted.decisions]


def kind_of(pasted: Pasted, text: str) -> list[str]:
    return [decision.taken_for.value for decision in pasted.decisions if decision.text == text]


def squeezed(text: str) -> str:
    """What of a text one can read: letters, numbers, signs; no white space."""
    return "".join(text.split())


def letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalpha()]


ENGLISH = """\
    Transport

    The night tram is back: what passengers should know

    After six years without one, the city runs a tram between midnight and five.

    Passengers board the first night tram on May 10. [Anna Lee/City Desk]
    Passengers board the first night tram on May 10. [Anna Lee/City Desk]

    By Anna Lee |

    SPRINGVALE -- The first tram left the depot at 12:10 a.m. with 40 people on board.

    "I used to walk home," said one of them, a nurse.

    'Cheaper than a taxi'

    A ticket costs 2 coins [about half of the day price], and children ride free.

    A tram driver checks the doors. [Anna Lee]

    Who drives at night

    The depot hired 12 drivers.

    Do you like this article?


    Captcha *"""


def test_an_english_page() -> None:
    pasted = paste(ENGLISH)
    assert taken(pasted) == [
        (1, "kicker"),
        (3, "headline"),
        (5, "deck"),
        (7, "caption"),
        (7, "credit"),
        (8, "duplicate"),
        (10, "byline"),
        (12, "dateline"),
        (12, "paragraph"),
        (14, "paragraph"),
        (16, "heading"),
        (18, "paragraph"),
        (20, "caption"),
        (20, "credit"),
        (22, "heading"),
        (24, "paragraph"),
        (26, "boilerplate"),
        (29, "boilerplate"),
    ]
    assert segments(pasted) == [
        ("kicker", "Transport"),
        ("headline", "The night tram is back: what passengers should know"),
        ("deck", "After six years without one, the city runs a tram between midnight and five."),
        ("byline", "Anna Lee"),
        ("dateline", "Springvale"),
        ("caption", "Passengers board the first night tram on May 10."),
        ("credit", "Anna Lee/City Desk"),
        ("paragraph", "The first tram left the depot at 12:10 a.m. with 40 people on board."),
        ("paragraph", '"I used to walk home," said one of them, a nurse.'),
        ("heading", "'Cheaper than a taxi'"),
        ("paragraph", "A ticket costs 2 coins [about half of the day price], and children ride free."),
        ("caption", "A tram driver checks the doors."),
        ("credit", "Anna Lee"),
        ("heading", "Who drives at night"),
        ("paragraph", "The depot hired 12 drivers."),
    ]
    assert pasted.headline == "The night tram is back: what passengers should know"
    assert read(pasted).meta.sensitivity == "embargoed"


def test_a_russian_page_without_empty_lines() -> None:
    pasted = paste(
        """\
        Главная > Новости > Транспорт
        RU
        EN
        Поделиться
        Facebook
        ВКонтакте
        Транспорт
        Ночной трамвай вернулся: что надо знать пассажирам
        Шесть лет его не было, теперь он ходит с полуночи до пяти.
        12 мая 2025, 14:30
        Автор: Анна Ли, Олег Цой
        1 234 просмотра
        Первый ночной рейс, 10 мая. Фото: Редакция
        Первый трамвай вышел из депо в десять минут первого.
        Читайте также: Сколько стоит билет днём
        Дешевле такси
        — Раньше я ходила пешком, — говорит медсестра.
        — А теперь?
        — Теперь еду.
        Что надо взять с собой:
        — билет;
        — удостоверение.
        Теги: транспорт, ночь, город
        © 2025 Городская редакция. Все права защищены.
        Комментарии (3)
        Имя *
        Отправить
        Нашли ошибку? Выделите её и нажмите Ctrl+Enter.""",
        "ru",
    )
    assert pasted.markdown == textwrap.dedent(
        """\
        ---
        lang: ru
        title: "Ночной трамвай вернулся: что надо знать пассажирам"
        kicker: Транспорт
        deck: "Шесть лет его не было, теперь он ходит с полуночи до пяти."
        authors: [Анна Ли, Олег Цой]
        date: 2025-05-12T14:30
        tags: [транспорт, ночь, город]
        ---

        <figure><figcaption>Первый ночной рейс, 10 мая. <span class="credit">Редакция</span></figcaption></figure>

        Первый трамвай вышел из депо в десять минут первого.

        ## Дешевле такси

        — Раньше я ходила пешком, — говорит медсестра.

        — А теперь?

        — Теперь еду.

        Что надо взять с собой:

        - билет;
        - удостоверение.
        """
    )
    assert (pasted.headline, pasted.date) == ("Ночной трамвай вернулся: что надо знать пассажирам", "2025-05-12T14:30")
    assert read(pasted).meta.tags == ("транспорт", "ночь", "город")


def test_an_uzbek_page() -> None:
    pasted = paste(
        """\
        Transport

        Tungi tramvay yana yoʻlga chiqdi

        2025-yil 12-may

        Muallif: Anna Li

        TOSHKENT – Birinchi tramvay yarim tundan soʻng depodan chiqdi.

        Kim haydaydi

        Depo oʻn ikki nafar haydovchi oldi.

        Shuningdek o'qing: Chiptalar arzonlashdi

        Teglar:
        transport
        shahar

        Ulashish
        Facebook Telegram
        Izoh qoldirish
        """,
        "uz",
    )
    assert segments(pasted) == [
        ("kicker", "Transport"),
        ("headline", "Tungi tramvay yana yoʻlga chiqdi"),
        ("byline", "Anna Li"),
        ("dateline", "Toshkent"),
        ("paragraph", "Birinchi tramvay yarim tundan soʻng depodan chiqdi."),
        ("heading", "Kim haydaydi"),
        ("paragraph", "Depo oʻn ikki nafar haydovchi oldi."),
    ]
    meta = read(pasted).meta
    assert (meta.date, meta.tags) == ("2025-05-12", ("transport", "shahar"))


def test_an_uzbek_page_in_cyrillic() -> None:
    pasted = paste(
        """\
        Тунги трамвай яна йўлга чиқди
        12 май 2025 йил
        Муаллиф: таҳририят
        Биринчи трамвай ярим тундан сўнг деподан чиқди. Унда қирқ киши бор эди.
        Ким ҳайдайди
        Депо ўн икки нафар ҳайдовчи олди.
        Сурат: Шаҳар таҳририяти
        Барча ҳуқуқлар ҳимояланган.
        """,
        "uz-Cyrl",
    )
    assert segments(pasted)[2:] == [
        ("paragraph", "Биринчи трамвай ярим тундан сўнг деподан чиқди. Унда қирқ киши бор эди."),
        ("heading", "Ким ҳайдайди"),
        ("paragraph", "Депо ўн икки нафар ҳайдовчи олди."),
        ("credit", "Шаҳар таҳририяти"),
    ]
    assert (read(pasted).lang, pasted.date) == ("uz-Cyrl", "2025-05-12")


def test_a_tajik_page() -> None:
    pasted = paste(
        """\
        Трамвайи шабона баргашт

        Муаллиф: Анна Ли
        12 майи соли 2025

        ДУШАНБЕ – Трамвайи аввал пас аз нисфи шаб ба роҳ баромад.

        Кӣ меронад?

        Депо дувоздаҳ ронандаро ба кор гирифт.

        Инчунин хонед: Чиптаҳо арзон шуданд
        Шарҳ гузоштан
        """,
        "tg",
    )
    assert segments(pasted) == [
        ("headline", "Трамвайи шабона баргашт"),
        ("byline", "Анна Ли"),
        ("dateline", "Душанбе"),
        ("paragraph", "Трамвайи аввал пас аз нисфи шаб ба роҳ баромад."),
        ("heading", "Кӣ меронад?"),
        ("paragraph", "Депо дувоздаҳ ронандаро ба кор гирифт."),
    ]


def test_a_headline_alone() -> None:
    assert segments(paste("The tram is back")) == [("headline", "The tram is back")]


def test_a_text_that_begins_without_a_headline_has_none() -> None:
    page = "The tram ran again on Monday. It had not for six years.\n\nForty people were on board."
    assert [role for role, _ in segments(paste(page))] == ["paragraph", "paragraph"]
    assert paste(page).headline == ""


@pytest.mark.parametrize("page", ["", " \n\t\r\n\u200b\ufeff", "Captcha *", "Share\nFacebook\n© 2025 City Desk"])
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(SourceError, match="no article"):
        clean(page, lang=EN)


def test_a_page_as_html_needs_no_import() -> None:
    with pytest.raises(SourceError, match="needs no import"):
        clean("<!DOCTYPE html>\n<h1>A</h1>", lang=EN)


def test_a_deck_without_an_end_mark_needs_no_byline_below_it() -> None:
    pasted = paste("The tram is back\n\nSix years later, it runs at night again\n\nForty people were on board.")
    assert [role for role, _ in segments(pasted)] == ["headline", "deck", "paragraph"]


DATES = {
    "2025-05-12": "2025-05-12",
    "2025-05-12T14:30:00+05:00": "2025-05-12T14:30",
    "12.05.2025 09:05": "2025-05-12T09:05",
    "13/05/2025": "2025-05-13",
    "May 12, 2025": "2025-05-12",
    "Monday, May 12, 2025 at 2:30 pm": "2025-05-12T14:30",
    "Published: Sept. 5, 2024": "2024-09-05",
    "12 May 2025 12:05 a.m. GMT": "2025-05-12T00:05",
    "понедельник, 12 мая 2025 г., 14:30": "2025-05-12T14:30",
    "14:30, 12 мая 2025 года": "2025-05-12T14:30",
    "Опубликовано 12 мая 2025": "2025-05-12",
    "2025-yil 12-may, 14:30": "2025-05-12T14:30",
    "12-sentabr, 2025": "2025-09-12",
    "Sana: 12.05.2025": "2025-05-12",
    "2025 йил 12 сентябрь": "2025-09-12",
    "12 майи соли 2025": "2025-05-12",
    "Душанбе, 12 Декабр 2025": "2025-12-12",
}


@pytest.mark.parametrize("line", DATES)
def test_a_date_near_the_top_is_the_articles(line: str) -> None:
    assert paste(f"The tram is back\n\n{line}\n\nForty people were on board.").date == DATES[line]


@pytest.mark.parametrize("line", ["05/12/2025", "31 апреля 2025", "May 12, 2025, in the morning", "In May 2025"])
def test_what_is_no_certain_date_stays_in_the_text(line: str) -> None:
    pasted = paste(f"The tram is back\n\n{line}\n\nForty people were on board.")
    assert pasted.date == ""
    assert line in pasted.markdown


def test_dates_in_a_chronicle_are_its_headings() -> None:
    pasted = paste(
        """\
        How the tram came back
        The city closed the line in 2019. It opened it again in 2025.
        A vote decided it, after long debates in the council and in the streets.
        March 3, 2024
        The council voted for the tram.
        May 12, 2025
        The first tram ran."""
    )
    assert [text for role, text in segments(pasted) if role == "heading"] == ["March 3, 2024", "May 12, 2025"]


def test_the_date_of_a_change_is_told_apart() -> None:
    pasted = paste("The tram is back\n\nMay 12, 2025 | Updated: May 13, 2025\n\nForty people were on board.")
    meta = read(pasted).meta
    assert (meta.date, meta.updated) == ("2025-05-12", "2025-05-13")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anna Lee |", ["Anna Lee"]),
        ("By Anna Lee and John Q. Roe Jr.", ["Anna Lee", "John Q. Roe Jr."]),
        ("Written by Anna Lee, City Desk", ["Anna Lee", "City Desk"]),
        ("Автор: Анна Ли и О. Цой", ["Анна Ли", "О. Цой"]),
        ("Авторы – Анна Ли", []),
        ("Муаллиф: Анна Ли ва Нур Цой", ["Анна Ли", "Нур Цой"]),
        ("Muallif: Anna Li oʻgʻli", ["Anna Li oʻgʻli"]),
        ("By the numbers", []),
        ("Автор: почему вы молчали столько лет?", []),
    ],
)
def test_bylines(line: str, names: list[str]) -> None:
    pasted = paste(f"The tram is back\n\n{line}\n\nForty people were on board.")
    assert [text for role, text in segments(pasted) if role == "byline"] == names
    assert names or line in pasted.markdown


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("SPRINGVALE -- ", "Springvale"),
        ("SPRINGVALE, Westland — ", "Springvale, Westland"),
        ("NEW YORK—", "New York"),
        ("OSLO – ", "Oslo"),
        ("РОСТОВ-НА-ДОНУ — ", "Ростов-на-Дону"),
        ("FARGʻONA - ", "Fargʻona"),
    ],
)
def test_a_dateline_with_only_a_place_becomes_the_location(opening: str, place: str) -> None:
    pasted = paste(f"The tram is back again\n\n{opening}«Forty people were on board», the depot said.")
    assert segments(pasted)[1:] == [("dateline", place), ("paragraph", "«Forty people were on board», the depot said.")]


@pytest.mark.parametrize(
    "opening",
    [
        "MOSCOW (Reuters) — ",
        "Moscow (Reuters) – ",
        "ТАШКЕНТ, 5 фев — ",
        "SPRINGVALE, Feb. 5 -- ",
        "США — ",
        "UNICEF -- ",
    ],
)
def test_a_dateline_that_says_more_than_a_place_stays(opening: str) -> None:
    pasted = paste(f"The tram is back again\n\n{opening}Forty people were on board.")
    assert segments(pasted)[1:] == [("paragraph", f"{opening}Forty people were on board.")]


CREDITS = {
    "The tram. [Anna Lee/City Desk]": ("The tram.", "Anna Lee/City Desk"),
    "The tram [Photo: city desk]": ("The tram", "city desk"),
    "The tram. (Photo by Anna Lee)": ("The tram.", "Anna Lee"),
    "The tram (Anna Lee/City Desk)": ("The tram", "Anna Lee/City Desk"),
    "Трамвай. Фото: Анна Ли": ("Трамвай.", "Анна Ли"),
    "Трамвай / Фото: Анна Ли": ("Трамвай", "Анна Ли"),
    "Tramvay. Surat: Anna Li": ("Tramvay.", "Anna Li"),
    "Трамвай. Акс: Анна Ли": ("Трамвай.", "Анна Ли"),
    "The tram. [© City Desk]": ("The tram.", "City Desk"),
}


@pytest.mark.parametrize("line", CREDITS)
def test_captions_with_credits(line: str) -> None:
    pasted = paste(f"The tram is back again\n\nForty people were on board.\n\n{line}\n\nIt ran.")
    assert segments(pasted)[2:4] == list(zip(("caption", "credit"), CREDITS[line], strict=True))


@pytest.mark.parametrize(
    "line",
    [
        "They come from the republics [of Central Asia]",
        "The tram runs (and stops) at night. (It did not before.)",
        "“To [your] depot then!” he said.",
        "Photo: it was taken at night. Nobody knows by whom, and the desk did not ask.",
        "Фото дня было сделано у депо.",
    ],
)
def test_what_is_no_credit_stays_in_the_text(line: str) -> None:
    pasted = paste(f"The tram is back again\n\nForty people were on board.\n\n{line}\n\nIt ran.")
    assert line in [text for _, text in segments(pasted)]


def test_a_credit_right_below_a_line_makes_it_a_caption() -> None:
    page = "The tram is back again\n\nForty people were on board.\n\nAt the depot\nPhoto: Anna Lee\n\nIt ran."
    assert segments(paste(page))[2:4] == [("caption", "At the depot"), ("credit", "Anna Lee")]


def test_a_caption_that_stands_again_without_its_credit_is_kept_once() -> None:
    page = "The tram is back again\n\nForty people were on board.\n\nAt the depot\nAt the depot. [Anna Lee]\n\nIt ran."
    assert [text for role, text in segments(paste(page)) if role != "credit"].count("At the depot.") == 1
    assert kind_of(paste(page), "At the depot") == ["duplicate"]


def test_a_line_that_stands_twice_below_the_head_is_a_caption() -> None:
    page = "The tram is back again\n\nForty people were on board.\n\nAt the depot\nAt the depot\n\nIt ran."
    assert ("caption", "At the depot") in segments(paste(page))
    assert taken(paste(page))[2:4] == [(5, "caption"), (6, "duplicate")]


def test_what_stands_twice() -> None:
    long = "Forty people were on board of the first night tram."
    pasted = paste(
        f"The tram is back again\n\n{long}\n\n“Yes.”\n\n“Yes.”\n\n{long}\n\nThe tram is back again\n\nIt ran."
    )
    assert [text for _, text in segments(pasted)].count(long) == 1
    assert body(pasted).count("“Yes.”") == 2
    assert "The tram is back again" not in body(pasted)


BOILERPLATE = """\
    Advertisement
    Share this article
    5 min read
    12 comments
    Views: 1,234
    © 2025 City Desk
    Copyright 2025, City Desk. All rights reserved.
    We use cookies to make this site better.
    Read also: Night buses are next
    Subscribe to our newsletter
    Home > News > City
    Реклама
    Поделиться
    Читайте также
    Мы используем файлы cookie
    Оставить комментарий
    345 просмотров
    Подпишитесь на нашу рассылку и получайте новости утром
    Bizning Telegram kanalimizga obuna boʻling!
    Yana o‘qing: Avtobuslar
    Izoh qoldirish uchun kiring
    Изоҳ қолдиринг
    Шунингдек ўқинг: Автобуслар
    Ба канали телеграмии мо обуна шавед
    Инчунин хонед: Автобусҳо""".replace("    ", "").splitlines()


@pytest.mark.parametrize("line", BOILERPLATE)
def test_a_pages_own_words_are_dropped(line: str) -> None:
    pasted = paste(f"The tram is back again\n\nForty people were on board.\n\n{line}\n\nIt ran.")
    assert kind_of(pasted, line) == ["boilerplate"]
    assert [role for role, _ in segments(pasted)] == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Telegram",
        "Share prices rose.",
        "Subscribe to our newsletter. The mayor said so twice.",
        "Read more: the council answers on Friday.",
        "Copyright is a right.",
        "Comments by the mayor were short.",
        "Подробнее: мэрия ответит в пятницу.",
        "Новости приходят ночью.",
        "Тема: трамвай",
    ],
)
def test_what_could_be_the_articles_own_stays(line: str) -> None:
    pasted = paste(
        f"The tram is back again\n\nForty people were on board of it at night.\n\n{line}\n\nIt ran on and on."
    )
    assert line in [text for _, text in segments(pasted)]


@pytest.mark.parametrize(
    ("menu", "kicker"),
    [
        ("Главная\nНовости\nОбщество\nНаука\nПодписаться", ""),
        ("World\nCulture\nSport\nCity", "City"),
        ("Bosh sahifa | Jamiyat | Sport\nShahar", "Shahar"),
        ("HOME   WORLD   CENTRAL ASIA\nCity", "City"),
        ("Асосӣ\nШаҳр", "Шаҳр"),
    ],
)
def test_the_sites_menu_above_the_headline_is_dropped(menu: str, kicker: str) -> None:
    told = "The tram is back again on the bridge\n\nBy A. Clerk\n\nForty people were on board of it at night."
    found = [pair for pair in segments(paste(f"{menu}\n{told}")) if pair[0] in {"kicker", "headline", "byline"}]
    expected = [("headline", "The tram is back again on the bridge"), ("byline", "A. Clerk")]
    if kicker:
        expected.insert(0, ("kicker", kicker))
    assert found == expected


def test_what_may_be_no_menu_stays() -> None:
    pasted = paste("Trams\n\nThe tram\n\nWhere it goes to at night\n\nForty people were on board of it at night.")
    assert not any(decision.taken_for is Taken.BOILERPLATE for decision in pasted.decisions)


def test_fields_of_a_form_and_the_age_of_a_page_are_dropped() -> None:
    told = "The tram is back again\nUpdated 2 hours ago\n\nForty people were on board of it at night."
    pasted = paste(f"{told}\n\nSubscribe\nPostal address *\nCaptcha *\n\nIt ran on and on until the morning.")
    assert "Postal" not in pasted.markdown
    assert "ago" not in pasted.markdown


def test_buttons_are_dropped_together_but_a_list_of_networks_is_not() -> None:
    networks = "Facebook\nInstagram\n"
    told = "The city closed its pages on these networks:\n\n"
    head = f"{networks}\nThe tram is back again\n\n"
    pasted = paste(
        f"{head}Forty people were on board of it at night.\n\n{told}{networks}\nThe others stay, the mayor said."
    )
    assert body(pasted).count("Facebook") == 1


def test_lists() -> None:
    pasted = paste(
        """\
        The tram is back again
        What one needs:
        • a ticket
        • a card
        Then:
        1) Press the button.
        2) Take a seat.
        And this:
        - lights;
        - heating.
        * A remark of the desk.
        - No, - said the driver, - we do not.
        - Why?
        3. May was warm.
        """
    )
    assert body(pasted) == textwrap.dedent(
        """\
        What one needs:

        - a ticket
        - a card

        Then:

        1. Press the button.
        2. Take a seat.

        And this:

        - lights;
        - heating.

        \\* A remark of the desk.

        \\- No, - said the driver, - we do not.

        \\- Why?

        3\\. May was warm."""
    )


def test_headings_stand_above_running_text() -> None:
    pasted = paste(
        """\
        The tram is back again

        It ran on Monday.

        Who drives?

        The depot hired twelve drivers.

        Bread

        Milk

        One needs both.

        a small word

        It is no heading.

        The end"""
    )
    assert [text for role, text in segments(pasted) if role == "heading"] == ["Who drives?"]
    assert {("paragraph", text) for text in ("Bread", "Milk", "a small word", "The end")} < set(segments(pasted))


PARAGRAPHS = (
    "The first tram left the depot ten minutes after midnight, with forty people on board and a long-term plan.",
    "It stopped at the hospital, where nurses wait for it. Nobody had to walk home that night, said one of them.",
    "The city pays for it until the end of the year. What comes then will be decided by the council in autumn.",
)


@pytest.mark.parametrize("columns", [50, 72, 80])
def test_wrapped_lines_become_paragraphs_again(columns: int) -> None:
    wrapped = "\r\n\r\n".join(textwrap.fill(text, columns).replace("\n", "\r\n") for text in PARAGRAPHS)
    items = f"• {textwrap.fill(PARAGRAPHS[0], columns)}\n• And this."
    pasted = clean(f"The night tram is back\r\n\r\n{wrapped}\r\n\r\n{items}", lang=EN)
    assert body(pasted) == "\n\n".join(PARAGRAPHS) + f"\n\n- {PARAGRAPHS[0]}\n- And this."
    numbers = [decision.line for decision in pasted.decisions]
    assert numbers == [n for n, line in enumerate(f"x\n\n{wrapped}\n\n{items}".split("\n"), 1) if line.strip()]


def test_one_paragraph_a_line_is_left_apart() -> None:
    page = "The tram is back again\n" + "\n".join(PARAGRAPHS)
    assert [role for role, _ in segments(paste(page))] == ["headline", *["paragraph"] * 3]


def test_white_space_and_what_nobody_sees() -> None:
    pasted = clean(
        "\ufeffThe tram\u00a0is\u200b back\r\rIt\tcost 210\u00a0000 so\u00admoni,   up 25\u202f%. \u0438\u0306", lang=EN
    )
    assert body(pasted) == "It cost 210\u00a0000 somoni, up 25\u202f%. й"
    assert pasted.headline == "The tram is back"


NASTY = [
    "1. One",
    "1985. It was a year.",
    "# no heading",
    "* no item",
    "*no emphasis*",
    "_no emphasis_ in snake_case",
    "[x] no task",
    "[no](http://example.org) [link] ![no](picture) [a]: b [^1] [^1]: note",
    "<b>no tag</b> <!-- no comment --> <http://example.org>",
    "&amp; &#65; & &c",
    "---",
    "> no quote",
    "+ no item",
    "===",
    "``` no `code`",
    "~~~ ~~not gone~~ ~",
    "back\\slash \\* \\",
    "| no | table |",
    "Title #",
    "<!-- l10n: skip -->",
]


@pytest.mark.parametrize("line", NASTY)
def test_nothing_becomes_markup_by_accident(line: str) -> None:
    pasted = paste(f"Headline: {line}\n\nIt ran.\n\n{line}\n\nIt ran on.\n\n{line} [Anna Lee]\n\nIt is.\n\n• {line}")
    tree = document.parse(read(pasted).body)
    texts = [document.text_of(element) for element in tree.iter("h1", "p", "h2", "figcaption")]
    assert texts[0] == f"Headline: {line}"
    assert texts[1:] == ["It ran.", line, "It ran on.", f"{line} Anna Lee", "It is.", line]


def test_a_long_line_is_shortened_in_its_decision() -> None:
    (_, decision) = paste("The tram is back\n\n" + "It ran. " * 20).decisions
    assert len(decision.text) <= 80
    assert decision.text.startswith("It ran. It ran.")


WORDS = "tram Depot night 12 «город» шаҳар oʻn -- — (and) [x] *a* _b_ #c <b> 1. • - Tags: Фото: By © 2025 AFP".split()
LINES = (
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
    | st.sampled_from([*PARAGRAPHS, *BOILERPLATE, *NASTY, *CREDITS, *DATES])
    | st.text(st.sampled_from("aЯ1 .!?:;,\\`*_{}[]()#+-|<>&~^$=\"'/\u00a0\u200b\t\x00"), max_size=30)
    | st.just("")
)
PAGES = st.lists(LINES, min_size=1, max_size=12).map("\n".join)
CREDIT_MARKS = re.compile(r"Фото:|Photo:|Photoby|Surat:|Акс:|[][()©/|—–]")


def cleaned(page: str, lang: Language) -> Pasted:
    try:
        return clean(page, lang=lang)
    except SourceError:
        reject()


@given(PAGES, st.sampled_from(LANGUAGES))
def test_every_line_is_accounted_for(page: str, lang: Language) -> None:
    parts: dict[int, list[Decision]] = {}
    for decision in cleaned(page, lang).decisions:
        parts.setdefault(decision.line, []).append(decision)
    assert list(parts) == sorted(parts)
    for number, line in enumerate(page.split("\n"), 1):
        assert number in parts or not letters(line)
        said = "".join(part.text for part in parts.get(number, []))
        if not said.endswith("…") and all(part.taken_for is not Taken.CREDIT for part in parts.get(number, [])):
            assert letters(said) == letters(line)


@given(PAGES, st.sampled_from(LANGUAGES))
def test_what_is_kept_can_be_read_in_its_order(page: str, lang: Language) -> None:
    pasted = cleaned(page, lang)
    tree = document.parse(read(pasted).body)
    for header in tree.findall("header"):
        tree.remove(header)
    text = CREDIT_MARKS.sub("", squeezed(document.text_of(tree)))
    at = 0
    for decision in pasted.decisions:
        told = decision.text.removesuffix("…")
        if decision.taken_for is Taken.LIST_ITEM:
            told = bullet(told)[1]
        said = CREDIT_MARKS.sub("", squeezed(told))
        if decision.taken_for is Taken.CREDIT:
            assert said in text
        elif decision.taken_for.is_body:
            assert said in text[at:]
            at = text.index(said, at) + len(said)


@given(PAGES, st.sampled_from(LANGUAGES))
def test_what_is_kept_in_the_head_can_be_read_there(page: str, lang: Language) -> None:
    pasted = cleaned(page, lang)
    article = read(pasted)
    head = squeezed("".join(map(document.text_of, document.parse(article.body).findall("header")))).casefold()
    for decision in pasted.decisions:
        if decision.taken_for in {Taken.HEADLINE, Taken.KICKER, Taken.DECK}:
            assert squeezed(decision.text.removesuffix("…")).casefold() in head
        elif decision.taken_for in {Taken.DATELINE, Taken.BYLINE}:
            said = squeezed(decision.why.partition(": ")[2]).casefold()
            assert all(name in head for name in said.split(","))
        elif decision.taken_for is Taken.TAGS:
            assert decision.why == "a label" or any(tag in decision.text for tag in article.meta.tags)
        elif decision.taken_for is Taken.DATE:
            assert decision.why in pasted.markdown


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60))
def test_any_text_reads_back_as_it_is(text: str) -> None:
    lines = [f"Headline {text} end", f"It ran: {text} end.", f"It ran on: {text} end, too."]
    tree = document.parse(read(clean("\n\n".join(lines), lang=EN)).body)
    assert [document.text_of(element) for element in tree.iter("h1", "p")] == list(map(tidy, lines))
