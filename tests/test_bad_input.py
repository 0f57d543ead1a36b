"""Whatever is wrong with one file: one clear error for it, the others go on, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.disk.files import Change
from l10n_flow.errors import CatalogError, ChangedUnderUs, FlowError, OutputError, WorkspaceError

from .newsroom import ARTICLE, export, newsroom, only, png, status, sync, translate, tree, units, unprivileged, write

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = 'languages = ["en", "ru"]\n'
HEAD = "---\ntitle: Trams\n---\n"
HEALTHY = {".md": HEAD + "All was well.\n", ".html": "<h1>Trams</h1>\n<p>All was well.</p>\n"}

ARTICLES: dict[str, tuple[str, str | bytes, int | None, str, str]] = {
    "empty": (".md", "", 1, "empty", "write its text"),
    "blank": (".html", " \n\n", 1, "empty", "write its text"),
    "nothing but a mark": (".md", b"\xef\xbb\xbf", 1, "empty", ""),
    "nothing to read": (".html", "<h1>—</h1>", 1, "no text", "write it, or delete the file"),
    "no headline": (".md", "Just a paragraph.\n", 1, "no headline", "title: ..."),
    "no headline in HTML": (".html", "<p>Just a paragraph.</p>", 1, "no headline", "<h1>"),
    "Windows-1251": (".md", (HEAD + "Трамвай.").encode("cp1251"), 4, "Windows-1251", "save it as UTF-8"),
    "Windows-1251 in HTML": (".html", "<h1>Трамвай</h1>".encode("cp1251"), 1, "Windows-1251", "save it as UTF-8"),
    "UTF-16": (".md", (HEAD + "Трамвай.").encode("utf-16"), 1, "UTF-16", "save it as UTF-8"),
    "UTF-16 without a mark": (".html", "<h1>Трамвай</h1>".encode("utf-16-le"), 1, "UTF-16", "save it as UTF-8"),
    "half a letter": (".md", HEAD.encode() + "one\nБ".encode()[:-1], 5, "not UTF-8", "save it as UTF-8"),
    "a control character that YAML spells": (
        ".md",
        '---\ntitle: T\ntags: ["a\\x01b"]\n---\nText.\n',
        3,
        "U+0001",
        "delete it",
    ),
    "a form feed that YAML spells": (".md", '---\ntitle: "a\\fb"\n---\nText.\n', 2, "U+000C", "delete it"),
    "half a character that YAML spells": (".md", '---\ntitle: "a\\ud800b"\n---\nText.\n', 2, "U+D800", "delete it"),
    "a control character": (".md", HEAD + "a\x08b", 4, "U+0008", "delete it"),
    "front matter left open": (".md", "---\ntitle: Trams\n\nText.\n", 1, "front matter is not closed", "---"),
    "front matter with a colon": (".md", "---\ntitle: Trams: back\n---\nx", 2, "no valid YAML", "quotes"),
    "front matter with a tab": (".md", "---\ntitle: a\n\tdeck: b\n---\nx", 3, "no valid YAML", ""),
    "front matter that is a list": (".md", "---\n- Trams\n---\nx", 2, "no list of key: value", "title: ..."),
    "a key twice": (".md", "---\ntitle: a\ntitle: b\n---\nx", 3, "'title' stands twice", ""),
    "a headline that is a list": (".md", "---\ntitle: [a, b]\n---\nx", 2, "title must be one text", "on one line"),
    "a list in a list": (
        ".md",
        "---\ntitle: a\nauthors:\n- name: b\n---\nx",
        4,
        "authors may hold texts only",
        "alone",
    ),
    "a YAML bomb": (".md", "---\ntitle: a\nx: &x [y]\nz: [*x, *x]\n---\nx", 3, "anchor or alias", ""),
    "a deep front matter": (".md", "---\ntitle: " + "[" * 10_000 + "\n---\nx", 1, "inside one another", ""),
    "no date in HTML": (
        ".html",
        "<h1>a</h1>\n<meta name=l10n:date content=soon>",
        2,
        "'soon' is no date",
        "2025-05-12",
    ),
    "changed before it was there": (
        ".md",
        "---\ntitle: a\ndate: 2025-05-12 10:00+05:00\nupdated: 2025-05-12 04:59Z\n---\nx",
        4,
        "updated '2025-05-12 04:59Z' is before date",
        "correct one of them",
    ),
    "changed the year before": (
        ".md",
        "---\ntitle: a\nupdated: 2024-05-12\ndate: 2025-05-12 10:00\n---\nx",
        3,
        "before",
        "",
    ),
    "changed before it was there, in HTML": (
        ".html",
        "<h1>a</h1>\n<meta name=l10n:date content=2025-05-12><meta name=l10n:updated content=2025-05-11>",
        2,
        "l10n:updated '2025-05-11' is before the date",
        "correct one of them",
    ),
    "no date": (".md", "---\ntitle: a\ndate: yesterday\n---\nx", 3, "'yesterday' is no date", "2025-05-12"),
    "a language that is not known": (".md", "---\ntitle: a\nlang: fr\n---\nx", 3, "'fr' is not known", "known are"),
    "a language that is not ours": (".md", "---\ntitle: a\nlang: tg\n---\nx", None, "'tg'", "l10n-flow.toml"),
    "a page in another language": (".html", '<html lang="fr"><h1>a</h1></html>', None, "'fr'", "l10n-flow.toml"),
    "an unclosed tag": (".html", "<h1>a</h1>\n<p>one <b>two</p>", 2, "<b> is not closed", "</b>"),
    "an unclosed block in Markdown": (".md", HEAD + "one\n\n<div>\n\ntwo\n", 6, "<div>", "</div>"),
    "misnested tags": (".html", "<h1>a</h1>\n<p><b><i>x</b></i></p>", 2, "<i> is not closed", "</i>"),
    "an unclosed tag in Markdown": (".md", HEAD + "one\n<b>two\n", 5, "<b> is not closed", "</b>"),
    "a stray tag in Markdown": (".md", HEAD + "> one\n> two </b>\n", 5, "</b> closes nothing", "remove it"),
    "misnested tags in Markdown": (".md", HEAD + "<b>one <i>two</b></i>\n", 4, "<i> is not closed", "</i>"),
    "a DTD": (".html", '<!DOCTYPE html [<!ENTITY x "y">]>\n<h1>&x;</h1>', 1, "(a DTD)", "write <!DOCTYPE html>"),
    "10,000 nested blocks": (".html", "<h1>a</h1>\n" + "<div>" * 10_000, 2, "inside one another", "nesting"),
    "10,000 nested marks": (".html", "<h1>a</h1>\n<p>" + "<em>" * 10_000 + "x", 2, "inside one another", "nesting"),
    "10,000 nested tags in Markdown": (".md", HEAD + "<b>" * 10_000 + "x", 4, "inside one another", ""),
    "10,000 nested quotes": (".md", HEAD + ">" * 10_000 + " x", 4, "inside one another", ""),
    "10,000 nested lists": (".md", HEAD + "- " * 10_000 + "x", 4, "inside one another", ""),
    "10,000 nested emphases": (".md", HEAD + "*" * 10_000 + "x" + "*" * 10_000, 4, "inside one another", ""),
    "50 MB": (".md", b"", None, "50 MB are too much", "split it"),
    "a missing picture": (".md", HEAD + "![x](gone.png)\n", 4, "no picture 'gone.png'", "beside the article"),
    "a missing preview picture": (
        ".html",
        '<meta property="og:image" content="gone.png"><h1>a</h1>',
        1,
        "no picture 'gone.png'",
        "",
    ),
    "a picture of the system": (".md", HEAD + "![x](../../../../etc/passwd)\n", 4, "'../../../../etc/passwd'", ""),
    "a picture of the settings": (".html", '<h1>a</h1><img src="../../l10n-flow.toml">', 1, "not in the folder", ""),
    "a picture in disguise": (
        ".html",
        '<h1>a</h1><img src="%2e%2e/%2e%2e/l10n-flow.toml">',
        1,
        "not in the folder",
        "",
    ),
    "a picture that is none": (".html", '<h1>a</h1><img src="a%00b.png">', 1, "no picture", ""),
    "a picture that is a folder": (".html", '<h1>a</h1><img src="./">', 1, "no picture", ""),
}
"""Name -> suffix, text, line of the error, what its message and its hint say."""
GOOD = {
    "locales/ru/good.po",
    "public/en/good.html",
    "public/ru/good.html",  # which says that its original has changed
    "published/editions/good.jsonl",
    "published/en.jsonl",
    "published/ru.jsonl",
}
"""What is written for the article that is as it should be."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom where all is well: two articles of each format, translated and published."""
    root = tmp_path_factory.mktemp("template") / "news"
    project = newsroom(root, {f"{suffix[1:]}/bad{suffix}": text for suffix, text in HEALTHY.items()}, CONFIG)
    write(root, "good.md", ARTICLE)
    sync(project)
    for article in ("md/bad", "html/bad", "good"):
        translate(project, "ru", article)
    export(project)
    return root


