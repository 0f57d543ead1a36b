"""`l10n-flow glossary find`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.cli.glossary.desk import glossary
from tests.cli.newsroom import flow, flow_json

if TYPE_CHECKING:
    from pathlib import Path


def test_a_form_in_any_language(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "find", "мостами")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "мостами: bridge (ru, preferred)",
        "  What one crosses a river on.",
        "  note: Not a pontoon.",
        "  noun",
        "  en  preferred  bridge",
        "  ru  preferred  мост",
        "  ru  forbidden  понтон",
        "  uz  preferred  koʻprik",
        "  tg  preferred  кӯпрук",
    ]
    assert flow(tmp_path, "glossary", "find", "koʻprikdan").stdout.startswith("koʻprikdan: bridge (uz, preferred)\n")


def test_a_misspelt_word(tmp_path: Path) -> None:
    (hit,) = flow_json(glossary(tmp_path), "glossary", "find", "купрукҳо", "--lang", "tg")["found"]
    assert (hit["concept"], hit["misspelt"], hit["letters"]) == ("bridge", True, [{"typed": "у", "right": "ӯ"}])
    assert "  misspelt: у for ӯ\n" in flow(tmp_path, "glossary", "find", "купрукҳо", "--lang", "tg").stdout


def test_a_forbidden_word_is_told_what_to_write(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "find", "у", "понтона")
    assert result.stdout.splitlines()[:2] == ["понтона: bridge (ru, forbidden)", "  write: мост"]


def test_a_concept_that_is_found_twice_is_told_once(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "find", "мосты", "и", "понтоны")
    heads = ["мосты: bridge (ru, preferred)", "понтоны: bridge (ru, forbidden)"]
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == heads
    assert result.stdout.count("preferred  кӯпрук") == 1
    (told,) = flow_json(tmp_path, "glossary", "find", "мосты", "и", "понтоны")["concepts"]
    assert [term["text"] for term in told["terms"]] == ["bridge", "мост", "понтон", "koʻprik", "кӯпрук"]


def test_capitals(tmp_path: Path) -> None:
    assert "with other capitals" in flow(glossary(tmp_path), "glossary", "find", "meduza").stdout


def test_a_word_of_no_concept(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "find", "стол")
    advice = "; all there are: l10n-flow glossary list\n"
    assert (result.exit_code, result.stdout) == (1, f"no concept is called “стол”{advice}")


def test_in_an_empty_glossary_nothing_can_be_listed(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path, ""), "glossary", "find", "стол")
    assert (result.exit_code, result.stdout) == (
        1,
        "no concept is called “стол”; the glossary is empty: l10n-flow glossary add\n",
    )


def test_the_advice_leads_to_something(tmp_path: Path) -> None:
    result = flow(glossary(tmp_path), "glossary", "find", "понтонёру")
    advice = "; of parts of terms there are: l10n-flow glossary list понтон\n"
    assert (result.exit_code, result.stdout) == (1, f"no concept is called “понтонёру”{advice}")
    assert "bridge" in flow(tmp_path, "glossary", "list", "понтон").stdout
    assert flow_json(tmp_path, "glossary", "find", "стол")["found"] == []


@pytest.mark.parametrize(
    "text",
    ["ko'priklashtirish", "новый понтонёр", "«понтонёр»", "--понтонёр", "$(бridge) bridgework", "?", "table `x`"],
)
def test_the_command_that_is_advised_finds_something(tmp_path: Path, text: str) -> None:
    folder = glossary(tmp_path)
    result = flow(folder, "glossary", "find", "--", text)
    assert result.exit_code == 1
    _, *command = shlex.split(result.stdout.rpartition(": ")[2])
    assert "bridge" in flow(folder, *command).stdout
    shown = flow(folder, "glossary", "show", "--", text)
    assert "see all there are: l10n-flow glossary list\n" in shown.stderr
