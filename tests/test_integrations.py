"""What docs/ci.md tells people to copy is true of the program."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import etree

from l10n_flow.cli import formats
from l10n_flow.cli.program import program
from l10n_flow.text import markup
from tests.cli.newsroom import flow
from tests.cli.reports.desk import found

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
TAGS = ["<em>", "</em>", "<a1>", "</time12>", "<br/>", "<fn2/>"]


def blocks(kind: str) -> list[str]:
    """The page's examples of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def commands() -> Iterator[str]:
    """All calls of the program that the page and the hooks show."""
    yield from re.findall(r"\bl10n-flow check(?: [^`\n#|]*)?", PAGE)
    yield from (hook["entry"] for hook in hooks())


def hooks() -> list[dict[str, Any]]:
    """The hooks that pre-commit finds here."""
    return list(yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")))


@pytest.mark.parametrize("line", sorted({line.strip() for line in commands() if "--help" not in line}))
def test_every_call_can_be_made(line: str) -> None:
    _, name, *arguments = shlex.split(line)
    command = program.commands[name]
    with command.make_context(name, arguments, resilient_parsing=False) as context:
        assert context.params["kind"] in (None, *formats.ids())


def test_every_format_is_on_the_page() -> None:
    assert set(re.findall(r"`--format (\w+)`", PAGE)) == {*formats.ids()}


def test_the_hooks_have_what_pre_commit_asks_for() -> None:
    assert [hook["id"] for hook in hooks()] == ["l10n-flow-check", "l10n-flow-fix"]
    for hook in hooks():
        assert hook.keys() >= {"id", "name", "entry", "language", "files"}
        assert hook["language"] == "python"
        assert re.search(hook["files"], "locales/ru/2025/market.po")
        assert not hook["pass_filenames"]
    (config,) = [one for one in map(yaml.safe_load, blocks("yaml")) if "repos" in one]
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} == {hook["id"] for hook in hooks()}


def test_the_recipes_upload_what_they_make() -> None:
    _, github, gitlab = map(yaml.safe_load, blocks("yaml"))
    steps = github["jobs"]["check"]["steps"]
    runs = "\n".join(step.get("run", "") for step in steps)
    uploads = {step["with"][key] for step in steps for key in ("sarif_file", "path") if key in step.get("with", {})}
    assert all(f"--output {path}" in runs for path in uploads)
    assert (ROOT / re.findall(r"::add-matcher::(\S+?)\"", runs)[0]).is_file()
    assert (ROOT / "requirements.txt").is_file()
    job = gitlab["translations"]
    assert f"--output {job['artifacts']['reports']['junit']}" in job["script"][-1]


def test_the_problem_matcher_reads_what_the_program_prints(tmp_path: Path) -> None:
    found(tmp_path)
    (matcher,) = json.loads((ROOT / "docs/problem-matcher.json").read_text("utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    lines = flow(tmp_path, "check").stdout.splitlines()
    findings = json.loads(flow(tmp_path, "check", "--json").stdout)["findings"]
    hits = [hit for line in lines if (hit := re.search(pattern["regexp"], line))]
    read = [tuple(hit[pattern[key]] for key in ("file", "line", "severity", "message")) for hit in hits]
    assert read == [
        (one["path"], str(one["line"]) if one["line"] else None, one["severity"], one["message"]) for one in findings
    ]
    assert {hit[pattern["code"]].partition("(")[0] for hit in hits} == {one["check"] for one in findings}


def test_weblate_and_omegat_know_our_tags() -> None:
    (weblate,) = map(json.loads, blocks("json"))
    flags = re.fullmatch(r'placeholders:r"(.*)"', weblate["check_flags"])
    assert flags
    (omegat,) = blocks("text")
    for expression in (flags[1], omegat.strip()):
        text = f'a < b {" ".join(TAGS)} <abbr title="x">y</abbr> > c'
        assert re.findall(expression, text) == [*TAGS, "</abbr>"]
        assert all(markup.TAG.fullmatch(tag) for tag in TAGS)


def test_weblate_wraps_as_we_do() -> None:
    (weblate,) = map(json.loads, blocks("json"))
    assert weblate["file_format_params"]["po_line_wrap"] == 65535  # `xgettext --no-wrap`, of 77, 65535 and -1
    assert weblate["filemask"].startswith("locales/*/")


def test_omegats_filter_is_well_formed() -> None:
    (text,) = blocks("xml")
    root = etree.fromstring(text.encode())
    options = {one.get("name"): one.get("value") for one in root.iter("option")}
    assert options == {
        "disallowBlank": "true",
        "skipHeader": "true",
        "autoFillInPluralStatement": "false",
        "monolingualFormat": "false",
    }
