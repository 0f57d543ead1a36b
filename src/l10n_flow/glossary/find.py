"""Where a text holds terms, in whatever form.

Terms are compiled once into an index by how their words begin, and a text's words are looked up in it; so the cost is
the text's, and hardly grows with terms that are not in it.
"""

from __future__ import annotations

import enum
import itertools
import operator
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ..inflection import grammar as grammars
from ..inflection.grammar import Apposing
from ..inflection.letters import clean
from . import _patterns, _tokens
from ._memory import Memory
from ._spelling import Letter, foreign_letters, mistaken_letters
from ._tokens import Word, Words
from .concepts import Case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..inflection.grammar import Forms
    from ._patterns import Pattern
    from .concepts import Term

__all__ = ["Index", "Letter", "Occurrence"]

_REMEMBERED = 1 << 17
_PLACES_REMEMBERED = 1 << 15
_CHUNK = re.compile(r"\S+")
_NUMBER = re.compile(r"\d[\d.,]*")


class Occurrence(NamedTuple):
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


class _Unclear(enum.Enum):
    """What is said of chunks of a text that do not have one word each: word by word one has to look."""

    UNCLEAR = 0


_UNCLEAR: Final = _Unclear.UNCLEAR
_Hit: TypeAlias = "Occurrence | Pattern"
"""A term that is a word, as if a text began with it; or one of several words of which this may be one."""


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
        self._patterns = {p.number: p for found in self._by_start.values() for p in found}
        self._has_numbers = any(start[:1].isdecimal() for start in self._by_start)
        self._hits = Memory(self._look_up, _REMEMBERED)
        self._in_chunk = Memory(self._look_into, _REMEMBERED)
        self._beside = Memory(self._may_be_beside, _PLACES_REMEMBERED)
        self._places = Memory(self._place, _PLACES_REMEMBERED)

    def find(self, text: str, *, leave_out: Collection[str] = ()) -> tuple[Occurrence, ...]:
        """All places where a text holds a term, in order; of those inside one another only the longest.

        Terms that share all their words (a term of two concepts) are all given.

        Args:
            text: a text, with short inline tags or without.
            leave_out: ids of concepts that are out of place here; their terms do not compete either.
        """
        if not self._by_start:
            return ()
        found = self._match_chunks(text) if _tokens.are_chunks_apart(text) else _UNCLEAR
        if found is _UNCLEAR:
            found = [*self._match(text, _tokens.words(text))]
        if _tokens.are_hyphens_in(text):
            found += self._match_across_hyphens(text, _tokens.words(text))
        return _longest([hit for hit in found if hit.term.concept not in leave_out] if leave_out else found)

    def _match_chunks(self, text: str) -> list[Occurrence] | _Unclear:
        """The terms in what white space parts. Few texts need to be divided into words for it."""
        found: list[Occurrence] = []
        chunks = text.split()
        some = [(at, hits) for at, hits in enumerate(map(self._in_chunk.__getitem__, chunks)) if hits]
        starts = _starts(text, chunks) if some else ()
        for at, hits in some:
            for hit in hits:
                if isinstance(hit, Occurrence):
                    found.append(_moved(hit, at + starts[at], text))
                    continue
                if hit is _UNCLEAR:
                    return _UNCLEAR
                beside = at - 1 if hit.anchor else at + 1
                if 0 <= beside < len(chunks) and self._beside[hit.number, chunks[beside]]:
                    first, last = max(0, at - hit.anchor), min(at - hit.anchor + len(hit.forms), len(chunks)) - 1
                    start, end = first + starts[first], last + starts[last] + len(chunks[last])
                    place = self._places[hit.number, text[start:end]]
                    if place is _UNCLEAR:
                        return _UNCLEAR
                    if place is not None:
                        found.append(_moved(place, start, text))
        return found

    def _match(self, text: str, words: Words) -> Iterator[Occurrence]:
        """The terms in a row of words."""
        for at, hits in enumerate(map(self._hits.__getitem__, words.typed)):
            for hit in hits:
                if isinstance(hit, Occurrence):
                    yield _moved(hit, words.span(at, at + 1)[0], text)
                else:
                    first = at - hit.anchor
                    place = self._judge(text, hit, words[first : first + len(hit.forms)]) if first >= 0 else None
                    if place is not None:
                        yield _moved(place, words.span(first, first + 1)[0], text)

    def _judge(self, text: str, pattern: Pattern, words: Sequence[Word]) -> Occurrence | None:
        """What is to be told of words, as if a text began with them; None if they are not that term."""
        if len(words) != len(pattern.forms):
            return None
        misspelt = _patterns.judge_all(pattern, [word.text for word in words], self._lang)
        if misspelt is None or not all(_tokens.adjoin(text, a, b) for a, b in itertools.pairwise(words)):
            return None
        owners = [word for forms, word in zip(pattern.forms, words, strict=True) if self._is_owner(forms, word)]
        if not all(_tokens.is_possessive(text, word) for word in owners):
            return None
        return self._told(text, pattern, words, misspelt)

    def _is_owner(self, forms: Forms, word: Word) -> bool:
        return bool(forms.owners) and _patterns.read(word.text, self._lang).folded[0] in forms.owners

    def _told(self, text: str, pattern: Pattern, words: Sequence[Word], misspelt: bool) -> Occurrence | None:
        """The same of words that are forms of a term's."""
        if misspelt:  # «Осиёи Марказӣ»-ро: before the mark the word is as it is cited
            heads = [_tokens.quoted(text, one).text for one in words]
            misspelt = _patterns.judge_all(pattern, heads, self._lang) is not False
        return _occurrence(text, pattern.term, words, misspelt, self._lang)

    def _match_across_hyphens(self, text: str, words: Words) -> Iterator[Occurrence]:
        """Terms of several words that the text writes with hyphens, and terms that are a part of a hyphenated word."""
        reach = max(0, self._longest - 2)  # words beside two parts
        for at, typed in enumerate(words.typed):
            parts = () if typed.isalnum() or not _tokens.are_hyphens_in(typed) else _tokens.parts(words[at])
            if len(parts) > 1:
                before, behind = slice(max(0, at - reach), at), slice(at + 1, at + 1 + reach)
                holds_any = any(self._hits[part.text] for part in parts)
                if holds_any or any(self._hits[one] for one in (*words.typed[before], *words.typed[behind])):
                    near = Words([*words[before], *parts, *words[behind]])
                    start, end = words[at].start, words[at].end
                    yield from (hit for hit in self._match(text, near) if hit.start <= start and end <= hit.end)
                if holds_any:
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

    def _look_up(self, typed: str) -> tuple[_Hit, ...]:
        """The terms that a word is, and those whose anchor it is a form of."""
        word = Word(_tokens.spelt(typed), 0, len(typed))
        reading = _patterns.read(word.text, self._lang)
        near = [p for start in reading.starts if start in self._by_start for p in self._by_start[start]]
        folded = reading.folded[:1]
        if near and folded in self._lemmas:  # the word is a term itself: муҳоҷират is no form of муҳоҷир
            near = [p for p in near if len(p.cited) > 1 or p.cited == folded]
        judged = [(p, _patterns.judge(p.forms[p.anchor], reading)) for p in near]
        hits = [
            pattern if len(pattern.forms) > 1 else self._told(typed, pattern, (word,), misspelt)
            for pattern, misspelt in judged
            if misspelt is not None
        ]
        return tuple([hit for hit in hits if hit is not None])

    def _look_into(self, chunk: str) -> tuple[_Hit | _Unclear, ...]:
        """The same of all words of a chunk."""
        word = _tokens.simple(chunk)
        if word is not None:
            return self._hits[word]
        if not self._has_numbers and _NUMBER.fullmatch(chunk):  # there is no end of them
            return ()
        words = _tokens.words(chunk)
        return tuple(
            [
                _moved(hit, words[at].start) if isinstance(hit, Occurrence) else hit if len(words) == 1 else _UNCLEAR
                for at, typed in enumerate(words.typed)
                for hit in self._hits[typed]
            ]
        )

    def _may_be_beside(self, question: tuple[int, str]) -> bool:
        """Whether the word in a chunk may be the one beside the anchor in a term."""
        number, chunk = question
        pattern = self._patterns[number]
        words = _tokens.words(chunk)
        forms = pattern.forms[pattern.anchor - 1 if pattern.anchor else 1]
        return len(words) != 1 or _patterns.judge_one(forms, words[0].text, self._lang) is not None

    def _place(self, question: tuple[int, str]) -> Occurrence | _Unclear | None:
        """What is to be told of chunks that may be a term, as if a text began with them; None if they are not."""
        number, text = question
        pattern = self._patterns[number]
        if any(len(_tokens.words(chunk)) != 1 for chunk in text.split()):
            return _UNCLEAR
        place = self._judge(text, pattern, words := _tokens.words(text))
        return place and _moved(place, words[0].start)


