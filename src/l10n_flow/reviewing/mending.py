"""An article's catalogs, with what the checks can mend without a person mended."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from .. import editions
from ..catalogs import catalog as catalogs
from ..catalogs import origin
from ..catalogs.catalog import ATTEMPTS
from ..disk import files
from ..errors import ChangedUnderUs, FlowError
from ..values import Value, replace
from . import fixes, inspection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..desk.opened import Opened
    from ..desk.results import Inspected
    from ..model import Catalog, Finding, Unit

__all__ = ["Mended", "after", "mend"]

_ROUNDS = 20
"""So often a catalog is checked anew, if each time something else can be mended."""


class Mended(Value, frozen=True):
    """What became of an article's catalog in a language: the fixes that were applied, in order, and what the checks
    say of it now.

    `change` is the file with both its texts, None if there was nothing to mend.
    """

    article: str
    lang: str
    fixed: tuple[Finding, ...] = ()
    remaining: tuple[Finding, ...] = ()
    change: files.Change | None = None
    errors: tuple[FlowError, ...] = ()


def mend(
    opened: Opened, langs: Collection[str], checks: Collection[str], *, fuzzy: bool, dry_run: bool
) -> Iterator[Mended]:
    """Apply the safe fixes (`fixes.is_safe`) to an article's catalogs. Nothing else in them changes: a fuzzy unit
    stays fuzzy, and the article itself is never written.

    Args:
        opened: the article; has its new catalogs afterwards.
        langs: languages to do; those that nobody writes are passed over.
        checks: ids of the checks whose fixes are wanted.
        fuzzy: mend units too that wait for a person.
        dry_run: find out what would change, and change nothing.
    """
    try:
        written = editions.catalog_languages(langs, opened.whole.lang)
    except FlowError as error:
        yield Mended(opened.file.id, "", errors=(error,))
        return
    for lang in written:
        try:
            yield _mend_one(opened, lang, checks, fuzzy=fuzzy, dry_run=dry_run)
        except FlowError as error:
            yield Mended(opened.file.id, lang, errors=(opened.project.placed(error),))


def _mend_one(opened: Opened, lang: str, checks: Collection[str], *, fuzzy: bool, dry_run: bool) -> Mended:
    project, name = opened.project, opened.file.id
    path = project.catalog(lang, name)
    for attempt in itertools.count(1):
        before = opened.catalog(lang)
        fixed, after = _mended(opened, lang, checks, fuzzy=fuzzy)
        if not fixed or after is None or before is None:
            break
        data = catalogs.dump(after)
        change = files.change(path, data)
        try:
            _refuse_another(change, before)
            if dry_run:
                opened.replace(lang, catalogs.load(data, project.shown(path)))
            else:
                lock, keep = project.inside(project.derived / "catalogs.lock"), project.backups(path)
                opened.replace(lang, catalogs.write(path, after, data=data, lock=lock, keep=keep))
            return Mended(name, lang, fixed, _found(opened, lang, fuzzy=fuzzy), change)
        except ChangedUnderUs:
            opened.put_back(lang)
            if attempt == ATTEMPTS:
                raise
    return Mended(name, lang, remaining=_found(opened, lang, fuzzy=fuzzy))


def _mended(
    opened: Opened, lang: str, checks: Collection[str], *, fuzzy: bool
) -> tuple[tuple[Finding, ...], Catalog | None]:
    """The fixes of a catalog and what it is with them; of a unit those that go together at a time."""
    catalog = opened.catalog(lang)
    fixed: list[Finding] = []
    former: defaultdict[editions.Key, set[str]] = defaultdict(set)
    for _ in range(_ROUNDS):
        found: defaultdict[editions.Key, list[Finding]] = defaultdict(list)
        for one in _found(opened, lang, fuzzy=fuzzy):
            if one.lang == lang and one.check in checks:
                found[one.context, one.source].append(one)
        right: dict[editions.Key, str] = {}
        for key, ours in found.items():
            former[key].add(ours[0].target)
            if mended := fixes.together(ours, former[key]):
                right[key] = mended[0]
                fixed += mended[1]
        if not right or catalog is None:
            break
        catalog = replace(catalog, units=tuple(_with_fix(unit, right.get(unit.key)) for unit in catalog.units))
        opened.replace(lang, catalog)
    return tuple(fixed), catalog


def _with_fix(unit: Unit, right: str | None) -> Unit:
    if right is None or unit.obsolete:
        return unit
    new = fixes.retargeted(unit, right)
    comment = origin.passed_on(unit.comment, unit.target, new.target)
    return new if comment == unit.comment else catalogs.changed(new, comment=comment)


def _found(opened: Opened, lang: str, *, fuzzy: bool) -> tuple[Finding, ...]:
    """What the checks say of an article's catalog as it is now.

    Raises:
        FlowError: it cannot be read.
    """
    inspected = inspection.inspect(opened, (lang,), fuzzy=fuzzy)
    for error in inspected.errors:
        raise error
    return inspected.findings


def _refuse_another(change: files.Change, catalog: Catalog) -> None:
    """A diff is only true of the file that was read.

    Raises:
        ChangedUnderUs: the file is another one by now.
    """
    if hashlib.sha256(change.before or b"").hexdigest() != catalog.digest:
        raise ChangedUnderUs("the file was saved meanwhile", path=change.path, hint="run the command again")


def after(results: Iterable[Inspected], mended: Collection[Mended]) -> Iterator[Inspected]:
    """What remains to be said of articles when they are mended. What is said of one a second time, beside all the
    others, remains as it is."""
    seen: set[str] = set()
    for one in results:
        yield one if one.article in seen else _after(one, [each for each in mended if each.article == one.article])
        seen.add(one.article)


def _after(result: Inspected, mended: Collection[Mended]) -> Inspected:
    remaining = {one.lang: one.remaining for one in mended if not one.errors}
    said: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        said[finding.lang].append(finding)
    found = [one for lang, before in said.items() for one in remaining.get(lang, before)]
    return replace(result, findings=tuple(found), errors=(*result.errors, *(e for one in mended for e in one.errors)))
