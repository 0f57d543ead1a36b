"""`l10n-flow schema`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.newsroom import flow

DOCS = Path(__file__).parents[3] / "docs"


def test_it_is_the_schema_that_the_docs_hold(tmp_path: Path) -> None:
    result = flow(tmp_path, "schema", "-q")
    assert result.exit_code == 0
    assert "languages" in json.loads(result.stdout)["$defs"]["Config"]["properties"]
    assert result.stdout == (DOCS / "l10n-flow.schema.json").read_text("utf-8")


def test_that_of_the_glossary_too(tmp_path: Path) -> None:
    result = flow(tmp_path, "schema", "glossary", "-q")
    assert result.exit_code == 0
    assert result.stdout == (DOCS / "glossary.schema.json").read_text("utf-8")


def test_that_of_the_metadata_of_an_edition_too(tmp_path: Path) -> None:
    result = flow(tmp_path, "schema", "edition", "-q")
    assert result.exit_code == 0
    assert result.stdout == (DOCS / "edition.schema.json").read_text("utf-8")


@pytest.mark.parametrize("path", sorted((DOCS.parent / "glossary").glob("*.toml")), ids=lambda path: path.name)
def test_the_glossary_files_have_no_key_that_an_editor_would_underline(path: Path) -> None:
    definitions = json.loads((DOCS / "glossary.schema.json").read_text("utf-8"))["$defs"]
    properties = definitions["ConceptTable"]["properties"]

    def keys(table: dict[str, Any], schema: str) -> set[str]:
        return set(table) - set(definitions[schema]["properties"])

    for concept in tomllib.loads(path.read_text("utf-8"))["concept"]:
        assert not keys(concept, "ConceptTable")
        assert concept["kind"] in definitions["Kind"]["enum"]
        for said in (value for key, value in concept.items() if "anyOf" in properties[key]):
            assert isinstance(said, str) or not keys(said, "LanguageTable")
