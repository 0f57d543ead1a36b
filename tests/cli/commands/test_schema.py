"""`l10n-flow schema`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.newsroom import flow

DOCS = Path(__file__).parents[3] / "docs"


def test_it_is_the_schema_that_the_docs_hold(tmp_path: Path) -> None:
    result = flow(tmp_path, "schema", "-q")
    assert result.exit_code == 0
    assert "languages" in json.loads(result.stdout)["$defs"]["Config"]["properties"]
    assert result.stdout == (DOCS / "l10n-flow.schema.json").read_text("utf-8")
