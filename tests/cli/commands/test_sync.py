"""`l10n-flow sync`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.newsroom import BRIDGE, MARKET, contents, flow, flow_json, found, process, translate, write

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = '<html lang="en"><body></body></html>\n'


def test_it_says_what_happened_to_how_many_units(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    result = flow(tmp_path, "sync")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2025/market",
        "  ru        3 new",
        "  uz        3 new",
        "  tg        3 new",
        "1 article, 3 PO files changed",
    ]
    translate(tmp_path, "ru", "market")
    write(tmp_path / "source_articles/2025/market.html", MARKET.replace("Apples are cheap", "Apples are not cheap"))
    assert "  ru        1 reworded, 2 kept\n" in flow(tmp_path, "sync").stdout


def test_the_second_time_there_is_nothing_to_say(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    before = contents(tmp_path)
    assert flow(tmp_path, "sync").stdout == "2 articles, 0 PO files changed\n"
    assert contents(tmp_path) == before
    assert "  ru        3 kept\n" in flow(tmp_path, "sync", "-v").stdout


def test_only_what_is_named(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync", "2025/market", "--lang", "tg", "--lang", "ru")
    assert [name for name in contents(tmp_path) if name.endswith(".po")] == [
        "locales/ru/2025/market.po",
        "locales/tg/2025/market.po",
    ]


def test_one_broken_article_does_not_stop_the_others(tmp_path: Path) -> None:
    found(tmp_path, bridge=BRIDGE, empty=EMPTY)
    write(tmp_path / "source_articles/2025/Bad Name.html", MARKET)
    ran = process(tmp_path, "sync")
    assert ran.returncode == 2
    assert (tmp_path / "locales/ru/2025/bridge.po").is_file()
    assert "Traceback" not in ran.stderr
    assert [line.split(": ")[0] for line in ran.stderr.splitlines() if not line.startswith("  ")] == [
        "source_articles/2025/Bad Name.html",
        "source_articles/2025/empty.html:1",
    ]


def test_a_broken_catalog_is_left_as_it_is_and_the_others_go_on(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    broken = tmp_path / "locales/ru/2025/market.po"
    write(broken, 'msgid "Apples"\nmsgstr "Ябло\n')
    result = flow(tmp_path, "sync")
    assert result.exit_code == 2
    assert result.stderr.startswith("locales/ru/2025/market.po:2: ")
    assert broken.read_text("utf-8") == 'msgid "Apples"\nmsgstr "Ябло\n'
    assert (tmp_path / "locales/tg/2025/market.po").is_file()


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    write(tmp_path / "locales/ru", "a file where the folder should be")
    result = flow(tmp_path, "sync")
    assert result.exit_code == 2
    assert "locales/ru" in result.stderr
    assert (tmp_path / "locales/tg/2025/market.po").is_file()


def test_the_keys_of_the_json(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET, empty=EMPTY)
    told = flow_json(tmp_path, "sync", "--lang", "ru")
    assert told["articles"][1] == {
        "article": "2025/market",
        "path": "source_articles/2025/market.html",
        "languages": {"ru": {"catalog": "locales/ru/2025/market.po", "changed": True, "outcomes": {"new": 3}}},
        "notices": [],
    }
    (error,) = told["errors"]
    assert error.keys() == {"kind", "path", "line", "message", "hint"}
    assert (error["kind"], error["path"]) == ("SourceError", "source_articles/2025/empty.html")
