"""The translation memory."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import catalog as catalogs
from l10n_flow import memory
from l10n_flow.errors import FlowError
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


def load(path: str) -> Catalog | None:
    try:
        return catalogs.read(Path(path))
    except FlowError:
        return None


words = st.sampled_from("abc")
units = st.builds(Unit, words, words, st.sampled_from([None, "caption"]), st.booleans(), st.booleans())
files = st.lists(st.lists(units, max_size=3, unique_by=lambda unit: unit.key), max_size=3)


@given(st.lists(files, min_size=1, max_size=3))
def test_the_index_says_what_reading_all_catalogs_says_whatever_happened_to_them(
    history: list[list[list[Unit]]],
) -> None:
    wanted = {(context, text) for context in (None, "caption") for text in "abc"}
    with tempfile.TemporaryDirectory() as folder:
        for state in history:
            for path in Path(folder).glob("*.po"):
                path.unlink()
            for number, found in enumerate(state):
                header = (("X-Source-Language", "ru" if number == 2 else "en"),)
                raw = tuple(replace(unit, raw=None) for unit in found)
                Path(folder, f"{number}.po").write_bytes(catalogs.dump(Catalog(header, units=raw)))
            paths = sorted(Path(folder).glob("*.po"))
            read = [catalogs.read(path) for path in paths]
            with memory.Index(Path(folder, "index", "memory.sqlite")) as index:
                index.update("tg", map(str, paths), load)
                index.update("uz", map(str, paths[:1]), load)
                for source in ("en", "ru"):
                    mine = [one for one in read if one.field("X-Source-Language") == source]
                    assert index.find("tg", source, wanted, load) == memory.gather(mine, wanted)


def test_the_index_reads_only_what_changed(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.po" for name in "abc"]
    for path in paths:
        path.write_bytes(catalogs.dump(catalog(Unit("a", path.stem))))
        os.utime(path, (1_000_000_000, 1_000_000_000))
    seen: list[Path] = []

    def noted(path: str) -> Catalog | None:
        seen.append(Path(path))
        return load(path)

    for change in ([], [paths[1]]):
        for path in change:
            path.write_bytes(catalogs.dump(catalog(Unit("b", path.stem))))
        seen.clear()
        with memory.Index(tmp_path / "memory.sqlite") as index:
            index.update("tg", map(str, paths), noted)
        assert seen == (change or paths)
