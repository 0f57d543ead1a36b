"""PO files that are in the wrong place, too large, half there, or no files: one error each, and the others go on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from l10n_flow import workspace
from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.catalogs import po_files
from l10n_flow.errors import CatalogError, FlowError, LanguageError, OutputError

from .newsroom import ARTICLE, export, newsroom, only, status, sync, translate, tree, units, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from l10n_flow.project import Project

CONFIG = 'languages = ["en", "ru", "tg", "uz"]\n'
OTHER = "---\ntitle: Water\n---\nThe water is back.\n"


@pytest.fixture
def news(tmp_path: Path) -> Project:
    """Two articles, both translated; and both were edited since."""
    project = newsroom(tmp_path, {"tram.md": ARTICLE, "water.md": OTHER}, CONFIG)
    sync(project)
    for article in ("tram", "water"):
        for lang in ("ru", "tg", "uz"):
            translate(project, lang, article)
    write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
    write(tmp_path, "water.md", OTHER.replace("back", "here"))
    return project


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def folder_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_water(path: Path) -> None:
    shutil.copy(path.with_name("water.po"), path)


def of_tajik(path: Path) -> None:
    shutil.copy(path.parents[1] / "tg" / "tram.po", path)


def in_cyrillic(path: Path) -> None:
    """Uzbek, but what nobody writes."""
    path.write_text(path.read_text("utf-8").replace("Language: ru", "Language: uz@cyrillic"), "utf-8")


def conflict(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('msgid "T', '<<<<<<< ours\nmsgid "T', 1), "utf-8")


def too_large(path: Path) -> None:
    os.truncate(path, catalogs.MAX_BYTES + 1)


def enormous(path: Path) -> None:
    os.truncate(path, 1 << 40)


CASES: dict[str, tuple[Callable[[Path], None], type[FlowError], str, str]] = {
    "another article's": (of_water, CatalogError, "the catalog of another article: source_articles/water.md", "delete"),
    "another language's": (of_tajik, LanguageError, "the catalog is in 'tg', not in 'ru'", "wrong folder"),
    "another script": (in_cyrillic, LanguageError, "the catalog is in 'uz@cyrillic', not in 'ru'", "wrong folder"),
    "half written": (half, CatalogError, "", ""),
    "emptied": (emptied, CatalogError, "the file is empty", "restore"),
    "with a conflict of git": (conflict, CatalogError, "git conflict", "keep one"),
    "larger than any catalog": (too_large, CatalogError, "larger than 16 MB", "one article"),
    "larger than the memory": (enormous, CatalogError, "larger than 16 MB", "one article"),
    "a pipe": (fifo, CatalogError, "it is no file", "plain file"),
    "a link to itself": (circle, FlowError, "leads round in a circle", "delete it"),
    "a link to its folder": (folder_link, CatalogError, "Is a directory", "plain file"),
    "a link out of the newsroom": (device, FlowError, "leads out of the workspace", "replace it"),
}
"""Name -> what happens to the file, what the error is, what it says, and what to do."""


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes, no links")
@pytest.mark.parametrize("case", CASES)
def test_one_catalog_that_cannot_be_used(news: Project, case: str) -> None:
    spoil, kind, says, hint = CASES[case]
    path = news.catalog("ru", "tram")
    spoil(path)
    before = readable(news)

    synced = {result.article: result for result in sync(news)}
    error = only(synced["tram"].errors)
    assert isinstance(error, kind)
    assert error.path == "locales/ru/tram.po"
    assert says in error.message
    assert hint in error.hint
    assert error.hint
    assert "\n" not in error.message
    assert len(str(error)) < 400
    assert error.exit_code == 2
    assert synced["water"].errors == ()
    told = [status(news)["tram", "ru"].error, export(news)["tram", "ru"].error]
    assert [str(other) for other in told] == [str(error)] * 2

    after = readable(news)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {f"locales/{lang}/{name}.po" for lang in ("ru", "tg", "uz") for name in ("tram", "water")} - {
        "locales/ru/tram.po"
    }


def readable(project: Project) -> dict[str, bytes]:
    """The catalogs that lie here and are no giants."""
    found = (path for path in (project.root / "locales").rglob("*.po") if path.is_file())
    here = (path for path in found if path.resolve().is_relative_to(project.root) and path.stat().st_size < 1 << 20)
    return {path.relative_to(project.root).as_posix(): path.read_bytes() for path in here}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes")
def test_doctor_finds_what_is_no_file_and_does_not_wait_for_it(news: Project) -> None:
    fifo(news.catalog("ru", "tram"))
    wrong = [check for check in workspace.doctor(news.root, news) if check.ok is False]
    assert [(check.name, check.message) for check in wrong] == [("locales/ru/tram.po", "cannot be read: it is no file")]


@pytest.mark.parametrize("named", ["ru", "ru_RU", "ru-RU", "RU", "ru@latin", ""])
def test_editors_name_a_language_as_they_like(news: Project, named: str) -> None:
    path = news.catalog("ru", "tram")
    path.write_text(path.read_text("utf-8").replace("Language: ru\\n", f"Language: {named}\\n"), "utf-8")
    assert [result.errors for result in sync(news)] == [(), ()]


def test_a_catalog_that_begins_with_anothers_translations_is_welcome(news: Project) -> None:
    """Somebody copies an article and its catalog, and goes on from there."""
    write(news.root, "copy.md", ARTICLE.replace("Children pay nothing", "Dogs pay nothing"))
    shutil.copy(news.catalog("ru", "tram"), news.catalog("ru", "copy"))
    assert [result.errors for result in sync(news)] == [(), (), ()]
    assert units(news, "ru", "copy")["Adults pay two somoni."].target == "ru Adults pay two somoni."


def test_a_catalog_whose_article_was_written_anew_is_its_own(news: Project) -> None:
    """No text is the same; all stays, obsolete."""
    write(news.root, "tram.md", "---\ntitle: Something else\n---\nNot a word is as it was.\n")
    assert [result.errors for result in sync(news)] == [(), ()]
    assert "ru Children pay nothing." in news.catalog("ru", "tram").read_text("utf-8")


def test_a_catalog_saved_on_windows_gets_our_line_ends_once(news: Project) -> None:
    sync(news)
    path = news.catalog("ru", "tram")
    ours = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + ours.replace(b"\n", b"\r\n"))
    assert [len(result.changes) for result in sync(news)] == [1, 0]
    assert path.read_bytes() == ours
    assert [len(result.changes) for result in sync(news)] == [0, 0]


LARGE: dict[str, Callable[[str], str]] = {
    "5 MB": lambda text: (
        text
        + "".join(
            f'\n#. paragraph\n#~ msgid "Unit {n} {"and more " * 40}"\n#~ msgstr "Текст {n} {"и ещё " * 50}"\n'
            for n in range(5_500)
        )
    ),
    "a line of 1 MB": lambda text: text.replace("ru Children pay nothing.", "ещё слово " * 60_000),
    "a comment of 1 MB": lambda text: text.replace("\n\n#.", f"\n\n# {'ещё слово ' * 60_000}\n#.", 1),
    "160,000 lines of one text": lambda text: text.replace(
        '"ru Children pay nothing."', '""\n' + '"ещё слово\\n"\n' * 159_999 + '"конец"'
    ),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_catalog_is_read_whole(news: Project, case: str) -> None:
    """In proportion to its size: what takes the square of it does not end here."""
    path = news.catalog("ru", "tram")
    path.write_text(LARGE[case](path.read_text("utf-8")), "utf-8")
    before = catalogs.read(path)
    size = path.stat().st_size
    assert [result.errors for result in sync(news, "ru")] == [(), ()]
    after = catalogs.read(path)
    assert {unit.target for unit in before.units} == {unit.target for unit in after.units}
    assert {unit.comment for unit in before.units} == {unit.comment for unit in after.units}
    assert size > (5_000_000 if case == "5 MB" else 1_000_000)


@pytest.mark.parametrize("form", ["5000 digits", "20,000 forms"])
def test_plural_forms_without_end(form: str) -> None:
    many = (
        "".join(f'msgstr[{n}] "x"\n' for n in range(20_000))
        if form == "20,000 forms"
        else f'msgstr[{"9" * 5_000}] "x"\n'
    )
    data = f'msgid "a"\nmsgid_plural "b"\n{many}'.encode()
    if form == "20,000 forms":
        assert len(catalogs.load(data, "x.po").units[0].plural_targets) == 20_000
    else:
        with pytest.raises(CatalogError, match="msgstr"):
            catalogs.load(data, "x.po")


@pytest.mark.parametrize("forms", ["9" * 5_000, "9999999999", "0", "²"])
def test_a_header_with_forms_without_end(news: Project, forms: str) -> None:
    path = news.catalog("ru", "tram")
    path.write_text(re.sub("nplurals=[0-9]", f"nplurals={forms}", path.read_text("utf-8")), "utf-8")
    assert [result.errors for result in sync(news)] == [(), ()]
    assert "nplurals=3;" in path.read_text("utf-8")


def test_a_lock_that_is_never_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another l10n-flow has it, and hangs."""
    monkeypatch.setattr(po_files, "_LOCK_SECONDS", 0.2)
    project = newsroom(tmp_path, {"water.md": OTHER}, 'languages = ["en", "ru"]\n')
    project.derived.mkdir()
    lock = project.derived / "catalogs.lock"
    script = "import sys, filelock as f; a = f.FileLock(sys.argv[1]); a.acquire(); print('.', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        error = only(sync(project)[0].errors)
        assert tree(tmp_path / "locales") == {}
        other.kill()
    assert isinstance(error, OutputError)
    assert (error.path, error.message) == ("locales/ru/water.po", "the catalogs are locked")
    assert "another l10n-flow is at work" in error.hint
    assert sync(project)[0].errors == ()


@pytest.mark.parametrize("rest", ["#. para", "#. paragraph\n#: a.md\n", "#, fuzzy\n"])
def test_a_file_that_was_cut_short_before_an_entry_is_refused(rest: str) -> None:
    with pytest.raises(CatalogError, match="cut short") as caught:
        catalogs.load(('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n\n' + rest).encode(), "a.po")
    assert caught.value.line == 7


def test_people_may_write_below_the_last_entry() -> None:
    text = 'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n\n# that was all\n'
    assert catalogs.dump(catalogs.load(text.encode(), "a.po")).decode() == text
