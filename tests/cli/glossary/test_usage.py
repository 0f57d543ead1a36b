"""`l10n-flow glossary usage`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.values import replace
from tests.cli.glossary.desk import glossary
from tests.cli.newsroom import flow, flow_json

if TYPE_CHECKING:
    from pathlib import Path


RUSSIAN = {"headline": "Мост", None: "Понтон через реку открыт."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The headline has the right word, the first paragraph the wrong one; the page title is not translated."""
    flow(glossary(tmp_path), "sync", "-q", "--lang", "ru")
    path = tmp_path / "locales/ru/2025/bridge.po"
    catalog = catalogs.read(path)
    said = {unit.key: RUSSIAN.get(unit.context, "") for unit in catalog.units if "bridge" in unit.source}
    units = tuple(catalogs.changed(unit, target=said.get(unit.key, "")) for unit in catalog.units)
    catalogs.write(path, replace(catalog, units=units))
    return tmp_path


def test_texts_with_their_translations_and_a_summary(folder: Path) -> None:
    result = flow(folder, "glossary", "usage", "bridge", "--lang", "ru")
    assert result.exit_code == 0
    assert re.sub(r"po:\d+", "po:N", result.stdout).splitlines() == [
        "source_articles/2025/bridge.html:1: preferred: The [bridge]",
        "  locales/ru/2025/bridge.po:N: untranslated",
        "source_articles/2025/bridge.html:1: preferred: The [bridge]",
        "  locales/ru/2025/bridge.po:N: preferred: [Мост]",
        "source_articles/2025/bridge.html:2: preferred: The <em>[bridge]</em> over the river is open.",
        "  locales/ru/2025/bridge.po:N: forbidden: [Понтон] через реку открыт.",
        "",
        "lang  variant       term    units",
        "ru    forbidden     понтон      1",
        "ru    preferred     мост        1",
        "ru    untranslated  -           1",
        "3 texts in 1 article",
    ]


def test_for_programs(folder: Path) -> None:
    document = flow_json(folder, "glossary", "usage", "bridge", "--lang", "ru")
    mention = document["mentions"][2]
    assert (mention["article"], mention["context"]) == ("2025/bridge", None)
    (said,) = mention["translations"]
    entry = (folder / said["path"]).read_text("utf-8").splitlines()[said.pop("line") - 1 :]
    assert 'msgid "The <em>bridge</em> over the river is open."' in entry[:5]
    assert said == {
        "lang": "ru",
        "path": "locales/ru/2025/bridge.po",
        "text": "Понтон через реку открыт.",
        "state": "translated",
        "variants": [{"variant": "forbidden", "term": "понтон"}],
        "places": [{"start": 0, "end": 6, "term": "понтон", "status": "forbidden", "misspelt": False}],
    }
    assert {"lang": "ru", "variant": "preferred", "term": "мост", "units": 1} in document["summary"]


def test_long_texts_are_cut_round_the_hits(tmp_path: Path) -> None:
    long = "word " * 20
    glossary(tmp_path)
    page = tmp_path / "source_articles/2025/bridge.html"
    text = page.read_text("utf-8").replace("over the river", f"{long} bridge {long}")
    page.write_text(text, "utf-8")
    shown = flow(tmp_path, "glossary", "usage", "bridge", "--lang", "en").stdout
    assert "The <em>[bridge]</em> word word word word word" in shown
    assert re.search(r"word \w*…\w* (word )+\[bridge\] word word .*…\n", shown)
    assert max(map(len, shown.splitlines())) < 200


def test_a_concept_that_no_article_has(folder: Path) -> None:
    result = flow(folder, "glossary", "usage", "meduza")
    assert (result.exit_code, result.stdout) == (0, "no article has it\n")


@pytest.mark.parametrize("word", ["мостами", "Bridges", "ko'prikdan"])
def test_a_word_in_any_form_stands_for_its_concept(folder: Path, word: str) -> None:
    assert flow(folder, "glossary", "usage", word).stdout == flow(folder, "glossary", "usage", "bridge").stdout
    assert flow_json(folder, "glossary", "usage", word)["concept"] == "bridge"


def test_an_unknown_concept(folder: Path) -> None:
    result = flow(folder, "glossary", "usage", "brigde")
    assert result.exit_code == 2
    assert "did you mean 'bridge'?" in result.stderr
