"""Answers that are remembered, so that the same question costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Memo"]

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V], Generic[K, V]):
    """Answers by their questions; one that is not there is found out when it is asked for. Full, it begins anew.

    Unlike `functools.lru_cache` it is a dictionary, so that `map(memo.__getitem__, questions)` makes no call for what
    is there.

    Args:
        answer: a pure function.
        most: so many answers are kept.
    """

    __slots__ = ("_answer", "_most")

    def __init__(self, answer: Callable[[K], V], most: int) -> None:
        """See the class."""
        super().__init__()
        self._answer, self._most = answer, most

    def __missing__(self, question: K) -> V:
        """Find out an answer, and remember it."""
        if len(self) >= self._most:
            self.clear()
        answer = self[question] = self._answer(question)
        return answer
