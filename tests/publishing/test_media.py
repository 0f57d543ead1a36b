"""The pictures of an article on their way to its pages."""

from __future__ import annotations

import os
import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from l10n_flow import workflow
from l10n_flow.disk import files

from ..cli.newsroom import flow
from ..newsroom import ARTICLE, CONFIG, NOW, SVG, export, newsroom, png, sync, translate, tree, write
from ..pictures.test_kinds import SECRETS, TALKATIVE
from ..pictures.test_smaller import photograph

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = {"jpeg": "jpg", "png": "png", "webp": "webp", "gif": "gif"}


def images(project_page: str) -> list[str]:
    return re.findall(r"<img[^>]*>", project_page)


def article(*names: str) -> str:
    return ARTICLE + "".join(f"\n![a picture]({name})\n" for name in names)


def test_nothing_that_a_camera_wrote_reaches_readers(tmp_path: Path) -> None:
    names = {f"x.{SUFFIXES[kind]}": data for kind, data in TALKATIVE.items()}
    project = newsroom(tmp_path, {"tram.md": article(*names), **names})
    assert not export(project, "en")["tram", "en"].error
    public = {name: data for name, data in tree(tmp_path).items() if name.startswith("public")}
    assert len([name for name in public if "media" in name]) == len(names)
    assert not [name for name, data in public.items() for secret in SECRETS if secret in data]


def test_pages_say_how_large_pictures_are(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"tram.md": article("a.svg", "b.png"), "a.svg": SVG, "b.png": png()})
    export(project, "en")
    first, second = images(project.page("en", "tram").read_text("utf-8"))
    assert 'width="40" height="30"' in first
    assert 'width="1" height="1"' in second


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.png", b"hello", "is no JPEG"),
        ("a.jpg", photograph()[:500], "is broken"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "has a document type"),
        ("a.bmp", b"BM" + bytes(60), "is no JPEG"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    project = newsroom(tmp_path, {"tram.md": article(name), name: data})
    (done,) = export(project, "en").values()
    assert f"the picture '{name}' {message}" in str(done.error)
    assert "source_articles/tram.md" in str(done.error)
    assert not (tmp_path / "public" / "media").exists()


@pytest.mark.parametrize("address", ["https://e.org/a.png", "//e.org/a.png", "HTTPS://e.org:8080/a.png"])
def test_a_picture_of_another_site_tells_it_who_reads_the_page(tmp_path: Path, address: str) -> None:
    for number, text in enumerate((article(address), ARTICLE.replace("date:", f"image: {address}\ndate:"))):
        project = newsroom(tmp_path / str(number), {"tram.md": text})
        (done,) = export(project, "en").values()
        assert "is on another site" in str(done.error)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "blob:https://e.org/1", "data:image/png;base64,AAAA"])
def test_a_picture_is_a_file(tmp_path: Path, address: str) -> None:
    text = f'<meta property="og:image" content="{address}"><h1>A</h1><p>b</p>'
    for number, page in enumerate((text, f'<h1>A</h1><p>b<img src="{address}" alt=""></p>')):
        project = newsroom(tmp_path / str(number), {"tram.html": page})
        (done,) = export(project, "en").values()
        assert "is no file" in str(done.error)


def test_unless_the_newsroom_trusts_it(tmp_path: Path) -> None:
    config = f'{CONFIG}[site]\nimage_hosts = ["https://e.org"]\n'
    project = newsroom(tmp_path, {"tram.md": article("https://e.org/a.png")}, config)
    assert not export(project, "en")["tram", "en"].error
    page = project.page("en", "tram").read_text("utf-8")
    assert "img-src 'self' https://e.org;" in page
    assert 'src="https://e.org/a.png"' in page


