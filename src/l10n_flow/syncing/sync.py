"""Brings a catalog up to date with an article, and loses nothing that a person typed. Pure.

A unit of the article takes its translation from the first of these that has one:

1. the unit with the same context and text: kept, or restored if it was obsolete; restored with what units that
   are wanted no more say for its sentences, if that is something else: fuzzy, its former translation in a comment;
2. a bare number: itself;
3. a unit with the same text and another role that is wanted no more: moved, fuzzy;
4. the memory: a confirmed translation of the same context and text in another article, where it moved from, maybe;
5. sentences of units that were split or joined: put together, fuzzy; those units become obsolete, whole;
6. a unit with a similar text, above all at the same place in the order: moved, fuzzy; not if another one that stays
   as it is has a much more similar text, which is then offered (9);
7. a confirmed unit with the same text and another role: copied, fuzzy;
8. the memory: the same text in another role, or a draft, fuzzy;
9. the unit with the most similar text anywhere: copied, fuzzy. A unit that stood there empty is offered only what a
   merge left behind, and once: obsolete units that sync has not seen yet. It takes their `#:` away, as msgmerge does.

Units that are left over become obsolete if somebody translated or commented on them, else they go.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..catalogs.po_header import header_fields
from ..model import Catalog, Change, Outcome, Unit
from ..text import markup
from ..values import Value, replace
from .carry import in_step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..languages.language import Language
    from ..model import Segment
    from .fingerprints import Found

__all__ = ["Change", "Key", "Outcome", "Synced", "units_of", "update"]

Key = tuple[str | None, str]

_BARE = re.compile(r"[-+*:.…()\[\]–—−0-9 ]*")
"""A text without letters, symbols, or quotation marks: a year, a range of years, a time of the day, a dash in an empty
cell ..."""
_LANGUAGES_DIFFER = re.compile(r"[0-9][. ]+[0-9]|\.[0-9]")
"""... but for marks between digits, which languages write differently."""


class Synced(Value, frozen=True):
    """A catalog in step with its article, and what happened to each unit: in reading order, then what was left over.

    If nothing had to change, `catalog` is the very object that was given.
    """

    catalog: Catalog
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many units had each outcome."""
        return Counter(change.outcome for change in self.changes)


def units_of(segments: Sequence[Segment], reference: str) -> tuple[Unit, ...]:
    """The empty units of an article's segments, with what translators are told of them.

    Args:
        segments: the article's, in reading order.
        reference: the source file as `#:` names it.
    """
    place = f"\u2068{reference}\u2069" if " " in reference else reference
    return tuple(Unit(one.text, context=one.context, notes=_notes(one), references=(place,)) for one in segments)


def update(  # noqa: PLR0913  an article's sync needs them all, by name
    wanted: Sequence[Unit],
    catalog: Catalog | None,
    *,
    language: Language,
    source_language: Language,
    now: str,
    memory: Mapping[Key, Found] | None = None,
    trust_memory: bool = False,
    fill_numbers: bool = False,
    project: str = "l10n-flow",
) -> Synced:
    """Bring an article's catalog in one language up to date.

    Args:
        wanted: the article's units, in reading order, without translations (`units_of`); or those of a template.
        catalog: what is there; None if the article has no catalog in this language yet.
        language: of the translations.
        source_language: of the article.
        now: the time as PO headers have it (`2025-05-12 09:30+0500`); used only if an entry changed.
        memory: what other articles say, by (context, text).
        trust_memory: take them as they are; else a person has to look (fuzzy).
        fill_numbers: bare numbers are their own translations; in a program's texts they may stand for anything.
        project: name for a new catalog's header.
    """
    if catalog and _is_in_step(wanted, catalog.units):
        header = header_fields(catalog, language, source_language, project, None)
        if header == catalog.header:
            return Synced(catalog, tuple([Change(unit, Outcome.KEPT, unit) for unit in catalog.units[: len(wanted)]]))
    from ._update import Update

    old = catalog or Catalog()
    work = Update(wanted, old, source_language, language, bare=_is_bare if fill_numbers else lambda _: False)
    work.keep()
    work.fill_bare()
    work.move_roles()
    work.remember(memory or {}, trusted=trust_memory, best=True)
    work.recast()
    work.reword()
    work.copy_roles()
    work.remember(memory or {}, trusted=trust_memory, best=False)
    work.copy_alike()
    work.leave()
    units = work.units()
    revised = now if _says_else(units, old.units) else None
    header = header_fields(replace(old, units=units), language, source_language, project, revised)
    if header == old.header and units == old.units and catalog is not None:
        return Synced(catalog, tuple(work.changes))
    new = replace(old, units=units, header=header, header_fuzzy=False)
    if header != old.header or old.header_fuzzy:
        new = replace(new, header_raw=None)
    return Synced(new, tuple(work.changes))


def _is_in_step(wanted: Sequence[Unit], units: Sequence[Unit]) -> bool:
    """The commonest case, seen in one pass: all that is wanted is translated, in its place, and the rest put away."""
    return (
        len(wanted) <= len(units)
        and all(
            (old.target or any(old.plural_targets)) and in_step(unit, old)
            for unit, old in zip(wanted, units, strict=False)
        )
        and all(unit.obsolete and not unit.references for unit in units[len(wanted) :])
    )


def _notes(segment: Segment) -> tuple[str, ...]:
    notes = [segment.role.value]
    notes += [f"tag: <{tag.name}{'/' * tag.void}> = {tag.says}" for tag in segment.tags if tag.says]
    if segment.max_length is not None:
        notes.append(f"length: at most {segment.max_length} characters")
    if segment.note:
        notes.append(f"note: {' '.join(segment.note.split())}")
    return tuple(notes)


def _says_else(new: Sequence[Unit], old: Sequence[Unit]) -> bool:
    """Whether there is more of a change than in what we tell translators of terms: that alone is not dated."""
    return len(new) != len(old) or any(
        one is not other and _without_terms(one) != _without_terms(other) for one, other in zip(new, old, strict=True)
    )


def _without_terms(unit: Unit) -> Unit:
    return replace(unit, notes=tuple(note for note in unit.notes if not note.startswith("term: ")))


def _is_bare(unit: Unit) -> bool:
    """There is nothing in it to translate."""
    if unit.plural_source is not None or " title=" in unit.source:
        return False
    text = markup.plain(unit.source)
    return _BARE.fullmatch(text) is not None and not _LANGUAGES_DIFFER.search(text)
