"""For GitHub Actions: a workflow command for each finding, which GitHub shows beside the line that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import render
from ..formats import without_surrogates

if TYPE_CHECKING:
    from ..formats import Checked

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
"""As GitHub's own toolkit escapes them; a command ends with its line, so a text that holds none is one command."""


def text(checked: Checked) -> str:
    """A line for each finding, and for each file that could not be looked at."""
    lines = [
        _command(
            _COMMANDS[str(one.severity)],
            (one.path, one.line, f"{one.check} ({one.lang})"),
            "\n".join(filter(None, [one.message, one.hint])),
        )
        for one in checked.findings
    ]
    lines += [
        _command("error", (one.path, one.line, "l10n-flow"), "\n".join(filter(None, [one.message, one.hint])))
        for one in checked.errors
    ]
    return "".join(f"{line}\n" for line in lines)


def _command(name: str, place: tuple[str | None, int | None, str], message: str) -> str:
    properties = [
        f"{key}={_escaped(str(value), _PROPERTY)}"
        for key, value in zip(("file", "line", "title"), place, strict=True)
        if value
    ]
    return f"::{name} {','.join(properties)}::{_escaped(message, _DATA)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in render.safe(without_surrogates(text)))
