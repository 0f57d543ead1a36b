"""Workflow commands, read as GitHub's runner reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given

from l10n_flow.cli.reports import github
from l10n_flow.model import Finding, Severity
from tests.cli.reports.hostile import anything, checked, whole

if TYPE_CHECKING:
    from l10n_flow.cli.formats import Checked

_COMMAND = re.compile(r"::(\w+) (.*?)::(.*)")
_ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner makes of lines: the command, its properties, its message."""
    made = []
    for line in text.split("\n")[:-1]:
        found = _COMMAND.fullmatch(line)
        assert found, line
        properties = dict(one.split("=", 1) for one in found[2].split(","))
        made.append((found[1], {key: _plain(value) for key, value in properties.items()}, _plain(found[3])))
    return made


def _plain(text: str) -> str:
    return re.sub("%(0D|0A|3A|2C|25)", lambda found: _ESCAPES[found[0]], text)


def test_a_finding_is_shown_beside_its_line() -> None:
    finding = Finding(
        "50% less, or: more",
        "see",
        severity=Severity.INFO,
        check="numbers",
        lang="ru",
        path="locales/ru/a.po",
        line=7,
    )
    text = whole(github, checked([finding]))
    assert text == "::notice file=locales/ru/a.po,line=7,title=numbers (ru)::50%25 less, or: more%0Asee\n"
    assert commands(text)[0][2] == "50% less, or: more\nsee"


@given(anything)
def test_each_finding_is_one_command_whatever_it_says(it: Checked) -> None:
    text = whole(github, it)
    made = commands(text)
    assert len(made) == len([*it.findings]) + len(it.errors)
    assert {name for name, _, _ in made} <= {"error", "warning", "notice"}
    assert all({*properties} <= {"file", "line", "title"} for _, properties, _ in made)
    assert all(line.startswith("::") for line in re.split(r"[\r\n]", text)[:-1])
    text.encode()
