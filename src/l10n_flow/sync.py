"""Brings a catalog up to date with an article, and loses nothing that a person typed. Pure.

A unit of the article takes its translation from the first of these that has one:

1. the unit with the same context and text: kept, or restored if it was obsolete; restored with what units that
   are wanted no more say for its sentences, if that is something else: fuzzy, its former translation in a comment;
2. a bare number: itself;
3. a unit with the same text and another role that is wanted no more: moved, fuzzy;
4. sentences of units that were split or joined: put together, fuzzy; those units become obsolete, whole;
5. a unit with a similar text, above all at the same place in the order: moved, fuzzy;
6. the memory: the same context and text in another article;
7. a confirmed unit with the same text and another role: copied, fuzzy;
8. the unit with the most similar text anywhere: copied, fuzzy. A unit that stood there empty is offered only what a
   merge left behind, and once: obsolete units that sync has not seen yet. It takes their `#:` away, as msgmerge does.

Units that are left over become obsolete if somebody translated or commented on them, else they go.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import markup, matching
from ._po_header import header_fields, plural_count
from .carry import assembled, carried, translated_from
from .catalog import changed
from .model import Catalog, Outcome, Unit
from .recast import Old, Recast, recast, renewed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .languages.language import Language
    from .model import Segment

__all__ = ["Change", "Key", "Outcome", "Synced", "sync", "unit_of", "update"]

Key = tuple[str | None, str]

_BARE = re.compile(r"(?!.*[0-9][. ]+[0-9]|.*\.[0-9])[-+*:.…()\[\]–—−0-9 ]*")
"""A text without letters, symbols, quotation marks, or marks between digits, which languages write differently:
a year, a range of years, a time of the day, a dash in an empty cell."""


@dataclass(frozen=True, slots=True)
class Change:
    """One unit's outcome; `before` is the old unit that it came from, None if there was none.

    For `OBSOLETE` and `DROPPED` it is the unit as it was left over.
    """

    unit: Unit
    outcome: Outcome
    before: Unit | None = None


@dataclass(frozen=True, slots=True)
class Synced:
    """A catalog in step with its article, and what happened to each unit: in reading order, then what was left over.

    If nothing had to change, `catalog` is the very object that was given.
    """

    catalog: Catalog
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many units had each outcome."""
        return Counter(change.outcome for change in self.changes)


def sync(  # noqa: PLR0913  an article's sync needs them all, by name
    segments: Sequence[Segment],
    catalog: Catalog | None,
    *,
    language: Language,
    source_language: Language,
    reference: str,
    now: str,
    memory: Mapping[Key, str] | None = None,
    trust_memory: bool = False,
    project: str = "l10n-flow",
) -> Synced:
    """Bring an article's catalog in one language up to date.

    Args:
        segments: the article's, in reading order.
        catalog: what is there; None if the article has no catalog in this language yet.
        language: of the translations.
        source_language: of the article.
        reference: the source file as `#:` names it.
        now: the time as PO headers have it (`2025-05-12 09:30+0500`); used only if an entry changed.
        memory: translations of other articles by (context, text).
        trust_memory: take them as they are; else a person has to look (fuzzy).
        project: name for a new catalog's header.
    """
    return update(
        [unit_of(segment, reference) for segment in segments],
        catalog,
        language=language,
        source_language=source_language,
        now=now,
        memory=memory,
        trust_memory=trust_memory,
        fill_numbers=True,
        project=project,
    )


@functools.lru_cache(maxsize=1024)
def unit_of(segment: Segment, reference: str) -> Unit:
    """The empty unit of a segment, with what translators are told of it."""
    notes = [segment.role.value]
    notes += [f"tag: <{tag.name}{'/' * tag.void}> = {tag.says}" for tag in segment.tags if tag.says]
    if segment.max_length is not None:
        notes.append(f"length: at most {segment.max_length} characters")
    if segment.note:
        notes.append(f"note: {' '.join(segment.note.split())}")
    place = f"\u2068{reference}\u2069" if " " in reference else reference
    return Unit(segment.text, context=segment.context, notes=tuple(notes), references=(place,))


def update(  # noqa: PLR0913  as `sync`
    wanted: Sequence[Unit],
    catalog: Catalog | None,
    *,
    language: Language,
    source_language: Language,
    now: str,
    memory: Mapping[Key, str] | None = None,
    trust_memory: bool = False,
    fill_numbers: bool = False,
    project: str = "l10n-flow",
) -> Synced:
    """`sync` for units of any origin, such as a template's: `wanted` are without translations, in order.

    Bare numbers are filled only if that is asked for: in a program's texts they may stand for anything.
    """
    old = catalog or Catalog()
    work = _Work(wanted, old, source_language, language, bare=_is_bare if fill_numbers else lambda _: False)
    work.keep()
    work.fill_bare()
    work.move_roles()
    work.recast()
    work.reword()
    work.remember(memory or {}, trusted=trust_memory)
    work.copy_roles()
    work.copy_alike()
    work.leave()
    units = work.units()
    header = header_fields(old, language, source_language, project, now if units != old.units else None)
    if header == old.header and units == old.units and catalog is not None:
        return Synced(catalog, tuple(work.changes))
    new = replace(old, units=units, header=header, header_fuzzy=False)
    if header != old.header or old.header_fuzzy:
        new = replace(new, header_raw=None)
    return Synced(new, tuple(work.changes))


