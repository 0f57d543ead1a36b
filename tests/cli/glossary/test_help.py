"""What all commands of `l10n-flow glossary` have in common."""

from __future__ import annotations

import re
from typing import get_args

import click
import pytest
from click.testing import CliRunner

from l10n_flow.cli.glossary import _concepts
from l10n_flow.cli.program import program
from l10n_flow.glossary._shape import CASES
from l10n_flow.glossary.concepts import Kind
from l10n_flow.inflection.grammar import PartOfSpeech

GROUP = program.commands["glossary"]
assert isinstance(GROUP, click.Group)
COMMANDS = sorted(GROUP.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    arguments = ["glossary", name, "--help"]
    shown = CliRunner().invoke(program, arguments, prog_name="l10n-flow", terminal_width=100).stdout
    assert re.search(rf"^  Examples?:\n    .*l10n-flow glossary {name}\b", shown, re.MULTILINE)
    assert "--json: {" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_the_group_lists_them_with_their_whole_short_help() -> None:
    shown = CliRunner().invoke(program, ["glossary", "--help"], terminal_width=80).stdout
    assert [name for name in COMMANDS if re.search(rf"^  {name} ", shown, re.MULTILINE)] == COMMANDS
    assert "..." not in shown.replace("]...", "")


def test_the_kinds_are_those_of_concepts() -> None:
    assert set(_concepts.KINDS) == set(Kind)
    assert get_args(PartOfSpeech) == _concepts.POS
    assert {"ignored", *_concepts.CASES} == CASES.keys()
