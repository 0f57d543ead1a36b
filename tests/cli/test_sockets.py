"""No command opens a connection to anywhere, but `pretranslate`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from l10n_flow.cli.program import program
from l10n_flow.rounds.handover import formats
from tests.cli.newsroom import CONFIG, found, process, translate, write
from tests.machines import libre
from tests.tools import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GUARD = """
import os, socket, sys

def guard(event, arguments):
    is_net = event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6)
    if is_net or event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        os.write(2, f"SOCKET {event}\\n".encode())
        os._exit(99)

sys.addaudithook(guard)
from l10n_flow.cli.main import main
main()
"""
GLOSSARY = '[[concept]]\nid = "bridge"\nkind = "term"\nen = "bridge"\nru = "мост"\n'
BRIDGE, MARKET = "2025/bridge", "2025/market"
PO = f"locales/ru/{BRIDGE}.po"

CALLS: dict[str, list[list[str]]] = {
    "approve": [[MARKET, "--lang", "ru", "--by", "A. Editor"]],
    "check": [[], ["--format", "sarif"], ["--fix", "--diff"]],
    "completion": [["bash"]],
    "diff-po": [[PO, PO]],
    "doctor": [[]],
    "engines": [[]],
    "export": [[], ["--allow-incomplete"], *(["--format", one] for one in formats() if one != "html")],
    "git-setup": [["--dry-run"]],
    "glossary add": [["-t", "en=river", "--dry-run"]],
    "glossary check": [[]],
    "glossary export": [["terms.csv"]],
    "glossary find": [["bridge"]],
    "glossary impact": [[]],
    "glossary import": [["terms.csv", "--dry-run"]],
    "glossary list": [[]],
    "glossary show": [["bridge"]],
    "glossary stats": [[]],
    "glossary suggest": [[]],
    "glossary usage": [["bridge"]],
    "import": [["page.txt"]],
    "init": [["other"]],
    "merge-po": [[PO, PO, PO]],
    "ready": [[]],
    "run": [[]],
    "schema": [[]],
    "segments": [[BRIDGE]],
    "status": [[]],
    "sync": [[], ["--dry-run"]],
    "withdraw": [[MARKET, "--lang", "ru", "--dry-run"], [MARKET, "--lang", "ru"], [MARKET, "--lang", "ru", "--back"]],
}


def names(group: click.Group, before: str = "") -> Iterator[str]:
    """Everything that the program can be told to do."""
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from names(one, f"{name} ")
        else:
            yield f"{before}{name}"


def guarded(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", GUARD, *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = found(tmp_path_factory.mktemp("newsroom"))
    write(folder / "glossary/town.toml", GLOSSARY)
    write(folder / "page.txt", "The tunnel is open\n\nIt was opened on Monday, after years of work, by the mayor.\n")
    process(folder, "sync")
    translate(folder, "ru", "market")
    process(folder, "glossary", "export", "terms.csv")
    process(folder, "export", MARKET, "--lang", "ru")
    git = needs("git")
    for words in ("init -q", "add .", "-c user.name=a -c user.email=a@example.org commit -qm first"):
        subprocess.run([git, *words.split()], cwd=folder, check=True)
    return folder


def test_every_command_is_looked_at() -> None:
    assert {*CALLS, "watch", "pretranslate"} == {*names(program)}


@pytest.mark.parametrize(("command", "arguments"), [(one, call) for one, calls in CALLS.items() for call in calls])
def test_no_connection_is_opened(newsroom: Path, command: str, arguments: list[str]) -> None:
    done = guarded(newsroom, *command.split(), *arguments)
    assert "SOCKET" not in done.stderr
    assert done.returncode in (0, 1), done.stderr


def test_not_by_watch(newsroom: Path) -> None:
    command = [sys.executable, "-u", "-c", GUARD, "watch"]
    with subprocess.Popen(command, cwd=newsroom, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as watch:
        said = ""
        try:
            assert watch.stdout
            while "watching; Ctrl-C ends it" not in said and (line := watch.stdout.readline()):
                said += line
        finally:
            watch.kill()
    assert "watching" in said
    assert "SOCKET" not in said


@pytest.mark.parametrize("engine", ["catalog", "pseudo"])
def test_not_by_pretranslate_if_the_engine_needs_none(newsroom: Path, engine: str) -> None:
    done = guarded(newsroom, "pretranslate", "--lang", "tg", "--engine", engine)
    assert done.returncode == 0, done.stderr


def test_the_guard_sees_a_connection(newsroom: Path) -> None:
    with libre() as machine:
        settings = f'[machine]\nown_hosts = ["{machine.host}"]\n[machine.engines.libre]\nurl = "{machine.url}"\n'
        write(newsroom / "l10n-flow.toml", CONFIG + settings)
        done = guarded(newsroom, "pretranslate", BRIDGE, "--lang", "uz", "--engine", "libre", "--yes")
        assert machine.asked == []
    assert done.returncode == 99
    assert "SOCKET socket." in done.stderr
