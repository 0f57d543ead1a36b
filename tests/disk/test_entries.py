"""A file of entries by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.disk.entries import Book

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.text(st.characters(codec="utf-8"), max_size=5)


@given(st.lists(st.tuples(NAMES, st.none() | st.binary(max_size=9)), max_size=12), st.data())
def test_it_has_what_it_was_given_last(
    tmp_path_factory: object, acts: list[tuple[str, bytes | None]], data: st.DataObject
) -> None:
    path: Path = tmp_path_factory.mktemp("book") / "book"  # type: ignore[attr-defined]
    book, known = Book(path, "1"), dict[str, bytes]()
    for name, entry in acts:
        if entry is None:
            book.remove(name)
            known.pop(name, None)
        else:
            (book.put if data.draw(st.booleans()) else book.mend)(name, entry)
            known[name] = entry
        if data.draw(st.booleans()):
            book.save()
        if data.draw(st.booleans()):
            book.save()
            book = Book(path, "1")
        assert {each: book.get(each) for each, _ in acts} == {each: known.get(each) for each, _ in acts}


def test_what_is_new_goes_to_the_file_before_it_is_too_much(tmp_path: Path) -> None:
    book = Book(tmp_path / "book", "1")
    for number in range(1200):
        book.put(str(number), b"%d" % number * 100)
    kept = Book(tmp_path / "book", "1")
    assert [kept.get(str(number)) for number in (0, 999)] == [b"0" * 100, b"999" * 100]
    assert kept.get("1199") is None
    book.save()
    assert all(book.get(str(number)) == b"%d" % number * 100 for number in range(1200))
    assert Book(tmp_path / "book", "2").get("0") is None


def test_somebody_else_may_write_the_file_meanwhile(tmp_path: Path) -> None:
    book, other = Book(tmp_path / "book", "1"), Book(tmp_path / "book", "1")
    for number in range(500):
        book.put(str(number), b"mine %d" % number)
    other.put("new", b"theirs")
    other.save()
    book.put("more", b"mine")
    book.save()
    assert Book(tmp_path / "book", "1").get("more") == b"mine"
    assert Book(tmp_path / "book", "1").get("7") == b"mine 7"
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_whatever_byte_is_damaged_it_tells_no_lies(tmp_path: Path) -> None:
    path, known = tmp_path / "book", {"трам": b"\x92 one", "bus": b"two \xff", "taxi": b"\x80"}
    book = Book(path, "1")
    for name, entry in known.items():
        book.put(name, entry)
    book.save()
    data = path.read_bytes()
    for at in range(len(data)):
        for wrong in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            path.write_bytes(data[:at] + bytes([data[at] ^ wrong]) + data[at + 1 :])
            read = Book(path, "1")
            assert all(read.get(name) == known[name] for name in known if name in read)