def test_smaller_screens_get_smaller_copies(tmp_path: Path) -> None:
    config = f"{CONFIG}[site]\nimage_widths = [100, 200, 900]\n"
    files: dict[str, str | bytes] = {
        "2025/tram.md": article("<the a.jpg>"),
        "2025/the a.jpg": photograph(),
        "2025/b.svg": SVG,
    }
    project = newsroom(tmp_path, files, config)
    (done,) = export(project, "en").values()
    copies = [one.path.name for one in done.copies if "media" in one.path.parts]
    assert copies == ["the a.jpg", "the a-100.jpg", "the a-200.jpg"]
    (image,) = images(project.page("en", "2025/tram").read_text("utf-8"))
    media = "../../media/2025/the%20a"
    assert f'srcset="{media}-100.jpg 100w, {media}-200.jpg 200w, {media}.jpg 400w"' in image
    before = tree(tmp_path)
    (done,) = export(project, "en").values()
    assert not done.change or not done.change.is_change
    assert tree(tmp_path) == before


def test_an_article_cannot_have_pictures_of_its_own_choice_loaded(tmp_path: Path) -> None:
    page = '<h1>A</h1><p><img src="a.svg" alt="" srcset="https://e.org/a.png 2x" sizes="1px"></p>'
    project = newsroom(tmp_path, {"tram.html": page, "a.svg": SVG})
    export(project, "en")
    assert "e.org" not in project.page("en", "tram").read_text("utf-8")


def test_a_picture_that_is_written_in_other_letters_is_named(tmp_path: Path) -> None:
    articles: dict[str, str | bytes] = {"tram.md": article("images/Big%20Tram.PNG"), "images/big tram.png": png()}
    (error,) = [one.error for one in export(newsroom(tmp_path, articles), "en").values() if one.error]
    assert (error.path, error.line) == ("source_articles/tram.md", ARTICLE.count("\n") + 2)
    assert "did you mean big tram.png?" in error.hint


FILM = b"\0\0\0\x18ftypmp42" + bytes(40)
LEADS = f"{ARTICLE}\n<video><source src=' film.mp4#t=9'></video>\n\n[The ruling](files/Ruling%201.PDF#page=2).\n"
FILES: dict[str, str | bytes] = {"tram.md": LEADS, "film.mp4": FILM, "files/Ruling 1.PDF": b"%PDF-1.7"}
NAMED = f'{CONFIG}[site]\nfiles = ["mp4", "pdf"]\n'


def test_other_files_are_published_if_the_newsroom_names_their_kinds(tmp_path: Path) -> None:
    project = newsroom(tmp_path, FILES, NAMED)
    assert not export(project, "en")["tram", "en"].error
    page = project.page("en", "tram").read_text("utf-8")
    assert '<p><a href="../media/film.mp4#t=9">film.mp4</a></p>' in page
    assert '<a href="../media/files/Ruling%201.PDF#page=2">The ruling</a>' in page
    assert tree(project.public / "media") == {"film.mp4": FILM, "files/Ruling 1.PDF": b"%PDF-1.7"}
    write(tmp_path, "tram.md", ARTICLE)
    export(project, "en")
    assert not (project.public / "media").exists()


@pytest.mark.parametrize("format_id", ["json", "markdown", "hugo", "text"])
def test_so_they_are_in_other_formats(tmp_path: Path, format_id: str) -> None:
    project = newsroom(tmp_path / "news", FILES, NAMED)
    chosen = workflow.select(project).files
    done = workflow.hand_over(project, chosen, ["en"], format_id, tmp_path / "out", now=NOW)
    assert not any(one.error for one in done)
    made = tree(tmp_path / "out")
    assert [name for name, data in made.items() if data == FILM]
    assert format_id == "text" or any(b"media/film.mp4" in data for data in made.values())


@pytest.mark.parametrize(
    ("gone", "config", "message"),
    [
        ("", CONFIG, "the file 'film.mp4#t=9' is not published"),
        ("", CONFIG + '[site]\nfiles = ["mp4"]\n', "the file 'files/Ruling%201.PDF' is not published"),
        ("film.mp4", NAMED, "there is no file 'film.mp4#t=9'"),
        ("files/Ruling 1.PDF", NAMED, "there is no file 'files/Ruling%201.PDF'"),
    ],
)
def test_else_they_are_errors(tmp_path: Path, gone: str, config: str, message: str) -> None:
    project = newsroom(tmp_path, {name: data for name, data in FILES.items() if name != gone}, config)
    (done,) = export(project, "en").values()
    assert message in str(done.error)
    assert not project.public.exists()