def _starts(text: str, chunks: Sequence[str]) -> Sequence[int]:
    """Where chunks begin, less the number of chunks before."""
    starts = [*itertools.accumulate(map(len, chunks), initial=0)]
    if starts[-1] + len(chunks) == len(text) + 1:  # always one space between
        return starts
    return [match.start() - at for at, match in enumerate(_CHUNK.finditer(text))]


def _moved(like: Occurrence, by: int, text: str = "") -> Occurrence:
    """An occurrence, further on in a text."""
    start, end = like.start + by, like.end + by
    return Occurrence(
        like.term,
        start,
        end,
        tuple([(a + by, b + by) for a, b in like.words]) if len(like.words) > 1 else ((start, end),),
        like.misspelt,
        like.letters,
        like.case_agrees,
        _tokens.in_quotes(text, start, end),
    )


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


_START, _END = operator.attrgetter("start"), operator.attrgetter("end")


def _longest(found: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """What is not inside something longer; of those with the same words the well-spelt, and each term once."""
    if all(map(operator.le, map(_END, found), map(_START, found[1:]))):  # as it is nearly always
        return tuple(found)
    kept: list[Occurrence] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, hit.misspelt)):
        is_apart = not kept or kept[-1].end <= hit.start
        if is_apart or all(_are_equals(hit, other) for other in itertools.takewhile(hit.is_inside, reversed(kept))):
            kept.append(hit)
    return tuple(kept)


def _are_equals(hit: Occurrence, other: Occurrence) -> bool:
    """Whether two hits have the same words, spelt as well, and are of two terms."""
    return (hit.start, hit.end, hit.misspelt) == (other.start, other.end, other.misspelt) and hit.term != other.term
