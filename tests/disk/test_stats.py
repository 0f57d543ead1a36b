"""A picture of folders tells what a look at each file would."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from l10n_flow.disk.stats import DIGEST, Folder, Stats

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with all that there can be in one."""
    (tmp_path / "b").write_bytes(b"later by name")
    (tmp_path / "a").write_bytes(b"first")
    (tmp_path / "inner").mkdir()
    (tmp_path / "link").symlink_to("a")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    return tmp_path


def test_a_file_has_the_size_and_time_that_it_has_for_all(folder: Path) -> None:
    about = (folder / "a").stat()
    assert Stats().mark(f"{folder}/a") == (about.st_size, about.st_mtime_ns)


@pytest.mark.parametrize("name", ["inner", "link", "pipe", "none", "none/a", "a/b"])
def test_what_is_no_file_is_none(folder: Path, name: str) -> None:
    assert Stats().mark(f"{folder}/{name}") is None


@pytest.mark.skipif(os.name == "nt", reason="there folders have no modes")
def test_a_file_is_seen_in_a_folder_that_cannot_be_listed(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser can list all folders")
    about = (folder / "a").stat()
    folder.chmod(0o300)
    try:
        assert Stats().mark(f"{folder}/a") == (about.st_size, about.st_mtime_ns)
    finally:
        folder.chmod(0o700)


def test_it_stays_as_it_was_taken_until_it_is_forgotten(folder: Path) -> None:
    stats = Stats()
    before = stats.mark(f"{folder}/a")
    (folder / "a").write_bytes(b"something else")
    assert stats.mark(f"{folder}/a") == before
    stats.forget()
    assert stats.mark(f"{folder}/a") != before


def taken(folder: Path) -> Folder:
    """A folder as it is now, without what nobody can read."""
    for name in ("link", "pipe"):
        (folder / name).unlink(missing_ok=True)
    found = Stats().folder(str(folder))
    assert found
    return found


def test_what_was_read_is_not_read_again(folder: Path) -> None:
    here, told = taken(folder), b"?" * DIGEST
    assert ([*here.files], [*here.folders]) == (["a", "b"], ["inner"])
    about = (folder / "a").stat()
    here.note("a", (about.st_size, about.st_mtime_ns), told)
    here.note("b", (about.st_size, about.st_mtime_ns), told)  # when it was another
    assert here.digests == told + hashlib.sha256((folder / "b").read_bytes()).digest()


def test_what_is_another_by_now_has_no_digest(folder: Path) -> None:
    here = taken(folder)
    (folder / "a").write_bytes(b"something else")
    with pytest.raises(OSError, match="another"):
        here.digests  # noqa: B018


def test_a_copy_has_other_times_and_the_same_in_it(folder: Path) -> None:
    before = taken(folder)
    known = before.marks, before.digests
    os.utime(folder / "a", (1, 1))
    now = taken(folder)
    assert now.marks != before.marks
    assert now.is_copy(*known)
    (folder / "b").write_bytes(b"another thing")
    assert not taken(folder).is_copy(*known)
