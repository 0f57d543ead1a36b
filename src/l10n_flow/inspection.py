"""What the checks say of an article: in its own language, and in each that people translate it into."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, Any

from . import approvals, editions, plugins, waivers
from .errors import FlowError
from .languages import registry
from .model import Finding, Severity, State, Unit
from .passages import Draft
from .results import Inspected
from .values import replace
from .waivers import Waiver

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .model import Article, Segment
    from .opened import Opened
    from .passages import Passage

__all__ = ["STALE", "errors_in", "inspect", "line_of", "severity_of"]

STALE = "matches nothing any more"
"""What is said of a waiver that nobody needs."""


_NEAR = 200  # characters in which the words are that a place of a text is known by
_ENOUGH = 40  # characters that no other text begins with
_WORDS = 6
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_OFF = "off"
_MILDEST = (_OFF, Severity.INFO, Severity.WARNING, Severity.ERROR)
_GAP = r"(?:[^\w<&]|<[^<>]*>|<(?![^<>]*>)|&\w+;|&(?!\w+;))+?"  # between two words: blanks, line ends, marks, markup


def inspect(opened: Opened, langs: Collection[str], *, fuzzy: bool = False, sources: bool = False) -> Inspected:
    """What the checks say of an article in languages; of derived ones also what they say of the texts behind them.

    Args:
        opened: the article.
        langs: the languages.
        fuzzy: look at units too that wait for a person.
        sources: look at no translation, only at the article in its own language if that is among them.
    """
    try:
        lang = opened.whole.lang
    except FlowError as error:
        return Inspected(opened.file.id, errors=(error,))
    langs = [one for one in langs if one == lang] if sources else langs
    all_languages = opened.project.config.languages
    found: list[Finding] = []
    errors: list[FlowError] = []
    used: set[Waiver] = set()
    origins = {editions.origin(one, lang) for one in langs}
    for one in sorted(origins, key=lambda one: (one != lang, all_languages.index(one))):
        try:
            checks = {state: plugins.looking_at(state, fuzzy=fuzzy) for state in State}
            said = _findings(opened, one, editions.derived(all_languages, one, lang), used, checks)
            found += [finding for finding in said if finding.lang in origins.union(langs)]
        except FlowError as error:
            errors.append(opened.project.placed(error))
    if not errors and origins >= {lang, *editions.catalog_languages(all_languages, lang)}:
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
    origin = editions.origin(lang, opened.article.lang)
    checks = {State.TRANSLATED: plugins.grave(State.TRANSLATED, frozenset(opened.project.config.checks.items()))}
    found = _findings(opened, origin, {lang} - {origin}, set(), checks)
    return tuple(one for one in found if one.severity is Severity.ERROR)


def _findings(
    opened: Opened,
    lang: str,
    derived: Iterable[str],
    used: set[Waiver],
    checks: Mapping[State, Sequence[plugins.Asked]],
) -> Iterator[Finding]:
    """The findings in a language, and what is to be said besides of those that derive from it; waivers of the article
    that cover one are put into `used`."""
    article = opened.article
    draft = _draft(opened, lang)
    path = article.path if lang == article.lang else opened.project.catalog_shown(lang, article.id)
    of_article = _waivers(waivers.of_article(article.meta.waivers), draft)
    levels = opened.project.config.checks
    checks = {state: [one for one in asked if one.applies(draft)] for state, asked in checks.items()}
    followers = [_derived(opened, draft, one) for one in derived] if opened.glossary.concepts else []
    followers = [one for one in followers if one.glossary.concepts]
    for passage, *same in zip(draft.passages, *(one.passages for one in followers), strict=True):
        known, comment = checks.get(passage.unit.state, ()), passage.unit.comment
        if not (comment or same or any(one.concerns(passage.whole) for one in known)):
            continue  # as most texts, where only errors are looked for
        own = _waivers(waivers.in_comment(comment), draft) if comment else ()
        idle = {*own}
        for finding in _said_in_all(passage, same, known, levels):
            covering = [waiver for waiver in (*own, *of_article) if waiver.covers(finding)]
            idle.difference_update(covering)
            used.update(covering)
            if not covering:
                yield _located(replace(finding, path=path), passage, article)
        if idle and any(asked.id == waivers.CHECK for asked in known):
            stale = (replace(_stale(waiver), path=path) for waiver in own if waiver in idle)
            yield from (replace(one, **_place(passage)) for one in stale)


def _said_in_all(
    passage: Passage,
    derived: Sequence[Passage],
    checks: Collection[plugins.Asked],
    levels: Mapping[str, str],
) -> Iterator[Finding]:
    """What the checks say of a text, and what they say only of what is derived from it."""
    if not derived:
        yield from _said(passage, checks, levels)
        return
    told: set[tuple[str, str, Severity | None]] = set()
    for finding in _said(passage, checks, levels):
        told.add((finding.check, finding.subject, finding.severity))
        yield finding
    for one in derived:
        for finding in _said(one, [asked for asked in checks if getattr(asked.check, "ON_DERIVED", False)], levels):
            if (finding.check, finding.subject, finding.severity) not in told:
                yield _only_derived(finding)


def _only_derived(finding: Finding) -> Finding:
    """A finding in a text that nobody writes."""
    lang = finding.lang
    message = f"in {lang}, which is made of this text: {finding.message}"
    stop = "" if finding.hint.endswith((".", "!", "?", "…")) else "."
    hint = f"{finding.hint}{stop} Change the text, or what glossary/*.toml or glossary/spelling/{lang}.toml says of it"
    return replace(finding, message=message, hint=hint, fix=None)


def _draft(opened: Opened, lang: str) -> Draft:
    article, segments = opened.article, opened.to_translate
    if lang == article.lang:
        units = [
            (Unit(one.text, one.text, one.context, line=line), one.role)
            for one, line in zip(segments, _lines(article.source, segments), strict=True)
        ]
        texts, pictures = tuple(units), opened.skeleton.pictures
        return Draft(
            article.id, article.meta, lang, None, opened.glossary, texts, opened.terms, opened.cited, (), pictures
        )
    catalog = opened.catalog(lang)
    known, void = catalog.in_use if catalog else {}, len(approvals.of(catalog, segments).void)
    found = tuple((known[one.key], one.role) for one in segments if one.key in known)
    strange = tuple(one.text for one in segments if one.key not in known) if known else ()
    return Draft(
        article.id,
        article.meta,
        lang,
        article.lang,
        opened.glossary,
        found,
        opened.terms,
        opened.cited,
        strange,
        void=void,
    )


def _derived(opened: Opened, base: Draft, lang: str) -> Draft:
    """The texts of a draft as another edition shows them, with the concepts that it does not simply follow in."""
    article = opened.article
    tag = lang if registry.get(lang).base else base.lang
    glossary = opened.glossary.particular_to(tag)
    known = {
        text: tuple(hit for hit in hits if hit.term.concept in glossary.by_id) for text, hits in opened.terms.items()
    }
    change = opened.way(lang).change if glossary.concepts else None
    units = [(replace(unit, target=change(unit.target)) if change else unit, role) for unit, role in base.units]
    return Draft(article.id, article.meta, lang, article.lang, glossary, tuple(units), known, opened.cited)


def _lines(source: str, segments: Iterable[Segment]) -> Iterator[int]:
    """The lines where the texts of an article begin; they are looked for in their order, so that it takes no time."""
    line_ends = [match.start() for match in re.finditer("\n", source)]
    seen: dict[str, int] = {}
    reached = 0
    for text in (segment.text for segment in segments):
        behind = seen.get(text, -1) + 1
        place = _look_for(text, source, max(reached, behind))
        if place < 0 < reached:
            place = _look_for(text, source, behind)
        if place >= 0:
            seen[text] = place
            reached = place if len(text.split()) > _WORDS else reached  # few words may be those of a longer text
        yield bisect.bisect_left(line_ends, place) + 1 if place >= 0 else 0


def line_of(source: str, text: str, at: int = 0) -> int:
    """The line of an article where a text begins, or where place `at` of it is; 0 if it is not plain to see."""
    start = _look_for(text, source)
    there = _look_for(text, source, max(start, 0), at) if at else start
    return _line_at(source, start if there < 0 else there)


def _line_at(source: str, place: int) -> int:
    return source.count("\n", 0, place) + 1 if place >= 0 else 0


def _look_for(text: str, source: str, start: int = 0, at: int = 0) -> int:
    """Where a source has the words that stand at a place of a text, whatever is between them; -1 if nowhere.

    Few words are best looked for at the end of a line: there are others like them in longer texts. If there is markup
    near a text's beginning that is not plain, the longest piece without any is looked for.
    """
    plain = text[:_ENOUGH] if len(text) >= _ENOUGH else f"{text}\n"
    if not at and "<" not in plain and (found := source.find(plain, start)) >= 0:  # much quicker than what follows
        return found
    for piece in (text,) if at else (text, max(_TAG.split(text), key=len)):
        before, words = (
            _WORD.findall(_TAG.sub(" ", part)) for part in (piece[max(0, at - _NEAR) : at], piece[at:][:_NEAR])
        )
        if not words:
            continue
        first, *others = words[:_WORDS]
        way = rf"\b{_GAP.join([*before[-_WORDS:], f'(?P<first>{first})', *others])}\b"
        ways = (way,) if at or len(words) > _WORDS else (rf"(?m){way}[^\w\n]*$", way)
        hits = (re.compile(one).search(source, start) for one in ways)
        if hit := next(filter(None, hits), None):
            return hit.start("first")
    return -1


def _said(passage: Passage, checks: Iterable[plugins.Asked], levels: Mapping[str, str]) -> Iterator[Finding]:
    place: dict[str, Any] = {}
    for asked in checks:
        if asked.signs and not asked.concerns(passage.whole):
            continue
        for finding in asked.check.check(passage):
            place = place or _place(passage)
            if severity := severity_of(asked.id, finding, levels):
                yield replace(finding, check=asked.id, severity=severity, **place)


def severity_of(check_id: str, finding: Finding, levels: Mapping[str, str]) -> Severity | None:
    """How bad a finding is: as the newsroom has set for its subject, else for its check.

    What a check says is less bad than its usual findings stays so. None if nobody wants to know.
    """
    worst = plugins.check(check_id).SEVERITY
    severity = finding.severity or worst
    if not levels:
        return severity
    exact, whole = levels.get(f"{check_id}({finding.subject})"), levels.get(check_id, severity)
    level = exact or (whole if severity == worst else min(severity, whole, key=_MILDEST.index))
    return None if level == _OFF else Severity(level)


def _place(passage: Passage) -> dict[str, Any]:
    """Where the findings of a passage are, but for the file."""
    unit, draft = passage.unit, passage.draft
    return {
        "article": draft.article,
        "lang": draft.lang,
        "line": unit.line or None,
        "context": unit.context,
        "source": passage.source or "",
        "target": passage.target,
        "fuzzy": unit.fuzzy,
    }


def _located(finding: Finding, passage: Passage, article: Article) -> Finding:
    """A finding with its place in an article: the line of its words, or, if it is of none, of what it is about.

    Those in catalogs have that of their unit.
    """
    if passage.source is not None:
        return finding
    if finding.subject and not finding.target_spans:
        return replace(finding, target="", line=line_of(article.source, finding.subject) or finding.line)
    spans = finding.target_spans if finding.target == passage.target else finding.source_spans
    if not spans or not passage.unit.line:
        return finding
    begin = sum(len(line) + 1 for line in article.source.split("\n")[: passage.unit.line - 1])
    there = _look_for(passage.target, article.source, begin, spans[0][0])
    return replace(finding, line=_line_at(article.source, there)) if there >= 0 else finding


def _waivers(found: Iterator[Waiver | waivers.Mistake], draft: Draft) -> tuple[Waiver, ...]:
    """Those that hold."""
    return tuple(one for one in found if isinstance(one, Waiver) and _means_something(one, draft))


def _means_something(waiver: Waiver, draft: Draft) -> bool:
    if waiver.check not in plugins.check_ids():
        return False
    known = plugins.subjects(waiver.check, draft)
    return not waiver.subject or known is None or waiver.subject in known


def _stale(waiver: Waiver) -> Finding:
    severity = plugins.check(waivers.CHECK).SEVERITY
    message = f"the waiver of {waiver} {STALE}"
    return Finding(message, "delete it", subject=str(waiver), severity=severity, check=waivers.CHECK)


def _stale_in_article(opened: Opened, used: Collection[Waiver]) -> Iterator[Finding]:
    article = opened.article
    if not article.meta.waivers:
        return
    for waiver in _waivers(waivers.of_article(article.meta.waivers), _draft(opened, article.lang)):
        if waiver not in used:
            line = line_of(article.source, str(waiver)) or None
            yield replace(_stale(waiver), article=article.id, lang=article.lang, path=article.path, line=line)
