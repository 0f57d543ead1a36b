"""One update of a catalog under way: the steps that `sync` takes. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogs import origin
from ..catalogs.catalog import changed
from ..catalogs.po_header import plural_count
from ..model import Change, Outcome
from ..values import replace
from . import matching
from .carry import assembled, carried, from_memory, translated_from
from .recast import Old, Recast, recast, renewed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..languages.language import Language
    from ..model import Catalog, Unit
    from .fingerprints import Found

__all__ = ["Update"]


class Update:
    """One update under way: for each wanted unit what became of it, and which old units are used up."""

    def __init__(
        self,
        wanted: Sequence[Unit],
        old: Catalog,
        source: Language,
        target: Language,
        bare: Callable[[Unit], bool],
    ) -> None:
        self.wanted = list({unit.key: unit for unit in reversed(wanted) if unit.source}.values())[::-1]
        self.olds = old.units
        self.source = source
        self.target = target
        self.bare = bare
        self.forms = plural_count(old, target)
        self.changes: list[Change] = []
        self.done: dict[int, Change] = {}
        self.empty = dict.fromkeys(range(len(self.wanted)))
        """The wanted units that have no translation yet, in order."""
        self.origin: dict[int, int] = {}
        """Wanted unit -> the old unit that it goes on."""
        self.used: set[int] = set()
        self.recast_olds: set[int] = set()

    def open(self) -> list[int]:
        """The wanted units that have found nothing yet."""
        return [i for i in range(len(self.wanted)) if i not in self.done]

    def left(self) -> list[int]:
        """The old units of the article that nothing has come from yet; obsolete ones only ever give copies."""
        return [
            j
            for j, unit in enumerate(self.olds)
            if not unit.obsolete and j not in self.used and j not in self.recast_olds
        ]

    def take(self, i: int, j: int, outcome: Outcome) -> None:
        """Let the wanted unit i go on the old unit j."""
        old = self.olds[j]
        self.settle(i, Change(carried(self.wanted[i], old, self.forms, self.source), outcome, old))
        self.origin[i] = j
        self.used.add(j)

    def settle(self, i: int, change: Change) -> None:
        """Decide on the wanted unit i."""
        self.done[i] = change
        if change.unit.target or any(change.unit.plural_targets):
            self.empty.pop(i, None)

    def keep(self) -> None:
        """The same text in the same role."""
        by_key = {unit.key: j for j, unit in enumerate(self.olds)}
        for i, unit in enumerate(self.wanted):
            j = by_key.get(unit.key)
            if j is not None:
                self.take(i, j, Outcome.RESTORED if self.olds[j].obsolete else Outcome.KEPT)

    def old(self, j: int) -> Old:
        """The old unit j as `recast` sees it."""
        unit = self.olds[j]
        return Old(unit.source, unit.target, translated_from(unit))

    def fill_bare(self) -> None:
        """What is the same in all languages needs no translator."""
        for i in [i for i in self.empty if self.bare(self.wanted[i])]:
            self.fill(i, Outcome.NUMBER, self.wanted[i].source, None, None, fuzzy=False)

    def move_roles(self) -> None:
        """A caption became a paragraph: the same words, to be looked at in their new place."""
        by_text: dict[str, list[int]] = {}
        for j in self.left():
            if any(self.olds[j].targets):
                by_text.setdefault(self.olds[j].source, []).append(j)
        for i in self.open():
            if candidates := by_text.get(self.wanted[i].source):
                self.take(i, candidates.pop(0), Outcome.ROLE)

    def recast(self) -> None:
        """Put split and joined paragraphs together; the old units stay whole, to come back if that is undone."""
        olds = {j: self.old(j) for j in self.left() if self.olds[j].plural_source is None}
        back = {j: i for i, j in self.origin.items() if self.olds[j].obsolete and self.olds[j].plural_source is None}
        new = [i for i in self.open() if self.wanted[i].plural_source is None]
        if olds and back:
            once = {j: self.old(j) for j in back}
            for j, made in renewed(once, olds, self.source, self.target).items():
                self.assemble(back[j], made, self.olds[j])
        if olds and new:  # a text that came back may be a part of what was split, too
            texts = {i: self.wanted[i].source for i in (*new, *back.values())}
            for i, made in recast(texts, olds, self.source, self.target).items():
                self.recast_olds.update(made.olds)
                if i not in self.done:
                    self.assemble(i, made, self.olds[made.olds[0]])

    def assemble(self, i: int, made: Recast, before: Unit) -> None:
        """Give the wanted unit i, or what came back for it, a translation that was put together."""
        unit = replace(self.done[i].unit, notes=self.wanted[i].notes) if i in self.done else self.wanted[i]
        parts = [self.olds[j] for j in made.olds]
        unit = assembled(unit, parts, made.target, made.previous, self.source)
        self.settle(i, Change(unit, Outcome.RECAST, before))
        self.recast_olds.update(made.olds)

    def reword(self) -> None:
        """Pair what is open with what is left; texts with and without plural forms apart."""
        if not self.open() or not self.left():
            return
        origins = [self.origin.get(i) for i in range(len(self.wanted))]
        anchors = [None if j is None or self.olds[j].obsolete else j for j in origins]
        new_gap, old_gap = matching.gaps(anchors, len(self.olds))
        for plural in (False, True):
            numbers = [i for i in self.open() if (self.wanted[i].plural_source is not None) is plural]
            olds = [j for j in self.left() if (self.olds[j].plural_source is not None) is plural]
            new = [matching.Place(self.wanted[i].source, new_gap[i], i) for i in numbers]
            old = [matching.Place(self.olds[j].source, old_gap[j], j) for j in olds]
            there = (self.olds[j] for j in sorted(self.used))
            others = (unit.source for unit in there if all(unit.targets) and (unit.plural_source is not None) is plural)
            for a, b in matching.convincing(matching.pair(new, old), new, old, others):
                i, j = numbers[a], olds[b]
                self.take(i, j, Outcome.REWORDED if any(self.olds[j].targets) else Outcome.NEW)

    def remember(self, memory: Mapping[tuple[str | None, str], Found], *, trusted: bool, best: bool) -> None:
        """What another article says for the same text: confirmed in the same role (`best`), or any."""
        for i in list(self.empty):
            unit = self.wanted[i]
            found = memory.get(unit.key)
            if found is None or unit.plural_source is not None:
                continue
            good = found.unit.context == unit.context and found.is_confirmed
            if good or not best:
                sure = good and trusted and not found.rival
                self.settle(i, self.remembered(i, found, fuzzy=not sure))

    def remembered(self, i: int, found: Found, *, fuzzy: bool) -> Change:
        """The wanted unit i with what another article says."""
        change = self.done.get(i)
        before = change.unit if change else self.wanted[i]
        comment = origin.adopted(before.comment, found.unit.comment, found.unit.target)
        old = changed(found.unit, comment=comment, flags=before.flags, notes=())
        unit = carried(self.wanted[i], old, self.forms, self.source)
        if fuzzy:
            unit = changed(unit, fuzzy=True, notes=(*unit.notes, from_memory(found.place, found.rival)))
        return Change(unit, Outcome.MEMORY, change.before if change else None)

    def copy_roles(self) -> None:
        """A headline that is the page's title too needs to be translated only once."""
        if not self.empty:
            return
        confirmed: dict[str, Unit] = {}
        left = [unit for j, unit in enumerate(self.olds) if j not in self.used]
        for unit in [*(self.done[i].unit for i in sorted(self.done)), *left]:
            is_confirmed = not unit.fuzzy and not origin.is_untouched(unit.comment, unit.target)
            if all(unit.targets) and is_confirmed and unit.plural_source is None:
                confirmed.setdefault(unit.source, unit)
        for i in list(self.empty):
            unit = self.wanted[i]
            other = confirmed.get(unit.source)
            if other and unit.plural_source is None:
                self.fill(i, Outcome.COPIED, other.target, other.source, other.context, fuzzy=True)

    def copy_alike(self) -> None:
        """Offer what the article says elsewhere, or said once, in similar words."""
        if not self.empty:
            return
        olds = [j for j, unit in enumerate(self.olds) if all(unit.targets)]
        stranded = [j for j in olds if self.olds[j].obsolete and self.olds[j].references and j not in self.used]
        new = {i for i in self.empty if i not in self.done or self.done[i].outcome is Outcome.NEW}
        seen = [i for i in self.empty if i not in new]
        self.copy(sorted(new), olds)
        self.copy(seen, stranded)

    def copy(self, numbers: Sequence[int], olds: Sequence[int]) -> None:
        """Give each of the wanted units the translation of the likest of the old ones, if one is like it."""
        places = [matching.Place(self.wanted[i].source, matching.NOWHERE, i) for i in numbers]
        others = [matching.Place(self.olds[j].source, matching.NOWHERE, j) for j in olds]
        for a, b in matching.likest(places, others).items():
            i, old = numbers[a], self.olds[olds[b]]
            own = self.done[i].unit.comment if i in self.done else ""
            comment = origin.adopted(own, old.comment, old.target)
            unit = carried(self.wanted[i], replace(old, comment=comment), self.forms, self.source)
            self.settle(i, Change(unit, Outcome.COPIED, old))

    def fill(
        self, i: int, outcome: Outcome, target: str, previous: str | None, context: str | None, *, fuzzy: bool
    ) -> None:
        """Give a wanted unit that has no translation one."""
        change = self.done.get(i)
        unit = changed(
            change.unit if change else self.wanted[i],
            target=target,
            fuzzy=fuzzy,
            previous_source=previous,
            previous_context=context,
        )
        self.settle(i, Change(unit, outcome, change.before if change else None))

    def leave(self) -> None:
        """Decide on what is left over, and list all changes."""
        for i, unit in enumerate(self.wanted):
            empty = ("",) * self.forms if unit.plural_source is not None else ()
            self.changes.append(self.done.get(i) or Change(changed(unit, plural_targets=empty), Outcome.NEW))
        for j, unit in enumerate(self.olds):
            if j not in self.used and not unit.obsolete:
                said = any(unit.targets) and not (self.bare(unit) and unit.target == unit.source)
                worth = said or unit.comment.strip()
                self.changes.append(Change(unit, Outcome.OBSOLETE if worth else Outcome.DROPPED, unit))

    def units(self) -> tuple[Unit, ...]:
        """All units of the new catalog, the obsolete ones last."""
        count = len(self.wanted)
        active = [change.unit for change in self.changes[:count]]
        obsolete = [unit for j, unit in enumerate(self.olds) if unit.obsolete and j not in self.used]
        left = [change.unit for change in self.changes[count:] if change.outcome is Outcome.OBSOLETE]
        return (*active, *(_put_away(unit) for unit in (*obsolete, *left)))


def _put_away(unit: Unit) -> Unit:
    """The unit as an obsolete one, which has no place in the article."""
    return changed(unit, obsolete=True, references=()) if unit.references or not unit.obsolete else unit