@pytest.fixture
def news(template: Path, tmp_path: Path) -> projects.Project:
    """That newsroom; and since then somebody edited the good article."""
    shutil.copytree(template, tmp_path / "news")
    write(tmp_path / "news", "good.md", ARTICLE.replace("two somoni", "three somoni"))
    return projects.find(tmp_path / "news")


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.mark.parametrize("case", ARTICLES)
def test_a_bad_article(news: projects.Project, case: str) -> None:
    suffix, text, line, says, hint = ARTICLES[case]
    article = f"{suffix[1:]}/bad"
    path = write(news.root, article + suffix, text)
    if case == "50 MB":
        os.truncate(path, 50 << 20)
    before = tree(news.root)
    is_picture = "picture" in case

    synced = {result.article: result for result in sync(news)}
    assert synced["good"].errors == ()
    exported = export(news)
    assert exported["good", "en"].change
    assert exported["good", "ru"].open
    rows = status(news)
    assert rows["good", "ru"].progress.fuzzy == 1

    error = only([e.error for e in exported.values() if e.error])
    if not is_picture:
        same = [*synced[article].errors, rows[article, ""].error]
        assert [str(other) for other in same] == [str(error)] * 2
    assert (error.path, error.line) == (f"source_articles/{article}{suffix}", line)
    assert says in error.message
    assert hint in error.hint
    assert error.exit_code == 2
    assert "\n" not in error.message
    assert len(str(error)) < 400
    touched = changed(before, tree(news.root)) - GOOD
    assert touched == ({f"locales/ru/{article}.po"} if is_picture else set())


