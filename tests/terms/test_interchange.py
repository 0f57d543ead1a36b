"""The newsroom's own glossary, out to each format and back into an empty newsroom."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from l10n_flow import project
from l10n_flow.glossary import formats, load
from l10n_flow.glossary.incoming import Verdict
from l10n_flow.terms import interchange
from tests.cli.newsroom import found

OURS = Path(__file__).parents[2] / "glossary"


@pytest.mark.parametrize("format_id", formats.ids())
def test_all_that_is_exported_comes_back(tmp_path: Path, format_id: str) -> None:
    out, back = (project.find(found(tmp_path / name)) for name in ("out", "back"))
    shutil.copytree(OURS, out.root / "glossary")
    file = tmp_path / f"glossary.{format_id}"
    assert interchange.export(out, file).lost == ()
    taken = interchange.take(back, file, into="law")
    assert [(one.concept.id, one.reason, one.doubts) for one in taken.concepts if one.verdict is not Verdict.NEW] == []
    assert load.load(back).concepts == load.load(out).concepts
