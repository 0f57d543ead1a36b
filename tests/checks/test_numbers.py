"""Numbers: what the cases cannot say. They are in `tests/cases/checks/numbers.toml`."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow import locales
from l10n_flow.checks import numbers
from l10n_flow.glossary.glossary import Glossary
from l10n_flow.languages import registry
from l10n_flow.model import Severity
from tests.checks.versions import said, version

LANGUAGES = st.sampled_from(registry.tags())
NUMBERS = st.decimals(0, 10**9, places=2) | st.integers(0, 10**12).map(Decimal)
SMALL = {
    "en": "three four five six seven eight nine ten eleven twelve",
    "ru": "три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "tg": "се чор панҷ шаш ҳафт ҳашт нӯҳ даҳ ёздаҳ дувоздаҳ",
    "uz": "uch,toʻrt,besh,olti,yetti,sakkiz,toʻqqiz,oʻn,oʻn bir,oʻn ikki",
    "uz-Cyrl": "уч,тўрт,беш,олти,етти,саккиз,тўққиз,ўн,ўн бир,ўн икки",
}


def found(source: str, target: str, langs: tuple[str, str] = ("en", "ru")) -> list[tuple[Severity, str]]:
    """What is said of a translation: how bad, in words."""
    pair = {langs[0]: [source], langs[1]: [target]} if langs[0] != langs[1] else {langs[0]: [source]}
    return [(one.severity or numbers.SEVERITY, one.message) for one in said("numbers", version(Glossary(()), pair))]


@given(NUMBERS, LANGUAGES, LANGUAGES)
def test_a_number_is_the_same_as_each_language_writes_it(number: Decimal, source: str, target: str) -> None:
    before, after = (f"{locales.format_number(number, registry.get(lang))}." for lang in (source, target))
    assert found(before, after, (source, target)) == []


@given(st.integers(100, 10**9), st.integers(1, 9))
def test_a_number_that_is_larger_is_another(number: int, more: int) -> None:
    ((severity, _),) = found(f"{number:,} roubles", f"{number + more} рублей")
    assert severity is Severity.WARNING


@pytest.mark.parametrize("lang", registry.tags())
def test_small_numbers_are_the_same_in_words(lang: str) -> None:
    words = SMALL[lang].split("," if "," in SMALL[lang] else None)
    other = "ru" if lang == "en" else "en"
    for number, word in enumerate(words, 3):
        assert found(f"{number} (2025)", f"{word} (2025)", (other, lang)) == []
        assert found(f"{word} (2025)", f"{number} (2025)", (lang, other)) == []


def test_what_is_wrong_is_said() -> None:
    assert found("It killed 300.", "Погибли 307.") == [
        (Severity.WARNING, "the source has “300”, the translation “307”")
    ]
    assert found("At 14 he left.", "Он уехал.") == [(Severity.WARNING, "“14” of the source is missing")]
    assert found("In a month.", "Через 30 дней.") == [(Severity.INFO, "“30” is not in the source")]


@given(st.text("0123456789.,:/- \u00a0'’“”<>&½IXVсмnkpm%°²٣", max_size=60), st.text(max_size=60), LANGUAGES)
@example("9" * 5000, "1" * 5000, "ru")
@example("1." * 3000, "1 000" * 1000, "tg")
def test_no_text_is_too_strange(source: str, target: str, lang: str) -> None:
    found(source, target, ("en", lang))
    found(target, source, (lang, "en"))
