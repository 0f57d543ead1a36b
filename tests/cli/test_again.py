"""Who asks the same again in the same tree gets the same answer, at once; any change is seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import click
import pytest

from l10n_flow import project as projects
from l10n_flow.cli.again import Again
from l10n_flow.cli.output import Call, Report, show
from tests.cli.newsroom import BRIDGE, MARKET, contents, flow, found, process, translate, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROGRAM = """
import atexit, os, sys
from l10n_flow.cli.main import main
atexit.register(lambda: os.write(2, b"" if "click" in sys.modules else b"AT ONCE"))
main()
"""
PAUSE = 0.06  # what is changed within some ticks of the clock may be changed once more


def ask(folder: Path, *arguments: str, **environment: str) -> tuple[str, int, bool]:
    """What the program prints, its exit code, and whether it knew that without looking further."""
    time.sleep(PAUSE)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.returncode, done.stderr.endswith("AT ONCE")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A newsroom in which nothing is left to do, and `run` has been told so."""
    folder = found(tmp_path.resolve())
    flow(folder, "run")
    for lang in ("ru", "tg"):
        translate(folder, lang)
    flow(folder, "run")
    ask(folder, "run")
    return folder


def test_the_same_question_has_the_same_answer(news: Path) -> None:
    *found_out, _ = ask(news / "source_articles", "run")  # which is another call
    before = contents(news)
    assert ask(news, "run") == (*found_out, True)
    assert contents(news) == before
    shutil.rmtree(news / ".l10n-flow")
    assert ask(news, "run") == (*found_out, False)


@pytest.mark.parametrize("command", [("status",), ("check",), ("export", "--json"), ("-q", "sync"), ("check", "-v")])
def test_every_command_that_follows_from_the_files_alone_is_known(news: Path, command: tuple[str, ...]) -> None:
    *answer, _ = ask(news, *command)
    assert ask(news, *command) == (*answer, True)
    assert ask(news, "run")[2], "the others are known still"


@pytest.mark.parametrize("command", [("run", "--dry-run"), ("export", "--format", "text"), ("--help",), ("doctor",)])
def test_other_commands_are_not_remembered(news: Path, command: tuple[str, ...]) -> None:
    for _ in range(2):
        assert not ask(news, *command)[2]


def same_size_same_time(path: Path, old: str, new: str) -> None:
    """Change a file behind the back of whoever looks at its size and time alone."""
    about = path.stat()
    assert len(old) == len(new)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": lambda news: write(news / "source_articles/2025/market.html", MARKET.replace("cheap", "dear")),
    "an article, with its size and time kept": lambda news: same_size_same_time(
        news / "source_articles/2025/market.html", "Apples", "Quince"
    ),
    "a new article": lambda news: write(news / "source_articles/2025/new.html", BRIDGE),
    "an article is gone": lambda news: (news / "source_articles/2025/market.html").unlink(),
    "a catalog": lambda news: translate(news, "ru", "market"),
    "a catalog of no article": lambda news: write(news / "locales/ru/2024/old.po", 'msgid ""\nmsgstr ""\n'),
    "a page is gone": lambda news: next((news / "public").rglob("bridge.html")).unlink(),
    "a record": lambda news: (news / "published/ru.jsonl").unlink(),
    "the settings": lambda news: write(
        news / "l10n-flow.toml", (news / "l10n-flow.toml").read_text("utf-8") + "keep_roles = []\n"
    ),
    "a template": lambda news: write(news / "templates/site.css", "p { color: red }\n"),
    "the words": lambda news: write(news / "texts/ru.po", 'msgid ""\nmsgstr ""\n'),
    "the glossary": lambda news: write(
        news / "glossary/terms.toml", '[[concept]]\nid = "a"\nkind = "term"\nen = "a"\nru = "а"\n'
    ),
    "a link": lambda news: (news / "source_articles/other.html").symlink_to("2025/market.html"),
    "what is remembered": lambda news: (news / ".l10n-flow/again").write_bytes(b"1\n"),
    "what is remembered, by a bit": lambda news: (news / ".l10n-flow/again").write_bytes(
        (news / ".l10n-flow/again").read_bytes()[:-1] + b"?"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(news: Path, change: str) -> None:
    assert ask(news, "run")[2]
    CHANGES[change](news)
    assert not ask(news, "run")[2]


def test_what_is_true_after_a_change_is_known_from_the_first_time_on_that_it_was_said(news: Path) -> None:
    CHANGES["an article"](news)
    assert not ask(news, "run")[2], "it stops looking at the article, and has work to do"
    *answer, knew = ask(news, "run")
    assert not knew, "nothing is left to do, but nobody has said so yet"
    assert ask(news, "run") == (*answer, True)
    CHANGES["a record"](news)
    assert not ask(news, "run")[2]


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"SOURCE_DATE_EPOCH": "1700000000"}])
def test_what_the_answer_hangs_on_beside_the_files_is_seen(news: Path, environment: dict[str, str]) -> None:
    assert not ask(news, "run", **environment)[2]
    assert not ask(news, "run", "-v")[2]
    assert not ask(news / "locales", "run")[2]


