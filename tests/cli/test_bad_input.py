"""Whatever reporters, editors and their disks do: one clear error with its place, and the other articles go on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.newsroom import BRIDGE, CONFIG, contents, flow, flow_json, found, process, write

if TYPE_CHECKING:
    from pathlib import Path

NESTED = "<html lang='en'><body><h1>Deep</h1>" + "<b>" * 10_000 + "text" + "</b>" * 10_000 + "</body></html>"

ARTICLES = {
    "empty": ("2025/x.html", b"", "2025/x.html:1: "),
    "empty Markdown": ("2025/x.md", b"", "2025/x.md:1: "),
    "empty text": ("2025/x.txt", b"\n", "2025/x.txt:1: "),
    "no headline": ("2025/x.html", b"<html><body><p>Text.</p></body></html>", "2025/x.html:1: there is no headline"),
    "wrong encoding": (
        "2025/x.md",
        "---\ntitle: A\n---\nПривет".encode("cp1251"),
        "2025/x.md:4: the text is not UTF-8",
    ),
    "broken front matter": ("2025/x.md", b"---\ntitle: [A\n---\nText.\n", "2025/x.md:"),
    "unclosed tag": ("2025/x.html", b"<h1>A</h1>\n<p>One <em>two</p>\n<p>Three</p>\n", "2025/x.html:2: "),
    "misnested tags": ("2025/x.html", b"<h1>A</h1>\n<p>One <em><b>two</em></b></p>\n", "2025/x.html:2: "),
    "10,000 nested tags": ("2025/x.html", NESTED.encode(), "2025/x.html:1: "),
    "an id with a space": ("2025/x y.html", BRIDGE.encode(), "for example to 2025/x-y.html"),
    "an id with dots": ("2025/x..y.html", BRIDGE.encode(), "for example to 2025/x-y.html"),
    "two with one id": ("2025/bridge.htm", BRIDGE.encode(), "two articles have the id '2025/bridge'"),
    "a language that is not configured": (
        "2025/x.html",
        BRIDGE.replace('lang="en"', 'lang="kk"').encode(),
        "2025/x.html: it is written in 'kk'",
    ),
}


@pytest.mark.parametrize("case", ARTICLES)
def test_an_article_with_a_mistake_is_one_error_and_the_others_go_on(tmp_path: Path, case: str) -> None:
    name, data, said = ARTICLES[case]
    found(tmp_path)
    (tmp_path / "source_articles" / name).write_bytes(data)
    ran = process(tmp_path, "sync")
    assert ran.returncode == 2
    assert said in ran.stderr
    assert ran.stderr.startswith("source_articles/2025/")
    assert len([line for line in ran.stderr.splitlines() if not line.startswith("  ")]) == 1
    assert (tmp_path / "locales/ru/2025/market.po").is_file()
    assert flow(tmp_path, "run").exit_code == 2


def test_50_mb_are_too_much(tmp_path: Path) -> None:
    found(tmp_path)
    path = tmp_path / "source_articles/2025/x.md"
    path.touch()
    os.truncate(path, 50 << 20)
    result = flow(tmp_path, "sync")
    assert result.exit_code == 2
    assert result.stderr.startswith("source_articles/2025/x.md: 50 MB are too much for a text\n")
    assert (tmp_path / "locales/ru/2025/market.po").is_file()


@pytest.mark.parametrize("command", ["sync", "segments", "export"])
def test_no_id_leads_out_of_the_newsroom(tmp_path: Path, command: str) -> None:
    found(tmp_path / "newsroom")
    write(tmp_path / "secret.html", BRIDGE)
    before = contents(tmp_path)
    for name in ("../secret", "../../secret.html", str(tmp_path / "secret.html")):
        result = flow(tmp_path / "newsroom", command, name)
        assert result.exit_code == 2
        assert "there is no article" in result.stderr
    assert contents(tmp_path) == before


@pytest.mark.parametrize("link", ["source_articles/2025/x.html", "locales", "locales/ru", "locales/ru/2025/bridge.po"])
def test_a_symbolic_link_out_of_the_newsroom_is_refused(tmp_path: Path, link: str) -> None:
    folder = found(tmp_path / "newsroom")
    outside = tmp_path / "outside"
    write(outside / "x.html", BRIDGE)
    path = folder / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside / "x.html" if path.suffix else outside)
    before = contents(outside)
    result = flow(folder, "sync")
    assert result.exit_code == 2
    assert "a symbolic link leads out of the workspace" in result.stderr
    assert contents(outside) == before


@pytest.mark.parametrize("command", ["sync", "export", "status", "run"])
def test_a_catalog_that_two_editions_need_is_one_error(tmp_path: Path, command: str) -> None:
    found(tmp_path)
    flow(tmp_path, "sync")
    write(tmp_path / "locales/uz/2025/bridge.po", 'msgid "The bridge\n')
    ran = flow(tmp_path, command)
    assert ran.exit_code == 2
    assert ran.stderr.count("locales/uz/2025/bridge.po:1: ") == 1
    (error,) = flow_json(tmp_path, command)["errors"]
    assert (error["kind"], error["path"], error["line"]) == ("CatalogError", "locales/uz/2025/bridge.po", 1)


@pytest.mark.parametrize("command", ["sync", "export", "run"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, command: str) -> None:
    found(tmp_path)
    place = tmp_path / ("public" if command == "export" else "locales")
    place.mkdir()
    place.chmod(0o500)
    if os.access(place, os.W_OK):  # an administrator may write everywhere: then a file is in the way
        place.rmdir()
        write(place, "")
    ran = process(tmp_path, command)
    assert ran.returncode == 2
    assert place.name in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_newsroom_without_its_articles_folder(tmp_path: Path) -> None:
    write(tmp_path / "l10n-flow.toml", CONFIG)
    result = flow(tmp_path, "sync")
    assert result.exit_code == 2
    assert result.stderr.startswith("source_articles: the folder of the articles is missing\n")


@pytest.mark.parametrize(
    ("text", "line"), [("languages = [", 1), ('languages = ["en", "rus"]', 1), ('\n[site]\nnam = "x"', 3)]
)
def test_a_mistake_in_the_settings_has_its_line(tmp_path: Path, text: str, line: int) -> None:
    found(tmp_path)
    write(tmp_path / "l10n-flow.toml", text if "languages" in text else CONFIG + text)
    result = flow(tmp_path, "status")
    assert result.exit_code == 2
    expected = line if "languages" in text else line + 2
    assert result.stderr.startswith(f"{tmp_path / 'l10n-flow.toml'}:{expected}: ")
