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


def test_a_po_file_that_lost_translations_is_named_with_what_brings_them_back(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    flow(tmp_path, "sync")
    translate(tmp_path, "tg", "market")
    flow(tmp_path, "sync")
    path = tmp_path / "locales/tg/2025/market.po"
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"\n\n") + 1])
    for _ in range(2):
        ran = flow(tmp_path, "sync")
        assert (
            "  warning: source_articles/2025/market.html: "
            "1 translation that locales/tg/2025/market.po had after the last run: gone\n"
            "    if that is a mistake: l10n-flow doctor --restore locales/tg/2025/market.po\n"
        ) in ran.stdout
    flow(tmp_path, "doctor", "--restore", "locales/tg/2025/market.po", "--version", "1")
    assert path.read_bytes() == whole
    assert "warning" not in flow(tmp_path, "sync").stdout


def test_the_keys_of_the_json(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET, empty=EMPTY)
    told = flow_json(tmp_path, "sync", "--lang", "ru")
    assert told["articles"][1] == {
        "article": "2025/market",
        "path": "source_articles/2025/market.html",
        "languages": {
            "ru": {
                "catalog": "locales/ru/2025/market.po",
                "changed": True,
                "moved_from": None,
                "outcomes": {"new": 3},
            }
        },
        "notices": [],
    }
    (error,) = told["errors"]
    assert error.keys() == {"kind", "path", "line", "message", "hint"}
    assert (error["kind"], error["path"]) == ("SourceError", "source_articles/2025/empty.html")


def test_the_po_files_of_a_renamed_article_follow_it(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "run", "--lang", "en", "--lang", "tg")
    translate(tmp_path, "tg", "market")
    flow(tmp_path, "export", "2025/market")
    (tmp_path / "source_articles/2025/market.html").rename(tmp_path / "source_articles/2025/prices.html")
    dry = flow_json(tmp_path, "sync", "--dry-run")
    told = flow_json(tmp_path, "sync", "--dry-run", "--lang", "tg")["articles"][1]["languages"]["tg"]
    assert (told["catalog"], told["moved_from"]) == ("locales/tg/2025/prices.po", "locales/tg/2025/market.po")
    assert "rename from locales/tg/2025/market.po\nrename to locales/tg/2025/prices.po\n" in dry["diff"]
    assert dry["orphans"] == []
    assert flow(tmp_path, "sync", "--lang", "tg").stdout.splitlines() == [
        "2025/prices",
        "  2025/market -> 2025/prices (tg)",
        "  tg        3 kept",
        "2 articles, 1 PO file changed",
    ]
    assert flow(tmp_path, "status", "2025/prices", "--lang", "tg").exit_code == 0


def test_prune_moves_what_belongs_to_no_article_and_it_comes_back(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync", "--lang", "tg")
    translate(tmp_path, "tg", "market")
    source = tmp_path / "source_articles/2025/market.html"
    before = contents(tmp_path)
    source.unlink()
    assert flow(tmp_path, "sync", "--lang", "tg").stdout.splitlines() == [
        "warning: locales/tg/2025/market.po belongs to no article",
        "  l10n-flow sync --prune moves it to locales/.pruned, where git keeps it",
        "1 article, 0 PO files changed",
    ]
    result = flow(tmp_path, "sync", "--prune", "--lang", "tg")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "locales/tg/2025/market.po -> locales/.pruned/tg/2025/market.po",
            "1 article, 1 PO file changed",
        ],
    )
    assert flow(tmp_path, "sync", "--prune", "--lang", "tg").stdout == "1 article, 0 PO files changed\n"
    write(source, MARKET)
    assert "  2025/market is back (tg)\n" in flow(tmp_path, "sync", "--lang", "tg").stdout
    assert contents(tmp_path) == before


def test_prune_does_not_hide_what_is_broken(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    orphan = tmp_path / "locales/tg/2024/x.po"
    write(orphan, 'msgid "Apples"\nmsgstr "Себ\n')
    assert flow(tmp_path, "sync").exit_code == 0
    result = flow(tmp_path, "sync", "--prune")
    assert result.exit_code == 2
    assert result.stderr.startswith("locales/tg/2024/x.po:2: ")
    assert orphan.exists()


def test_prune_is_for_all_articles(tmp_path: Path) -> None:
    found(tmp_path)
    result = flow(tmp_path, "sync", "2025/market", "--prune")
    assert (result.exit_code, "name none" in result.stderr) == (2, True)


def test_nothing_is_said_of_orphans_where_an_article_is_named(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    (tmp_path / "source_articles/2025/market.html").unlink()
    assert flow(tmp_path, "sync", "2025/bridge").stdout == "1 article, 0 PO files changed\n"
    assert flow_json(tmp_path, "sync", "2025/bridge")["orphans"] == []
