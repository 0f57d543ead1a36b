"""Whether a text calls things what the desk agreed to call them.

What: a concept of the glossary stands in the source, and none of its terms in the translation, in whatever form; a
forbidden variant, unless it is a part of a longer term; a term with wrong or missing marks or look-alike letters; one
that must stand in quotation marks and is in no quotation; one without its capitals; one that must stay as it is and was
changed; two variants for one term of the source in an article (a warning; a full name and its short form are none).
One mention in a unit is enough, pronouns may stand for the others. Articles in their own language are checked as well,
and editions that nobody writes (Cyrillic Uzbek): for terms of their own, and for those that stay as they are.

Wrong: “the expulsion regime” - «режим выдворения»

Right: “the expulsion regime” - «в режиме высылки»
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ..glossary.concepts import Case, Kind, Status, Term
from ..languages import registry
from ..model import Finding, Severity, State
from ._quotations import is_quoted, is_title_quoted
from ._wording import advice, listed, mistake, named, places, write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..glossary.concepts import Concept
    from ..glossary.find import Index, Occurrence
    from ..glossary.glossary import Glossary
    from ..model import Edit, Span
    from ..passages import Passage, Version

SEVERITY = Severity.ERROR
ON_DERIVED = True
"""What nobody writes may have other terms than what it is made of."""

_USABLE = (Status.PREFERRED, Status.ADMITTED)
_ENDING = 3  # letters at most of an ending that a term allows, where others allow words
_MARKS = frozenset('«»“”„"')
_MARKUP = re.compile(r"<[^<>]*>|[«»“”„\"]")
_ALIKE = 4  # letters that two words of one family begin with, at least


def applies(version: Version) -> bool:
    """Whether there are any terms."""
    return bool(version.glossary.concepts)


def among(version: Version) -> Collection[int]:
    """The texts that have a term, or whose sources have one."""
    return [number for number, terms in enumerate(zip(version.source_terms, version.terms, strict=True)) if any(terms)]


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the terms of a passage with those of its source, and with what the glossary says of them."""
    yield from _missing(passage)
    for hits in _places(passage.terms):
        yield from _of_place(passage, hits)
    yield from _mixes(passage.version).get(passage.number, ())


def subjects(version: Version) -> Collection[str]:
    """The ids of the concepts."""
    return version.glossary.by_id.keys()


def _missing(passage: Passage) -> Iterator[Finding]:
    concepts = passage.version.glossary.by_id
    spans: defaultdict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
    for hits in _places(passage.source_terms):
        spans[tuple(hit.term.concept for hit in hits)].append(hits[0])
    here = {hit.term.concept for hit in passage.terms}
    absent = [ids for ids in spans if here.isdisjoint(ids)]
    if absent:
        here |= _parts(passage)
    for ids in absent:
        senses = [concepts[one] for one in ids]
        if here.isdisjoint(ids) and not any(_is_there(passage, concept) for concept in senses):
            yield _absence(passage, senses, spans[ids][0], [(hit.start, hit.end) for hit in spans[ids]])


def _parts(passage: Passage) -> set[str]:
    """The concepts whose terms a text has as parts of longer ones, unless the source has both apart."""
    glossary, source_lang = passage.version.glossary, passage.version.source_lang
    pairs = _inside(glossary, passage.target, passage.version.lang, passage.terms)
    wholes = {whole for whole, _ in pairs}
    in_source = [hit for hit in passage.source_terms if hit.term.concept in wholes]
    if in_source and source_lang:
        apart = {hit.term.concept for hit in in_source}
        pairs -= {pair for pair in pairs if pair[0] in apart} - _inside(
            glossary, passage.unit.source, source_lang, in_source
        )
    return {part for _, part in pairs}


def _inside(glossary: Glossary, text: str, lang: str, wholes: Sequence[Occurrence]) -> set[tuple[str, str]]:
    """Pairs of concepts: one whose term was found in a text, and one whose term is a part of that."""
    pairs: set[tuple[str, str]] = set()
    found: set[str] = set()
    hits = wholes
    while hits:
        found.update(hit.term.concept for hit in hits)
        hits = glossary.without(found).find(text, lang)
        pairs |= {(whole.term.concept, hit.term.concept) for hit in hits for whole in wholes if hit.is_inside(whole)}
    return pairs


def _is_there(passage: Passage, concept: Concept) -> bool:
    """Whether a text may be without the terms that are looked for: it has a word made of one ("Kyrgyz" for
    "Kyrgyzstan"), nobody agreed on one, or it is there as it is."""
    lang = passage.version.lang
    if terms := _usable(concept, lang):
        made = sorted({word for term in terms for word in term.also if len(word) > _ENDING})
        return bool(made and _index(tuple(made), lang).find(passage.target))
    fixed = [re.escape(term.text) for term in concept.terms if term.status in _USABLE]
    return not concept.do_not_translate or re.search(rf"(?<!\w)(?:{'|'.join(fixed)})", passage.target) is not None


