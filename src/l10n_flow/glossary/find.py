"""Where a text holds terms, in whatever form.

Terms are compiled once into an index by how their words begin, and a text's words are looked up in it; so the cost is
the text's, and hardly grows with terms that are not in it.
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ..inflection import grammar as grammars
from ..inflection.grammar import Homographic, Joining, Linking
from ..memo import Memo
from . import _patterns, _tokens
from ._capitals import is_other_word
from ._occurrences import Occurrence, longest, moved, told
from ._spelling import Letter
from ._tokens import Word, Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..inflection.grammar import Forms
    from ._patterns import Pattern, Reading
    from .concepts import Term

__all__ = ["Index", "Letter", "Occurrence"]

_REMEMBERED = 1 << 17
_PLACES_REMEMBERED = 1 << 15
_CHUNK = re.compile(r"\S+")
_NUMBER = re.compile(r"\d[\d.,]*")


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
        LanguageError: the language is not known.
    """

    def __init__(self, terms: Iterable[Term], lang: str) -> None:
        """See the class."""
        self._lang = lang
        self._joining, self._homographic, self._linking = _abilities(lang)
        patterns = [pattern for term in terms for pattern in _patterns.patterns(term, lang)]
        self._lemmas = frozenset(_patterns.folded(p.term.text, lang) for p in patterns)
        self._by_start = _patterns.by_start(patterns)
        self._patterns = {p.number: p for found in self._by_start.values() for p in found}
        self._has_numbers = any(start[:1].isdecimal() for start in self._by_start)
        self._hits = Memo(self._look_up, _REMEMBERED)
        self._in_chunk = Memo(self._look_into, _REMEMBERED)
        self._beside = Memo(self._may_be_beside, _PLACES_REMEMBERED)
        self._places = Memo(self._place, _PLACES_REMEMBERED)

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
            found += self._match_between_hyphens(text, _tokens.words(text))
        if not found:
            return ()
        if self._homographic or self._linking:
            found = [hit for hit in found if not self._is_other_word(text, hit)]
        return longest([hit for hit in found if hit.term.concept not in leave_out] if leave_out else found)

    def may_have(self, chunk: str) -> bool:
        """Whether a chunk of a text, as white space parts it, may hold a term or a part of one."""
        if self._in_chunk[chunk]:
            return True
        return _tokens.are_hyphens_in(chunk) and any(self._hits[part.text] for part in _tokens.pieces(chunk))

    def _is_other_word(self, text: str, hit: Occurrence) -> bool:
        """Whether a term of one word is another word by its capitals, or by what follows."""
        if len(hit.words) > 1:
            return False
        if self._homographic and is_other_word(text, hit.start, hit.end, hit.term.text, self._homographic):
            return True
        if not hit.misspelt or self._linking is None or not self._linking.is_linked(text[hit.end :]):
            return False
        word, cited = (_patterns.folded(one, self._lang) for one in (text[hit.start : hit.end], hit.term.text))
        return len(word) == len(cited) == 1 and self._linking.may_be_linked(word[0], cited[0])

    def _match_chunks(self, text: str) -> list[Occurrence] | _Unclear:
        """The terms in what white space parts. Few texts need to be divided into words for it."""
        found: list[Occurrence] = []
        chunks = text.split()
        if not any(map(self._in_chunk.__getitem__, chunks)):  # as in most texts
            return found
        some = [(at, hits) for at, hits in enumerate(map(self._in_chunk.__getitem__, chunks)) if hits]
        starts = _starts(text, chunks)
        for at, hits in some:
            for hit in hits:
                if isinstance(hit, Occurrence):
                    found.append(moved(hit, at + starts[at], text))
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
                        found.append(moved(place, start, text))
        return found

    def _match(self, text: str, words: Words) -> Iterator[Occurrence]:
        """The terms in a row of words."""
        for at, hits in enumerate(map(self._hits.__getitem__, words.typed)):
            for hit in hits:
                if isinstance(hit, Occurrence):
                    yield moved(hit, words.span(at, at + 1)[0], text)
                else:
                    first = at - hit.anchor
                    place = self._judge(text, hit, words[first : first + len(hit.forms)]) if first >= 0 else None
                    if place is not None:
                        yield moved(place, words.span(first, first + 1)[0], text)

    def _judge(self, text: str, pattern: Pattern, words: Sequence[Word]) -> Occurrence | None:
        """What is to be told of words, as if a text began with them; None if they are not that term."""
        if len(words) != len(pattern.forms):
            return None
        misspelt = _patterns.judge_all(pattern, [word.text for word in words], self._lang)
        if misspelt is None or not _are_together(text, pattern.marks, words):
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
        return told(text, pattern.term, words, misspelt, self._lang)

    def _match_between_hyphens(self, text: str, words: Words) -> Iterator[Occurrence]:
        """Terms of several words that the text writes with hyphens, and terms that are among the parts of a hyphenated
        word, if these are words.
        """
        row, hyphenated = _tokens.apart(words)
        for hit in self._match(text, row) if hyphenated else ():
            touched = [parts for parts in hyphenated if parts[0].start < hit.end and hit.start < parts[-1].end]
            if touched and all(self._are_words(parts, hit) for parts in touched):
                yield hit

    def _are_words(self, parts: Sequence[Word], hit: Occurrence) -> bool:
        """Whether a term may begin or end between parts: there is no "премьер" in "премьер-министр"."""
        if hit.start <= parts[0].start and parts[-1].end <= hit.end:
            return True
        folded = [_patterns.read(part.text, self._lang).folded[0] for part in parts]
        return self._joining is not None and self._joining.are_joined(folded)

    def _look_up(self, typed: str) -> tuple[_Hit, ...]:
        """The terms that a word is, and those whose anchor it is a form of."""
        word = Word(_tokens.spelt(typed), 0, len(typed))
        reading = _patterns.read(word.text, self._lang)
        near = [p for start in reading.starts if start in self._by_start for p in self._by_start[start]]
        folded = reading.folded[:1]
        if near and folded in self._lemmas:  # the word is a term itself: муҳоҷират is no form of муҳоҷир
            near = [p for p in near if len(p.cited) > 1 or p.cited == folded]
        judged = [(p, self._judge_word(p, reading, word.text)) for p in near]
        hits = [
            pattern if len(pattern.forms) > 1 else self._told(typed, pattern, (word,), misspelt)
            for pattern, misspelt in judged
            if misspelt is not None
        ]
        return tuple([hit for hit in hits if hit is not None])

    def _judge_word(self, pattern: Pattern, reading: Reading, word: str) -> bool | None:
        """Whether a word is a misspelt form of a term's anchor (True), a right one (False) or none (None)."""
        verdict = _patterns.judge(pattern.forms[pattern.anchor], reading)
        if verdict is not None or len(pattern.cited) > 1:
            return verdict
        linking = self._linking
        may_be_linked = linking is not None and linking.may_be_linked(reading.folded[0], pattern.cited[0])
        return may_be_linked or _patterns.is_short_name(pattern, word, self._lang) or None

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
                moved(hit, words[at].start) if isinstance(hit, Occurrence) else hit if len(words) == 1 else _UNCLEAR
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
        return place and moved(place, words[0].start)


@functools.cache
def _abilities(lang: str) -> tuple[Joining | None, Homographic | None, Linking | None]:
    """A grammar as what it is besides; to ask for that takes longer than many an index."""
    grammar = grammars.get(lang)
    return (
        grammar if isinstance(grammar, Joining) else None,
        grammar if isinstance(grammar, Homographic) else None,
        grammar if isinstance(grammar, Linking) else None,
    )


def _are_together(text: str, marks: Sequence[str], words: Sequence[Word]) -> bool:
    """Whether nothing is between words but what may be between any, or what a term has there itself."""
    pairs = itertools.pairwise(words)
    if not marks:
        return all(_tokens.adjoin(text, a, b) for a, b in pairs)
    return all(
        _tokens.has_mark(text, a, b, mark) if mark else _tokens.adjoin(text, a, b)
        for (a, b), mark in zip(pairs, marks, strict=True)
    )


def _starts(text: str, chunks: Sequence[str]) -> Sequence[int]:
    """Where chunks begin, less the number of chunks before."""
    starts = [*itertools.accumulate(map(len, chunks), initial=0)]
    if starts[-1] + len(chunks) == len(text) + 1:  # always one space between
        return starts
    return [match.start() - at for at, match in enumerate(_CHUNK.finditer(text))]
