"""`l10n-flow doctor`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import BRIDGE, CONFIG, MARKET, flow, flow_json, found, translate, write

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


def replaced(folder: Path) -> Path:
    """A newsroom with two versions of its PO files, of one article."""
    found(folder, bridge=BRIDGE)
    flow(folder, "sync")
    for hour in ("nine", "ten"):
        write(folder / "source_articles/2025/bridge.html", BRIDGE.replace("noon", hour))
        flow(folder, "sync")
    return folder


def test_former_versions_are_listed(tmp_path: Path) -> None:
    replaced(tmp_path)
    said = flow(tmp_path, "doctor", "--restore", "2025/bridge", "--lang", "ru")
    assert said.exit_code == 0
    name, head, last, first, advice = said.stdout.splitlines()
    assert name == "locales/ru/2025/bridge.po"
    assert head.split() == ["version", "saved", "translated", "different", "now"]
    assert re.fullmatch(r" +2  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  +0 of 5  +1 unit", last)
    assert first.split()[0] == "1"
    assert "--version N" in advice
    assert "locales/tg/2025/bridge.po" in flow(tmp_path, "doctor", "--restore", "2025/bridge").stdout


def test_one_is_put_back(tmp_path: Path) -> None:
    path = replaced(tmp_path) / "locales/ru/2025/bridge.po"
    now = path.read_text("utf-8")
    restore = ("doctor", "--restore", "locales/ru/2025/bridge.po", "--version", "1")
    dry = flow(tmp_path, *restore, "--dry-run")
    assert dry.exit_code == 0
    assert dry.stdout.startswith("diff --git a/locales/ru/2025/bridge.po b/locales/ru/2025/bridge.po\n")
    assert path.read_text("utf-8") == now
    assert "version 1 is back" in flow(tmp_path, *restore).stdout
    assert "at noon" in path.read_text("utf-8")
    assert (
        flow_json(tmp_path, "doctor", "--restore", "2025/bridge", "-l", "ru")["catalogs"][0]["versions"][0]["version"]
        == 3
    )


def test_any_of_the_last_ten_comes_back_as_it_was(tmp_path: Path) -> None:
    path = found(tmp_path, bridge=BRIDGE) / "locales/ru/2025/bridge.po"
    were = []
    for hour in range(13):
        write(tmp_path / "source_articles/2025/bridge.html", BRIDGE.replace("noon", f"{hour} o'clock"))
        flow(tmp_path, "sync", "--lang", "ru")
        were.append(path.read_bytes())
    restore = ("doctor", "--restore", "2025/bridge", "--lang", "ru")
    (catalog,) = flow_json(tmp_path, *restore)["catalogs"]
    assert [version["version"] for version in catalog["versions"]] == [*range(12, 2, -1)]
    assert flow(tmp_path, *restore, "--version", "5").exit_code == 0
    assert path.read_bytes() == were[4]
    gone = flow(tmp_path, *restore, "--version", "2")
    assert gone.exit_code == 2
    assert gone.stderr == (
        "locales/ru/2025/bridge.po: there is no version 2\n  there are 13, 12, 11, 10, 9, 8, 7, 6, 5, 4\n"
    )


@pytest.mark.parametrize("damage", [b"", b'msgid "Apples', None])
def test_a_file_that_somebody_spoilt_comes_back(tmp_path: Path, damage: bytes | None) -> None:
    path = replaced(tmp_path) / "locales/ru/2025/bridge.po"
    translate(tmp_path, "ru")
    write(tmp_path / "source_articles/2025/bridge.html", BRIDGE.replace("noon", "eleven"))
    flow(tmp_path, "sync")
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
        assert flow(tmp_path, "sync").exit_code == 2
    restore = flow(tmp_path, "doctor", "--restore", "locales/ru/2025/bridge.po", "--version", "3")
    assert (restore.exit_code, restore.stderr) == (0, "")
    assert flow(tmp_path, "sync").exit_code == 0
    assert 'msgstr "The bridge"' in path.read_text("utf-8")


def test_what_cannot_be_put_back(tmp_path: Path) -> None:
    replaced(tmp_path)
    several = flow(tmp_path, "doctor", "--restore", "2025/bridge", "--version", "1")
    assert several.exit_code == 2
    assert "name one of them, or its --lang" in several.stderr
    nothing = flow(tmp_path, "doctor", "--restore", "2025/river")
    assert nothing.exit_code == 2
    assert "no former version of '2025/river' is kept" in nothing.stderr
    for wrong in (("--version", "1"), ("--lang", "ru"), ("--dry-run",)):
        usage = flow(tmp_path, "doctor", *wrong)
        assert usage.exit_code == 2
        assert "go with --restore" in usage.stderr


def test_the_keys_of_the_versions(tmp_path: Path) -> None:
    replaced(tmp_path)
    told = flow_json(tmp_path, "doctor", "--restore", "2025/bridge", "--lang", "ru")
    (catalog,) = told["catalogs"]
    assert (told["restored"], told["errors"], catalog["catalog"]) == (None, [], "locales/ru/2025/bridge.po")
    first = catalog["versions"][-1]
    assert first.keys() == {"version", "path", "saved", "units", "translated", "different"}
    assert (tmp_path / first["path"]).is_file()
    done = flow_json(tmp_path, "doctor", "--restore", "2025/bridge", "--lang", "ru", "--version", "2", "--dry-run")
    assert (done["restored"], done["diff"][:10]) == (2, "diff --git")
