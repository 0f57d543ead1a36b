"""Former versions of PO files: kept by all that writes them, listed, put back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.desk import restore
from l10n_flow.errors import ArticleIdError, CatalogError, OutputError, WorkspaceError
from l10n_flow.model import Severity
from tests.newsroom import ARTICLE, NOW, newsroom, sync, translate, tree, units, write

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.project import Project

CONFIG = 'languages = ["en", "ru", "tg"]\n'


@pytest.fixture
def news(tmp_path: Path) -> Project:
    """A newsroom whose article was translated into Russian and edited three times since."""
    project = newsroom(tmp_path, config=CONFIG)
    sync(project)
    translate(project, "ru")
    for price in ("three", "four", "five"):
        edit(project, price)
    return project


def edit(project: Project, price: str) -> None:
    """The reporter changes a price, and the desk syncs."""
    write(project.root, "tram.md", ARTICLE.replace("two somoni", f"{price} somoni"))
    sync(project)


def history(project: Project, lang: str = "ru", name: str = "tram") -> restore.History:
    (found,) = restore.histories(project, name, [lang], project.root)
    return found


def numbers(project: Project) -> list[int]:
    return [former.version.number for former in history(project).versions]


def test_what_sync_replaced_is_kept_byte_for_byte(tmp_path: Path) -> None:
    project = newsroom(tmp_path, config=CONFIG)
    sync(project)
    translate(project, "ru")
    path = project.catalog("ru", "tram")
    path.chmod(0o640)
    replaced = []
    for price in ("three", "four"):
        replaced.append(path.read_bytes())
        edit(project, price)
    kept = [former.version.path for former in history(project).versions]
    assert [one.read_bytes() for one in reversed(kept)] == replaced
    assert {one.stat().st_mode & 0o777 for one in kept} == {0o640}
    assert all(one.is_relative_to(project.derived) for one in kept)


def test_the_last_ten_are_kept(news: Project) -> None:
    assert numbers(news) == [3, 2, 1]
    for number in range(9):
        edit(news, str(number + 10))
    assert numbers(news) == [*range(12, 2, -1)]
    assert len(list(news.backups(news.catalog("ru", "tram")).iterdir())) == restore.KEPT == 10


def test_a_sync_that_changes_nothing_keeps_nothing(news: Project) -> None:
    sync(news)
    sync(news, dry_run=True)
    assert numbers(news) == [3, 2, 1]


def test_the_list_says_how_far_a_version_was(news: Project) -> None:
    last, _, first = history(news).versions
    assert (first.units, first.translated, first.different) == (6, 6, 1)
    assert (last.translated, last.different) == (5, 1)
    assert first.version.saved <= last.version.saved
    news.catalog("ru", "tram").write_text("damaged")
    assert history(news).versions[0].different is None


@pytest.mark.parametrize(
    "name", ["tram", "source_articles/tram.md", "locales/ru/tram.po", "./locales/../locales/ru/tram.po"]
)
def test_by_article_or_by_file(news: Project, name: str) -> None:
    assert history(news, name=name).path == news.catalog("ru", "tram")


def test_from_any_folder(news: Project) -> None:
    (found,) = restore.histories(news, "../ru/tram.po", [], news.root / "locales" / "tg")
    assert found.path == news.catalog("ru", "tram")


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("bus", WorkspaceError, "no former version of 'bus' is kept"),
        ("locales/ru/bus.po", WorkspaceError, "no former version"),
        ("../../etc/passwd", ArticleIdError, "cannot be an article's id"),
        ("locales/../../x.po", ArticleIdError, "cannot be an article's id"),
    ],
)
def test_of_what_nothing_is_kept(news: Project, name: str, kind: type[Exception], says: str) -> None:
    with pytest.raises(kind, match=says):
        restore.histories(news, name, ["ru", "tg"], news.root)


def test_a_version_is_put_back_and_the_file_before_is_kept(news: Project) -> None:
    path = news.catalog("ru", "tram")
    now, wanted = path.read_bytes(), history(news).versions[-1].version
    old = wanted.path.read_bytes()
    dry = restore.put_back(news, [history(news)], wanted.number, dry_run=True)
    assert (dry.before, dry.after) == (now, old)
    assert path.read_bytes() == now
    assert restore.put_back(news, [history(news)], wanted.number) == dry
    assert path.read_bytes() == old
    assert numbers(news) == [4, 3, 2, 1]
    assert history(news).versions[0].version.path.read_bytes() == now
    sync(news)
    assert units(news, "ru")["Adults pay five somoni."].target == "ru Adults pay two somoni."


def test_the_version_that_is_in_use_changes_nothing(news: Project) -> None:
    restore.put_back(news, [history(news)], 1)
    assert not restore.put_back(news, [history(news)], 1).is_change
    assert numbers(news) == [4, 3, 2, 1]


def test_versions_go_with_an_article_that_is_renamed(news: Project) -> None:
    kept = [former.version.path.read_bytes() for former in history(news).versions]
    (news.sources / "2025").mkdir()
    (news.sources / "tram.md").rename(news.sources / "2025/line-7.md")
    sync(news, dry_run=True)
    assert numbers(news) == [3, 2, 1]
    sync(news)
    versions = history(news, name="2025/line-7").versions
    assert [former.version.number for former in versions] == [4, 3, 2, 1]
    assert [former.version.path.read_bytes() for former in versions[1:]] == kept
    with pytest.raises(WorkspaceError, match="no former version"):
        history(news)


def test_versions_of_an_older_file_of_the_new_name_stay_its_own(news: Project) -> None:
    write(news.root, "bus.md", ARTICLE.replace("tram", "bus"))
    sync(news)
    translate(news, "ru", "bus")
    write(news.root, "bus.md", ARTICLE.replace("two", "six"))
    sync(news)
    before = history(news, name="bus").versions[0].version.path.read_bytes()
    for path in (news.sources / "bus.md", *news.root.glob("locales/*/bus.po")):
        path.unlink()
    (news.sources / "tram.md").rename(news.sources / "bus.md")
    sync(news)
    assert before in [former.version.path.read_bytes() for former in history(news, name="bus").versions]
    assert numbers(news) == [3, 2, 1]


@pytest.mark.parametrize("what", ["deleted", "damaged", "empty"])
def test_a_file_that_people_spoilt_comes_back(news: Project, what: str) -> None:
    path = news.catalog("ru", "tram")
    path.unlink()
    if what != "deleted":
        path.write_text("" if what == "empty" else 'msgid "a')
    wanted = history(news).versions[0].version
    restore.put_back(news, [history(news)], wanted.number)
    assert path.read_bytes() == wanted.path.read_bytes()


def test_what_cannot_be_put_back_changes_nothing(news: Project) -> None:
    before = tree(news.root)
    with pytest.raises(WorkspaceError, match="no version 12") as missing:
        restore.put_back(news, [history(news)], 12)
    assert missing.value.hint == "there are 3, 2, 1"
    both = restore.histories(news, "tram", ["ru", "tg"], news.root)
    with pytest.raises(WorkspaceError, match=r"several PO files: locales/ru/tram.po, locales/tg/tram.po"):
        restore.put_back(news, both, 1)
    found = history(news)
    found.versions[0].version.path.write_text('msgid "a"\nmsgstr "b\n')
    with pytest.raises(CatalogError, match="closing quote"):
        restore.put_back(news, [found], 3)
    assert tree(news.root) == before
    news.catalog("ru", "tram").unlink()
    news.catalog("ru", "tram").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        restore.put_back(news, [found], 2)


def test_without_its_folder_nothing_else_is_different(news: Project) -> None:
    shutil.rmtree(news.derived)
    with pytest.raises(WorkspaceError):
        history(news)
    edit(news, "six")
    assert numbers(news) == [1]


@pytest.mark.parametrize("in_the_way", ["backups", "backups/locales/ru/tram.po"])
def test_where_no_version_can_be_kept_the_work_goes_on(tmp_path: Path, in_the_way: str) -> None:
    project = newsroom(tmp_path, config=CONFIG)
    sync(project)
    path = project.derived / in_the_way
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    write(tmp_path, "tram.md", ARTICLE.replace("two", "six"))
    assert [result.errors for result in sync(project)] == [()]
    assert "Adults pay six somoni." in units(project, "ru")


def test_versions_never_lie_elsewhere(news: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    shutil.move(news.derived / "backups", elsewhere)
    (news.derived / "backups").symlink_to(elsewhere)
    before = tree(elsewhere)
    write(news.root, "tram.md", ARTICLE.replace("two", "six"))
    (synced,) = sync(projects.find(news.root))
    assert {error.message for error in synced.errors} == {"a symbolic link leads out of the workspace"}
    assert tree(elsewhere) == before


class TestLosses:
    """What was in a PO file after the last run, and is gone without anybody having meant it."""

    def warnings(self, project: Project, *, dry_run: bool = False) -> list[tuple[str, str]]:
        found = [notice for one in sync(project, dry_run=dry_run) for notice in one.notices]
        assert {notice.severity for notice in found} <= {Severity.WARNING}
        return [(notice.message, notice.hint) for notice in found]

    def test_a_file_that_is_cut_between_two_entries(self, news: Project) -> None:
        translate(news, "ru")
        assert self.warnings(news) == []
        path = news.catalog("ru", "tram")
        path.write_bytes(b"\n\n".join(path.read_bytes().split(b"\n\n")[:4]) + b"\n")
        told = [
            (
                "3 translations that locales/ru/tram.po had after the last run: gone",
                "if that is a mistake: l10n-flow doctor --restore locales/ru/tram.po",
            )
        ]
        assert self.warnings(news) == told
        assert self.warnings(news) == told  # until somebody does something
        former = next(one for one in history(news).versions if one.translated == 6)
        restore.put_back(news, [history(news)], former.version.number)
        assert self.warnings(news) == []
        assert all(unit.target for unit in units(news, "ru").values())

    def test_a_file_that_is_deleted(self, tmp_path: Path) -> None:
        news = newsroom(tmp_path, config=CONFIG)
        sync(news)
        translate(news, "ru")
        sync(news)  # which has nothing to write
        path = news.catalog("ru", "tram")
        whole = path.read_bytes()
        path.unlink()
        ((message, hint),) = self.warnings(news, dry_run=True)
        assert not path.exists()
        assert message == "locales/ru/tram.po is gone, with 6 translations"
        assert self.warnings(news) == [(message, hint)]
        assert any(one.version.path.read_bytes() == whole for one in history(news).versions)
        translate(news, "ru")
        assert self.warnings(news) == []

    def test_what_was_seen_last_can_be_put_back_before_anybody_syncs(self, tmp_path: Path) -> None:
        news = newsroom(tmp_path, config=CONFIG)
        sync(news)
        translate(news, "ru")
        sync(news)
        path = news.catalog("ru", "tram")
        whole = path.read_bytes()
        path.unlink()
        restore.put_back(news, [history(news)], 1)
        assert path.read_bytes() == whole
        assert self.warnings(news) == []

    def test_only_git_may_have_what_nobody_synced_since(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, config=CONFIG)
        sync(project)
        translate(project, "ru")
        (project.derived / "ledger.msgpack").unlink()
        sync(project)
        shutil.rmtree(project.derived / "backups")
        project.catalog("ru", "tram").unlink()
        ((_, hint),) = self.warnings(project)
        assert hint == "if that is a mistake: git log -- locales/ru/tram.po"

    def test_what_was_obsolete(self, news: Project) -> None:
        translate(news, "ru")
        write(news.root, "tram.md", ARTICLE.partition("\n## What")[0])
        assert self.warnings(news) == []
        path = news.catalog("ru", "tram")
        whole = path.read_bytes()
        path.write_bytes(whole[: whole.rindex(b"\n\n") + 1])
        ((message, _),) = self.warnings(news)
        assert message.startswith("1 translation that")

    def test_what_a_look_up_for_another_article_saw_first(self, news: Project) -> None:
        translate(news, "ru")
        sync(news)
        path = news.catalog("ru", "tram")
        path.write_bytes(path.read_bytes()[: path.read_bytes().rindex(b"\n\n") + 1])
        write(news.root, "bus.md", "---\ntitle: The bus\n---\nChildren pay nothing.\n")
        chosen = workflow.select(news, ["bus"]).files
        assert [one.notices for one in workflow.sync(news, chosen, ["ru"], NOW)] == [()]
        ((message, _),) = self.warnings(news)
        assert message.startswith("1 translation that")

    def test_what_people_do_on_purpose_is_none(self, news: Project) -> None:
        translate(news, "ru")
        assert self.warnings(news) == []
        path = news.catalog("ru", "tram")
        emptied = path.read_bytes().replace(b"ru Children pay nothing.", b"")
        path.write_bytes(emptied)
        assert self.warnings(news) == []
        write(news.root, "tram.md", ARTICLE.replace("Children pay nothing", "Children pay one somoni"))
        assert self.warnings(news) == []
        write(news.root, "tram.md", ARTICLE.replace("\n## What it costs\n", ""))
        assert self.warnings(news) == []

    def test_nor_is_an_article_that_gets_another_name(self, news: Project) -> None:
        translate(news, "ru")
        sync(news)
        (news.sources / "tram.md").rename(news.sources / "line-7.md")
        assert self.warnings(news) == []
        write(news.root, "tram.md", "---\ntitle: The tram is back\n---\nNobody believed it.\n")
        assert self.warnings(news) == []
