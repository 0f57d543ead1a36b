"""`l10n-flow check --fix`, `--waivers`, and where its reports go."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import contents, flow, flow_json, write
from tests.cli.reports.desk import ARTICLE, found
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

PO = "locales/ru/2025/market.po"
FIXED = 'msgstr "<em>Мост</em> открыт, и никто не опоздал."'


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    return found(tmp_path / "desk")


def test_fixes_are_applied_and_what_remains_is_told(newsroom: Path) -> None:
    before = contents(newsroom)
    result = flow(newsroom, "check", "--fix", "--lang", "ru")
    assert result.exit_code == 1
    assert "spacing" not in result.stdout
    assert "[numbers]" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 article checked: 3 fixed; ")
    after = contents(newsroom)
    assert {name for name in after if after[name] != before[name]} == {PO}
    old, new = before[PO].decode().splitlines(), after[PO].decode().splitlines()
    assert [one for one, other in zip(new, old, strict=True) if one != other] == [FIXED]
    assert (
        flow(newsroom, "check", "--fix", "--lang", "ru")
        .stdout.splitlines()[-1]
        .startswith("1 article checked: 0 fixed")
    )


def test_of_an_article_nothing_is_said_to_be_mended(newsroom: Path) -> None:
    write(newsroom / "source_articles/2025/shop.md", "---\ntitle: The shop\n---\nIt  is closed .\n")
    assert flow(newsroom, "check", "2025/shop", "--sources").stdout.splitlines()[-1] == "1 article checked: 1 warning"


def test_only_chosen_checks_are_fixed(newsroom: Path) -> None:
    result = flow(newsroom, "check", "--fix", "--select", "script")
    assert (result.exit_code, result.stdout) == (0, "1 article checked: 1 fixed; nothing else found\n")
    assert "<em>Мост</em>  открыт ," in (newsroom / PO).read_text("utf-8")


@pytest.mark.parametrize("options", [("--fix", "--diff"), ("--diff",), ("--fix", "--dry-run")], ids=" ".join)
def test_the_diff_is_what_a_real_run_writes(newsroom: Path, options: tuple[str, ...]) -> None:
    before = contents(newsroom)
    dry = flow(newsroom, "check", *options)
    assert contents(newsroom) == before
    assert dry.stdout.startswith("diff --git ")
    assert dry.stderr.splitlines()[-1].startswith("1 article checked: 3 to be fixed; ")
    copy = newsroom.parent / "copy"
    shutil.copytree(newsroom, copy)
    subprocess.run([needs("git"), "apply"], cwd=copy, input=dry.stdout_bytes, check=True, capture_output=True)
    assert flow(newsroom, "check", "--fix").exit_code == dry.exit_code
    assert contents(copy) == contents(newsroom) != before


def test_what_was_fixed_is_in_the_json(newsroom: Path) -> None:
    assert flow_json(newsroom, "check").keys() == {"findings", "errors"}
    dry = json.loads(flow(newsroom, "check", "--diff", "--json").stdout)
    assert dry.keys() == {"findings", "fixed", "diff", "errors"}
    told = flow_json(newsroom, "check", "--fix")
    assert told.keys() == {"findings", "fixed", "errors"}
    assert told["fixed"] == dry["fixed"]
    assert {one["check"] for one in told["fixed"]} == {"script", "spacing"}
    assert told["findings"] == dry["findings"] == flow_json(newsroom, "check")["findings"]


def test_articles_are_never_written(newsroom: Path) -> None:
    path = newsroom / "source_articles/2025/market.html"
    write(path, path.read_text("utf-8").replace("Apples are cheap", "Apples  are cheap ,"))
    flow(newsroom, "sync")
    before = path.read_bytes()
    flow(newsroom, "check", "--fix")
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["github", "html", "json", "junit", "sarif", "text"])
def test_a_report_goes_to_a_file(newsroom: Path, kind: str) -> None:
    printed = flow(newsroom, "check", "--format", kind)
    result = flow(newsroom, "check", "--format", kind, "--output", "reports/it")
    written = (newsroom / "reports/it").read_text("utf-8")
    assert written == printed.stdout
    assert result.exit_code == printed.exit_code == 1
    assert result.stdout.startswith(f"{newsroom / 'reports/it'}: 1 article checked: ")
    assert flow(newsroom, "check", "--format", kind).stdout == written


def test_the_json_format_is_the_general_option(newsroom: Path) -> None:
    assert flow(newsroom, "check", "--format", "json").stdout == flow(newsroom, "check", "--json").stdout
    wrong = flow(newsroom, "check", "--json", "--format", "sarif")
    assert wrong.exit_code == 2
    assert "--json is a format, too" in wrong.stderr


def test_a_diff_and_a_report_do_not_share_a_stream(newsroom: Path) -> None:
    assert flow(newsroom, "check", "--diff", "--format", "sarif").exit_code == 2
    both = flow(newsroom, "check", "--diff", "--format", "sarif", "--output", "it.sarif")
    assert both.stdout.startswith("diff --git ")
    assert json.loads((newsroom / "it.sarif").read_text("utf-8"))["version"] == "2.1.0"


@pytest.mark.parametrize("kind", ["github", "html", "json", "junit", "sarif"])
def test_what_cannot_be_read_is_in_every_report(newsroom: Path, kind: str) -> None:
    write(newsroom / PO, "msgid broken")
    result = flow(newsroom, "check", "--format", kind)
    assert result.exit_code == 2
    assert "market.po" in result.stdout
    assert "market.po:1" in result.stderr


def test_a_file_that_cannot_be_written(newsroom: Path) -> None:
    write(newsroom / "file", "")
    result = flow(newsroom, "check", "--format", "sarif", "--output", "file/it")
    assert result.exit_code == 2
    assert "this is no folder" in result.stderr


def test_waivers_are_listed_with_their_places_and_reasons(newsroom: Path) -> None:
    path = newsroom / PO
    text = path.read_text("utf-8")
    text = text.replace(
        "ignore dates: none here", "ignore numbers: the ministry's own figure\n# l10n-flow: ignore quotes"
    )
    write(path, text.replace("# ask", "# l10n-flow: ignore nonsense: why\n# ask", 1))
    result = flow(newsroom, "check", "--waivers", "--lang", "ru")
    lines = result.stdout.splitlines()
    matching = [line for line in lines if "numbers: the ministry's own figure" in line]
    assert result.exit_code == 1
    assert [line.endswith("delete it") for line in matching] == [True, False]
    assert matching[1].startswith(f"{PO}:")
    assert "unit “A patent costs" in matching[1]
    assert sum("not in force" in line for line in lines[:-1]) == 3
    assert lines[-1] == "1 article: 5 waivers, 1 can go, 3 not in force"


def test_waivers_of_an_article_for_programs(newsroom: Path) -> None:
    write(newsroom / "source_articles/2025/note.md", '---\ntitle: A note\nwaivers: ["numbers: rounded"]\n---\nSix.\n')
    flow(newsroom, "sync")
    told = flow_json(newsroom, "check", "2025/note", "--waivers")["waivers"]
    keys = "article lang path line check subject reason context source matches mistake"
    assert [{*one} for one in told] == [{*keys.split()}]
    assert (told[0]["lang"], told[0]["path"], told[0]["line"]) == (None, "source_articles/2025/note.md", 3)
    assert (told[0]["check"], told[0]["reason"], told[0]["matches"]) == ("numbers", "rounded", False)
    (one,) = flow_json(newsroom, "check", "2025/note", "--waivers", "--lang", "ru")["waivers"]
    assert one["matches"] is None


def test_a_waiver_of_an_article_that_does_not_hold_has_its_line(newsroom: Path) -> None:
    header = 'title: A note\nwaivers:\n  - "numbers: rounded"\n  - "quotes"\n'
    write(newsroom / "source_articles/2025/note.md", f"---\n{header}---\nSix.\n")
    told = flow_json(newsroom, "check", "2025/note", "--waivers")["waivers"]
    assert [(one["line"], one["mistake"]) for one in told] == [(4, ""), (5, "the waiver of quotes gives no reason")]


def test_no_waivers(newsroom: Path) -> None:
    result = flow(newsroom, "check", "--waivers", "--lang", "tg")
    assert (result.exit_code, result.stdout) == (0, "1 article: 0 waivers\n")


def test_what_articles_say_differently_is_told_once_and_remains(newsroom: Path) -> None:
    write(newsroom / "source_articles/2025/stall.html", ARTICLE.replace("Apples", "Pears"))
    flow(newsroom, "sync")
    path = newsroom / "locales/ru/2025/stall.po"
    write(path, path.read_text("utf-8").replace("#, fuzzy\n", "").replace('"Рынок"', '"Базар"'))
    before = flow_json(newsroom, "check", "--lang", "ru")["findings"]
    after = flow_json(newsroom, "check", "--lang", "ru", "--fix")["findings"]
    about = [[one["article"] for one in found if one["check"] == "consistency"] for found in (before, after)]
    assert set(about[0]) == {"2025/market", "2025/stall"}
    assert about[0] == about[1]
    assert len({json.dumps(one) for one in after}) == len(after)
    assert flow(newsroom, "check", "--lang", "ru").stdout.splitlines()[-1].startswith("2 articles checked: ")