@pytest.mark.parametrize(
    "name",
    ["two words.md", "Capital.md", "статья.md", "a..b.md", "..hidden..md".lstrip("."), "Папка/a.md", "q&a.html"],
)
def test_a_name_that_cannot_be_an_id(news: projects.Project, name: str) -> None:
    write(news.root, name, ARTICLE)
    before = tree(news.root)
    error = only(workflow.select(news).errors)
    assert error.path == f"source_articles/{name}"
    assert "cannot be an article's id" in error.message
    assert "rename it, for example to " in error.hint
    assert {result.article for result in sync(news)} == {"good", "md/bad", "html/bad"}
    assert changed(before, tree(news.root)) == {"locales/ru/good.po"}


def test_two_articles_with_one_id(news: projects.Project) -> None:
    write(news.root, "md/bad.html", HEALTHY[".html"])
    before = tree(news.root)
    assert "two articles have the id 'md/bad'" in only(workflow.select(news).errors).message
    sync(news)
    export(news)
    assert changed(before, tree(news.root)) == GOOD


def test_a_typo_in_the_settings_stops_before_anything_is_written(news: projects.Project) -> None:
    (news.root / "l10n-flow.toml").write_text(CONFIG + "\n[folders]\nlocals = 'po'\n", "utf-8")
    with pytest.raises(WorkspaceError, match="'locals' is not known") as caught:
        projects.find(news.sources)
    assert (caught.value.path, caught.value.line) == (str(news.root / "l10n-flow.toml"), 4)
    assert caught.value.hint == "did you mean 'locales'?"


