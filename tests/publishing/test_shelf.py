"""Cards as they are kept: nothing of them is lost, and a label tells when there is something new to say."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.publications import Card, Correction
from l10n_flow.publishing.shelf import Held, Label

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
LANGS = ("en", "ru", "uz", "uz-Cyrl", "tg")
CARDS = st.builds(
    Card,
    article=st.just("2025/tram"),
    lang=st.sampled_from(LANGS),
    slug=TEXT,
    title=TEXT,
    topics=st.lists(TEXT, max_size=3).map(tuple),
    files=st.lists(TEXT, max_size=2).map(tuple),
    corrections=st.lists(st.builds(Correction, TEXT, TEXT, TEXT), max_size=2).map(tuple),
)
CARD = Card("2025/tram", "ru", "tram", "Трамвай", topics=("roads",))


def editions(cards: list[Card]) -> dict[str, Card]:
    return {card.lang: card for card in cards}


@given(st.lists(CARDS, max_size=5).map(editions))
def test_all_that_is_kept_comes_back(cards: dict[str, Card]) -> None:
    held = Held.of(cards)
    assert held.cards == cards
    assert [label.lang for label in held.labels] == [*cards]
    assert [label.path("2025/tram") for label in held.labels] == [card.path for card in cards.values()]


@given(st.lists(CARDS, max_size=5).map(editions), st.permutations(LANGS), st.integers(0, 5))
def test_editions_can_be_left_out_and_are_in_the_order_that_is_asked_for(
    cards: dict[str, Card], order: list[str], number: int
) -> None:
    langs = order[:number]
    left = Held.of(cards).only(langs)
    assert left.cards == {lang: cards[lang] for lang in langs if lang in cards}
    assert [label.lang for label in left.labels] == [lang for lang in langs if lang in cards]


@pytest.mark.parametrize(
    "name", [name for name in Card.__struct_fields__ if name not in {"source", "texts", "width", "height"}]
)
def test_what_is_said_of_an_edition_changes_its_mark(name: str) -> None:
    new = ("other",) if isinstance(getattr(CARD, name), tuple) else "other"
    assert Label.of(msgspec.structs.replace(CARD, **{name: new})).mark != Label.of(CARD).mark


def test_what_only_its_own_page_says_does_not() -> None:
    assert Label.of(msgspec.structs.replace(CARD, source="0" * 64, texts="1" * 64)).mark == Label.of(CARD).mark
