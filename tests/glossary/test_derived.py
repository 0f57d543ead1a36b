"""What is agreed for an edition that nobody writes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.editions import way
from tests.checks.versions import glossary

DESK = glossary("""
[[concept]]
id = "colt"
kind = "person"
en = "Vladimir Zelt"
uz = { preferred = "Vladimir Zelt", admitted = ["Zelt", "Vladimir Petrovich Zelt"], forbidden = ["Qelt"] }
uz-Cyrl = { preferred = "Владимир Зельт" }

[[concept]]
id = "ministry"
uz = { preferred = "Ichki ishlar vazirligi", admitted = ["IIV"] }
uz-Cyrl = { preferred = "Ички ишлар министрлиги", admitted = ["ИИВ"] }

[[concept]]
id = "operation"
uz = "maxsus harbiy operatsiya"
uz-Cyrl = "МҲО"

[[concept]]
id = "need"
uz = "kerak"
uz-Cyrl = "керак"

[[concept]]
id = "kremlin"
uz = "Kreml"
uz-Cyrl = "Кремль"

[[concept]]
id = "go"
uz = "bormoq"
uz-Cyrl = "кетмоқ"

[[concept]]
id = "watch"
translate = false
en = { preferred = "Human Rights Watch", admitted = ["HRW"] }

[[concept]]
id = "exam"
translate = false
uz = "EPS-TOPIK"

[[concept]]
id = "follows"
uz = "mehnat migranti"

[[concept]]
id = "town"
scope = { tags = ["law"] }
uz = "Xiva"
uz-Cyrl = "Хивақ"
""")


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Human Rights Watchning, HRW va HRWga", "Human Rights Watchнинг, HRW ва HRWга"),
        ("“<em>Human</em> Rights <b>Watch</b>”da", "“<em>Human</em> Rights <b>Watch</b>”да"),
        ("HUMAN RIGHTS WATCHDA", "HUMAN RIGHTS WATCHДА"),
        ("HRW'dan, HRWʼdan; ‘HRW’", "HRW'дан, HRWʼдан; ‘HRW’"),
        ("EPS-TOPIKka, EPS TOPIKning", "EPS-TOPIKка, EPS TOPIKнинг"),
        ("HRW-Toshkent", "HRW-Тошкент"),
        ("human huquqi, rights, watch", "ҳуман ҳуқуқи, ригҳтс, watch"),  # words of the name are not the name
        ("HRWsiniki bilan siniki", "HRWсиники билан циники"),  # an ending is no word: there is цинк, циник ...
        ("Vladimir Zeltning gapi", "Владимир Зельтнинг гапи"),
        ("Zeltga, ZELTGA", "Зельтга, ЗЕЛЬТГА"),
        ("Vladimir Petrovich Zelt", "Владимир Петрович Зельт"),
        ("Qeltga", "Қелтга"),  # forbidden: nobody agreed on another spelling of it
        ("Ichki ishlar vazirligida, IIVdan", "Ички ишлар министрлигида, ИИВдан"),
        ("ichki ishlar vazirliklari", "ички ишлар министрликлари"),
        ("Maxsus harbiy operatsiyaga", "МҲОга"),
        ("Zeltga-ku, IIV-ning, IIV-ga-ku", "Зельтга-ку, ИИВ-нинг, ИИВ-га-ку"),
        ("Eks-Zelt, Kreml-Toshkent, “Kreml”-chi", "Экс-Зельт, Кремль-Тошкент, “Кремль”-чи"),
        ("maxsus harbiy operatsiya-chi", "МҲО-чи"),
        ("keragi", "кераги"),
        ("bordi, borgan, Borish", "кетди, кетган, Кетиш"),
        ("Kremlda Kreml", "Кремлда Кремль"),
        ("Mehnat migranti", "Меҳнат мигранти"),
        ("https://hrw.org/HRW <code>HRW</code>", "https://hrw.org/HRW <code>HRW</code>"),
        ("Xivada", "Хивада"),
    ],
)
def test_terms_on_the_way_into_cyrillic(latin: str, cyrillic: str) -> None:
    change = way("uz-Cyrl", "uz", frozenset(), DESK.for_article("2025/x")).change
    assert change
    assert change(latin) == cyrillic


@given(
    st.text("aAzʻ'’”“ -<b>/.1W", max_size=9), st.sampled_from(["", "ning", "”da", "ʼga", "-Toshkent", "ЛАР"]), st.text()
)
def test_what_stays_as_it_is_does_so_anywhere(before: str, ending: str, after: str) -> None:
    desk = DESK.for_article("2025/x")
    text = f"{before} Human Rights Watch{ending} {after}"
    change = way("uz-Cyrl", "uz", frozenset(), desk).change
    assert change
    if any(hit.term.concept == "watch" for hit in desk.find(unicodedata.normalize("NFC", text), "uz")):
        assert "Human Rights Watch" in change(text)


def test_scope() -> None:
    change = way("uz-Cyrl", "uz", frozenset(), DESK.for_article("2025/x", ["law"])).change
    assert change
    assert change("Xivada") == "Хивақда"


def test_the_way_back() -> None:
    change = way("uz", "uz-Cyrl", frozenset(), DESK.for_article("2025/x")).change
    assert change
    assert change("HRWнинг ва Владимир Зельтнинг гапи, Кремлда") == "HRWning va Vladimir Zeltning gapi, Kremlda"


def test_without_a_glossary_all_goes_by_rule() -> None:
    change = way("uz-Cyrl", "uz").change
    assert change
    assert change("Vladimir Zelt") == "Владимир Зелт"
