"""Merges two people's work on one catalog, by unit and not by line. Pure.

A unit is the same on all sides if its context and source are: never is a translation put on another source.
What one side changed is taken; what both changed differently is put together:

- translations: both are kept, one as the translation and fuzzy, the other in a comment that says so (`OTHER`);
  that is a conflict, for a person to decide. Who confirms a text that was in doubt has said it. Plural forms are
  merged one by one.
- a machine's draft that nobody has touched: it gives way to a person's text, and theirs to ours.
- fuzzy: if either side's translation is. A text that only sync offered (fuzzy) gives way to a person's.
- comments, notes, references, flags: line by line; what either side added stays, what either took away goes.
- obsolete on one side: obsolete. Missing on one side, which no editor does to a unit: kept as obsolete, so that sync
  brings it back if the article has it; unless another unit goes on what people said of it.
- reworded on one side, and translated anew before that on the other: the fuzzy text is the newer translation.
- the order: of the side that changed it, ours if both did. The header: field by field, the later revision's.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..catalogs.catalog import changed
from ..model import Catalog, Unit
from ..syncing.carry import FORMER
from ..values import Value, replace
from . import _file
from ._file import changed_side, lines, text
from ._units import nfc, shape, wording, yielded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ._file import Key

__all__ = ["OTHER", "Conflict", "Merged", "merge"]

OTHER = "[merge] other translation"
"""How the comment with the translation that was not chosen begins; then ` [n]` for a plural form, `: `, and the text,
with `\\n` for a line break. Who has decided deletes that line and the fuzzy mark."""

_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v", "\f": r"\f"})


class Conflict(Value, frozen=True):
    """A unit that both sides translated, differently: as it is now, and what each said (plural forms, or the one)."""

    unit: Unit
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


class Merged(Value, frozen=True):
    """The merged catalog, the conflicts in it, and the units kept that one side lacked."""

    catalog: Catalog
    conflicts: tuple[Conflict, ...] = ()
    rescued: tuple[Unit, ...] = ()


class _Said(Value, frozen=True):
    """A unit that says what both sides say, lines of comment with what it does not, and if a person has to decide."""

    unit: Unit
    others: tuple[str, ...] = ()
    clash: bool = False


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Put together what two sides made of one catalog.

    Args:
        base: what both started from; `Catalog()` if both are new.
        ours: one side; its translation is the one that shows where the sides disagree.
        theirs: the other side.

    Returns:
        The merged catalog, with the digest of ours. Units that only one side changed are, byte for byte, as there.
    """
    work = _Work(base, ours, theirs)
    work.merge()
    work.keep_replaced()
    work.offer_newer()
    catalog = _file.assembled(base, ours, theirs, work.done)
    return Merged(catalog, tuple(work.conflicts), tuple(work.rescued))


