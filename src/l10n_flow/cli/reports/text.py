"""For people: a line for each finding, the texts with carets under what it is about, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..commands import check

if TYPE_CHECKING:
    from ..formats import Checked


def text(checked: Checked) -> str:
    """The lines, without colours."""
    return "".join(f"{click.unstyle(line)}\n" for line in check.lines_of(checked))
