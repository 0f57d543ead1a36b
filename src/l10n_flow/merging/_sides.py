"""Whether versions of a catalog can be merged, and what stands in the file when they cannot. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogs.po_header import same_language
from ..errors import CatalogError, LanguageError

if TYPE_CHECKING:
    from ..model import Catalog
    from ._file import Key

__all__ = ["both_whole", "refuse_strange_base", "refuse_strange_sides"]

_HINT = "merge three versions of one PO file: BASE is what both sides started from"


def refuse_strange_sides(base: Catalog, ours: Catalog, theirs: Catalog, names: tuple[str, str, str]) -> None:
    """See that two sides are versions of one catalog: in one language, of one article.

    They are of two articles if the articles that they name differ, and fewer than half of the smaller one's units
    are in the other, too; unless both come from the base, as when one renamed the article and the other rewrote it.

    Args:
        base: what both started from, `Catalog()` if there is none.
        ours: one side.
        theirs: the other.
        names: of the three, in messages.

    Raises:
        LanguageError: their headers name two languages.
        CatalogError: they are of two articles.
    """
    _refuse_languages(ours, theirs, names[1:])
    from_base = base.units and not any(_of_two_articles(base, side) for side in (ours, theirs))
    if _of_two_articles(ours, theirs) and not from_base:
        raise _stranger(names[1:])


def refuse_strange_base(base: Catalog, side: Catalog, names: tuple[str, str]) -> None:
    """See that a side can come from a base; by the same rules, and if neither names an article, by a common unit.

    Raises:
        LanguageError: their headers name two languages.
        CatalogError: they are of two articles.
    """
    _refuse_languages(base, side, names)
    nameless = base.units and side.units and not _articles(base) | _articles(side)
    if _of_two_articles(base, side) or (nameless and not _keys(base) & _keys(side)):
        raise _stranger(names)


def both_whole(ours: bytes, theirs: bytes) -> bytes:
    """Both versions between git's conflict marks: nothing is lost, and nobody can take it for a sound PO file."""
    parts = (b"<<<<<<< ours", ours, b"=======", theirs, b">>>>>>> theirs")
    return b"".join(part if part.endswith(b"\n") else part + b"\n" for part in parts)


def _refuse_languages(one: Catalog, other: Catalog, names: tuple[str, str]) -> None:
    here, there = one.field("Language"), other.field("Language")
    if here and there and not same_language(here, there):
        raise LanguageError(f"it is in {there!r}, but {names[0]} is in {here!r}", path=names[1], hint=_HINT)


def _stranger(names: tuple[str, str]) -> CatalogError:
    return CatalogError(f"it is the catalog of another article than {names[0]}", path=names[1], hint=_HINT)


def _of_two_articles(one: Catalog, other: Catalog) -> bool:
    here, there = _articles(one), _articles(other)
    common = len(_keys(one) & _keys(other))
    return bool(here and there and not here & there) and 2 * common < min(len(one.units), len(other.units))


def _keys(catalog: Catalog) -> frozenset[Key]:
    """What is, was, or is offered from what was in it."""
    before = ((u.previous_context, u.previous_source) for u in catalog.units if u.previous_source is not None)
    return frozenset([*(unit.key for unit in catalog.units), *before])


def _articles(catalog: Catalog) -> frozenset[str]:
    named = (reference for unit in catalog.units for reference in unit.references)
    return frozenset(reference.rpartition(":")[0] or reference for reference in named)
