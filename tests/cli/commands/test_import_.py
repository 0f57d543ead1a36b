"""`l10n-flow import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.newsroom import flow, flow_json, found, write

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """Flood in the valley
12 May 2025
The river rose on Monday. Nobody was hurt, the mayor of the town said in the evening.

The bridge was closed for a day, and the market with it, because the water stood in the streets.

Do you like this article?
Captcha *
"""


def test_a_pasted_page_becomes_an_article_and_every_line_is_accounted_for(tmp_path: Path) -> None:
    found(tmp_path)
    write(tmp_path / "page.txt", PAGE)
    result = flow(tmp_path, "import", "page.txt")
    assert result.exit_code == 0
    head, *lines = result.stdout.splitlines()
    path = tmp_path / head.removeprefix("page.txt -> ")
    assert path.is_relative_to(tmp_path / "source_articles")
    assert any("headline" in line and "“Flood in the valley”" in line for line in lines)
    assert any("dropped: boilerplate" in line and "“Captcha *”" in line for line in lines)
    assert not any("The bridge was closed" in line for line in lines)
    assert "The bridge was closed for a day" in path.read_text("utf-8")
    assert flow(tmp_path, "segments", str(path)).exit_code == 0


def test_verbose_shows_the_paragraphs_too(tmp_path: Path) -> None:
    found(tmp_path)
    write(tmp_path / "page.txt", PAGE)
    assert "“The bridge was closed for a day," in flow(tmp_path, "import", "page.txt", "-v").stdout


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    found(tmp_path)
    write(tmp_path / "page.txt", PAGE)
    write(tmp_path / "empty.txt", "Captcha *\n")
    result = flow(tmp_path, "import", "empty.txt", "missing.txt", "page.txt")
    assert result.exit_code == 2
    assert "page.txt -> source_articles/" in result.stdout
    assert "empty.txt: there is no article in this text" in result.stderr
    assert "missing.txt: there is no such file\n" in result.stderr


def test_an_article_is_not_overwritten(tmp_path: Path) -> None:
    found(tmp_path)
    write(tmp_path / "page.txt", PAGE)
    flow(tmp_path, "import", "page.txt")
    result = flow(tmp_path, "import", "page.txt")
    assert result.exit_code == 2
    assert "already" in result.stderr


def test_the_keys_of_the_json(tmp_path: Path) -> None:
    found(tmp_path)
    write(tmp_path / "page.txt", PAGE)
    told = flow_json(tmp_path, "import", "page.txt", "--lang", "en")
    assert told.keys() == {"articles", "errors"}
    (article,) = told["articles"]
    assert article.keys() == {"page", "article", "path", "decisions"}
    assert article["decisions"][0].keys() == {"line", "text", "taken_for", "dropped", "why"}


def test_a_file_must_be_named(tmp_path: Path) -> None:
    assert flow(found(tmp_path), "import").exit_code == 2
