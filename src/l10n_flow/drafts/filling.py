"""Drafts on their way into an article's catalog: marked as what they are, and never over what a person typed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from .. import plugins
from ..catalogs import catalog as catalogs
from ..catalogs import origin
from ..catalogs.catalog import ATTEMPTS
from ..catalogs.po_format import entry
from ..catalogs.po_header import header_fields
from ..catalogs.po_scan import scan
from ..desk import desk
from ..disk import files
from ..errors import CatalogError, ChangedUnderUs
from ..languages import registry
from ..model import Severity
from ..reviewing import inspection
from ..syncing import carry
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..desk.opened import Opened
    from ..editions import Key
    from ..model import Catalog, Unit
    from ..syncing.fingerprints import Found

__all__ = ["CATALOG", "Filled", "fill", "is_empty"]

CATALOG = "catalog"
"""The engine that is the newsroom's own catalogs."""


class Filled(Value, frozen=True):
    """What a catalog was filled with: units by the engine, in some of which the checks found something, and units by
    the newsroom's other catalogs. `unfit` are drafts that no PO file can hold, `lines` where the entries of units are.
    """

    change: files.Change | None
    by_engine: int
    doubtful: int
    remembered: int
    unfit: frozenset[Key]
    lines: Mapping[Key, int]


def is_empty(unit: Unit) -> bool:
    """Whether a unit is one that a machine may fill."""
    return not (unit.obsolete or unit.fuzzy or any(unit.targets)) and unit.plural_source is None


def fill(
    opened: Opened, lang: str, drafts: Mapping[Key, tuple[str, str]], found: Mapping[Key, Found], now: str
) -> Filled:
    """Write drafts into those units of a catalog that are still empty.

    Args:
        opened: the article; has the new catalog afterwards.
        lang: the catalog's language.
        drafts: what was made of texts, and by which engine.
        found: what the newsroom's other catalogs say for texts.
        now: the time, as gettext writes it (`2025-05-12 14:30+0500`).

    Raises:
        FlowError: the catalog cannot be read or written.
    """
    project = opened.project
    path = project.catalog(lang, opened.file.id)
    for attempt in itertools.count(1):
        before = opened.catalog(lang)
        units = before.units if before else ()
        wanted = [unit for unit in units if is_empty(unit) and unit.key in drafts]
        unfit = frozenset(unit.key for unit in wanted if not _is_fit(unit, drafts[unit.key][0]))
        by_engine = {unit.key for unit in wanted} - unfit
        remembered = {unit.key for unit in units if is_empty(unit) and unit.key in found} - by_engine
        lines = {unit.key: unit.line for unit in units if not unit.obsolete}
        if before is None or not by_engine | remembered:
            return Filled(None, 0, 0, 0, unfit, lines)
        new = {key: drafts[key] for key in by_engine}
        after = _with(opened, lang, before, new, {key: found[key] for key in remembered}, now)
        doubts = _doubts(opened, lang, after, by_engine)
        after = replace(after, units=tuple(_noted(unit, doubts.get(unit.key, ())) for unit in after.units))
        change = files.change(path, catalogs.dump(after))
        try:
            lock, keep = project.inside(project.derived / "catalogs.lock"), project.backups(path)
            opened.replace(lang, catalogs.write(path, after, data=change.after, lock=lock, keep=keep))
            return Filled(change, len(by_engine), len(doubts), len(remembered), unfit, lines)
        except ChangedUnderUs:
            opened.put_back(lang)
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("attempts end")


def _is_fit(unit: Unit, text: str) -> bool:
    """Whether a PO file can hold a text: one that has the marks of a conflict would spoil it for all others."""
    new = catalogs.changed(unit, target=text)
    try:
        ((found, *others), _) = scan(entry(new), "")
    except CatalogError:
        return False
    return found == new and not others


def _with(
    opened: Opened,
    lang: str,
    catalog: Catalog,
    drafts: Mapping[Key, tuple[str, str]],
    found: Mapping[Key, Found],
    now: str,
) -> Catalog:
    """A catalog with new texts in it."""
    date = now[:10]

    def filled(unit: Unit) -> Unit:
        if unit.obsolete:
            return unit
        if unit.key in drafts:
            text, engine = drafts[unit.key]
            return catalogs.changed(
                unit, target=text, fuzzy=True, comment=origin.signed(unit.comment, engine, date, text)
            )
        return _remembered(opened, unit, found[unit.key], date) if unit.key in found else unit

    new = replace(catalog, units=tuple(map(filled, catalog.units)), header_raw=None)
    language, source = registry.get(lang), registry.get(opened.article.lang)
    return replace(new, header=header_fields(new, language, source, "l10n-flow", now))


def _remembered(opened: Opened, unit: Unit, found: Found, date: str) -> Unit:
    """A unit with what another article says: as it is if the newsroom accepts that, and nobody says otherwise."""
    text = found.unit.target
    is_sure = found.unit.context == unit.context and not found.rival
    if is_sure and opened.project.config.memory == "accept":
        return catalogs.changed(unit, target=text)
    place, rival = (desk.article_of(opened.project, one) if one else "" for one in (found.place, found.rival))
    comment = origin.signed(unit.comment, CATALOG, date, text)
    notes = (*unit.notes, carry.from_memory(place, rival))
    return catalogs.changed(unit, target=text, fuzzy=True, comment=comment, notes=notes)


def _doubts(opened: Opened, lang: str, catalog: Catalog, drafts: Collection[Key]) -> Mapping[Key, list[str]]:
    """What the checks say of the words of drafts, for who works on them."""
    opened.replace(lang, catalog)
    doubts: defaultdict[Key, list[str]] = defaultdict(list)
    for one in inspection.inspect(opened, (lang,), fuzzy=True).findings:
        key = (one.context, one.source)
        is_doubt = plugins.is_of_words(one.check) and one.severity is not Severity.INFO
        if is_doubt and one.lang == lang and key in drafts:
            doubts[key].append(origin.note(f"{one.message}; {one.hint}" if one.hint else one.message))
    return doubts


def _noted(unit: Unit, notes: Collection[str]) -> Unit:
    return replace(unit, notes=(*unit.notes, *notes), raw=None) if notes and not unit.obsolete else unit
