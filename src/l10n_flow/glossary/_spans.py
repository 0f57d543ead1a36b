"""The parts of a text that may be a term: names, what stands in quotation marks, phrases."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from ..inflection import grammar as grammars
from ..text.markup import plain
from . import _tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..model import Span
    from ._tokens import Word

__all__ = ["Seen", "Token", "capitals", "is_title", "lower", "names", "phrases", "quotations", "read", "seen"]

_PHRASE = range(2, 5)
"""So many words has a phrase."""
_BEHIND_NAME = range(1, 4)
"""So many words may be a name's that have no capital."""

_QUOTED = 5
"""So many words at most are a term in quotation marks; more are what somebody said."""
_TITLE = 0.75
"""Where more than this share of words have capitals, all may have them that can, and capitals say nothing."""

_COMMON = 0.3
"""Of the words with capitals of a title so many at least are in lower case elsewhere; else they are names."""

_BEGINS = re.compile(r"[.!?…:;\n«“„\"‘]|<br/>")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_IN_QUOTES = re.compile(r"[«“„\"](?P<text>[^«»“”„\"]{2,80})[»”“\"]")
_SPOKEN = tuple("!?…")
_SENTENCE = re.compile(r"\.\W*$")
_NUMBER = re.compile(r"\W*\d")


class _Habits(NamedTuple):
    """What `function_words.toml` says of a language, folded."""

    stop: frozenset[str]
    joining: frozenset[str]
    linking: frozenset[str]
    behind_linking: frozenset[str]
    ends_name: re.Pattern[str]
    goes_on: bool


class Token(NamedTuple):
    """A word of a text, `folded` as its grammar compares words: whether it has a capital (outside people's names), a
    sentence begins with it, it is beside the word before it, and a term covers it."""

    word: Word
    folded: str
    is_capital: bool
    begins: bool
    adjoins: bool
    is_covered: bool


class Seen(NamedTuple):
    """Words that texts have in lower case, and words that they have with a capital where no sentence begins."""

    lower: frozenset[str]
    capital: frozenset[str]


def read(text: str, lang: str, covered: Collection[Span] = (), apart: Collection[Span] = ()) -> tuple[Token, ...]:
    """The words of a text.

    Args:
        text: with short inline tags or without.
        lang: its language.
        covered: where terms are.
        apart: where those are that no longer name can have in it (people).
    """
    fold = grammars.get(lang).fold
    tokens: list[Token] = []
    end = 0
    for word in _tokens.words(text):
        is_name = word.text[0].isupper() and _LETTERS.search(word.text) is not None
        begins = not tokens or _BEGINS.search(text, end, word.start) is not None
        adjoins = bool(tokens) and _tokens.adjoin(text, tokens[-1].word, word)
        is_capital = is_name and not _is_in(word, apart)
        tokens.append(Token(word, fold(word.text), is_capital, begins, adjoins, _is_in(word, covered)))
        end = word.end
    return tuple(tokens)


def lower(texts: Iterable[Sequence[Token]]) -> frozenset[str]:
    """The words that texts have in lower case."""
    return frozenset(token.folded for tokens in texts for token in tokens if token.word.text[0].islower())


def is_title(text: str, tokens: Sequence[Token], lang: str, lower: Collection[str]) -> bool:
    """Whether a text has capitals as headlines in English have them, which says nothing of what a name is.

    A sentence, or a list of names, is no title, however many capitals it has.

    Args:
        text: as `read` had it.
        tokens: its words.
        lang: its language.
        lower: the words that are in lower case elsewhere.
    """
    stop = _habits(lang).stop
    words = [token for token in tokens if not token.begins and token.folded not in stop]
    capital = [token for token in words if token.is_capital]
    if len(words) <= 2 or len(capital) <= _TITLE * len(words) or _SENTENCE.search(plain(text)):
        return False
    links = any(token.is_capital and token.folded in stop for token in tokens if not token.begins)  # At The Border
    return links or sum(token.folded in lower for token in capital) >= _COMMON * len(capital)


def seen(texts: Iterable[Sequence[Token]]) -> Seen:
    """What texts that are no titles tell of their words."""
    kept = list(texts)
    capital = (token.folded for tokens in kept for token in tokens if token.is_capital and not token.begins)
    return Seen(lower(kept), frozenset(capital))


