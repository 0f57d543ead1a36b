"""Where a text holds terms, in whatever form.

Terms are compiled once into an index by how their words begin, and a text's words are looked up in it; so the cost is
the text's, and hardly grows with terms that are not in it.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..inflection import grammar as grammars
from ..inflection.grammar import Apposing, Forms
from ..inflection.letters import clean
from . import _tokens
from ._spelling import Letter, foreign_letters, mistaken_letters
from .concepts import Case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ._tokens import Word
    from .concepts import Term

__all__ = ["Index", "Letter", "Occurrence"]

_START = 3  # letters, see `Forms.starts`
_REMEMBERED = 1 << 17
_HYPHEN = re.compile(f"[{_tokens.HYPHEN}]")
_ABBREVIATION = re.compile(rf"(?P<head>[^\W\d_]{{2,}})[{_tokens.HYPHEN}](?P<ending>[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a text holds a term.

    `start` and `end` are offsets into the text, quotation marks around it left out; `words` are the spans of its words.
    `misspelt` if it is written with wrong or missing marks or with look-alike letters; `letters` are those, as far as
    they can be told. `case_agrees` if the term's capitals are capitals in the text. `quoted` if quotation marks are
    around it.
    """

    term: Term
    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    misspelt: bool = False
    letters: tuple[Letter, ...] = ()
    case_agrees: bool = True
    quoted: bool = False

    def is_inside(self, other: Occurrence) -> bool:
        """Whether all of it is in another one (or in the same place)."""
        return other.start <= self.start and self.end <= other.end


class _Pattern(NamedTuple):
    """One way to write a term: its words as `cited` (folded) and their forms; it is looked up by word `anchor`."""

    term: Term
    cited: tuple[str, ...]
    forms: tuple[Forms, ...]
    anchor: int = 0


class _Reading(NamedTuple):
    """A word of a text as the grammar sees it: the ways to read it, and how they begin, longest first."""

    folded: tuple[str, ...]
    starts: tuple[str, ...]


