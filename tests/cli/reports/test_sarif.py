"""SARIF, read by a parser and held against the standard's schema where we use it."""

from __future__ import annotations

import json
import urllib.parse
from typing import TYPE_CHECKING, Any

from hypothesis import given

from l10n_flow import catalog as catalogs
from l10n_flow.cli.reports import sarif
from l10n_flow.model import Finding, Severity
from tests.cli.newsroom import flow
from tests.cli.reports.desk import found
from tests.cli.reports.hostile import anything, checked

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.cli.formats import Checked

# Object -> the properties that SARIF 2.1.0 lets it have, of those that we know; with ! the required ones.
SCHEMA = {
    "log": "$schema version! runs!",
    "run": "tool! columnKind invocations results",
    "driver": "name! version rules",
    "rule": "id! shortDescription fullDescription help defaultConfiguration properties",
    "invocation": "executionSuccessful! toolExecutionNotifications",
    "notification": "level message! locations",
    "result": "ruleId ruleIndex level message! locations partialFingerprints fixes properties",
    "location": "physicalLocation logicalLocations",
    "physical": "artifactLocation! region",
    "artifact": "uri! uriBaseId",
    "region": "startLine startColumn endLine endColumn",
    "fix": "description artifactChanges!",
    "change": "artifactLocation! replacements!",
    "replacement": "deletedRegion! insertedContent",
}


def hold(what: str, value: dict[str, Any]) -> None:
    """Check an object against the schema."""
    names = SCHEMA[what].split()
    assert value.keys() <= {name.rstrip("!") for name in names}
    assert value.keys() >= {name[:-1] for name in names if name.endswith("!")}


def read(text: str) -> dict[str, Any]:
    """The run of a log, all of which is looked at."""
    log = json.loads(text.encode())
    hold("log", log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    hold("run", run)
    hold("driver", run["tool"]["driver"])
    for rule in run["tool"]["driver"]["rules"]:
        hold("rule", rule)
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
    (invocation,) = run["invocations"]
    hold("invocation", invocation)
    for notification in invocation["toolExecutionNotifications"]:
        hold("notification", notification)
        _locations(notification["locations"])
    for result in run["results"]:
        hold("result", result)
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"].keys() == {"text"}
        _locations(result["locations"])
        for fix in result.get("fixes", []):
            hold("fix", fix)
            for change in fix["artifactChanges"]:
                hold("change", change)
                for replacement in change["replacements"]:
                    hold("replacement", replacement)
                    hold("region", replacement["deletedRegion"])
    return dict(run)


def _locations(locations: list[dict[str, Any]]) -> None:
    for location in locations:
        hold("location", location)
        hold("physical", location["physicalLocation"])
        hold("artifact", location["physicalLocation"]["artifactLocation"])
        uri = urllib.parse.urlsplit(location["physicalLocation"]["artifactLocation"]["uri"])
        assert (uri.scheme, uri.netloc, uri.query, uri.fragment) == ("", "", "", "")
        assert location["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1


def test_a_finding_is_a_result_of_its_rule() -> None:
    one = Finding(
        "[a](1) {0}", "do", severity=Severity.INFO, check="waivers", article="x", lang="ru", path="a b.po", line=3
    )
    run = read(sarif.text(checked([one, one])))
    first, second = run["results"]
    assert (first["ruleId"], first["level"]) == ("waivers", "note")
    assert first["message"]["text"] == r"\[a\](1) {{0}}. do"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b.po", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3},
    }
    assert first["partialFingerprints"] != second["partialFingerprints"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["terms", "waivers"]


@given(anything)
def test_it_keeps_to_the_standard_whatever_the_texts_are(it: Checked) -> None:
    run = read(sarif.text(it))
    assert len(run["results"]) == len([*it.findings])
    assert run["invocations"][0]["executionSuccessful"] is not bool(it.errors)
    assert len({one["partialFingerprints"]["l10nFlowFinding/v1"] for one in run["results"]}) == len([*it.findings])


def test_a_fix_does_what_the_program_would_do(tmp_path: Path) -> None:
    found(tmp_path)
    run = read(flow(tmp_path, "check", "--format", "sarif", "--select", "spacing,script").stdout)
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
