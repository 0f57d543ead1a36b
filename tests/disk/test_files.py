"""Files that the tool makes: written wholly or not at all, and only if they change."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.disk import files
from l10n_flow.errors import OutputError
from tests.newsroom import tree, unprivileged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_new_file_comes_with_its_folders(tmp_path: Path) -> None:
    change = files.change(tmp_path / "ru" / "2025" / "a.html", b"new")
    assert change.is_change
    files.write(change)
    assert tree(tmp_path) == {"ru/2025/a.html": b"new"}


def test_what_is_the_same_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"same")
    os.utime(path, ns=(1, 1))
    change = files.change(path, b"same")
    assert not change.is_change
    files.write(change)
    assert path.stat().st_mtime_ns == 1


def test_an_empty_file_is_not_a_missing_one(tmp_path: Path) -> None:
    assert files.change(tmp_path / "a", b"").is_change
    (tmp_path / "a").touch()
    assert not files.change(tmp_path / "a", b"").is_change


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")
    path.chmod(0o640)
    files.write(files.change(path, b"new"))
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    files.write(files.change(tmp_path / "a", b"x"))
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_folder_in_the_files_place_is_named_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(OutputError, match="Is a directory") as caught:
        files.change(tmp_path / "a.html", b"x")
    assert caught.value.path == str(tmp_path / "a.html")
    assert "delete what stands in its place" in caught.value.hint


def test_a_file_in_the_folders_place_is_named_and_stays(tmp_path: Path) -> None:
    (tmp_path / "ru").write_bytes(b"x")
    with pytest.raises(OutputError, match="this is no folder") as caught:
        files.write(files.change(tmp_path / "ru" / "a.html", b"y"))
    assert caught.value.path == str(tmp_path / "ru")
    assert "delete it" in caught.value.hint
    assert tree(tmp_path) == {"ru": b"x"}


def test_a_folder_that_comes_in_between_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    change = files.change(tmp_path / "a.html", b"x")
    (tmp_path / "a.html").mkdir()
    with pytest.raises(OutputError, match="Is a directory"):
        files.write(change)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_a_folder_that_may_not_be_written_is_named_and_all_stays() -> None:
    with unprivileged() as home:
        folder = home / "ru"
        folder.mkdir()
        (folder / "a.html").write_bytes(b"old")
        folder.chmod(0o555)
        with pytest.raises(OutputError, match="Permission denied") as caught:
            files.write(files.change(folder / "a.html", b"new"))
        assert "writable" in caught.value.hint
        assert tree(home) == {"ru/a.html": b"old"}


def test_a_file_that_may_not_be_read_is_named() -> None:
    with unprivileged() as home:
        (home / "a.html").write_bytes(b"old")
        (home / "a.html").chmod(0)
        with pytest.raises(OutputError, match="Permission denied"):
            files.change(home / "a.html", b"new")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"old")
    change = files.change(tmp_path / "a.html", b"new" * 1000)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))  # a disk with room for 1000 bytes
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            files.write(change)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert tree(tmp_path) == {"a.html": b"old"}


def test_of_several_files_those_are_written_that_can_be(tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "same.html").write_bytes(b"same")
    names = ("new.html", "folder.html", "file/in.html", "ru/other.html", "same.html")
    changes = [files.Change(tmp_path / name, None, b"new") for name in names[:4]]
    changes.append(files.change(tmp_path / "same.html", b"same"))
    errors = files.write_all(changes)
    assert {path.relative_to(tmp_path).as_posix() for path in errors} == {"folder.html", "file/in.html"}
    assert {error.path for error in errors.values()} == {str(tmp_path / "folder.html"), str(tmp_path / "file")}
    written = {"file": b"x", "new.html": b"new", "ru/other.html": b"new", "same.html": b"same"}
    assert tree(tmp_path) == written
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == len(written)  # nothing is left behind


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    texts = [letter * 200_000 for letter in (b"a", b"b")]
    files.write(files.change(path, texts[0]))
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        files.write(files.change(path, texts[number % 2]))
    done.set()
    reader.join()
    assert seen <= set(texts)


@given(before=st.none() | st.binary(max_size=20), after=st.binary(max_size=20))
def test_after_writing_there_is_nothing_to_change(
    tmp_path_factory: pytest.TempPathFactory, before: bytes | None, after: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "a"
    if before is not None:
        path.write_bytes(before)
    change = files.change(path, after)
    assert change == files.Change(path, before, after)
    files.write(change)
    assert not files.change(path, after).is_change
    assert [file.name for file in path.parent.iterdir()] == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError):  # nobody reads it
        files.write(files.change(pipe, b"text"))
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write(files.change(pipe, b"text"))
        assert os.read(reader, 9) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_what_comes_in_pieces_is_written_only_if_it_is_new(tmp_path: Path) -> None:
    path = tmp_path / "public" / "sitemap.xml"
    assert files.rewrite(path, [b"one ", b"two"]).is_change
    path.chmod(0o604)
    os.utime(path, ns=(1, 1))
    same = files.rewrite(path, [b"one", b" two"])
    assert not same.is_change
    assert path.stat().st_mtime_ns == 1
    other = files.rewrite(path, [b"three"])
    assert other.is_change
    assert other.digest == files.change(path, b"three").digest
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert tree(tmp_path) == {"public/sitemap.xml": b"three"}


KILLED = """
import os, signal, sys
from pathlib import Path
from l10n_flow.disk import files

def pieces():
    yield b"half"
    os.kill(os.getpid(), signal.SIGKILL)

files.write_pieces(Path(sys.argv[1]), pieces())
"""


@pytest.mark.parametrize("is_removed", [False, True])
def test_what_a_killed_process_left_goes_with_the_next_file_there(tmp_path: Path, *, is_removed: bool) -> None:
    (tmp_path / "b.html").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "a.html"], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(tree(tmp_path)) == 2
    if is_removed:
        assert files.remove(tmp_path / "b.html", tmp_path.parent)
    else:
        files.write(files.change(tmp_path / "b.html", b"new"))
    assert tree(tmp_path) == ({} if is_removed else {"b.html": b"new"})


def test_pieces_that_do_not_all_come_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  which is ours
        files.rewrite(path, pieces())
    assert tree(tmp_path) == {"a.html": b"old"}
    with pytest.raises(OutputError, match="no folder"):
        files.rewrite(path / "b.html", [b"new"])