CATALOGS: dict[str, tuple[bytes | None, str]] = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "empty"),
    "cut off in a text": (b'msgid "Trams"\nmsgstr "\xd0\xa2\xd1\x80', ""),
    "cut off after a source": (b'msgid "a"\nmsgstr "b"\n\nmsgid "Trams"\n', ""),
    "an unclosed text": (b'msgid "Trams\nmsgstr "a"\n', ""),
    "no catalog at all": (b"<html><body>Log in, please</body></html>\n", ""),
    "a merge conflict": (
        b'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> theirs\n',
        "",
    ),
    "msgcat's conflict": (b'msgid "a"\nmsgstr "#-#-#-#-#  a.po  #-#-#-#-#\\nb"\n', "conflict"),
    "an entry twice": (b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "second time"),
    "Windows-1251": ('msgid "a"\nmsgstr "Трамвай"\n'.encode("cp1251"), "not UTF-8"),
    "UTF-16": ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), "not UTF-8"),
    "another charset": (
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        "KOI8-R",
    ),
    "a NUL": (b'msgid "a"\nmsgstr "b\0"\n', "U+0000"),
    "a bad escape": (b'msgid "a"\nmsgstr "b\\q"\n', ""),
    "quotes inside": (b'msgid "a"\nmsgstr "he said "yes" twice"\n', "yes"),
    "a source without its keyword": (b'"a"\nmsgstr "b"\n', "without its keyword"),
    "no source": (b'msgid "a"\nmsgstr "b"\n\nmsgstr "c"\n', "msgstr does not belong here"),
    "a misspelt keyword": (b'msgid "a"\nmgsstr "b"\n', "mgsstr"),
    "a text in two parts": (b'msgid "a"\nmsgstr "b"\n\n"c"\nmsgid "d"\n', ""),
    "a merge conflict with its base": (
        b'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n||||||| base\nmsgstr ""\n=======\nmsgstr "c"\n>>>>>>> theirs\n',
        "git conflict",
    ),
    "JSON": (b'{"a": "b"}\n', "no PO syntax"),
    "a comment of C": (b'/* a */\nmsgid "a"\nmsgstr "b"\n', "no PO syntax"),
    "a damaged letter in a comment": (b'# caf\xe9\nmsgid "a"\nmsgstr "b"\n', "not UTF-8"),
    "plural forms without numbers": (b'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', "msgstr does not belong here"),
    "plural forms with a gap": (b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', "msgstr"),
    "half obsolete": (b'#~ msgid "a"\nmsgstr "b"\n', "obsolete"),
    "an entry twice, once obsolete": (b'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', "second time"),
    "two headers": (b'msgid ""\nmsgstr "A: b\\n"\n\nmsgid ""\nmsgstr "A: c\\n"\n', "second time"),
    "a compiled catalog": (b"\xde\x12\x04\x95" + b"\0" * 24, ""),
    "a folder": (None, "Is a directory"),
}
"""Name -> bytes (None: a folder), what the message says."""


@pytest.mark.parametrize("case", CATALOGS)
def test_a_broken_catalog(news: projects.Project, case: str) -> None:
    data, says = CATALOGS[case]
    path = news.catalog("ru", "md/bad")
    path.unlink()
    if data is None:
        path.mkdir()
        (path / "keep.txt").write_text("keep")
    else:
        path.write_bytes(data)
    before = tree(news.root)

    synced = {result.article: result for result in sync(news)}
    exported = export(news)
    row = status(news)["md/bad", "ru"]
    assert synced["good"].errors == ()
    errors = [*synced["md/bad"].errors, exported["md/bad", "ru"].error, row.error]
    assert len({str(error) for error in errors}) == 1
    error = errors[0]
    assert isinstance(error, CatalogError)
    assert error.path == "locales/ru/md/bad.po"
    assert (error.line is None) is (data is None)
    assert says in error.message
    assert error.hint
    assert error.exit_code == 2
    assert exported["md/bad", "en"].change
    assert changed(before, tree(news.root)) == GOOD


