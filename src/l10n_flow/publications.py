"""What was published: a line for each edition that git keeps.

A record says under which slug an edition is on the web, since when, and what it said when it was last published. There
is a file of them for each language, a line of JSON for each article, sorted, so that the versions of two people merge
line by line (`merge=union` in `.gitattributes`): where both have a line for an article, the reader joins them. All
times come from who calls. Pure.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import msgspec

from .errors import RecordError
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


__all__ = ["Record", "Standing"]
__all__ += [
    "address",
    "decoded",
    "is_reserved",
    "joined",
    "lines",
    "parsed",
    "renamed",
    "utc",
    "with_shut",
    "withdrawn",
    "without_reserved",
]


class Record(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An edition that was published.

    Attributes:
        article: its id.
        slug: the last part of its address, without suffix; it never changes by itself.
        first: when it was published first (ISO 8601, UTC, seconds).
        last: when it was last published with other texts.
        source: the SHA-256 (hex) of what the article said in its own language then.
        texts: the SHA-256 (hex) of what the edition said then.
        state: withdrawn editions are gone from the site, and stay so.
        stale: since when the article says something that the edition does not; empty if it does not.
        shut: nobody can open it all the same: it would tell a protected name, it is stale and readers are not to have
            it then, or what it said cannot be had any more.
        was: former slugs; who comes there is led on. With a slash before it, and the folder, if that was another.
        born: the id that the article had when this was published first, if that was another. Feeds know it by that.
        ids: the others that it had between that one and its own.
    """

    article: str
    slug: str
    first: str
    last: str
    source: str
    texts: str
    state: Literal["live", "withdrawn"]
    stale: str = ""
    shut: bool = False
    was: tuple[str, ...] = ()
    born: str = ""
    ids: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether the newsroom wants readers to have it."""
        return self.state == "live"

    @property
    def is_open(self) -> bool:
        """Whether readers can open it."""
        return self.is_live and not self.shut

    def former(self, lang: str) -> list[str]:
        """The ways to it, from the folder of the pages, that do not hold any more; it is in that language."""
        return [f"{lang}{was}.html" if was[0] == "/" else address(lang, self.article, was) for was in self.was]


class Standing(Value, frozen=True):
    """What the records say of an article: the record of each edition that was published, by language, and where the
    address that a new edition would have is taken: language -> the other article. `linked` is what its links to other
    articles depend on (`linked.state`). `former` is the id that the article had until now, if it was renamed; `moved`
    are all articles that were since the records were written: their former ids -> those they have now."""

    records: Mapping[str, Record] = {}
    taken: Mapping[str, str] = {}
    linked: str = ""
    former: str = ""
    moved: Mapping[str, str] = {}

    @property
    def question(self) -> str:
        """What pages depend on, as a text: another standing, other pages."""
        each = sorted(self.records.items())
        mine = " ".join([f"{lang}:{one.slug}:{one.state}{':stale' if one.stale else ''}" for lang, one in each])
        return " ".join(filter(None, (mine, self.linked and f"-> {self.linked}", self.former and f"<- {self.former}")))


def address(lang: str, article: str, slug: str = "", suffix: str = ".html") -> str:
    """The way to an edition from the folder of the pages; without a slug that of its id."""
    folder, slash, name = article.rpartition("/")
    return f"{lang}/{folder}{slash}{slug or name}{suffix}"


def parsed(line: bytes, path: str, number: int) -> Record | None:
    """Read a line of records; None if nothing is in it.

    Args:
        line: of the file.
        path: of that, for messages.
        number: of the line.

    Raises:
        RecordError: it is broken.
    """
    try:
        return _LINE.decode(line) if line.strip() else None
    except msgspec.DecodeError as error:
        raise RecordError(
            f"this is no record of what was published: {error}",
            path=path,
            line=number,
            hint="take the line back from git, or delete it: the edition gets a new record, with today's date",
        ) from error


def decoded(line: bytes) -> Record:
    """The record in a line that was `parsed` before."""
    return _LINE.decode(line)


def is_reserved(article: str, slug: str) -> bool:
    """Whether an edition with this slug would be where the site has pages of its own: its front page, its archive, its
    topics. On some disks small and capital letters are the same."""
    return bool(_RESERVED.fullmatch(address("", article, slug, "").casefold()))  # without a language: /index


_RESERVED = re.compile(r"/(?:index|topics/.*|archive/[0-9]+)", re.DOTALL)


def without_reserved(one: Record) -> Record:
    """A record without former addresses that are the site's."""
    if not one.was:
        return one
    was = tuple(
        way for way in one.was if not (is_reserved("", way[1:]) if way[0] == "/" else is_reserved(one.article, way))
    )
    return msgspec.structs.replace(one, was=was)


def joined(one: Record, other: Record) -> Record:
    """One record of two that two people made of an edition: the earliest slug, the latest of all else."""
    early, late = sorted((one, other), key=lambda record: (record.first, record.slug))
    ids = dict.fromkeys((*early.ids, *late.ids))
    last = max(one, other, key=lambda record: (record.last, record.state, record.texts, record.source, record.stale))
    was = dict.fromkeys((*early.was, *late.was, late.slug))
    return msgspec.structs.replace(
        last,
        slug=early.slug,
        first=early.first,
        was=tuple(slug for slug in was if slug != early.slug),
        born=early.born or late.born,
        ids=tuple(ids),
    )


def renamed(record: Record, article: str, slug: str) -> Record:
    """The record of an edition whose article has another id now; at a new address, the old one leads there.

    Args:
        record: as it is.
        article: the new id.
        slug: the last part of the address.
    """
    was = [*record.was, record.slug]
    folder = record.article.rpartition("/")[0]
    if folder != article.rpartition("/")[0]:
        was = [one if one[0] == "/" else f"/{folder}{'/' if folder else ''}{one}" for one in was]
    born, ids = record.born or record.article, dict.fromkeys((*record.ids, record.article))
    return msgspec.structs.replace(
        record,
        article=article,
        slug=slug,
        was=tuple(one for one in dict.fromkeys(was) if one != slug),
        born="" if born == article else born,
        ids=tuple(one for one in ids if one not in {born, article}),
    )


def lines(records: Mapping[str, Record]) -> Iterator[bytes]:
    """The file of a language, line by line."""
    for article in sorted(records):
        yield _ENCODER.encode(records[article]) + b"\n"


def withdrawn(record: Record, now: str, *, back: bool = False) -> Record:
    """The record of an edition that is taken from the site, or put `back`; the same if it is so already.

    Args:
        record: as it is.
        now: the time, as `utc` takes it.
        back: bring it back.
    """
    if record.is_live == back:
        return record
    return msgspec.structs.replace(record, state="live" if back else "withdrawn", last=utc(now))


def with_shut(record: Record, *, shut: bool) -> Record:
    """The record of an edition that nobody can open, or that readers can; the same if it says so already."""
    return record if record.shut == shut else msgspec.structs.replace(record, shut=shut)


def utc(time: str) -> str:
    """A time as records have it: ISO 8601, UTC, in seconds; raises ValueError if it is none.

    Args:
        time: ISO 8601, or as gettext writes it (`2025-05-12 14:30+0500`).
    """
    return datetime.fromisoformat(time).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_LINE, _ENCODER = msgspec.json.Decoder(Record), msgspec.json.Encoder()
