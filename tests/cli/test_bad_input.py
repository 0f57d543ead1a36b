"""Whatever reporters, editors and their disks do: one clear error with its place, and the other articles go on."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from l10n_flow.catalogs import po_files
from tests.cli.newsroom import BRIDGE, CONFIG, contents, flow, flow_json, found, process, write
from tests.newsroom import unprivileged

if TYPE_CHECKING:
    from collections.abc import Callable
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


def of_market(path: Path) -> None:
    shutil.copy(path.with_name("market.po"), path)


def of_tajik(path: Path) -> None:
    shutil.copy(path.parents[2] / "tg/2025/bridge.po", path)


def half_written(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"msgstr")])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def a_dangling_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere.po.bak"))
    path.symlink_to("elsewhere.po")


def with_conflict(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('\nmsgid "The', '\n<<<<<<< ours\nmsgid "The', 1), "utf-8")


def with_an_entry_twice(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Once."\nmsgstr ""\n\nmsgid "Once."\nmsgstr ""\n')


CATALOGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "half written": (half_written, ":44: the last entry has no msgstr: the file is cut short\n  restore the file"),
    "emptied": (lambda path: path.write_bytes(b""), ":1: the file is empty\n  restore it from git, or delete it\n"),
    "no catalog": (lambda path: path.write_text("Dear all,\n"), ":1: "),
    "another article's": (of_market, ": this is the catalog of another article: source_articles/2025/market.html\n"),
    "another language's": (of_tajik, ": the catalog is in 'tg', not in 'ru'\n  was it put into the wrong folder?\n"),
    "a folder": (a_folder, ": cannot be read: Is a directory\n  a catalog is a plain file"),
    "a link to itself": (a_circle, ": a symbolic link leads round in a circle\n"),
    "a link to nothing": (a_dangling_link, ": a symbolic link leads nowhere\n  bring back what it leads to"),
    "a NUL": (
        lambda path: path.write_bytes(path.read_bytes() + b"# \0\n"),
        ":45: the control character U+0000\n  delete it",
    ),
    "UTF-16": (lambda path: path.write_text(path.read_text("utf-8"), "utf-16"), ":1: the text is not UTF-8\n  conv"),
    "with a conflict": (with_conflict, ":19: an unresolved git conflict\n  keep one of the two versions"),
    "an entry twice": (with_an_entry_twice, ":49: the entry of line 46 stands here a second time\n  keep one"),
    "30 MB": (lambda path: os.truncate(path, 30 << 20), ": larger than 16 MB\n  split it; a catalog is one article\n"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no links")
@pytest.mark.parametrize("case", CATALOGS)
def test_a_catalog_that_cannot_be_used_is_one_error_and_the_others_go_on(tmp_path: Path, case: str) -> None:
    spoil, said = CATALOGS[case]
    path = found(tmp_path) / "locales/ru/2025/bridge.po"
    flow(tmp_path, "sync")
    spoil(path)
    for name, old, new in (("bridge", "noon", "nine"), ("market", "cheap", "dear")):
        article = tmp_path / f"source_articles/2025/{name}.html"
        article.write_text(article.read_text("utf-8").replace(old, new), "utf-8")
    first, *others = (flow(tmp_path, command) for command in ("sync", "status", "export", "run"))
    assert first.stderr.startswith(f"locales/ru/2025/bridge.po{said}")
    assert len([line for line in first.stderr.splitlines() if not line.startswith("  ")]) == 1
    assert "5 PO files changed" in first.stdout
    assert {(result.exit_code, result.stderr) for result in others} == {(2, first.stderr)}
    assert "dear" in (tmp_path / "locales/ru/2025/market.po").read_text("utf-8")
    assert "nine" in (tmp_path / "locales/tg/2025/bridge.po").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody can tell")
def test_a_catalog_that_another_program_is_saving_is_left_alone_and_both_texts_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(po_files, "_SAVE_SECONDS", 0.05)
    path = found(tmp_path) / "locales/ru/2025/bridge.po"
    flow(tmp_path, "sync")
    before = path.read_bytes()
    write(tmp_path / "source_articles/2025/bridge.html", BRIDGE.replace("noon", "nine"))
    with path.open("r+"):
        result = flow(tmp_path, "sync")
    assert result.exit_code == 3
    assert result.stderr.startswith("locales/ru/2025/bridge.po: the file is open in another program")
    assert path.read_bytes() == before
    assert "nine" in (tmp_path / "locales/tg/2025/bridge.po").read_text("utf-8")
    unsaved = ".l10n-flow/backups/locales/ru/2025/bridge.po/unsaved.po"
    assert f"{unsaved}: l10n-flow diff-po shows the difference" in result.stderr
    assert "{+nine+}" in flow(tmp_path, "diff-po", "locales/ru/2025/bridge.po", unsaved).stdout
    assert flow(tmp_path, "sync").exit_code == 0
    assert "nine" in path.read_text("utf-8")
    assert not (tmp_path / unsaved).exists()


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
    expected = line if "languages" in text else line + CONFIG.count("\n")
    assert result.stderr.startswith(f"{tmp_path / 'l10n-flow.toml'}:{expected}: ")


def test_a_catalog_with_nothing_but_a_header_is_filled(tmp_path: Path) -> None:
    path = found(tmp_path) / "locales/ru/2025/bridge.po"
    header = '# Anna\nmsgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    write(path, header)
    assert flow(tmp_path, "sync").exit_code == 0
    text = path.read_text("utf-8")
    assert text.startswith(header)
    assert 'msgid "The bridge"' in text


def test_a_catalog_that_may_not_be_read_is_one_error_and_the_others_go_on() -> None:
    with unprivileged() as home:
        path = found(home) / "locales/ru/2025/bridge.po"
        flow(home, "sync")
        write(home / "source_articles/2025/bridge.html", BRIDGE.replace("noon", "nine"))
        path.chmod(0)
        results = [flow(home, command) for command in ("sync", "status", "export")]
    said = (
        "locales/ru/2025/bridge.po: cannot be read: Permission denied\n  a catalog is a plain file that you may read\n"
    )
    assert {(result.exit_code, result.stderr) for result in results} == {(2, said)}
    assert "2 PO files changed" in results[0].stdout
