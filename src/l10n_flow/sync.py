"""Brings a catalog up to date with an article, and loses nothing that a person typed. Pure.

A unit of the article takes its translation from the first of these that has one:

1. the unit with the same context and text: kept, or restored if it was obsolete;
2. a unit with the same text and another role that is wanted no more: moved, fuzzy;
3. sentences of units that were split or joined: put together, fuzzy; those units become obsolete, whole;
4. a unit with a similar text, above all at the same place in the order: moved, fuzzy;
5. the memory: the same context and text in another article;
6. a confirmed unit with the same text and another role: copied, fuzzy;
7. the unit with the most similar text anywhere: copied, fuzzy.

Units that are left over become obsolete if somebody translated or commented on them, else they go.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import matching, wording
from ._po_header import header_fields, plural_count
from .catalog import changed
from .model import Catalog, Unit
from .recast import Old, Recast, recast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .languages.language import Language
    from .model import Segment

__all__ = ["Change", "Key", "Outcome", "Synced", "sync", "unit_of", "update"]

Key = tuple[str | None, str]
_CHANGED = "changed: "
_PLACEHOLDER = re.compile(r"%(?:[0-9a-zA-Z]+\$?|\([^)]*\))[a-zA-Z]?|\{[^{}]*\}")


class Outcome(enum.StrEnum):
    """What became of a unit."""

    KEPT = "kept"
    RESTORED = "restored"
    ROLE = "role changed"
    REWORDED = "reworded"
    RECAST = "split or joined"
    MEMORY = "from memory"
    COPIED = "copied"
    NEW = "new"
    OBSOLETE = "obsolete"
    DROPPED = "dropped"


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


def sync(
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
        project=project,
    )


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


def update(
    wanted: Sequence[Unit],
    catalog: Catalog | None,
    *,
    language: Language,
    source_language: Language,
    now: str,
    memory: Mapping[Key, str] | None = None,
    trust_memory: bool = False,
    project: str = "l10n-flow",
) -> Synced:
    """`sync` for units of any origin, such as a template's: `wanted` are without translations, in order."""
    old = catalog or Catalog()
    work = _Work(wanted, old, source_language, language)
    work.keep()
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

    def __init__(self, wanted: Sequence[Unit], old: Catalog, source: Language, target: Language) -> None:
        self.wanted = list({unit.key: unit for unit in reversed(wanted)}.values())[::-1]
        self.olds = old.units
        self.source = source
        self.target = target
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

    def take(self, i: int, j: int, outcome: Outcome) -> None:
        """Let the wanted unit i go on the old unit j."""
        old = self.olds[j]
        self.done[i] = Change(self.carried(self.wanted[i], old), outcome, old)
        self.origin[i] = j
        self.used.add(j)

    def keep(self) -> None:
        by_key = {unit.key: j for j, unit in enumerate(self.olds)}
        for i, unit in enumerate(self.wanted):
            j = by_key.get(unit.key)
            if j is not None:
                self.take(i, j, Outcome.RESTORED if self.olds[j].obsolete else Outcome.KEPT)

    def move_roles(self) -> None:
        by_text: dict[str, list[int]] = {}
        for j, unit in enumerate(self.olds):
            if j not in self.used and any(unit.targets):
                by_text.setdefault(unit.source, []).append(j)
        for i in self.open():
            if candidates := by_text.get(self.wanted[i].source):
                j = min(candidates, key=lambda j: self.olds[j].obsolete)
                candidates.remove(j)
                self.take(i, j, Outcome.ROLE)

    def recast(self) -> None:
        new = {i: self.wanted[i].source for i in self.open() if self.wanted[i].plural_source is None}
        olds = {
            j: Old(unit.source, unit.target, _translated_from(unit))
            for j, unit in enumerate(self.olds)
            if j not in self.used and not unit.obsolete and unit.target
        }
        if not new or not olds:
            return
        for i, made in recast(new, olds, self.source, self.target).items():
            self.done[i] = Change(self.put_together(i, made), Outcome.RECAST, self.olds[made.olds[0]])
            self.recast_olds.update(made.olds)

    def put_together(self, i: int, made: Recast) -> Unit:
        olds = [self.olds[j] for j in made.olds]
        comments = dict.fromkeys(unit.comment for unit in olds if unit.comment)
        notes = (f"{_CHANGED}split or joined", *self.changed_notes(made.previous, self.wanted[i].source))
        return changed(
            self.wanted[i],
            target=made.target,
            fuzzy=True,
            previous_source=made.previous,
            comment="\n".join(comments),
            notes=self.wanted[i].notes + notes,
        )

    def reword(self) -> None:
        """Pair what is open with what is left; texts with and without plural forms apart."""
        origins = [self.origin.get(i) for i in range(len(self.wanted))]
        anchors = [None if j is None or self.olds[j].obsolete else j for j in origins]
        new_gap, old_gap = matching.gaps(anchors, len(self.olds))
        left = [
            j
            for j, unit in enumerate(self.olds)
            if j not in self.used and j not in self.recast_olds and (any(unit.targets) or not unit.obsolete)
        ]
        for plural in (False, True):
            numbers = [i for i in self.open() if (self.wanted[i].plural_source is not None) is plural]
            olds = [j for j in left if (self.olds[j].plural_source is not None) is plural]
            new = [matching.Place(self.wanted[i].source, new_gap[i], i) for i in numbers]
            gap = [matching.NOWHERE if self.olds[j].obsolete else old_gap[j] for j in olds]
            old = [matching.Place(self.olds[j].source, at, j) for j, at in zip(olds, gap, strict=True)]
            for a, b in matching.pair(new, old):
                i, j = numbers[a], olds[b]
                self.take(i, j, Outcome.REWORDED if any(self.olds[j].targets) else Outcome.NEW)

    def remember(self, memory: Mapping[Key, str], *, trusted: bool) -> None:
        for i, unit in enumerate(self.wanted):
            text = memory.get(unit.key)
            if text and not self.translated(i) and unit.plural_source is None:
                previous = {} if trusted else {"previous_source": unit.source, "previous_context": unit.context}
                self.fill(i, Outcome.MEMORY, target=text, fuzzy=not trusted, **previous)

    def copy_roles(self) -> None:
        confirmed: dict[str, Unit] = {}
        left = [unit for j, unit in enumerate(self.olds) if j not in self.used]
        for unit in [*(self.done[i].unit for i in sorted(self.done)), *left]:
            if all(unit.targets) and not unit.fuzzy and unit.plural_source is None:
                confirmed.setdefault(unit.source, unit)
        for i, unit in enumerate(self.wanted):
            other = confirmed.get(unit.source)
            if other and not self.translated(i) and unit.plural_source is None:
                self.fill(
                    i,
                    Outcome.COPIED,
                    target=other.target,
                    fuzzy=True,
                    previous_source=other.source,
                    previous_context=other.context,
                )

    def copy_alike(self) -> None:
        """Offer what the article says elsewhere, or said once, in similar words."""
        numbers = [i for i in range(len(self.wanted)) if i not in self.done or self.done[i].outcome is Outcome.NEW]
        olds = [j for j, unit in enumerate(self.olds) if all(unit.targets)]
        places = [matching.Place(self.wanted[i].source, matching.NOWHERE, i) for i in numbers]
        others = [matching.Place(self.olds[j].source, matching.NOWHERE, j) for j in olds]
        for a, b in matching.likest(places, others).items():
            i, old = numbers[a], self.olds[olds[b]]
            comment = self.done[i].unit.comment if i in self.done else ""
            self.done[i] = Change(self.carried(self.wanted[i], replace(old, comment=comment)), Outcome.COPIED, old)

    def translated(self, i: int) -> bool:
        return i in self.done and any(self.done[i].unit.targets)

    def fill(self, i: int, outcome: Outcome, **fields: object) -> None:
        before = self.done.get(i)
        self.done[i] = Change(
            changed(before.unit if before else self.wanted[i], **fields), outcome, before.before if before else None
        )

    def leave(self) -> None:
        """Decide on what is left over, and list all changes."""
        for i, unit in enumerate(self.wanted):
            empty = ("",) * self.forms if unit.plural_source is not None else ()
            self.changes.append(self.done.get(i) or Change(changed(unit, plural_targets=empty), Outcome.NEW))
        for j, unit in enumerate(self.olds):
            if j not in self.used and not unit.obsolete:
                worth = any(unit.targets) or unit.comment
                self.changes.append(Change(unit, Outcome.OBSOLETE if worth else Outcome.DROPPED, unit))

    def units(self) -> tuple[Unit, ...]:
        """All units of the new catalog, the obsolete ones last."""
        count = len(self.wanted)
        active = [change.unit for change in self.changes[:count]]
        obsolete = [unit for j, unit in enumerate(self.olds) if unit.obsolete and j not in self.used]
        left = [change.unit for change in self.changes[count:] if change.outcome is Outcome.OBSOLETE]
        return (*active, *obsolete, *(changed(unit, obsolete=True) for unit in left))

    def carried(self, wanted: Unit, old: Unit) -> Unit:
        """The wanted unit with all that people gave the old one; the old one itself if nothing differs."""
        same = wanted.key == old.key and wanted.plural_source == old.plural_source
        same = same and not _breaks_format(wanted, old)
        fuzzy = (old.fuzzy or not same) and any(old.targets)
        new = replace(
            old,
            source=wanted.source,
            context=wanted.context,
            plural_source=wanted.plural_source,
            obsolete=False,
            fuzzy=old.fuzzy if same else fuzzy,
            flags=_flags(wanted, old),
            references=wanted.references,
            **self.forms_of(wanted, old),
            **({} if same and fuzzy else _previous(old) if fuzzy else _NO_PREVIOUS),
        )
        new = replace(new, notes=wanted.notes + self.changed_lines(new, old))
        return old if new == old else changed(new)

    def forms_of(self, wanted: Unit, old: Unit) -> dict[str, object]:
        """Its translations, as many as the wanted unit has forms."""
        if (wanted.plural_source is None) == (old.plural_source is None):
            return {}
        if wanted.plural_source is not None:
            return {"target": "", "plural_targets": (old.target,) * self.forms}
        others = [f"{n}: {text}" for n, text in enumerate(old.plural_targets[1:], 1) if text]
        comment = "\n".join(filter(None, [old.comment, *others]))
        return {"target": old.plural_targets[0], "plural_targets": (), "comment": comment}

    def changed_lines(self, new: Unit, old: Unit) -> tuple[str, ...]:
        """The `changed:` notes of a unit that waits for a person."""
        if not new.fuzzy:
            return ()
        if new.previous_source is None or new.previous_source == new.source:
            return tuple(note for note in old.notes if note.startswith(_CHANGED))
        kept = tuple(note for note in old.notes if note == f"{_CHANGED}split or joined")
        return kept + self.changed_notes(new.previous_source, new.source)

    def changed_notes(self, before: str, after: str) -> tuple[str, ...]:
        return tuple(_CHANGED + line for line in wording.changes(before, after, self.source))


