"""The program as a whole: start-up, help, exit codes, and every way out of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from l10n_flow.cli.program import Program, program
from l10n_flow.errors import CatalogError, ChangedUnderUs, FlowError
from tests.cli.newsroom import flow, found, process, terminal, write

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.cli.output import Report

COMMANDS = sorted(program.commands)
WITH_JSON = {
    "approve",
    "check",
    "diff-po",
    "doctor",
    "engines",
    "export",
    "import",
    "merge-po",
    "pretranslate",
    "ready",
    "run",
    "segments",
    "status",
    "sync",
    "withdraw",
}
WITH_DRY_RUN = {
    "approve",
    "check",
    "doctor",
    "export",
    "git-setup",
    "import",
    "init",
    "merge-po",
    "pretranslate",
    "run",
    "sync",
    "withdraw",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    result = CliRunner().invoke(program, [name, "--help"], prog_name="l10n-flow")
    assert result.exit_code == 0
    assert re.search(rf"^  Examples?:\n    .*l10n-flow {name}\b", result.stdout, re.MULTILINE)
    assert program.commands[name].name == name
    assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_common_options(name: str) -> None:
    flags = {flag for param in program.commands[name].params for flag in param.opts}
    assert {"-q", "-v", "-C"} <= flags
    assert ("--json" in flags) == (name in WITH_JSON)
    assert ("--dry-run" in flags) == (name in WITH_DRY_RUN)


@pytest.mark.parametrize("name", sorted(WITH_JSON))
def test_the_help_has_the_keys_of_the_json(name: str) -> None:
    assert "--json: {" in CliRunner().invoke(program, [name, "--help"]).stdout


def test_no_short_help_is_cut_off() -> None:
    assert "..." not in CliRunner().invoke(program, ["--help"], terminal_width=80).stdout.replace("]...", "")


@pytest.mark.parametrize("arguments", [["--help"], ["sync", "--help"], ["glossary", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom l10n_flow.cli.main import main\nsys.argv[1:] = sys.argv[1:]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint(*sorted(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True)
    heavy = {"lxml", "babel", "polib", "jinja2", "markdown_it", "msgspec", "rapidfuzz", "nh3", "yaml", "watchfiles"}
    heavy |= {"deep_translator", "requests", "tenacity"}
    assert ran.stdout
    assert heavy.isdisjoint(ran.stderr.split())
    assert "l10n_flow.workflow" not in ran.stderr.split()


def test_the_version() -> None:
    assert re.fullmatch(r"l10n-flow \d+\.\d+\.\d+\n", CliRunner().invoke(program, ["--version"]).stdout)


def test_a_mistyped_command_is_told_the_right_one(tmp_path: Path) -> None:
    result = flow(tmp_path, "synk")
    assert result.exit_code == 2
    assert "Did you mean 'sync'?" in result.stderr


def test_outside_a_newsroom_the_error_says_what_to_do(tmp_path: Path) -> None:
    ran = process(tmp_path, "status")
    assert ran.returncode == 2
    assert ran.stderr == (
        f"{tmp_path}: there is no l10n-flow.toml here or in any folder above\n  make a newsroom with: l10n-flow init\n"
    )


def test_a_typo_in_the_settings_has_its_line_and_the_right_word(tmp_path: Path) -> None:
    write(tmp_path / "l10n-flow.toml", 'languages = ["en", "ru"]\nsegmentatoin = "block"\n')
    ran = process(tmp_path, "sync")
    assert ran.returncode == 2
    assert ran.stderr == (
        f"{tmp_path / 'l10n-flow.toml'}:2: the setting 'segmentatoin' is not known\n  did you mean 'segmentation'?\n"
    )


def test_the_newsroom_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    found(tmp_path)
    assert process(tmp_path / "source_articles" / "2025", "segments", "market.html").returncode == 0


@pytest.mark.parametrize("arguments", [("-q", "sync"), ("sync", "-q")])
def test_quiet_before_the_command_and_after_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = flow(found(tmp_path), *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("arguments", [("-v", "sync"), ("sync", "--verbose")])
def test_verbose_before_the_command_and_after_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    assert " kept" in flow(tmp_path, *arguments).stdout
    assert " kept" not in flow(tmp_path, "sync").stdout


def test_the_directory_after_the_command(tmp_path: Path) -> None:
    found(tmp_path)
    assert CliRunner().invoke(program, ["sync", "-C", str(tmp_path)]).exit_code == 0


def test_colour_on_a_terminal_only_and_never_with_no_color(tmp_path: Path) -> None:
    found(tmp_path)
    status = ("-m", "l10n_flow", "status")
    assert "\x1b[" in terminal(tmp_path, *status)
    assert "\x1b[" not in terminal(tmp_path, *status, NO_COLOR="1")
    assert "\x1b[" not in process(tmp_path, "status").stdout
    assert "\x1b[3" in terminal(tmp_path, "-m", "l10n_flow", "sync", "--dry-run")
    assert "\x1b[" not in terminal(tmp_path, "-m", "l10n_flow", "sync", "--dry-run", NO_COLOR="1")


def test_output_is_utf_8_whatever_the_system_says(tmp_path: Path) -> None:
    found(tmp_path, tea=BILINGUAL)
    ran = process(tmp_path, "segments", "2025/tea", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert ran.returncode == 0
    assert "Чойхона — ӯ" in ran.stdout


BILINGUAL = '<html lang="tg"><body><article><h1>Чой</h1><p>Чойхона — ӯ</p></article></body></html>\n'


def failing(error: BaseException) -> Program:
    """A program whose one command fails so."""

    def fail() -> Report:
        raise error

    return Program("l10n-flow", commands={"fail": click.command("fail")(fail)})


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (FlowError("it is wrong", path="x.md", line=3, hint="mend it"), 2, "x.md:3: it is wrong\n  mend it\n"),
        (CatalogError("broken"), 2, "broken\n"),
        (ChangedUnderUs("saved meanwhile", path="x.po"), 3, "x.po: saved meanwhile\n"),
        (PermissionError(13, "Permission denied", "locales"), 2, "locales: Permission denied\n"),
        (KeyboardInterrupt(), 130, "\n"),
        (
            KeyError("x"),
            70,
            "l10n-flow has a mistake of its own (KeyError: 'x'); "
            "please report it, with what the same command says with -v\n",
        ),
    ],
)
def test_every_error_has_its_exit_code_and_no_traceback(error: BaseException, code: int, said: str) -> None:
    result = CliRunner().invoke(failing(error), ["fail"])
    assert (result.exit_code, result.stderr, result.stdout) == (code, said, "")


def test_a_mistake_of_our_own_shows_its_traceback_with_verbose() -> None:
    group = failing(KeyError("x"))
    group.params.extend(program.params)
    result = CliRunner().invoke(group, ["-v", "fail"])
    assert result.exit_code == 70
    assert result.stderr.startswith("Traceback")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes")
def test_a_reader_that_has_gone_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "l10n_flow", "schema"],
        cwd=tmp_path,
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, "")


def test_a_fatal_error_is_json_too(tmp_path: Path) -> None:
    result = flow(tmp_path, "status", "--json")
    assert result.exit_code == 2
    assert '"kind": "WorkspaceError"' in result.stdout
    assert "there is no l10n-flow.toml" in result.stderr
