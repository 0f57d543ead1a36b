"""The records of a language as their file has them: in memory is where each is, and a few of them."""

from __future__ import annotations

import bisect
import hashlib
import os
import weakref
from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from . import publications
from .disk.entries import EntryFile
from .publications import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import BinaryIO

__all__ = ["Made", "Overlaid", "Recorded"]


_AT_HAND = 1 << 11
"""So many records of a language are at hand: all of most newsrooms, which ask for each several times."""


class Recorded(Mapping[str, Record]):
    """The records in a file, by article, in the order of the articles; each is read when somebody asks for it.

    One with an address that is the site's own (earlier versions wrote such lines) counts as none.
    """

    def __init__(self, file: BinaryIO, shown: str) -> None:
        """Look through a file, which stays open: whoever writes another one, these records are in it.

        Args:
            file: at its beginning.
            shown: its name, for messages.

        Raises:
            RecordError: a line is broken, with its number.
            UnicodeDecodeError: it is no text.
        """
        self._file = file
        weakref.finalize(self, file.close)
        self._joined: dict[str, Record] = {}
        places: dict[str, tuple[int, int]] = {}
        self.heirs: dict[str, str] = {}
        """What articles are called now, by the ids that they had."""
        digest, at, reserved, first = hashlib.sha256(), 0, set[str](), dict[str, Record]()
        for number, line in enumerate(file, 1):
            digest.update(line)
            if one := publications.parsed(line, shown, number):
                if one.article in places:  # two people wrote it
                    other = self._joined.get(one.article) or self._at(*places[one.article])
                    self._joined[one.article] = one = publications.joined(other, one)
                else:
                    places[one.article] = at, len(line)
                self.heirs |= dict.fromkeys(filter(None, (one.born, *one.ids)), one.article)
                is_reserved = publications.is_reserved(one.article, one.slug)
                (reserved.add if is_reserved else reserved.discard)(one.article)
                if len(first) < _AT_HAND or one.article in first:
                    first[one.article] = one
            at += len(line)
        self.digest = digest.hexdigest()
        """The SHA-256 (hex) of the file."""
        self._names = sorted(places.keys() - reserved)
        self._places = array("Q", [places[name][0] for name in self._names])
        self._sizes = array("I", [places[name][1] for name in self._names])
        self._at_hand = {name: publications.without_reserved(first[name]) for name in first.keys() - reserved}

    def __getitem__(self, article: str) -> Record:
        """The record of an article."""
        one = self._at_hand.get(article)
        if one is None:
            one = self._read(article)
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            self._at_hand[article] = one
        return one

    def __contains__(self, article: object) -> bool:
        """Whether there is one."""
        return article in self._at_hand or (isinstance(article, str) and self._number(article) >= 0)

    def __iter__(self) -> Iterator[str]:
        """The articles."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)

    def _read(self, article: str) -> Record:
        number = self._number(article)
        if number < 0:
            raise KeyError(article)
        one = self._joined.get(article) or self._at(self._places[number], self._sizes[number])
        return publications.without_reserved(one)

    def _number(self, article: str) -> int:
        """Which one it is, -1 for none."""
        number = bisect.bisect_left(self._names, article)
        return number if number < len(self._names) and self._names[number] == article else -1

    def _at(self, place: int, size: int) -> Record:
        """The record at a place of the file."""
        try:
            line = os.pread(self._file.fileno(), size, place)  # processes that fork share where a file is read
        except (AttributeError, OSError):
            self._file.seek(place)
            line = self._file.read(size)
        return publications.decoded(line)


class Made(Mapping[str, Mapping[str, Record]]):
    """The records of articles by language, as a round has made them, on disk."""

    def __init__(self) -> None:
        """None as yet."""
        self._file = EntryFile(None, "", keeps=False)
        self._names: dict[str, None] = {}
        self._last: tuple[str, Mapping[str, Record]] = "", {}

    def put(self, article: str, records: Mapping[str, Record]) -> None:
        """Have those of an article."""
        self._file.put(article, msgspec.msgpack.encode(records))
        self._names[article], self._last = None, ("", {})

    def __getitem__(self, article: str) -> Mapping[str, Record]:
        """Those of an article."""
        if self._last[0] != article:
            if article not in self._names:
                raise KeyError(article)
            self._last = article, _DECODER.decode(self._file.get(article) or b"\x80")
        return self._last[1]

    def __contains__(self, article: object) -> bool:
        """Whether there are any of an article."""
        return article in self._names

    def __iter__(self) -> Iterator[str]:
        """The articles."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)

    def over(self, lang: str, records: Mapping[str, Record]) -> Mapping[str, Record]:
        """The records of a language, as they are with these."""
        return Overlaid(records, _OfLanguage(self, lang)) if self._names else records


class _OfLanguage(Mapping[str, Record]):
    """Those in a language."""

    def __init__(self, made: Made, lang: str) -> None:
        self._made, self._lang = made, lang

    def __getitem__(self, article: str) -> Record:
        return self._made[article][self._lang]

    def __contains__(self, article: object) -> bool:
        return article in self._made and self._lang in self._made[str(article)]

    def __iter__(self) -> Iterator[str]:
        return (article for article in self._made if article in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Overlaid(Mapping[str, Record]):
    """Records of a language, some of them others than they were."""

    def __init__(
        self, records: Mapping[str, Record], changed: Mapping[str, Record], gone: Collection[str] = ()
    ) -> None:
        """Take what they were, those that are others now, and the articles that have none any more."""
        self._records, self._changed, self._gone = records, changed, gone

    def __getitem__(self, article: str) -> Record:
        """The record of an article."""
        if article in self._changed:
            return self._changed[article]
        if article in self._gone:
            raise KeyError(article)
        return self._records[article]

    def __contains__(self, article: object) -> bool:
        """Whether there is one."""
        return article in self._changed or (article not in self._gone and article in self._records)

    def __iter__(self) -> Iterator[str]:
        """The articles, in their order."""
        return iter(sorted({*self._records}.difference(self._gone).union(self._changed)))

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)


_DECODER = msgspec.msgpack.Decoder(dict[str, Record])
