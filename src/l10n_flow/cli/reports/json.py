"""For programs: what `check --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import findings, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..formats import Checked


def pieces(checked: Checked) -> Iterator[str]:
    """One JSON object."""
    return render.as_json(document(checked), checked.diff, checked.errors)


def document(checked: Checked) -> dict[str, object]:
    """What was found: iterators, of what is too much to hold."""
    found: dict[str, object] = {"findings": (findings.as_data(finding) for finding in checked.findings)}
    if checked.fixed is not None:
        found["fixed"] = [findings.as_data(finding) for finding in checked.fixed]
    return found
