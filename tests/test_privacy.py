"""What leaves the newsroom, and what must not: secret articles, what pictures know of who took them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow import workflow

from .newsroom import ARTICLE, CONFIG, LAX, NOW, export, newsroom, sync, translate, tree, write

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = (b"Malika", b"malika@example.org", b"lawyer", b"locales", b"source_articles")
SECRET = ARTICLE.replace("date:", "sensitivity: secret\ndate:")
PAGE = """<html><head><meta name="l10n:sensitivity" content="secret"/></head><body><h1>The tram</h1><p>Text.</p>
</body></html>"""
TEXT = "Title: The tram\nSensitivity: secret\n\nIt runs.\n"


def readable(root: Path) -> dict[str, bytes]:
    """All that readers get, and what git keeps of it."""
    return {path: data for path, data in tree(root).items() if path.startswith(("public/", "published/"))}


@pytest.mark.parametrize(("name", "text"), [("tram.md", SECRET), ("tram.html", PAGE), ("tram.txt", TEXT)])
@pytest.mark.parametrize("allow_incomplete", [False, True])
def test_a_secret_article_never_becomes_a_page(tmp_path: Path, name: str, text: str, allow_incomplete: bool) -> None:
    picture = {"a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"} if name == "tram.md" else {}
    body = text.replace("Line 7", "![x](a.svg) Line 7")
    project = newsroom(tmp_path, {name: body, **picture})
    sync(project)
    for lang in ("ru", "uz", "tg"):
        translate(project, lang)
    done = export(project, allow_incomplete=allow_incomplete)
    assert len(done) == 5
    for one in done.values():
        (fault,) = one.faults
        assert one.waits
        assert "secret" in fault.message
        assert fault.line == 1 + body[: body.lower().index("sensitivity")].count("\n")
    assert not [path for path, data in readable(tmp_path).items() if "tram" in path or b"tram" in data.lower()]


def test_it_can_be_published_when_it_is_secret_no_more(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"tram.md": SECRET})
    assert export(project, "en")["tram", "en"].waits
    (tmp_path / "source_articles/tram.md").write_text(ARTICLE, "utf-8")
    assert not export(project, "en")["tram", "en"].waits


def test_what_becomes_secret_after_it_was_out_is_withdrawn(tmp_path: Path) -> None:
    bus = ARTICLE.replace("The tram", "The bus") + "\nSee [the tram](tram.md).\n"
    config = f'{LAX}{CONFIG}[site]\nbase_url = "https://example.org/"\n'
    project = newsroom(tmp_path, {"tram.md": ARTICLE.replace("date:", "tags: [rails]\ndate:"), "bus.md": bus}, config)
    sync(project)
    translate(project, "ru")
    export(project)
    page = project.public / "ru/tram.html"
    assert "The tram" in page.read_text("utf-8")
    (tmp_path / "source_articles/tram.md").write_text(SECRET, "utf-8")
    told = export(project, "en")["tram", "en"]
    assert told.waits
    assert "withdraws what readers have" in told.faults[0].message
    found = readable(tmp_path)
    for lang in ("en", "ru"):
        assert f"/{lang}/tram.html" in (project.public / "gone.txt").read_text("utf-8")
    assert not [path for path, data in found.items() if b"The tram" in data]
    leads = [path for path, data in found.items() if b"tram.html" in data and path.endswith((".html", ".xml"))]
    assert leads == []
    assert "The tram" not in "".join(path.read_text("utf-8") for path in (tmp_path / "published").rglob("*.jsonl"))
    before = tree(tmp_path)
    assert export(project)["tram", "ru"].withdrawn
    assert tree(tmp_path) == before


def test_and_comes_back_when_somebody_says_so(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"tram.md": ARTICLE}, LAX + CONFIG)
    export(project, "en")
    write(tmp_path, "tram.md", SECRET)
    export(project)
    write(tmp_path, "tram.md", ARTICLE)
    assert export(project, "en")["tram", "en"].withdrawn
    workflow.withdraw(project, "tram", ["en"], NOW, back=True)
    assert "The tram is back" in (project.public / "en/tram.html").read_text("utf-8")


def test_nobody_learns_who_translated_or_what_they_told_each_other(tmp_path: Path) -> None:
    project = newsroom(tmp_path, {"tram.md": ARTICLE}, f'{CONFIG}[site]\nbase_url = "https://example.org/"\n')
    sync(project)
    for lang in ("ru", "uz", "tg"):
        translate(project, lang)
        path = project.catalog(lang, "tram")
        head, units = path.read_text("utf-8").split("\n\n", 1)
        said = '"Last-Translator: Malika <malika@example.org>\\n"\n"X-Approved: Malika 2025-05-12\\n"\n'
        path.write_text(f"# Malika, the lawyer\n{head}\n{said}\n# the lawyer says so\n{units}", "utf-8")
    assert not [one.error for one in export(project).values() if one.error or one.waits]
    found = readable(tmp_path)
    assert len([path for path in found if "tram" in path]) >= 5
    assert not [(path, word) for path, data in found.items() for word in PEOPLE if word in data]
