"""`l10n-flow glossary add`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from l10n_flow.cli.main import program
from tests.cli.glossary.desk import LAW, glossary
from tests.cli.newsroom import flow

if TYPE_CHECKING:
    from pathlib import Path


def law(folder: Path) -> str:
    return (folder / "glossary/law.toml").read_text("utf-8")


def test_with_options(tmp_path: Path) -> None:
    result = flow(
        glossary(tmp_path),
        *("glossary", "add", "-t", "en=travel ban", "-t", "ru=запрет  на выезд", "--forbid", "ru=невыезд"),
        *("--admit", "en=exit ban", "--pos", "noun", "--definition", "Nobody leaves.", "--quoted", "--in-tag", "law"),
    )
    assert (result.exit_code, result.stdout) == (0, "glossary/law.toml: travel-ban added\n")
    assert law(tmp_path) == LAW + (
        '\n[[concept]]\nid = "travel-ban"\nkind = "term"\npos = "noun"\ndefinition = "Nobody leaves."\n'
        'scope = { tags = ["law"] }\nquoted = true\n'
        'en = { preferred = "travel ban", admitted = ["exit ban"] }\n'
        'ru = { preferred = "запрет на выезд", forbidden = ["невыезд"] }\n'
    )


def test_it_asks(tmp_path: Path) -> None:
    answers = ["toll", "", "плата", "сбор, побор", "", "боҷ", "", "organisation", "What one pays.", ""]
    folder = glossary(tmp_path)
    ran = CliRunner().invoke(program, ["-C", str(folder), "glossary", "add"], input="\n".join(answers) + "\n")
    assert ran.exit_code == 0
    assert "Term in tg" in ran.stderr
    assert law(tmp_path) == LAW + (
        '\n[[concept]]\nid = "toll"\nkind = "organisation"\ndefinition = "What one pays."\n'
        'en = "toll"\nru = { preferred = "плата", forbidden = ["сбор", "побор"] }\ntg = "боҷ"\n'
    )


def test_a_dry_run_shows_it_and_writes_nothing(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "add", "-t", "en=toll", "--kind", "place", "--dry-run", "--json")
    document = json.loads(result.stdout)
    assert document["path"] == "glossary/places.toml"
    assert document["concept"]["id"] == "toll"
    assert "+++ b/glossary/places.toml\n" in document["diff"]
    assert not (tmp_path / "glossary/places.toml").exists()


def test_what_check_would_object_to(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "add", "-t", "en=bridges")
    assert result.exit_code == 2
    assert result.stderr.startswith("glossary/law.toml:22: 'bridges' is also the term of 'bridge'")
    assert law(tmp_path) == LAW


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-t", "toll"], "'toll' is no term. Write, for example"),
        (["-t", "kk=toll"], "'kk' is none of this newsroom's languages"),
        (["-t", "ru=плата"], "An id cannot be made of these terms"),
        (["-t", "en=toll", "--file", "../x"], "'../x' cannot be a glossary file"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = flow(glossary(tmp_path), "glossary", "add", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert law(tmp_path) == LAW
