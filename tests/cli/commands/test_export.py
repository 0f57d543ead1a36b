"""`l10n-flow export`."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import MARKET, flow, flow_json, found, translate, write
from tests.newsroom import SVG

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
        "the site round them: 14 files written",
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


def test_an_edition_that_is_derived_from_an_article_waits_for_that(tmp_path: Path) -> None:
    secret = '<meta name="l10n:sensitivity" content="secret"><title>'
    found(tmp_path, market=MARKET.replace('lang="en"', 'lang="uz"').replace("<title>", secret))
    said = flow(tmp_path, "export", "--lang", "uz", "--lang", "uz-Cyrl").stdout
    assert said.endswith("market in uz-Cyrl is held back: 1 error in the way\n  the same as above, of the article\n")


def test_before_the_first_sync(tmp_path: Path) -> None:
    found(tmp_path, market=MARKET)
    said = flow(tmp_path, "export", "--lang", "ru").stdout
    assert "  locales/ru/2025/market.po: untranslated: “The market”\n" in said
    assert said.endswith("  some are not in the PO file yet: l10n-flow sync\n")


def test_allow_incomplete(newsroom: Path) -> None:
    result = flow(newsroom, "export", "2025/bridge", "--lang", "tg", "--allow-incomplete")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "public/tg/2025/bridge.html (incomplete: 5 units in the way)"
    assert 'lang="en"' in (newsroom / "public/tg/2025/bridge.html").read_text("utf-8")


def test_the_keys_of_the_json(newsroom: Path) -> None:
    told = flow_json(newsroom, "export", "2025/bridge", "--lang", "ru", "--lang", "tg")
    assert told.keys() == {"editions", "site", "errors"}
    assert "public/ru/index.html" in told["site"]["changed"]
    assert told["site"]["removed"] == []
    ru, tg = told["editions"]
    assert ru == {
        "article": "2025/bridge",
        "lang": "ru",
        "page": "public/ru/2025/bridge.html",
        "changed": True,
        "also": ["published/editions/2025/bridge.jsonl"],
        "withdrawn": False,
        "stale_since": None,
        "lost": [],
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
    assert re.match(r"source_articles/2025/market.html:\d+: there is no picture 'images/no.svg'", result.stderr)


def test_readers_may_have_what_is_stale(newsroom: Path) -> None:
    flow(newsroom, "export", "--lang", "ru")
    write(newsroom / "source_articles/2025/market.html", MARKET.replace("Apples", "Pears"))
    day = {"SOURCE_DATE_EPOCH": "1750000000"}
    said = flow(newsroom, "export", "2025/market", "--lang", "ru", **day).stdout
    assert "2025/market in ru is held back: 1 unit in the way; what readers have is stale since 2025-06-15" in said
    told = flow_json(newsroom, "ready", "2025/market", "--lang", "ru")["editions"][0]
    assert told["stale_since"] == "2025-06-15T15:06:40Z"
    assert "stale since 2025-06-15" in flow(newsroom, "ready", "2025/market", "--lang", "ru").stdout
    assert "stale since 2025-06-15" in flow(newsroom, "status", "2025/market", "--lang", "ru").stdout


def test_or_they_have_nothing_if_the_newsroom_wants_it_so(newsroom: Path) -> None:
    flow(newsroom, "export", "--lang", "ru")
    settings = newsroom / "l10n-flow.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\nsite.stale = "withdraw"\n', "utf-8")
    write(newsroom / "source_articles/2025/market.html", MARKET.replace("Apples", "Pears"))
    for call in ("export", "ready", "status"):
        said = flow(newsroom, call, "2025/market", "--lang", "ru", SOURCE_DATE_EPOCH="1750000000").stdout
        assert "what readers have" not in said
        assert "readers have no page" in said or "not on the site until it is translated" in said


def test_what_readers_have_of_an_article_without_a_file(newsroom: Path) -> None:
    flow(newsroom, "export", "--lang", "ru")
    next(newsroom.glob("source_articles/2025/bridge.*")).unlink()
    told = "2025/bridge has no file any more, but readers have it in ru: bring the file back, or l10n-flow withdraw"
    for call in ("export", "ready", "status"):
        assert flow(newsroom, call, "--lang", "ru").stdout.count(f"{told} 2025/bridge") == 1
    assert flow_json(newsroom, "export")["site"]["gone"] == [{"article": "2025/bridge", "langs": ["ru"]}]
    flow(newsroom, "withdraw", "2025/bridge")
    assert "2025/bridge has no file" not in flow(newsroom, "status").stdout
    assert flow_json(newsroom, "export")["site"]["gone"] == []


def test_a_moment_that_is_none_is_refused(newsroom: Path) -> None:
    result = flow(newsroom, "export", SOURCE_DATE_EPOCH="yesterday")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in result.stderr


def test_another_format_for_another_system(newsroom: Path) -> None:
    result = flow(newsroom, "export", "2025/market", "--lang", "ru", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "public-json/ru/2025/market.json\n")
    result = flow(newsroom, "export", "2025/market", "--lang", "ru", "--format", "text", "--output", "cms")
    assert result.stdout == "cms/ru/2025/market.txt\n"
    assert not (newsroom / "published").exists()


def test_formats_and_folders_that_cannot_be(newsroom: Path) -> None:
    assert "'pdf' is none of html, fragment" in flow(newsroom, "export", "--format", "pdf").stderr
    assert "--output is for the other formats" in flow(newsroom, "export", "--output", "x").stderr
    wrong = flow(newsroom, "export", "--format", "json", "--output", "locales")
    assert "this folder is not for what is exported" in wrong.stderr


def test_of_what_became_secret_it_is_told_once_with_and_without_the_ledger(tmp_path: Path) -> None:
    write(tmp_path / "l10n-flow.toml", 'languages = ["en"]\n')
    write(tmp_path / "source_articles/a.md", "---\ntitle: One\nlang: en\n---\nSee [two](b.md) please.\n")
    write(tmp_path / "source_articles/b.md", "---\ntitle: Two\nlang: en\n---\nNothing here to see.\n")
    flow(tmp_path, "export")
    page = tmp_path / "public/en/a.html"
    assert 'href="b.html"' in page.read_text("utf-8")
    write(
        tmp_path / "source_articles/b.md",
        "---\ntitle: Two\nlang: en\nsensitivity: secret\n---\nNothing here to see.\n",
    )
    told = flow(tmp_path, "export")
    assert (told.exit_code, "export withdraws what readers have of it" in told.stdout) == (1, True)
    assert "b.html" not in page.read_text("utf-8")
    again = flow(tmp_path, "export")
    shutil.rmtree(tmp_path / ".l10n-flow")
    without = flow(tmp_path, "export")
    assert (again.exit_code, without.exit_code) == (0, 0)
    assert again.stdout == without.stdout


def test_what_somebody_deleted_is_made_again_and_named(tmp_path: Path) -> None:
    market = MARKET.replace("</article>", '<img src="a.svg" alt=""></article>')
    newsroom = found(tmp_path, market=market)
    write(newsroom / "source_articles/2025/a.svg", SVG.decode())
    flow(newsroom, "sync")
    translate(newsroom, "ru", "market")
    flow(newsroom, "export", "--lang", "en", "--lang", "ru")
    (newsroom / "public/media/2025/a.svg").unlink()
    assert "public/media/2025/a.svg (made again)" in flow(newsroom, "export", "--lang", "ru").stdout
    (newsroom / "public/en/2025/market.html").unlink()
    (ru,) = flow_json(newsroom, "export", "--lang", "ru", "--dry-run")["editions"]
    assert ru["also"] == ["public/en/2025/market.html"]
    assert "public/en/2025/market.html (made again)" in flow(newsroom, "export", "--lang", "ru").stdout
    assert "made again" not in flow(newsroom, "export", "--lang", "ru").stdout
