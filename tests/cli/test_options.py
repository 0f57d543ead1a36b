"""Arguments, and their completion in the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import CONFIG, flow, found, process, write

if TYPE_CHECKING:
    from pathlib import Path


def completions(folder: Path, line: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    ran = process(folder, _L10N_FLOW_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    return ran.stdout.split()


def test_commands_articles_and_languages_complete(tmp_path: Path) -> None:
    found(tmp_path)
    assert completions(tmp_path, "l10n-flow se") == ["plain,segments"]
    assert completions(tmp_path, "l10n-flow sync 2025/b") == ["plain,2025/bridge"]
    assert completions(tmp_path, "l10n-flow segments ") == ["plain,2025/bridge", "plain,2025/market"]
    assert completions(tmp_path, "l10n-flow status --lang u") == ["plain,uz", "plain,uz-Cyrl"]
    assert completions(tmp_path.parent, f"l10n-flow -C {tmp_path} export 2025/m") == ["plain,2025/market"]


def test_paths_complete_where_there_is_no_such_article(tmp_path: Path) -> None:
    assert completions(found(tmp_path), "l10n-flow sync source_") == ["file,source_"]


def test_completion_is_silent_outside_a_newsroom_and_in_a_broken_one(tmp_path: Path) -> None:
    assert completions(tmp_path, "l10n-flow status --lang u") == []
    write(tmp_path / "l10n-flow.toml", CONFIG + "typo = 1\n")
    assert completions(tmp_path, "l10n-flow status --lang u") == []


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (".", "2025/market"),
        (".", "source_articles/2025/market.html"),
        ("source_articles", "2025/market.html"),
        ("source_articles/2025", "./market.html"),
        ("locales", "../source_articles/2025/market.html"),
    ],
)
def test_an_article_is_named_by_its_id_or_by_a_path_from_here(tmp_path: Path, where: str, name: str) -> None:
    found(tmp_path)
    (tmp_path / "locales").mkdir()
    result = flow(tmp_path / where, "segments", name)
    assert "2025/market (source_articles/2025/market.html, en)" in result.stdout


def test_an_article_that_is_not_there(tmp_path: Path) -> None:
    result = flow(found(tmp_path), "sync", "2025/markt")
    assert result.exit_code == 2
    assert result.stderr == "source_articles: there is no article '2025/markt'\n  did you mean '2025/market'?\n"


def test_a_language_that_is_not_configured(tmp_path: Path) -> None:
    result = flow(found(tmp_path), "sync", "--lang", "kk")
    assert result.exit_code == 2
    assert "'kk' is none of this newsroom's languages" in result.stderr
