"""`l10n-flow glossary check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.glossary.desk import LAW, glossary
from tests.cli.newsroom import flow, flow_json

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
