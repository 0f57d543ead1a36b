"""SARIF, held against the standard's schema, and against what a schema cannot say."""

from __future__ import annotations

import json
import subprocess
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from l10n_flow.catalogs import catalog as catalogs
from l10n_flow.cli.reports import sarif
from l10n_flow.model import Finding, Severity
from tests import tools
from tests.cli.newsroom import flow
from tests.cli.reports.desk import found
from tests.cli.reports.hostile import anything, checked, whole

if TYPE_CHECKING:
    from l10n_flow.cli.formats import Checked

Judge = Callable[[str], Any]


@pytest.fixture(scope="module")
def schema() -> Iterator[Judge]:
    """Says what is wrong with a log by the standard's own schema: None if nothing is."""
    packages = tools.package("@microsoft/jest-sarif/package.json").parents[2]
    with subprocess.Popen(
        [tools.needs("node", "nodejs"), str(Path(__file__).with_name("schema.js")), str(packages)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as node:
        assert node.stdin
        assert node.stdout
        (given, told) = node.stdin, node.stdout

        def judge(log: str) -> Any:
            given.write(json.dumps(json.loads(log)) + "\n")
            given.flush()
            return json.loads(told.readline())

        yield judge
        given.close()


def read(text: str) -> dict[str, Any]:
    """The run of a log, with what a schema cannot say of it looked at."""
    log = json.loads(text.encode())
    (run,) = log["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
    for notification in run["invocations"][0]["toolExecutionNotifications"]:
        _locations(notification["locations"])
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        _locations(result["locations"])
    return dict(run)


def _locations(locations: list[dict[str, Any]]) -> None:
    for location in locations:
        uri = urllib.parse.urlsplit(location["physicalLocation"]["artifactLocation"]["uri"])
        assert (uri.scheme, uri.netloc, uri.query, uri.fragment) == ("", "", "", "")


def test_a_finding_is_a_result_of_its_rule() -> None:
    one = Finding(
        "[a](1) {0}", "do", severity=Severity.INFO, check="waivers", article="x", lang="ru", path="a b.po", line=3
    )
    run = read(whole(sarif, checked([one, one])))
    first, second = run["results"]
    assert (first["ruleId"], first["level"]) == ("waivers", "note")
    assert first["message"]["text"] == r"\[a\](1) {{0}}. do"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b.po", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3},
    }
    assert first["partialFingerprints"] != second["partialFingerprints"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["terms", "waivers"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything)
def test_it_is_what_the_schema_says_whatever_the_texts_are(schema: Judge, it: Checked) -> None:
    assert schema(whole(sarif, it)) is None


def test_the_schema_is_no_rubber_stamp(schema: Judge) -> None:
    log = json.loads(whole(sarif, checked([])))
    log["runs"][0]["results"] = [{"ruleId": "x"}]
    assert schema(json.dumps(log))


@given(anything)
def test_it_keeps_to_the_standard_whatever_the_texts_are(it: Checked) -> None:
    run = read(whole(sarif, it))
    assert len(run["results"]) == len([*it.findings])
    assert run["invocations"][0]["executionSuccessful"] is not bool(it.errors)
    assert len({one["partialFingerprints"]["l10nFlowFinding/v1"] for one in run["results"]}) == len([*it.findings])


def test_a_fix_does_what_the_program_would_do(tmp_path: Path, schema: Judge) -> None:
    found(tmp_path)
    log = flow(tmp_path, "check", "--format", "sarif", "--select", "spacing,script").stdout
    run = read(log)
    assert schema(log) is None
    path = tmp_path / "locales/ru/2025/market.po"
    texts = {unit.source: unit.target for unit in catalogs.read(path).units}
    repaired = [one for one in run["results"] if "fixes" in one]
    assert {one["ruleId"] for one in repaired} == {"spacing", "script"}
    for one in repaired:
        (change,) = one["fixes"][0]["artifactChanges"]
        (replacement,) = change["replacements"]
        region, lines = replacement["deletedRegion"], path.read_text("utf-8").split("\n")
        assert region["endColumn"] == len(lines[region["endLine"] - 1]) + 1
        lines[region["startLine"] - 1 : region["endLine"]] = replacement["insertedContent"]["text"].split("\n")
        after = catalogs.load("\n".join(lines).encode(), "x.po")
        changed = {unit.source for unit in after.units if unit.target != texts[unit.source]}
        assert changed == {one["properties"]["source"]}
