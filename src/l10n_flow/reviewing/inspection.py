"""What the checks say of an article: in its own language, and in each that people translate it into."""

from __future__ import annotations

import functools
import itertools
import operator
from typing import TYPE_CHECKING

from .. import editions, plugins, waivers
from ..catalogs import approvals
from ..desk.results import Inspected
from ..errors import FlowError
from ..languages import registry
from ..model import Finding, Severity, State, Unit
from ..passages import Version
from ..text import lines
from ..values import replace
from ..waivers import Waiver
from . import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ..desk.opened import Opened
    from ..desk.results import Checked
    from ..model import Article
    from ..passages import Passage

__all__ = ["STALE", "errors_in", "inspect", "said", "severity_of"]

STALE = "matches nothing any more"
"""What is said of a waiver that nobody needs."""

_OFF = "off"
_MILDEST = (_OFF, Severity.INFO, Severity.WARNING, Severity.ERROR)


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
    wanted = origins.union(langs)
    for one in sorted(origins, key=lambda one: (one != lang, all_languages.index(one))):
        try:
            checks = {state: questions.looking_at(state, fuzzy=fuzzy) for state in State}
            findings = _findings(opened, one, editions.derived(all_languages, one, lang), used, checks)
            found += [finding for finding in findings if finding.lang in wanted]
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
    asked = origin, lang if opened.glossary.concepts else origin  # without terms, what is derived is as good
    if asked not in opened.errors and (known := _checked(opened, lang, origin)):
        opened.errors[asked] = tuple(one for one in known.errors if one.lang in (origin, lang))
    if asked not in opened.errors:
        checks = {State.TRANSLATED: questions.grave(State.TRANSLATED, frozenset(opened.project.config.checks.items()))}
        found = _findings(opened, origin, {lang} - {origin}, set(), checks)
        opened.errors[asked] = tuple(one for one in found if one.severity is Severity.ERROR)
    return opened.errors[asked]


def _checked(opened: Opened, lang: str, origin: str) -> Checked | None:
    """What `check` found before, if it looked at an edition in a language, and its texts are what they were."""
    checked = opened.checked
    if checked is None or lang not in checked.langs:
        return None
    if origin == opened.article.lang:  # the article is as it was, else there would be nothing known
        return checked
    catalog, name = opened.catalog(origin), opened.project.catalog_shown(origin, opened.article.id)
    return checked if catalog and checked.digests.get(name) == catalog.digest else None


def _findings(
    opened: Opened,
    lang: str,
    derived: Iterable[str],
    used: set[Waiver],
    checks: Mapping[State, Sequence[questions.Asked]],
) -> Iterator[Finding]:
    """The findings in a language, and what is to be said besides of those that derive from it; waivers of the article
    that cover one are put into `used`."""
    article = opened.article
    version = _version(opened, lang)
    path = article.path if lang == article.lang else opened.project.catalog_shown(lang, article.id)
    of_article = _waivers(waivers.of_article(article.meta.waivers), version)
    tell = functools.partial(said, levels=opened.project.config.checks, path=path)
    asked = questions.asked(checks, version)
    followers = [_follower(opened, version, one, checks) for one in derived] if opened.glossary.concepts else []
    for number in sorted(asked.keys() | itertools.chain.from_iterable(followers)):
        passage, about = version.passage(number), asked.get(number, ())
        comment = passage.unit.comment
        own = _waivers(waivers.in_comment(comment), version) if comment else ()
        idle, holding = {*own}, (*own, *of_article)
        found, is_settled = tell(passage, about, holding)
        if is_settled:  # nobody was asked what the waivers are about
            idle.clear()
            used.update(of_article)
        if same := [one[number] for one in followers if number in one]:
            found = [*_with_derived(found, (tell(*one)[0] for one in same))]
        for finding in found:
            covering = [waiver for waiver in holding if waiver.covers(finding)] if holding else ()
            idle.difference_update(covering)
            used.update(covering)
            if not covering:
                yield finding if version.source_lang else _located(finding, passage, article)
        if idle and any(one.id == waivers.CHECK for one in about):
            stale = [one for one in own if one in idle and not plugins.knows_others(one.check)]
            yield from (_placed(_stale(waiver), waivers.CHECK, passage, path) for waiver in stale)