class _Work:
    """One merge under way: what became of each unit."""

    def __init__(self, base: Catalog, ours: Catalog, theirs: Catalog) -> None:
        self.base, self.ours, self.theirs = ({unit.key: unit for unit in side.units} for side in (base, ours, theirs))
        made_for = [(unit, key) for unit in base.units if any(unit.targets) for key in (unit.key, _former(unit))]
        self.origin = {(key, unit.targets): unit for unit, key in made_for}
        """Text and translation -> the unit of the base that has it."""
        self.our_new, self.their_new = map(_by_former, (ours, theirs))
        self.done: dict[Key, Unit] = {}
        self.conflicts: list[Conflict] = []
        self.rescued: list[Unit] = []
        self.replaced: list[Unit] = []

    def merge(self) -> None:
        """Merge every unit that a side has."""
        for key, one in (self.theirs | self.ours).items():
            base = self.base.get(key)
            unit: Unit | None = one
            if key in self.ours and key in self.theirs:
                unit = self.both(base, one, self.theirs[key])
            elif base is not None:
                unit = self.removed(base, one)
            if unit is not None:
                self.done[key] = unit

    def both(self, base: Unit | None, ours: Unit, theirs: Unit) -> Unit:
        """A unit that both sides have."""
        if ours == theirs:  # but one of them may have wrapped it anew
            return theirs if base is not None and base.raw == ours.raw else ours
        if ours == base:
            return theirs
        if theirs == base:
            return ours
        our, their = yielded(base, ours, theirs)
        said = _said(self.offered(our, their) if base is None else base, our, their)
        merged = _remarked(said, base or Unit(ours.source, obsolete=True), our, their)
        unit = next((side for side in (ours, theirs) if side == merged), None) or changed(merged)
        if said.clash:
            self.conflicts.append(Conflict(unit, ours.targets, theirs.targets))
        return unit

    def offered(self, ours: Unit, theirs: Unit) -> Unit | None:
        """Of a new unit: the one side that only says, fuzzy, what sync took from another unit of the base.

        The other side's translation takes its place.
        """
        sides = [side for side in (ours, theirs) if side.fuzzy and self.is_from_base(side)]
        if len(sides) != 1 or ours.targets == theirs.targets or not (any(ours.targets) and any(theirs.targets)):
            return None
        self.replaced.append(self.origin[_former(sides[0]), sides[0].targets])
        return sides[0]

    def is_from_base(self, unit: Unit) -> bool:
        """It has the translation of a unit of the base, which neither side translated anew."""
        before = self.origin.get((_former(unit), unit.targets))
        return before is not None and all(
            side.get(before.key, before).targets == before.targets for side in (self.ours, self.theirs)
        )

    def removed(self, base: Unit, left: Unit) -> Unit | None:
        """A unit that one side lacks, which may have been cut off its file: kept, if there is work of people in it.

        As obsolete, since it may as well have been taken away; sync brings it back if the article still has it.
        """
        new = (self.their_new if left.key in self.ours else self.our_new).get(left.key, ())
        if not (any(left.targets) or left.comment) or (_peoples(left) == _peoples(base) and _goes_on(left, new)):
            return None
        if left.obsolete or base.obsolete:
            return left
        kept = changed(left, obsolete=True)
        self.rescued.append(kept)
        return kept

    def keep_replaced(self) -> None:
        """A translation that a person's took the place of stays with the source that it was made for."""
        there = {(key, unit.targets) for unit in self.done.values() for key in (unit.key, _former(unit))}
        for unit in self.replaced:
            if (unit.key, unit.targets) not in there:
                self.done.setdefault(unit.key, changed(unit, obsolete=True))

    def offer_newer(self) -> None:
        """What one side's sync offers for a reworded source is what the other side has made of the former source."""
        newer = {unit.key: unit for unit in self.rescued if all(unit.targets) and not unit.fuzzy}
        for key, unit in self.done.items():
            former = _former(unit)
            if former not in newer or not unit.fuzzy or (key in self.ours) == (key in self.theirs):
                continue
            old, new = self.base[former].targets, newer[former].targets
            if unit.targets == old != new and len(old) == len(new):
                forms = [text if text != new[i] else "" for i, text in enumerate(old)]
                said = [_remark(f"{FORMER}{_form(unit, i)}", text) for i, text in enumerate(forms) if text]
                self.done[key] = changed(_saying(unit, new), comment="\n".join(filter(None, [unit.comment, *said])))


def _said(base: Unit | None, ours: Unit, theirs: Unit) -> _Said:
    """Merge what two versions of a unit say."""
    if base is not None and wording(ours) == wording(base):
        return _Said(theirs)
    if base is not None and wording(theirs) == wording(base):
        return _Said(ours)
    if shape(ours) == shape(theirs):
        return _said_by_forms(base, ours, theirs)
    first, second = (theirs, ours) if base is not None and shape(ours) == shape(base) else (ours, theirs)
    known = {*first.targets, *(base.targets if base else ()), ""}
    others = tuple(_other(wording) for wording in second.targets if wording not in known)
    return _Said(replace(first, fuzzy=any(first.targets)), others, clash=bool(others))


