"""Who approved an edition, and which text: kept in its catalog's header, void as soon as the text is another. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from ..errors import ApprovalError
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model import Catalog, Segment

__all__ = ["FIELD", "Approval", "Approvals", "approve", "merged", "of", "withdraw"]

FIELD = "X-Approved"
"""The header's field: `DATE DIGEST NAME`, for several people with a semicolon between."""

_PART = re.compile(r"(?P<date>\d{4}-\d\d-\d\d) (?P<digest>[0-9a-f]{32}) (?P<name>\S.*)")
_LONGEST = 80


class Approval(Value, frozen=True):
    """A person's word for a text: the name, the day (`2025-05-12`), and the text's digest."""

    name: str
    date: str
    digest: str

    def __str__(self) -> str:
        """As it stands in the header."""
        return f"{self.date} {self.digest} {self.name}"


class Approvals(Value, frozen=True):
    """The approvals of an edition: those that hold, and those of a text that it does not have any more."""

    standing: tuple[Approval, ...] = ()
    void: tuple[Approval, ...] = ()


def of(catalog: Catalog | None, segments: Iterable[Segment]) -> Approvals:
    """The approvals that a catalog has.

    Args:
        catalog: the edition's; None if there is none yet.
        segments: what there is to translate in the article, in reading order.
    """
    if catalog is None or not (found := _approvals(catalog)):
        return Approvals()
    digest = _digest(catalog, segments)
    standing = tuple(one for one in found if one.digest == digest)
    return Approvals(standing, tuple(one for one in found if one.digest != digest))


def approve(catalog: Catalog, segments: Iterable[Segment], name: str, date: str) -> Catalog:
    """The catalog with a person's approval of its text, in place of an earlier one of the same person.

    Args:
        catalog: of an edition that is complete.
        segments: what there is to translate in the article, in reading order.
        name: of the person.
        date: the day, `2025-05-12`.

    Raises:
        ApprovalError: the name cannot stand in a header.
    """
    new = Approval(_name(name), date, _digest(catalog, segments))
    if any(str(new) == part for part in _parts(catalog)):
        return catalog
    return _with(catalog, [*_others(catalog, new.name), str(new)])


def withdraw(catalog: Catalog, name: str) -> Catalog:
    """The catalog without a person's approval.

    Raises:
        ApprovalError: the person did not approve it.
    """
    others = _others(catalog, _name(name))
    if len(others) == len(_parts(catalog)):
        raise ApprovalError(f"{name!r} has not approved it", hint=f"the header's {FIELD} says who has")
    return _with(catalog, others)


def merged(base: str, ours: str, theirs: str) -> str:
    """The field after two people's work on one catalog: what either added is there, what either took away is not.

    An approval of a text that the merge changed is void by its digest.
    """
    was, one, other = map(_split, (base, ours, theirs))
    both = dict.fromkeys([*one, *other])
    return "; ".join(part for part in both if part not in was or (part in one and part in other))


def _digest(catalog: Catalog, segments: Iterable[Segment]) -> str:
    """The digest of all that readers get: each text of the article with its translation, in reading order."""
    import json

    found = [(key, catalog.in_use.get(key)) for key in (segment.key for segment in segments)]
    said = [[*key, *([*unit.targets, unit.fuzzy] if unit else [])] for key, unit in found]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()[:32]


def _approvals(catalog: Catalog) -> tuple[Approval, ...]:
    """Those that can be read; of one person's the last."""
    found = (_PART.fullmatch(part) for part in _parts(catalog))
    return tuple(
        {_folded(one["name"]): Approval(one["name"], one["date"], one["digest"]) for one in found if one}.values()
    )


def _others(catalog: Catalog, name: str) -> list[str]:
    """What the field says of others than a person."""
    return [
        part
        for part in _parts(catalog)
        if not (found := _PART.fullmatch(part)) or _folded(found["name"]) != _folded(name)
    ]


def _parts(catalog: Catalog) -> list[str]:
    return _split(catalog.field(FIELD))


def _split(field: str) -> list[str]:
    return [part for part in (" ".join(part.split()) for part in field.split(";")) if part]


def _with(catalog: Catalog, parts: Sequence[str]) -> Catalog:
    value = "; ".join(parts)
    there = tuple((name, value if name == FIELD else old) for name, old in catalog.header if name != FIELD or value)
    new = there if not value or catalog.field(FIELD) else (*there, (FIELD, value))
    return replace(catalog, header=new, header_raw=None, is_normal=False)


def _name(given: str) -> str:
    """A name as it stands in the header."""
    name = " ".join(unicodedata.normalize("NFC", given).split())
    if not name or len(name) > _LONGEST or not name.isprintable() or ";" in name:
        message = f"{given!r} cannot stand in a header as a name"
        raise ApprovalError(message, hint=f"write up to {_LONGEST} characters on one line, without a semicolon")
    return name


def _folded(name: str) -> str:
    return name.casefold()
