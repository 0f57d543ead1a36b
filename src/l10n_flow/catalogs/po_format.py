"""One unit as the text of a PO entry, byte for byte as `msgcat --no-wrap` writes it.

Own code and not polib, which splits lines at U+2028 and leaves out a plural that is empty; with it, a first `sync` of
articles, where every unit is new, cost 1.4 times as much.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .po_plain import BARE, ESCAPED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Unit

__all__ = ["entry"]

_PAGE_WIDTH = 79

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_ESCAPES = {character: f"\\{letter}" for letter, character in ESCAPED.items()}
_TO_ESCAPE = re.compile(f"[{''.join(map(re.escape, _ESCAPES))}]")


def entry(unit: Unit) -> str:
    """One entry, as `msgcat --no-wrap` writes it."""
    comment = "" if unit.comment == BARE else unit.comment
    lines = [_remark("#", line) for line in comment.split("\n")] if unit.comment else []
    lines += [_remark("#.", line) for line in unit.notes]
    lines += _reference_lines(unit.references)
    if flags := (("fuzzy",) if unit.fuzzy else ()) + unit.flags:
        lines.append("#, " + ", ".join(flags))
    lines += _strings(unit)
    return "".join([f"{line}\n" for line in lines])


def _remark(mark: str, text: str) -> str:
    """A comment line. A backslash at its end would make gettext read the next line, a flag perhaps, as a part of it."""
    return f"{mark} {text} " if text.endswith("\\") else f"{mark} {text}" if text else mark


def _reference_lines(references: tuple[str, ...]) -> list[str]:
    """gettext counts bytes here, and breaks these lines at 79 whatever it is told of wrapping."""
    lines: list[str] = []
    width = _PAGE_WIDTH
    for reference in references:
        length = len(reference.encode()) + 1
        if width + length > _PAGE_WIDTH:
            lines.append("#:")
            width = 2
        lines[-1] += " " + reference
        width += length
    return lines


def _strings(unit: Unit) -> Iterator[str]:
    """The lines with the texts."""
    mark, former = ("#~ ", "#~| ") if unit.obsolete else ("", "#| ")
    yield from _string(former, "msgctxt", unit.previous_context)
    yield from _string(former, "msgid", unit.previous_source)
    yield from _string(former, "msgid_plural", unit.previous_plural)
    yield from _string(mark, "msgctxt", unit.context)
    yield from _string(mark, "msgid", unit.source)
    yield from _string(mark, "msgid_plural", unit.plural_source)
    for number, text in enumerate(unit.plural_targets):
        yield from _string(mark, f"msgstr[{number}]", text)
    if not unit.plural_targets:
        yield from _string(mark, "msgstr", unit.target)


def _string(mark: str, keyword: str, text: str | None) -> Iterator[str]:
    """The lines with a text, if there is one; several lines of text begin below the keyword."""
    if text is None:
        return
    lines = [_TO_ESCAPE.sub(_escaped, line) for line in _LINE.findall(text)]
    if len(lines) != 1:
        lines.insert(0, "")
    yield f'{mark}{keyword} "{lines[0]}"'
    for line in lines[1:]:
        yield f'{mark}"{line}"'


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]
