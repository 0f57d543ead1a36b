"""Merges two people's work on one catalog, by unit and not by line. Pure.

A unit is the same on all sides if its context and source are: never is a translation put on another source.
What one side changed is taken; what both changed differently is put together:

- translations: both are kept, one as the translation and fuzzy, the other in a comment that says so
  (`OTHER`); that is a conflict, for a person to decide. Plural forms are merged one by one.
- fuzzy: if either side's translation is. A text that only sync offered (fuzzy) gives way to a person's.
- comments, notes, references, flags: line by line; what either side added stays, what either took away goes.
- removed on one side, changed by a person on the other: kept as obsolete. Obsolete on one side: obsolete.
- the order: of the side that changed it, ours if both did. The header: field by field, the later revision's.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from ._po_header import forms, merged_fields
from .catalog import changed
from .model import Catalog, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OTHER", "Conflict", "Merged", "merge"]

OTHER = "[merge] other translation"
"""How the comment with the translation that was not chosen begins; then `: ` and the text, with `\\n` for a line
break; of plural forms ` [n]: `. Whoever decides deletes the line and the fuzzy mark."""

_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v", "\f": r"\f"})

_T = TypeVar("_T")
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit that both sides translated, differently: as it is now, and what each said (plural forms, or the one)."""

    unit: Unit
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged catalog, the conflicts in it, and units kept as obsolete that one side had removed."""

    catalog: Catalog
    conflicts: tuple[Conflict, ...] = ()
    rescued: tuple[Unit, ...] = ()


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Put together what two sides made of one catalog.

    Args:
        base: what both started from; `Catalog()` if both are new.
        ours: one side; if the sides are equally right it is the one that shows.
        theirs: the other side.

    Returns:
        The merged catalog; its `digest` is ours. What only one side changed is as it is there, byte for byte.
    """
    work = _Work(base, ours, theirs)
    work.units()
    work.keep_replaced()
    header, header_raw = _header(base, ours, theirs)
    catalog = replace(
        ours,
        header=header,
        header_comment=_text(base.header_comment, ours.header_comment, theirs.header_comment),
        header_fuzzy=_changed_side(base.header_fuzzy, ours.header_fuzzy, theirs.header_fuzzy),
        header_raw=header_raw,
        trailer=_text(base.trailer, ours.trailer, theirs.trailer),
    )
    units = tuple(work.done[key] for key in _order(base, ours, theirs, work.done))
    if forms(ours.header) != forms(theirs.header):
        units = tuple(_in_doubt(unit, forms(header)) for unit in units)
    return Merged(replace(catalog, units=units), tuple(work.conflicts), tuple(work.rescued))


class _Work:
    """One merge under way: what became of each unit."""

    def __init__(self, base: Catalog, ours: Catalog, theirs: Catalog) -> None:
        self.base, self.ours, self.theirs = ({unit.key: unit for unit in side.units} for side in (base, ours, theirs))
        self.origin = {unit.targets: unit for unit in base.units if any(unit.targets)}
        """Translation -> the unit of the base that has it."""
        self.done: dict[Key, Unit] = {}
        self.conflicts: list[Conflict] = []
        self.rescued: list[Unit] = []
        self.replaced: list[Unit] = []

    def units(self) -> None:
        """Merge every unit that a side has."""
        for key in self.ours | self.theirs:
            base, ours, theirs = self.base.get(key), self.ours.get(key), self.theirs.get(key)
            if ours is not None and theirs is not None:
                self.done[key] = self.both(base, ours, theirs)
            else:
                one = ours or theirs
                unit = one if base is None else one and self.removed(base, one)
                if unit is not None:
                    self.done[key] = unit

    def both(self, base: Unit | None, ours: Unit, theirs: Unit) -> Unit:
        """A unit that both sides have."""
        if ours == theirs:
            return theirs if base is not None and base.raw == ours.raw else ours  # one side may have wrapped it anew
        if ours == base:
            return theirs
        if theirs == base:
            return ours
        start = self.offered(ours, theirs) if base is None else base
        said, others, clash = _translation(start, ours, theirs)
        merged = _with_remarks(said, others, base or Unit(ours.source, obsolete=True), ours, theirs)
        unit = next((side for side in (ours, theirs) if side == merged), None) or changed(merged)
        if clash:
            self.conflicts.append(Conflict(unit, ours.targets, theirs.targets))
        return unit

    def offered(self, ours: Unit, theirs: Unit) -> Unit | None:
        """Of a unit that both sides got from sync: the side that still has, fuzzy, what the base said elsewhere."""
        for side in (ours, theirs):
            if side.fuzzy and (before := self.origin.get(side.targets)):
                self.replaced.append(before)
                return side
        return None

    def removed(self, base: Unit, left: Unit) -> Unit | None:
        """A unit that one side removed: gone, unless the other made something of it."""
        if left.obsolete == base.obsolete and _peoples(left) == _peoples(base):
            return None
        if left.obsolete or base.obsolete:
            return left
        if not any(left.targets) and not left.comment:
            return None
        self.rescued.append(unit := changed(left, obsolete=True))
        return unit

    def keep_replaced(self) -> None:
        """Translations whose source is gone, and which a new one took the place of, stay with that source."""
        kept = {unit.targets for unit in self.done.values()}
        for unit in self.replaced:
            if unit.targets not in kept and unit.key not in self.done:
                self.done[unit.key] = changed(unit, obsolete=True)


