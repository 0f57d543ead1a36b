"""What a Russian phrase is cited as."""

from __future__ import annotations

import pytest

from l10n_flow.inflection import grammar
from l10n_flow.inflection.grammar import Nominal

RU = grammar.get("ru")


def cited(*forms: str) -> str | None:
    assert isinstance(RU, Nominal)
    words = RU.cited([tuple(map(RU.fold, form.split())) for form in forms])
    return None if words is None else " ".join(words)


@pytest.mark.parametrize(
    ("forms", "citation"),
    [
        (("режима высылки",), "режим высылки"),
        (("реестру контролируемых лиц",), "реестр контролируемых лиц"),
        (("специальной военной операции", "специальную военную операцию"), "специальная военная операция"),
        (("учебных центрах", "учебного центра"), "учебный центр"),  # the singular was seen
        (("трудовыми мигрантами",), "трудовые мигранты"),  # it was not
        (("детей иностранцев",), "дети иностранцев"),
        (("агентстве по внешней миграции",), "агентство по внешней миграции"),
        (("Москве",), "москва"),
        (("Вологду", "Вологды"), "вологда"),
        (("Шавката Мирзиёева",), "шавкат мирзиеев"),
        (("Сергея Сергеевича Иванова", "Сергею Сергеевичу Иванову"), "сергей сергеевич иванов"),
        (("США",), "сша"),
    ],
)
def test_the_nominative(forms: tuple[str, ...], citation: str) -> None:
    assert cited(*forms) == citation


@pytest.mark.parametrize("phrase", ["проверяют документы", "быстро уехали", "чтобы жить"])
def test_what_is_no_noun_phrase(phrase: str) -> None:
    assert cited(phrase) is None


def test_of_two_citations_that_fit_the_one_that_was_seen() -> None:
    assert cited("Воруха", "Воруху", "Ворух") == "ворух"
