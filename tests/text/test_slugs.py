"""Addresses of pages, from headlines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.languages import registry, uz_script
from l10n_flow.text import slugs

LANGS = registry.tags()
LETTERS = "".join(sorted({letter for tag in LANGS for letter in registry.get(tag).alphabet})) + "ʻʼ'’ -«»—.,:1234"
HEADLINES = st.one_of(st.text(max_size=120), st.text(LETTERS, max_size=160))


@pytest.mark.parametrize(
    ("lang", "headline", "slug"),
    [
        (
            "en",
            "What Russia’s “expulsion regime” means for migrants",
            "what-russias-expulsion-regime-means-for-migrants",
        ),
        ("en", "1,006.84 km & 5 %: naïve cafés, line by line", "1006-84-km-5-naive-cafes-line-by-line"),
        ("en", "Aid of 1\u202f200\u00a0000 sums; room № 5, ½ of it", "aid-of-1200000-sums-room-no-5-1-2-of-it"),
        ("ru", "Щенки, съезд и объявление: чья вьюга?", "shchenki-sezd-i-obyavlenie-chya-vyuga"),
        ("ru", "Ещё один рейс из Ҷиззаха и Қўқона", "eshche-odin-reys-iz-jizzakha-i-quqona"),
        ("tg", "Муҳоҷирони тоҷик дар Қӯрғонтеппа: ғаму шодӣ", "muhojironi-tojik-dar-qurghonteppa-ghamu-shodi"),
        ("uz", "Oʻzbekistonda yangi taʼlim yili: gʻalaba va choʻqqi", "ozbekistonda-yangi-talim-yili-galaba-va-choqqi"),
        ("uz-Cyrl", "Ўзбекистонда янги таълим йили: ғалаба ва чўққи", "ozbekistonda-yangi-talim-yili-galaba-va-choqqi"),
        ("en", "日本", ""),
        ("en", " — ", ""),
    ],
)
def test_a_headline_is_spelt(lang: str, headline: str, slug: str) -> None:
    assert slugs.slug(headline, lang) == slug


@pytest.mark.parametrize("mark", [*"'`´‘’ʻʼ\u2032", ""])
def test_every_apostrophe_gives_one_slug(mark: str) -> None:
    assert slugs.slug(f"O{mark}zbekiston ta{mark}lim", "uz") == "ozbekiston-talim"


@pytest.mark.parametrize("letters", ["Oʻzbekiston sogʻliq", "Özbekiston soğliq", "Õzbekiston sog'liq"])
def test_other_spellings_of_a_letter_give_the_same(letters: str) -> None:
    assert slugs.slug(letters, "uz") == "ozbekiston-sogliq"


def test_decomposed_letters_and_stress_marks_change_nothing() -> None:
    assert slugs.slug("Но\u0301вый и\u0306од", "ru") == slugs.slug("Новый йод", "ru") == "novyy-yod"


@given(HEADLINES, st.sampled_from(LANGS), st.integers(1, 80))
def test_it_is_ascii_and_short_without_doubled_hyphens(text: str, lang: str, longest: int) -> None:
    made = slugs.slug(text, lang, longest)
    assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= longest


@given(HEADLINES, st.sampled_from(LANGS))
def test_a_slug_is_its_own_slug(text: str, lang: str) -> None:
    made = slugs.slug(text, lang)
    assert slugs.slug(made, lang) == made


@given(HEADLINES, st.sampled_from(LANGS))
def test_letter_case_and_marks_around_make_no_difference(text: str, lang: str) -> None:
    assert slugs.slug(f"«{text}»!", lang) == slugs.slug(text, lang)
    assert slugs.slug(text.lower(), lang) == slugs.slug(text, lang)


@given(st.lists(st.sampled_from("maktab yoʻl taʼlim gʻalaba shahar choʻqqi Isʼhoq eʼlon elchi toʻgʻri".split())))
def test_both_scripts_give_one_slug(words: list[str]) -> None:
    headline = " ".join(words)
    assert slugs.slug(uz_script.to_cyrillic(headline), "uz-Cyrl") == slugs.slug(headline, "uz")


@given(st.text(LETTERS, min_size=71, max_size=200))
def test_it_is_cut_between_words(text: str) -> None:
    whole, made = slugs.slug(text, "ru", 1000), slugs.slug(text, "ru")
    assert whole.startswith(made)
    if "-" in made:
        assert whole[len(made) :][:1] in {"", "-"}


def test_the_letters_of_every_language_have_a_spelling() -> None:
    for tag in LANGS:
        for letter in registry.get(tag).alphabet:
            assert slugs.slug(f"a{letter}z", tag) != "a-z", f"{letter} in {tag}"