def _with_derived(said: Iterable[Finding], derived: Iterable[Iterable[Finding]]) -> Iterator[Finding]:
    """What the checks say of a text, and what they say only of what is derived from it."""
    told: set[tuple[str, str, Severity | None]] = set()
    for finding in said:
        told.add((finding.check, finding.subject, finding.severity))
        yield finding
    for finding in itertools.chain.from_iterable(derived):
        if (finding.check, finding.subject, finding.severity) not in told:
            yield _only_derived(finding)


def _only_derived(finding: Finding) -> Finding:
    """A finding in a text that nobody writes."""
    lang = finding.lang
    message = f"in {lang}, which is made of this text: {finding.message}"
    stop = "" if finding.hint.endswith((".", "!", "?", "…")) else "."
    hint = f"{finding.hint}{stop} Change the text, or what glossary/*.toml or glossary/spelling/{lang}.toml says of it"
    return replace(finding, message=message, hint=hint, fix=())


def _version(opened: Opened, lang: str) -> Version:
    article, segments = opened.article, opened.to_translate
    if lang == article.lang:
        return Version(
            article.id,
            article.meta,
            lang,
            None,
            opened.glossary,
            tuple([(Unit(one.text, one.text, one.context), one.role) for one in segments]),
            opened.terms,
            opened.cited,
            pictures=opened.skeleton.pictures,
            written=article.source,
        )
    catalog = opened.catalog(lang)
    known, given = catalog.in_use if catalog else {}, approvals.of(catalog, segments)
    each = [(known.get(one.key), one) for one in segments]
    found = tuple([(unit, one.role) for unit, one in each if unit is not None])
    strange = tuple([one.text for unit, one in each if unit is None]) if known else ()
    return Version(
        article.id,
        article.meta,
        lang,
        article.lang,
        opened.glossary,
        found,
        opened.terms,
        opened.cited,
        strange,
        approved=len(given.standing),
        void=len(given.void),
    )


def _follower(
    opened: Opened, base: Version, lang: str, checks: Mapping[State, Sequence[questions.Asked]]
) -> Mapping[int, tuple[Passage, Sequence[questions.Asked]]]:
    """The texts of a version as another edition shows them, by their numbers, with the concepts that it does not simply
    follow in, and who is asked about them. Of a translation those are left out that can have none of these."""
    article = opened.article
    tag = lang if registry.get(lang).base else base.lang
    glossary = opened.glossary.particular_to(tag)
    known = {
        text: tuple(hit for hit in hits if hit.term.concept in glossary.by_id) for text, hits in opened.terms.items()
    }
    numbers = [
        number
        for number, (unit, _) in enumerate(base.units if glossary.concepts else ())
        if base.source_lang is None or known.get(unit.source, True) or opened.may_have_own_terms(unit.target, lang)
    ]
    change = opened.way(lang).change if numbers else None
    chosen = [base.units[number] for number in numbers]
    units = [(replace(unit, target=change(unit.target)) if change else unit, role) for unit, role in chosen]
    version = Version(article.id, article.meta, lang, article.lang, glossary, tuple(units), known, opened.cited)
    on_derived = {state: [one for one in asked if one.on_derived] for state, asked in checks.items()}
    return {numbers[at]: (version.passage(at), about) for at, about in questions.asked(on_derived, version).items()}


