"""The lines that people read, and that a problem matcher does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from l10n_flow.cli.reports import text as report
from l10n_flow.model import Finding, Severity
from tests.cli.reports.hostile import anything, checked, whole

if TYPE_CHECKING:
    from l10n_flow.cli.formats import Checked


@given(anything)
def test_no_text_begins_a_line_of_its_own_or_steers_the_terminal(it: Checked) -> None:
    lines = whole(report, it).split("\n")[:-1]
    assert sum(not line.startswith("  ") for line in lines) == len([*it.findings]) + 1
    assert all(line.isprintable() or max(line) >= "\ud800" for line in lines if line.isascii())
    assert not any(sign in line for line in lines for sign in "\x1b\x00\r\t\u202e\u2028\u200b")


def test_the_marks_stand_under_what_they_are_about() -> None:
    target = "a\u200bb\tc\u202ed EVIL"
    found = Finding(
        "x", target_spans=((8, 12),), severity=Severity.ERROR, check="c", path="p.po", line=1, target=target
    )
    _, excerpt, marks, *_ = whole(report, checked([found])).split("\n")
    assert excerpt == r"  | a\u200bb\tc\u202ed EVIL"
    assert excerpt[marks.index("^") : marks.rindex("^") + 1] == "EVIL"
