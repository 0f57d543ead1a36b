"""The translation memory."""

from __future__ import annotations

from l10n_flow import memory
from l10n_flow.model import Catalog, Unit


def catalog(*units: Unit) -> Catalog:
    return Catalog(units=units)


def test_confirmed_translations_are_found_by_context_and_text() -> None:
    found = memory.gather(
        [catalog(Unit("Osh", "Ош", context="dateline"), Unit("Osh", "город Ош")), catalog(Unit("x", "х"))]
    )
    assert found == {("dateline", "Osh"): "Ош", (None, "Osh"): "город Ош", (None, "x"): "х"}


def test_what_nobody_confirmed_is_not_in_it() -> None:
    assert memory.gather([catalog(Unit("a", "а", fuzzy=True), Unit("b"), Unit("c", "в", obsolete=True))]) == {}


def test_of_several_translations_the_most_frequent_counts_and_of_equals_none() -> None:
    catalogs = [
        catalog(Unit("a", "а"), Unit("b", "б")),
        catalog(Unit("a", "а")),
        catalog(Unit("a", "я"), Unit("b", "в")),
    ]
    assert memory.gather(catalogs) == {(None, "a"): "а"}
