"""`l10n-flow check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import flow, flow_json, found, translate, write

if TYPE_CHECKING:
    from pathlib import Path

TERMS = """\
[[concept]]
id = "bridge"
note = "Over the Panj."
en = "bridge"
ru = { preferred = "мост", admitted = ["переход"] }
"""


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    found(tmp_path)
    write(tmp_path / "glossary/terms.toml", TERMS)
    flow(tmp_path, "sync")
    for lang in ("ru", "uz", "tg"):
        for article in ("bridge", "market"):
            translate(tmp_path, lang, article)
    return tmp_path


def test_a_finding_has_a_place_an_excerpt_and_advice(newsroom: Path) -> None:
    result = flow(newsroom, "check", "2025/bridge", "--lang", "ru")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if "over the river" in line)
    assert lines[at - 1].startswith("locales/ru/2025/bridge.po:")
    assert lines[at - 1].endswith(": error: “bridge” is “мост”, and that is not in the translation [terms(bridge)]")
    assert lines[at] == "  | The <em>bridge</em> over the river is open."
    assert lines[at + 1] == "  |         ^^^^^^"
    assert lines[at + 3] == "  write “мост” (or “переход”). Over the Panj."
    assert lines[-2] == (
        "  If it is right as it is, say so; of the first one above: "
        "# l10n-flow: ignore terms(bridge): WHY, as a comment of that unit"
    )
    assert lines[-1] == "1 article checked: 3 errors"


def test_a_finding_in_an_article_is_waived_in_the_article(newsroom: Path) -> None:
    write(newsroom / "glossary/terms.toml", TERMS.replace('"bridge"\nru', '{ forbidden = ["bridge"] }\nru'))
    lines = flow(newsroom, "check", "2025/bridge", "--lang", "en").stdout.splitlines()
    assert "[terms(bridge)]" in lines[0]
    assert lines[-2].endswith("of the first one above: terms(bridge): WHY, under waivers at the head of the article")


def test_a_long_text_is_shown_where_it_matters(newsroom: Path) -> None:
    text = "word " * 60 + "bridge " + "word " * 60
    write(
        newsroom / "source_articles/2025/long.html", f'<html lang="en"><body><h1>Long</h1><p>{text}</p></body></html>'
    )
    flow(newsroom, "sync")
    translate(newsroom, "ru", "long")
    lines = flow(newsroom, "check", "2025/long", "--lang", "ru").stdout.splitlines()
    excerpt, marks = lines[1], lines[2]
    assert (excerpt[:5], excerpt[-1]) == ("  | …", "…")
    assert excerpt[marks.index("^") : marks.rindex("^") + 1] == "bridge"
    assert max(map(len, lines[1:3])) <= 102


def test_all_is_well(newsroom: Path) -> None:
    result = flow(newsroom, "check", "--lang", "tg")
    assert (result.exit_code, result.stdout) == (0, "2 articles checked: nothing found\n")


def test_articles_alone(newsroom: Path) -> None:
    write(newsroom / "locales/ru/2025/market.po", "msgid broken")
    result = flow(newsroom, "check", "--sources")
    assert (result.exit_code, result.stdout) == (0, "2 articles checked: nothing found\n")
    refused = flow(newsroom, "check", "--sources", "--fix")
    assert (refused.exit_code, "an article is never written" in refused.stderr) == (2, True)


def test_a_broken_catalog_is_an_error_and_the_rest_goes_on(newsroom: Path) -> None:
    write(newsroom / "locales/ru/2025/market.po", "msgid broken")
    result = flow(newsroom, "check")
    assert result.exit_code == 2
    assert "locales/ru/2025/market.po:1" in result.stderr
    assert "locales/ru/2025/bridge.po" in result.stdout


def test_checks_can_be_chosen(newsroom: Path) -> None:
    assert flow(newsroom, "check", "--ignore", "terms").exit_code == 0
    assert flow(newsroom, "check", "--select", "waivers").exit_code == 0
    assert flow(newsroom, "check", "--select", "terms,waivers").exit_code == 1
    wrong = flow(newsroom, "check", "--select", "trems")
    assert wrong.exit_code == 2
    assert "there is no check 'trems'; did you mean 'terms'?" in wrong.stderr


def test_the_list_of_checks(tmp_path: Path) -> None:
    result = flow(tmp_path, "check", "--list")
    assert result.exit_code == 0
    (terms,) = (line.split(maxsplit=2) for line in result.stdout.splitlines() if line.startswith("terms "))
    assert terms[1:] == ["error", "Whether a text calls things what the desk agreed to call them."]


def test_a_check_explains_itself(tmp_path: Path) -> None:
    result = flow(tmp_path, "check", "--explain", "terms")
    assert result.stdout.startswith("terms (error)\n\nWhether")
    assert "\n\nWrong: " in result.stdout
    assert flow(tmp_path, "check", "--explain", "terms(patent)").stdout == result.stdout
    assert flow(tmp_path, "check", "--explain", "nothing").exit_code == 2


def test_the_keys_of_the_json(newsroom: Path) -> None:
    told = flow_json(newsroom, "check", "--lang", "ru")
    assert told.keys() == {"findings", "errors"}
    first = told["findings"][0]
    assert (first["check"], first["severity"], first["subject"], first["fix"]) == ("terms", "error", "bridge", None)
    assert first["source"][slice(*first["source_spans"][0])] == "bridge"
    assert first.keys() >= {"article", "lang", "path", "line", "context", "target", "message", "hint", "fuzzy"}
    checks = flow_json(newsroom, "check", "--list")["checks"]
    assert [one["id"] for one in checks] == sorted(one["id"] for one in checks)


def test_export_says_what_is_in_the_way(newsroom: Path) -> None:
    result = flow(newsroom, "export", "2025/bridge", "--lang", "ru")
    assert result.exit_code == 1
    assert result.stdout.startswith("2025/bridge in ru is held back: 3 errors in the way\n  locales/ru/2025/bridge.po:")
    (edition,) = flow_json(newsroom, "export", "2025/bridge", "--lang", "ru")["editions"]
    assert [fault["subject"] for fault in edition["faults"]] == ["bridge"] * 3
    published = flow(newsroom, "export", "2025/bridge", "--lang", "ru", "--allow-incomplete")
    assert published.stdout.splitlines()[0] == "public/ru/2025/bridge.html (incomplete: 3 errors in the way)"