class TestFoldersThatCannotBeUsed:
    """Read-only, in the way, or somewhere else."""

    def one_error_for_each_article(self, news: projects.Project, kind: type[FlowError], says: str) -> None:
        before = tree(news.root)
        for result in sync(news):
            error = only(result.errors)
            assert isinstance(error, kind)
            assert says in error.message
            assert not Path(error.path or "/").is_absolute()
            assert error.hint
        assert changed(before, tree(news.root)) == set()

    def test_a_file_where_the_catalogs_should_be(self, news: projects.Project) -> None:
        shutil.rmtree(news.root / "locales")
        (news.root / "locales").write_text("in the way")
        self.one_error_for_each_article(news, CatalogError, "this is no folder")

    def test_a_file_where_the_pages_should_be(self, news: projects.Project) -> None:
        sync(news)
        translate(news, "ru", "good")
        shutil.rmtree(news.public)
        news.public.write_text("in the way")
        before = tree(news.root)
        for exported in export(news).values():
            assert isinstance(exported.error, OutputError)
            assert (exported.error.path, exported.error.message) == ("public", "this is no folder")
            assert "delete it" in exported.error.hint
        assert tree(news.root) == before

    def test_a_folder_where_a_page_should_be(self, news: projects.Project) -> None:
        path = news.page("ru", "md/bad")
        path.unlink()
        path.mkdir()
        exported = export(news)
        error = exported["md/bad", "ru"].error
        assert isinstance(error, OutputError)
        assert error.path == "public/ru/md/bad.html"
        assert [key for key, e in exported.items() if e.error] == [("md/bad", "ru")]

    def test_read_only_catalogs(self) -> None:
        with unprivileged() as home:
            project = newsroom(home / "news", {"a.md": HEALTHY[".md"], "b.md": HEALTHY[".md"]}, CONFIG)
            folder = project.root / "locales" / "ru"
            folder.mkdir(parents=True)
            (folder / "a.po").write_text('msgid "Old"\nmsgstr "Старое"\n')
            folder.chmod(0o555)
            before = tree(project.root)
            errors = [only(result.errors) for result in sync(project)]
            assert tree(project.root) == before
            folder.chmod(0o755)
            assert all(result.errors == () for result in sync(project))
        assert [(e.path, type(e)) for e in errors] == [
            ("locales/ru/a.po", OutputError),
            ("locales/ru/b.po", OutputError),
        ]
        assert all("Permission denied" in e.message and "writable" in e.hint for e in errors)

    def test_a_read_only_workspace(self) -> None:
        with unprivileged() as home:
            project = newsroom(home / "news", {"a.md": HEALTHY[".md"]}, CONFIG)
            sync(project)
            translate(project, "ru", "a")
            write(project.root, "a.md", HEALTHY[".md"] + "\nMore.\n")
            for path in (project.root, *project.root.rglob("*")):
                path.chmod(0o555 if path.is_dir() else 0o444)
            before = tree(project.root)
            synced, exported = sync(project), export(project)
            assert tree(project.root) == before
            for path in (project.root, *project.root.rglob("*")):
                path.chmod(0o755)
        assert "Permission denied" in only(synced[0].errors).message
        assert "Permission denied" in str(exported["a", "en"].error)

    def test_catalogs_that_may_not_be_read(self) -> None:
        with unprivileged() as home:
            project = newsroom(home / "news", {"a.md": HEALTHY[".md"], "b.md": HEALTHY[".md"]}, CONFIG)
            sync(project)
            write(project.root, "a.md", HEALTHY[".md"] + "\nMore.\n")
            project.catalog("ru", "a").chmod(0)
            errors = {result.article: result.errors for result in sync(project)}
            held = export(project)["a", "ru"]
        assert "Permission denied" in only(errors["a"]).message
        assert errors["b"] == ()
        assert isinstance(held.error, CatalogError)

    @pytest.mark.parametrize("folder", ["locales", "locales/ru", "locales/ru/md"])
    def test_catalogs_elsewhere(self, news: projects.Project, tmp_path: Path, folder: str) -> None:
        outside = tmp_path / "outside"
        shutil.move(news.root / folder, outside)
        (news.root / folder).symlink_to(outside)
        before = tree(outside)
        results = {result.article: result.errors for result in sync(news)}
        assert "leads out of the workspace" in only(results["md/bad"]).message
        assert (results["good"] == ()) is (folder == "locales/ru/md")
        held = export(news)["md/bad", "ru"]
        assert "leads out of the workspace" in str(held.error)
        assert status(news)["md/bad", "ru"].error
        assert tree(outside) == before

    @pytest.mark.parametrize("folder", ["public", "public/ru", "public/ru/md"])
    def test_pages_elsewhere(self, news: projects.Project, tmp_path: Path, folder: str) -> None:
        outside = tmp_path / "outside"
        shutil.move(news.root / folder, outside)
        (news.root / folder).symlink_to(outside)
        before = tree(outside)
        exported = export(news)
        assert "leads out of the workspace" in str(exported["md/bad", "ru"].error)
        assert ("leads out" in str(exported["good", "en"].error)) is (folder == "public")
        assert tree(outside) == before

    def test_a_picture_elsewhere(self, news: projects.Project, tmp_path: Path) -> None:
        (tmp_path / "secret.png").write_bytes(b"secret")
        (news.sources / "md" / "x.png").symlink_to(tmp_path / "secret.png")
        write(news.root, "md/bad.md", HEAD + "![x](x.png)\n")
        exported = export(news)
        assert "is not in the folder of the articles" in str(exported["md/bad", ""].error)
        assert exported["good", "en"].error is None
        assert b"secret" not in tree(news.root / "public").values()

    def test_a_page_for_pictures_elsewhere(self, news: projects.Project, tmp_path: Path) -> None:
        (tmp_path / "outside").mkdir()
        (news.public / "media").symlink_to(tmp_path / "outside")
        (news.sources / "md" / "x.png").write_bytes(png())
        write(news.root, "md/bad.md", HEAD + "![x](x.png)\n")
        assert "leads out of the workspace" in str(export(news)["md/bad", ""].error)
        assert tree(tmp_path / "outside") == {}

    def test_a_lock_elsewhere(self, news: projects.Project, tmp_path: Path) -> None:
        shutil.rmtree(news.derived)
        (tmp_path / "outside").mkdir()
        news.derived.symlink_to(tmp_path / "outside")
        results = {result.article: result.errors for result in sync(news)}
        assert "leads out of the workspace" in only(results["good"]).message
        assert list((tmp_path / "outside").iterdir()) == []

    def test_a_catalog_that_is_a_link_in_the_workspace_stays_one(self, news: projects.Project) -> None:
        path = news.catalog("ru", "good")
        (news.root / "elsewhere.po").write_bytes(path.read_bytes())
        path.unlink()
        path.symlink_to("../../elsewhere.po")
        (synced,) = [result for result in sync(news) if result.article == "good"]
        assert synced.errors == ()
        assert path.is_symlink()
        assert "three somoni" in (news.root / "elsewhere.po").read_text("utf-8")


