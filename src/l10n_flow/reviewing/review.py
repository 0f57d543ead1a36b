"""An article and a translation of it side by side, unit by unit: what reviewers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import editions
from ..errors import FlowError
from ..model import State, Unit
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..desk.opened import Opened
    from ..model import Role

__all__ = ["Sheet", "sheets"]


class Sheet(Value, frozen=True):
    """An article in a language: all its units in reading order, each with its role.

    `source_lang` is the language that it was translated from, None if this is the article in its own; its units have
    no translation then. A text that the catalog does not have is a unit without a line. `path` is the file that people
    write, `title` the article's headline in its own language.
    """

    article: str
    title: str
    lang: str
    source_lang: str | None
    path: str
    units: tuple[tuple[Unit, Role], ...] = ()
    error: FlowError | None = None

    def count(self, state: State) -> int:
        """How many of its units are in a state."""
        return sum(unit.state is state for unit, _ in self.units)


def sheets(opened: Opened, langs: Collection[str]) -> Iterator[Sheet]:
    """An article in its own language, if that is one of `langs`, and in those of them that people translate it into."""
    try:
        article, segments = opened.whole, opened.to_translate
    except FlowError as error:
        yield Sheet(opened.file.id, "", "", None, opened.project.shown(opened.file.path), error=error)
        return
    title = next((one.text for one in opened.skeleton.segments if one.role.value == "headline"), article.id)
    if article.lang in langs:
        own = tuple((Unit(one.text, context=one.context), one.role) for one in segments)
        yield Sheet(article.id, title, article.lang, None, article.path, own)
    for lang in editions.catalog_languages(langs, article.lang):
        path = opened.project.catalog_shown(lang, article.id)
        try:
            catalog = opened.catalog(lang)
        except FlowError as error:
            yield Sheet(article.id, title, lang, article.lang, path, error=opened.project.placed(error))
            continue
        known = {unit.key: unit for unit in catalog.units if not unit.obsolete} if catalog else {}
        units = tuple((known.get(one.key) or Unit(one.text, context=one.context), one.role) for one in segments)
        yield Sheet(article.id, title, lang, article.lang, path, units)
