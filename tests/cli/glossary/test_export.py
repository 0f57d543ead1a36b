from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow.cli.glossary.export import FORMATS
from l10n_flow.glossary import formats
from tests.cli.glossary.desk import glossary
from tests.cli.newsroom import flow, flow_json, found, write

if TYPE_CHECKING:
    from pathlib import Path


def test_the_formats_are_those_that_there_are() -> None:
    assert formats.ids() == FORMATS


@pytest.mark.parametrize("name", ["desk.csv", "desk.xlsx", "desk.tbx", "Desk.TBX"])
def test_the_glossary_as_a_file(tmp_path: Path, name: str) -> None:
    folder = glossary(tmp_path)
    result = flow(folder, "glossary", "export", name)
    assert (result.exit_code, result.stdout) == (0, f"{name}: 2 concepts\n")
    read = formats.get(name.rpartition(".")[2]).read((folder / name).read_bytes(), name)
    assert [concept.id for concept in read] == ["bridge", "meduza"]


def test_the_format_may_be_said(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    said = flow_json(folder, "glossary", "export", "terms.xml", "--format", "tbx")
    assert said == {"path": "terms.xml", "concepts": 2, "lost": [], "errors": []}
    assert b"<conceptEntry" in (folder / "terms.xml").read_bytes()


def test_what_the_format_does_not_hold_is_named(tmp_path: Path) -> None:
    folder = glossary(tmp_path, '[[concept]]\nid = "or"\nen = { preferred = "or", forms = ["and|or"] }\n')
    result = flow(folder, "glossary", "export", "desk.csv")
    assert result.exit_code == 1
    assert "not held as it is: or\n    en: 'or': forms: 'and|or' -> 'and | or'\n" in result.stdout


def test_a_folder_is_not_made(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    result = flow(folder, "glossary", "export", "no/such/desk.csv")
    assert result.exit_code == 2
    assert "there is no such folder" in result.stderr
    assert not (folder / "no").exists()


@pytest.mark.parametrize(
    ("file", "message"),
    [("desk.doc", "no glossary is written as 'doc'"), ("desk", "no glossary is written as ''")],
)
def test_a_format_that_there_is_not(tmp_path: Path, file: str, message: str) -> None:
    result = flow(glossary(tmp_path), "glossary", "export", file)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "csv, tbx, xlsx" in result.stderr


def test_without_a_glossary_there_is_nothing_to_export(tmp_path: Path) -> None:
    folder = found(tmp_path)
    write(folder / "desk.csv", "mine")
    result = flow(folder, "glossary", "export", "desk.csv")
    assert result.exit_code == 2
    assert "the glossary is empty" in result.stderr
    assert (folder / "desk.csv").read_text("utf-8") == "mine"
