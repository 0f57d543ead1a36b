"""The translation memory."""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.catalogs import origin
from l10n_flow.errors import FlowError
from l10n_flow.ledger import Stamp
from l10n_flow.model import Catalog, Unit
from l10n_flow.syncing import fingerprints, memory
from l10n_flow.syncing.fingerprints import Found, Texts
from l10n_flow.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Key = tuple[str | None, str]

WANTED: set[Key] = {("dateline", "Osh"), (None, "Osh"), *((None, text) for text in "abcx")}


def catalog(*units: Unit) -> Catalog:
    return Catalog((("X-Source-Language", "en"),), units=units)


def say(found: dict[Key, Found]) -> dict[Key, tuple[str, str]]:
    """The translations, and the first names of their catalogs."""
    return {key: (one.unit.target, one.place) for key, one in found.items()}


def gather(*catalogs: Catalog, wanted: set[Key] = WANTED) -> dict[Key, Found]:
    """What there is in catalogs that are called 0, 1, ...; without an index."""
    named = {str(number): one for number, one in enumerate(catalogs)}
    return memory.look_up({("tg", "en"): wanted}, lambda _: named, named.get, Path(), None)["tg", "en"]


def test_confirmed_translations_are_found_by_role_and_text() -> None:
    one = catalog(Unit("Osh", "Ош", context="dateline"), Unit("Osh", "город Ош"))
    found = gather(one, catalog(Unit("x", "х")))
    assert say(found) == {("dateline", "Osh"): ("Ош", "0"), (None, "Osh"): ("город Ош", "0"), (None, "x"): ("х", "1")}


def test_what_an_article_has_no_more_is_still_known() -> None:
    assert say(gather(catalog(), catalog(Unit("a", "а", obsolete=True)))) == {(None, "a"): ("а", "1")}


def test_another_role_goes_before_a_draft_and_after_a_confirmed_translation() -> None:
    draft, heading, right = Unit("a", "1", fuzzy=True), Unit("a", "2", context="heading"), Unit("a", "3")
    assert gather(catalog(draft))[None, "a"].unit == draft
    assert gather(catalog(draft), catalog(heading))[None, "a"].unit == heading
    assert gather(catalog(draft), catalog(heading), catalog(right))[None, "a"].unit == right
    assert gather(catalog(replace(heading, fuzzy=True))) == {}


def test_of_several_translations_the_most_frequent_counts_and_of_equals_both_are_named() -> None:
    catalogs = [
        catalog(Unit("a", "а"), Unit("b", "б")),
        catalog(Unit("a", "а")),
        catalog(Unit("a", "я"), Unit("b", "в")),
    ]
    found = gather(*catalogs)
    assert say(found) == {(None, "a"): ("а", "0"), (None, "b"): ("б", "0")}
    assert {key: one.rival for key, one in found.items()} == {(None, "a"): "", (None, "b"): "2"}


def test_only_what_is_wanted_is_looked_for() -> None:
    assert gather(catalog(Unit("a", "а"), Unit("b", "б")), wanted={(None, "b")}).keys() == {(None, "b")}


def test_what_a_catalog_lost() -> None:
    before = catalog(*(Unit(text, text) for text in "abc"), Unit("x", "x", obsolete=True), Unit("y"))
    wanted = [(None, text) for text in "abcy"]
    was = Texts.of(before).digests

    def lost(*units: Unit, article: Iterable[Key] = wanted) -> int:
        return fingerprints.lost(was, catalog(*units), list(article))

    assert lost(*before.units) == 0
    assert lost(*before.units[:2]) == 2
    assert lost(*before.units[:3]) == 1
    assert fingerprints.lost(was, None, wanted) == 4


def test_what_people_and_their_syncs_do_is_no_loss() -> None:
    a, b, x = Unit("a", "a"), Unit("b", "b"), Unit("x", "x", obsolete=True)
    was = Texts.of(catalog(a, b, x)).digests
    emptied = catalog(replace(a, target=""), b, x)
    reworded = catalog(Unit("a new", "a", fuzzy=True, previous_source="a"), replace(b, obsolete=True), x)
    confirmed = catalog(Unit("a new", "a new"), b, x)
    assert fingerprints.lost(was, emptied, [a.key, b.key]) == 0
    assert fingerprints.lost(was, reworded, [a.key, b.key]) == 0
    assert fingerprints.lost(was, confirmed, [(None, "a new"), b.key]) == 0
    assert fingerprints.lost(was, None, [(None, "of another article")]) == 0


