"""Folders, catalogs and what is derived from them, spoilt in every way: what a user is told, and what stays."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from l10n_flow.catalogs import po_files
from tests.cli.newsroom import BRIDGE, MARKET, contents, flow, flow_json, found, translate, write
from tests.cli.test_bad_input import half_written, of_market, of_tajik
from tests.newsroom import unprivileged

if TYPE_CHECKING:
    from pathlib import Path


def shut(folder: Path) -> None:
    """A file stands where the folder was."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("mine")


def dangling(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.symlink_to("nowhere")


def circular(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.symlink_to(folder.name)


FOLDERS = {
    "a file": (shut, "this is no folder\n  delete it"),
    "a link to nothing": (dangling, "a symbolic link leads nowhere\n  bring back what it leads to, or delete it"),
    "a link to itself": (circular, "a symbolic link leads round in a circle\n  delete it"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no links")
@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("source_articles", "sync"),
        ("locales", "sync"),
        ("locales/tg", "sync"),
        ("locales/tg/2025", "status"),
        (".l10n-flow", "sync"),
        ("public", "export"),
        ("public/tg", "export"),
        ("public/tg/2025", "run"),
    ],
)
def test_what_stands_in_a_folders_place_is_named_once_with_what_to_do(
    tmp_path: Path, place: str, command: str, kind: str
) -> None:
    spoil, said = FOLDERS[kind]
    found(tmp_path)
    flow(tmp_path, "sync")
    for lang in ("ru", "tg", "uz"):
        translate(tmp_path, lang)
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    spoil(tmp_path / place)
    write(tmp_path / "source_articles/2025/news.html" if place != "source_articles" else tmp_path / "x", MARKET)
    result = flow(tmp_path, command)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{place}: {said}")
    assert len([line for line in result.stderr.splitlines() if not line.startswith("  ")]) == 1
    checks = flow_json(tmp_path, "doctor")["checks"]
    assert [check["message"] for check in checks if check["name"] == place] == [said.partition("\n")[0]]
    assert [check["ok"] for check in checks if check["name"] == place] == [False]


def test_folders_that_may_not_be_entered_are_named() -> None:
    with unprivileged() as home:
        found(home)
        flow(home, "sync")
        told = {}
        for place, command in (("locales/tg", "sync"), ("locales", "status"), ("public", "export")):
            (home / place).mkdir(exist_ok=True)
            (home / place).chmod(0)
            told[place] = flow(home, command)
            doctor = flow(home, "doctor")
            (home / place).chmod(0o755)
            assert f"{place}: " in doctor.stdout
            assert doctor.exit_code == 1
    for place, result in told.items():
        assert result.exit_code == 2
        assert result.stderr == f"{place}: the folder cannot be read: Permission denied\n  make it readable\n"


@pytest.mark.parametrize("damage", [b"", b"\0" * 4096, b"garbage", None])
@pytest.mark.parametrize("of", ["ledger", "memory"])
def test_what_can_be_made_anew_is_if_it_is_damaged(tmp_path: Path, of: str, damage: bytes | None) -> None:
    news, whole = found(tmp_path / "news"), tmp_path / "whole"
    flow(news, "run")
    translate(news, "ru")
    write(news / "source_articles/2025/bridge.html", BRIDGE.replace("noon", "nine"))
    shutil.copytree(news, whole)
    damaged = list((news / ".l10n-flow").glob(f"{of}*"))
    assert damaged
    for path in damaged:
        path.unlink()
        if damage is None:
            path.mkdir()
        else:
            path.write_bytes(damage)
    for command in ("run", "status"):
        results = [flow(folder, command) for folder in (news, whole)]
        assert results[0].stderr == results[1].stderr
        assert results[0].exit_code == results[1].exit_code == 1
    assert contents(news) == contents(whole)


def test_a_lock_that_somebody_holds_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(po_files, "_LOCK_SECONDS", 0.1)
    found(tmp_path)
    flow(tmp_path, "sync")
    write(tmp_path / "source_articles/2025/bridge.html", BRIDGE.replace("noon", "nine"))
    before = contents(tmp_path)
    with FileLock(tmp_path / ".l10n-flow/catalogs.lock"):
        result = flow(tmp_path, "sync", "--lang", "ru")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "locales/ru/2025/bridge.po: the catalogs are locked\n  another l10n-flow is at work"
    )
    assert contents(tmp_path) == before
    assert flow(tmp_path, "sync").exit_code == 0


def test_a_catalog_that_was_spoilt_comes_back_as_the_error_says(tmp_path: Path) -> None:
    path = found(tmp_path) / "locales/ru/2025/bridge.po"
    flow(tmp_path, "sync")
    translate(tmp_path, "ru")
    write(tmp_path / "source_articles/2025/bridge.html", BRIDGE.replace("noon", "nine"))
    flow(tmp_path, "sync")
    whole = path.read_text("utf-8")
    for spoil in (half_written, of_market, of_tajik, lambda path: path.write_bytes(b"")):
        spoil(path)
        for command in ("sync", "status", "doctor"):
            result = flow(tmp_path, command)
            assert result.exit_code == (1 if command == "doctor" else 2)
            advice = "; or bring a former version back: l10n-flow doctor --restore 2025/bridge --lang ru\n"
            assert advice in result.stdout + result.stderr
        restore = advice.split("l10n-flow ")[1].split()
        (catalog,) = flow_json(tmp_path, *restore)["catalogs"]
        number = str(catalog["versions"][0]["version"])
        assert flow(tmp_path, *restore, "--version", number).exit_code == 0
        assert flow(tmp_path, "sync").exit_code == 0
        assert 'msgstr "Nobody was late' in path.read_text("utf-8")
    assert 'msgstr "Nobody was late' in whole


@pytest.mark.parametrize("name", ["Bridge", "the bridge", "market"])
def test_the_translations_of_an_article_with_a_name_that_it_cannot_have_stay_its_own(tmp_path: Path, name: str) -> None:
    """It is refused with what to do; and nobody is told to put its translations away."""
    found(tmp_path)
    flow(tmp_path, "sync")
    translate(tmp_path, "ru")
    flow(tmp_path, "sync")
    before = contents(tmp_path / "locales")
    folder = tmp_path / "source_articles/2025"
    (folder / "bridge.html").rename(folder / (f"{name}.html" if name != "market" else "market.htm"))
    for command in (["sync"], ["sync", "--prune"], ["status"]):
        result = flow(tmp_path, *command)
        assert result.exit_code == 2
        assert "rename" in result.stderr
        assert "bridge.po" not in result.stdout + result.stderr
        assert contents(tmp_path / "locales") == before
    (folder / (f"{name}.html" if name != "market" else "market.htm")).rename(folder / "the-bridge.html")
    assert "2025/bridge -> 2025/the-bridge" in flow(tmp_path, "sync").stdout
    assert "Nobody was late" in (tmp_path / "locales/ru/2025/the-bridge.po").read_text("utf-8")
    (folder / "the-bridge.html").unlink()
    assert "l10n-flow sync --prune" in flow(tmp_path, "sync").stdout