def capitals(tokens: Sequence[Token], lang: str) -> Iterator[Sequence[Token]]:
    """The longest runs of words with capitals, in whose middle others may link them (in English "of")."""
    habits = _habits(lang)
    run: list[Token] = []
    for token in tokens:
        if run and (not token.adjoins or habits.ends_name.search(run[-1].word.text)):
            yield _trimmed(run)
            run = []
        if token.is_capital or (run and _links(token, run[-1], habits)):
            run.append(token)
        elif run:
            yield _trimmed(run)
            run = []
    if run:
        yield _trimmed(run)


def names(text: str, tokens: Sequence[Token], lang: str, seen: Seen) -> Iterator[Sequence[Token]]:
    """The names in a text that terms do not cover.

    A capital at the beginning of a sentence makes none by itself, nor does one before a number (Article 5). Where
    names of institutions go on in lower case, a name is given by itself and with the words behind it.
    """
    habits = _habits(lang)
    for run in capitals(tokens, lang):
        first = run[0]
        doubtful = first.begins and (first.folded in seen.lower or (len(run) == 1 and first.folded not in seen.capital))
        name = _without_edges(run[1:] if doubtful else run, habits.stop)
        is_numbered = len(name) == 1 and _NUMBER.match(text, name[0].word.end)
        if name and not is_numbered and not all(token.is_covered for token in name if token.is_capital):
            yield name
            if habits.goes_on:
                yield from _going_on(name, tokens, habits.stop)


def _going_on(name: Sequence[Token], tokens: Sequence[Token], stop: frozenset[str]) -> Iterator[Sequence[Token]]:
    """A name with one, two and three words in lower case behind it."""
    end = tokens.index(name[-1]) + 1
    for length in _BEHIND_NAME:
        last = tokens[end + length - 1 : end + length]
        if not last or not last[0].adjoins or last[0].begins or not _is_content(last[0], stop):
            break
        yield (*name, *tokens[end : end + length])


def quotations(text: str, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands in quotation marks, if it may be a term, and terms do not cover it."""
    for found in _IN_QUOTES.finditer(text):
        start, end = found.span("text")
        inside = [token for token in tokens if start <= token.word.start and token.word.end <= end]
        is_short = 0 < len(inside) <= _QUOTED and not found["text"].rstrip().endswith(_SPOKEN)
        if is_short and not all(token.is_covered for token in inside):
            yield inside


def phrases(tokens: Sequence[Token], lang: str) -> Iterator[Sequence[Token]]:
    """All sequences of words within a sentence that are no names, are not covered, and have no function word at their
    ends."""
    habits = _habits(lang)
    for at, first in enumerate(tokens):
        if not _is_content(first, habits.stop):
            continue
        for length in _PHRASE:
            last = tokens[at + length - 1 : at + length]
            if not last or not last[0].adjoins or not _may_join(last[0], habits):
                break
            if _is_content(last[0], habits.stop):
                yield tokens[at : at + length]


def _is_content(token: Token, stop: frozenset[str]) -> bool:
    is_word = _LETTERS.search(token.word.text) is not None
    return is_word and not token.is_covered and token.folded not in stop and (token.begins or not token.is_capital)


def _may_join(token: Token, habits: _Habits) -> bool:
    return not token.begins and (token.folded in habits.joining or _is_content(token, habits.stop))


def _links(token: Token, before: Token, habits: _Habits) -> bool:
    """Whether a word in lower case may go on a name: the "of" in "Bank of the West", and behind it the "the"."""
    return token.folded in habits.linking or (before.folded in habits.linking and token.folded in habits.behind_linking)


def _trimmed(run: Sequence[Token]) -> Sequence[Token]:
    """A run without the words at its end that link it to nothing."""
    return run[: max(at for at, token in enumerate(run, 1) if token.is_capital)]


def _without_edges(run: Sequence[Token], stop: frozenset[str]) -> Sequence[Token]:
    inner = [at for at, token in enumerate(run) if token.is_capital and token.folded not in stop]
    return run[inner[0] : inner[-1] + 1] if inner else ()


def _is_in(word: Word, spans: Collection[Span]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in spans)


@functools.cache
def _habits(lang: str) -> _Habits:
    """A derived language has the words of its base, which its grammar folds alike."""
    tables = tomllib.loads(resources.files(__package__).joinpath("function_words.toml").read_text("utf-8"))
    table = tables.get(lang) or tables.get(lang.partition("-")[0], {})
    fold = grammars.get(lang).fold
    keys = ("stop", "joining", "linking", "behind_linking")
    words = {key: frozenset(map(fold, table.get(key, "").split())) for key in keys}
    return _Habits(**words, ends_name=re.compile(table.get("ends_name", "(?!)")), goes_on=table.get("goes_on", False))
