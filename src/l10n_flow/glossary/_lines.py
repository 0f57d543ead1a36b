"""Where in a TOML file its concepts, their keys and their texts stand: `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from ..values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Place", "places"]

_TOKEN = re.compile(
    r'''
    \#[^\n]*
  | (?P<string>
        """(?:[^\\]|\\.)*?"{3,5} | \'\'\'.*?\'{3,5}
      | "(?:[^"\\\n]|\\.)*"      | '[^'\n]*'
    )
  | (?P<word>[A-Za-z0-9_-]+)
  | (?P<bracket>[\[\]{}]) | (?P<mark>[=\n])
    ''',
    re.VERBOSE | re.DOTALL,
)
_CONCEPT = "concept"
_STATUSES = frozenset(("preferred", "admitted", "forbidden"))


class Place(Struct):
    """A concept in its file: its line, those of its keys, and those of the texts under each key and status."""

    line: int
    keys: dict[str, int] = field(default_factory=dict)
    texts: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def of(self, key: str, text: str = "", status: str = "") -> int:
        """The line of a key, or of a text under it, if there is one with a status; the concept's own if there is none.

        Args:
            key: of the concept, for example a language.
            text: a value, or a part of one.
            status: preferred, admitted or forbidden.
        """
        found = self.texts.get((key, status, text)) or self.texts.get((key, "", text))
        return found or self.keys.get(key, self.line)


class _Text(NamedTuple):
    """A text in a value, and the status that its own table says of it; empty if none."""

    text: str
    status: str
    line: int


class _Statement(NamedTuple):
    """A header, or a key with its value: the names before `=` or in brackets, and the texts of the value."""

    line: int
    names: Sequence[str]
    is_header: bool
    texts: Sequence[_Text]


def places(toml: str) -> list[Place]:
    """The places of all `[[concept]]`, in the order of the file, which must be valid TOML."""
    found: list[Place] = []
    table: Sequence[str] = ()
    for line, names, is_header, texts in _statements(toml + "\n"):
        if is_header:
            table = names[1:] if names[0] == _CONCEPT else ()
        if is_header and list(names) == [_CONCEPT]:
            found.append(Place(line))
        elif found and (whole := (*table, *(() if is_header else names))):
            key, *inner = whole
            found[-1].keys.setdefault(key, line)
            status = next((name for name in inner if name in _STATUSES), "")
            for text in texts:
                found[-1].texts.setdefault((key, text.status or status, text.text), text.line)
                found[-1].texts.setdefault((key, "", text.text), text.line)
    return found


def _statements(toml: str) -> Iterator[_Statement]:
    line, counted, start = 1, 0, 1
    names: list[str] = []
    texts: list[_Text] = []
    depth, in_value, status = 0, False, ""
    for token in _TOKEN.finditer(toml):
        line, counted = line + toml.count("\n", counted, token.start()), token.start()
        kind, text = token.lastgroup, token[0]
        if kind == "string" and in_value:
            texts.append(_Text(_unquoted(text), status, line))
        elif kind == "word" and in_value:
            status = text if text in _STATUSES else status
        elif kind in {"string", "word"} and not in_value:
            start = start if names else line
            names.append(_unquoted(text) if kind == "string" else text)
        elif text == "=":
            in_value = True
        elif text == "\n" and depth == 0:
            if names:
                yield _Statement(start, names, not in_value, texts)
            names, texts, in_value, status = [], [], False, ""
        elif kind == "bracket" and in_value:
            depth += 1 if text in "[{" else -1


def _unquoted(string: str) -> str:
    """What a string says."""
    if "\\" in string or string[:3] in {'"""', "'''"}:
        return str(tomllib.loads(f"text = {string}")["text"])
    return string[1:-1]
