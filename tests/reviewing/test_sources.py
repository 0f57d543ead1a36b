"""What the checks say of articles in their own languages: `check --sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow import workflow
from tests.newsroom import newsroom, sync

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.model import Finding

ARTICLE = """\
---
title: The queue
image:
  src: images/queue.jpg
  alt: People wait before an office
  caption: People wait.
  credit: Rustam Karimov / Asia-Plus
---
They wait.
"""


def check(
    root: Path, name: str, text: str | bytes, *, sources: bool = True, langs: tuple[str, ...] = ()
) -> list[Finding]:
    """`l10n-flow check --sources` of a newsroom with one article, which nobody has translated."""
    project = newsroom(root, {name: text}, "languages = ['en', 'ru', 'tg']\nchecks = {}\n")
    sync(project)
    chosen = workflow.select(project).files
    (one,) = workflow.check(project, chosen, workflow.languages(project, langs), sources=sources)
    assert one.errors == ()
    return [finding for finding in one.findings if finding.check not in ("untranslated",)]


def in_short(findings: list[Finding]) -> list[tuple[str, str, str, int | None]]:
    return [(str(one.severity), one.check, one.subject, one.line) for one in findings]


def test_a_picture_that_says_what_it_shows_and_whose_it_is(tmp_path: Path) -> None:
    assert check(tmp_path, "queue.md", ARTICLE) == []


@pytest.mark.parametrize("sources", [True, False])
def test_a_picture_that_does_not(tmp_path: Path, sources: bool) -> None:
    text = ARTICLE.replace("  alt: People wait before an office\n", "").replace(
        "  credit: Rustam Karimov / Asia-Plus\n", ""
    )
    found = check(tmp_path, "queue.md", text, sources=sources)
    assert in_short(found) == [
        ("warning", "missing-alt", "images/queue.jpg", 4),
        ("info", "missing-credit", "images/queue.jpg", 4),
    ]
    assert {(one.lang, one.path, one.target) for one in found} == {("en", "source_articles/queue.md", "")}


def test_a_picture_of_an_article_that_begins_in_another_language(tmp_path: Path) -> None:
    text = ARTICLE.replace("The queue", "Люди стоят в очереди и не знают, что с ними будет завтра")
    found = check(tmp_path, "queue.md", text.replace("  alt: People wait before an office\n", ""))
    assert {("warning", "language", "ru", 2), ("warning", "missing-alt", "images/queue.jpg", 4)} <= {*in_short(found)}


def test_pictures_in_the_text_of_each_format(tmp_path: Path) -> None:
    markdown = "---\ntitle: A\n---\nOne.\n\n![](b.jpg)\nA caption. [Somebody]\n\nTwo ![a dog](c.jpg) dogs ![](d.jpg).\n"
    found = check(tmp_path / "1", "a.md", markdown)
    assert in_short(found) == [("warning", "missing-alt", "b.jpg", 6), ("warning", "missing-alt", "d.jpg", 9)]
    html = (
        "<html><head><title>A</title></head><body><h1>A</h1>\n<p>One.</p>\n<img src=line.png alt=''>\n"
        "<figure><img src='b.jpg'>\n<figcaption>A dog. Photo: Somebody</figcaption></figure>\n"
        "<figure><img src='c.jpg' alt='A cat'>\n<figcaption>A photo of a cat.</figcaption></figure></body></html>"
    )
    assert in_short(check(tmp_path / "2", "a.html", html)) == [
        ("warning", "missing-alt", "b.jpg", 4),
        ("info", "missing-credit", "c.jpg", 6),
    ]


def test_a_picture_that_is_for_decoration_is_waived(tmp_path: Path) -> None:
    text = '---\ntitle: A\nwaivers: ["missing-alt(line.png): decoration"]\n---\nOne.\n\n![](line.png)\n\n![](b.jpg)\n'
    assert in_short(check(tmp_path, "a.md", text)) == [("warning", "missing-alt", "b.jpg", 9)]


def test_a_headline_over_its_length(tmp_path: Path) -> None:
    said = " and ".join(f"what {who} said of the {who} in May" for who in ("mayor", "driver", "teacher", "farmer"))
    text = f"---\ntitle: {said}\n---\nOne.\n"
    (found,) = check(tmp_path, "a.md", text)
    assert (found.check, found.subject, found.line, found.context) == ("length", "limit", 2, "headline")
    assert found.message == f"{len(said)} characters, at most 110 fit"


def test_only_the_articles_of_a_language(tmp_path: Path) -> None:
    text = "---\ntitle: Очередь\nlang: ru\n---\nОни ждут ждут.\n"
    assert check(tmp_path / "1", "a.md", text, langs=("en",)) == []
    (found,) = check(tmp_path / "2", "a.md", text, langs=("ru", "en"))
    assert (found.check, found.lang, found.path) == ("doubled-words", "ru", "source_articles/a.md")


def test_no_translation_is_looked_at(tmp_path: Path) -> None:
    project = newsroom(
        tmp_path, {"a.md": "---\ntitle: A dog\n---\nOne one.\n"}, "languages = ['en', 'ru']\nchecks = {}\n"
    )
    sync(project)
    path = project.catalog("ru", "a")
    path.write_text(path.read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "Собака собака"\n\n'), "utf-8")
    files = workflow.select(project).files
    for sources, langs in ((True, {"en"}), (False, {"en", "ru"}), (True, {"en"})):
        (one, *_) = workflow.check(project, files, ("en", "ru"), sources=sources)
        assert {finding.lang for finding in one.findings} == langs