def _said_by_forms(base: Unit | None, ours: Unit, theirs: Unit) -> _Said:
    """`_said` for two units that have the same plural forms, or none."""
    before = ("",) * len(ours.targets)
    if base is not None and shape(base) == shape(ours) and not _both_decided(base, ours, theirs):
        before = base.targets
    forms, others, clash = [], [], False
    for i, (old, our, their) in enumerate(zip(before, ours.targets, theirs.targets, strict=True)):
        if len({nfc(old), nfc(our), nfc(their)}) < 3:
            forms.append(their if nfc(our) == nfc(old) else our)
            continue
        clash = True
        forms.append(our or their)
        if our and their:
            others.append(_other(their, _form(ours, i)))
    targets = tuple(forms)
    sides = (ours, theirs)
    fuzzy = next((side for side in sides if side.fuzzy and any(side.targets)), None)
    mixed = replace(ours, flags=tuple(flag for flag in ours.flags if flag in theirs.flags))
    unit = next((side for side in sides if side.targets == targets), mixed)
    after = fuzzy or unit
    unit = replace(
        _saying(unit, targets),
        fuzzy=any(targets) and (clash or fuzzy is not None),
        previous_source=after.previous_source,
        previous_context=after.previous_context,
        previous_plural=after.previous_plural,
    )
    return _Said(unit, tuple(others), clash)


def _both_decided(base: Unit, ours: Unit, theirs: Unit) -> bool:
    """Both sides say of a text that was in doubt what is right: who left it as it was has confirmed it."""
    return base.fuzzy and all(all(side.targets) and not side.fuzzy for side in (ours, theirs))


def _remarked(said: _Said, base: Unit, ours: Unit, theirs: Unit) -> Unit:
    """The unit with what both sides remark on it; fuzzy if what it says was made for another format."""
    unit = said.unit
    flags = lines(base.flags, ours.flags, theirs.flags)
    other_format = any(flag.endswith("-format") and flag not in unit.flags for flag in flags)
    comment = text(base.comment, ours.comment, theirs.comment)
    others = [line for line in said.others if line not in comment.split("\n")]
    return replace(
        unit,
        fuzzy=unit.fuzzy or (other_format and any(unit.targets)),
        obsolete=changed_side(base.obsolete, ours.obsolete, theirs.obsolete),
        comment="\n".join(filter(None, [comment, *others])),
        notes=lines(base.notes, ours.notes, theirs.notes),
        references=lines(base.references, ours.references, theirs.references),
        flags=flags,
    )


def _saying(unit: Unit, targets: tuple[str, ...]) -> Unit:
    """The unit with other translations, as many as it has."""
    if unit.plural_source is None:
        return replace(unit, target=targets[0])
    return replace(unit, plural_targets=targets)


def _form(unit: Unit, number: int) -> str:
    """How a comment names a form of the unit's translation."""
    return "" if unit.plural_source is None else f" [{number}]"


def _other(wording: str, form: str = "") -> str:
    return _remark(f"{OTHER}{form}", nfc(wording))


def _remark(why: str, wording: str) -> str:
    return f"{why}: {wording.translate(_ESCAPES)}"


def _former(unit: Unit) -> Key:
    """What the unit was before it was reworded; no unit's if it was not."""
    return (unit.previous_context, unit.previous_source or "")


def _by_former(catalog: Catalog) -> Mapping[Key, Sequence[Unit]]:
    """What units were before they were reworded -> what they are now."""
    found: defaultdict[Key, list[Unit]] = defaultdict(list)
    for unit in catalog.units:
        found[_former(unit)].append(unit)
    return found


def _goes_on(unit: Unit, reworded: Sequence[Unit]) -> bool:
    """Whether one of its reworded forms has all that people said of a unit."""
    remarks = set(unit.comment.split("\n"))
    return any(new.targets == unit.targets and remarks <= {"", *new.comment.split("\n")} for new in reworded)


def _peoples(unit: Unit) -> tuple[object, ...]:
    """What only people change."""
    return (unit.targets, unit.comment, unit.fuzzy)
