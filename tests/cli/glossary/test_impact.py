"""`l10n-flow glossary impact`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.values import replace
from tests.cli.glossary.desk import LAW, glossary
from tests.cli.newsroom import flow, flow_json, write
from tests.repository import commit, repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A committed newsroom with a headline that is translated as the glossary has it."""
    flow(glossary(repository(tmp_path)), "sync", "-q", "--lang", "ru")
    path = tmp_path / "locales/ru/2025/bridge.po"
    catalog = catalogs.read(path)
    units = [catalogs.changed(unit, target="Мост") if unit.context == "headline" else unit for unit in catalog.units]
    catalogs.write(path, replace(catalog, units=tuple(units)))
    commit(tmp_path, "base")
    return tmp_path


def test_nothing_has_changed(folder: Path) -> None:
    result = flow(folder, "glossary", "impact")
    assert (result.exit_code, result.stdout) == (0, "since HEAD no text becomes wrong or right\n")


def test_what_becomes_wrong_and_right_again(folder: Path) -> None:
    write(folder / "glossary/law.toml", LAW.replace('"мост"', '"паром"'))
    result = flow(folder, "glossary", "impact")
    assert result.exit_code == 1
    heading, finding, hint, summary = result.stdout.splitlines()
    assert heading == "become wrong:"
    assert finding.startswith("  locales/ru/2025/bridge.po:")
    assert "error: “bridge” is “паром”, and that is not in the translation [terms" in finding
    assert "write “паром”" in hint
    assert summary == "since HEAD: 1 finding more, 0 less, in 1 article"
    commit(folder, "wrong")
    write(folder / "glossary/law.toml", LAW)
    result = flow(folder, "glossary", "impact")
    assert result.exit_code == 0
    assert result.stdout.startswith("become right:\n")
    assert flow(folder, "glossary", "impact", "--since", "main~1").exit_code == 0


def test_for_programs(folder: Path) -> None:
    write(folder / "glossary/law.toml", LAW.replace('"мост"', '"паром"'))
    document = flow_json(folder, "glossary", "impact", "--lang", "ru")
    (finding,) = document["wrong"]
    assert (finding["check"], finding["subject"], finding["lang"]) == ("terms", "bridge", "ru")
    assert (document["since"], document["right"]) == ("HEAD", [])


def test_an_unknown_revision(folder: Path) -> None:
    result = flow(folder, "glossary", "impact", "--since", "nowhere")
    assert result.exit_code == 2
    assert "git knows no revision 'nowhere'" in result.stderr
