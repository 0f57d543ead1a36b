"""The header of a plain text article: its first lines, if they say `Key: value`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import SourceError
from ..model import Correction, Problem
from ..values import replace
from ._fields import KEYS, Field, Said, is_plainly, means_sensitivity, nearly
from ._source import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
"""What stands between two blank lines."""
_KEY = re.compile(r"([A-Za-z]+):(?:[ \t]+|(?=\n)|$)")
_BARE = re.compile(r"\s*([A-Za-z]+)[ \t]+(\S.*?)\s*")
_DATED = re.compile(r"(\d{4}-\d\d-\d\d\S*?)[:,.]?(?:\s+|$)")


class TextHeader:
    """What the top of a text says: values, the lines of their keys, corrections, what is wrong with them; and where the
    text below it starts."""

    def __init__(self, text: str, path: str) -> None:
        """Read it; `path` is for messages.

        Raises:
            SourceError: a key stands twice.
        """
        self._text, self._path = text, path
        self.values: dict[str, Said] = {}
        self.lines: dict[str, int] = {}
        self.corrections: list[dict[str, Field]] = []
        self.problems: list[Problem] = []
        self.end = 0
        if first := BLOCK.search(text):
            if _is_header(first[0]):
                self._read(first)
            self.problems += [*self._unknown(), *self._without_colon(first)]

    def _read(self, block: re.Match[str]) -> None:
        spans: dict[str, list[int]] = {}
        key = ""
        for start, end in lines_in(self._text, block.start(), block.end()):
            said = _KEY.match(self._text, start, end)
            if said:
                key = said[1].lower()
                if key in Correction.KINDS:
                    key = f"{key} {start}"  # there may be many
                if key in spans:
                    message, line = f"the key {said[1]!r} stands twice", line_at(self._text, start)
                    raise SourceError(message, path=self._path, line=line, hint="keep one of them")
                spans[key] = [said.end(), end]
            else:
                spans[key][1] = end
        for name, (start, end) in spans.items():
            value = self._field(start, end)
            if " " in name:
                self.corrections.append(self._correction(name.partition(" ")[0], value))
            elif value.text:
                self.values[name] = tuple(self._authors(value)) if name == "authors" else value
        self.lines = {name: line_at(self._text, start) for name, (start, _) in spans.items() if " " not in name}
        self.end = block.end()

    def _unknown(self) -> list[Problem]:
        """Take out of the lines the first key, if nobody knows it, and tell it: perhaps it is the article's text."""
        key = next(iter(self.lines), "")
        if not key or key in KEYS or means_sensitivity(key):
            return []
        close = nearly(key)
        hint = "begin with Title: ...; if it is text, write a backslash before it"
        hint = f"did you mean {close!r}?" if close else hint
        return [Problem(f"the key {key!r} means nothing here", self.lines.pop(key), hint)]

    def _without_colon(self, first: re.Match[str]) -> Iterator[Problem]:
        """Tell keys of ours in the first block that lack their colon, without which they are text."""
        for start, end in lines_in(self._text, first.start(), first.end()):
            bare = _BARE.fullmatch(self._text, start, end)
            key = bare[1].lower() if bare else ""
            begins_header = start == first.start() and key in KEYS and _has_key(first[0])
            if bare and (begins_header or is_plainly(key, bare[2])):
                hint = f"write {bare[1]}: {bare[2]}; if it is text, write a backslash before it"
                yield Problem(f"the key {bare[1]!r} has no colon", line_at(self._text, start), hint)

    def _correction(self, kind: str, value: Field) -> dict[str, Field]:
        """What `Correction: 2025-05-12 text` says."""
        dated = _DATED.match(self._text, value.start, value.end)
        text = self._field(dated.end(), value.end) if dated else value
        said = {"kind": replace(value, text=kind)}
        if dated:
            said["date"] = replace(value, text=dated[1])
        return said | {"text": text} if text.text else said

    def _authors(self, value: Field) -> Iterator[Field]:
        at = value.start
        for name in self._text[value.start : value.end].split(","):
            if name.strip():
                yield self._field(at, at + len(name))
            at += len(name) + 1

    def _field(self, start: int, end: int) -> Field:
        start, end = trimmed(self._text, start, end)
        return Field(flat(self._text[start:end]), start, end, line_at(self._text, start))


def is_key_line(line: str) -> bool:
    """Whether a line at the top of a text would be taken for one of its header."""
    key, bare = _KEY.match(line), _BARE.fullmatch(line)
    if key and (key[1].lower() in KEYS or _is_slip(key[1].lower())):
        return True
    return bool(bare and is_plainly(bare[1].lower(), bare[2]))


def line_at(text: str, offset: int) -> int:
    """The line of a place."""
    return text.count("\n", 0, offset) + 1


def lines_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where each line goes of a part of a text."""
    for line in text[start:end].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without the white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _is_header(block: str) -> bool:
    """Whether the first block of a text is its header, and be it one that begins with a slip of the keyboard."""
    keys = [found[1].lower() for line in block.split("\n") if (found := _KEY.match(line))]
    if not keys or not _KEY.match(block):
        return False
    return (
        keys[0] in KEYS
        or (len(keys) > 1 and any(key in KEYS for key in keys))
        or ("\n" not in block and _is_slip(keys[0]))
    )


def _has_key(block: str) -> bool:
    """Whether a line of a block begins with a key of ours."""
    return any(found[1].lower() in KEYS for line in block.split("\n") if (found := _KEY.match(line)))


def _is_slip(key: str) -> bool:
    """Whether a key is nearly one of ours; `Update: ...` may well be a headline."""
    return key not in Correction.KINDS and bool(nearly(key))
