"""JSON, read by a parser."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from hypothesis import given

from l10n_flow.cli.reports import json as report
from tests.cli.newsroom import flow
from tests.cli.reports.desk import found
from tests.cli.reports.hostile import anything, whole

if TYPE_CHECKING:
    from pathlib import Path

    from l10n_flow.cli.formats import Checked


@given(anything)
def test_it_says_what_was_found_whatever_that_is(it: Checked) -> None:
    text = whole(report, it)
    told = json.loads(text.encode())
    assert told.keys() == {"findings", "errors"}
    assert len(told["findings"]) == len([*it.findings])
    for one, finding in zip(told["findings"], it.findings, strict=True):
        assert one["message"] == finding.message.encode("utf-8", "replace").decode()
        assert tuple(map(tuple, one["target_spans"])) == finding.target_spans


def test_it_goes_through_a_pipe_and_to_where_a_link_leads(tmp_path: Path) -> None:
    found(tmp_path)
    (tmp_path / "there.json").write_text("{}", "utf-8")
    (tmp_path / "there.json").chmod(0o600)
    (tmp_path / "link.json").symlink_to("there.json")
    flow(tmp_path, "check", "--format", "json", "--output", "link.json")
    assert json.loads((tmp_path / "there.json").read_bytes())["findings"]
    assert (tmp_path / "there.json").stat().st_mode & 0o777 == 0o600
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor() as pool:
        told = pool.submit((tmp_path / "pipe").read_bytes)
        flow(tmp_path, "check", "--format", "json", "--output", "pipe")
        assert told.result() == (tmp_path / "there.json").read_bytes()