_NO_PREVIOUS: dict[str, object] = {"previous_source": None, "previous_context": None, "previous_plural": None}


def _formats(unit: Unit) -> set[str]:
    """Flags such as `c-format`, which say what a translation must hold."""
    return {flag for flag in unit.flags if flag.endswith("-format")}


def _breaks_format(wanted: Unit, old: Unit) -> bool:
    """Another format is asked for, and source and translation do not show the same placeholders."""
    if not _formats(old) or _formats(wanted) <= _formats(old):
        return False
    sources = {frozenset(_PLACEHOLDER.findall(text)) for text in (wanted.source, wanted.plural_source or "") if text}
    return not all(frozenset(_PLACEHOLDER.findall(text)) in sources for text in old.targets)


def _flags(wanted: Unit, old: Unit) -> tuple[str, ...]:
    """All flags; of the formats only those that are wanted, if any are."""
    stale = _formats(old) - _formats(wanted) if _formats(wanted) else set()
    return tuple(dict.fromkeys(flag for flag in wanted.flags + old.flags if flag not in stale))


def _translated_from(unit: Unit) -> str:
    """The text that a unit's translation was made from: a fuzzy unit has it as its previous source."""
    return unit.previous_source if unit.fuzzy and unit.previous_source is not None else unit.source


def _previous(old: Unit) -> dict[str, object]:
    """What a translator has to compare with: the text that was translated, whatever came between."""
    if old.fuzzy and old.previous_source is not None:
        return {}
    return {
        "previous_source": old.source,
        "previous_context": old.context,
        "previous_plural": old.plural_source,
    }
