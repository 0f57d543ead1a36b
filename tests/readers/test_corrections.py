"""What was wrong, or was added later: said at the top of an article, translated with it."""

from __future__ import annotations

import pytest

from l10n_flow import plugins
from l10n_flow.articles import document
from l10n_flow.errors import SourceError
from l10n_flow.model import Article, Correction, Role, Severity

MARKDOWN = """---
title: A
corrections:
- date: 2025-05-14
  kind: correction
  text: "It was August, not July: really."
- {date: 2025-05-15 10:00 +05:00, kind: update, text: 'More <b>'}   # from the desk
own: x
---
Text.
"""
TEXT = """Title: A
Correction: 2025-05-14 It was August,
 not July: really.
Update: 2025-05-15T10:00:00+05:00: More <b>
Tags: x

Text.
"""
HTML = """<html><body><h1>A</h1><p>Text.</p>
<p class="correction" data-date="2025-05-14">It was August, not July: really.</p>
<aside><div data-role="correction" data-kind="update" data-date="2025-05-15T10:00:00+05:00"><p>More
<em>&lt;b&gt;</em></p></div></aside></body></html>"""
SOURCES = {"markdown": MARKDOWN, "text": TEXT, "html": HTML}
SAID = (
    Correction("2025-05-14", "correction", "It was August, not July: really."),
    Correction("2025-05-15T10:00:00+05:00", "update", "More <b>"),
)


def read(text: str, format_id: str = "markdown") -> Article:
    return plugins.reader(format_id).read(text, article_id="a", path="a.md", lang="en")


@pytest.mark.parametrize("format_id", SOURCES)
def test_they_are_read_in_every_format(format_id: str) -> None:
    article = read(SOURCES[format_id], format_id)
    skeleton = document.Skeleton(article)
    assert not article.problems
    assert skeleton.corrections({}) == SAID
    assert [segment.role for segment in skeleton.segments][-2:] == [Role.CORRECTION] * 2
    assert skeleton.segments[-1].context == "correction"


@pytest.mark.parametrize("format_id", SOURCES)
def test_they_are_translated_and_written_back(format_id: str) -> None:
    article = read(SOURCES[format_id], format_id)
    skeleton = document.Skeleton(article)
    said = {segment.key: segment.text.replace("August", "август") for segment in skeleton.segments}
    assert [one.text for one in skeleton.corrections(said)] == ["It was август, not July: really.", "More <b>"]
    written = plugins.reader(format_id).write(document.fill(article, said, "ru"))
    assert " ".join(written.split()) == " ".join(SOURCES[format_id].replace("August", "август").split())


@pytest.mark.parametrize("format_id", ["markdown", "text"])
def test_the_text_of_the_article_comes_first(format_id: str) -> None:
    texts = [segment.text for segment in document.cut(read(SOURCES[format_id], format_id))]
    assert texts[:2] == ["A", "Text."]


def test_one_alone_needs_no_list_and_no_kind() -> None:
    article = read("---\ntitle: A\ncorrections: {date: 2025-05-14, text: b}\n---\nText.")
    assert document.Skeleton(article).corrections({}) == (Correction("2025-05-14", "correction", "b"),)
    assert not document.Skeleton(read("---\ntitle: A\ncorrections:\n---\nText.")).corrections({})


@pytest.mark.parametrize(
    ("format_id", "text", "line", "message"),
    [
        ("markdown", "---\ntitle: A\ncorrections:\n- text: b\n---\nText.", 4, "no date"),
        ("markdown", "---\ntitle: A\ncorrections:\n- date: 2025-05-14\n---\nText.", 4, "no text"),
        ("markdown", "---\ntitle: A\ncorrections:\n- date: soon\n  text: b\n---\nText.", 4, "'soon' is no date"),
        ("markdown", "---\ntitle: A\ncorrections:\n- {date: 2025-05-14, kind: x, text: b}\n---\nText.", 4, "'x'"),
        ("markdown", "---\ntitle: A\ncorrections:\n- {date: 2025-05-14, txt: b}\n---\nText.", 4, "'txt' means nothing"),
        ("text", "Title: A\nCorrection: it was\n\nText.", 2, "no date"),
        ("text", "Title: A\nUpdate: 2025-05-14\n\nText.", 2, "no text"),
        ("html", "<h1>A</h1>\n<p class=correction>b</p>", 2, "no date"),
        ("html", "<h1>A</h1>\n<p class=correction data-date=2025-05-14 data-kind=x>b</p>", 2, "'x'"),
    ],
)
def test_what_is_wrong_with_one_is_told(format_id: str, text: str, line: int, message: str) -> None:
    problems = read(text, format_id).problems
    assert [problem.line for problem in problems if message in problem.message] == [line]


@pytest.mark.parametrize("value", ["soon", "[one]", "[{text: [a]}]"])
def test_what_is_no_correction_is_refused(value: str) -> None:
    with pytest.raises(SourceError, match="correction"):
        read(f"---\ntitle: A\ncorrections: {value}\n---\nText.")


def test_one_below_the_header_of_a_text_is_told() -> None:
    article = read("Title: A\n\nText.\n\nCorrection: 2025-05-14 It was August.\n\n\\Update: 2025-05-14 no\n", "text")
    (problem,) = article.problems
    assert (problem.line, problem.severity) == (5, Severity.WARNING)
    assert "in the header" in problem.hint
