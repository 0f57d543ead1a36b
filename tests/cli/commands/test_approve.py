"""`l10n-flow approve`: who read which text, and what becomes of that when the text changes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import CONFIG, flow, flow_json, found, translate, write
from tests.tools import needs

if TYPE_CHECKING:
    from pathlib import Path

MARKET = "2025/market"


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Two people must approve of an edition; the market's Russian and Uzbek ones are translated."""
    found(tmp_path)
    write(tmp_path / "l10n-flow.toml", f"{CONFIG}approvals = 2\n")
    flow(tmp_path, "sync")
    for lang in ("ru", "uz"):
        translate(tmp_path, lang, "market")
    return tmp_path


def catalog(newsroom: Path, lang: str = "ru") -> Path:
    return newsroom / f"locales/{lang}/2025/market.po"


def approve(newsroom: Path, name: str, *more: str, lang: str = "ru") -> str:
    result = flow(newsroom, "approve", MARKET, "--lang", lang, "--by", name, *more)
    assert result.exit_code == 0, result.output
    return result.stdout


def editions(newsroom: Path, command: str, key: str) -> dict[str, object]:
    found = flow_json(newsroom, command, MARKET)["editions"]
    return {one["lang"]: one[key] for one in found}


def test_an_edition_goes_out_when_enough_people_approve(newsroom: Path) -> None:
    assert flow(newsroom, "export", MARKET, "--lang", "ru").exit_code == 1
    assert approve(newsroom, "A. Editor") == "2025/market in ru: approved (approvals: 1 of 2)\n"
    held = flow(newsroom, "export", MARKET, "--lang", "ru")
    assert held.stdout == "2025/market in ru is held back: 1 approval in the way\n"
    assert held.exit_code == 1
    approve(newsroom, "Б. Редактор")
    assert flow(newsroom, "export", MARKET, "--lang", "ru").exit_code == 0
    assert (newsroom / "public/ru/2025/market.html").is_file()


def test_one_person_counts_once(newsroom: Path) -> None:
    approve(newsroom, "A. Editor")
    assert "approved already (approvals: 1 of 2)" in approve(newsroom, "A. Editor")
    assert editions(newsroom, "ready", "unapproved") == {"en": 0, "ru": 1, "uz": 2, "uz-Cyrl": 2, "tg": 0}


def test_a_derived_edition_follows_its_base(newsroom: Path) -> None:
    for name in ("A. Editor", "B. Editor"):
        approve(newsroom, name, lang="uz")
    assert editions(newsroom, "ready", "ready") == {"en": True, "ru": False, "uz": True, "uz-Cyrl": True, "tg": False}
    refused = flow(newsroom, "approve", MARKET, "--lang", "uz-Cyrl", "--by", "A. Editor")
    assert refused.exit_code == 2
    assert "it follows 'uz'" in refused.stderr


