"""What became of many articles, of which little is in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from l10n_flow.desk.results import Exported, Synced
from l10n_flow.disk.files import Written
from l10n_flow.errors import SourceError
from l10n_flow.rounds.done import Done, Packed, Results, exported, synced

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Written(Path("/news/public/ru/a.html"), "00" * 32, 0)
DONE = [
    Done("a", Synced("a", outcomes={"ru": {}}), (Exported("a", "ru", PAGE), Exported("a", "tg", missing=7))),
    Done("b", Synced("b", errors=(SourceError("broken", path="b.md"),))),
    Done("c", known=True),
]


def test_the_work_is_done_once_however_often_somebody_looks() -> None:
    began: list[str] = []

    def work() -> Iterator[Done]:
        for one in DONE:
            began.append(one.article)
            yield Packed(one)

    results = Results(work(), exported)
    assert began == []
    first = next(iter(results))
    assert (first, began) == (Exported("a", "ru", PAGE), ["a"])
    assert [*results] == [*results] == [*DONE[0].exported]
    assert len(results) == 2
    assert DONE[0].exported[1] in results
    assert [one.article for one in results.each(synced)] == ["a", "b"]
    assert began == ["a", "b", "c"]


def test_what_is_asked_of_all_is_known_without_looking_at_each() -> None:
    results = Results(map(Packed, DONE), synced)
    assert results.waits
    assert [one.article for one in results.with_errors] == ["b"]
    assert [one.article for one in results.news.done] == ["a", "b"]
