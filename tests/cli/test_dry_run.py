"""What --dry-run shows is what a real run writes, and nothing is written."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import BRIDGE, contents, flow, found, translate, write
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

PASTED = "Flood in the valley\n\nThe river rose on Monday. Nobody was hurt.\n\nThe bridge was closed for a day.\n"
APPLY = [("git", "apply"), ("patch", "-p1", "--quiet")]


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """In the midst of its work: one language done, one page exported, a paragraph reworded since."""
    folder = found(tmp_path / "newsroom")
    flow(folder, "sync")
    translate(folder, "ru")
    translate(folder, "uz")
    flow(folder, "export", "--lang", "ru")
    write(folder / "source_articles/2025/bridge.html", BRIDGE.replace("at noon", "at midnight"))
    flow(folder, "sync", "--lang", "uz")
    translate(folder, "uz", "market")
    write(folder / "page.txt", PASTED)
    return folder


COMMANDS = [
    ("sync",),
    ("sync", "2025/bridge", "--lang", "tg"),
    ("export",),
    ("export", "--allow-incomplete"),
    ("run",),
    ("import", "page.txt"),
    ("init", "second"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("tool", APPLY, ids=" ".join)
def test_the_diff_is_what_a_real_run_writes(newsroom: Path, tool: tuple[str, ...], command: tuple[str, ...]) -> None:
    program = needs(tool[0])
    before = contents(newsroom)
    moment = {"SOURCE_DATE_EPOCH": "1750000000"}
    dry = flow(newsroom, *command, "--dry-run", **moment)
    assert contents(newsroom) == before
    assert dry.stdout.startswith("diff --git ")

    copy = newsroom.parent / "copy"
    shutil.copytree(newsroom, copy)
    root = copy / "second" if command[0] == "init" else copy
    root.mkdir(exist_ok=True)
    subprocess.run([program, *tool[1:]], cwd=root, input=dry.stdout_bytes, check=True, capture_output=True)

    assert flow(newsroom, *command, **moment).exit_code == dry.exit_code
    assert contents(copy) == contents(newsroom) != before


@pytest.mark.parametrize("command", [("sync", "--prune"), ("run",)], ids=" ".join)
@pytest.mark.parametrize("tool", APPLY, ids=" ".join)
def test_files_that_move(newsroom: Path, tool: tuple[str, ...], command: tuple[str, ...]) -> None:
    articles = newsroom / "source_articles/2025"
    (articles / "market.html").rename(articles / "prices.html")
    (articles / "bridge.html").unlink()
    test_the_diff_is_what_a_real_run_writes(newsroom, tool, command)


def test_the_news_of_a_dry_run_do_not_stand_in_the_way_of_the_diff(newsroom: Path) -> None:
    result = flow(newsroom, "sync", "--dry-run")
    assert result.stderr.splitlines()[-1].endswith("to change")
    assert "articles," not in result.stdout


def test_where_nothing_would_change_there_is_no_diff(newsroom: Path) -> None:
    flow(newsroom, "sync")
    assert flow(newsroom, "sync", "--dry-run").stdout == ""


def test_the_diff_is_in_the_json(newsroom: Path) -> None:
    import json

    told = json.loads(flow(newsroom, "sync", "--dry-run", "--json").stdout)
    assert told["diff"] == flow(newsroom, "sync", "--dry-run").stdout
    assert "diff" not in json.loads(flow(newsroom, "sync", "--json").stdout)
