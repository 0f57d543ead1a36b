"""`l10n-flow ready`: can it be published, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.newsroom import flow, flow_json, found, translate

if TYPE_CHECKING:
    from pathlib import Path


def test_it_lists_what_stands_in_the_way_and_writes_nothing(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    translate(tmp_path, "ru", "market")
    result = flow(tmp_path, "ready", "2025/market", "--lang", "ru", "--lang", "tg")
    assert result.exit_code == 1
    first, second, *units, last = result.stdout.splitlines()
    assert first == "2025/market in ru: ready"
    assert second == "2025/market in tg: not ready, 3 units in the way"
    assert [unit.split(":")[0] for unit in units] == ["  locales/tg/2025/market.po"] * 3
    assert last == "1 of 2 editions can be published"
    assert not (tmp_path / "public").exists()


def test_all_that_is_ready_is_no_finding(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    translate(tmp_path, "ru", "market")
    assert flow(tmp_path, "ready", "2025/market", "--lang", "ru").exit_code == 0
    (edition,) = flow_json(tmp_path, "ready", "2025/market", "--lang", "ru")["editions"]
    assert edition == {
        "article": "2025/market",
        "lang": "ru",
        "ready": True,
        "withdrawn": False,
        "stale_since": None,
        "catalog": "locales/ru/2025/market.po",
        "unapproved": 0,
        "open": [],
        "faults": [],
    }


def test_a_broken_catalog_is_an_error(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    (tmp_path / "locales/ru/2025/market.po").write_text('msgid "', "utf-8")
    result = flow(tmp_path, "ready", "2025/market")
    assert result.exit_code == 2
    assert "locales/ru/2025/market.po:1:" in result.stderr
    assert "2025/market in en: ready" in result.stdout