class _Work:
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
        self.done[i] = Change(carried(self.wanted[i], old, self.forms, self.source), outcome, old)
        self.origin[i] = j
        self.used.add(j)

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
        for i, unit in enumerate(self.wanted):
            if not self.translated(i) and self.bare(unit):
                self.fill(i, Outcome.NUMBER, unit.source, None, None, fuzzy=False)

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
        self.done[i] = Change(unit, Outcome.RECAST, before)
        self.recast_olds.update(made.olds)

    def reword(self) -> None:
        """Pair what is open with what is left; texts with and without plural forms apart."""
        origins = [self.origin.get(i) for i in range(len(self.wanted))]
        anchors = [None if j is None or self.olds[j].obsolete else j for j in origins]
        new_gap, old_gap = matching.gaps(anchors, len(self.olds))
        for plural in (False, True):
            numbers = [i for i in self.open() if (self.wanted[i].plural_source is not None) is plural]
            olds = [j for j in self.left() if (self.olds[j].plural_source is not None) is plural]
            new = [matching.Place(self.wanted[i].source, new_gap[i], i) for i in numbers]
            old = [matching.Place(self.olds[j].source, old_gap[j], j) for j in olds]
            for a, b in matching.pair(new, old):
                i, j = numbers[a], olds[b]
                self.take(i, j, Outcome.REWORDED if any(self.olds[j].targets) else Outcome.NEW)

    def remember(self, memory: Mapping[Key, str], *, trusted: bool) -> None:
        """What another article says for the same text in the same role."""
        for i, unit in enumerate(self.wanted):
            text = memory.get(unit.key)
            if text and not self.translated(i) and unit.plural_source is None:
                previous, context = (None, None) if trusted else unit.key[::-1]
                self.fill(i, Outcome.MEMORY, text, previous, context, fuzzy=not trusted)

    def copy_roles(self) -> None:
        """A headline that is the page's title too needs to be translated only once."""
        confirmed: dict[str, Unit] = {}
        left = [unit for j, unit in enumerate(self.olds) if j not in self.used]
        for unit in [*(self.done[i].unit for i in sorted(self.done)), *left]:
            if all(unit.targets) and not unit.fuzzy and unit.plural_source is None:
                confirmed.setdefault(unit.source, unit)
        for i, unit in enumerate(self.wanted):
            other = confirmed.get(unit.source)
            if other and not self.translated(i) and unit.plural_source is None:
                self.fill(i, Outcome.COPIED, other.target, other.source, other.context, fuzzy=True)

    def copy_alike(self) -> None:
        """Offer what the article says elsewhere, or said once, in similar words."""
        olds = [j for j, unit in enumerate(self.olds) if all(unit.targets)]
        stranded = [j for j in olds if self.olds[j].obsolete and self.olds[j].references and j not in self.used]
        empty = [i for i in range(len(self.wanted)) if not self.translated(i)]
        new = {i for i in empty if i not in self.done or self.done[i].outcome is Outcome.NEW}
        self.copy([i for i in empty if i in new], olds)
        self.copy([i for i in empty if i not in new], stranded)

    def copy(self, numbers: Sequence[int], olds: Sequence[int]) -> None:
        """Give each of the wanted units the translation of the likest of the old ones, if one is like it."""
        places = [matching.Place(self.wanted[i].source, matching.NOWHERE, i) for i in numbers]
        others = [matching.Place(self.olds[j].source, matching.NOWHERE, j) for j in olds]
        for a, b in matching.likest(places, others).items():
            i, old = numbers[a], self.olds[olds[b]]
            comment = self.done[i].unit.comment if i in self.done else ""
            unit = carried(self.wanted[i], replace(old, comment=comment), self.forms, self.source)
            self.done[i] = Change(unit, Outcome.COPIED, old)

    def translated(self, i: int) -> bool:
        """It has found a translation."""
        return i in self.done and any(self.done[i].unit.targets)

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
        self.done[i] = Change(unit, outcome, change.before if change else None)

    def leave(self) -> None:
        """Decide on what is left over, and list all changes."""
        for i, unit in enumerate(self.wanted):
            empty = ("",) * self.forms if unit.plural_source is not None else ()
            self.changes.append(self.done.get(i) or Change(changed(unit, plural_targets=empty), Outcome.NEW))
        for j, unit in enumerate(self.olds):
            if j not in self.used and not unit.obsolete:
                worth = unit.comment or (any(unit.targets) and not (self.bare(unit) and unit.target == unit.source))
                self.changes.append(Change(unit, Outcome.OBSOLETE if worth else Outcome.DROPPED, unit))

    def units(self) -> tuple[Unit, ...]:
        """All units of the new catalog, the obsolete ones last."""
        count = len(self.wanted)
        active = [change.unit for change in self.changes[:count]]
        obsolete = [unit for j, unit in enumerate(self.olds) if unit.obsolete and j not in self.used]
        left = [change.unit for change in self.changes[count:] if change.outcome is Outcome.OBSOLETE]
        return (*active, *(_put_away(unit) for unit in (*obsolete, *left)))


def _is_bare(unit: Unit) -> bool:
    """There is nothing in it to translate."""
    if unit.plural_source is not None or " title=" in unit.source:
        return False
    return _BARE.fullmatch(markup.plain(unit.source)) is not None


def _put_away(unit: Unit) -> Unit:
    """The unit as an obsolete one, which has no place in the article."""
    return changed(unit, obsolete=True, references=()) if unit.references or not unit.obsolete else unit
