"""Where a text holds terms, in whatever form.

Terms are compiled once into an index by how their words begin, and a text's words are looked up in it; so the cost is
the text's, and hardly grows with terms that are not in it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..inflection import grammar as grammars
from ..inflection.grammar import Apposing
from ..inflection.letters import clean
from . import _patterns, _tokens
from ._spelling import Letter, foreign_letters, mistaken_letters
from ._tokens import Words
from .concepts import Case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ._patterns import Pattern
    from ._tokens import Word
    from .concepts import Term

__all__ = ["Index", "Letter", "Occurrence"]

_REMEMBERED = 1 << 17
_PLACES_REMEMBERED = 1 << 15
_HYPHEN = re.compile(f"[{_tokens.HYPHEN}]")


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
        grammar = grammars.get(lang)
        self._apposing = grammar if isinstance(grammar, Apposing) else None
        patterns = [pattern for term in terms for pattern in _patterns.patterns(term, lang)]
        self._longest = max((len(pattern.forms) for pattern in patterns), default=0)
        self._lemmas = frozenset(_patterns.folded(p.term.text, lang) for p in patterns)
        self._by_start = _patterns.by_start(patterns)
        self._hits: dict[str, tuple[tuple[Pattern, bool], ...]] = {}
        self._places: dict[tuple[int, str], Occurrence | None] = {}

    def find(self, text: str, *, leave_out: Collection[str] = ()) -> tuple[Occurrence, ...]:
        """All places where a text holds a term, in order; of those inside one another only the longest.

        Terms that share all their words (a term of two concepts) are all given.

        Args:
            text: a text, with short inline tags or without.
            leave_out: ids of concepts that are out of place here; their terms do not compete either.
        """
        if not self._by_start:
            return ()
        words = _tokens.words(text)
        found = self._match(text, words)
        if _HYPHEN.search(text):
            found += self._match_across_hyphens(text, words)
        return _longest(hit for hit in found if hit.term.concept not in leave_out) if found else ()

    def _match(self, text: str, words: Words) -> list[Occurrence]:
        """The terms in a row of words."""
        found: list[Occurrence] = []
        typed = words.typed
        for at, hits in enumerate(map(self._hits.get, typed)):
            for pattern, misspelt in self._look_up(typed[at]) if hits is None else hits:
                first = at - pattern.anchor
                last = first + len(pattern.forms)
                if first >= 0 and last <= len(typed):
                    hit = self._hit(text, pattern, words, first, misspelt)
                    if hit is not None:
                        found.append(hit)
        return found

    def _hit(self, text: str, pattern: Pattern, words: Words, first: int, misspelt: bool) -> Occurrence | None:
        """What is to be told of words of which one is the anchor of a term; None if they are not that term.

        All but the quotation marks around it depends on the place itself, and is remembered: texts repeat themselves.
        """
        last = first + len(pattern.forms)
        start, end = words.span(first, last)
        key = (pattern.number, text[start:end])
        if key not in self._places:
            if len(self._places) >= _PLACES_REMEMBERED:
                self._places.clear()
            self._places[key] = self._place(text, pattern, words[first:last], misspelt)
        like = self._places[key]
        if like is None:
            return None
        return Occurrence(
            like.term,
            start,
            end,
            tuple([(a + start, b + start) for a, b in like.words]),
            like.misspelt,
            like.letters,
            like.case_agrees,
            _tokens.in_quotes(text, start, end),
        )

    def _place(self, text: str, pattern: Pattern, words: Sequence[Word], misspelt: bool) -> Occurrence | None:
        """The same of words, as if they stood at the beginning of a text."""
        if len(words) > 1:
            verdict = _patterns.judge_all(pattern, [word.text for word in words], self._lang)
            if verdict is None or not all(_tokens.adjoin(text, a, b) for a, b in itertools.pairwise(words)):
                return None
            misspelt = verdict
        if misspelt:  # «Осиёи Марказӣ»-ро: before the mark the word is as it is cited
            heads = [_tokens.quoted(text, one).text for one in words]
            misspelt = _patterns.judge_all(pattern, heads, self._lang) is not False
        return _occurrence(text, pattern.term, words, misspelt, self._lang)

    def _match_across_hyphens(self, text: str, words: Words) -> Iterator[Occurrence]:
        """Terms of several words that the text writes with hyphens, and terms that are a part of a hyphenated word."""
        reach = max(0, self._longest - 2)  # words beside two parts
        for at, typed in enumerate(words.typed):
            parts = _tokens.parts(words[at]) if _HYPHEN.search(typed) else ()
            if len(parts) > 1:
                near = Words([*words[max(0, at - reach) : at], *parts, *words[at + 1 : at + 1 + reach]])
                start, end = words[at].start, words[at].end
                yield from (hit for hit in self._match(text, near) if hit.start <= start and end <= hit.end)
                yield from self._match_apposed(text, parts)

    def _match_apposed(self, text: str, parts: Sequence[Word]) -> Iterator[Occurrence]:
        """Terms that are one of two nouns with a hyphen between. The first must be in another form than it is cited in:
        there is no "премьер" in "премьер-министра".
        """
        lang, grammar = self._lang, self._apposing
        first, last = (_patterns.read(part.text, lang).folded[0] for part in (parts[0], parts[-1]))
        if grammar is not None and len(parts) == 2 and grammar.are_apposed(first, last):
            hits = self._match(text, Words(parts[:1]))
            yield from (hit for hit in hits if _patterns.folded(hit.term.text, lang) != (first,))
            yield from self._match(text, Words(parts[1:]))

    def _look_up(self, typed: str) -> tuple[tuple[Pattern, bool], ...]:
        """The patterns whose anchor a word is a form of, each with whether it is misspelt; remembered."""
        if len(self._hits) >= _REMEMBERED:
            self._hits.clear()
        reading = _patterns.read(_tokens.spelt(typed), self._lang)
        near = [p for start in reading.starts if start in self._by_start for p in self._by_start[start]]
        word = reading.folded[:1]
        if near and word in self._lemmas:  # the word is a term itself: муҳоҷират is no form of муҳоҷир
            near = [p for p in near if len(p.cited) > 1 or p.cited == word]
        judged = [(p, _patterns.judge(p.forms[p.anchor], reading)) for p in near]
        hits = self._hits[typed] = tuple([(p, verdict) for p, verdict in judged if verdict is not None])
        return hits


def _occurrence(text: str, term: Term, words: Sequence[Word], misspelt: bool, lang: str) -> Occurrence | None:
    """What is to be told of a place, as if a text began with it; None if the term asks for capitals that are not there.

    Quotation marks around it are left for later.
    """
    start, end = words[0].start, words[-1].end
    case_agrees = term.case is Case.IGNORED or _case_agrees(term.text, text[start:end])
    if term.case is Case.REQUIRED and not case_agrees:
        return None
    letters = tuple(letter for word in words for letter in foreign_letters(word.text, term.text, lang))
    return Occurrence(
        term=term,
        start=0,
        end=end - start,
        words=tuple((word.start - start, word.end - start) for word in words),
        misspelt=misspelt or bool(letters),
        letters=letters or (mistaken_letters(text[start:end], term.text, lang) if misspelt else ()),
        case_agrees=case_agrees,
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
        is_apart = not kept or kept[-1].end <= hit.start
        if is_apart or all(_are_equals(hit, other) for other in itertools.takewhile(hit.is_inside, reversed(kept))):
            kept.append(hit)
    return tuple(kept)


def _are_equals(hit: Occurrence, other: Occurrence) -> bool:
    """Whether two hits have the same words, spelt as well, and are of two terms."""
    return (hit.start, hit.end, hit.misspelt) == (other.start, other.end, other.misspelt) and hit.term != other.term