class Index:
    """Terms of one language, ready to be found in texts.

    Args:
        terms: all terms of the language, whatever their status: they compete for the words of a text.
        lang: the language's tag.

    Raises:
        LanguageError: nothing is known of how words change in this language.
    """

    def __init__(self, terms: Iterable[Term], lang: str) -> None:
        """See the class."""
        self._lang = lang
        patterns = [pattern for term in terms for pattern in _patterns(term, lang)]
        self._longest = max((len(pattern.forms) for pattern in patterns), default=0)
        self._lemmas = frozenset(_folded(p.term.text, lang) for p in patterns)
        self._by_start = _by_start(patterns)
        self._hits: dict[str, tuple[tuple[_Pattern, bool], ...]] = {}

    def find(self, text: str, *, leave_out: Collection[str] = ()) -> tuple[Occurrence, ...]:
        """All places where a text holds a term, in order; of those inside one another only the longest.

        Terms that share all their words (a term of two concepts) are all given.

        Args:
            text: a text, with short inline tags or without.
            leave_out: ids of concepts that are out of place here; their terms do not compete either.
        """
        words = tuple(_tokens.words(text))
        found = self._match(text, words)
        if _HYPHEN.search(text):
            found += self._match_across_hyphens(text, words)
        return _longest(hit for hit in found if hit.term.concept not in leave_out) if found else ()

    def _match(self, text: str, words: Sequence[Word]) -> list[Occurrence]:
        found: list[Occurrence] = []
        for at, word in enumerate(words):
            hits = self._hits.get(word.text)
            for pattern, misspelt in self._look_up(word.text) if hits is None else hits:
                first = at - pattern.anchor
                last = first + len(pattern.forms)
                if first < 0 or last > len(words):
                    continue
                verdict = misspelt if last - first == 1 else self._whole(text, pattern, words[first:last])
                if verdict:  # «Осиёи Марказӣ»-ро: before the mark the word is as it is cited
                    heads = [_tokens.quoted(text, one) for one in words[first:last]]
                    verdict = self._whole(text, pattern, heads) is not False
                hit = None if verdict is None else _occurrence(text, pattern, words[first:last], verdict, self._lang)
                if hit is not None:
                    found.append(hit)
        return found

    def _match_across_hyphens(self, text: str, words: Sequence[Word]) -> Iterator[Occurrence]:
        """Terms of several words that the text writes with hyphens, and terms that are a part of a hyphenated word."""
        reach = max(0, self._longest - 2)  # words beside two parts
        for at, word in enumerate(words):
            parts = _tokens.parts(word)
            if len(parts) > 1:
                near = [*words[max(0, at - reach) : at], *parts, *words[at + 1 : at + 1 + reach]]
                hits = self._match(text, near)
                yield from (hit for hit in hits if hit.start <= word.start and word.end <= hit.end)
                yield from self._match_apposed(text, parts)

    def _match_apposed(self, text: str, parts: Sequence[Word]) -> Iterator[Occurrence]:
        """Terms that are one of two nouns with a hyphen between. The first must be in another form than it is cited in:
        there is no "премьер" in "премьер-министра".
        """
        first, last = _read(parts[0].text, self._lang).folded[:1], _read(parts[-1].text, self._lang).folded[:1]
        grammar = grammars.get(self._lang)
        if len(parts) == 2 and isinstance(grammar, Apposing) and grammar.are_apposed(*first, *last):
            yield from (hit for hit in self._match(text, parts[:1]) if _folded(hit.term.text, self._lang) != first)
            yield from self._match(text, parts[1:])

    def _look_up(self, typed: str) -> tuple[tuple[_Pattern, bool], ...]:
        """The patterns whose anchor a word is a form of, each with whether it is misspelt; remembered."""
        if len(self._hits) >= _REMEMBERED:
            self._hits.clear()
        reading = _read(typed, self._lang)
        near = [p for start in reading.starts if start in self._by_start for p in self._by_start[start]]
        word = reading.folded[:1]
        if near and word in self._lemmas:  # the word is a term itself: муҳоҷират is no form of муҳоҷир
            near = [p for p in near if len(p.cited) > 1 or p.cited == word]
        judged = [(p, _judge(p.forms[p.anchor], reading)) for p in near]
        hits = self._hits[typed] = tuple([(p, verdict) for p, verdict in judged if verdict is not None])
        return hits

    def _whole(self, text: str, pattern: _Pattern, words: Sequence[Word]) -> bool | None:
        """Whether words are a term of several words, and then whether one of them is misspelt; None if they are not."""
        misspelt = False
        for forms, word in zip(pattern.forms, words, strict=True):
            reading = _read(word.text, self._lang)
            verdict = None if forms.starts.isdisjoint(reading.starts) else _judge(forms, reading)
            if verdict is None:
                return None
            misspelt |= verdict
        return misspelt if all(_tokens.adjoin(text, a, b) for a, b in itertools.pairwise(words)) else None


def _patterns(term: Term, lang: str) -> Iterator[_Pattern]:
    """The ways to write a term: in its forms, with its hyphens or without, and the extra forms that it lists."""
    grammar = grammars.get(lang)
    cited = _folded(term.text, lang)
    if not cited:
        return
    blocked = frozenset(word for text in term.blocked for word in _folded(text, lang))
    for way in dict.fromkeys((cited, tuple(part for word in cited for part in _HYPHEN.split(word) if part))):
        forms = _as_written(way, lang) if term.invariable else grammar.forms(way, term.pos, term.also)
        yield _Pattern(term, way, tuple(_without(blocked, f) for f in forms) if blocked else forms)
    for form in term.forms:
        way = _folded(form, lang)
        if way:
            yield _Pattern(term, way, _as_written(way, lang))


def _folded(text: str, lang: str) -> tuple[str, ...]:
    return tuple(_read(word.text, lang).folded[0] for word in _tokens.words(text))


