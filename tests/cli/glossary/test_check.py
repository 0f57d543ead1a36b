"""`l10n-flow glossary check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.glossary.desk import LAW, glossary
from tests.cli.newsroom import flow, flow_json, write

if TYPE_CHECKING:
    from pathlib import Path


def test_all_is_well(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "check")
    assert (result.exit_code, result.stdout) == (0, "2 concepts: no flaw\n")


def test_a_flaw_has_its_place_and_what_to_do(tmp_path: Path) -> None:
    folder = glossary(tmp_path, LAW.replace('"понтон"', '"мосты"'))
    result = flow(folder, "glossary", "check")
    assert result.exit_code == 1
    assert result.stdout == (
        "glossary/law.toml:8: error: 'мосты' (a form of 'мост') is both preferred and forbidden\n"
        '  delete one: a text could not tell them apart; for capitals alone say case = "checked"\n'
        "2 concepts: 1 error\n"
    )
    (flaw,) = flow_json(folder, "glossary", "check")["flaws"]
    assert flaw["severity"] == "error"
    assert (flaw["concept"], flaw["path"], flaw["line"]) == ("bridge", "glossary/law.toml", 8)
    assert flaw["message"]
    assert flaw["hint"]


def test_a_missing_language_is_told_and_is_no_failure(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path, LAW.replace('tg = "кӯпрук"\n', "")), "glossary", "check")
    assert result.exit_code == 0
    assert "glossary/law.toml:1: info: 'bridge' has no term in tg\n" in result.stdout
    assert result.stdout.endswith("2 concepts: 1 info\n")


def test_a_language_that_is_not_known_is_a_warning_and_all_commands_go_on(tmp_path: Path) -> None:
    alone = '\n[[concept]]\nid = "alone"\nde = "Fu"\n'
    bridge = LAW.replace('tg = "кӯпрук"\n', 'tg = "кӯпрук"\nde = { preferred = "Brücke" }\n')
    folder = glossary(tmp_path, bridge + alone)
    result = flow(folder, "glossary", "check")
    assert result.exit_code == 1
    assert "glossary/law.toml:11: warning: 'de' of 'bridge' is no language that is known here\n" in result.stdout
    assert "glossary/law.toml:22: warning: 'de' of 'alone' is no language that is known here\n" in result.stdout
    commands = ["list", "find bridge", "show alone", "stats", "add -t en=toll", "export out.csv", "export out.tbx"]
    for command in [*commands, "export out.xlsx", "usage alone"]:
        assert flow(folder, "glossary", *command.split()).exit_code == 0, command
    write(folder / "desk.csv", "id,en,ru\nbridge,bridge,мост|переправа\n")
    assert flow(folder, "glossary", "import", "desk.csv", "--update").exit_code == 0
    changed = (folder / "glossary/law.toml").read_text("utf-8")
    assert "переправа" in changed
    assert 'de = { preferred = "Brücke" }\n' in changed
    assert 'de = "Fu"\n' in changed


def test_mistakes_in_a_file(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path, LAW + "[[concept]]\n" + "[[concept]]\nid = 3\n"), "glossary", "check")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[::2] == [
        "glossary/law.toml:18: this concept has no id",
        "glossary/law.toml:20: id is of a wrong kind",
    ]
    assert result.stdout == "2 concepts read, with no flaw; 2 mistakes hid the rest\n"


def test_a_file_that_cannot_be_read_is_not_without_flaw(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path, "[[concept\n"), "glossary", "check")
    assert (result.exit_code, result.stdout) == (2, "0 concepts read, with no flaw; 1 mistake hid the rest\n")


def test_other_commands_ask_for_a_glossary_without_mistakes(tmp_path: Path) -> None:
    folder = glossary(tmp_path, LAW + "[[concept]]\n")
    for arguments in (["list"], ["show", "bridge"], ["find", "bridge"], ["stats"], ["add", "-t", "en=toll"]):
        result = flow(folder, "glossary", *arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith("glossary/law.toml:18: this concept has no id\n")