def said(
    passage: Passage,
    about: Sequence[questions.Asked],
    holding: Sequence[Waiver] = (),
    *,
    levels: Mapping[str, str],
    path: str,
) -> tuple[Sequence[Finding], bool]:
    """What checks say of a text, with its place, and whether one of them settles it.

    Who has left a text in another language need not be told what its words lack there: beside that only errors are
    told, and what is not about words.

    Args:
        passage: the text.
        about: those that may have something to say of it, as from `questions.asked`.
        holding: waivers; what they cover settles nothing.
        levels: the newsroom's severities, by check, or check(subject).
        path: of the file that the text is in.
    """

    def say(asked: questions.Asked) -> Iterator[Finding]:
        for finding in asked.check.check(passage):
            if severity := severity_of(asked.id, finding, levels):
                yield _placed(finding, asked.id, passage, path, severity)

    known: dict[questions.Asked, Sequence[Finding]] = {}
    for one in about:
        if settles := one.settles:
            found = known[one] = [*say(one)]
            if any(settles(finding) and not any(waiver.covers(finding) for waiver in holding) for finding in found):
                grave = questions.grave_ids(frozenset(levels.items()))
                others = [one for one in about if not one.of_words or (one.id in grave and one not in known)]
                return _settled(found, others, say), True
    return [finding for one in about for finding in (known[one] if one in known else say(one))], False


def _settled(
    found: Iterable[Finding], others: Iterable[questions.Asked], say: Callable[[questions.Asked], Iterable[Finding]]
) -> Sequence[Finding]:
    """What settles a text, and beside that errors, and what is not about words; in the order of the checks' ids."""
    beside = [
        finding for one in others for finding in say(one) if not one.of_words or finding.severity is Severity.ERROR
    ]
    return sorted([*found, *beside], key=operator.attrgetter("check"))


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


def _placed(finding: Finding, check: str, passage: Passage, path: str, severity: Severity | None = None) -> Finding:
    """A finding of a check with its place; its line is that of its unit."""
    unit, version = passage.unit, passage.version
    return Finding(
        finding.message,
        finding.hint,
        finding.source_spans,
        finding.target_spans,
        finding.subject,
        severity or finding.severity,
        finding.fix,
        check,
        version.article,
        version.lang,
        path,
        unit.line or None,
        unit.context,
        passage.source or "",
        unit.target,
        unit.fuzzy,
    )


def _located(finding: Finding, passage: Passage, article: Article) -> Finding:
    """A finding with its place in an article: the line of its words, or, if it is of none, of what it is about."""
    if finding.subject and not finding.target_spans:
        line = lines.line_of(article.source, finding.subject) or passage.line
        return replace(finding, target="", line=line or None)
    spans = finding.target_spans if finding.target == passage.target else finding.source_spans
    there = -1
    if spans and passage.line:
        begin = sum(len(line) + 1 for line in article.source.split("\n")[: passage.line - 1])
        there = lines.look_for(passage.target, article.source, begin, spans[0][0])
    return replace(finding, line=(lines.line_at(article.source, there) if there >= 0 else passage.line) or None)


def _waivers(found: Iterator[Waiver | waivers.Mistake], version: Version) -> tuple[Waiver, ...]:
    """Those that hold."""
    return tuple(one for one in found if isinstance(one, Waiver) and _means_something(one, version))


def _means_something(waiver: Waiver, version: Version) -> bool:
    if waiver.check not in plugins.check_ids():
        return False
    known = plugins.subjects(waiver.check, version)
    return not waiver.subject or known is None or waiver.subject in known


def _stale(waiver: Waiver) -> Finding:
    severity = plugins.check(waivers.CHECK).SEVERITY
    message = f"the waiver of {waiver} {STALE}"
    return Finding(message, "delete it", subject=str(waiver), severity=severity, check=waivers.CHECK)


def _stale_in_article(opened: Opened, used: Collection[Waiver]) -> Iterator[Finding]:
    article = opened.article
    if not article.meta.waivers:
        return
    for waiver in _waivers(waivers.of_article(article.meta.waivers), _version(opened, article.lang)):
        if waiver not in used and not plugins.knows_others(waiver.check):
            line = lines.line_of(article.source, str(waiver)) or None
            yield replace(_stale(waiver), article=article.id, lang=article.lang, path=article.path, line=line)
