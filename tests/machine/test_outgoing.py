"""What leaves the newsroom is written down before it goes."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from l10n_flow.errors import OutputError
from l10n_flow.machine import outgoing

if TYPE_CHECKING:
    from pathlib import Path


def test_every_request_has_its_line_and_none_is_ever_lost(tmp_path: Path) -> None:
    path = tmp_path / "requests.log"
    for day in ("1", "2"):
        log = outgoing.Log(path)
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number, log=log, day=day: log.add(time=day, characters=number), range(100)))
        log.close()
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert sorted((one["time"], one["characters"]) for one in lines) == [(day, n) for day in "12" for n in range(100)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_list_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "requests.log").mkdir()
    with pytest.raises(OutputError, match="the list of requests cannot be written"):
        outgoing.Log(tmp_path / "requests.log")


def test_hosts_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / ".l10n-flow" / "hosts"
    assert outgoing.agreed(path) == frozenset()
    outgoing.agree(path, "127.0.0.1:5000")
    outgoing.agree(path, "mt.example.org")
    assert outgoing.agreed(path) == {"127.0.0.1:5000", "mt.example.org"}
    path.write_bytes(b"mt.example.org\n\xff\n")
    assert outgoing.agreed(path) == frozenset()
    outgoing.agree(path, "127.0.0.1:5000")
    assert outgoing.agreed(path) == {"127.0.0.1:5000"}
    assert [one.name for one in path.parent.iterdir()] == ["hosts"]


@pytest.mark.parametrize("way", ["hosts", "derived"])
def test_what_stands_in_the_place_of_a_file_is_named(tmp_path: Path, way: str) -> None:
    path = tmp_path / "derived" / "hosts"
    if way == "hosts":
        path.mkdir(parents=True)
    else:
        path.parent.write_text("")
    assert outgoing.agreed(path) == frozenset()
    with pytest.raises(OutputError) as caught:
        outgoing.agree(path, "mt.example.org")
    assert caught.value.hint.startswith("delete ")
    with pytest.raises(OutputError) as caught, outgoing.alone(path):
        pass
    assert caught.value.hint.startswith("delete ")


def test_only_one_sends_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "derived" / "lock"
    other = "another pretranslate is at work"
    with outgoing.alone(lock), pytest.raises(OutputError, match=other), outgoing.alone(lock):
        pass
    with outgoing.alone(lock):
        pass
