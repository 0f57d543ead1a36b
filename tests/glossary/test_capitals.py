"""Names that are spelt like common nouns but for their capitals."""

from __future__ import annotations

import pytest

from l10n_flow.glossary.concepts import Term
from l10n_flow.glossary.find import Index


def holds(term: str, text: str) -> bool:
    return bool(Index([Term(term, "ru", concept="one")], "ru").find(text))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("султан", "Вчера Султанов уехал."),
        ("султан", "Это сказал А. Султанов."),
        ("султан", "Так решил г. Султанов."),
        ("хан", "Об этом, по словам Ханова и Ханов."),
        ("талиб", "Адвокат <em>Бахтиёр</em>  Талибов молчит."),
        ("Песков", "Много жёлтых песков."),
        ("Роман", "Он написал роман."),
    ],
)
def test_another_word(term: str, text: str) -> None:
    assert not holds(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("султан", "Султанов было трое."),
        ("султан", "Он уехал. Султанов не осталось."),
        ("султан", "Это было в 2020 г. Султанов не осталось."),
        ("султан", "Мир без султанов."),
        ("талиб", "Заголовок «Талибов не пустили»."),
        ("талиб", "Он сказал: Талибов нет."),
        ("талиб", "— Талибов нет."),
        ("талиб", "Много\nТалибов не пустили"),
        ("талиб", "ПРОТИВ ТАЛИБОВ"),
        ("Песков", "Вчера Песков сказал."),
        ("Песков", "ПЕСКОВ СКАЗАЛ"),
        ("Россия", "из россии"),
        ("Дмитрий Песков", "дмитрий песков"),
    ],
)
def test_the_same_word(term: str, text: str) -> None:
    assert holds(term, text)


def test_languages_without_such_names_do_not_mind() -> None:
    assert Index([Term("Hope", "en", concept="one")], "en").find("There is hope.")
