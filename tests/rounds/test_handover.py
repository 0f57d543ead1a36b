"""Editions in other formats, for other systems."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from l10n_flow import locales, workflow
from l10n_flow import project as projects
from l10n_flow.errors import CatalogError, WorkspaceError
from l10n_flow.languages import registry
from l10n_flow.publishing import manifest
from l10n_flow.rounds import handover
from l10n_flow.rounds.done import assembled

from ..newsroom import ARTICLE, NOW, export, newsroom, png, sync, translate, tree, write

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.project import Project


@pytest.fixture
def news(tmp_path: Path) -> Project:
    """Two articles; one is translated into Russian."""
    project = newsroom(tmp_path / "news", {"tram.md": ARTICLE, "2025/bus.md": ARTICLE.replace("tram", "bus")})
    sync(project)
    translate(project, "ru")
    return project


def hand_over(project: Project, name: str, top: Path, *, dry_run: bool = False) -> list[workflow.Exported]:
    files, langs = workflow.select(project).files, workflow.languages(project, ("en", "ru"))
    return list(workflow.hand_over(project, files, langs, name, top, dry_run=dry_run))


def written(top: Path) -> list[str]:
    names = (path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file())
    return sorted(name for name in names if name != manifest.NAME)


@pytest.mark.parametrize("name", [one for one in handover.formats() if one != "html"])
def test_editions_that_are_complete_go_out_in_every_format(news: Project, tmp_path: Path, name: str) -> None:
    top = tmp_path / "out"
    done = hand_over(news, name, top)
    assert [(one.article, one.lang, one.missing) for one in done if one.waits] == [("2025/bus", "ru", 6)]
    assert not [one.error for one in done if one.error]
    assert all("ru/2025/bus" not in path for path in written(top))
    texts = "".join((top / path).read_text("utf-8") for path in written(top))
    assert "ru The tram is back" in texts
    assert "The bus is back" in texts


@pytest.mark.parametrize("name", [one for one in handover.formats() if one != "html"])
def test_an_edition_that_cannot_be_written_is_told_with_its_file_and_all_others_go_out(
    news: Project, tmp_path: Path, name: str
) -> None:
    translate(news, "ru", "2025/bus", say=lambda text: f"\x01 {text}")
    done = hand_over(news, name, tmp_path / "out")
    assert [(one.lang, one.error.path) for one in done if one.error] == [("ru", "locales/ru/2025/bus.po")]
    assert "ru The tram is back" in "".join((tmp_path / "out" / path).read_text() for path in written(tmp_path / "out"))
    (told,) = (one.error for one in export(news).values() if one.error)
    assert told.path == "locales/ru/2025/bus.po"


@pytest.mark.parametrize(("name", "file"), [("hugo", "content/{}/tram.md"), ("wxr", "{}.xml")])
def test_topics_are_called_what_the_newsroom_calls_them_in_the_language(
    news: Project, tmp_path: Path, name: str, file: str
) -> None:
    write(news.root, "tram.md", ARTICLE.replace("date:", "tags: [city life, trams]\ndate:"))
    (news.root / "texts").mkdir()
    (news.root / "texts" / "ru.po").write_text('msgid "city life"\nmsgstr "жизнь города"\n', "utf-8")
    hand_over(news, name, tmp_path)
    for lang, called in (("en", "city life"), ("ru", "жизнь города")):
        text = (tmp_path / file.format(lang)).read_text("utf-8")
        assert {one for one in ("city life", "жизнь города", "trams") if one in text} == {called, "trams"}


def test_words_that_cannot_be_read_are_told(news: Project, tmp_path: Path) -> None:
    (news.root / "texts").mkdir()
    (news.root / "texts" / "ru.po").write_text('msgid "city life\n', "utf-8")
    with pytest.raises(CatalogError, match=r"texts/ru\.po"):
        hand_over(news, "hugo", tmp_path / "out")


def test_it_is_no_publication(news: Project, tmp_path: Path) -> None:
    before = tree(news.root)
    hand_over(news, "json", tmp_path / "out")
    assert tree(news.root) == before


def test_addresses_are_those_of_the_pages(news: Project, tmp_path: Path) -> None:
    export(news)
    hand_over(news, "json", tmp_path / "out")
    assert written(tmp_path / "out") == ["en/2025/bus.json", "en/tram.json", "ru/tram.json"]
    assert json.loads((tmp_path / "out/ru/tram.json").read_text("utf-8"))


def test_a_dry_run_writes_nothing(news: Project, tmp_path: Path) -> None:
    done = hand_over(news, "markdown", tmp_path / "out", dry_run=True)
    assert any(one.change for one in done)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["source_articles", "locales/ru", "public", "published", "."])
def test_folders_of_others_are_refused(news: Project, name: str) -> None:
    with pytest.raises(WorkspaceError, match="not for what is exported"):
        handover.folder(news, "json", news.root / name)


def test_it_has_a_folder_of_its_own(news: Project) -> None:
    assert handover.folder(news, "hugo") == news.root / "public-hugo"


class TestWhatIsGone:
    """Files of editions that nobody is to have any more."""

    def test_a_withdrawn_edition(self, news: Project, tmp_path: Path) -> None:
        export(news)
        for name in ("json", "fragment", "hugo"):
            hand_over(news, name, tmp_path / name)
        workflow.withdraw(news, "tram", ("ru",), NOW)
        for name in ("json", "fragment", "hugo"):
            before = written(tmp_path / name)
            hand_over(news, name, tmp_path / name, dry_run=True)
            assert written(tmp_path / name) == before
            hand_over(news, name, tmp_path / name)
            assert {*before} - {*written(tmp_path / name)} == {one for one in before if "ru/tram" in one}

    def test_a_deleted_article_with_its_pictures(self, news: Project, tmp_path: Path) -> None:
        write(news.root, "bridge.md", "# The bridge\n\n![It](bridge.png)\n")
        write(news.root, "bridge.png", png())
        top = tmp_path / "out"
        hand_over(news, "markdown", top)
        assert {"en/bridge.md", "media/bridge.png"} <= {*written(top)}
        for name in ("bridge.md", "bridge.png"):
            (news.sources / name).unlink()
        (top / "en/mine.md").write_text("a person's own", "utf-8")
        chosen = [file for file in workflow.select(news).files if file.id == "tram"]
        list(workflow.hand_over(news, chosen, ("en", "ru"), "markdown", top))
        assert written(top) == ["en/2025/bus.md", "en/mine.md", "en/tram.md", "ru/tram.md"]

    def test_a_new_address(self, news: Project, tmp_path: Path) -> None:
        hand_over(news, "text", tmp_path)
        (news.sources / "tram.md").rename(news.sources / "line-7.md")
        hand_over(news, "text", tmp_path)
        assert written(tmp_path / "en") == ["2025/bus.txt", "line-7.txt"]

    def test_one_that_is_held_back_keeps_its_last_good_file(self, news: Project, tmp_path: Path) -> None:
        hand_over(news, "text", tmp_path / "out")
        write(news.root, "tram.md", ARTICLE.replace("two", "three"))
        hand_over(news, "text", tmp_path / "out")
        assert "two somoni" in (tmp_path / "out/ru/tram.txt").read_text("utf-8")

    def test_a_file_of_all_articles(self, news: Project, tmp_path: Path) -> None:
        export(news)
        top = tmp_path / "out"
        hand_over(news, "wxr", top)
        assert written(top) == ["en.xml", "ru.xml"]
        workflow.withdraw(news, "tram", ("ru",), NOW)
        translate(news, "ru", "2025/bus")
        export(news)
        workflow.withdraw(news, "2025/bus", ("ru",), NOW)
        hand_over(news, "wxr", top)
        assert written(top) == ["en.xml"]

    def test_formats_in_one_folder_leave_each_others_files(self, news: Project, tmp_path: Path) -> None:
        write(news.root, "tram.png", png())
        write(news.root, "tram.md", ARTICLE + "\n![It](tram.png)\n")
        top = tmp_path / "out"
        hand_over(news, "json", top)
        hand_over(news, "text", top)
        assert {"en/tram.json", "en/tram.txt"} <= {*written(top)}
        write(news.root, "tram.md", ARTICLE)
        hand_over(news, "text", top)
        assert "media/tram.png" in written(top)
        hand_over(news, "json", top)
        assert "media/tram.png" not in written(top)

    def test_a_list_that_leads_out_of_the_folder_removes_nothing_there(self, news: Project, tmp_path: Path) -> None:
        top = tmp_path / "out"
        hand_over(news, "text", top)
        mine = tmp_path / "mine.txt"
        mine.write_text("mine", "utf-8")
        book = top / manifest.NAME
        for path in ("../mine.txt", str(mine)):
            book.write_text(json.dumps({"text": {"gone": {"en": [path]}}}), "utf-8")
            hand_over(news, "text", top)
        assert mine.read_text("utf-8") == "mine"

    def test_a_second_time_changes_nothing(self, news: Project, tmp_path: Path) -> None:
        hand_over(news, "json", tmp_path / "out")
        before = tree(tmp_path / "out")
        done = hand_over(news, "json", tmp_path / "out")
        assert tree(tmp_path / "out") == before
        assert not [one for one in done if one.change and one.change.is_change]


def test_many_are_done_by_many_processes_in_order(tmp_path: Path) -> None:
    project = newsroom(tmp_path / "news", {f"a{n:02}.md": f"# Headline {n}\n\nText {n}.\n" for n in range(40)})
    done = hand_over(project, "wxr", tmp_path / "out")
    assert [one.article for one in done if one.lang == "en"][:-1] == [f"a{n:02}" for n in range(40)]
    text = (tmp_path / "out/en.xml").read_text("utf-8")
    assert text.index("Headline 3<") < text.index("Headline 20<") < text.index("Headline 39<")


def test_programs_are_told_what_is_removed(news: Project, tmp_path: Path) -> None:
    hand_over(news, "json", tmp_path / "out")
    (news.sources / "tram.md").unlink()
    files = workflow.select(news).files
    done = workflow.hand_over(news, files, ("en", "ru"), "json", tmp_path / "out", dry_run=True)
    (folder,) = done.each(assembled)
    assert [one.path.name for one in folder.removed] == ["tram.json", "tram.json"]


class TestWhatIsStale:
    """Editions whose article has changed since they were published."""

    FORMATS = tuple(one for one in handover.formats() if one != "html")
    MESSAGE = (
        "The original article has been changed since this translation was made."
        " The translation does not have these changes yet."
    )

    def changed(self, project: Project, policy: str) -> Project:
        path = project.root / "l10n-flow.toml"
        path.write_text(f'{path.read_text("utf-8")}[site]\nstale = "{policy}"\n', "utf-8")
        project = projects.find(project.root)
        export(project)
        picture = "\n![It](new.png)\n"
        write(project.root, "new.png", png())
        write(project.root, "tram.md", ARTICLE.replace("two somoni", "three somoni") + picture)
        sync(project)
        return project

    def handed(self, project: Project, name: str, top: Path) -> str:
        done = hand_over(project, name, top)
        assert {one.lang for one in done if one.article == "tram" and one.waits} == {"ru"}
        return "".join((top / one).read_text("utf-8") for one in written(top) if one.startswith(("ru", "content/ru")))

    @pytest.mark.parametrize("name", FORMATS)
    def test_readers_elsewhere_have_the_last_good_one_and_are_told(
        self, news: Project, tmp_path: Path, name: str
    ) -> None:
        said = self.handed(self.changed(news, "notice"), name, tmp_path / "out")
        assert "two somoni" in said.replace("\xa0", " ").replace("&nbsp;", " ")
        assert locales.ui(registry.get("ru")).gettext(self.MESSAGE)[:20] in said

    @pytest.mark.parametrize("name", FORMATS)
    def test_or_are_not_told(self, news: Project, tmp_path: Path, name: str) -> None:
        said = self.handed(self.changed(news, "keep"), name, tmp_path / "out")
        assert "two somoni" in said.replace("\xa0", " ").replace("&nbsp;", " ")
        assert locales.ui(registry.get("ru")).gettext(self.MESSAGE)[:20] not in said

    @pytest.mark.parametrize("name", FORMATS)
    def test_or_have_nothing(self, news: Project, tmp_path: Path, name: str) -> None:
        export(news)
        hand_over(news, name, tmp_path / "out")
        said = self.handed(self.changed(news, "withdraw"), name, tmp_path / "out")
        assert "two somoni" not in said.replace("\xa0", " ").replace("&nbsp;", " ")

    def test_programs_see_it(self, news: Project, tmp_path: Path) -> None:
        project = self.changed(news, "keep")
        export(project)
        hand_over(project, "json", tmp_path)
        told = json.loads((tmp_path / "ru/tram.json").read_text("utf-8"))
        assert (told["stale"], told["stale_since"][:10], told["notice"]) == (True, NOW[:10], "")
        fresh = json.loads((tmp_path / "en/tram.json").read_text("utf-8"))
        assert (fresh["stale"], fresh["stale_since"], fresh["notice"]) == (False, "", "")

    def test_its_pictures_go_with_it(self, news: Project, tmp_path: Path) -> None:
        write(news.root, "old.png", png(1))
        write(news.root, "tram.md", ARTICLE + "\n![It](old.png)\n")
        sync(news)
        translate(news, "ru")
        project = self.changed(news, "keep")
        hand_over(project, "json", tmp_path / "out")
        assert {"media/old.png", "media/new.png"} <= {*written(tmp_path / "out")}


def test_one_article_does_not_take_the_place_of_all(news: Project, tmp_path: Path) -> None:
    top = tmp_path / "out"
    hand_over(news, "wxr", top)
    whole = (top / "en.xml").read_bytes()
    assert whole.count(b"<item>") == 2
    chosen = [file for file in workflow.select(news).files if file.id == "2025/bus"]
    list(workflow.hand_over(news, chosen, ("en", "ru"), "wxr", top))
    assert (top / "en.xml").read_bytes() == whole
    assert (top / "en/2025/bus.xml").read_bytes().count(b"<item>") == 1
    assert (top / "en/2025/bus.xml").read_bytes().startswith(b"<?xml")
    hand_over(news, "wxr", top)
    assert written(top) == ["en.xml", "ru.xml"]


def test_what_becomes_secret_is_taken_from_other_systems(news: Project, tmp_path: Path) -> None:
    export(news)
    hand_over(news, "json", tmp_path / "out")
    write(news.root, "tram.md", ARTICLE.replace("date:", "sensitivity: secret\ndate:"))
    hand_over(news, "json", tmp_path / "out")
    assert written(tmp_path / "out") == ["en/2025/bus.json"]