@pytest.mark.parametrize(
    ("old", "new"), [("Apples", "Pears"), ("</p></article>", " Pears are not.</p></article>"), ("<p>", "<p>So: ")]
)
def test_when_the_article_changes_it_is_void_even_after_it_is_translated_again(
    newsroom: Path, old: str, new: str
) -> None:
    approve(newsroom, "A. Editor")
    source = newsroom / "source_articles/2025/market.html"
    source.write_text(source.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert editions(newsroom, "status", "void")["ru"] == 1
    flow(newsroom, "sync")
    translate(newsroom, "ru", "market")
    assert editions(newsroom, "status", "void")["ru"] == 1
    assert editions(newsroom, "ready", "unapproved")["ru"] == 2
    assert "1 of 2" in approve(newsroom, "A. Editor")
    assert editions(newsroom, "status", "void")["ru"] == 0


def test_when_the_translation_changes_it_is_void(newsroom: Path) -> None:
    approve(newsroom, "A. Editor")
    text = catalog(newsroom).read_text("utf-8")
    catalog(newsroom).write_text(text.replace('msgstr "Apples', 'msgstr "The apples', 1), "utf-8")
    assert editions(newsroom, "status", "approved")["ru"] == 0
    assert "0 of 2, 1 void" in flow(newsroom, "status", MARKET).stdout


def test_checks_say_that_it_is_void_and_name_nobody(newsroom: Path) -> None:
    def said(*more: str) -> list[tuple[str, ...]]:
        found = flow_json(newsroom, "check", MARKET, "--select", "approval", *more)["findings"]
        return [(one["lang"], one["severity"], one["path"], one["message"]) for one in found]

    write(newsroom / "l10n-flow.toml", CONFIG.replace('approval = "off"', 'approval = "warning"'))
    for name in ("A. Editor", "Б. Редактор"):
        approve(newsroom, name)
    assert said() == []
    text = catalog(newsroom).read_text("utf-8")
    catalog(newsroom).write_text(text.replace('msgstr "Apples', 'msgstr "The apples', 1), "utf-8")
    message = "2 people approved another text of this edition (X-Approved in the header)"
    assert said() == [("ru", "warning", "locales/ru/2025/market.po", message)]
    assert said("--sources") == []
    shown = flow(newsroom, "check", MARKET, "--select", "approval")
    assert shown.exit_code == 1
    assert not any(name in shown.output for name in ("Editor", "Редактор"))
    approve(newsroom, "A. Editor")
    assert [message.partition(" ")[0] for *_, message in said()] == ["1"]
    approve(newsroom, "Б. Редактор", "--withdraw")
    assert said() == []


def test_a_comment_changes_nothing(newsroom: Path) -> None:
    approve(newsroom, "A. Editor")
    text = catalog(newsroom).read_text("utf-8")
    catalog(newsroom).write_text(text.replace("\n#. ", "\n# checked with the lawyer\n#. ", 1), "utf-8")
    flow(newsroom, "sync")
    assert editions(newsroom, "status", "approved")["ru"] == 1


def test_what_is_not_translated_cannot_be_approved(newsroom: Path) -> None:
    before = catalog(newsroom, "tg").read_bytes()
    refused = flow(newsroom, "approve", MARKET, "--lang", "tg", "--by", "A. Editor")
    assert refused.exit_code == 1
    assert "2025/market in tg cannot be approved yet" in refused.stdout
    assert "locales/tg/2025/market.po:" in refused.stdout
    assert catalog(newsroom, "tg").read_bytes() == before


def test_it_can_be_taken_back(newsroom: Path) -> None:
    before = catalog(newsroom).read_bytes()
    approve(newsroom, "A. Editor")
    assert approve(newsroom, "A. Editor", "--withdraw") == "2025/market in ru: no longer approved (approvals: 0 of 2)\n"
    assert catalog(newsroom).read_bytes() == before
    assert flow(newsroom, "approve", MARKET, "--lang", "ru", "--by", "A. Editor", "--withdraw").exit_code == 2


def test_only_the_headers_line_is_written(newsroom: Path) -> None:
    before = catalog(newsroom).read_text("utf-8").splitlines()
    shown = flow(newsroom, "approve", MARKET, "--lang", "ru", "--by", "A. Editor", "--dry-run").stdout
    assert catalog(newsroom).read_text("utf-8").splitlines() == before
    approve(newsroom, "A. Editor")
    (line,) = set(catalog(newsroom).read_text("utf-8").splitlines()) - {*before}
    assert line.startswith('"X-Approved: ')
    assert f"+{line}" in shown


def test_no_page_says_who_approved(newsroom: Path) -> None:
    for name in ("Umeda Editor", "B. Editor"):
        approve(newsroom, name)
    flow(newsroom, "run")
    pages = [path.read_text("utf-8") for path in (newsroom / "public").rglob("*.html")]
    assert pages
    assert not any("Umeda" in page for page in pages)


def test_somebody_must_have_read_something(newsroom: Path) -> None:
    for arguments in (("--by", "A. Editor"), ("--lang", "ru"), ("--lang", "ru", "--by", "A; B")):
        result = flow(newsroom, "approve", MARKET, *arguments)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    assert flow(newsroom, "approve", MARKET, "--lang", "en", "--by", "A. Editor").exit_code == 2


def test_gettext_reads_the_header(newsroom: Path) -> None:
    approve(newsroom, "Ўткир Ӯғли")
    subprocess.run([needs("msgfmt"), "--check-header", "-o", "/dev/null", catalog(newsroom)], check=True)


def test_a_merge_keeps_the_approvals_of_both_sides(newsroom: Path) -> None:
    base, ours, theirs = (newsroom / name for name in ("base.po", "ours.po", "theirs.po"))
    base.write_bytes(catalog(newsroom).read_bytes())
    approve(newsroom, "A. Editor")
    ours.write_bytes(catalog(newsroom).read_bytes())
    catalog(newsroom).write_bytes(base.read_bytes())
    approve(newsroom, "B. Editor")
    theirs.write_bytes(catalog(newsroom).read_bytes())
    assert flow(newsroom, "merge-po", str(base), str(ours), str(theirs)).exit_code == 0
    catalog(newsroom).write_bytes(ours.read_bytes())
    assert editions(newsroom, "status", "approved")["ru"] == 2


def test_what_nobody_approved_goes_out_if_the_publisher_says_so(newsroom: Path) -> None:
    result = flow(newsroom, "export", MARKET, "--lang", "ru", "--allow-incomplete")
    assert result.stdout.splitlines()[0] == "public/ru/2025/market.html (incomplete: 2 approvals in the way)"


def test_who_approves_has_read_what_a_machine_translated(newsroom: Path) -> None:
    text = catalog(newsroom).read_text("utf-8")
    catalog(newsroom).write_text(text.replace("\n#. ", "\n# machine: libre 2025-05-12\n#. ", 1), "utf-8")
    config = CONFIG.replace('machine-unreviewed = "off"', 'machine-unreviewed = "error"')
    write(newsroom / "l10n-flow.toml", config + "approvals = 1\n")

    def findings() -> list[str]:
        found = flow_json(newsroom, "check", MARKET, "--lang", "ru", "--select", "machine-unreviewed")["findings"]
        return [f"{one['severity']} {one['subject']}" for one in found]

    assert findings() == ["error libre"]
    assert flow(newsroom, "export", MARKET, "--lang", "ru").exit_code == 1
    approve(newsroom, "A. Editor")
    assert findings() == []
    assert flow(newsroom, "export", MARKET, "--lang", "ru").exit_code == 0
    approve(newsroom, "A. Editor", "--withdraw")
    assert findings() == ["error libre"]
    approve(newsroom, "A. Editor")
    text = catalog(newsroom).read_text("utf-8")
    catalog(newsroom).write_text(text.replace('msgstr "Apples', 'msgstr "The apples', 1), "utf-8")
    assert findings() == ["error libre"]