@functools.lru_cache(maxsize=1 << 10)
def _index(words: tuple[str, ...], lang: str) -> Index:
    from ..glossary.find import Index

    return Index([Term(word, lang, word) for word in words], lang)


def _absence(passage: Passage, senses: Sequence[Concept], source: Occurrence, spans: Sequence[Span]) -> Finding:
    version, concept = passage.version, senses[0]
    said = named(version.cite(source.term, version.source_lang or version.lang))
    best = [terms for sense in senses if (terms := _usable(sense, version.lang))]
    if not best or (concept.do_not_translate and any(term.text == source.term.text for term in best[0])):
        message = f"{said} stays as it is in every language, and is not in the translation"
        hint = f"write {said}, in these letters; an ending may follow it"
    else:
        first = listed([_named(version, terms[0]) for terms in best], "or")
        message = f"{said} is {first}, and that is not in the translation"
        hint = _write(version, [*(terms[0] for terms in best), *(term for terms in best for term in terms[1:])])
    return Finding(message, advice(hint, _notes(concept, version.lang)), tuple(spans), subject=concept.id)


def _of_place(passage: Passage, hits: Sequence[Occurrence]) -> Iterator[Finding]:
    """What is wrong with a place that holds a term (of several concepts, if their terms are the same words)."""
    usable = [hit for hit in hits if hit.term.status is not Status.FORBIDDEN]
    if not usable:
        if _has_letters_of(passage, hits[0]):
            yield _forbidden(passage, hits[0])
        return
    hit = next((hit for hit in usable if _sources(passage, hit.term.concept)), usable[0])
    if hit.misspelt:
        yield _misspelt(passage, hit)
    elif _is_changed(passage, hit):
        said = _named(passage.version, hit.term)
        message = f"“{_typed(passage, hit)}” is to stay as it is: {said}"
        yield _about(passage, hit, message, f"write {said}, in these letters; an ending may follow it")
    if all(one.term.quoted and not _is_in_quotation(passage, one) for one in usable):
        yield _unquoted(passage, hit)
    if all(one.term.case is Case.CHECKED and not one.case_agrees for one in usable):
        said = _named(passage.version, hit.term)
        yield _about(passage, hit, f"“{_typed(passage, hit)}” lacks capitals", f"write {said}, with its capitals")


def _forbidden(passage: Passage, hit: Occurrence) -> Finding:
    version = passage.version
    concept = version.glossary.by_id[hit.term.concept]
    message = f"the desk does not say “{version.cite(hit.term, version.lang)}”"
    return _about(passage, hit, message, _write(version, _usable(concept, version.lang)))


def _misspelt(passage: Passage, hit: Occurrence) -> Finding:
    said, wrong = _named(passage.version, hit.term), "; ".join(map(mistake, dict.fromkeys(hit.letters)))
    message = f"“{_typed(passage, hit)}” is misspelt" + (f": {wrong}" if wrong else "")
    right = " and ".join(dict.fromkeys(f"“{letter.right}”" for letter in hit.letters if letter.right))
    todo = f"write {right} as in {said}" if right else f"write it as in {said}"
    if _sources(passage, hit.term.concept):
        return _about(passage, hit, message, todo)
    return _about(passage, hit, message, f"if {said} is meant, {todo}", Severity.WARNING)


def _has_letters_of(passage: Passage, hit: Occurrence) -> bool:
    """Whether a forbidden term is there letter by letter, of which a grammar takes some for the same: in Cyrillic Uzbek
    those that its spelling alone knows (Зельт, Зелт)."""
    if registry.get(hit.term.lang).base is None:
        return True
    words = [passage.target[start:end].casefold() for start, end in hit.words]
    pairs = zip(words, hit.term.text.casefold().split(), strict=False)
    return all(
        typed.startswith(tuple(cited[:-1] + letter for letter in (cited[-1], "г", "ғ"))) for typed, cited in pairs
    )


def _is_changed(passage: Passage, hit: Occurrence) -> bool:
    """Whether a term that is to stay as it is has other letters than its own, which a grammar takes for the same."""
    if not passage.version.glossary.by_id[hit.term.concept].do_not_translate or hit.term.lang == passage.version.lang:
        return False
    words = [passage.target[start:end].casefold() for start, end in hit.words]
    return any(typed[:1] != cited[:1] for typed, cited in zip(words, hit.term.text.casefold().split(), strict=False))


def _is_in_quotation(passage: Passage, hit: Occurrence) -> bool:
    """An ending may stand behind the mark that closes it, in any of its words (“Soliqlar toʻgʻrisida”gi qonun), but no
    word: «специальная» военная операция is in none. What has a title may stand before it: закон «О воде».
    """
    text, last = passage.target, hit.words[-1][0]
    closing = (at for start, end in hit.words[:-1] for at in range(start, end) if text[at] in _MARKS)
    return (
        is_quoted(text, hit.start, next(closing, last + 1))
        or is_title_quoted(text, hit.start, hit.end)
        or (hit.quoted and _MARKS.isdisjoint(text[hit.start : last]))
    )


