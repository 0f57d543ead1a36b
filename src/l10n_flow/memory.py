"""The translation memory: what the newsroom's catalogs already say, derived from them and kept nowhere else."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from .model import State

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from .model import Catalog

    Key = tuple[str | None, str]


def gather(catalogs: Iterable[Catalog], wanted: Container[Key]) -> dict[Key, str]:
    """Confirmed translations of some texts by (context, source), of catalogs in one language.

    Of several translations of a text the most frequent one counts; if there is no such one, none: which is right
    in the new place is for a person to say.
    """
    found: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for catalog in catalogs:
        for unit in catalog.units:
            if (
                unit.key in wanted
                and unit.plural_source is None
                and not unit.obsolete
                and unit.state is State.TRANSLATED
            ):
                found[unit.key][unit.target] += 1
    return {key: best for key, counts in found.items() if (best := _most_frequent(counts)) is not None}


def _most_frequent(counts: Counter[str]) -> str | None:
    (first, most), *rest = counts.most_common(2)
    return None if rest and rest[0][1] == most else first
