"""The manual of the checks, docs/checks.md, says what the checks say of themselves."""

from __future__ import annotations

import itertools
import re

from docs.make_checks import PAGE, made
from markdown_it import MarkdownIt

from l10n_flow import plugins


def test_it_is_in_step() -> None:
    page = PAGE.read_text("utf-8")
    assert page == made(page), "python -m docs.make_checks"


def test_it_shows_each_check_with_its_examples_as_they_are() -> None:
    page = MarkdownIt("commonmark").enable("table").parse(PAGE.read_text("utf-8"))
    shown = ["".join(one.content for one in token.children or ()) for token in page if token.type == "inline"]
    headings = [two.content for one, two in itertools.pairwise(page) if (one.type, one.tag) == ("heading_open", "h3")]
    assert headings == [*plugins.check_ids()]
    for one in plugins.check_ids():
        example = re.search(r"^Wrong: (.*?)$", plugins.check(one).__doc__ or "", re.MULTILINE)
        assert example
        assert any(text.startswith(f"Wrong: {' '.join(example[1].split())}") for text in shown), one
