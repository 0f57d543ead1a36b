"""The polib seam: one unit as the text of a PO entry, byte for byte as `msgcat --no-wrap` writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .po_plain import BARE

if TYPE_CHECKING:
    from ..model import Unit

__all__ = ["entry"]

_PAGE_WIDTH = 79

_EMPTY = "\udcff"
_ODD = "\a\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ODD_ONE = re.compile(f"[{_ODD}]")
_TO_SURROGATES = {ord(c): 0xDC00 + i for i, c in enumerate(_ODD)}
_FROM_SURROGATES = {
    0xDC00 + i: {"\a": r"\a", "\r": r"\r", "\v": r"\v", "\f": r"\f"}.get(c, c) for i, c in enumerate(_ODD)
} | {ord(_EMPTY): ""}
"""polib would split lines at these, and leave out a plural that is empty; surrogates, which no UTF-8 text holds, stand
in for them while it formats."""


def entry(unit: Unit) -> str:
    """One entry, as `msgcat --no-wrap` writes it."""
    comment = "" if unit.comment == BARE else unit.comment
    lines = [_remark("#", line) for line in comment.split("\n")] if unit.comment else []
    lines += [_remark("#.", line) for line in unit.notes]
    lines += _reference_lines(unit.references)
    if flags := (("fuzzy",) if unit.fuzzy else ()) + unit.flags:
        lines.append("#, " + ", ".join(flags))
    return "".join(f"{line}\n" for line in lines) + _strings(unit)


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


def _strings(unit: Unit) -> str:
    """The lines with the texts, by polib; surrogates stand in for what it would not write."""
    from polib import POEntry

    former = (unit.previous_source, unit.previous_context, unit.previous_plural)
    texts = (unit.source, unit.target, unit.context, unit.plural_source, *unit.plural_targets, *former)
    odd = unit.plural_source == "" or _ODD_ONE.search("".join(filter(None, texts)))

    def guarded(text: str | None) -> str | None:
        return text.translate(_TO_SURROGATES) if odd and text else text

    shown = POEntry(
        msgid=guarded(unit.source),
        msgstr=guarded(unit.target),
        msgctxt=guarded(unit.context),
        msgid_plural=_EMPTY if unit.plural_source == "" else guarded(unit.plural_source),
        msgstr_plural={i: guarded(text) for i, text in enumerate(unit.plural_targets)},
        previous_msgctxt=guarded(unit.previous_context),
        previous_msgid=guarded(unit.previous_source),
        previous_msgid_plural=guarded(unit.previous_plural),
        obsolete=unit.obsolete,
    )
    lines = shown.__unicode__(wrapwidth=0)
    return lines.translate(_FROM_SURROGATES) if odd else lines
