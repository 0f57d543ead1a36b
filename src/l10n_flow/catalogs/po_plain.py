"""PO entries of the commonest form, read as a whole: known escapes, single spaces, one string on each line.

It is the form that `catalog` and gettext's tools write; `po_scan` reads all others, line by line, and gives the same
for these.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from ..model import Unit
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BARE", "ESCAPED", "NO_TEXT", "comment", "flags", "read", "references"]

ESCAPED: Mapping[str, str] = dict(zip('abfnrtv"\\', '\a\b\f\n\r\t\v"\\', strict=True))
"""What a letter after a backslash stands for."""

NO_TEXT = "\0\4"
"""What gettext ends a text with, and a context: in none can they stand."""

BARE = " "
"""The comment that is one line without a word: somebody typed it, and no comment at all is the empty text."""

_STRINGS = r'".*"\n(?:".*"\n)*+'
_ENTRY = re.compile(
    rf"((?:\n|\A)(?:#.*\n)*+)(?:msgctxt ({_STRINGS}))?+msgid ({_STRINGS})msgstr ({_STRINGS})"
    r'(?=\Z|\n(?!\s*+"))'  # a text may go on after blank lines
)
_WITH_ESCAPES = re.compile(r'(?:"[^"\\\n]*+(?:\\[abfnrtv"\\][^"\\\n]*+)*+"\n)++')
_REMARKS = re.compile(
    r"\n?((?:#(?: [^\r\n]*+)?\n)*+)((?:#\.(?: [^\r\n]*+)?\n)*+)((?:#: [^\r\n]*+\n)*+)(?:#, ([^\r\n]*+)\n)?+"
    r'(?:#\| msgctxt (".*"\n))?+(?:#\| msgid (".*"\n))?+'
)
_ESCAPE = re.compile(r"\\(.)")
_FLAG = re.compile(r'(?:"[^"]*"|:\s+(?=[^,\s])|[^,\s])+')
"""gettext takes blanks for commas, but for the one in `range: 0..10`; other tools have values in quotation marks."""
_REFERENCE = re.compile("(?:\u2068[^\u2068\u2069]*\u2069|\\S)+")  # a name with spaces stands between U+2068 and U+2069


class _Remarks(Value, frozen=True):
    """What stands above an entry's keywords, on so many lines."""

    lines: int
    comment: str
    notes: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]
    fuzzy: bool
    previous_context: str | None
    previous_source: str | None


def read(text: str, at: int, line: int, start: int) -> tuple[list[Unit], int, int]:
    """Read the entries that follow one another from a place on; each ends before a blank line or the end of the text.

    Args:
        text: of the file.
        at: where a blank line, or the first line, begins.
        line: its number, from 1.
        start: where the entry before it ended; the first unit's own text begins there.

    Returns:
        The units, none if something else is there; where the last of them ends, and the number of the line there.
    """
    units: list[Unit] = []
    remarks_of = functools.cache(_remarks)  # most entries have the same
    try:
        while found := _ENTRY.match(text, at):
            above, context, source, target = found.groups()
            about = remarks_of(above)
            units.append(
                Unit(  # in the order of its fields: by name it takes longer
                    _said(source),
                    _said(target),
                    context and _said(context),
                    about.fuzzy,
                    False,
                    about.comment,
                    about.notes,
                    about.references,
                    about.flags,
                    about.previous_source,
                    about.previous_context,
                    None,
                    None,
                    (),
                    line + about.lines,
                    text[start : found.end()],
                )
            )
            line += about.lines + source.count("\n") + target.count("\n") + (context.count("\n") if context else 0)
            start = at = found.end()
    except _OtherFormError:
        pass
    return units, at, line


def comment(lines: list[str]) -> str:
    """What people's comment lines (without their marks) say together."""
    return "\n".join(lines) or (BARE if lines else "")


def flags(text: str) -> dict[str, None]:
    """The flags of a line (without its mark), in order."""
    return dict.fromkeys(_FLAG.findall(text))


def references(text: str) -> list[str]:
    """The references of a line (without its mark)."""
    return _REFERENCE.findall(text) if "\u2068" in text else text.split()


class _OtherFormError(Exception):
    """An entry that has to be read line by line, if it is one."""


def _remarks(lines: str) -> _Remarks:
    found = _REMARKS.fullmatch(lines)
    if not found:
        raise _OtherFormError
    remarks, notes, places, flagged, previous_context, previous = found.groups()
    names = flags(flagged) if flagged else {}
    return _Remarks(
        lines.count("\n"),
        comment([line[2:] for line in remarks.split("\n")[:-1]]),
        tuple([line[3:] for line in notes.split("\n")[:-1]]),
        tuple(references(places[2:].replace("\n#:", " "))),
        tuple([name for name in names if name != "fuzzy"]),
        "fuzzy" in names,
        previous_context and _said(previous_context),
        previous and _said(previous),
    )


def _said(strings: str) -> str:
    """What the strings of a text, one on each line, say together."""
    text = strings[1:-2].replace('"\n"', "")
    if "\\" in text:
        if not _WITH_ESCAPES.fullmatch(strings):
            raise _OtherFormError
        return _ESCAPE.sub(_unescaped, text)
    if '"' in text:
        raise _OtherFormError
    return text


def _unescaped(found: re.Match[str]) -> str:
    return ESCAPED[found[1]]