def _as_written(words: Sequence[str], lang: str) -> tuple[Forms, ...]:
    loose = grammars.get(lang).loose
    return tuple(Forms(frozenset({loose(word)[:_START]}), word.__eq__, _never) for word in words)


def _never(_word: str) -> bool:
    return False


def _without(blocked: frozenset[str], forms: Forms) -> Forms:
    return Forms(
        forms.starts,
        lambda word: word not in blocked and forms.accepts(word),
        lambda word: word not in blocked and forms.resembles(word),
    )


def _by_start(patterns: Sequence[_Pattern]) -> dict[str, list[_Pattern]]:
    """Patterns by how the word begins that fewest other patterns have."""
    shared = Counter(start for pattern in patterns for forms in pattern.forms for start in forms.starts)
    index: dict[str, list[_Pattern]] = {}
    for pattern in patterns:
        burdens = [sum(shared[start] for start in forms.starts) for forms in pattern.forms]
        anchor = burdens.index(min(burdens))
        for start in pattern.forms[anchor].starts:
            index.setdefault(start, []).append(pattern._replace(anchor=anchor))
    return index


@functools.lru_cache(maxsize=_REMEMBERED)
def _read(typed: str, lang: str) -> _Reading:
    grammar = grammars.get(lang)
    folded: tuple[str, ...] = (grammar.fold(typed),)
    if _HYPHEN.search(typed):
        abbreviation = _ABBREVIATION.fullmatch(typed)
        if abbreviation and abbreviation["head"].isupper() and abbreviation["ending"].islower():
            folded += (grammar.fold(abbreviation["head"] + abbreviation["ending"]),)
    loose = grammar.loose(folded[0])
    return _Reading(folded, tuple([loose[:length] for length in range(min(_START, len(loose)), 0, -1)]))


def _judge(forms: Forms, reading: _Reading) -> bool | None:
    """Whether a word is a misspelt form (True), a right one (False) or none (None)."""
    for folded in reading.folded:
        if forms.accepts(folded):
            return False
    return True if any(forms.resembles(folded) for folded in reading.folded) else None


def _occurrence(text: str, pattern: _Pattern, words: Sequence[Word], misspelt: bool, lang: str) -> Occurrence | None:
    """What is to be told of a place; None if the term asks for capitals that are not there."""
    term, start, end = pattern.term, words[0].start, words[-1].end
    case_agrees = term.case is Case.IGNORED or _case_agrees(term.text, text[start:end])
    if term.case is Case.REQUIRED and not case_agrees:
        return None
    letters = tuple(letter for word in words for letter in foreign_letters(word.text, term.text, lang))
    return Occurrence(
        term=term,
        start=start,
        end=end,
        words=tuple((word.start, word.end) for word in words),
        misspelt=misspelt or bool(letters),
        letters=letters or (mistaken_letters(text[start:end], term.text, lang) if misspelt else ()),
        case_agrees=case_agrees,
        quoted=_tokens.in_quotes(text, start, end),
    )


def _case_agrees(cited: str, typed: str) -> bool:
    """Whether the words that begin with a capital, or are all capitals, in a term are so in a text."""
    pairs = zip(_tokens.words(cited), _tokens.words(typed), strict=False)
    return all(_capitals(ours.text) <= _capitals(theirs.text) for ours, theirs in pairs)


def _capitals(word: str) -> frozenset[int]:
    return frozenset(at for at, letter in enumerate(clean(word)) if letter.isupper())


def _longest(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """What is not inside something longer; of those with the same words the well-spelt, and each term once."""
    kept: list[Occurrence] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, hit.misspelt)):
        if all(_are_equals(hit, other) for other in itertools.takewhile(hit.is_inside, reversed(kept))):
            kept.append(hit)
    return tuple(kept)


def _are_equals(hit: Occurrence, other: Occurrence) -> bool:
    """Whether two hits have the same words, spelt as well, and are of two terms."""
    return (hit.start, hit.end, hit.misspelt) == (other.start, other.end, other.misspelt) and hit.term != other.term
