"""What two versions of a unit say, and which gives way: a machine's draft that nobody has touched. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ..catalogs import origin
from ..catalogs.catalog import changed

if TYPE_CHECKING:
    from ..model import Unit

__all__ = ["nfc", "shape", "wording", "yielded"]


def wording(unit: Unit) -> tuple[object, ...]:
    """What is merged as one: the translation, whether it is in doubt, and of which forms it is."""
    return (tuple(map(nfc, unit.targets)), unit.fuzzy, unit.plural_source)


def shape(unit: Unit) -> tuple[str | None, int]:
    """Units of one shape can be merged form by form."""
    return (unit.plural_source, len(unit.targets))


def nfc(text: str) -> str:
    """A text with its letters in one encoding (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def yielded(base: Unit | None, ours: Unit, theirs: Unit) -> tuple[Unit, Unit]:
    """The two sides of a unit that both changed, as if no machine had contradicted a person, or another machine.

    A draft that nobody has touched gives way to a person's text, with its line and the notes on it; of two, ours stays.

    Args:
        base: what both started from; None if it is new.
        ours: one side.
        theirs: the other.
    """
    new = [side for side in (ours, theirs) if base is None or wording(side) != wording(base)]
    singular = all(side.plural_source is None for side in (*new, *([base] if base else [])))
    if len(new) < 2 or not singular or not (ours.target and theirs.target):
        return ours, theirs
    match _is_draft(ours), _is_draft(theirs):
        case True, False:
            return _without_draft(base, ours), theirs
        case False, True:
            return ours, _without_draft(base, theirs)
        case True, True:
            return ours, _agreeing(theirs, ours)
    return ours, theirs


def _is_draft(unit: Unit) -> bool:
    """Its text is word for word a machine's: not so if a line without a digest says it, which holds for any text."""
    return origin.is_untouched(unit.comment, unit.target) and not origin.is_untouched(unit.comment, f"{unit.target}\n")


def _without_draft(base: Unit | None, unit: Unit) -> Unit:
    return changed(
        unit,
        target=base.target if base else "",
        fuzzy=bool(base and base.fuzzy),
        previous_source=base and base.previous_source,
        previous_context=base and base.previous_context,
        previous_plural=base and base.previous_plural,
        comment=origin.unsigned(unit.comment),
        notes=_own_notes(unit),
    )


def _agreeing(unit: Unit, other: Unit) -> Unit:
    """A draft with the other one's text, and with its line."""
    lines = [line for line in other.comment.split("\n") if line and not origin.unsigned(line)]
    return changed(
        unit,
        target=other.target,
        fuzzy=unit.fuzzy if unit.target == other.target else other.fuzzy,
        previous_source=other.previous_source,
        previous_context=other.previous_context,
        previous_plural=other.previous_plural,
        comment="\n".join(filter(None, [origin.unsigned(unit.comment), *lines])),
        notes=(*_own_notes(unit), *(note for note in other.notes if note.startswith(origin.NOTE))),
    )


def _own_notes(unit: Unit) -> tuple[str, ...]:
    return tuple(note for note in unit.notes if not note.startswith(origin.NOTE))
