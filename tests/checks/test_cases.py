"""The cases of the checks, from files that need no Python: `tests/cases/checks/<id>.toml`."""

from __future__ import annotations

import inspect
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from l10n_flow import plugins
from l10n_flow.languages import registry
from tests.checks.versions import glossary, said, version

if TYPE_CHECKING:
    from l10n_flow.model import Finding

FILES = sorted((Path(__file__).parent.parent / "cases" / "checks").glob("*.toml"))
CASES = [
    pytest.param(path, kind, case, id=f"{path.stem}: {case['why']}")
    for path in FILES
    for kind, cases in tomllib.loads(path.read_text("utf-8")).items()
    if kind != "concept"
    for case in cases
]


@pytest.mark.parametrize(("path", "kind", "case"), CASES)
def test_a_case(path: Path, kind: str, case: dict[str, Any]) -> None:
    texts = {key: [value] if isinstance(value, str) else value for key, value in case.items() if key in registry.tags()}
    found = said(path.stem, version(glossary(path.read_text("utf-8").partition("# Cases\n")[0]), texts))
    assert [_in_short(path.stem, finding) for finding in found] == case.get("finds", [])
    assert bool(found) is (kind == "fail")
    assert all(finding.hint for finding in found)


def _in_short(check_id: str, finding: Finding) -> str:
    severity = finding.severity or plugins.check(check_id).SEVERITY
    text, spans = (
        (finding.target, finding.target_spans) if finding.target_spans else (finding.source, finding.source_spans)
    )
    return f"{severity} {finding.subject}: {text[slice(*spans[0])]}"


@pytest.mark.parametrize("check_id", plugins.check_ids())
def test_a_check_is_its_own_manual_page(check_id: str) -> None:
    page = inspect.cleandoc(plugins.check(check_id).__doc__ or "")
    parts = page.split("\n\n")
    assert [part.partition(":")[0] for part in parts[1:]] == ["What", "Wrong", "Right"]
    assert parts[0].count("\n") == 0


def test_every_case_file_is_of_a_check() -> None:
    assert {path.stem for path in FILES} <= {*plugins.check_ids()}
