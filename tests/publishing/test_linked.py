"""Reporters write the path of another article; readers are led to its page in their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from l10n_flow import project as projects
from l10n_flow import workflow
from l10n_flow.desk import desk
from l10n_flow.rounds.done import assembled

from ..newsroom import ARTICLE, NOW, export, newsroom, sync, translate, tree, write

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.project import Project

ABOUT = (
    ARTICLE
    + "\nSee [the bus](../bus.md#prices), [it](<../bus.md>), [the rules](rules.pdf) and [more](https://a.org/).\n"
)
BUS = "---\ntitle: The bus\n---\nIt runs.\n"


def links(project: Project, lang: str, article: str = "2025/tram") -> list[tuple[str, str]]:
    """Where the links in an article's text lead, and the language that they say; empty if nowhere."""
    text = project.page(lang, article).read_text("utf-8").partition('<div class="text">')[2].partition("</div>")[0]
    found = [
        (re.search(r'href="([^"]*)"', tag), re.search(r'hreflang="([^"]*)"', tag))
        for tag in re.findall("<a[^>]*>", text)
    ]
    return [(href[1] if href else "", lang[1] if lang else "") for href, lang in found][1:-1]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two articles; the one that links to the other is translated, that other is so into Tajik."""
    project = newsroom(tmp_path, {"2025/tram.md": ABOUT, "bus.md": BUS})
    sync(project)
    for lang in ("ru", "uz", "tg"):
        translate(project, lang, "2025/tram")
    translate(project, "tg", "bus")
    return project


def test_they_lead_to_the_page_in_the_readers_language_or_to_the_original(project: Project) -> None:
    export(project)
    rules = ("rules.pdf", "")
    assert links(project, "tg") == [("../bus.html#prices", "tg"), ("../bus.html", "tg"), rules]
    assert links(project, "en") == [("../bus.html#prices", "en"), ("../bus.html", "en"), rules]
    assert links(project, "ru") == [("../../en/bus.html#prices", "en"), ("../../en/bus.html", "en"), rules]


def test_they_follow_when_another_edition_is_published(project: Project) -> None:
    export(project)
    translate(project, "ru", "bus")
    export(project)
    assert links(project, "ru")[0] == ("../bus.html#prices", "ru")
    before = tree(project.root)
    assert all(one.change is None or not one.change.is_change for one in export(project).values())
    assert tree(project.root) == before


def export_only(project: Project, article: str) -> list[str]:
    """`l10n-flow export ARTICLE`; the pages of other articles that were made again."""
    chosen = [file for file in workflow.select(project).files if file.id == article]
    done = workflow.export(project, chosen, workflow.languages(project, ()), NOW)
    (site,) = done.each(assembled)
    return [project.shown(page.path) for page in site.linking]


def test_to_publish_the_one_article_does_not_wait_for_the_other(project: Project) -> None:
    export_only(project, "2025/tram")
    assert [href for href, _ in links(project, "tg")] == ["rules.pdf"]
    assert "public/tg/2025/tram.html" in export_only(project, "bus")
    assert links(project, "tg")[0] == ("../bus.html#prices", "tg")


def test_what_is_withdrawn_and_brought_back_loses_its_links_and_gets_them_back_at_once(project: Project) -> None:
    export(project)
    before = links(project, "tg")
    done = workflow.withdraw(project, "bus", ["tg"], NOW)
    assert [page.path for page in done.site.linking] == [project.page("tg", "2025/tram")]
    assert links(project, "tg")[0] == ("../../en/bus.html#prices", "en")
    done = workflow.withdraw(project, "bus", ["tg"], NOW, back=True)
    assert [page.path for page in done.site.linking] == [project.page("tg", "2025/tram")]
    assert links(project, "tg") == before


def test_a_page_that_is_refused_for_a_protected_name_is_not_linked_to_until_it_is_without(project: Project) -> None:
    export(project)
    settings, text = project.root / "l10n-flow.toml", BUS.replace("It runs", "Anna Petrova saw that it runs")
    write(project.root, "bus.md", text)
    export(project)
    assert links(project, "en")[0] == ("../bus.html#prices", "en")
    settings.write_text(f'protected_names = ["Anna Petrova"]\n{settings.read_text("utf-8")}', "utf-8")
    project = projects.find(project.root)
    export(project)
    assert links(project, "en")[0] == ("../../tg/bus.html#prices", "tg")  # which never had the name
    write(project.root, "bus.md", BUS)
    export(project)
    assert links(project, "en")[0] == ("../bus.html#prices", "en")


def test_if_one_link_of_an_article_in_error_is_dead_the_others_lead_where_they_did(project: Project) -> None:
    write(project.root, "taxi.md", "---\ntitle: The taxi\n---\nIt waits.\n")
    write(project.root, "2025/tram.md", ABOUT.replace("[it](<../bus.md>)", "[it](../taxi.md)"))
    sync(project)
    translate(project, "tg", "2025/tram")
    export(project)
    assert [href for href, _ in links(project, "tg")] == ["../bus.html#prices", "../../en/taxi.html", "rules.pdf"]
    (project.sources / "taxi.md").unlink()
    workflow.withdraw(project, "taxi", ["en"], NOW)
    assert [href for href, _ in links(project, "tg")] == ["../bus.html#prices", "rules.pdf"]
    assert "'../taxi.md' leads to no article" in str(export(project)["2025/tram", ""].error)
    assert [href for href, _ in links(project, "tg")] == ["../bus.html#prices", "rules.pdf"]


def test_what_readers_cannot_open_is_not_linked_to(project: Project) -> None:
    write(project.root, "bus.md", BUS.replace("title", "sensitivity: secret\ntitle"))
    export(project)
    assert [href for href, _ in links(project, "tg")] == ["rules.pdf"]
    assert "bus.md" not in project.page("tg", "2025/tram").read_text("utf-8")


def test_all_is_the_same_when_what_is_derived_is_made_again(project: Project) -> None:
    export(project)
    pages = {name: data for name, data in tree(project.root).items() if name.startswith("public/")}
    for path in sorted(project.derived.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    export(project)
    assert {name: data for name, data in tree(project.root).items() if name.startswith("public/")} == pages


def test_the_original_is_the_one_in_the_language_of_the_article(project: Project) -> None:
    write(project.root, "bus.md", BUS.replace("title", "lang: uz\ntitle"))
    sync(project)
    export(project)
    assert links(project, "ru")[0] == ("../../uz/bus.html#prices", "uz")


def test_a_link_to_an_article_that_is_not_there_is_an_error(project: Project) -> None:
    write(project.root, "2025/tram.md", ABOUT.replace("../bus.md#prices", "../buss.md"))
    (error,) = {str(one.error) for one in export(project).values() if one.article == "2025/tram"}
    assert "'../buss.md' leads to no article" in error
    assert "source_articles/2025/tram.md" in error


def test_pages_of_an_article_without_a_file_lose_their_links_too(project: Project) -> None:
    export(project)
    (project.sources / "2025/tram.md").unlink()
    export(project)
    assert links(project, "tg")[0] == ("../bus.html#prices", "tg")
    done = workflow.withdraw(project, "bus", ["en", "tg"], NOW)
    assert project.page("tg", "2025/tram") in {page.path for page in done.site.linking}
    assert [href for href, _ in links(project, "tg")] == ["rules.pdf"]


@pytest.mark.parametrize("address", ["../bus.md", "../bus.html"])
def test_links_to_an_article_that_was_renamed_lead_to_where_it_is_now(project: Project, address: str) -> None:
    write(project.root, "2025/tram.md", ABOUT.replace("../bus.md#prices", address))
    export(project)
    assert links(project, "en")[0][0] == "../bus.html"
    (project.sources / "bus.md").rename(project.sources / "2025/line-7.md")
    for _ in range(2):
        assert not any(one.error for one in export(project).values())
        assert links(project, "en")[0] == ("bus.html", "en")


def test_a_page_that_stays_as_it_was_follows_what_its_own_text_links_to(project: Project) -> None:
    export(project)
    write(project.root, "2025/tram.md", ARTICLE.replace("Line 7", "Line 8"))  # which does not link to the bus any more
    export(project)
    assert links(project, "tg")[0] == ("../bus.html#prices", "tg")
    workflow.withdraw(project, "bus", ["en", "tg"], NOW)
    assert [href for href, _ in links(project, "tg")] == ["rules.pdf"]


def test_links_of_pages_that_are_not_published_anew_follow_an_article_that_moves(project: Project) -> None:
    export(project)
    write(project.root, "2025/05/tram.md", ABOUT.replace("../bus.md", "../../bus.md"))
    (project.sources / "2025/tram.md").unlink()
    export(project)  # no catalog has followed yet
    assert links(project, "tg", "2025/05/tram")[0] == ("../../bus.html#prices", "tg")


@pytest.mark.parametrize("data", [None, b"", b"\0" * 99, b"\x81\xa1\xcd\x90", b"no book"])
def test_what_is_linked_to_is_known_though_the_book_of_it_is_lost(project: Project, data: bytes | None) -> None:
    export(project)
    (project.sources / "2025/tram.md").unlink()
    export(project)
    book = project.derived / "links.msgpack"
    book.unlink() if data is None else book.write_bytes(data)
    translate(project, "ru", "bus")
    export(project)
    assert links(project, "ru")[0] == ("../bus.html#prices", "ru")


@pytest.mark.parametrize("address", ["../../notes.md", "../../../tram.md", "../../source_articles2/bus.md"])
def test_a_link_that_leaves_the_folder_of_the_articles_leads_to_no_article(project: Project, address: str) -> None:
    export(project)
    write(project.root, "../notes.md", BUS)
    write(project.root, "2025/tram.md", ABOUT.replace("../bus.md#prices", address))
    assert f"{address!r} leads to no article" in str(export(project)["2025/tram", ""].error)
    for page in project.public.rglob("*.html"):
        assert address not in page.read_text("utf-8")


def test_a_page_of_the_site_that_is_not_ours_may_be_linked_to(project: Project) -> None:
    write(project.root, "2025/tram.md", ABOUT.replace("../bus.md#prices", "../../donate.html"))
    export(project)
    assert links(project, "en")[0] == ("../../donate.html", "")


def test_they_follow_when_it_is_lost_who_links_to_what_is_not_published_yet(project: Project) -> None:
    export_only(project, "2025/tram")
    (project.derived / "links.msgpack").unlink()
    export(project)
    assert links(project, "tg")[0] == ("../bus.html#prices", "tg")


def test_on_pages_of_an_article_without_a_file_they_follow_what_was_renamed(project: Project) -> None:
    export(project)
    (project.sources / "2025/tram.md").unlink()
    (project.sources / "bus.md").rename(project.sources / "coach.md")
    export(project)
    assert links(project, "tg")[0] == ("../bus.html#prices", "tg")
    workflow.withdraw(project, "coach", ["en", "tg"], NOW)
    assert [href for href, _ in links(project, "tg")] == ["rules.pdf"]


def test_they_do_also_if_it_was_lost_before_the_file_was_deleted(project: Project) -> None:
    export(project)
    (project.derived / "links.msgpack").unlink()
    export_only(project, "bus")
    (project.sources / "2025/tram.md").unlink()
    workflow.withdraw(project, "bus", ["en", "tg"], NOW)
    assert [href for href, _ in links(project, "tg")] == ["rules.pdf"]


def test_a_link_to_what_was_withdrawn_and_renamed_is_no_error_in_any_round(project: Project) -> None:
    export(project)
    workflow.withdraw(project, "bus", ["en", "tg"], NOW)
    (project.sources / "bus.md").rename(project.sources / "2025/line-7.md")
    write(project.root, "2025/tram.md", f"{ABOUT}\nMore.\n")
    for _ in range(2):
        assert not any(one.error for one in export(project).values())
        assert [href for href, _ in links(project, "en")] == ["rules.pdf"]


def test_a_path_that_an_article_had_between_two_others_leads_to_where_it_is_now(project: Project) -> None:
    export(project)
    (project.sources / "bus.md").rename(project.sources / "coach.md")
    write(project.root, "2025/tram.md", ABOUT.replace("../bus.md", "../coach.md"))
    export(project)
    (project.sources / "coach.md").rename(project.sources / "2025/line-7.md")
    for _ in range(2):
        assert not any(one.error for one in export(project).values())
        assert links(project, "en")[0] == ("bus.html#prices", "en")
        write(project.root, "2025/tram.md", f"{ABOUT.replace('../bus.md', '../coach.md')}\nMore.\n")


def test_other_formats_lead_to_the_new_address_of_what_was_renamed_and_not_exported_since(project: Project) -> None:
    export(project)
    (project.sources / "bus.md").rename(project.sources / "2025/line-7.md")
    handed = workflow.hand_over(
        project, workflow.select(project).files, ["en"], "markdown", project.root / "out", now=NOW
    )
    assert not any(one.error for one in handed)
    assert "[it](/en/2025/bus.html)" in (project.root / "out/en/2025/tram.md").read_text("utf-8")


def test_a_path_outside_is_not_that_of_an_article_that_was_called_so_once(project: Project) -> None:
    export(project)
    (project.sources / "bus.md").rename(project.sources / "2025/line-7.md")
    export(project)
    write(project.root, "2025/tram.md", ABOUT.replace("../bus.md#prices", "../../bus.md"))
    assert "'../../bus.md' leads to no article" in str(export(project)["2025/tram", ""].error)


def test_an_article_that_is_called_as_another_one_was_once_is_not_taken_for_that(project: Project) -> None:
    export(project)
    (project.sources / "bus.md").rename(project.sources / "2025/line-7.md")
    export(project)
    write(project.root, "bus.md", "---\ntitle: A new line\n---\nIt has nothing of the old one.\n")
    chosen = workflow.select(project).files
    list(workflow.export(project, chosen, workflow.languages(project, ()), "2025-06-01 09:00+0500"))
    (project.sources / "bus.md").unlink()
    export(project)
    records = desk.published(project, "en")
    assert records["2025/line-7"].first < records["bus"].first


def test_on_pages_of_an_article_without_a_file_they_are_seen_to_if_it_was_lost_who_links_to_what(
    project: Project,
) -> None:
    export(project)
    write(project.root, "2025/tram.md", "---\nbroken: [\n---\n")
    (project.derived / "links.msgpack").unlink()
    workflow.withdraw(project, "bus", ["en", "tg"], NOW)
    (project.sources / "2025/tram.md").unlink()
    export(project)
    assert [href for href, _ in links(project, "tg")] == ["rules.pdf"]