def _translation(base: Unit | None, ours: Unit, theirs: Unit) -> tuple[Unit, list[str], bool]:
    """Merge what two versions of a unit say, in which state.

    Returns:
        A unit that says it; the lines of comment with what it does not say; whether a person has to decide.
    """
    if base is not None and _wording(ours) == _wording(base):
        return theirs, [], False
    if base is not None and _wording(theirs) == _wording(base):
        return ours, [], False
    if _shape(ours) != _shape(theirs):
        first, second = (theirs, ours) if base is not None and _shape(ours) == _shape(base) else (ours, theirs)
        old = {*first.targets, *(base.targets if base else ()), ""}
        others = [f"{OTHER}: {text.translate(_ESCAPES)}" for text in second.targets if text not in old]
        return replace(first, fuzzy=True), others, bool(others)
    return _formwise(base, ours, theirs)


def _formwise(base: Unit | None, ours: Unit, theirs: Unit) -> tuple[Unit, list[str], bool]:
    """`_translation` of units that have the same forms; both sides changed something."""
    count = len(ours.targets)
    before = base.targets if base is not None and _shape(base) == _shape(ours) else ("",) * count
    texts, others, clash = [], [], False
    for i, (old, our, their) in enumerate(zip(before, ours.targets, theirs.targets, strict=True)):
        both = _nfc(old) != _nfc(our) != _nfc(their) != _nfc(old)
        clash |= both
        texts.append((our or their) if both else _changed_side(old, our, their, same=_nfc))
        if both and our and their:
            number = f" [{i}]" if ours.plural_source is not None else ""
            others.append(f"{OTHER}{number}: {their.translate(_ESCAPES)}")
    targets = tuple(texts)
    said = next((side for side in (ours, theirs) if side.targets == targets), None)
    doubtful = next((side for side in (ours, theirs) if side.fuzzy and any(side.targets)), None)
    flags = said.flags if said else tuple(flag for flag in ours.flags if flag in theirs.flags)
    mixed = replace(_saying(ours, targets), flags=flags, fuzzy=any(targets) and (clash or doubtful is not None))
    return _after(mixed, doubtful or said or ours), others, clash


def _with_remarks(said: Unit, others: Sequence[str], base: Unit, ours: Unit, theirs: Unit) -> Unit:
    """The unit that was said, with what both sides remark on it; fuzzy if it was said of another format."""
    flags = _lines(base.flags, ours.flags, theirs.flags)
    other_format = any(flag.endswith("-format") and flag not in said.flags for flag in flags)
    comment = _text(base.comment, ours.comment, theirs.comment)
    known = comment.split("\n")
    return replace(
        said,
        obsolete=_changed_side(base.obsolete, ours.obsolete, theirs.obsolete),
        fuzzy=said.fuzzy or (other_format and any(said.targets)),
        comment="\n".join(filter(None, [comment, *(line for line in others if line not in known)])),
        notes=_lines(base.notes, ours.notes, theirs.notes),
        references=_lines(base.references, ours.references, theirs.references),
        flags=flags,
    )


def _changed_side(base: _T, ours: _T, theirs: _T, same: object = None) -> _T:
    """The value of the side that changed it; ours if both did."""
    return theirs if ours == base else ours


def _lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Lines of both sides: what either added is there, what either took away is not."""
    if ours == base:
        return tuple(theirs)
    kept = [line for line in ours if line in theirs or line not in base]
    added = [line for line in theirs if line not in base and line not in ours]
    return (*kept, *added) if theirs != base else tuple(ours)