def load(folder: Path, name: str) -> Catalog | None:
    try:
        return catalogs.read(folder / name)
    except FlowError:
        return None


words = st.sampled_from("abc")
units = st.builds(Unit, words, words, st.sampled_from([None, "caption"]), st.booleans(), st.booleans())
files = st.lists(st.lists(units, max_size=3, unique_by=lambda unit: unit.key), max_size=3)


@settings(max_examples=50)
@given(st.lists(files, min_size=1, max_size=3))
def test_the_index_says_what_reading_all_catalogs_says_whatever_happened_to_them(
    history: list[list[list[Unit]]],
) -> None:
    wanted = {(context, text) for context in (None, "caption") for text in "abc"}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        look = functools.partial(load, folder)
        for state in history:
            for path in folder.glob("*.po"):
                path.unlink()
            for number, found in enumerate(state):
                header = (("X-Source-Language", "ru" if number == 2 else "en"),)
                raw = tuple(replace(unit, raw=None) for unit in found)
                (folder / f"{number}.po").write_bytes(catalogs.dump(Catalog(header, units=raw)))
            names = [path.name for path in sorted(folder.glob("*.po"))]
            with memory.Index(folder / "index" / "memory.sqlite") as index:
                index.update("tg", names, look, folder)
                index.update("uz", names[:1], look, folder)
                known = {source: index.find("tg", source, wanted, look) for source in ("en", "ru")}
            pair = {("tg", source): wanted for source in known}
            read = memory.look_up(pair, {"tg": names}.__getitem__, look, folder, None)
            assert known == {source: read["tg", source] for source in known}


def test_the_index_reads_only_what_changed(tmp_path: Path) -> None:
    names = ["a.po", "b.po", "c.po"]
    folder = tmp_path / "here"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(catalogs.dump(catalog(Unit("a", name))))
        os.utime(folder / name, (1_000_000_000, 1_000_000_000))

    def loaded() -> list[str]:
        """What is read to bring the index in step."""
        seen: list[str] = []

        def noted(name: str) -> Catalog | None:
            seen.append(name)
            return load(folder, name)

        with memory.Index(folder / "memory.sqlite") as index:
            index.update("tg", names, noted, folder)
        return seen

    assert loaded() == names
    assert loaded() == []
    (folder / "b.po").write_bytes(catalogs.dump(catalog(Unit("b", "b.po"))))
    assert loaded() == ["b.po"]
    for name in names:  # as in a fresh checkout
        os.utime(folder / name)
    assert loaded() == []
    folder = folder.rename(tmp_path / "there")
    assert loaded() == []
    before = (folder / "b.po").read_bytes()
    (folder / "b.po").write_bytes(before.replace(b"b.po", b"x.po"))  # of the same size
    assert loaded() == ["b.po"]


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Three catalogs, and their index."""
    for name, said in {"a": "а", "b": "а", "c": "я"}.items():
        path = tmp_path / f"{name}.po"
        path.write_bytes(catalogs.dump(Catalog((("X-Source-Language", "en"),), units=(Unit("a", said),))))
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert found(tmp_path) == {(None, "a"): "а"}
    return tmp_path


def found(folder: Path) -> dict[Key, str]:
    """What the memory says, with the index in its place."""
    names = sorted(path.name for path in folder.glob("*.po"))
    look = functools.partial(load, folder)
    known = memory.look_up({("tg", "en"): WANTED}, lambda _: names, look, folder, folder / "memory.sqlite")["tg", "en"]
    return {key: one.unit.target for key, one in known.items()}


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
    memory.learn(index, [("tg", "a.po", Stamp(1, 1, ""), Texts("en", b""))])
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


def test_what_a_machine_said_counts_as_a_draft_until_somebody_has_changed_it() -> None:
    signed = origin.signed("", "libre", "2025-05-12", "машина")
    machine, person = Unit("a", "машина", comment=signed), Unit("a", "человек", comment=signed)
    found = gather(catalog(machine), catalog(person))
    assert say(found) == {(None, "a"): ("человек", "1")}
    assert found[None, "a"].is_confirmed
    alone = gather(catalog(machine))
    assert say(alone) == {(None, "a"): ("машина", "0")}
    assert not alone[None, "a"].is_confirmed
