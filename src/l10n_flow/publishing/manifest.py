"""Which files in a folder of another system are ours, so that those of editions that are gone can be removed.

The list lies in that folder, since nobody else knows what is there: a file that it does not name is never touched.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from ..disk import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["NAME", "Manifest"]

NAME = ".l10n-flow.json"
"""The list: format -> article -> language -> files; of a format with a file for all articles of a language, those are
of no article, and pictures are of no language."""

_List: TypeAlias = dict[str, dict[str, dict[str, tuple[str, ...]]]]


class Manifest:
    """The files of a format in a folder."""

    def __init__(self, top: Path, format_id: str) -> None:
        """Read the list; one that is not there, or damaged, names nothing."""
        self._top = top
        try:
            self._all = _DECODER.decode((top / NAME).read_bytes())
        except (OSError, msgspec.DecodeError):
            self._all = {}
        self._before = {*self._names()}
        self._own = self._all.setdefault(format_id, {})

    def __len__(self) -> int:
        """How many files of all formats there are."""
        return len({*self._names()})

    @property
    def articles(self) -> list[str]:
        """The ids of the articles that have files there."""
        return [article for article in self._own if article]

    def put(self, article: str, lang: str, paths: Iterable[str]) -> None:
        """An edition has these files now, and no others."""
        if names := tuple(paths):
            self._own.setdefault(article, {})[lang] = names
        else:
            self._own.get(article, {}).pop(lang, None)

    def drop(self, article: str) -> None:
        """An article has none any more."""
        self._own.pop(article, None)

    def old(self) -> list[str]:
        """The files that are nobody's any more."""
        return sorted(self._before - {*self._names()})

    def change(self) -> files.Change:
        """What writing the list changes."""
        kept = {
            name: {article: own for article, own in sorted(listed.items()) if own}
            for name, listed in sorted(self._all.items())
        }
        data = msgspec.json.encode({name: listed for name, listed in kept.items() if listed}, order="deterministic")
        return files.change(self._top / NAME, msgspec.json.format(data, indent=1) + b"\n")

    def _names(self) -> Iterator[str]:
        """All files of all formats, as far as they are in the folder."""
        for listed in self._all.values():
            for own in listed.values():
                for names in own.values():
                    yield from (name for name in names if _is_inside(name))


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


_DECODER = msgspec.json.Decoder(_List)
