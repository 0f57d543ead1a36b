"""PO entries of the commonest form, read as a whole: every text on one line, single spaces, known escapes.

It is the form that `catalog` writes; `_po_scan` reads all others, line by line, and gives the same for these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .model import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ESCAPED", "flags", "match", "references", "unit"]

ESCAPED: Mapping[str, str] = dict(zip('abfnrtv"\\', '\a\b\f\n\r\t\v"\\', strict=True))
"""What a letter after a backslash stands for."""

_TEXT = r'"([^"\\\n]*+(?:\\[abfnrtv"\\][^"\\\n]*+)*+)"\n'
_PLAIN = re.compile(
    r"\n((?:#(?: [^\r\n]*+)?\n)*+)((?:#\.(?: [^\r\n]*+)?\n)*+)((?:#: [^\r\n]*+\n)*+)(?:#, ([^\r\n]*+)\n)?+"
    rf"(?:#\| msgctxt {_TEXT})?+(?:#\| msgid {_TEXT})?+()(?:msgctxt {_TEXT})?+msgid {_TEXT}msgstr {_TEXT}(?=\n|\Z)"
)
_KEYWORD = 7
_ESCAPE = re.compile(r"\\(.)")
_REFERENCE = re.compile("(?:\u2068[^\u2069]*\u2069|\\S)+")  # a name with spaces stands between U+2068 and U+2069


def match(text: str, at: int) -> re.Match[str] | None:
    """A blank line and an entry, if they begin there; it ends before a blank line or the end of the text."""
    return _PLAIN.match(text, at) if text.startswith("\n", at) else None


def unit(found: re.Match[str], line: int, start: int) -> Unit:
    """The unit of an entry.

    Args:
        found: as `match` found it.
        line: of the blank line, from 1.
        start: where the entry before it ended; the unit's own text begins there.
    """
    comment, notes, places, flagged, before_context, before, _, context, source, target = found.groups()
    names = flags(flagged) if flagged else {}
    return Unit(
        source=_unescaped(source),
        target=_unescaped(target),
        context=context and _unescaped(context),
        fuzzy="fuzzy" in names,
        comment="\n".join([line[2:] for line in comment.split("\n")[:-1]]),
        notes=tuple([line[3:] for line in notes.split("\n")[:-1]]),
        references=tuple(references(places[2:].replace("\n#:", " "))),
        flags=tuple([name for name in names if name != "fuzzy"]),
        previous_source=before and _unescaped(before),
        previous_context=before_context and _unescaped(before_context),
        line=line + found.string.count("\n", found.start(), found.start(_KEYWORD)),
        raw=found.string[start : found.end()],
    )


def flags(text: str) -> dict[str, None]:
    """The flags of a line (without its mark), in order."""
    return dict.fromkeys(flag for part in text.split(",") if (flag := part.strip()))


def references(text: str) -> list[str]:
    """The references of a line (without its mark)."""
    return _REFERENCE.findall(text) if "\u2068" in text else text.split()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: ESCAPED[found[1]], text) if "\\" in text else text
