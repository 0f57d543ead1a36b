"""For GitHub Actions: a workflow command for each finding, which GitHub shows beside the line that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import render
from ..formats import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...errors import FlowError
    from ...model import Finding
    from ..formats import Checked

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
"""As GitHub's own toolkit escapes them; a command ends with its line, so a text that holds none is one command."""


def pieces(checked: Checked) -> Iterator[str]:
    """A line for each finding, and for each file that could not be looked at."""
    for one in checked.findings:
        yield _command(_COMMANDS[str(one.severity)], (one.path, one.line, f"{one.check} ({one.lang})"), _said(one))
    for wrong in checked.errors:
        yield _command("error", (wrong.path, wrong.line, "l10n-flow"), _said(wrong))


def _said(one: Finding | FlowError) -> str:
    return "\n".join(filter(None, [one.message, one.hint]))


def _command(name: str, place: tuple[str | None, int | None, str], message: str) -> str:
    properties = [
        f"{key}={_escaped(str(value), _PROPERTY)}"
        for key, value in zip(("file", "line", "title"), place, strict=True)
        if value
    ]
    return f"::{name} {','.join(properties)}::{_escaped(message, _DATA)}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in render.safe(without_surrogates(text)))
