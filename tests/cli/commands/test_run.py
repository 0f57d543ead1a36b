"""`l10n-flow run`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.newsroom import BRIDGE, MARKET, flow, flow_json, found, process, translate, write

if TYPE_CHECKING:
    from pathlib import Path


def test_it_syncs_exports_and_shows_the_status(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    ran = process(tmp_path, "run")
    assert ran.returncode == 1
    assert "2025/market\n  ru        3 new" in ran.stdout
    assert "public/en/2025/market.html\n" in ran.stdout
    assert "2025/market in ru is held back: 3 units in the way" in ran.stdout
    assert "article      language" in ran.stdout


def test_when_all_is_translated_all_is_well(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    flow(tmp_path, "sync")
    for lang in ("ru", "uz", "tg"):
        translate(tmp_path, lang, "market")
    assert flow(tmp_path, "run").exit_code == 0
    assert len(list(tmp_path.glob("public/*/2025/market.html"))) == 5


def test_the_last_page_stays_until_the_next_is_complete(tmp_path: Path) -> None:
    found(tmp_path, bridge=BRIDGE)
    flow(tmp_path, "sync")
    translate(tmp_path, "ru")
    flow(tmp_path, "run")
    page = tmp_path / "public/ru/2025/bridge.html"
    before = page.read_text("utf-8")
    write(tmp_path / "source_articles/2025/bridge.html", BRIDGE.replace("at noon", "at midnight"))
    assert flow(tmp_path, "run").exit_code == 1
    notice = re.compile(r'<aside class="note stale">.*?</aside>', re.DOTALL)
    assert notice.search(page.read_text("utf-8"))
    assert notice.sub("", page.read_text("utf-8")) == before


def test_an_error_is_told_once(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET, empty='<html lang="en"><body></body></html>\n')
    result = flow(tmp_path, "run")
    assert result.exit_code == 2
    assert result.stderr.count("empty.html") == 1


def test_a_po_file_that_belongs_to_no_article_is_told_once(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    (tmp_path / "source_articles/2025/market.html").unlink()
    assert flow(tmp_path, "run").stdout.count("locales/tg/2025/market.po belongs to no article") == 1
    told = flow_json(tmp_path, "run", "--lang", "tg")
    assert told["sync"]["orphans"] == told["status"]["orphans"] == ["locales/tg/2025/market.po"]


def test_the_keys_of_the_json(tmp_path: Path) -> None:
    told = flow_json(found(tmp_path), "run")
    assert told.keys() == {"sync", "export", "status", "errors"}
    assert told["sync"].keys() == {"articles", "orphans", "pruned"}
    assert told["export"].keys() == {"editions", "site"}
    assert told["status"].keys() == {"editions", "languages", "total", "orphans"}


def test_of_many_editions_it_shows_what_is_new_and_numbers(tmp_path: Path) -> None:
    names = [f"a{number:02}" for number in range(30)]
    found(tmp_path, **{name: MARKET.replace("market", f"market {name}") for name in names})
    first = flow(tmp_path, "run").stdout
    assert first.count("public/en/2025/a") == 30
    for lang in ("ru", "uz", "uz-Cyrl", "tg"):
        assert f"30 editions in {lang}: held back, 90 units in the way\n" in first
    assert "l10n-flow export ARTICLE shows what is in the way of one" in first
    assert " is held back: " not in first
    assert "2025/a07" not in first.split("language  ")[1]
    assert "all written    270" in first.split("language  ")[1]
    again = flow(tmp_path, "run")
    assert again.exit_code == 1
    assert "(as it was)\n" in again.stdout  # of English ones there are few
    for name in names[:29]:
        for lang in ("ru", "uz", "tg"):
            translate(tmp_path, lang, name)
    done = flow(tmp_path, "run").stdout
    assert done.count("public/ru/2025/a") == 29
    assert "2025/a29 in uz-Cyrl is held back: 3 units in the way\n  the same as above" in done
    calm = flow(tmp_path, "run").stdout
    assert "146 pages as they were\n" in calm
    assert "public/" not in calm
    assert "2025/a29 in ru is held back: 3 units in the way\n" in calm
    told = flow(tmp_path, "run", "-v").stdout
    assert told.count("(as it was)") == 146
    assert "2025/a07 " in told.split("language  ")[1]
    assert flow(tmp_path, "status").stdout.count("2025/a") == 30
