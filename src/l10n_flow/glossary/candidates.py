"""What texts keep saying and no concept covers: what the desk might agree on next. Pure."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from ..inflection import grammar as grammars
from ..inflection.grammar import Citing
from ..markup import plain
from . import _spans, _tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..inflection.grammar import Forms, Grammar, PartOfSpeech
    from ..model import Span
    from ._spans import Token

__all__ = ["Candidate", "Place", "Sort", "Text", "candidates", "together"]

_Found = TypeVar("_Found")

_Key: TypeAlias = tuple[str, ...]
"""A candidate in one of its forms: its words, folded."""

_START = 3
"""Letters that all forms of a word have in common, as in `Forms.starts`."""


class Sort(enum.StrEnum):
    """What a candidate is."""

    NAME = "name"
    QUOTED = "quoted"
    PHRASE = "phrase"


class Text(NamedTuple):
    """A text, where terms of the glossary cover it, and where those are that name people."""

    text: str
    covered: tuple[Span, ...] = ()
    people: tuple[Span, ...] = ()


class Place(NamedTuple):
    """Where a candidate stands: the number of the text, and from where to where in it."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that texts say again and again; `forms` are those that they have it in, the most frequent first.

    `text` is the shortest of them, which in most languages is nearest to the dictionary.
    """

    sort: Sort
    text: str
    forms: tuple[tuple[str, int], ...]
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """How often it is said."""
        return len(self.places)


def candidates(texts: Sequence[Text], lang: str, least: int) -> list[Candidate]:
    """Find what recurs in texts and has no concept: names, what stands in quotation marks, phrases.

    All forms of one thing are counted together. What is part of something longer counts only where it stands alone.

    Args:
        texts: in one language.
        lang: that language.
        least: how often something must be said.

    Returns:
        The most frequent first.

    Raises:
        LanguageError: nothing is known of how words change in this language.
    """
    tokens = [_spans.read(one.text, lang, one.covered, one.people) for one in texts]
    seen = _spans.seen(tokens, lang)
    stems = Counter(_stem(token) for one in tokens for token in one)
    sources: dict[Sort, Callable[[int], Iterator[Sequence[Token]]]] = {
        Sort.NAME: lambda at: _spans.names(tokens[at], lang, seen),
        Sort.QUOTED: lambda at: _spans.quotations(texts[at].text, tokens[at]),
        Sort.PHRASE: lambda at: _spans.phrases(_frequent(tokens[at], stems, least), lang),
    }
    groups: list[tuple[Sort, dict[_Key, list[Place]]]] = []
    for sort, spans in sources.items():
        found: defaultdict[_Key, list[Place]] = defaultdict(list)
        for at in range(len(texts)):
            for run in spans(at):
                found[tuple(token.folded for token in run)].append(Place(at, run[0].word.start, run[-1].word.end))
        groups += [(sort, group) for group in _grouped(found, lang, least, "name" if sort is Sort.NAME else None)]
    return sorted(_chosen(groups, texts, least), key=lambda one: (-one.count, one.text))


def together(counts: Mapping[str, int], lang: str) -> list[tuple[str, int]]:
    """Count the forms of one name together.

    Args:
        counts: texts, each one name, and how often each was seen.
        lang: their language.

    Returns:
        Of each name the shortest form, and how often it was seen in any; the most frequent first.
    """
    fold = grammars.get(lang).fold
    found: defaultdict[_Key, list[str]] = defaultdict(list)
    for text in counts:
        found[tuple(fold(word.text) for word in _tokens.words(text))].append(text)
    groups = ([text for texts in group.values() for text in texts] for group in _grouped(found, lang, 1, "name"))
    return sorted(((min(texts, key=len), sum(counts[text] for text in texts)) for texts in groups), key=lambda n: -n[1])


def _stem(token: Token) -> str:
    return token.folded[:_START]


def _frequent(tokens: Iterable[Token], stems: Mapping[str, int], least: int) -> Sequence[Token]:
    """The words that are frequent enough to be in something frequent; a gap is where others were."""
    kept: list[Token] = []
    is_gap = False
    for token in tokens:
        if stems[_stem(token)] < least:
            is_gap = True
            continue
        kept.append(token._replace(adjoins=token.adjoins and not is_gap))
        is_gap = False
    return kept


def _grouped(
    found: Mapping[_Key, list[_Found]], lang: str, least: int, pos: PartOfSpeech | None
) -> Iterator[dict[_Key, list[_Found]]]:
    """What was found, all forms of one thing together, if it is frequent."""
    grammar = grammars.get(lang)
    alike: defaultdict[_Key, list[_Key]] = defaultdict(list)
    for key in found:
        alike[tuple(grammar.loose(word)[:_START] for word in key)].append(key)
    for keys in alike.values():
        if sum(len(found[key]) for key in keys) >= least:
            for group in _by_grammar(keys, lang, pos):
                yield {key: found[key] for key in group}


def _by_grammar(keys: list[_Key], lang: str, pos: PartOfSpeech | None) -> Iterable[list[_Key]]:
    """Keys that begin alike, those together of which one is a form of the other; the shortest ones begin."""
    if len(keys) == 1:
        return [keys]
    grammar = grammars.get(lang)
    groups: list[tuple[_Key, tuple[Forms, ...], list[_Key]]] = []
    for key in sorted(keys, key=lambda key: (sum(map(len, key)), key)):
        forms = grammar.forms(key, pos)
        for head, of_head, group in groups:
            if _accept(of_head, key) or _accept(forms, head) or _are_of_one(head, key, grammar):
                group.append(key)
                break
        else:
            groups.append((key, forms, [key]))
    return [group for _, _, group in groups]


def _accept(forms: Sequence[Forms], key: _Key) -> bool:
    return all(one.accepts(word) for one, word in zip(forms, key, strict=True))


def _are_of_one(key: _Key, other: _Key, grammar: Grammar) -> bool:
    """Whether both are forms of something third: Москве, Москвой."""
    if not isinstance(grammar, Citing):
        return False
    return all(grammar.citations(a) & grammar.citations(b) for a, b in zip(key, other, strict=True))


def _chosen(
    groups: Iterable[tuple[Sort, dict[_Key, list[Place]]]], texts: Sequence[Text], least: int
) -> Iterator[Candidate]:
    """The frequent ones, longer ones first: a place inside a chosen one is no place of its own."""
    taken: defaultdict[int, list[Span]] = defaultdict(list)
    ranks = list(Sort)
    for sort, group in sorted(groups, key=lambda one: (-len(next(iter(one[1]))), ranks.index(one[0]))):
        free = [
            place
            for places in group.values()
            for place in places
            if not any(start <= place.start and place.end <= end for start, end in taken[place.text])
        ]
        if len(free) >= least:
            for place in free:
                taken[place.text].append((place.start, place.end))
            forms = Counter(_plain(texts[place.text].text[place.start : place.end]) for place in free)
            shortest = min(forms, key=lambda form: (len(form), -forms[form], form))
            yield Candidate(sort, shortest, tuple(forms.most_common()), tuple(sorted(free)))


def _plain(text: str) -> str:
    return " ".join(plain(text).split())
