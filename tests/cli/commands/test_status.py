"""`l10n-flow status`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.newsroom import BRIDGE, MARKET, flow, flow_json, found, translate, write

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = {"units", "words", "translated", "fuzzy", "untranslated", "stale", "approved", "void", "unapproved"}
COUNTS |= {"last_change"}


def table(folder: Path, *arguments: str) -> list[list[str]]:
    """The rows without the column of the dates."""
    said = re.sub(
        r" +(last change|\d{4}-\d\d-\d\d \d\d:\d\d)$", "", flow(folder, "status", *arguments).stdout, flags=re.M
    )
    return [line.replace(" (", "(").replace("from ", "from:").split() for line in said.splitlines() if line]


def test_every_edition_has_a_row_and_every_language_a_total(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    translate(tmp_path, "ru", "market")
    assert table(tmp_path) == [
        "article language units words translated fuzzy untranslated stale".split(),
        "2025/bridge ru 5 34 0(0%) 0 5 0".split(),
        "uz 5 34 0(0%) 0 5 0".split(),
        "uz-Cyrl(from:uz) 5 34 0(0%) 0 5 0".split(),
        "tg 5 34 0(0%) 0 5 0".split(),
        "2025/market ru 3 7 3(100%) 0 0 0".split(),
        "uz 3 7 0(0%) 0 3 0".split(),
        "uz-Cyrl(from:uz) 3 7 0(0%) 0 3 0".split(),
        "tg 3 7 0(0%) 0 3 0".split(),
        "total ru 8 41 3(37%) 0 5 0".split(),
        "uz 8 41 0(0%) 0 8 0".split(),
        "uz-Cyrl 8 41 0(0%) 0 8 0".split(),
        "tg 8 41 0(0%) 0 8 0".split(),
        "all written 24 123 3(12%) 0 21 0".split(),
    ]


def test_incomplete_is_exit_code_1_and_complete_0(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    flow(tmp_path, "sync")
    assert flow(tmp_path, "status", "--lang", "ru").exit_code == 1
    translate(tmp_path, "ru", "market")
    assert flow(tmp_path, "status", "--lang", "ru").exit_code == 0


def test_texts_that_nobody_has_synced_are_stale(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    flow(tmp_path, "sync")
    translate(tmp_path, "ru", "market")
    write(tmp_path / "source_articles/2025/market.html", MARKET.replace("</p>", "</p><p>Pears too.</p>"))
    assert table(tmp_path, "--lang", "ru")[1] == "2025/market ru 4 9 3(75%) 0 1 1".split()


def test_the_keys_of_the_json(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    told = flow_json(tmp_path, "status", "--lang", "uz", "--lang", "uz-Cyrl")
    assert told.keys() == {"editions", "languages", "total", "orphans", "errors"}
    assert told["editions"][1].keys() == {"article", "lang", "derived_from", "published", "stale_since"} | COUNTS
    assert told["editions"][1]["derived_from"] == "uz"
    assert told["languages"].keys() == {"uz", "uz-Cyrl"}
    assert told["total"].keys() == COUNTS
    assert told["total"]["units"] == told["languages"]["uz"]["units"] == 8
    assert told["total"]["last_change"].startswith("20")


def test_a_broken_article_is_an_error_and_the_others_have_their_rows(tmp_path: Path) -> None:
    found(tmp_path, bridge=BRIDGE, broken="<html><body><p>No headline.</p></body></html>")
    result = flow(tmp_path, "status")
    assert result.exit_code == 2
    assert "2025/bridge" in result.stdout
    assert "source_articles/2025/broken.html:1: there is no headline" in result.stderr


def test_po_files_that_belong_to_no_article_are_named(tmp_path: Path) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    (tmp_path / "source_articles/2025/market.html").unlink()
    assert flow(tmp_path, "status").stdout.splitlines()[-4:] == [
        "warning: locales/ru/2025/market.po belongs to no article",
        "warning: locales/uz/2025/market.po belongs to no article",
        "warning: locales/tg/2025/market.po belongs to no article",
        "  l10n-flow sync --prune moves them to locales/.pruned, where git keeps them",
    ]
    assert "no article" not in flow(tmp_path, "status", "2025/bridge").stdout
    assert flow_json(tmp_path, "status", "--lang", "tg")["orphans"] == ["locales/tg/2025/market.po"]


def test_a_newsroom_without_articles(tmp_path: Path) -> None:
    found(tmp_path)
    for path in (tmp_path / "source_articles/2025").iterdir():
        path.unlink()
    result = flow(tmp_path, "status")
    assert (result.exit_code, result.stdout) == (0, "there is nothing to translate\n")
