"""A page that was pasted as text becomes an article: what that is called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.desk.importing import article_id
from l10n_flow.languages import registry


@pytest.mark.parametrize(
    ("lang", "headline", "date", "expected"),
    [
        ("en", "Deportation or the front: what awaits migrants", "2025-05-12", "2025/deportation-or-the-front"),
        ("en", "Café 24/7", "", "cafe-24-7"),
        ("en", "", "", "untitled"),
        ("ru", "Трамвай — новости", "", "tramvay-novosti"),
        ("ru", "Щедрый хозяин съел ёжика", "2024-01-01T10:00", "2024/shchedryy-khozyain-sel-ezhika"),
        ("uz-Cyrl", "Ўзбекистон ғалаба қозонди, хабар шу", "2025", "ozbekiston-galaba-qozondi-xabar-shu"),
        ("uz", "Oʻzbekiston g‘alaba qozondi", "2025-01-01", "2025/ozbekiston-galaba-qozondi"),
        ("tg", "Тоҷикистон ва Ӯзбекистон", "2025-01-01", "2025/tojikiston-va-uzbekiston"),
    ],
)
def test_article_ids(lang: str, headline: str, date: str, expected: str) -> None:
    assert article_id(headline, date, lang) == expected


def test_article_ids_are_not_long() -> None:
    assert len(article_id("A very long headline " * 9, "", "en")) <= 60


@given(st.text(), st.text() | st.dates().map(str), st.sampled_from(registry.tags()))
def test_article_ids_are_ids(headline: str, date: str, lang: str) -> None:
    assert re.fullmatch(r"(?:\d{4}/)?[a-z0-9]+(?:-[a-z0-9]+)*", article_id(headline, date, lang))
