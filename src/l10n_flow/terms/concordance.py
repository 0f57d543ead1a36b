"""Where articles and their translations have a concept, and what they call it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import editions
from ..desk.opened import Opened
from ..errors import FlowError
from ..glossary import load
from ..glossary.concepts import Status
from ..glossary.find import Occurrence
from ..model import State
from ..text.lines import line_of
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..glossary.concepts import Concept
    from ..glossary.glossary import Glossary
    from ..model import Unit
    from ..project import Project, SourceFile

__all__ = ["NONE", "OPEN", "Mention", "Said", "Used", "concordance"]

NONE, OPEN = "none", "untranslated"
"""What stands in the place of a variant: a text without any, and no text at all."""


class Said(Value, frozen=True):
    """A text in a language and the places where it has the concept; `path` and `line` are those of its file.

    `line` is None if it is not known, or if the catalog does not have the unit yet.
    """

    lang: str
    path: str
    line: int | None
    text: str
    places: tuple[Occurrence, ...] = ()
    state: State = State.TRANSLATED

    @property
    def variants(self) -> tuple[tuple[str, str], ...]:
        """Each variant that it has, once: its status and the term; `NONE` or `OPEN` if there is none."""
        found = dict.fromkeys((place.term.status.value, place.term.text) for place in self.places)
        return tuple(found) or ((NONE if self.text else OPEN, ""),)


class Mention(Value, frozen=True):
    """A text of an article that has the concept, in its own language or in a translation."""

    context: str | None
    source: Said
    translations: tuple[Said, ...] = ()


class Used(Value, frozen=True):
    """What an article has of a concept; `error` is what keeps a file of it from being read."""

    article: str
    lang: str = ""
    mentions: tuple[Mention, ...] = ()
    error: FlowError | None = None


def concordance(
    project: Project, chosen: Iterable[SourceFile], langs: Collection[str], concept: Concept
) -> Iterator[Used]:
    """Look a concept up in articles and their catalogs; an article where it does not hold has none of it.

    Where one language has a term of the concept, another may have it inside a longer term; that counts as well.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: of the translations; derived languages have none of their own.
        concept: one of the workspace's glossary.
    """
    digest = load.digest(project)
    for file in chosen:
        opened = Opened(project, file, glossary=digest)
        try:
            yield _used(opened, langs, concept)
        except FlowError as error:
            yield Used(file.id, error=project.placed(error))


def _used(opened: Opened, langs: Collection[str], concept: Concept) -> Used:
    article, glossary = opened.article, opened.glossary
    if concept.id in glossary.left_out:
        return Used(article.id, article.lang)
    catalogs = {lang: _units(opened, lang) for lang in editions.catalog_languages(langs, article.lang)}
    mentions = []
    for segment in opened.to_translate:
        line = line_of(article.source, segment.text) or None
        own = Said(article.lang, article.path, line, segment.text)
        others = [_said(opened, lang, units.get(segment.key)) for lang, units in catalogs.items()]
        found = [_found(one, concept, glossary) for one in (own, *others)]
        if any(one.places for one in found):
            own, *others = (one if one.places else _hidden(one, concept, glossary) for one in found)
            mentions.append(Mention(segment.context, own, tuple(others)))
    return Used(article.id, article.lang, tuple(mentions))


def _units(opened: Opened, lang: str) -> dict[editions.Key, Unit]:
    catalog = opened.catalog(lang)
    return {unit.key: unit for unit in catalog.units if not unit.obsolete} if catalog else {}


def _said(opened: Opened, lang: str, unit: Unit | None) -> Said:
    path = opened.project.catalog_shown(lang, opened.file.id)
    if unit is None or not unit.target:
        return Said(lang, path, (unit.line or None) if unit else None, "", state=State.UNTRANSLATED)
    return Said(lang, path, unit.line or None, unit.target, state=unit.state)


def _found(said: Said, concept: Concept, glossary: Glossary) -> Said:
    places = glossary.find(said.text, said.lang) if said.text else ()
    return replace(said, places=tuple(place for place in places if place.term.concept == concept.id))


def _hidden(said: Said, concept: Concept, glossary: Glossary) -> Said:
    """With the places inside longer terms, and those of a name that stays as it is."""
    alone = glossary.without([other for other in glossary.by_id if other != concept.id])
    places = alone.find(said.text, said.lang)
    return replace(said, places=places or (tuple(_fixed(concept, said.text)) if concept.do_not_translate else ()))


def _fixed(concept: Concept, text: str) -> Iterator[Occurrence]:
    for term in concept.terms:
        if term.status is not Status.FORBIDDEN:
            for found in re.finditer(rf"(?<!\w){re.escape(term.text)}", text):
                yield Occurrence(term, *found.span(), words=(found.span(),))
