"""The translation memory."""

from __future__ import annotations

from l10n_flow import memory
from l10n_flow.model import Catalog, Unit


WANTED = {("dateline", "Osh"), (None, "Osh"), *((None, text) for text in "abcx")}


def catalog(*units: Unit) -> Catalog:
    return Catalog(units=units)


def test_confirmed_translations_are_found_by_context_and_text() -> None:
    one = catalog(Unit("Osh", "Ош", context="dateline"), Unit("Osh", "город Ош"))
    found = memory.gather([one, catalog(Unit("x", "х"))], WANTED)
    assert found == {("dateline", "Osh"): "Ош", (None, "Osh"): "город Ош", (None, "x"): "х"}


def test_what_nobody_confirmed_is_not_in_it() -> None:
    assert memory.gather([catalog(Unit("a", "а", fuzzy=True), Unit("b"), Unit("c", "в", obsolete=True))], WANTED) == {}


def test_of_several_translations_the_most_frequent_counts_and_of_equals_none() -> None:
    catalogs = [
        catalog(Unit("a", "а"), Unit("b", "б")),
        catalog(Unit("a", "а")),
        catalog(Unit("a", "я"), Unit("b", "в")),
    ]
    assert memory.gather(catalogs, WANTED) == {(None, "a"): "а"}


def test_only_what_is_wanted_is_looked_for() -> None:
    assert memory.gather([catalog(Unit("a", "а"), Unit("b", "б"))], {(None, "b")}) == {(None, "b"): "б"}
