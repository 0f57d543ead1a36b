"""Terms compiled: the ways to write each, and whether a word of a text is one of their words."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..inflection import grammar as grammars
from ..inflection.grammar import Enclitic, Forms, Joining, Marking, Naming, Periphrastic, Spacing
from ..languages import registry
from . import _tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..inflection.grammar import Grammar, PartOfSpeech
    from .concepts import Term

__all__ = ["Pattern", "by_start", "folded", "is_short_name", "judge", "judge_all", "judge_one", "patterns", "read"]

_START = 3  # letters, see `Forms.starts`
_REMEMBERED = 1 << 17
_LONG = re.compile(r"\w{5,}")
_HYPHEN = re.compile(f"[{_tokens.HYPHEN}]")
_ABBREVIATION = re.compile(rf"(?P<head>[^\W\d_]{{2,}})[{_tokens.HYPHEN}](?P<ending>[^\W\d_]+)")


class Pattern(NamedTuple):
    """One way to write a term: its words as `cited` (folded) and their forms; it is looked up by word `anchor`.

    `marks` are those that the term itself has between its words (U.S., HIV/AIDS), empty where there are none anywhere;
    `number` tells it from all others of an index.
    """

    term: Term
    cited: tuple[str, ...]
    forms: tuple[Forms, ...]
    marks: tuple[str, ...] = ()
    anchor: int = 0
    number: int = 0


class Reading(NamedTuple):
    """A word of a text as the grammar sees it: the ways to read it, and how they begin, longest first."""

    folded: tuple[str, ...]
    starts: tuple[str, ...]


class _Language(NamedTuple):
    """A grammar, and the same as what it is besides; to ask for that takes longer than most answers."""

    grammar: Grammar
    enclitic: Enclitic | None
    naming: Naming | None
    periphrastic: Periphrastic | None
    spacing: Spacing | None
    joining: Joining | None


@functools.cache
def _language(lang: str) -> _Language:
    grammar = grammars.get(lang)
    return _Language(
        grammar,
        grammar if isinstance(grammar, Enclitic) else None,
        grammar if isinstance(grammar, Naming) else None,
        grammar if isinstance(grammar, Periphrastic) else None,
        grammar if isinstance(grammar, Spacing) else None,
        grammar if isinstance(grammar, Joining) else None,
    )


def patterns(term: Term, lang: str) -> Iterator[Pattern]:
    """The ways to write a term: in its forms, with its hyphens or without, and the extra forms that it lists."""
    cited = folded(term.text, lang)
    if not cited:
        return
    pos = term.pos or _guessed(term.text, lang)
    blocked = frozenset(word for text in term.blocked for word in folded(text, lang))
    spellings = [cited]
    if registry.get(lang).base and (plain := _without_dots(term.text)) != term.text:
        spellings.append(folded(plain, lang))
    marks = _marks(term.text, cited)
    for way in filter(None, dict.fromkeys(way for words in spellings for way in _ways(words, lang))):
        for forms in (_as_written(way, lang),) if term.invariable else _inflected(way, pos, term.also, lang):
            own = marks if len(forms) == len(cited) else ()
            yield Pattern(term, way, tuple(_without(blocked, one) for one in forms) if blocked else forms, own)
    for form in term.forms:
        way = folded(form, lang)
        if way:
            yield Pattern(term, way, _as_written(way, lang), _marks(form, way))


def _marks(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """What is between the words of a term, as `_tokens.marks` has it; none where one of them is nothing to see."""
    found = _tokens.marks(text)
    return found if len(found) == len(words) - 1 else ()


def _ways(cited: tuple[str, ...], lang: str) -> Iterator[tuple[str, ...]]:
    """The words of a term as they are, without hyphens, and in one or in two if some write them so."""
    yield cited
    yield tuple(part for word in cited for part in _HYPHEN.split(word) if part)
    spacing, joining = _language(lang)[-2:]
    if spacing:
        yield tuple(part for word in cited for part in spacing.opened(word))
        if len(cited) == 2 and joining and joining.are_joined(cited):  # a crackdown is not to crack down
            yield (spacing.closed("-".join(cited)),)


def _without_dots(text: str) -> str:
    """A text of Cyrillic Uzbek with е for ё, as in Russian print (Мирзиеев), but in short words: ёр is not ер."""
    return _LONG.sub(lambda word: word[0].replace("ё", "е").replace("Ё", "Е"), text)


def _guessed(text: str, lang: str) -> PartOfSpeech | None:
    naming = _language(lang).naming
    return "name" if naming and naming.is_name([word.text for word in _tokens.words(text)]) else None


def _inflected(
    way: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str], lang: str
) -> Iterator[tuple[Forms, ...]]:
    language = _language(lang)
    yield language.grammar.forms(way, pos, also)
    if language.periphrastic:
        yield from language.periphrastic.periphrases(way, pos)


def folded(text: str, lang: str) -> tuple[str, ...]:
    """The words of a text as the grammar compares them."""
    words = (read(word.text, lang).folded[0] for word in _tokens.words(text))
    return tuple(word for word in words if word)  # of one that nobody sees nothing is left


def _as_written(words: Sequence[str], lang: str) -> tuple[Forms, ...]:
    return grammars.as_written(words, grammars.get(lang).loose)


def _without(blocked: frozenset[str], forms: Forms) -> Forms:
    return Forms(
        forms.starts,
        lambda word: word not in blocked and forms.accepts(word),
        lambda word: word not in blocked and forms.resembles(word),
        forms.owners,
    )


def by_start(patterns: Sequence[Pattern]) -> dict[str, list[Pattern]]:
    """Patterns by how the word begins that fewest other patterns have."""
    shared = Counter(start for pattern in patterns for forms in pattern.forms for start in forms.starts)
    index: dict[str, list[Pattern]] = {}
    for number, pattern in enumerate(patterns):
        burdens = [sum(shared[start] for start in forms.starts) for forms in pattern.forms]
        anchor = burdens.index(min(burdens))
        for start in pattern.forms[anchor].starts:
            index.setdefault(start, []).append(pattern._replace(anchor=anchor, number=number))
    return index


@functools.lru_cache(maxsize=_REMEMBERED)
def read(typed: str, lang: str) -> Reading:
    """A word of a text as the grammar sees it."""
    grammar, enclitic, _, _, spacing, _ = _language(lang)
    ways: tuple[str, ...] = (grammar.fold(typed),)
    if _HYPHEN.search(typed):
        if enclitic:
            ways = tuple(dict.fromkeys((*ways, enclitic.bare(ways[0]))))
        if spacing:
            ways += (spacing.closed(ways[0]),)
        abbreviation = _ABBREVIATION.fullmatch(typed)
        if abbreviation and abbreviation["head"].isupper() and abbreviation["ending"].islower():
            ways += (grammar.fold(abbreviation["head"] + abbreviation["ending"]),)
    starts = dict.fromkeys([grammar.loose(way)[:_START] for way in ways])
    return Reading(ways, tuple(dict.fromkeys([start[:n] for n in range(_START, 0, -1) for start in starts])))


def judge(forms: Forms, reading: Reading) -> bool | None:
    """Whether a word is a misspelt form (True), a right one (False) or none (None)."""
    for way in reading.folded:
        if forms.accepts(way):
            return False
    return True if any(forms.resembles(way) for way in reading.folded) else None


def is_short_name(pattern: Pattern, typed: str, lang: str) -> bool:
    """Whether a word is a short name or abbreviation without its marks, Уш for Ӯш; that the letters alone do not tell,
    as too many other words are like them. It must have the same capitals, and be no common word itself.
    """
    name, cited = pattern.term.text, pattern.cited[0]
    if len(pattern.cited) > 1 or not (name[:1].isupper() and typed[:1].isupper()):
        return False
    grammar = grammars.get(lang)
    word, plain = grammar.fold(typed), grammar.loose(cited)
    end = len(plain)
    return (
        end <= _START
        and plain != cited
        and word[:end] == plain
        and typed[:end].isupper() == name.isupper()
        and pattern.forms[0].accepts(cited + word[end:])
        and (name.isupper() or not (isinstance(grammar, Marking) and grammar.is_twin(word)))
    )


def judge_one(forms: Forms, word: str, lang: str) -> bool | None:
    """The same of a word as it is spelt."""
    reading = read(word, lang)
    return None if forms.starts.isdisjoint(reading.starts) else judge(forms, reading)


def judge_all(pattern: Pattern, words: Iterable[str], lang: str) -> bool | None:
    """Whether words are those of a term, and then whether one of them is misspelt; None if they are not."""
    misspelt = False
    for forms, word in zip(pattern.forms, words, strict=True):
        verdict = judge_one(forms, word, lang)
        if verdict is None:
            return None
        misspelt |= verdict
    return misspelt
