"""`l10n-flow export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import MARKET, flow, flow_json, found, translate

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Russian and Uzbek are done, Tajik is not."""
    found(tmp_path)
    flow(tmp_path, "sync")
    for name in ("bridge", "market"):
        translate(tmp_path, "ru", name)
        translate(tmp_path, "uz", name)
    return tmp_path


def test_complete_editions_become_pages(newsroom: Path) -> None:
    result = flow(newsroom, "export", "--lang", "ru", "--lang", "uz-Cyrl")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "public/ru/2025/bridge.html",
        "public/uz-Cyrl/2025/bridge.html",
        "public/ru/2025/market.html",
        "public/uz-Cyrl/2025/market.html",
    ]
    assert "public/ru/2025/bridge.html (as it was)" in flow(newsroom, "export", "--lang", "ru").stdout
    assert (newsroom / "public/uz-Cyrl/2025/market.html").is_file()


def test_of_others_it_says_which_units_are_in_the_way(newsroom: Path) -> None:
    result = flow(newsroom, "export", "2025/bridge", "--lang", "tg")
    assert result.exit_code == 1
    head, *units, more = result.stdout.splitlines()
    assert head == "2025/bridge in tg is held back: 5 units in the way"
    assert len(units) == 3
    lines = (newsroom / "locales/tg/2025/bridge.po").read_text("utf-8").splitlines()
    for unit in units:
        path, line, state, _ = unit.strip().split(":", 3)
        assert (path, state) == ("locales/tg/2025/bridge.po", " untranslated")
        entry = lines[int(line) - 1 :]
        assert entry[: entry.index("")] != lines[: lines.index("")]
    assert more == "  and 2 more (-v shows them)"
    assert not (newsroom / "public/tg").exists()


def test_verbose_shows_all_of_them(newsroom: Path) -> None:
    said = flow(newsroom, "export", "2025/bridge", "--lang", "tg", "-v").stdout
    assert said.count(": untranslated: “") == 5
    assert "more" not in said
    assert "“Nobody was late, and everybody who had come on foot went…”" in said


@pytest.mark.parametrize("before", ["nothing", "known"])
def test_programs_are_told_all_of_them(newsroom: Path, before: str) -> None:
    if before == "known":
        flow(newsroom, "export")
    told = flow_json(newsroom, "export", "2025/bridge", "--lang", "tg")["editions"][0]["open"]
    assert [unit["role"] for unit in told] == ["page title", "headline", "paragraph", "paragraph", "paragraph"]
    assert told[4]["text"].startswith("Nobody was late")
    assert len({unit["line"] for unit in told}) == 5


def test_a_derived_edition_waits_for_its_base(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    flow(tmp_path, "sync")
    said = flow(tmp_path, "export", "--lang", "uz", "--lang", "uz-Cyrl").stdout
    assert said.endswith(
        "2025/market in uz-Cyrl is held back: 3 units in the way\n  the same as above, of locales/uz/2025/market.po\n"
    )


def test_before_the_first_sync(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    said = flow(tmp_path, "export", "--lang", "ru").stdout
    assert "  locales/ru/2025/market.po: untranslated: “The market”\n" in said
    assert said.endswith("  some are not in the PO file yet: l10n-flow sync\n")


def test_allow_incomplete(newsroom: Path) -> None:
    result = flow(newsroom, "export", "2025/bridge", "--lang", "tg", "--allow-incomplete")
    assert result.exit_code == 0
    assert result.stdout == "public/tg/2025/bridge.html (incomplete: 5 units in the way)\n"
    assert 'lang="en"' in (newsroom / "public/tg/2025/bridge.html").read_text("utf-8")


def test_the_keys_of_the_json(newsroom: Path) -> None:
    told = flow_json(newsroom, "export", "2025/bridge", "--lang", "ru", "--lang", "tg")
    assert told.keys() == {"editions", "errors"}
    ru, tg = told["editions"]
    assert ru == {
        "article": "2025/bridge",
        "lang": "ru",
        "page": "public/ru/2025/bridge.html",
        "changed": True,
        "catalog": "locales/ru/2025/bridge.po",
        "open": [],
        "unapproved": 0,
        "faults": [],
    }
    assert (tg["page"], tg["changed"], len(tg["open"])) == (None, False, 5)
    assert tg["open"][0].keys() == {"line", "state", "role", "text"}


def test_a_missing_picture_is_an_error(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET.replace("</p>", '</p><img src="images/no.svg" alt="">'))
    result = flow(tmp_path, "export", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr.startswith("source_articles/2025/market.html: there is no picture 'images/no.svg'")
