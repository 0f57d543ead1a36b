"""`l10n-flow doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.newsroom import CONFIG, MARKET, flow, flow_json, found, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_sound_newsroom(tmp_path: Path) -> None:
    result = flow(found(tmp_path), "doctor")
    assert result.exit_code == 0
    assert "ok  articles: 2 articles and their catalogs can be read\n" in result.stdout
    assert "!!" not in result.stdout


def test_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    write(tmp_path / "locales/ru/2025/market.po", 'msgid "Apples"\nmsgstr "Ябло\n')
    result = flow(tmp_path, "doctor")
    assert result.exit_code == 1
    assert "!!  locales/ru/2025/market.po: 2: " in result.stdout


def test_outside_a_newsroom_and_in_a_broken_one(tmp_path: Path) -> None:
    result = flow(tmp_path, "doctor")
    assert result.exit_code == 1
    assert "!!  workspace: " in result.stdout
    assert "l10n-flow init" in result.stdout
    write(tmp_path / "l10n-flow.toml", CONFIG + "typo = 1\n")
    assert "the setting 'typo' is not known" in flow(tmp_path, "doctor").stdout


def test_the_keys_of_the_json(tmp_path: Path) -> None:
    told = flow_json(found(tmp_path), "doctor")
    assert told.keys() == {"checks", "errors"}
    assert all(check.keys() == {"name", "ok", "message", "hint"} for check in told["checks"])
    assert told["checks"][0]["ok"] is True
