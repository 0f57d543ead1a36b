"""The parts of a three-way merge that are not about one translation: lines, header, order, the file as a whole."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ..catalogs import approvals
from ..catalogs.catalog import changed
from ..catalogs.po_header import plural_forms
from ..values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model import Catalog, Unit

__all__ = ["Fields", "Key", "assembled", "changed_side", "lines", "text"]

Key: TypeAlias = tuple[str | None, str]
Fields: TypeAlias = tuple[tuple[str, str], ...]
_T = TypeVar("_T")


def changed_side(base: _T, ours: _T, theirs: _T) -> _T:
    """What the side has that changed it; ours if both did."""
    return theirs if ours == base else ours


def lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The lines of both: what either added is there, what either took away is not."""
    if base in (ours, theirs):
        return tuple(changed_side(base, ours, theirs))
    olds, our, their = set(base), set(ours), set(theirs)
    kept = (line for line in ours if line in their or line not in olds)
    added = (line for line in theirs if line not in olds and line not in our)
    return (*kept, *added)


def text(base: str, ours: str, theirs: str) -> str:
    """`lines` of texts."""
    return "\n".join(lines(*(side.split("\n") if side else [] for side in (base, ours, theirs))))


def assembled(base: Catalog, ours: Catalog, theirs: Catalog, units: Mapping[Key, Unit]) -> Catalog:
    """The merged file: header, units in their order, and what stands after them.

    Args:
        base: what both sides started from.
        ours: one side.
        theirs: the other.
        units: the merged units.
    """
    header = _fields(base.header, ours.header, theirs.header)
    ordered = [units[key] for key in _order(base, ours, theirs, units)]
    if _plural_count(ours.header) != _plural_count(theirs.header):
        ordered = [_in_doubt(unit, _plural_count(header)) for unit in ordered]
    if all(_is_tidy(side) for side in (ours, theirs)):
        ordered.sort(key=lambda unit: unit.obsolete)
    merged = replace(
        ours,
        header=header,
        header_comment=text(base.header_comment, ours.header_comment, theirs.header_comment),
        header_fuzzy=changed_side(base.header_fuzzy, ours.header_fuzzy, theirs.header_fuzzy),
        header_rest=changed_side(base.header_rest, ours.header_rest, theirs.header_rest),
        units=tuple(ordered),
        trailer=_trailer(base.trailer, ours.trailer, theirs.trailer, ordered),
    )
    return replace(merged, header_raw=_header_raw(merged, base, ours, theirs))


def _fields(base: Fields, ours: Fields, theirs: Fields) -> Fields:
    """Header fields one by one; where both sides changed one, the later date, and else that of the later revision.

    A header that a side does not have at all was left out by some tool.
    """
    if not (ours and theirs):
        return ours or theirs
    if base in (ours, theirs):
        return changed_side(base, ours, theirs)
    olds, our, their = _numbered(base), _numbered(ours), _numbered(theirs)
    later = their if _revised(theirs) > _revised(ours) else our
    merged = []
    for key in our | their:
        sides = (olds.get(key), our.get(key), their.get(key))
        value = changed_side(*sides)
        if key[0] == approvals.FIELD:
            value = approvals.merged(*(side or "" for side in sides)) or None
        elif len(set(sides)) == 3 and None not in sides[1:]:
            value = later[key]
            if key[0].endswith("-Date"):
                value = max(our[key], their[key], key=_moment)
        elif len(set(sides)) == 3:
            value = our.get(key) or their.get(key)
        if value is not None:
            merged.append((key[0], value))
    return tuple(merged)


def _numbered(fields: Fields) -> dict[tuple[str, int], str]:
    """Fields by name, the second of a name apart from the first."""
    seen: Counter[str] = Counter()
    numbered = {}
    for name, value in fields:
        numbered[name, seen[name]] = value
        seen[name] += 1
    return numbered


def _revised(fields: Fields) -> datetime:
    return _moment(dict(fields).get("PO-Revision-Date", ""))


def _moment(date: str) -> datetime:
    """A header's date, as `2025-05-12 09:30+0500`; what is none is the earliest."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _header_raw(merged: Catalog, base: Catalog, ours: Catalog, theirs: Catalog) -> str | None:
    """The header's own text on the side that has just this header, and wrote it last."""
    sides = (theirs, ours) if base.header_raw == ours.header_raw else (ours, theirs)
    same = (side.header_raw for side in sides if _header(side) == _header(merged))
    return next(same, None)


def _header(catalog: Catalog) -> tuple[object, ...]:
    return (catalog.header, catalog.header_comment, catalog.header_fuzzy, catalog.header_rest)


def _order(base: Catalog, ours: Catalog, theirs: Catalog, units: Iterable[Key]) -> list[Key]:
    """The units in the order of the side that changed it; the other side's own before the unit that they preceded."""
    olds, our, their = (list(dict.fromkeys(unit.key for unit in side.units)) for side in (base, ours, theirs))
    if _keeps_order(olds, our) and not _keeps_order(olds, their):
        our, their = their, our
    following: dict[Key | None, list[Key]] = {}
    present = set(our)
    anchor: Key | None = None
    for key in reversed(their):
        if key in present:
            anchor = key
        else:
            following.setdefault(anchor, []).append(key)
    wanted = [key for place in (*our, None) for key in (*following.get(place, [])[::-1], place)]
    left = dict.fromkeys(units)
    return [key for key in dict.fromkeys((*wanted, *left)) if key is not None and key in left]


def _keeps_order(base: Sequence[Key], side: Sequence[Key]) -> bool:
    before, now = set(base), set(side)
    return [key for key in base if key in now] == [key for key in side if key in before]


def _is_tidy(catalog: Catalog) -> bool:
    """Its obsolete units stand last."""
    states = [unit.obsolete for unit in catalog.units]
    return states == sorted(states)


def _plural_count(fields: Fields) -> int | None:
    return plural_forms(dict(fields).get("Plural-Forms", ""))


def _in_doubt(unit: Unit, forms: int | None) -> Unit:
    """Fuzzy if it was translated by other plural rules than the header now has."""
    fits = unit.plural_source is None or len(unit.plural_targets) == forms
    return unit if fits or unit.fuzzy or not any(unit.targets) else changed(unit, fuzzy=True)


def _trailer(base: str, ours: str, theirs: str, units: Sequence[Unit]) -> str:
    """The comments after the last unit; blank lines there are nobody's work."""
    if theirs.strip() in (base.strip(), ours.strip()):
        trailer = ours
    elif ours.strip() == base.strip():
        trailer = theirs
    else:
        sides = ([line for line in side.split("\n") if line.strip()] for side in (base, ours, theirs))
        trailer = "".join(f"{line}\n" for line in ("", *lines(*sides)))
    unfinished = bool(units) and units[-1].raw is not None and not units[-1].raw.endswith("\n")
    return f"\n{trailer}" if unfinished and trailer.strip() else trailer
