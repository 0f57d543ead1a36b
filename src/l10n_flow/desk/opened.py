"""An article on the desk: all that is done with it begins here."""

from __future__ import annotations

import functools
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import CatalogError, LanguageError
from ..languages import registry
from ..memo import Memo
from ..values import replace
from . import desk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .. import editions
    from ..articles.document import Skeleton
    from ..glossary.concepts import Term
    from ..glossary.find import Occurrence
    from ..glossary.glossary import Glossary
    from ..languages.language import Spellings
    from ..model import Article, Catalog, Finding, Segment, Unit
    from ..project import Project, SourceFile
    from .results import Checked

__all__ = ["Opened"]

_CHUNKS = 1 << 16


class Opened:
    """An article on the desk, for all that is done with it: read and cut once, when it is first asked for.

    What keeps it from being read is raised whenever it is asked for.
    """

    def __init__(
        self,
        project: Project,
        file: SourceFile,
        pending: Mapping[Path, bytes] = desk.NOTHING,
        glossary: str = "",
        skeleton: Skeleton | None = None,
    ) -> None:
        """Take a file; `pending` are catalogs that go before those on disk, `glossary` is the digest of that, and
        `skeleton` is the article as it was if there is no such file, or none that can be read."""
        self.is_former = skeleton is not None
        if skeleton:
            vars(self).update(article=skeleton.article, skeleton=skeleton)
        self.project, self.file = project, file
        self._pending, self._digest = pending, glossary
        self._wanted: dict[str, tuple[Unit, ...]] = {}
        self._ways: dict[str, editions.Way] = {}
        self.catalogs: dict[str, Catalog | None] = {}
        """Those that were asked for, by language."""
        self.errors: dict[tuple[str, str], tuple[Finding, ...]] = {}
        """What the checks found in them, by the language of the texts and that of the edition."""
        self.checked: Checked | None = None
        """What `check` found before in the article as it is, and in its catalogs as they were."""

    @cached_property
    def article(self) -> Article:
        """The article itself; raises as `desk.read`."""
        return desk.read(self.project, self.file)

    @cached_property
    def skeleton(self) -> Skeleton:
        """The article cut; raises as `desk.read` and `desk.skeleton`."""
        return desk.skeleton(self.project, self.article)

    @property
    def whole(self) -> Article:
        """The article, if there is text in it; raises as `desk.read` and `desk.skeleton`."""
        return self.skeleton.article

    @cached_property
    def to_translate(self) -> tuple[Segment, ...]:
        """The segments that translators see."""
        from .. import editions

        return editions.to_translate(self.skeleton.segments, self.project.config.keep_roles)

    @cached_property
    def wanted(self) -> tuple[Unit, ...]:
        """The units that its catalogs are to have, without translations and notes on terms."""
        from ..syncing.sync import units_of

        return units_of(self.to_translate, self.article.path)

    def wanted_in(self, lang: str) -> tuple[Unit, ...]:
        """The units that its catalog in a language is to have, with what their translators are told of terms."""
        if lang not in self._wanted:
            told = any(self.terms.values())  # of most articles nothing is to be told, or much
            self._wanted[lang] = tuple([self._told(unit, lang) for unit in self.wanted]) if told else self.wanted
        return self._wanted[lang]

    def _told(self, unit: Unit, lang: str) -> Unit:
        from ..glossary.notes import notes

        hits = self.terms[unit.source]
        cited = functools.partial(self.cited, lang=self.article.lang)
        return replace(unit, notes=unit.notes + notes(hits, self.glossary, lang, cited)) if hits else unit

    @cached_property
    def terms(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """Where the texts that translators see have terms of the glossary."""
        lang, glossary = self.article.lang, self.glossary
        return {segment.text: glossary.find(segment.text, lang) for segment in self.to_translate}

    @cached_property
    def glossary(self) -> Glossary:
        """The glossary, as it holds in the article; raises as `glossary.load.load`."""
        return desk.glossary(self.project, self._digest).for_article(self.file.id, self.article.meta.tags)

    def cited(self, term: Term, lang: str) -> str:
        """A term as texts in a language have it: one of the base of a derived language is spelt in its script."""
        language = registry.get(lang)
        concept = self.glossary.by_id[term.concept]
        if language.derive is None or term.lang != language.base or concept.do_not_translate:
            return term.text
        return language.derive(term.text, self._spellings(lang), ())

    def _spellings(self, lang: str) -> Spellings:
        return desk.spellings(self.project, lang, self._digest)

    def way(self, lang: str) -> editions.Way:
        """How its edition in a language is made.

        Raises:
            FlowError: the article, the glossary, or the newsroom's list of spellings cannot be read.
        """
        from .. import editions

        if lang not in self._ways:
            is_derived = registry.get(lang).base or registry.get(self.article.lang).base
            glossary = self.glossary if is_derived else None
            self._ways[lang] = editions.way(lang, self.article.lang, self._spellings(lang), glossary)
        return self._ways[lang]

    def may_have_own_terms(self, text: str, lang: str) -> bool:
        """Whether a text, in a derived edition in that language, may have a term that it does not simply follow in: no
        if none of its words is of one, in either script."""
        relevant = _relevant(self.project, self._digest, lang, self._spellings(lang))
        return any(map(relevant.__getitem__, text.split()))

    def catalog(self, lang: str) -> Catalog | None:
        """The catalog in a language, None if there is none; raises as `desk.catalog`, or if it is another article's."""
        if lang not in self.catalogs:
            try:
                self.catalogs[lang] = self._catalog(lang)
            except (CatalogError, LanguageError) as error:
                from ..catalogs.history import recoverable

                path, named = self.project.catalog(lang, self.file.id), f"{self.file.id} --lang {lang}"
                told = recoverable(error, path, self.project.backups(path), named)
                raise self.project.placed(told) from error
        return self.catalogs[lang]

    def _catalog(self, lang: str) -> Catalog | None:
        found = desk.catalog(self.project, lang, self.file.id, self._pending)
        if found and (other := self._is_of(found)):
            message = f"this is the catalog of another article: {other}"
            path = self.project.shown(self.project.catalog(lang, self.file.id))
            raise CatalogError(message, path=path, hint="put the right one in its place, or delete it")
        return found

    @cached_property
    def _keys(self) -> frozenset[editions.Key]:
        return frozenset(segment.key for segment in self.skeleton.segments)

    def _is_of(self, catalog: Catalog) -> str:
        """Another article, if all units say that they are from it, and none is one of ours."""
        units = [unit for unit in catalog.units if not unit.obsolete]
        if any(unit.key in self._keys for unit in units):
            return ""
        named = {reference.rpartition(":")[0] or reference for unit in units for reference in unit.references}
        if not named or self.article.path in named:
            return ""
        folder = f"{self.project.config.folders.sources}/"
        return next((n for n in sorted(named) if n.startswith(folder) and (self.project.root / n).is_file()), "")

    def replace(self, lang: str, catalog: Catalog) -> None:
        """Go on with another catalog."""
        self.catalogs[lang] = catalog
        self._forget()

    def put_back(self, lang: str) -> None:
        """Look at the file of a catalog again when it is next asked for."""
        self.catalogs.pop(lang, None)
        self._forget()

    def _forget(self) -> None:
        """Nobody has looked at what there is now."""
        self.errors.clear()
        self.checked = None


@functools.lru_cache(maxsize=4)
def _relevant(project: Project, digest: str, lang: str, spellings: Spellings) -> Memo[str, bool]:
    """Whether chunks of texts, each read as if it stood alone, may hold terms that a derived edition has of its own."""
    language = registry.get(lang)
    base, derive = language.base or lang, language.derive
    glossary = desk.glossary(project, digest).particular_to(lang)

    def is_relevant(chunk: str) -> bool:
        spelt = derive(unicodedata.normalize("NFC", chunk), spellings, ()) if derive else chunk
        is_cut = chunk.count("<") != chunk.count(">")  # a tag with spaces
        return is_cut or glossary.may_have(chunk, base) or glossary.may_have(spelt, lang)

    return Memo(is_relevant, _CHUNKS)
