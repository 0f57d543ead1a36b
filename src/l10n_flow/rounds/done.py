"""What became of articles: all that was done with each, and of many, one after the other, for little is in memory."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ..desk.results import Inspected
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..desk.results import Assembled, Exported, Memory, Row, Synced
    from ..disk.entries import EntryFile
    from ..editions import Key
    from ..errors import FlowError
    from ..ledger import Entry
    from ..shown import Shown
    from ..syncing.fingerprints import Texts

__all__ = ["Done", "Inspections", "Packed", "Results", "Waiting", "Worked"]
__all__ += ["assembled", "exported", "inspected", "joined", "rows", "synced"]

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Done:
    """What became of an article, by step; `known` if it was nothing new."""

    article: str
    synced: Synced | None = None
    exported: tuple[Exported, ...] = ()
    rows: tuple[Row, ...] = ()
    inspected: Inspected | None = None
    known: bool = False
    assembled: Assembled | None = None
    """What became of the site, in one that is no article's, with an empty id; the last of a round that publishes."""

    @cached_property
    def waits(self) -> bool:
        """Whether people have something to translate."""
        found = self.inspected is not None and bool(self.inspected.findings)
        return found or any(one.waits for one in self.exported) or any(row.waits for row in self.rows)

    @cached_property
    def has_errors(self) -> bool:
        """Whether anything went wrong."""
        own = [*(self.synced.errors if self.synced else ()), *(self.inspected.errors if self.inspected else ())]
        own += self.assembled.errors if self.assembled else ()
        return bool(own) or any(one.error for one in self.exported) or any(row.error for row in self.rows)