class TestChangedUnderUs:
    """Somebody saves a catalog at the very moment."""

    def test_what_was_saved_in_between_is_merged_in(self, news: projects.Project) -> None:
        """`sync` waits for the lock with its text ready; meanwhile a translator saves."""
        path = news.catalog("ru", "good")
        results: list[workflow.Synced] = []
        with FileLock(news.derived / "catalogs.lock"):
            worker = threading.Thread(target=lambda: results.extend(sync(news, "ru")))
            worker.start()
            _wait_for(lambda: any(path.parent.glob(".*.tmp")))
            path.write_bytes(path.read_bytes().replace(b'"ru What it costs"', '"Сколько это стоит"'.encode()))
        worker.join(30)
        assert [result.errors for result in results] == [(), (), ()]
        saved = units(news, "ru", "good")
        assert saved["What it costs"].target == "Сколько это стоит"
        assert "Adults pay three somoni." in saved
        assert not list(path.parent.glob(".*"))

    def test_many_at_once_agree(self, news: projects.Project) -> None:
        shutil.rmtree(news.root / "locales")
        changes = [change for result in sync(news, dry_run=True) for change in result.changes]
        expected = {change.path: change.after for change in changes if isinstance(change, Change)}
        results: list[workflow.Synced] = []
        workers = [threading.Thread(target=lambda: results.extend(sync(news))) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(30)
        assert [result.errors for result in results] == [()] * 12
        assert {path: path.read_bytes() for path in (news.root / "locales").rglob("*.*")} == expected

    def test_who_saves_all_the_time_is_left_alone(self, tmp_path: Path) -> None:
        """A long article, so that there is time between reading and writing, and a program that never rests."""
        text = HEAD + "\n".join(f"Paragraph {number} of many.\n" for number in range(1_500))
        project = newsroom(tmp_path / "news", {"long.md": text, "other.md": HEALTHY[".md"]}, CONFIG)
        path = project.catalog("ru", "long")
        path.parent.mkdir(parents=True)
        saver = subprocess.Popen([sys.executable, "-c", _SAVER, str(path)])
        try:
            _wait_for(path.exists)
            results = {result.article: result for result in sync(project)}
        finally:
            saver.terminate()
            saver.wait()
        error = only(results["long"].errors)
        assert isinstance(error, ChangedUnderUs)
        assert error.exit_code == 3
        assert error.path == "locales/ru/long.po"
        assert "run the command again" in error.hint
        assert results["other"].errors == ()
        assert re.fullmatch(r"Привет \d+", units(project, "ru", "long")["Hello"].target)
        assert not [name for name in tree(tmp_path) if name.endswith((".lock", ".tmp")) and "saver" not in name]
        assert sync(project)[0].errors == ()
        hello = [u for u in catalogs.read(path).units if u.source == "Hello"]
        assert [(u.obsolete, u.target.split()[0]) for u in hello] == [(True, "Привет")]


_SAVER = """
import os, sys, itertools
path = sys.argv[1]
for number in itertools.count():
    with open(path + ".saver", "w", encoding="utf-8") as file:
        file.write(f'msgid "Hello"\\nmsgstr "Привет {number}"\\n')
    os.replace(path + ".saver", path)
"""


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)
