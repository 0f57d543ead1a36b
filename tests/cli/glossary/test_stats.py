"""`l10n-flow glossary stats`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.glossary.desk import LAW, glossary
from tests.cli.newsroom import flow, flow_json, write

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_there_and_what_is_used(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path, LAW.replace('tg = "кӯпрук"\n', "")), "glossary", "stats")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2 concepts: 1 term, 1 organisation",
        "without a preferred term in tg: bridge",
        "1 occur in the articles, 1 do not",
        "",
        "concept  articles  units",
        "bridge          1      3",
        "",
        "unused: meduza",
    ]


def test_for_programs(tmp_path: Path) -> None:
    document = flow_json(glossary(tmp_path), "glossary", "stats", "2025/market")
    assert document == {
        "concepts": 2,
        "kinds": {"term": 1, "organisation": 1},
        "missing": {},
        "used": [],
        "unused": ["bridge", "meduza"],
        "errors": [],
    }


def test_an_article_that_cannot_be_read(tmp_path: Path) -> None:
    write(glossary(tmp_path) / "source_articles/2025/broken.html", "<p>")
    result = flow(tmp_path, "glossary", "stats")
    assert result.exit_code == 2
    assert "bridge          1      3" in result.stdout
    assert result.stderr.startswith("source_articles/2025/broken.html")