class Packed(Done):
    """An article that was done among many: its results are made again whenever somebody asks."""

    waits: bool
    has_errors: bool

    def __init__(self, done: Done) -> None:
        """Pack what became of an article."""
        whole = (done.synced, done.exported, done.rows, done.inspected)
        import pickle

        vars(self).update(article=done.article, known=done.known, waits=done.waits, has_errors=done.has_errors)
        vars(self).update(_packed=zlib.compress(pickle.dumps(whole, pickle.HIGHEST_PROTOCOL), 1))

    def put_away(self, file: EntryFile) -> None:
        """Have nothing of it in memory any more, but in a file."""
        file.put(self.article, vars(self).pop("_packed"))
        vars(self).update(_file=file)

    @property
    def synced(self) -> Synced | None:
        """What `sync` did."""
        return self._whole[0]

    @property
    def exported(self) -> tuple[Exported, ...]:
        """What `export` did."""
        return self._whole[1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What `status` says."""
        return self._whole[2]

    @property
    def inspected(self) -> Inspected | None:
        """What `check` says."""
        return self._whole[3]

    @property
    def _whole(self) -> tuple[Synced | None, tuple[Exported, ...], tuple[Row, ...], Inspected | None]:
        import pickle

        own = vars(self)
        packed = own["_packed"] if "_packed" in own else own["_file"].get(self.article)
        return pickle.loads(zlib.decompress(packed))  # type: ignore[no-any-return]  # noqa: S301  it is our own


def synced(done: Done) -> tuple[Synced, ...]:
    """What `sync` did with an article, if it did."""
    found = done.synced
    return () if found is None else (found,)


def exported(done: Done) -> tuple[Exported, ...]:
    """What `export` did with an article."""
    return done.exported


def assembled(done: Done) -> tuple[Assembled, ...]:
    """What became of the site round the articles, of who tells it."""
    found = done.assembled
    return () if found is None else (found,)


def rows(done: Done) -> tuple[Row, ...]:
    """What `status` says of an article."""
    return done.rows


def inspected(done: Done) -> tuple[Inspected, ...]:
    """What `check` says of an article, if it was asked."""
    found = done.inspected
    return () if found is None else (found,)


class Results(Collection[T]):
    """Results of articles, in the order of these: those of many are too large to be held all at once.

    The work is done while somebody goes through them for the first time; afterwards each is made again.
    """

    def __init__(self, work: Iterable[Done], of: Callable[[Done], Iterable[T]]) -> None:
        """Those that `of` takes from what became of each article."""
        self._work, self._of = iter(work), of
        self._done: list[Done] = []

    def __iter__(self) -> Iterator[T]:
        """One after the other."""
        for one in self.done:
            yield from self._of(one)

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def __contains__(self, result: object) -> bool:
        """Whether one of them is equal."""
        return any(one == result for one in self)

    @property
    def done(self) -> Iterator[Done]:
        """What became of each article, of which little is in memory."""
        yield from self._done
        for one in self._work:
            self._done.append(one)
            yield one

    @property
    def waits(self) -> bool:
        """Whether people have something to translate."""
        return any(one.waits for one in self.done)

    @property
    def are_known(self) -> bool:
        """Whether all is as it was the last time."""
        return all(one.known for one in self.done)

    @property
    def with_errors(self) -> Results[T]:
        """Those of articles with which something went wrong."""
        return Results((one for one in self.done if one.has_errors), self._of)

    @property
    def news(self) -> Results[T]:
        """Those of articles that are not as they were the last time."""
        return Results((one for one in self.done if not one.known), self._of)

    def each(self, of: Callable[[Done], Iterable[U]]) -> Results[U]:
        """Results of another kind, of the same articles."""
        return Results(self.done, of)


class Inspections(Iterable[Inspected]):
    """What the checks say of articles, as `Results`; then, of those of which there is something to say beside all the
    others, that."""

    def __init__(self, each: Results[Inspected], beside: Callable[[], Iterable[Inspected]]) -> None:
        """Those of the articles, and what finds out the rest when these are done."""
        self._each, self._find = each, beside

    def __iter__(self) -> Iterator[Inspected]:
        """One after the other."""
        yield from self._each
        yield from self._beside.values()

    @cached_property
    def _beside(self) -> Mapping[str, Inspected]:
        return {one.article: one for one in self._find()}

    @property
    def done(self) -> Iterator[Done]:
        """What became of each article."""
        return self._each.done

    @property
    def joined(self) -> Iterator[Inspected]:
        """All that is to be said of an article, one after the other."""
        for _ in self.done:
            pass  # what is to be said beside the others is known when all are done
        for one in self._each:
            yield _both(one, self._beside[one.article]) if one.article in self._beside else one

    @property
    def errors(self) -> tuple[FlowError, ...]:
        """Those of articles that could not be looked at."""
        return tuple(error for one in self._each.with_errors for error in one.errors)


def joined(results: Iterable[Inspected]) -> tuple[Inspected, ...]:
    """What the checks say of articles, of each at once."""
    whole: dict[str, Inspected] = {}
    for one in results:
        whole[one.article] = _both(whole[one.article], one) if one.article in whole else one
    return tuple(whole.values())


def _both(one: Inspected, other: Inspected) -> Inspected:
    findings, errors = (*one.findings, *other.findings), (*one.errors, *other.errors)
    return Inspected(one.article, findings, errors, (*one.langs, *other.langs))


class Worked(Value, frozen=True):
    """An article that is done, and what is to be remembered of it.

    `entry` is for the ledger, None if somebody has to look again next time; `texts` are for the memory, by language;
    `shown` is for the site, None if nothing was to be published, or the article cannot be read.
    """

    done: Done
    entry: Entry | None = None
    texts: Mapping[str, Texts] = {}
    shown: Shown | None = None


class Waiting(Value, frozen=True):
    """An article with texts that its catalogs do not have; they are to be looked up in the memory first.

    `wanted` are their keys, by the language of the catalog and the language of the article, as PO headers have it.
    `go_on` does the rest of the work with what was found; it does not leave its process.
    """

    wanted: Mapping[tuple[str, str], tuple[Key, ...]]
    go_on: Callable[[Memory], Worked] | None = None

    def __reduce__(self) -> tuple[type[Waiting], tuple[object]]:
        """What another process is told."""
        return Waiting, (self.wanted,)
