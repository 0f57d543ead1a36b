"""Where a newsroom's files live, and that no path leads out of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import project as projects
from l10n_flow.errors import ArticleIdError, ConfigError, FlowError, SourceError, WorkspaceError

from .newsroom import newsroom, only, unprivileged, write

SUFFIXES = frozenset({".md", ".html"})


def listed(project: projects.Project) -> tuple[list[str], list[FlowError]]:
    files, errors = projects.source_files(project, SUFFIXES)
    return [file.id for file in files], errors


def test_it_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    newsroom(tmp_path / "news")
    deep = tmp_path / "news" / "source_articles" / "2025" / "may"
    deep.mkdir(parents=True)
    assert projects.find(deep).root == (tmp_path / "news").resolve()


def test_it_is_found_through_a_symbolic_link_to_it(tmp_path: Path) -> None:
    newsroom(tmp_path / "news")
    (tmp_path / "link").symlink_to("news")
    assert projects.find(tmp_path / "link" / "source_articles").root == (tmp_path / "news").resolve()


def test_the_nearest_counts(tmp_path: Path) -> None:
    newsroom(tmp_path)
    inner = newsroom(tmp_path / "desk")
    assert projects.find(inner.sources).root == inner.root


def test_where_there_is_none_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="there is no l10n-flow") as caught:
        projects.find(tmp_path)
    assert "l10n-flow init" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b'languages = ["en"]\nnmae = 1', 2, "'nmae' is not known"),
        ('languages = ["en"]\nname = "Вести"'.encode("cp1251"), 2, "not UTF-8"),
        ('languages = ["en"]'.encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, data: bytes, line: int, says: str) -> None:
    path = tmp_path / "l10n-flow.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        projects.find(tmp_path)
    assert says in caught.value.message
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_settings_that_notepad_saved_are_read(tmp_path: Path) -> None:
    (tmp_path / "l10n-flow.toml").write_bytes(b'\xef\xbb\xbflanguages = ["en"]\r\nsource_language = "en"\r\n')
    assert projects.find(tmp_path).config.languages == ("en",)


def test_ids_are_paths_without_suffix_sorted(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"b.md": "", "2025/may-9_x.HTML": "", "a/c.md": "", "notes.docx": "", "x.md~": ""})
    assert listed(project) == (["2025/may-9_x", "a/c", "b"], [])


def test_hidden_files_and_folders_are_no_articles(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"a.md": "", ".a.md": "", ".trash/b.md": "", ".~lock.a.md": ""})
    assert listed(project) == (["a"], [])


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("a..b.md", "a-b.md"),
        ("two words.md", "two-words.md"),
        ("Capital.md", "capital.md"),
        ("Статья.md", "article.md"),
        ("Мой край/Tram 7.MD", "article/tram-7.md"),
        ("v1.2.md", "v1-2.md"),
        ("what?.md", "what.md"),
        ("a\nb.md", "a-b.md"),
        ("e\u0301.md", "e.md"),
    ],
)
def test_a_name_that_cannot_be_an_id_is_refused_with_a_proposal(tmp_path: Path, name: str, hint: str) -> None:
    ids, errors = listed(newsroom(tmp_path, {"good.md": "", name: ""}))
    error = only(errors)
    assert ids == ["good"]
    assert isinstance(error, ArticleIdError)
    assert error.path == f"source_articles/{name}"
    assert f" {hint}; its PO files go with it" in error.hint
    assert projects.article_id(Path(hint))


@given(st.text(max_size=20).filter(lambda name: name not in {"", ".", ".."} and "\0" not in name))
def test_an_id_is_safe_or_refused(name: str) -> None:
    path = Path(f"{name}.md")
    try:
        found = projects.article_id(path)
    except ArticleIdError as error:
        proposed = Path(error.hint.rsplit(" ", 1)[1])
        found = projects.article_id(proposed)
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789_/-")
    assert ".." not in found
    assert not found.startswith("/")


def test_two_articles_with_one_id_are_both_left_alone(tmp_path: Path) -> None:
    ids, errors = listed(newsroom(tmp_path, {"a.md": "", "a.html": "", "b.md": ""}))
    error = only(errors)
    assert ids == ["b"]
    assert error.path == "source_articles/a.html"
    assert error.message == "two articles have the id 'a': this one and a.md"
    assert "rename" in error.hint


def test_a_missing_folder_of_articles_is_an_error(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {})
    project.sources.rmdir()
    with pytest.raises(WorkspaceError, match="folder of the articles is missing") as caught:
        listed(project)
    assert caught.value.path == "source_articles"
    project.sources.write_text("x")
    with pytest.raises(WorkspaceError, match="this is no folder") as caught:
        listed(project)
    assert caught.value.path == "source_articles"


class TestLinks:
    """Symbolic links: inside the workspace they are followed, out of it they are refused."""

    @pytest.fixture
    def outside(self, tmp_path: Path) -> Path:
        folder = tmp_path / "outside"
        folder.mkdir()
        (folder / "secret.md").write_text("secret")
        return folder

    @pytest.fixture
    def project(self, tmp_path: Path) -> projects.Project:
        return newsroom(tmp_path / "news", {"good.md": ""})

    def test_an_article_elsewhere_is_refused(self, project: projects.Project, outside: Path) -> None:
        (project.sources / "leak.md").symlink_to(outside / "secret.md")
        ids, errors = listed(project)
        assert ids == ["good"]
        assert only(errors).path == "source_articles/leak.md"
        assert "leads out of the workspace" in only(errors).message

    def test_an_article_in_the_workspace_is_followed(self, project: projects.Project) -> None:
        (project.root / "drafts").mkdir()
        (project.root / "drafts" / "x.md").write_text("x")
        (project.sources / "x.md").symlink_to("../drafts/x.md")
        assert listed(project) == (["good", "x"], [])

    def test_a_linked_folder_is_named_not_passed_over(self, project: projects.Project, outside: Path) -> None:
        (project.sources / "more").symlink_to(outside)
        (project.sources / "again").symlink_to(".")
        ids, errors = listed(project)
        assert ids == ["good"]
        assert [error.path for error in errors] == ["source_articles/again", "source_articles/more"]

    def test_all_articles_elsewhere_are_one_error(self, project: projects.Project, outside: Path) -> None:
        shutil.rmtree(project.sources)
        project.sources.symlink_to(outside)
        with pytest.raises(WorkspaceError, match="leads out of the workspace"):
            listed(project)

    def test_a_circle_is_named(self, project: projects.Project) -> None:
        (project.sources / "a.md").symlink_to("b.md")
        (project.sources / "b.md").symlink_to("a.md")
        ids, errors = listed(project)
        assert ids == ["good"]
        assert [(e.path, "circle" in e.message) for e in errors] == [
            ("source_articles/a.md", True),
            ("source_articles/b.md", True),
        ]

    def test_a_link_to_nothing_is_named(self, project: projects.Project) -> None:
        (project.sources / "gone.md").symlink_to("nowhere.md")
        ids, errors = listed(project)
        assert ids == ["good"]
        assert (only(errors).path, only(errors).message) == ("source_articles/gone.md", "a symbolic link leads nowhere")

    @pytest.mark.parametrize("link", ["locales", "locales/ru", "locales/ru/2025", "locales/ru/2025/tram.po"])
    def test_a_link_that_nobody_can_follow_is_named(self, project: projects.Project, link: str) -> None:
        path = project.root / link
        path.parent.mkdir(parents=True, exist_ok=True)
        for target, says in (("nowhere", "leads nowhere"), (path.name, "leads round in a circle")):
            path.symlink_to(target)
            with pytest.raises(WorkspaceError, match=says) as caught:
                project.catalog("ru", "2025/tram")
            assert caught.value.path == link
            assert "delete it" in caught.value.hint
            path.unlink()

    @pytest.mark.parametrize("folder", ["locales", "locales/ru", "locales/ru/2025"])
    def test_catalogs_elsewhere_are_refused(self, project: projects.Project, outside: Path, folder: str) -> None:
        path = project.root / folder
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(outside)
        with pytest.raises(WorkspaceError, match="leads out of the workspace") as caught:
            project.catalog("ru", "2025/tram")
        assert caught.value.path == folder

    def test_a_link_in_a_good_folder_is_looked_at_again(self, project: projects.Project, outside: Path) -> None:
        path = project.page("ru", "tram")
        path.parent.mkdir(parents=True)
        path.symlink_to(outside / "secret.md")
        with pytest.raises(WorkspaceError, match="leads out of the workspace"):
            project.page("ru", "tram")
        (path.parent / "2025").symlink_to(outside)
        with pytest.raises(WorkspaceError, match="leads out of the workspace"):
            project.page("ru", "2025/tram")

    def test_links_within_the_workspace_are_followed(self, project: projects.Project) -> None:
        (project.root / "store").mkdir()
        project.public.symlink_to("store")
        assert project.page("ru", "tram") == project.public / "ru" / "tram.html"

    def test_the_way_back_is_no_way_out(self, project: projects.Project) -> None:
        with pytest.raises(WorkspaceError, match="leads out of the workspace"):
            project.inside(project.public / ".." / ".." / "x")

    def test_pages_elsewhere_are_refused(self, project: projects.Project, outside: Path) -> None:
        project.public.symlink_to(outside)
        with pytest.raises(WorkspaceError, match="leads out of the workspace"):
            project.page("ru", "tram")


class TestReading:
    """The text of a source file."""

    def test_line_ends_marks_and_letters_are_brought_to_one_form(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.md", "\ufeffone\r\ntwo\rthree\ni\u0306\n".encode())
        assert projects.read_text(path, "a.md") == "one\ntwo\nthree\nĭ\n"

    @pytest.mark.parametrize(
        ("data", "line", "likely"),
        [
            ("один\nдва".encode("cp1251"), 1, "Windows-1251"),
            (b"one\ntwo\ncaf\xe9\n", 3, "Windows-1251"),
            ("один\nдва".encode("utf-16"), 1, "UTF-16"),
            ("один два".encode("utf-16-le"), 1, "UTF-16"),
            (b"one\n\xd0", 2, "Windows-1251"),
            (b"one\n\xed\xa0\x80", 2, "Windows-1251"),
        ],
    )
    def test_other_encodings_are_refused(self, tmp_path: Path, data: bytes, line: int, likely: str) -> None:
        path = write(tmp_path, "a.md", data)
        with pytest.raises(SourceError, match="not UTF-8") as caught:
            projects.read_text(path, "source_articles/a.md")
        error = caught.value
        assert likely in error.message
        assert (error.path, error.line) == ("source_articles/a.md", line)
        assert "save it as UTF-8" in error.hint
        assert path.read_bytes() == data

    def test_fifty_megabytes_are_refused_unread(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.md", "")
        os.truncate(path, 50 << 20)
        with pytest.raises(SourceError, match="50 MB are too much") as caught:
            projects.read_text(path, "a.md")
        assert "4 MB can be read" in caught.value.hint

    def test_the_largest_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.md", b"a" * projects.MAX_SOURCE_BYTES)
        assert len(projects.read_text(path, "a.md")) == projects.MAX_SOURCE_BYTES

    def test_what_is_no_file_is_not_waited_for(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        os.mkfifo(path)
        with pytest.raises(SourceError, match="no file"):
            projects.read_text(path, "a.md")


def test_what_may_not_be_read_is_named() -> None:
    with unprivileged() as home:
        project = newsroom(home / "news", {"good.md": "", "closed.md": "x", "attic/old.md": ""})
        (project.sources / "closed.md").chmod(0)
        (project.sources / "attic").chmod(0)
        ids, errors = listed(project)
        with pytest.raises(SourceError, match="cannot be read: Permission denied"):
            projects.read_text(project.sources / "closed.md", "closed.md")
    assert ids == ["closed", "good"]
    assert only(errors).path == "source_articles/attic"
    assert "cannot be read: Permission denied" in only(errors).message
