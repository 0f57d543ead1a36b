"""`l10n-flow init`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.newsroom import contents, flow, process, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_newsroom_works_at_once(tmp_path: Path) -> None:
    made = process(tmp_path, "init", "news")
    assert made.returncode == 0
    assert made.stdout.splitlines()[-1] == "next: cd news, then l10n-flow run"
    assert flow(tmp_path / "news", "doctor").exit_code == 0
    assert flow(tmp_path / "news", "run").exit_code == 1  # nobody has translated its article yet
    assert (tmp_path / "news/public/en/our-newsroom-goes-multilingual.html").is_file()


def test_in_this_folder(tmp_path: Path) -> None:
    assert process(tmp_path, "init").stdout.endswith("next: l10n-flow run\n")
    assert (tmp_path / "l10n-flow.toml").is_file()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    flow(tmp_path, "init")
    write(tmp_path / "source_articles/welcome.md", "ours")
    before = contents(tmp_path)
    result = flow(tmp_path, "init")
    assert result.exit_code == 2
    assert "there is a newsroom here already" in result.stderr
    assert contents(tmp_path) == before