def _unquoted(passage: Passage, hit: Occurrence) -> Finding:
    opening, closing = registry.get(passage.version.lang).quotes
    text, said = passage.target, _named(passage.version, hit.term)
    typed = text[hit.start : hit.end]
    is_plain = "<" not in typed and _MARKS.isdisjoint(typed) and not hit.misspelt
    fix = (((hit.start, hit.start), opening), ((hit.end, hit.end), closing)) if is_plain else ()
    return _about(passage, hit, f"{_typed(passage, hit)} must stand in quotation marks", f"write {said}", fix=fix)


def _about(
    passage: Passage,
    hit: Occurrence,
    message: str,
    todo: str,
    severity: Severity | None = None,
    fix: tuple[Edit, ...] = (),
) -> Finding:
    """A finding about a place in a text."""
    concept = passage.version.glossary.by_id[hit.term.concept]
    return Finding(
        message,
        advice(todo, [hit.term.note * (hit.term.status is Status.FORBIDDEN), *_notes(concept, passage.version.lang)]),
        _sources(passage, concept.id),
        ((hit.start, hit.end),),
        subject=concept.id,
        severity=severity,
        fix=fix,
    )


@functools.lru_cache(maxsize=8)  # of an article and of the editions that are derived from it, which are read by turns
def _mixes(version: Version) -> Mapping[int, Sequence[Finding]]:
    """Where a version says for the same term of its source, or in its own language at all, now this and now that."""
    uses: defaultdict[tuple[str, str], dict[Term, list[tuple[int, Occurrence]]]] = defaultdict(dict)
    for number, passage in enumerate(version.passages):
        for hit in passage.terms if passage.unit.state is State.TRANSLATED else ():
            concept = version.glossary.by_id[hit.term.concept]
            said = {one.term.text for one in passage.source_terms if one.term.concept == concept.id}
            is_clear = len(said) == (version.source_lang is not None)
            if is_clear and concept.kind is Kind.TERM and hit.term.status in _USABLE:
                uses[concept.id, "".join(said)].setdefault(hit.term, []).append((number, hit))
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for used in uses.values():
        best = min(used, key=lambda term: (_USABLE.index(term.status), -len(used[term])))
        others = [term for term in used if term != best and not _is_one_name(term, best)]
        if others:
            number, hit = min(used[others[0]])
            found[number].append(_mix(version, number, hit, {one: used[one] for one in (best, *others)}))
    return found


def _mix(version: Version, at: int, hit: Occurrence, uses: Mapping[Term, Sequence[tuple[int, Occurrence]]]) -> Finding:
    """What is to be said of variants, of which the first is the best, at one place of another one."""
    numbers = {term: [number for number, _ in found] for term, found in uses.items()}
    said = [
        f"{_named(version, term)} ({places([version.line(one) for one in found], [one + 1 for one in found])})"
        for term, found in numbers.items()
    ]
    message = f"several terms for one thing in this article: {listed(said)}"
    todo = f"write {_named(version, next(iter(uses)))} throughout"
    return _about(version.passage(at), hit, message, todo, Severity.WARNING)


def _is_one_name(one: Term, other: Term) -> bool:
    """Whether two terms are a name and its short form or abbreviation, or words of one family (deport, deportation)."""
    words, others = ({*re.split(r"\W+", term.text.casefold())} for term in (one, other))
    if one.text.isupper() or other.text.isupper() or words <= others or others <= words:
        return True
    return len(words) == len(others) == 1 and one.text[:_ALIKE].casefold() == other.text[:_ALIKE].casefold()


def _places(hits: Iterable[Occurrence]) -> Iterable[Sequence[Occurrence]]:
    """Occurrences by place."""
    found: defaultdict[Span, list[Occurrence]] = defaultdict(list)
    for hit in hits:
        found[hit.start, hit.end].append(hit)
    return found.values()


def _sources(passage: Passage, concept: str) -> tuple[Span, ...]:
    """Where the source has a concept."""
    return tuple((hit.start, hit.end) for hit in passage.source_terms if hit.term.concept == concept)


def _usable(concept: Concept, lang: str) -> tuple[Term, ...]:
    """The terms that may be used in a language, the best first."""
    terms = concept.in_language(lang, *_USABLE) or concept.in_language(registry.get(lang).base or lang, *_USABLE)
    return tuple(sorted(terms, key=lambda term: _USABLE.index(term.status)))


def _named(version: Version, term: Term) -> str:
    return named(version.cite(term, version.lang), version.lang, quoted=term.quoted)


def _write(version: Version, terms: Sequence[Term]) -> str:
    return write([(term, version.cite(term, version.lang)) for term in terms], version.lang)


def _notes(concept: Concept, lang: str) -> Sequence[str]:
    """What the desk noted about a concept and its term."""
    return [concept.note, *(term.note for term in _usable(concept, lang)[:1])]


def _typed(passage: Passage, hit: Occurrence) -> str:
    """What stands at a place, without its markup and the quotation marks before its endings."""
    return _MARKUP.sub("", passage.target[hit.start : hit.end])
