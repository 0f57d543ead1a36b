"""What catalogs say, or said, for texts, as numbers that stand for texts, roles and translations. Pure."""

from __future__ import annotations

import functools
import hashlib
import sys
from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ..catalogs import origin
from ..text import lengths
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ..model import Catalog, Unit
    from ..text.lengths import Usual

    Key: TypeAlias = tuple[str | None, str]
    Load: TypeAlias = Callable[[str], Catalog | None]

__all__ = ["WIDTH", "Found", "Texts", "doubtful", "find", "lost", "text_digest", "uncommon"]

WIDTH = 24
"""Bytes of the three numbers of a translation."""
_DRAFT, _OBSOLETE = 1, 2
_FLAGS = _DRAFT | _OBSOLETE
"""They are in the last bits of the number of a role."""


class Found(Value, frozen=True):
    """What another article says for a text: its unit there, and the place: the path of the catalog, or the article.

    `rival` is the place of another translation, if as many articles have that.
    """

    unit: Unit
    place: str
    rival: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has said it: it does not wait for one, and is not what a machine said."""
        return not (self.unit.fuzzy or origin.is_untouched(self.unit.comment, self.unit.target))


class Texts(Value, frozen=True):
    """The translations in a catalog, obsolete ones too, as the index has them.

    `source` is the language of the article, as PO headers have it; `digests` are three numbers for each: for the text,
    for its role (with flags), and for the translation.
    """

    source: str
    digests: bytes
    lengths: bytes = b""
    """A byte for each: how long it is (`lengths.code`)."""

    @classmethod
    def of(cls, catalog: Catalog, digest: Callable[[str], bytes] | None = None) -> Texts:
        """Those of a catalog; `digest` is `text_digest`, cached where several catalogs have the same texts."""
        number = digest or text_digest
        units = [*_translated(catalog)]
        found = [number(unit.source) + _role(unit) + text_digest(unit.target) for unit in units]
        codes = bytes(lengths.code(unit.source, unit.target) for unit in units)
        return cls(catalog.field("X-Source-Language"), b"".join(found), codes)


def find(rows: Iterable[tuple[str, bytes]], wanted: Iterable[Key], load: Load) -> dict[Key, Found]:
    """Find what catalogs say for texts; what counts is told in `memory.look_up`.

    Args:
        rows: the path of each catalog and its `Texts.digests`, in the order of the paths.
        wanted: the texts by (context, source).
        load: reads a catalog, and gives None for one that cannot be read.
    """
    keys: defaultdict[int, list[Key]] = defaultdict(list)
    for key in wanted:
        keys[_number(text_digest(key[1]))].append(key)
    said: defaultdict[Key, dict[tuple[int, int], list[str]]] = defaultdict(dict)
    for path, digests in rows:
        numbers = array("q", digests)
        if keys.keys().isdisjoint(numbers[::3]):
            continue
        for text, role, target in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            for key in keys.get(text, ()):
                if (rank := _rank(_numbers(key)[1], role)) is not None:
                    said[key].setdefault((rank, target), []).append(path)
    loaded = functools.cache(load)
    chosen = ((key, *_best(paths)) for key, paths in said.items())
    return {
        key: Found(unit, path, rival)
        for key, (rank, target), path, rival in chosen
        if (unit := _unit(loaded(path), key, rank, target))
    }


def doubtful(rows: Collection[tuple[str, bytes]], load: Load) -> Iterator[tuple[str, Unit]]:
    """The units, confirmed and in use, that say for one text in one role different things, or one thing for different
    texts; each with the path of its catalog. Arguments as for `find`."""
    said: dict[tuple[int, int], int] = {}
    meant: dict[int, int] = {}
    odd: set[tuple[int, int]] = set()
    odder: set[int] = set()
    for _, digests in rows:
        for text, role, target in _triples(digests):
            if not role & _FLAGS:
                odd |= {(text, role)} if said.setdefault((text, role), target) != target else set()
                odder |= {target} if meant.setdefault(target, text) != text else set()
    for path, digests in rows:
        if not any((text, role) in odd or target in odder for text, role, target in _triples(digests)):
            continue
        catalog = load(path)
        for unit in _translated(catalog) if catalog else ():
            is_odd = _numbers(unit.key) in odd or _number(text_digest(unit.target)) in odder
            if is_odd and not _number(_role(unit)) & _FLAGS:
                yield path, unit


def uncommon(rows: Collection[tuple[str, bytes, bytes]], load: Load) -> Iterator[tuple[str, Unit, Usual]]:
    """The units, confirmed and in use, that are much longer or shorter beside their sources than the others of their
    role are, each with the path of its catalog and what is usual. `rows` have the path of each catalog, its
    `Texts.digests` and `Texts.lengths`; `load` as for `find`."""
    counts: Counter[tuple[int, int]] = Counter()
    for _, digests, codes in rows:
        counts.update(zip(array("q", digests)[1::3], codes, strict=False))
    roles: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (role, code), count in counts.items():
        if not role & _FLAGS:
            roles[role][code] = count
    known = {role: usual for role, codes in roles.items() if (usual := lengths.usual(codes))}
    odd = {one for one in counts if one[1] and one[0] in known and not known[one[0]].has(one[1])}
    for path, digests, codes in rows:
        if odd.isdisjoint(zip(array("q", digests)[1::3], codes, strict=False)):
            continue
        catalog = load(path)
        for unit in _translated(catalog) if catalog else ():
            role = _number(_role(unit))
            if (role, lengths.code(unit.source, unit.target)) in odd:
                yield path, unit, known[role]


def _triples(digests: bytes) -> Iterator[tuple[int, int, int]]:
    numbers = array("q", digests)
    return zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)


def lost(former: bytes, catalog: Catalog | None, wanted: Collection[Key]) -> int:
    """How many translations a catalog had after the last run, and has no unit for any more, not even an empty one.

    No editor of PO files removes units, but files are cut short or deleted by mistake. A unit in use counts only if
    the article still has its text: somebody else may have synced the catalog with another one.

    Args:
        former: of the catalog, as from `former`.
        catalog: as it is now; None if it is gone.
        wanted: the texts of the article.
    """
    texts, roles = array("q", former)[::3], array("q", former)[1::3]
    mine = {_numbers(key) for key in wanted}
    used = sum(1 for text, role in zip(texts, roles, strict=True) if (text, role & ~_FLAGS) in mine)
    if catalog is None:
        return len(texts) if used else 0
    there = {_numbers(unit.key) for unit in catalog.units}
    there |= {_numbers((unit.previous_context, unit.previous_source or "")) for unit in catalog.units}
    gone = [(text, role) for text, role in zip(texts, roles, strict=True) if (text, role & ~_FLAGS) not in there]
    return sum(1 for text, role in gone if role & _OBSOLETE or (text, role & ~_FLAGS) in mine)


def _rank(wanted: int, role: int) -> int | None:
    """How good a text in a role is for one that is wanted in some role (0 is best), None if it is not."""
    same, draft = role & ~_FLAGS == wanted, bool(role & _DRAFT)
    return None if draft and not same else 2 * draft + (not same)


def _best(said: Mapping[tuple[int, int], list[str]]) -> tuple[tuple[int, int], str, str]:
    """Of (rank, translation) -> the catalogs that say so: the best, its first catalog, and that of an equal one."""
    first = min(rank for rank, _ in said)
    ranked = sorted((-len(paths), paths[0], one) for one, paths in said.items() if one[0] == first)
    most, path, best = ranked[0]
    return best, path, next((other for count, other, _ in ranked[1:] if count == most), "")


def _unit(catalog: Catalog | None, key: Key, rank: int, target: int) -> Unit | None:
    """The unit that was meant; None if the catalog has it no more."""
    for unit in _translated(catalog) if catalog else ():
        is_so = unit.source == key[1] and _number(text_digest(unit.target)) == target
        if is_so and _rank(_numbers(key)[1], _number(_role(unit))) == rank:
            return unit
    return None


def _translated(catalog: Catalog) -> Iterator[Unit]:
    for unit in catalog.units:
        if unit.target and unit.plural_source is None:
            yield unit


def text_digest(text: str) -> bytes:
    """Eight bytes that stand for a text."""
    return hashlib.sha256(text.encode()).digest()[:8]


def _role(unit: Unit) -> bytes:
    """Eight bytes for the role of a unit, with its flags."""
    is_draft = unit.fuzzy or origin.is_untouched(unit.comment, unit.target)
    return _flagged(unit.context, _DRAFT * is_draft | _OBSOLETE * unit.obsolete)


@functools.lru_cache(maxsize=1024)
def _flagged(context: str | None, flags: int) -> bytes:
    number = _number(text_digest("" if context is None else f"\0{context}")) & ~_FLAGS | flags
    return number.to_bytes(8, sys.byteorder, signed=True)


def _numbers(key: Key) -> tuple[int, int]:
    """The numbers of a text and of its role."""
    return _number(text_digest(key[1])), _number(_flagged(key[0], 0))


def _number(digest: bytes) -> int:
    """A digest as a member of an array."""
    return int.from_bytes(digest, sys.byteorder, signed=True)
