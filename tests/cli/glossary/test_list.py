"""`l10n-flow glossary list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.glossary.desk import glossary
from tests.cli.newsroom import flow, flow_json

if TYPE_CHECKING:
    from pathlib import Path


def test_concepts_with_their_preferred_terms(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "list")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "concept  kind          en      ru    uz       tg",
        "bridge   term          bridge  мост  koʻprik  кӯпрук",
        "meduza   organisation  Meduza  -     -        -",
        "2 concepts",
    ]


def test_a_choice(tmp_path: Path) -> None:
    glossary(tmp_path)
    assert [one["id"] for one in flow_json(tmp_path, "glossary", "list", "ko'pr")["concepts"]] == ["bridge"]
    assert [one["id"] for one in flow_json(tmp_path, "glossary", "list", "--lang", "tg")["concepts"]] == ["bridge"]
    assert [one["id"] for one in flow_json(tmp_path, "glossary", "list", "--kind", "person")["concepts"]] == []
    assert flow(tmp_path, "glossary", "list", "nothing").stdout == "0 concepts of 2\n"
    assert flow(tmp_path, "glossary", "list", "--lang", "kk").exit_code == 2
