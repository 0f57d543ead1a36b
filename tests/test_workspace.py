"""Founding a newsroom, and looking one over."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from l10n_flow import workspace
from l10n_flow.errors import ConfigError, FlowError, OutputError, WorkspaceError

from .newsroom import ARTICLE, export, newsroom, status, sync, translate, tree, unprivileged, write

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2025-05-12"


def found(folder: Path, project: projects.Project | None, error: FlowError | None = None) -> list[workspace.Check]:
    """What `doctor` finds fault with."""
    return [check for check in workspace.doctor(folder, project, error) if check.ok is False]


class TestInit:
    """`l10n-flow init`."""

    def test_the_new_newsroom_works_at_once(self, tmp_path: Path) -> None:
        workspace.init(tmp_path / "news", TODAY)
        project = projects.find(tmp_path / "news")
        assert project.config.site.name == "news"
        (synced,) = sync(project)
        assert (synced.errors, synced.notices) == ((), ())
        for change in synced.changes:
            translate(project, change.path.parent.name, "welcome")
        assert [(e.error, e.open) for e in export(project).values()] == [(None, ())] * 5
        assert status(project)["welcome", "tg"].progress.untranslated == 0
        assert found(tmp_path, project) == []

    def test_git_leaves_out_what_the_tool_makes(self, tmp_path: Path) -> None:
        workspace.init(tmp_path, TODAY)
        assert (tmp_path / ".gitignore").read_text().split() == ["/.l10n-flow/", "/public/", "/requests.log"]

    @pytest.mark.parametrize("name", ['say "hello"', "back\\slash", "two\nlines", "Вести", "a'b#c", "{name}", "{}"])
    def test_any_name_of_a_folder_will_do(self, tmp_path: Path, name: str) -> None:
        workspace.init(tmp_path / name, TODAY)
        project = projects.find(tmp_path / name)
        assert project.config.site.name
        assert sync(project)[0].errors == ()

    def test_a_dry_run_writes_nothing(self, tmp_path: Path) -> None:
        dry = workspace.init(tmp_path / "news", TODAY, dry_run=True)
        assert not (tmp_path / "news").exists()
        workspace.init(tmp_path / "news", TODAY)
        assert {change.path: change.after for change in dry} == {
            path: path.read_bytes() for path in (tmp_path / "news").rglob("*") if path.is_file()
        }

    @pytest.mark.parametrize(
        ("name", "says"), [("l10n-flow.toml", "a newsroom here already"), ("source_articles/welcome.md", "in the way")]
    )
    def test_nothing_is_written_over(self, tmp_path: Path, name: str, says: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
        with pytest.raises(WorkspaceError, match=says) as caught:
            workspace.init(tmp_path, TODAY)
        assert caught.value.path == str(tmp_path / name)
        assert tree(tmp_path) == {name: b"mine"}

    def test_a_list_of_what_git_ignores_stays_as_it_is(self, tmp_path: Path) -> None:
        (tmp_path / ".gitignore").write_text("*.bak\n")
        workspace.init(tmp_path, TODAY)
        assert tree(tmp_path)[".gitignore"] == b"*.bak\n"

    def test_a_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "news").write_text("mine")
        with pytest.raises(OutputError, match="this is no folder") as caught:
            workspace.init(tmp_path / "news", TODAY)
        assert caught.value.path == str(tmp_path / "news")
        assert tree(tmp_path) == {"news": b"mine"}

    def test_a_folder_that_may_not_be_written(self) -> None:
        with unprivileged() as home:
            home.chmod(0o555)
            with pytest.raises(OutputError, match="Permission denied"):
                workspace.init(home / "news", TODAY)
            home.chmod(0o755)
            assert tree(home) == {}


class TestDoctor:
    """`l10n-flow doctor`."""

    def test_a_sound_newsroom(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path)
        sync(project)
        checks = {check.name: check for check in workspace.doctor(tmp_path, project)}
        assert checks.keys() > {"Python", "git", "workspace", "source_articles", "locales", "public", "articles"}
        assert all(check.ok is not False for check in checks.values())
        assert checks["articles"].message.startswith("1 article")

    def test_no_newsroom(self, tmp_path: Path) -> None:
        with pytest.raises(WorkspaceError) as caught:
            projects.find(tmp_path)
        (check,) = found(tmp_path, None, caught.value)
        assert "there is no l10n-flow.toml" in check.message
        assert "l10n-flow init" in check.hint

    def test_wrong_settings(self, tmp_path: Path) -> None:
        (tmp_path / "l10n-flow.toml").write_text('langauges = ["en"]\n')
        with pytest.raises(ConfigError) as caught:
            projects.find(tmp_path)
        (check,) = found(tmp_path, None, caught.value)
        assert "'langauges' is not known" in check.message
        assert check.hint == "did you mean 'languages'?"

    def test_each_file_that_is_wrong_is_named(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"good.md": ARTICLE, "bad.md": "no headline", "Bad Name.md": "", "two.md": ""})
        write(tmp_path, "two.html", "")
        sync(project)
        project.catalog("ru", "good").write_text('msgid "a"\n')
        (project.root / "locales" / "tg" / "folder.po").mkdir()
        assert {check.name for check in found(tmp_path, project)} == {
            "source_articles/bad.md",
            "source_articles/Bad Name.md",
            "source_articles/two.html",
            "locales/ru/good.po",
            "locales/tg/folder.po",
        }
        assert all(check.message and check.hint for check in found(tmp_path, project))

    def test_a_catalog_that_is_anothers_is_named(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {"tram.md": ARTICLE, "bus.md": "---\ntitle: Bus\n---\nThe bus is late.\n"})
        sync(project)
        shutil.copy(project.catalog("tg", "tram"), project.catalog("ru", "tram"))
        shutil.copy(project.catalog("uz", "bus"), project.catalog("uz", "tram"))
        shutil.copy(project.catalog("uz", "bus"), project.catalog("uz", "gone"))
        assert {check.name: check.message for check in found(tmp_path, project)} == {
            "locales/ru/tram.po": "the catalog is in 'tg', not in 'ru'",
            "locales/uz/tram.po": "this is the catalog of another article: source_articles/bus.md",
        }

    def test_a_missing_folder_of_articles(self, tmp_path: Path) -> None:
        project = newsroom(tmp_path, {})
        project.sources.rmdir()
        assert ("source_articles", "mkdir source_articles") in [(c.name, c.hint) for c in found(tmp_path, project)]

    @pytest.mark.parametrize("folder", ["locales", "public", "source_articles", ".l10n-flow"])
    def test_a_file_in_a_folders_place(self, tmp_path: Path, folder: str) -> None:
        project = newsroom(tmp_path, {})
        if folder == "source_articles":
            project.sources.rmdir()
        (tmp_path / folder).write_text("x")
        assert (folder, "this is no folder") in [(c.name, c.message) for c in found(tmp_path, project)]

    @pytest.mark.parametrize("folder", ["locales", "public", "source_articles"])
    def test_a_folder_elsewhere(self, tmp_path: Path, folder: str) -> None:
        project = newsroom(tmp_path / "news", {})
        if folder == "source_articles":
            project.sources.rmdir()
        (project.root / folder).symlink_to(tmp_path)
        assert (folder, True) in [(c.name, "leads out" in c.message) for c in found(tmp_path, project)]

    def test_a_folder_that_may_not_be_written(self) -> None:
        with unprivileged() as home:
            project = newsroom(home / "news")
            (project.root / "locales").mkdir()
            (project.root / "locales").chmod(0o555)
            checks = found(home, project)
            (project.root / "locales").chmod(0o755)
        assert [(check.name, check.message) for check in checks] == [("locales", "the folder cannot be written")]
        assert "chmod u+rwx" in checks[0].hint
