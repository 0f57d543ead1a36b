"""What the articles keep saying and the glossary has no concept for, and how translations have put it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from .. import editions
from ..desk.opened import Opened
from ..errors import FlowError
from ..glossary import candidates, load, renderings
from ..glossary.candidates import Sort, Text
from ..glossary.concepts import Kind, Term
from ..glossary.find import Index
from ..model import Role
from ..text.lines import line_of
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..glossary.candidates import Candidate
    from ..glossary.glossary import Glossary
    from ..glossary.renderings import Rendering
    from ..model import Span
    from ..project import Project, SourceFile

__all__ = ["Passage", "Passages", "Suggestion", "read", "suggest"]

_WHO = (Role.BYLINE, Role.CREDIT)
"""Who wrote it and whose picture it is: those are names, and no phrases."""

_ENDING = 3
"""Letters at most of what a term lists as an ending of its own, where others list words made of it."""


class Passage(Value, frozen=True):
    """A text of an article, and its translations by language, each with the terms in it."""

    article: str
    path: str
    line: int | None
    text: Text
    translations: Mapping[str, Text] = {}


class Passages(Value, frozen=True):
    """The texts of an article; `error` is what keeps one of its files from being read."""

    article: str
    lang: str = ""
    passages: tuple[Passage, ...] = ()
    error: FlowError | None = None


class Suggestion(Value, frozen=True):
    """A candidate with its places, each a text and a span in it.

    `seen` has for each language what translations may have for a name, and how often, the most frequent first.
    """

    candidate: Candidate
    lang: str
    places: tuple[tuple[Passage, Span], ...]
    seen: Mapping[str, Sequence[tuple[str, int]]] = {}

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have it."""
        return tuple(dict.fromkeys(passage.article for passage, _ in self.places))


def read(
    project: Project, chosen: Iterable[SourceFile], langs: Collection[str], glossary: Glossary
) -> Iterator[Passages]:
    """Read articles and their translations, with the places where they have terms.

    Args:
        project: the workspace.
        chosen: the articles.
        langs: of the translations.
        glossary: all of it; its scopes are kept to.
    """
    digest = load.digest(project)
    made = _Made(glossary)
    for file in chosen:
        opened = Opened(project, file, glossary=digest)
        try:
            yield _passages(opened, langs, made)
        except FlowError as error:
            yield Passages(file.id, error=project.placed(error))


def suggest(articles: Iterable[Passages], least: int) -> list[Suggestion]:
    """Find what recurs and has no concept, in each language that articles are written in, the most frequent first.

    Args:
        articles: as `read` gave them.
        least: how often something must be said, in all articles of a language together.
    """
    by_lang: defaultdict[str, list[Passage]] = defaultdict(list)
    for article in articles:
        if article.passages:
            by_lang[article.lang] += article.passages
    found = (one for lang, passages in by_lang.items() for one in _of_language(passages, lang, least))
    return sorted(found, key=lambda one: -one.candidate.count)


class _Made:
    """Words made of terms, which the glossary lists as such: "Kyrgyz" of "Kyrgyzstan"."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._indexes: dict[str, Index] = {}

    def find(self, text: str, lang: str) -> Iterator[Span]:
        if lang not in self._indexes:
            words = {word for term in self._glossary.terms(lang) for word in term.also if len(word) > _ENDING}
            self._indexes[lang] = Index([Term(word, lang, word) for word in sorted(words)], lang)
        return ((hit.start, hit.end) for hit in self._indexes[lang].find(text))


def _passages(opened: Opened, langs: Collection[str], made: _Made) -> Passages:
    article = opened.article
    targets: dict[str, dict[editions.Key, str]] = {}
    for lang in editions.catalog_languages(langs, article.lang):
        catalog = opened.catalog(lang)
        targets[lang] = {unit.key: unit.target for unit in catalog.units if not unit.obsolete} if catalog else {}
    found = []
    for segment in opened.to_translate:
        said = {lang: units[segment.key] for lang, units in targets.items() if units.get(segment.key)}
        translations = {lang: _text(text, lang, opened.glossary, made) for lang, text in said.items()}
        text = _text(segment.text, article.lang, opened.glossary, made)
        text = text._replace(has_phrases=segment.role not in _WHO)
        line = line_of(article.source, segment.text) or None
        found.append(Passage(article.id, article.path, line, text, translations))
    return Passages(article.id, article.lang, tuple(found))


def _text(text: str, lang: str, glossary: Glossary, made: _Made) -> Text:
    hits = glossary.find(text, lang)
    people = tuple((hit.start, hit.end) for hit in hits if glossary.by_id[hit.term.concept].kind is Kind.PERSON)
    return Text(text, (*((hit.start, hit.end) for hit in hits), *made.find(text, lang)), people)


def _of_language(passages: Sequence[Passage], lang: str, least: int) -> Iterator[Suggestion]:
    found = candidates.candidates([passage.text for passage in passages], lang, least)
    seen = _seen(passages, [one for one in found if one.sort is Sort.NAME])
    for one in found:
        places = tuple((passages[place.text], (place.start, place.end)) for place in one.places)
        yield Suggestion(one, lang, places, seen.get(one.text, {}) if one.sort is Sort.NAME else {})


def _seen(passages: Sequence[Passage], names: Iterable[Candidate]) -> dict[str, dict[str, list[tuple[str, int]]]]:
    """Name -> language -> what translations have for it."""
    by_text: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for name in names:
        for place in name.places:
            typed = passages[place.text].text.text[place.start : place.end]
            by_text[place.text].append((place.start, typed, name.text))
    seen: defaultdict[tuple[str, str], list[Rendering]] = defaultdict(list)
    for number, in_text in by_text.items():
        ordered = sorted(in_text)
        for lang, target in passages[number].translations.items():
            found = renderings.rendered([typed for _, typed, _ in ordered], target.text, lang, target.covered)
            for at, rendering in found.items():
                seen[ordered[at][2], lang].append(rendering)
    told: defaultdict[str, dict[str, list[tuple[str, int]]]] = defaultdict(dict)
    for (text, lang), of_name in seen.items():
        if likely := _likely(of_name, lang):
            told[text][lang] = likely
    return told


def _likely(seen: Sequence[Rendering], lang: str) -> list[tuple[str, int]]:
    """What was seen for a name; what does not even sound like it only if it was seen again."""
    alike = {rendering.text for rendering in seen if rendering.is_alike}
    counts = Counter(rendering.text for rendering in seen)
    return [(text, count) for text, count in candidates.together(counts, lang) if count > 1 or text in alike]
