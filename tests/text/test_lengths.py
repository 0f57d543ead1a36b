"""How long translations are beside their sources."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.text import lengths

SOURCE = "It was said that all of them had to leave the country."


def test_a_length_is_told_beside_the_source_s_and_without_tags() -> None:
    same = lengths.code(SOURCE, SOURCE)
    assert lengths.code(f"<em>{SOURCE}</em>", SOURCE) == lengths.code(SOURCE, f"<a1>{SOURCE}</a1>") == same
    assert lengths.code(SOURCE, SOURCE[:20]) < same < lengths.code(SOURCE, SOURCE * 2)


def test_of_a_short_text_or_an_empty_one_it_cannot_be_told() -> None:
    assert lengths.code("Leave!", "Уезжайте!") == lengths.code(SOURCE, "") == lengths.code(SOURCE, " ") == 0


def test_of_too_few_nothing_is_usual() -> None:
    code = lengths.code(SOURCE, SOURCE)
    assert lengths.usual({code: lengths.ENOUGH - 1, 0: 1000}) is None
    assert lengths.usual({code: lengths.ENOUGH}) is not None


def test_what_is_usual_is_not_moved_by_a_few() -> None:
    code = lengths.code(SOURCE, SOURCE)
    counts = {code + step: 20 for step in range(-8, 9)}
    alone, with_strange = lengths.usual(counts), lengths.usual({**counts, 1: 3, 255: 3})
    assert alone
    assert with_strange
    assert not alone.has(lengths.code(SOURCE, SOURCE[:25]))
    assert alone.has(lengths.code(SOURCE, SOURCE[:45]))
    assert abs(alone.least - with_strange.least) < 0.1


@given(st.dictionaries(st.integers(1, 255), st.integers(1, 50), min_size=3))
def test_the_median_is_usual(counts: dict[int, int]) -> None:
    if usual := lengths.usual(counts):
        assert usual.has(sorted(Counter(counts).elements())[(sum(counts.values()) - 1) // 2])
