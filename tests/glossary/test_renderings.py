"""How translations write names."""

from __future__ import annotations

import pytest

from l10n_flow.glossary.renderings import Rendering, likeness, rendered


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Khorugh", "Хорог"),
        ("Khorugh", "Хоруғ"),
        ("Khorugh", "Xorugʻ"),
        ("Chupik", "Чупик"),
        ("Shavkat", "Шавката"),
        ("Uzbekistan", "Ӯзбекистонро"),
        ("Zhanna", "Жанна"),
        ("Рособрнадзор", "Rosobrnadzor"),
        ("Yekaterinburg", "Екатеринбурге"),
    ],
)
def test_names_that_sound_alike(name: str, other: str) -> None:
    assert likeness(name, other) > 0.7


@pytest.mark.parametrize(("name", "other"), [("Khorugh", "Москва"), ("Chupik", "Она"), ("Tver", "Пенза"), ("Kim", "")])
def test_names_that_do_not(name: str, other: str) -> None:
    assert likeness(name, other) < 0.6


def test_names_are_found_by_their_sound_wherever_they_stand() -> None:
    target = "Вчера Хоруғро дид, ва Анвар Ҷумъа рафт."
    assert rendered(["Anvar Juma", "Khorugh"], target, "tg") == {
        0: Rendering("Анвар Ҷумъа", True),
        1: Rendering("Хоруғро", True),
    }


def test_the_only_name_left_on_both_sides_may_be_the_same() -> None:
    target = "Из Хорога он поехал в Среднюю Азию."
    assert rendered(["Khorugh", "Central Asia"], target, "ru") == {
        0: Rendering("Хорога", True),
        1: Rendering("Среднюю Азию", False),
    }


def test_nothing_is_guessed_where_several_could_be_meant() -> None:
    assert rendered(["Central Asia"], "Она видела Среднюю Азию и Дальний Восток.", "ru") == {}
    assert rendered(["World Bank"], "Об этом заявил Минфин.", "ru") == {}
    assert rendered(["Kim"], "Сегодня идет дождь.", "ru") == {}


def test_terms_are_no_renderings() -> None:
    assert rendered(["Dushanba"], "Он в Душанбе.", "ru", covered=((5, 12),)) == {}
