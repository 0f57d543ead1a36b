"""A file of entries by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.disk.entries import EntryFile

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text(st.characters(codec="utf-8"), max_size=5)


@given(st.lists(st.tuples(NAMES, st.none() | st.binary(max_size=9)), max_size=12), st.data())
def test_it_has_what_it_was_given_last(
    tmp_path_factory: object, acts: list[tuple[str, bytes | None]], data: st.DataObject
) -> None:
    path: Path = tmp_path_factory.mktemp("file") / "file"  # type: ignore[attr-defined]
    entries, known = EntryFile(path, "1"), dict[str, bytes]()
    for name, entry in acts:
        if entry is None:
            entries.remove(name)
            known.pop(name, None)
        else:
            (entries.put if data.draw(st.booleans()) else entries.mend)(name, entry)
            known[name] = entry
        if data.draw(st.booleans()):
            entries.save()
        if data.draw(st.booleans()):
            entries.save()
            entries = EntryFile(path, "1")
        assert {each: entries.get(each) for each, _ in acts} == {each: known.get(each) for each, _ in acts}


def test_what_is_new_goes_to_the_file_before_it_is_too_much(tmp_path: Path) -> None:
    entries = EntryFile(tmp_path / "file", "1")
    for number in range(1200):
        entries.put(str(number), b"%d" % number * 100)
    kept = EntryFile(tmp_path / "file", "1")
    assert [kept.get(str(number)) for number in (0, 999)] == [b"0" * 100, b"999" * 100]
    assert kept.get("1199") is None
    entries.save()
    assert all(entries.get(str(number)) == b"%d" % number * 100 for number in range(1200))
    assert EntryFile(tmp_path / "file", "2").get("0") is None


def test_somebody_else_may_write_the_file_meanwhile(tmp_path: Path) -> None:
    entries, other = EntryFile(tmp_path / "file", "1"), EntryFile(tmp_path / "file", "1")
    for number in range(500):
        entries.put(str(number), b"mine %d" % number)
    other.put("new", b"theirs")
    other.save()
    entries.put("more", b"mine")
    entries.save()
    assert EntryFile(tmp_path / "file", "1").get("more") == b"mine"
    assert EntryFile(tmp_path / "file", "1").get("7") == b"mine 7"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_whatever_byte_is_damaged_it_tells_no_lies(tmp_path: Path) -> None:
    path, known = tmp_path / "file", {"трам": b"\x92 one", "bus": b"two \xff", "taxi": b"\x80"}
    entries = EntryFile(path, "1")
    for name, entry in known.items():
        entries.put(name, entry)
    entries.save()
    data = path.read_bytes()
    for at in range(len(data)):
        for wrong in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            path.write_bytes(data[:at] + bytes([data[at] ^ wrong]) + data[at + 1 :])
            read = EntryFile(path, "1")
            assert all(read.get(name) == known[name] for name in known if name in read)
