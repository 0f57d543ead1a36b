"""`l10n-flow withdraw`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import flow, flow_json, found, translate, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Two articles, out in English and Russian."""
    found(tmp_path)
    flow(tmp_path, "sync")
    for name in ("bridge", "market"):
        translate(tmp_path, "ru", name)
    flow(tmp_path, "export", "--lang", "en", "--lang", "ru")
    return tmp_path


def test_an_edition_is_taken_down_and_brought_back(newsroom: Path) -> None:
    page = newsroom / "public/ru/2025/market.html"
    result = flow(newsroom, "withdraw", "2025/market", "--lang", "ru")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "2025/market in ru: withdrawn"
    assert "noindex" in page.read_text("utf-8")
    assert "2025/market in ru is withdrawn" in flow(newsroom, "export", "2025/market", "--lang", "ru", "-v").stdout
    assert flow(newsroom, "withdraw", "2025/market", "--lang", "ru").stdout == (
        "2025/market in ru: withdrawn (as it was)\n"
    )
    assert flow(newsroom, "withdraw", "2025/market", "--lang", "ru", "--back").exit_code == 0
    assert "noindex" not in page.read_text("utf-8")


def test_all_of_them_without_a_language_also_by_the_path_of_the_source(newsroom: Path) -> None:
    told = flow_json(newsroom, "withdraw", "source_articles/2025/market.html")
    assert (told["article"], told["changed"], told["same"]) == ("2025/market", ["en", "ru"], [])
    assert told.keys() == {"article", "changed", "same", "waiting", "pages", "site", "errors"}
    assert "public/gone.txt" in told["site"]["changed"]


def test_what_is_brought_back_and_is_not_complete_is_said_to_wait(newsroom: Path) -> None:
    flow(newsroom, "withdraw", "2025/market")
    source = newsroom / "source_articles/2025/market.html"
    source.write_text(source.read_text("utf-8").replace("cheap", "dear"), "utf-8")
    flow(newsroom, "sync")
    result = flow(newsroom, "withdraw", "2025/market", "--back")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        "2025/market in en: brought back",
        "2025/market in ru: brought back, but it is held back: 1 unit in the way",
        "  l10n-flow export 2025/market shows what is in the way",
    ]


def test_a_dry_run_shows_what_would_change(newsroom: Path) -> None:
    result = flow(newsroom, "withdraw", "2025/market", "--lang", "ru", "--dry-run")
    assert "--- a/published/ru.jsonl" in result.stdout
    assert "2025/market in ru: would be withdrawn" in result.stderr
    assert "noindex" not in (newsroom / "public/ru/2025/market.html").read_text("utf-8")


def test_what_was_never_published_is_an_error(newsroom: Path) -> None:
    result = flow(newsroom, "withdraw", "2025/market", "--lang", "tg")
    assert result.exit_code == 2
    assert "'2025/market' was never published in tg" in result.stderr


def test_articles_that_link_there_lead_elsewhere_at_once(tmp_path: Path) -> None:
    write(tmp_path / "l10n-flow.toml", 'languages = ["en"]\n')
    write(tmp_path / "source_articles/a.md", "---\ntitle: One\nlang: en\n---\nSee [two](b.md) please.\n")
    write(tmp_path / "source_articles/b.md", "---\ntitle: Two\nlang: en\n---\nNothing here to see.\n")
    flow(tmp_path, "export")
    assert 'href="b.html"' in (tmp_path / "public/en/a.html").read_text("utf-8")
    flow(tmp_path, "withdraw", "b")
    page = (tmp_path / "public/en/a.html").read_text("utf-8")
    assert "b.html" not in page
    flow(tmp_path, "export")
    assert (tmp_path / "public/en/a.html").read_text("utf-8") == page
