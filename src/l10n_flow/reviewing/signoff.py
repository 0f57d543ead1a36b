"""People's approval of editions: given for a text that is complete, written into its catalog, and withdrawn."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .. import editions
from ..catalogs import approvals, origin
from ..catalogs import catalog as catalogs
from ..catalogs.catalog import ATTEMPTS
from ..disk import files
from ..errors import ApprovalError, ChangedUnderUs, FlowError
from ..values import Value
from . import inspection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..desk.opened import Opened
    from ..model import Catalog, Finding

__all__ = ["Signature", "Signed", "sign"]


class Signature(Value, frozen=True):
    """A person's word: the name, the day (`2025-05-12`), and whether it takes back what was said before."""

    name: str
    date: str
    withdraws: bool = False


class Signed(Value, frozen=True):
    """What became of an approval: the change of the catalog (None: nothing new), and how many people approve of the
    text now; or what stands in its way."""

    article: str
    lang: str
    change: files.Change | files.Written | None = None
    approvals: int = 0
    open: tuple[editions.Open, ...] = ()
    faults: tuple[Finding, ...] = ()
    catalog: str = ""
    error: FlowError | None = None

    @property
    def is_refused(self) -> bool:
        """Whether the text is not one that can be approved."""
        return bool(self.open or self.faults)


def sign(
    articles: Iterable[Opened], langs: Sequence[str], signature: Signature, *, dry_run: bool = False
) -> Iterator[Signed]:
    """Write into catalogs that a person approves of them, or does no longer.

    Args:
        articles: as the workspace has them.
        langs: the editions.
        signature: who, and when.
        dry_run: find out what would change, and change nothing.
    """
    for opened in articles:
        for lang in langs:
            try:
                yield _signed(opened, lang, signature, dry_run=dry_run)
            except FlowError as error:
                yield Signed(opened.file.id, lang, error=opened.project.placed(error))


def _signed(opened: Opened, lang: str, signature: Signature, *, dry_run: bool) -> Signed:
    project, article = opened.project, opened.whole
    way = editions.way(lang, article.lang)
    if way.catalog_lang != lang:
        follows = f"it follows {way.catalog_lang or article.lang!r}"
        own = "it is the article itself" if lang == article.lang else follows
        raise ApprovalError(f"nobody approves {lang!r} of {article.id}: {own}", path=article.path)
    path = project.catalog(lang, article.id)
    shown = project.shown(path)
    for attempt in itertools.count(1):
        before = opened.catalog(lang)
        if before is None:
            raise ApprovalError("there is no translation yet", path=shown, hint="l10n-flow sync makes the PO file")
        if not signature.withdraws:
            edition = editions.edition(way, opened.to_translate, before)
            found = () if edition.open else inspection.errors_in(opened, lang)
            faults = tuple(one for one in found if one.check != origin.CHECK)  # who approves has read it
            if edition.open or faults:
                return Signed(article.id, lang, open=edition.open, faults=faults, catalog=shown)
        after = _changed(opened, before, signature)
        count = len(approvals.of(after, opened.to_translate).standing)
        if after is before:
            return Signed(article.id, lang, None, count, catalog=shown)
        change = files.change(path, catalogs.dump(after))
        if dry_run:
            return Signed(article.id, lang, change, count, catalog=shown)
        try:
            lock, keep = project.inside(project.derived / "catalogs.lock"), project.backups(path)
            catalogs.write(path, after, data=change.after, lock=lock, keep=keep)
            return Signed(article.id, lang, change.written, count, catalog=shown)
        except ChangedUnderUs:
            if attempt == ATTEMPTS:
                raise
            opened.put_back(lang)
    raise AssertionError("attempts end")


def _changed(opened: Opened, catalog: Catalog, signature: Signature) -> Catalog:
    if signature.withdraws:
        return approvals.withdraw(catalog, signature.name)
    return approvals.approve(catalog, opened.to_translate, signature.name, signature.date)
