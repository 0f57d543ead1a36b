"""For programs: what `check --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import render
from ..commands import check

if TYPE_CHECKING:
    from ..formats import Checked


def text(checked: Checked) -> str:
    """One JSON object."""
    return "".join(render.as_json(check.document(checked), checked.diff, checked.errors))
