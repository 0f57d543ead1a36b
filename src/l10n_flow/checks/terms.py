"""Whether a text calls things what the desk agreed to call them.

What: a concept of the glossary stands in the source, and none of its terms in the translation, in whatever form; a
forbidden variant, unless it is a part of a longer term; a term with wrong or missing marks or look-alike letters; one
that must stand in quotation marks and does not; one without its capitals; one that must stay as it is and was changed;
two variants for one term of the source in one article (a warning; a full name and its short form are none). One mention
in a unit is enough, pronouns may stand for the others. Articles in their own language are checked as well.

Wrong: “the expulsion regime” - «режим выдворения»

Right: “the expulsion regime” - «в режиме высылки»
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from ..glossary.concepts import Case, Kind, Status, Term
from ..glossary.find import Index
from ..languages import registry
from ..model import Finding, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..glossary.concepts import Concept
    from ..glossary.find import Letter, Occurrence
    from ..glossary.glossary import Glossary
    from ..model import Span
    from ..passages import Draft, Passage

SEVERITY = Severity.ERROR

_USABLE = (Status.PREFERRED, Status.ADMITTED)
_ENDING = 3  # letters at most of an ending that a term allows, where others allow words
_ALIKE = 4  # letters that two words of one family begin with, at least


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the terms of a passage with those of its source, and with what the glossary says of them."""
    if not passage.draft.glossary.concepts:
        return
    yield from _missing(passage)
    for hits in _places(passage.terms):
        yield from _of_place(passage, hits)
    yield from _mixes(passage.draft).get(passage, ())


def _missing(passage: Passage) -> Iterator[Finding]:
    concepts = passage.draft.glossary.by_id
    spans: defaultdict[tuple[str, ...], list[Span]] = defaultdict(list)
    for hits in _places(passage.source_terms):
        spans[tuple(hit.term.concept for hit in hits)].append((hits[0].start, hits[0].end))
    here = {hit.term.concept for hit in passage.terms}
    absent = [ids for ids in spans if here.isdisjoint(ids)]
    if absent:
        here |= _parts(passage)
    for ids in absent:
        senses = [concepts[one] for one in ids]
        if here.isdisjoint(ids) and not any(_is_there(passage, concept) for concept in senses):
            yield _absence(passage, senses, spans[ids])


def _parts(passage: Passage) -> set[str]:
    """The concepts whose terms a text has as parts of longer ones, unless the source has both apart."""
    glossary, source_lang = passage.draft.glossary, passage.draft.source_lang
    pairs = _inside(glossary, passage.target, passage.draft.lang, passage.terms)
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
    lang = passage.draft.lang
    if terms := _usable(concept, lang):
        made = sorted({word for term in terms for word in term.also if len(word) > _ENDING})
        return bool(made and _index(tuple(made), lang).find(passage.target))
    fixed = [re.escape(term.text) for term in concept.terms if term.status in _USABLE]
    return not concept.do_not_translate or re.search(rf"(?<!\w)(?:{'|'.join(fixed)})", passage.target) is not None


@functools.lru_cache(maxsize=1 << 10)
def _index(words: tuple[str, ...], lang: str) -> Index:
    return Index([Term(word, lang, word) for word in words], lang)


def _absence(passage: Passage, senses: Sequence[Concept], spans: Sequence[Span]) -> Finding:
    lang, concept = passage.draft.lang, senses[0]
    typed = passage.unit.source[slice(*spans[0])]
    if concept.do_not_translate:
        message = f"“{typed}” stays as it is in every language, and is not in the translation"
        return Finding(message, _advice(concept, lang, f"write “{typed}”"), tuple(spans), subject=concept.id)
    terms = [term for sense in senses for term in _usable(sense, lang)]
    message = f"“{typed}” is “{terms[0].text}”, and that is not in the translation"
    return Finding(message, _advice(concept, lang, _write(terms)), tuple(spans), subject=concept.id)


def _of_place(passage: Passage, hits: Sequence[Occurrence]) -> Iterator[Finding]:
    """What is wrong with a place that holds a term (of several concepts, if their terms are the same words)."""
    usable = [hit for hit in hits if hit.term.status is not Status.FORBIDDEN]
    if not usable:
        yield _forbidden(passage, hits[0])
        return
    hit = next((hit for hit in usable if _sources(passage, hit.term.concept)), usable[0])
    if hit.misspelt:
        yield _misspelt(passage, hit)
    if all(one.term.quoted and not one.quoted for one in usable):
        yield _unquoted(passage, hit)
    if all(one.term.case is Case.CHECKED and not one.case_agrees for one in usable):
        yield _about(passage, hit, f"“{_typed(passage, hit)}” has other capitals: “{hit.term.text}”", "mend them")


def _forbidden(passage: Passage, hit: Occurrence) -> Finding:
    concept = passage.draft.glossary.by_id[hit.term.concept]
    terms = _usable(concept, hit.term.lang)
    return _about(passage, hit, f"“{_typed(passage, hit)}” is not what the desk says", _write(terms))


