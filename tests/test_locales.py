from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages import extract, pofile
from hypothesis import given
from hypothesis import strategies as st

import l10n_flow
from l10n_flow import locales
from l10n_flow.languages import registry

PACKAGE = Path(l10n_flow.__file__).parent
CATALOGS = sorted(locales.TRANSLATIONS.glob("*/LC_MESSAGES/l10n_flow.po"))
EXTRACTORS = [("**.py", "python"), ("**/templates/*.html", "jinja2")]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "February 5, 2025"),
        ("ru", "5 февраля 2025 года"),
        ("uz", "2025-yil 5-fevral"),
        ("uz-Cyrl", "2025 йил 5 февраль"),
        ("tg", "5 феврали соли 2025"),
    ],
)
def test_a_date_reads_as_newsrooms_print_it(lang: str, expected: str) -> None:
    assert locales.format_date("2025-02-05", registry.get(lang)) == expected


def test_the_day_is_the_one_that_is_written() -> None:
    assert locales.format_date("2025-02-05T23:30:00+05:00", registry.get("en")) == "February 5, 2025"


@pytest.mark.parametrize("wrong", ["", "soon", "2025-13-01", "5.02.2025"])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        locales.format_date(wrong, registry.get("ru"))


@pytest.mark.parametrize("lang", registry.tags())
@given(date=st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_every_date_keeps_its_day_and_year_and_names_the_month(lang: str, date: datetime.date) -> None:
    text = locales.format_date(date.isoformat(), registry.get(lang))
    assert sorted(re.findall(r"\d+", text)) == sorted([str(date.day), str(date.year)])
    same_month = locales.format_date(date.replace(day=1).isoformat(), registry.get(lang))
    assert re.findall(r"[^\W\d]+", text) == re.findall(r"[^\W\d]+", same_month)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "February 5, 2025, 2:05 p.m."),
        ("ru", "5 февраля 2025 года, 14:05"),
        ("uz", "2025-yil 5-fevral, 14:05"),
        ("uz-Cyrl", "2025 йил 5 февраль, 14:05"),
        ("tg", "5 феврали соли 2025, 14:05"),
    ],
)
def test_a_moment_reads_as_newsrooms_print_it(lang: str, expected: str) -> None:
    assert locales.format_moment("2025-02-05T14:05:00+05:00", registry.get(lang)) == expected
    assert locales.format_moment("2025-02-05", registry.get(lang)) == expected.rpartition(", ")[0]


@pytest.mark.parametrize(("iso", "text"), [("00:30", "12:30 a.m."), ("12:00", "12:00 p.m."), ("23:59", "11:59 p.m.")])
def test_the_clock_of_twelve_hours(iso: str, text: str) -> None:
    assert locales.format_time(f"2025-02-05T{iso}", registry.get("en")) == text


def test_a_day_has_no_time() -> None:
    with pytest.raises(ValueError, match="no time"):
        locales.format_time("2025-02-05", registry.get("ru"))


@pytest.mark.parametrize(
    ("lang", "amounts"),
    [
        ("en", ["1 ruble", "2 rubles", "2.5 rubles", "30,000 rubles"]),
        ("ru", ["1 рубль", "2 рубля", "2,5 рубля", "30 000 рублей"]),
        ("uz", ["1 rubl", "2 rubl", "2,5 rubl", "30 000 rubl"]),
        ("uz-Cyrl", ["1 рубль", "2 рубль", "2,5 рубль", "30 000 рубль"]),
        ("tg", ["1 рубл", "2 рубл", "2,5 рубл", "30 000 рубл"]),
    ],
)
def test_money_is_counted_as_people_say_it(lang: str, amounts: list[str]) -> None:
    said = [locales.format_money(value, "RUB", registry.get(lang)) for value in (1, 2, 2.5, 30_000)]
    assert [text.replace("\xa0", " ") for text in said] == amounts


