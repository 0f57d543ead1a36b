"""Cards as they are kept: nothing of them is lost, and a label tells when there is something new to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import RecordError
from l10n_flow.publishing.card_store import CardStore, Label
from l10n_flow.shown import Card, Correction
from tests.newsroom import newsroom

if TYPE_CHECKING:
    from pathlib import Path

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
def test_all_that_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, cards: dict[str, Card]) -> None:
    project = newsroom(tmp_path_factory.mktemp("room"), None)
    store = CardStore(project, keeps=True)
    labels = store.put("2025/tram", cards)
    store.save({"2025/tram"})
    for one in (store, CardStore(project, keeps=True)):
        assert one.cards("2025/tram") == cards
    assert [label.lang for label in labels] == [*cards]
    assert [label.path("2025/tram") for label in labels] == [card.path for card in cards.values()]


def test_articles_that_nobody_wants_are_not_kept(tmp_path: Path) -> None:
    project = newsroom(tmp_path, None)
    store = CardStore(project, keeps=True)
    for name in "ab":
        store.put(name, {"ru": CARD})
    store.save({"b"})
    again = CardStore(project, keeps=True)
    assert "b" in again
    assert "a" not in again
    with pytest.raises(RecordError, match="has been changed"):
        again.cards("a")


def test_a_dry_run_leaves_no_file(tmp_path: Path) -> None:
    project = newsroom(tmp_path, None)
    store = CardStore(project, keeps=False)
    store.put("a", {"ru": CARD})
    store.save({"a"})
    assert store.cards("a") == {"ru": CARD}
    assert not project.derived.exists()


@pytest.mark.parametrize(
    "name", [name for name in Card.__struct_fields__ if name not in {"source", "texts", "width", "height"}]
)
def test_what_is_said_of_an_edition_changes_its_mark(name: str) -> None:
    new = ("other",) if isinstance(getattr(CARD, name), tuple) else "other"
    assert Label.of(msgspec.structs.replace(CARD, **{name: new})).mark != Label.of(CARD).mark


def test_what_only_its_own_page_says_does_not() -> None:
    assert Label.of(msgspec.structs.replace(CARD, source="0" * 64, texts="1" * 64)).mark == Label.of(CARD).mark
