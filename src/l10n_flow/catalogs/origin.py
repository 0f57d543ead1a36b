"""Which machine a text is from: a line of the unit's comment, which every PO editor keeps. Pure.

    # machine: libre 2025-05-12 8f434346

The engine, the day, and the first eight hexadecimal digits of the SHA-256 of what it said. While the unit's text is the
one with that digest nobody has worked on it, whatever its marks say; a line without a digest holds until it is deleted.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CHECK", "NOTE", "Origin", "adopted", "is_untouched", "note", "of", "passed_on", "signed", "unsigned"]

CHECK = "machine-unreviewed"
"""The check that holds back what nobody has worked on."""

NOTE = "machine: "
"""How a note for people begins that says what to look at in a machine's text; sync keeps it while they have not."""

_SIGN = "machine:"
_LINE = re.compile(
    rf"^[^\S\n]*{_SIGN}[^\S\n]*(?P<engine>\S+)(?:[^\S\n]+(?P<date>\d{{4}}-\d{{2}}-\d{{2}}))?"
    r"(?:[^\S\n]+(?P<digest>[0-9a-f]{8}))?[^\S\n]*$",
    re.MULTILINE,
)


class Origin(NamedTuple):
    """The machine that a text is from, and the day (empty if it is not said)."""

    engine: str
    date: str


def signed(comment: str, engine: str, date: str, target: str) -> str:
    """A unit's comment with the line of a machine, in place of an earlier one.

    Args:
        comment: what people wrote; it stays.
        engine: the engine's id.
        date: the day, `2025-05-12`; empty if it is not known.
        target: what it said.
    """
    line = " ".join(filter(None, [_SIGN, engine, date, _digest(target)]))
    return "\n".join(filter(None, [unsigned(comment), line]))


def unsigned(comment: str) -> str:
    """A unit's comment without any machine's line."""
    if _SIGN not in comment:
        return comment
    return "\n".join(line for line in comment.split("\n") if not _LINE.fullmatch(line))


def note(text: str) -> str:
    """A note on what to look at in a machine's text."""
    return NOTE + " ".join(text.split())


def of(comment: str, target: str) -> Origin | None:
    """The machine that a unit's text is from as it is; None if there was none, or if somebody has changed the text."""
    found = next(_holding(comment, target), None)
    return found and Origin(found["engine"], found["date"] or "")


def is_untouched(comment: str, target: str) -> bool:
    """Whether a unit's text is a machine's, as it was."""
    return _SIGN in comment and of(comment, target) is not None


def adopted(comment: str, other: str, target: str) -> str:
    """A unit's comment when the program gives it another unit's text: that it is a machine's goes with it.

    Args:
        comment: the unit's.
        other: that of the other unit.
        target: the text.
    """
    found = of(other, target)
    return signed(comment, found.engine, found.date, target) if found else comment


def passed_on(comment: str, before: str, after: str) -> str:
    """A unit's comment after the program itself has changed its text: what nobody had worked on is still a machine's.

    Args:
        comment: the unit's.
        before: the text.
        after: what the program has made of it.
    """
    found = of(comment, before)
    return signed(comment, found.engine, found.date, after) if found else comment


def _holding(comment: str, target: str) -> Iterator[re.Match[str]]:
    """The lines that are about the text as it is."""
    lines = _LINE.finditer(comment) if _SIGN in comment else ()
    return (line for line in lines if line["digest"] in (None, _digest(target)))


def _digest(target: str) -> str:
    return hashlib.sha256(target.encode()).hexdigest()[:8]
