"""How things look: errors, tables, diffs, JSON. Pure; colours are put in here and taken out where nobody sees them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ..disk.files import Change, Copy, Removed, Written
    from ..errors import FlowError

MANY = 100
"""So many editions are shown one by one where nobody asked for all of them (with -v); of more their number is."""
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
_DIFF_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def safe(text: str) -> str:
    """A text of somebody else's for the terminal: what would steer it, or turn the direction of writing, is shown."""
    return re.sub(_CONTROL, lambda found: f"\\u{ord(found[0]):04x}", text)


def visible(text: str) -> str:
    """A text of somebody else's on one line, every sign of which can be seen, and pointed at."""
    shown = safe(text).replace("\n", "\\n").replace("\t", "\\t")
    from ..inflection.letters import INVISIBLE

    return re.sub(f"[{INVISIBLE}]", lambda found: f"\\u{ord(found[0]):04x}", shown)


def excerpt(text: str, width: int = 60) -> str:
    """The first words of a unit, in quotation marks."""
    short = " ".join(text.split())
    if len(short) > width:
        short = short[:width].rpartition(" ")[0] or short[:width]
        short += "…"
    return f"“{safe(short)}”"


def count(number: int, noun: str) -> str:
    """`1 article`, `2 articles`; the noun's plural must be regular."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def dollars(amount: float) -> str:
    """`$0.10`, `$25`; less than a cent as `$0.01`."""
    return f"${amount:,.0f}" if amount == round(amount) else f"${max(amount, 0.01):,.2f}"


def error(error: FlowError) -> str:
    """`path:line: message`, and what to do on a line of its own."""
    place = ":".join(str(part) for part in (error.path, error.line) if part is not None)
    head = click.style(f"{visible(place)}: ", bold=True) if place else ""
    hint = click.style(f"\n  {safe(error.hint)}", fg="cyan") if error.hint else ""
    return f"{head}{click.style(visible(error.message), fg='red')}{hint}"


class Many(list[object]):
    """A list for JSON of which one item at a time is in memory."""

    def __init__(self, items: Iterable[object]) -> None:
        """Of items that come when they are asked for."""
        self._items = iter(items)
        super().__init__(itertools.islice(self._items, 1))  # whether it is empty, everybody may know

    def __iter__(self) -> Iterator[object]:
        """One after the other, once."""
        return itertools.chain(super().__iter__(), self._items)


def as_json(document: Mapping[str, object], diff: str | None, errors: Iterable[FlowError]) -> Iterator[str]:
    """What a command reports, for programs, in pieces. `errors` is always there; `diff` if nothing was changed."""

    listed = [
        {"kind": type(e).__name__, "path": e.path, "line": e.line, "message": e.message, "hint": e.hint} for e in errors
    ]
    whole = {**document, **({} if diff is None else {"diff": diff}), "errors": listed}
    yield from in_json({key: iter(value) if isinstance(value, list) else value for key, value in whole.items()})
    yield "\n"


def in_json(value: object, depth: int = 0) -> Iterator[str]:
    """A value as JSON, in pieces, as deep as it stands. What iterators give is a list, of which one thing at a time is
    held; they may be anywhere but in lists and in objects without others."""
    import json

    if isinstance(value, Iterator):
        signs, parts = "[]", (("", one) for one in value)
    elif isinstance(value, dict) and any(isinstance(one, Iterator) for one in value.values()):
        signs, parts = "{}", ((f"{json.dumps(key)}: ", one) for key, one in value.items())
    else:
        said = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + "  " * depth)
        yield said.encode("utf-8", "replace").decode()  # JSON has no surrogates
        return
    begun = False
    for label, one in parts:
        yield f"{',' if begun else signs[0]}\n{'  ' * (depth + 1)}{label}"
        yield from in_json(one, depth + 1)
        begun = True
    yield f"\n{'  ' * depth}{signs[1]}" if begun else signs


def table(rows: Iterable[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Rows of equal length as lines: the first `left` columns stand to the left, the others (numbers) to the right.

    They are gone through twice: of ten thousand articles they are too many to hold.
    """
    widths: list[int] = []
    for row in rows:
        widths = [max(pair) for pair in itertools.zip_longest(widths, map(len, row), fillvalue=0)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        shown = (cell.ljust(width) if i < left else cell.rjust(width) for i, (cell, width) in enumerate(cells))
        yield "  ".join(shown).rstrip()


def orphans(paths: Sequence[str], pruned: str) -> list[str]:
    """PO files that belong to no article, and the folder that they could go to."""
    if not paths:
        return []
    them = "it" if len(paths) == 1 else "them"
    warning = click.style("warning: ", fg="yellow")
    return [
        *(f"{warning}{safe(path)} belongs to no article" for path in paths),
        f"  l10n-flow sync --prune moves {them} to {safe(pruned)}, where git keeps {them}",
    ]


def diff(changes: Iterable[Change | Copy | Written | Removed], root: Path) -> str:
    """What changes do to files, as `git apply` and `patch -p1` take it in the root folder; bytes that are no UTF-8
    are surrogates. A file that moves is a rename. What is written already is left out."""
    from ..disk.files import Written

    by_path = {change.path: change for change in changes if not isinstance(change, Written)}
    return "".join(_diff(change, root) for change in by_path.values())


def coloured(diff: str) -> str:
    """A diff for the terminal."""
    return "\n".join(click.style(safe(line), fg=_DIFF_COLOURS.get(line[:1])) for line in diff.split("\n"))


def _diff(change: Change | Copy | Removed, root: Path) -> str:
    from ..disk.files import Copy, Removed

    if isinstance(change, Removed):
        name = change.path.relative_to(root).as_posix()
        head = f"diff --git a/{name} b/{name}\ndeleted file mode 100644\n"
        if b"\0" in change.before:
            return f"{head}Binary files a/{name} and /dev/null differ\n"
        return head + _hunks(_lines(change.before), [], f"a/{name}", "/dev/null")
    if not change.is_change:
        return ""
    name = change.path.relative_to(root).as_posix()
    if isinstance(change, Copy):
        old = "/dev/null" if change.is_new else f"a/{name}"
        head = f"diff --git a/{name} b/{name}\n" + "new file mode 100644\n" * change.is_new
        return f"{head}Binary files {old} and b/{name} differ\n"
    was = (change.origin or change.path).relative_to(root).as_posix()
    old = "/dev/null" if change.before is None else f"a/{was}"
    head = f"diff --git a/{was} b/{name}\n" + "new file mode 100644\n" * (change.before is None)
    if change.origin:
        head += f"rename from {was}\nrename to {name}\n"
    before = change.before or b""
    if b"\0" in before + change.after:
        return f"{head}Binary files {old} and b/{name} differ\n"
    return head + _hunks(_lines(before), _lines(change.after), old, f"b/{name}")


def _hunks(before: list[str], after: list[str], old: str, new: str) -> str:
    import difflib

    lines = difflib.unified_diff(before, after, old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    """At LF only: to a diff all else is text."""
    return re.findall(r"[^\n]*\n|[^\n]+", data.decode("utf-8", "surrogateescape"))
