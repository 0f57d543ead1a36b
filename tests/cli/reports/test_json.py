"""JSON, read by a parser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given

from l10n_flow.cli.reports import json as report
from tests.cli.reports.hostile import anything, whole

if TYPE_CHECKING:
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