def test_a_sign_stands_before_the_whole_sum() -> None:
    assert locales.format_money(-1, "USD", registry.get("en")) == "-$1"
    assert locales.format_money(-1.5, "EUR", registry.get("en")) == "-€1.5"
    assert locales.format_money(-1, "RUB", registry.get("ru")) == "-1\xa0рубль"


@pytest.mark.parametrize(
    ("iso", "zone", "expected"),
    [
        ("2026-11-19T14:05", "Asia/Tashkent", "2026-11-19T14:05:00+05:00"),
        ("2026-11-19T20:30:00+00:00", "Asia/Tashkent", "2026-11-20T01:30:00+05:00"),
        ("2026-11-19T20:30:00Z", "Asia/Tashkent", "2026-11-20T01:30:00+05:00"),
        ("2026-07-01T12:00", "Europe/Berlin", "2026-07-01T12:00:00+02:00"),
        ("2026-11-19", "Asia/Tashkent", "2026-11-19"),
        ("2026-11-19T14:05", "", "2026-11-19T14:05"),
        ("", "Asia/Tashkent", ""),
    ],
)
def test_times_are_those_of_the_newsrooms_clock(iso: str, zone: str, expected: str) -> None:
    assert locales.zoned(iso, zone) == expected


def test_money_that_the_house_has_no_words_for() -> None:
    assert locales.format_money(3, "CHF", registry.get("en")) == "3 Swiss francs"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "1,234,567.89"), *((lang, "1\xa0234\xa0567,89") for lang in ("ru", "uz", "uz-Cyrl", "tg"))],
)
def test_numbers_have_the_language_separators(lang: str, expected: str) -> None:
    assert locales.format_number(Decimal("1234567.89"), registry.get(lang)) == expected


@pytest.mark.parametrize(
    ("lang", "two", "three"),
    [
        ("en", "A and B", "A, B and C"),
        ("ru", "A и B", "A, B и C"),
        ("uz", "A va B", "A, B va C"),
        ("uz-Cyrl", "A ва B", "A, B ва C"),
        ("tg", "A ва B", "A, B ва C"),
    ],
)
def test_a_list_ends_with_and(lang: str, two: str, three: str) -> None:
    language = registry.get(lang)
    assert [locales.format_list("ABC"[:count], language) for count in range(4)] == ["", "A", two, three]


@pytest.mark.parametrize(
    ("of", "lang", "expected"),
    [
        ("ru", "tg", "русӣ"),
        ("tg", "ru", "таджикский"),
        ("uz", "uz", "oʻzbekcha"),
        ("uz-Cyrl", "en", "Uzbek (Cyrillic)"),
        ("en", "uz-Cyrl", "инглизча"),
        ("uz", "tg", "ӯзбекӣ"),
    ],
)
def test_languages_are_called_what_readers_call_them(of: str, lang: str, expected: str) -> None:
    assert locales.language_name(registry.get(of), registry.get(lang)) == expected


def test_our_own_texts_are_translated() -> None:
    assert locales.ui(registry.get("tg")).gettext("Footnotes") == "Эзоҳҳо"
    assert locales.ui(registry.get("en")).gettext("Footnotes") == "Footnotes"


def test_every_language_but_english_has_a_catalog() -> None:
    expected = {registry.get(tag).babel for tag in registry.tags() if tag != "en"}
    assert {path.parent.parent.name for path in CATALOGS} == expected


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.parent.name)
def test_every_catalog_is_complete(path: Path) -> None:
    found = extract.extract_from_dir(
        PACKAGE, EXTRACTORS, options_map={"**/templates/*.html": {"newstyle_gettext": "1"}}
    )
    wanted = {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}
    with path.open("rb") as file:
        catalog = pofile.read_po(file, locale=path.parent.parent.name)
    messages = {m.id[0] if isinstance(m.id, tuple) else m.id: m for m in catalog if m.id}
    assert set(messages) == wanted
    for message in messages.values():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings)
        assert not message.fuzzy
        assert not list(message.check(catalog))