def _misspelt(passage: Passage, hit: Occurrence) -> Finding:
    letters = "; ".join(map(_in_words, dict.fromkeys(hit.letters)))
    message = f"“{_typed(passage, hit)}” is misspelt" + (f": {letters}" if letters else "")
    certain = None if _sources(passage, hit.term.concept) else Severity.WARNING
    return _about(passage, hit, message, f"the term is “{hit.term.text}”", certain)


def _unquoted(passage: Passage, hit: Occurrence) -> Finding:
    opening, closing = registry.get(passage.draft.lang).quotes
    typed, text = _typed(passage, hit), passage.target
    fixed = None if "<" in typed else f"{text[: hit.start]}{opening}{typed}{closing}{text[hit.end :]}"
    message = f"“{typed}” must stand in quotation marks"
    return _about(passage, hit, message, f"write {opening}{typed}{closing}", fix=fixed)


def _about(
    passage: Passage, hit: Occurrence, message: str, todo: str, severity: Severity | None = None, fix: str | None = None
) -> Finding:
    """A finding about a place in a text."""
    concept = passage.draft.glossary.by_id[hit.term.concept]
    return Finding(
        message,
        _advice(concept, hit.term.lang, todo),
        _sources(passage, concept.id),
        ((hit.start, hit.end),),
        subject=concept.id,
        severity=severity,
        fix=fix,
    )


@functools.lru_cache(maxsize=1)
def _mixes(draft: Draft) -> Mapping[Passage, Sequence[Finding]]:
    """Where a draft says for the same term of its source, or in its own language at all, now this and now that."""
    uses: defaultdict[tuple[str, str], dict[Term, list[tuple[Passage, Occurrence]]]] = defaultdict(dict)
    for passage in draft.in_state[State.TRANSLATED]:
        for hit in passage.terms:
            concept = draft.glossary.by_id[hit.term.concept]
            said = {one.term.text for one in passage.source_terms if one.term.concept == concept.id}
            is_clear = len(said) == (draft.source_lang is not None)
            if is_clear and concept.kind is Kind.TERM and hit.term.status in _USABLE:
                uses[concept.id, "".join(said)].setdefault(hit.term, []).append((passage, hit))
    found: defaultdict[Passage, list[Finding]] = defaultdict(list)
    for places in uses.values():
        usual = max(places, key=lambda term: (len(places[term]), term.status is Status.PREFERRED))
        for term in places:
            if term != usual and not _is_one_name(term, usual):
                passage, hit = places[term][0]
                message = f"“{term.text}” here and “{usual.text}” elsewhere in the article are the same"
                severity = Severity.WARNING if draft.source_lang else Severity.INFO  # a writer's own choice of words
                found[passage].append(_about(passage, hit, message, f"write “{usual.text}” throughout", severity))
    return found


def _is_one_name(one: Term, other: Term) -> bool:
    """Whether two terms are a name and its short form or abbreviation, or words of one family (deport, deportation)."""
    words, others = ({*re.split(r"\W+", term.text.casefold())} for term in (one, other))
    if one.text.isupper() or other.text.isupper() or words <= others or others <= words:
        return True
    return len(words) == len(others) == 1 and one.text[:_ALIKE].casefold() == other.text[:_ALIKE].casefold()


def _places(hits: Iterable[Occurrence]) -> Iterable[Sequence[Occurrence]]:
    """Occurrences by place."""
    places: defaultdict[Span, list[Occurrence]] = defaultdict(list)
    for hit in hits:
        places[hit.start, hit.end].append(hit)
    return places.values()


def _sources(passage: Passage, concept: str) -> tuple[Span, ...]:
    """Where the source has a concept."""
    return tuple((hit.start, hit.end) for hit in passage.source_terms if hit.term.concept == concept)


def _usable(concept: Concept, lang: str) -> tuple[Term, ...]:
    """The terms that may be used in a language, the best first."""
    terms = concept.in_language(lang, *_USABLE) or concept.in_language(registry.get(lang).base or lang, *_USABLE)
    return tuple(sorted(terms, key=lambda term: _USABLE.index(term.status)))


def _write(terms: Sequence[Term]) -> str:
    if not terms:
        return "write something else"
    others = f" (or {', '.join(f'“{term.text}”' for term in terms[1:])})" if len(terms) > 1 else ""
    return f"write “{terms[0].text}”{others}"


def _advice(concept: Concept, lang: str, todo: str) -> str:
    """What to do, and what the desk noted about the concept and its term."""
    notes = [concept.note, *(term.note for term in _usable(concept, lang)[:1])]
    return ". ".join([todo, *(note.rstrip(".") for note in notes if note)])


def _typed(passage: Passage, hit: Occurrence) -> str:
    return passage.target[hit.start : hit.end]


def _in_words(letter: Letter) -> str:
    if not letter.typed:
        return f"“{letter.right}” is missing"
    if not letter.right:
        return f"“{letter.typed}” is too much"
    scripts = [unicodedata.name(text[0], "").split(" ")[0].capitalize() for text in letter]
    typed, right = scripts if scripts[0] != scripts[1] else ("", "")
    return f"{typed} “{letter.typed}” for {right} “{letter.right}”".strip().replace("  ", " ")
