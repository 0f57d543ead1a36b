"""What texts keep saying and no concept covers: what the desk might agree on next. Pure."""

from __future__ import annotations

import enum
import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from ..inflection import grammar as grammars
from ..inflection.grammar import Citing, Nominal
from ..text.markup import plain
from ..values import Value
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
    """A text, where terms of the glossary cover it, and where those are that name people.

    `has_phrases` if what it says are sentences or headlines, not who wrote it.
    """

    text: str
    covered: tuple[Span, ...] = ()
    people: tuple[Span, ...] = ()
    has_phrases: bool = True


class Place(NamedTuple):
    """Where a candidate stands: the number of the text, and from where to where in it."""

    text: int
    start: int
    end: int


class Candidate(Value, frozen=True):
    """Something that texts say again and again; `forms` are those that they have it in, the most frequent first.

    `text` is what a dictionary would have for it, as far as that can be told from the forms; no text may have it so.
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
        LanguageError: the language is not known.
    """
    tokens = [_spans.read(one.text, lang, one.covered, one.people) for one in texts]
    lower = _spans.lower(tokens)
    titles = {at for at, one in enumerate(texts) if _spans.is_title(one.text, tokens[at], lang, lower)}
    seen = _spans.seen(one for at, one in enumerate(tokens) if at not in titles)
    stems = Counter(_stem(token) for one in tokens for token in one)
    sources: dict[Sort, Callable[[int], Iterator[Sequence[Token]]]] = {
        Sort.NAME: lambda at: iter(()) if at in titles else _spans.names(texts[at].text, tokens[at], lang, seen),
        Sort.QUOTED: lambda at: _spans.quotations(texts[at].text, tokens[at]),
        Sort.PHRASE: lambda at: _spans.phrases(
            _frequent(tokens[at], stems, least) if texts[at].has_phrases else (), lang
        ),
    }
    groups: list[tuple[Sort, dict[_Key, list[Place]]]] = []
    for sort, spans in sources.items():
        found: defaultdict[_Key, list[Place]] = defaultdict(list)
        for at in range(len(texts)):
            for run in spans(at):
                found[tuple(token.folded for token in run)].append(Place(at, run[0].word.start, run[-1].word.end))
        groups += [(sort, group) for group in _grouped(found, lang, least, "name" if sort is Sort.NAME else None)]
    return sorted(_chosen(groups, texts, lang, least), key=lambda one: (-one.count, one.text))


def together(counts: Mapping[str, int], lang: str) -> list[tuple[str, int]]:
    """Count the forms of one name together.

    Args:
        counts: texts, each one name, and how often each was seen.
        lang: their language.

    Returns:
        What a dictionary would have for each name, and how often it was seen in any form; the most frequent first.
    """
    fold = grammars.get(lang).fold
    found: defaultdict[_Key, list[str]] = defaultdict(list)
    for text in counts:
        found[tuple(fold(word.text) for word in _tokens.words(text))].append(text)
    groups = ([text for texts in group.values() for text in texts] for group in _grouped(found, lang, 1, "name"))
    told = ((_cited(Counter({text: counts[text] for text in texts}), lang, "name"), texts) for texts in groups)
    named = ((cited or min(texts, key=len), sum(counts[text] for text in texts)) for cited, texts in told)
    return sorted(named, key=lambda name: -name[1])


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
            if _accept(of_head, key) or _accept(forms, head) or _are_of_one(head, key, grammar, pos):
                group.append(key)
                break
        else:
            groups.append((key, forms, [key]))
    return [group for _, _, group in groups]


def _accept(forms: Sequence[Forms], key: _Key) -> bool:
    return all(one.accepts(word) for one, word in zip(forms, key, strict=True))


def _are_of_one(key: _Key, other: _Key, grammar: Grammar, pos: PartOfSpeech | None) -> bool:
    """Whether both are forms of something third: Москве, Москвой; of names also where nobody knows that (Хатлонро)."""
    if isinstance(grammar, Citing):
        return all(grammar.citations(a) & grammar.citations(b) for a, b in zip(key, other, strict=True))
    if pos != "name":
        return False
    base = _base(key, [key, other], grammar, pos)
    return _accept(grammar.forms(base, pos), key) and _accept(grammar.forms(base, pos), other)


def _chosen(
    groups: Iterable[tuple[Sort, dict[_Key, list[Place]]]], texts: Sequence[Text], lang: str, least: int
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
        forms = Counter(_plain(texts[place.text].text[place.start : place.end]) for place in free)
        if len(free) < least:
            continue
        cited = _cited(forms, lang, "name" if sort is Sort.NAME else None)
        if cited or not (sort is Sort.PHRASE or _ends_low(forms)):
            for place in free:
                taken[place.text].append((place.start, place.end))
            yield Candidate(sort, cited or _shortest(forms), tuple(forms.most_common()), tuple(sorted(free)))


def _ends_low(forms: Iterable[str]) -> bool:
    """Whether something ends with a word in lower case."""
    return any(form.split()[-1][0].islower() for form in forms)


def _cited(forms: Counter[str], lang: str, pos: PartOfSpeech | None) -> str | None:
    """What a dictionary would have for something that was seen in some forms; None if that is no noun phrase."""
    grammar = grammars.get(lang)
    folded = {form: _folded(form, grammar) for form, _ in forms.most_common()}
    if isinstance(grammar, Nominal):
        words = grammar.cited(list(folded.values()))
        if words is None:
            return None
        first = next(iter(folded))
        seen = next((form for form, key in folded.items() if key == words), None)
        return seen or _written(first, map(_with_capitals, words, (word.text for word in _tokens.words(first))))
    start = _shortest(forms)
    alike = [key for key in folded.values() if len(key) == len(folded[start])]
    base = _base(folded[start], alike, grammar, pos)
    return _written(start, map(_cut, base, folded[start], (word.text for word in _tokens.words(start))))


def _shortest(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (len(form), -forms[form], form))


def _folded(form: str, grammar: Grammar) -> _Key:
    return tuple(grammar.fold(word.text) for word in _tokens.words(form))


def _base(key: _Key, others: Sequence[_Key], grammar: Grammar, pos: PartOfSpeech | None) -> _Key:
    """A form with its words cut to the longest that all other forms are forms of (Тошканд of Тошкандро, Тошкандӣ)."""
    words = list(key)
    for at, word in enumerate(key):
        variants = {other[at] for other in others}
        for end in range(len(word), _START - 1, -1) if len(variants) > 1 else ():
            tried = (*words[:at], word[:end], *words[at + 1 :])
            if all(map(grammar.forms(tried, pos)[at].accepts, variants)):
                words[at] = word[:end]
                break
    return tuple(words)


def _written(form: str, words: Iterable[str]) -> str:
    """A form with other words in the places of its own."""
    written, done = "", 0
    for word, seen in zip(words, _tokens.words(form), strict=True):
        written += form[done : seen.start] + word
        done = seen.end
    return written + form[done:]


def _cut(base: str, folded: str, seen: str) -> str:
    """A word up to where its base ends, if it has a letter for each of the folded one."""
    return seen[: len(base)] if len(seen) == len(folded) else seen


def _with_capitals(word: str, seen: str) -> str:
    """A folded word with the capitals of another form of it."""
    if seen.isupper() and len(seen) > 1:
        return word.upper()
    pairs = itertools.zip_longest(word.split("-"), seen.split("-"), fillvalue="")
    return "-".join(one[:1].upper() + one[1:] if other[:1].isupper() else one for one, other in pairs)


def _plain(text: str) -> str:
    return " ".join(plain(text).split())
