"""Which PO files there are, and which of them belong to no article: as far as names tell, and no file is opened."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING

from .. import plugins
from ..languages import registry
from ..values import Value
from .desk import PRUNED, select

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from ..project import Project, SourceFile
    from ..syncing import moves

__all__ = ["Names", "PoFile", "written"]


class PoFile(Value, frozen=True):
    """A PO file by its language and its name: the id that its article has, or had."""

    lang: str
    article: str
    pruned: bool = False

    def path(self, project: Project) -> Path:
        """Where it is."""
        return _folder(project, self.lang, pruned=self.pruned) / f"{self.article}.po"


class Names:
    """Which articles and PO files there are; every folder is looked through once, when it is asked for."""

    def __init__(self, project: Project, chosen: frozenset[str]) -> None:
        """Of a workspace; `chosen` are ids of articles that are known to be there."""
        self.project = project
        self.chosen = chosen
        self.suffixes = frozenset(plugins.formats())
        self.filled = functools.cache(functools.partial(_names, project))
        self.sources = functools.cache(self._sources)
        self.tag_of = {registry.get(tag).po: tag for tag in project.config.languages}

    def lacking(self, lang: str) -> bool:
        """Whether a chosen article has no PO file: an article in the language itself never has one."""
        return not self.chosen <= self.filled(lang)

    def orphans(self, lang: str) -> list[PoFile]:
        """The PO files that belong to no article."""
        return [PoFile(lang, name) for name in sorted(self.filled(lang) - self.chosen) if not self.has_source(name)]

    def strays(self, lang: str) -> list[PoFile]:
        """Orphans, and those that are pruned."""
        pruned = _names(self.project, lang, pruned=True)
        return self.orphans(lang) + [PoFile(lang, name, pruned=True) for name in sorted(pruned)]

    def without(self, lang: str, orphans: Collection[moves.Orphan]) -> list[SourceFile]:
        """All articles that one of the orphans may be of, as far as names tell.

        They have no PO file in the language; nor in the orphan's source language, which they are written in.
        """
        if not orphans:
            return []
        tags = [self.tag_of.get(one.source_language) for one in orphans]
        sources = [self.filled(tag) if tag else frozenset[str]() for tag in set(tags)]
        return [
            file
            for file in select(self.project).files
            if file.id not in self.filled(lang) and not all(file.id in filled for filled in sources)
        ]

    def has_source(self, name: str) -> bool:
        """Whether there is a file that can be an article of that id, whatever is wrong with it."""
        folder, _, stem = name.rpartition("/")
        stems = self.sources(folder)
        return stems is None or stem in stems

    def _sources(self, folder: str) -> frozenset[str] | None:
        """The names of the articles in a folder; None if nobody can tell."""
        try:
            found = list((self.project.sources / folder).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()
        except OSError:
            return None
        return frozenset(file.stem for file in found if file.suffix.lower() in self.suffixes)


def written(langs: Collection[str]) -> list[str]:
    """The languages that people write."""
    return [lang for lang in langs if registry.get(lang).base is None]


def _folder(project: Project, lang: str, *, pruned: bool) -> Path:
    locales = project.root / project.config.folders.locales
    return locales / PRUNED / lang if pruned else locales / lang


def _names(project: Project, lang: str, *, pruned: bool = False) -> frozenset[str]:
    """The ids that PO files in a folder have; hidden files and folders are somebody's tools."""
    top = str(_folder(project, lang, pruned=pruned))
    found: list[str] = []
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if not name.startswith(".")]
        start = folder[len(top) + 1 :].replace(os.sep, "/")
        start += "/" if start else ""
        found += [start + name[:-3] for name in names if name.endswith(".po") and not name.startswith(".")]
    return frozenset(found)
