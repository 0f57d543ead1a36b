"""What the checks say of an article: in its own language, and in each that people translate it into."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from . import editions, plugins, waivers
from .errors import FlowError
from .model import Finding, Severity, State, Unit
from .passages import Draft
from .results import Inspected
from .waivers import Waiver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .desk import Opened
    from .model import Catalog
    from .passages import Passage

__all__ = ["STALE", "errors_in", "inspect", "line_of", "severity_of"]

STALE = "matches nothing any more"
"""What is said of a waiver that nobody needs."""


_ENOUGH = 40  # characters to know a text by
_TAG = re.compile(r"<[^<>]*>")
_OFF = "off"
_MILDEST = (_OFF, Severity.INFO, Severity.WARNING, Severity.ERROR)


def inspect(opened: Opened, langs: Collection[str], *, fuzzy: bool = False) -> Inspected:
    """What the checks say of an article in languages; derived editions follow those that they derive from.

    Args:
        opened: the article.
        langs: the languages.
        fuzzy: look at units too that wait for a person.
    """
    try:
        lang = opened.whole.lang
    except FlowError as error:
        return Inspected(opened.file.id, errors=(error,))
    found: list[Finding] = []
    errors: list[FlowError] = []
    used: set[Waiver] = set()
    for one in (*({lang} & {*langs}), *editions.catalog_languages(langs, lang)):
        try:
            found += _findings(opened, one, used, {state: plugins.looking_at(state, fuzzy=fuzzy) for state in State})
        except FlowError as error:
            errors.append(opened.project.placed(error))
    if not errors and {*langs} >= {lang, *editions.catalog_languages(opened.project.config.languages, lang)}:
        found += _stale_in_article(opened, used)
    return Inspected(opened.file.id, tuple(found), tuple(errors), _seen(opened, langs))


def _seen(opened: Opened, langs: Collection[str]) -> tuple[str, ...]:
    """The languages in which an article was there to be looked at: its own, and those with a catalog."""
    lang = opened.article.lang
    wanted = (*({lang} & {*langs}), *editions.catalog_languages(langs, lang))
    return tuple(one for one in wanted if one == lang or opened.catalogs.get(one))


def errors_in(opened: Opened, lang: str) -> tuple[Finding, ...]:
    """What keeps an article from being published in a language: its findings of the worst kind.

    Raises:
        FlowError: the article or its catalog cannot be read.
    """
    found = _findings(opened, lang, set(), {State.TRANSLATED: plugins.looking_at(State.TRANSLATED)})
    return tuple(one for one in found if one.severity is Severity.ERROR)


def _findings(
    opened: Opened, lang: str, used: set[Waiver], checks: Mapping[State, Sequence[tuple[str, plugins.Check]]]
) -> Iterator[Finding]:
    """The findings in a language; waivers of the article that cover one are put into `used`."""
    article = opened.article
    draft = _draft(opened, lang)
    path = article.path if lang == article.lang else opened.project.shown(opened.project.catalog(lang, article.id))
    of_article = _waivers(waivers.of_article(article.meta.waivers))
    levels = opened.project.config.checks
    for passage in draft.passages:
        if not (known := checks.get(passage.unit.state)):
            continue
        comment = passage.unit.comment
        own = _waivers(waivers.in_comment(comment)) if comment else ()
        idle = {*own}
        for finding in _said(passage, known, path, levels):
            covering = [waiver for waiver in (*own, *of_article) if waiver.covers(finding)]
            idle.difference_update(covering)
            used.update(covering)
            if not covering:
                yield finding
        if idle and waivers.CHECK in dict(known):
            yield from (replace(_stale(waiver), **_place(passage, path)) for waiver in own if waiver in idle)


def _draft(opened: Opened, lang: str) -> Draft:
    article, segments = opened.article, opened.to_translate
    if lang == article.lang:
        source = article.source
        units = [(Unit(one.text, one.text, one.context, line=line_of(source, one.text)), one.role) for one in segments]
        return Draft(article.id, article.meta, lang, None, opened.glossary, tuple(units), opened.terms)
    known = _units(opened.catalog(lang))
    found = tuple((known[one.key], one.role) for one in segments if one.key in known)
    strange = tuple(one.text for one in segments if one.key not in known) if known else ()
    return Draft(article.id, article.meta, lang, article.lang, opened.glossary, found, opened.terms, strange)


def _units(catalog: Catalog | None) -> dict[editions.Key, Unit]:
    return {unit.key: unit for unit in catalog.units if not unit.obsolete} if catalog else {}


def line_of(source: str, text: str) -> int:
    """The line of an article where a text begins, 0 if it is not plain to see."""
    piece = max(_TAG.split(text), key=len)
    start = source.find(piece[:_ENOUGH] or text)
    return source.count("\n", 0, start) + 1 if start >= 0 else 0


def _said(
    passage: Passage, checks: Iterable[tuple[str, plugins.Check]], path: str, levels: Mapping[str, str]
) -> Iterator[Finding]:
    place: dict[str, Any] = {}
    for check_id, check in checks:
        for finding in check.check(passage):
            place = place or _place(passage, path)
            if severity := severity_of(check_id, finding, levels):
                yield replace(finding, check=check_id, severity=severity, **place)


def severity_of(check_id: str, finding: Finding, levels: Mapping[str, str]) -> Severity | None:
    """How bad a finding is: as the newsroom has set for its subject, else no worse than was set for its check.

    None if nobody wants to know.
    """
    severity = finding.severity or plugins.check(check_id).SEVERITY
    if not levels:
        return severity
    exact = levels.get(f"{check_id}({finding.subject})")
    level = exact or min(severity, levels.get(check_id, severity), key=_MILDEST.index)
    return None if level == _OFF else Severity(level)


def _place(passage: Passage, path: str) -> dict[str, Any]:
    """Where the findings of a passage are."""
    unit, draft = passage.unit, passage.draft
    return {
        "article": draft.article,
        "lang": draft.lang,
        "path": path,
        "line": unit.line or None,
        "context": unit.context,
        "source": passage.source or "",
        "target": passage.target,
        "fuzzy": unit.fuzzy,
    }


def _waivers(found: Iterator[Waiver | waivers.Mistake]) -> tuple[Waiver, ...]:
    """Those that hold."""
    known = plugins.check_ids()
    return tuple(one for one in found if isinstance(one, Waiver) and one.check in known)


def _stale(waiver: Waiver) -> Finding:
    severity = plugins.check(waivers.CHECK).SEVERITY
    message = f"the waiver of {waiver} {STALE}"
    return Finding(message, "delete it", subject=str(waiver), severity=severity, check=waivers.CHECK)


def _stale_in_article(opened: Opened, used: Collection[Waiver]) -> Iterator[Finding]:
    article = opened.article
    for waiver in _waivers(waivers.of_article(article.meta.waivers)):
        if waiver not in used:
            line = line_of(article.source, str(waiver)) or None
            yield replace(_stale(waiver), article=article.id, lang=article.lang, path=article.path, line=line)