def test_a_link_to_a_picture_leads_to_a_clean_copy(tmp_path: Path) -> None:
    large = {f"large.{SUFFIXES[kind]}": data for kind, data in TALKATIVE.items()}
    links = "".join(f"\n[large]({name})\n" for name in large)
    project = newsroom(tmp_path, {"tram.md": ARTICLE + links, **large})
    assert not export(project, "en")["tram", "en"].error
    assert '<a href="../media/large.png">' in project.page("en", "tram").read_text("utf-8")
    assert not [name for name, data in tree(project.public).items() for secret in SECRETS if secret in data]


def test_of_a_large_file_little_is_in_memory_whatever_becomes_of_it(tmp_path: Path) -> None:
    project = newsroom(tmp_path, FILES, NAMED)
    film, copy = project.sources / "film.mp4", project.public / "media/film.mp4"
    with film.open("r+b") as file:
        file.truncate(64 << 20)
    lead, size = project.sources / "tram.md", film.stat().st_size
    tracemalloc.start()
    try:
        export(project, "en")
        assert copy.stat().st_size == size
        os.utime(film)
        workflow.export(project, workflow.select(project).files, ["en"], NOW, dry_run=True)
        assert not any(one.change and one.change.is_change for one in export(project, "en").values())
        lead.write_text(ARTICLE, "utf-8")
        export(project, "en")
        assert not copy.exists()
        assert tracemalloc.get_traced_memory()[1] < size // 2
    finally:
        tracemalloc.stop()


def test_a_file_that_an_old_edition_leads_to_and_that_is_gone_is_told_and_leaves_no_dead_link(tmp_path: Path) -> None:
    project = newsroom(tmp_path, FILES, NAMED)
    sync(project)
    translate(project, "ru")
    export(project)
    assert "film.mp4" in project.page("ru", "tram").read_text("utf-8")
    write(tmp_path, "tram.md", ARTICLE.replace("two somoni", "three somoni"))
    for name in ("film.mp4", "files/Ruling 1.PDF"):
        (project.sources / name).unlink()
    assert export(project)["tram", "ru"].lost == ("film.mp4#t=9", "files/Ruling%201.PDF")
    page = project.page("ru", "tram").read_text("utf-8")
    assert "ru [The ruling]" not in page
    assert "The ruling" in page
    assert "film.mp4" not in page
    assert "Ruling%201" not in page


@pytest.mark.parametrize("there", [True, False])
def test_a_path_that_leaves_the_folder_of_the_articles_is_refused_whatever_is_there(
    tmp_path: Path, there: bool
) -> None:
    project = newsroom(tmp_path, {"tram.md": f"{ARTICLE}\n[Rules](../rules.pdf) [us](../about)\n"})
    if there:
        (tmp_path / "rules.pdf").write_bytes(b"%PDF")
    (done,) = export(project, "en").values()
    assert "the file '../rules.pdf' is not in the folder of the articles" in str(done.error)


def test_a_file_that_changes_while_it_is_copied_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    source, place = tmp_path / "film.mp4", tmp_path / "out/film.mp4"
    source.write_bytes(FILM)
    change = files.copy(place, source)
    source.write_bytes(FILM[::-1])
    (error,) = files.write_all([change]).values()
    assert "has changed meanwhile" in str(error)
    assert list((tmp_path / "out").iterdir()) == []
    assert files.write_all([files.copy(place, source)]) == {}
    assert place.read_bytes() == FILM[::-1]
    assert not files.copy(place, source).is_change


def test_a_dry_run_tells_of_files_that_would_be_copied_and_removed(tmp_path: Path) -> None:
    project = newsroom(tmp_path, FILES, NAMED)
    told = flow(tmp_path, "export", "--lang", "en", "--dry-run").stdout
    assert "Binary files /dev/null and b/public/media/film.mp4 differ" in told
    export(project, "en")
    write(tmp_path, "film.mp4", FILM * 2)
    told = flow(tmp_path, "export", "--lang", "en", "--dry-run").stdout
    assert "Binary files a/public/media/film.mp4 and b/public/media/film.mp4 differ" in told
    write(tmp_path, "tram.md", ARTICLE)
    told = flow(tmp_path, "export", "--lang", "en", "--dry-run").stdout
    assert "Binary files a/public/media/film.mp4 and /dev/null differ" in told