def test_a_fresh_checkout_is_known_by_what_is_in_it(news: Path) -> None:
    def check_out() -> None:
        for path in news.rglob("*"):
            if path.is_file() and ".l10n-flow" not in path.parts:
                data = path.read_bytes()
                path.unlink()
                path.write_bytes(data)

    check_out()
    *answer, knew = ask(news, "run")
    assert not knew, "it was the first"
    check_out()
    assert ask(news, "run") == (*answer, True)
    check_out()
    path = news / "source_articles/2025/market.html"
    path.write_text(path.read_text("utf-8").replace("Apples", "Quince"), "utf-8")
    assert not ask(news, "run")[2]


@pytest.mark.parametrize("lines", [100, 20_000, 25_000, 50_000])
def test_of_a_long_answer_nothing_is_left_out(
    news: Path, lines: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(news)
    time.sleep(PAUSE)
    pieces = [click.style("^^^", fg="red") + "\n"] * lines  # longer than what is printed where there are no colours
    show(Report(pieces=pieces, project=projects.find(news)), Call(news), Again(["check"]))
    whole, again = capsys.readouterr().out, Again(["check"]).repeated()
    assert len(whole) == 4 * lines
    assert capsys.readouterr().out == ("" if again is None else whole)
    assert (again is None) is (lines > 20_000)


def test_errors_are_found_again(news: Path) -> None:
    write(news / "source_articles/2025/Bad Name.html", BRIDGE)
    for _ in range(2):
        assert ask(news, "run")[1:] == (2, False)


def test_whoever_closes_the_pipe_is_told_nothing(news: Path) -> None:
    command = f"{sys.executable} -m l10n_flow status -v; echo $? > code"
    subprocess.run(["sh", "-c", f"({command}) | true"], cwd=news, check=True)
    assert process(news, "status", "-v").returncode in {0, 1}
    subprocess.run(["sh", "-c", f"({command}) | true"], cwd=news, check=True, stderr=subprocess.PIPE)
    assert (news / "code").read_text() in {"0\n", "1\n", "141\n"}


def test_an_empty_folder_in_the_place_of_a_file_is_seen(news: Path) -> None:
    ask(news, "run")
    (news / "glossary" / "more.toml").mkdir(parents=True)
    assert ask(news, "run")[1:] == (2, False)


def test_of_a_folder_that_is_named_the_nearest_settings_hold(news: Path) -> None:
    (news / "desk").mkdir()
    for _ in range(2):
        before = ask(news, "-C", "desk", "status")
    write(news / "desk/l10n-flow.toml", 'languages = ["en", "uz"]\n')
    assert ask(news, "-C", "desk", "status")[0] != before[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_the_place_of_the_answers_keeps_nobody_waiting(news: Path) -> None:
    (news / ".l10n-flow/again").unlink()
    os.mkfifo(news / ".l10n-flow/again")
    assert not ask(news, "run")[2]


def test_the_words_of_a_shell_are_no_answer_of_ours(news: Path) -> None:
    assert "complete" in ask(news, "run", _L10N_FLOW_COMPLETE="bash_source")[0]


def test_where_nothing_can_be_printed_it_is_said_as_always(news: Path) -> None:
    script = f'"{sys.executable}" -m l10n_flow'
    for question in ("status", "run"):
        code = ask(news, question)[1]
        closed = subprocess.run(f"{script} {question} >&-", shell=True, cwd=news, capture_output=True, check=False)
        assert (closed.returncode, closed.stderr) == (code, b"")
    if os.path.exists("/dev/full"):  # noqa: PTH110
        for question in ("run", "--help", "--version"):
            asked = f"{script} {question} >/dev/full"
            full = subprocess.run(asked, shell=True, cwd=news, capture_output=True, check=False)
            assert (full.returncode, full.stderr) == (2, b"No space left on device\n")


def test_from_a_folder_that_is_gone_another_one_can_be_named(news: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'rmdir "{gone}"; "{sys.executable}" -m l10n_flow -C "{news}" status'
    done = subprocess.run(script, shell=True, cwd=gone, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (ask(news, "status")[1], False)
