"""Answers that are remembered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.memo import Memo


def test_asks_once() -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return question.upper()

    memo = Memo(answer, 10)
    assert [*map(memo.__getitem__, ["a", "b", "a", "a"])] == ["A", "B", "A", "A"]
    assert asked == ["a", "b"]


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_never_keeps_more_than_it_may(questions: list[int], most: int) -> None:
    memo: Memo[int, int] = Memo(lambda number: number * number, most)
    for question in questions:
        assert memo[question] == question * question
        assert len(memo) <= most
