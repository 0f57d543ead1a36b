"""Whose a PO file is: told by the texts, only if it is clear, never twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Catalog, Unit
from l10n_flow.syncing import moves
from l10n_flow.syncing.moves import Newcomer, Orphan
from l10n_flow.values import replace


def orphan(name: str, *texts: str, lang: str = "en") -> Orphan:
    return Orphan(name, lang, frozenset(texts))


def newcomer(name: str, *texts: str, lang: str = "en") -> Newcomer:
    return Newcomer(name, lang, frozenset(texts))


def found(orphans: list[Orphan], newcomers: list[Newcomer]) -> dict[str, str]:
    return {orphans[i].article: newcomers[j].article for i, j in moves.match(orphans, newcomers)}


BRIDGE = ("The bridge is open again.", "It had been closed since the flood in spring.", "Share this article")
MARKET = ("Apples are cheap this year.", "Pears have become twice as dear as they were.", "Share this article")


def test_a_renamed_article() -> None:
    orphans = [orphan("bridge", *BRIDGE), orphan("market", *MARKET)]
    newcomers = [newcomer("2025/market", *MARKET), newcomer("2025/bridge", *BRIDGE)]
    assert found(orphans, newcomers) == {"bridge": "2025/bridge", "market": "2025/market"}


def test_a_renamed_and_rewritten_one_as_long_as_it_has_half_of_the_text() -> None:
    assert found([orphan("a", "xxxx", "yyyy")], [newcomer("b", "xxxx", "new", "and much more of it")]) == {"a": "b"}
    assert found([orphan("a", "xxxx", "yyyyy")], [newcomer("b", "xxxx")]) == {}


def test_it_is_letters_that_count() -> None:
    """Short texts, such as a byline or a label, stand in many articles."""
    assert found([orphan("a", "By the desk", "Kicker", "x" * 40)], [newcomer("b", "By the desk", "Kicker")]) == {}


def test_another_source_language_is_another_article() -> None:
    assert found([orphan("a", *BRIDGE, lang="en")], [newcomer("b", *BRIDGE, lang="uz")]) == {}
    assert found([orphan("a", *BRIDGE, lang="")], [newcomer("b", *BRIDGE, lang="uz")]) == {"a": "b"}


def test_the_best_goes_first() -> None:
    halves = [newcomer("half", *BRIDGE[:2]), newcomer("whole", *BRIDGE)]
    assert found([orphan("a", *BRIDGE)], halves) == {"a": "whole"}
    orphans = [orphan("old", *BRIDGE[:2], "and a last line"), orphan("older", *BRIDGE)]
    assert found(orphans, [newcomer("b", *BRIDGE)]) == {"older": "b"}


def test_what_the_best_leaves_goes_to_the_next() -> None:
    orphans = [orphan("a", *BRIDGE), orphan("b", *BRIDGE[:2])]
    assert found(orphans, [newcomer("c", *BRIDGE), newcomer("d", *BRIDGE[:2], "One sentence.")]) == {"a": "c", "b": "d"}


def test_between_two_that_are_as_good_nobody_chooses() -> None:
    twins = [newcomer("b", *BRIDGE), newcomer("c", *BRIDGE)]
    assert found([orphan("a", *BRIDGE)], twins) == {}
    assert found([orphan("a", *BRIDGE), orphan("b", *BRIDGE)], [newcomer("c", *BRIDGE)]) == {}
    # and none of them gets something worse instead
    assert found([orphan("a", *BRIDGE), orphan("old", *BRIDGE[:2])], twins) == {}


def test_what_was_put_away_stands_back_for_what_is_as_good_and_only_for_that() -> None:
    away = replace(orphan("old", *BRIDGE), away=True)
    assert found([away, orphan("a", *BRIDGE)], [newcomer("b", *BRIDGE)]) == {"a": "b"}
    assert found([away, orphan("a", *BRIDGE[:1])], [newcomer("b", *BRIDGE)]) == {"old": "b"}
    assert found([away, orphan("a", *BRIDGE)], [newcomer("old", *BRIDGE)]) == {"old": "old"}
    assert found([away, away], [newcomer("b", *BRIDGE)]) == {}


def test_the_very_id_goes_before_all_likeness() -> None:
    back = newcomer("a", "Nothing is as it was.")
    assert found([orphan("a", *BRIDGE)], [back, newcomer("b", *BRIDGE)]) == {"a": "a"}
    assert found([orphan("a", *BRIDGE, lang="ru")], [back]) == {}


@pytest.mark.parametrize("texts", [(), ("",)])
def test_where_there_is_no_text_there_is_no_likeness(texts: tuple[str, ...]) -> None:
    assert found([orphan("a", *texts)], [newcomer("b", *texts)]) == {}


def test_texts_that_were_gone_before_say_nothing() -> None:
    units = (Unit("here", "ин ҷо"), Unit("gone", "рафт", obsolete=True), Unit("open", context="headline"))
    catalog = Catalog((("Language", "tg"), ("X-Source-Language", "en")), units=units)
    assert moves.orphan("2024/x", catalog) == orphan("2024/x", "here", "open")


TEXTS = st.frozensets(st.sampled_from(["a", "bb", "ccc", "dddd", "eeeeee", "ffffffffff"]))
LANGS = st.sampled_from(["en", "uz"])
ORPHANS = st.lists(st.builds(Orphan, st.sampled_from("pqrst"), LANGS | st.just(""), TEXTS), unique=True, max_size=6)
NEWCOMERS = st.lists(
    st.builds(Newcomer, st.sampled_from("rstuv"), LANGS, TEXTS), unique_by=lambda new: new.article, max_size=6
)


def letters(texts: frozenset[str]) -> int:
    return sum(map(len, texts))


@given(ORPHANS, NEWCOMERS)
def test_each_is_used_once_and_no_match_is_far_fetched(orphans: list[Orphan], newcomers: list[Newcomer]) -> None:
    pairs = moves.match(orphans, newcomers)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    for old, new in ((orphans[i], newcomers[j]) for i, j in pairs):
        assert old.source_language in ("", new.source_language)
        assert old.article == new.article or 2 * letters(old.texts & new.texts) >= letters(old.texts) > 0


@given(ORPHANS, NEWCOMERS)
def test_the_order_makes_no_difference(orphans: list[Orphan], newcomers: list[Newcomer]) -> None:
    def pairs(olds: list[Orphan], news: list[Newcomer]) -> set[tuple[Orphan, Newcomer]]:
        return {(olds[i], news[j]) for i, j in moves.match(olds, news)}

    assert pairs(orphans[::-1], newcomers[::-1]) == pairs(orphans, newcomers)


@given(NEWCOMERS)
def test_articles_that_are_only_renamed_are_all_found(articles: list[Newcomer]) -> None:
    """As long as they differ and have a text."""
    whole = {one.texts: one for one in articles if one.texts}.values()
    orphans = [Orphan(f"old/{one.article}", one.source_language, one.texts) for one in whole]
    assert found(orphans, list(whole)) == {f"old/{one.article}": one.article for one in whole}
