"""How two catalogs differ: unit by unit, and in a unit word by word. Pure; `cli` shows it.

Not a difference: wrapping, the order of units, references. A unit whose source was reworded is found by its
previous source (`#|`), or by place and likeness, as sync finds it.
"""

from __future__ import annotations

import enum
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from ..model import Catalog, State, Unit
from ..syncing import matching
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Difference", "Kind", "Mark", "Span", "UnitDiff", "compare", "words"]

_TOKEN = re.compile(r"</?\w+/?>|\w+(?:['’‘`.,:/-]\w+)*|\s+|.", re.DOTALL)
"""A tag, a word (with the apostrophes that are no letters, a number with its separators), white space, a mark."""

_MAX_STEPS = 1_000_000
"""Texts with more pairs of words than this are shown as replaced whole: finding their likeness would take seconds."""

_Key: TypeAlias = tuple[str | None, str]


class Kind(enum.StrEnum):
    """What happened to a unit; if several things did, the first of these."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "source reworded"
    OBSOLETE = "obsolete"
    RESTORED = "restored"
    TRANSLATED = "translated"
    CHANGED = "translation changed"
    FUZZY = "now fuzzy"
    CONFIRMED = "no longer fuzzy"
    REMARKED = "comments changed"


class Mark(enum.StrEnum):
    """What a piece of text is in a comparison."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Span(Value, frozen=True):
    """A piece of text that both sides have, or only the old one, or only the new one."""

    mark: Mark
    text: str


class UnitDiff(Value, frozen=True):
    """One unit's difference; `before` is None for an added unit, `after` for a removed one.

    `source`, and each form in `targets`, are word by word; `remarks` line by line: comments, then notes and flags.
    """

    kind: Kind
    before: Unit | None
    after: Unit | None
    source: tuple[Span, ...]
    targets: tuple[tuple[Span, ...], ...]
    remarks: tuple[Span, ...]

    @property
    def unit(self) -> Unit:
        """The unit as it is now, or was."""
        unit = self.after or self.before
        assert unit is not None  # noqa: S101  one of them is there
        return unit


class Difference(Value, frozen=True):
    """Two catalogs' difference: header fields as (name, before, after), empty if not there; units in file order."""

    header: tuple[tuple[str, str, str], ...]
    units: tuple[UnitDiff, ...]


def compare(before: Catalog, after: Catalog) -> Difference:
    """Find all differences.

    Args:
        before: the old catalog.
        after: the new one.

    Returns:
        The units of the new catalog that differ, in its order; then those that it has no more.
    """
    olds = {unit.key: unit for unit in before.units}
    origins = _origins(before, after, olds)
    pairs: list[tuple[Unit | None, Unit | None]] = [(origins.get(unit.key), unit) for unit in after.units]
    used = {unit.key for unit in origins.values()}
    pairs += [(unit, None) for unit in before.units if unit.key not in used]
    fields, news = dict(before.header), dict(after.header)
    names = [name for name in fields | news if fields.get(name) != news.get(name)]
    return Difference(
        tuple((name, fields.get(name, ""), news.get(name, "")) for name in names),
        tuple(_diff(old, new) for old, new in pairs if _differ(old, new)),
    )


def words(before: str, after: str) -> tuple[Span, ...]:
    """Two texts word by word: what was removed stands before what was added in its place."""
    if before == after:
        return (Span(Mark.SAME, after),) if after else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_as_spans([("".join(old[i:j]), "".join(new[k:m])) for _, i, j, k, m in _opcodes(old, new)]))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > _MAX_STEPS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _as_spans(pieces: Sequence[tuple[str, str]]) -> Iterator[Span]:
    """(old, new) in turn as spans; changes with nothing but white space between them are one."""
    removed = added = ""
    for n, (old, new) in enumerate(pieces):
        is_gap = old.isspace() and (removed or added) and n < len(pieces) - 1
        if old == new and not is_gap:
            yield from _change(removed, added)
            removed = added = ""
            yield Span(Mark.SAME, new)
        else:
            removed += old
            added += new
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Span]:
    if removed:
        yield Span(Mark.REMOVED, removed)
    if added:
        yield Span(Mark.ADDED, added)


def _origins(before: Catalog, after: Catalog, olds: Mapping[_Key, Unit]) -> dict[_Key, Unit]:
    """For each new unit the old one that it goes on."""
    origins = {unit.key: olds[unit.key] for unit in after.units if unit.key in olds}
    left = {unit.key: n for n, unit in enumerate(before.units) if unit.key not in origins and not unit.obsolete}
    unmatched = {n: unit for n, unit in enumerate(after.units) if unit.key not in origins and not unit.obsolete}
    for unit in unmatched.values():
        previous = (unit.previous_context, unit.previous_source or "")
        if unit.previous_source is not None and left.pop(previous, None) is not None:
            origins[unit.key] = olds[previous]
    numbers = {unit.key: n for n, unit in enumerate(before.units)}
    anchors = [numbers.get(unit.key) for unit in after.units]
    new_gap, old_gap = matching.gaps(anchors, len(before.units))
    places = [matching.Place(unit.source, new_gap[n], n) for n, unit in unmatched.items() if unit.key not in origins]
    others = [matching.Place(before.units[n].source, old_gap[n], n) for n in left.values()]
    for i, j in matching.pair(places, others):
        origins[after.units[places[i].number].key] = before.units[others[j].number]
    return origins


def _differ(before: Unit | None, after: Unit | None) -> bool:
    if before is None or after is None:
        return True
    return _shown(before) != _shown(after)


def _shown(unit: Unit) -> tuple[object, ...]:
    return (unit.key, unit.plural_source, unit.targets, unit.fuzzy, unit.obsolete, _remarks(unit))


def _remarks(unit: Unit | None) -> tuple[str, ...]:
    return () if unit is None else (*filter(None, unit.comment.split("\n")), *unit.notes, *unit.flags)


def _diff(before: Unit | None, after: Unit | None) -> UnitDiff:
    old, new = before or Unit(""), after or Unit("")
    count = max(len(old.targets), len(new.targets))
    olds, news = (unit.targets + ("",) * (count - len(unit.targets)) for unit in (old, new))
    return UnitDiff(
        _kind(before, after),
        before,
        after,
        words(_source(old), _source(new)),
        tuple(words(was, now) for was, now in zip(olds, news, strict=True)),
        tuple(_line_spans(_remarks(before), _remarks(after))),
    )


def _source(unit: Unit) -> str:
    return "\n".join(filter(None, [unit.source, unit.plural_source]))


def _line_spans(before: Sequence[str], after: Sequence[str]) -> Iterator[Span]:
    olds, news = set(before), set(after)
    yield from (Span(Mark.REMOVED, line) for line in before if line not in news)
    yield from (Span(Mark.ADDED, line) for line in after if line not in olds)


def _kind(before: Unit | None, after: Unit | None) -> Kind:
    if before is None:
        return Kind.ADDED
    if after is None:
        return Kind.REMOVED
    if before.obsolete is not after.obsolete:
        return Kind.OBSOLETE if after.obsolete else Kind.RESTORED
    facts = {
        Kind.REWORDED: (before.key, before.plural_source) != (after.key, after.plural_source),
        Kind.TRANSLATED: before.state is State.UNTRANSLATED and after.state is not State.UNTRANSLATED,
        Kind.CHANGED: before.targets != after.targets,
        Kind.FUZZY: after.fuzzy and not before.fuzzy,
        Kind.CONFIRMED: before.fuzzy and not after.fuzzy,
    }
    return next((kind for kind, holds in facts.items() if holds), Kind.REMARKED)
