"""The translation memory."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import catalog as catalogs
from l10n_flow import memory
from l10n_flow.errors import FlowError
from l10n_flow.memory import Texts
from l10n_flow.model import Catalog, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Three catalogs, and their index."""
    for name, said in {"a": "а", "b": "а", "c": "я"}.items():
        path = tmp_path / f"{name}.po"
        path.write_bytes(catalogs.dump(Catalog((("X-Source-Language", "en"),), units=(Unit("a", said),))))
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert found(tmp_path) == {(None, "a"): "а"}
    return tmp_path


def found(folder: Path) -> dict[tuple[str | None, str], str]:
    """What the memory says, with the index in its place."""
    paths = sorted(map(str, folder.glob("*.po")))
    return memory.look_up({("tg", "en"): WANTED}, lambda _: paths, load, folder / "memory.sqlite")["tg", "en"]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "no database": lambda data: b"x" * len(data),
    "letters that are none": lambda data: data.replace(b"CREATE TABLE catalogs", b"CREATE TABLE \xa7atalogs"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(newsroom: Path, damage: str) -> None:
    index = newsroom / "memory.sqlite"
    before = index.read_bytes()
    index.write_bytes(DAMAGES[damage](before))
    memory.learn(index, [])
    assert found(newsroom) == {(None, "a"): "а"}
    assert found(newsroom) == {(None, "a"): "а"}


def test_where_there_can_be_no_index_the_catalogs_are_read(newsroom: Path) -> None:
    index = newsroom / "memory.sqlite"
    index.unlink()
    index.mkdir()
    memory.learn(index, [("tg", "a.po", 1, 1, Texts("en", b""))])
    assert found(newsroom) == {(None, "a"): "а"}
    assert list(index.iterdir()) == []


def test_an_index_of_another_version_is_made_anew(newsroom: Path) -> None:
    with contextlib.closing(sqlite3.connect(newsroom / "memory.sqlite")) as base:
        base.executescript("DROP TABLE catalogs; CREATE TABLE catalogs (lang TEXT); PRAGMA user_version = 1")
    assert found(newsroom) == {(None, "a"): "а"}


def test_a_row_that_cannot_be_is_damage(newsroom: Path) -> None:
    with contextlib.closing(sqlite3.connect(newsroom / "memory.sqlite")) as base:
        base.execute("UPDATE catalogs SET texts = X'00'")
        base.commit()
    assert found(newsroom) == {(None, "a"): "а"}
