"""All that people told the checks to pass over, and whether it still matches anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import editions, waivers
from ..model import State
from ..text.lines import line_of
from ..values import Value
from ..waivers import Mistake
from . import inspection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..desk.opened import Opened
    from ..errors import FlowError
    from ..model import Finding, Unit

__all__ = ["Waived", "WaivedIn", "waived"]


class Waived(Value, frozen=True):
    """A waiver: of which check and which subject (empty for all), why, and where it is written.

    `lang` is the language whose PO has it in a unit's comment (`source` and `context` are the unit's key), empty if it
    stands in the article's front matter. `matches` is None if that cannot be known: the unit is not translated, or
    not all languages were asked for. `mistake` says why it does not hold, empty if it does.
    """

    article: str
    lang: str
    path: str
    line: int | None
    check: str = ""
    subject: str = ""
    reason: str = ""
    context: str | None = None
    source: str = ""
    matches: bool | None = None
    mistake: str = ""


class WaivedIn(Value, frozen=True):
    """The waivers of an article."""

    article: str
    waivers: tuple[Waived, ...] = ()
    errors: tuple[FlowError, ...] = ()


def waived(opened: Opened, langs: Collection[str]) -> WaivedIn:
    """The waivers of an article: in its front matter, and in the comments of its catalogs in languages."""
    inspected = inspection.inspect(opened, langs, fuzzy=True)
    if inspected.errors:
        return WaivedIn(opened.file.id, errors=inspected.errors)
    idle = [one for one in inspected.findings if one.check == waivers.CHECK]
    article = opened.article
    found = list(_of_article(opened, idle, whole={*langs} >= {*opened.project.config.languages}))
    for lang in editions.catalog_languages(langs, article.lang):
        catalog = opened.catalog(lang)
        path = opened.project.catalog_shown(lang, article.id)
        for unit in catalog.units if catalog else ():
            if unit.comment and not unit.obsolete:
                found += _of_unit(unit, article.id, lang, path, idle)
    return WaivedIn(article.id, tuple(found))


def _of_article(opened: Opened, idle: Iterable[Finding], *, whole: bool) -> Iterator[Waived]:
    article = opened.article
    ours = {one.subject: one.message for one in idle if one.lang == article.lang}
    for one in waivers.of_article(article.meta.waivers):
        line = line_of(article.source, one.text if isinstance(one, Mistake) else str(one)) or None
        if isinstance(one, Mistake):
            yield Waived(article.id, "", article.path, line, mistake=one.message)
        else:
            matches, mistake = _verdict(ours.get(str(one)))
            matches = matches if whole or mistake else None
            yield Waived(
                article.id, "", article.path, line, one.check, one.subject, one.reason, matches=matches, mistake=mistake
            )


def _of_unit(unit: Unit, article: str, lang: str, path: str, idle: Iterable[Finding]) -> Iterator[Waived]:
    ours = {one.subject: one.message for one in idle if (one.lang, one.context, one.source) == (lang, *unit.key)}
    for one in waivers.in_comment(unit.comment):
        line = unit.line or None
        if isinstance(one, Mistake):
            yield Waived(article, lang, path, line, context=unit.context, source=unit.source, mistake=one.message)
            continue
        matches, mistake = _verdict(ours.get(str(one)))
        matches = None if unit.state is State.UNTRANSLATED else matches
        yield Waived(
            article, lang, path, line, one.check, one.subject, one.reason, unit.context, unit.source, matches, mistake
        )


def _verdict(said: str | None) -> tuple[bool | None, str]:
    """Whether a waiver matches anything, and why it does not hold, by what the check of waivers says of it."""
    if said is None:
        return True, ""
    return (False, "") if said.endswith(inspection.STALE) else (None, said)
