"""Whether a text is in its language.

What: a text of six words or more has the frequent words and the letters of another language than its own: Russian
where Tajik is expected, or the source's own words; or a part of it was left as it is in the source. Names and titles in
quotation marks may stay.

Wrong: “He left the country in April.” - «Он уехал the country in April.»

Right: “He left the country in April.” - «Он уехал из страны в апреле.»
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _seen
from ._prose import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model import Span
    from ..passages import Passage

SEVERITY = Severity.ERROR

_WORD = re.compile(rf"{LETTER}+(?:['’‘`-]{LETTER}+)*[ʻ‘]?")
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*[»”“\"]")
_BETWEEN = " ,\u00a0.–—-'’\""
_ENOUGH = 6  # words
_RATE = 8  # words, at most, of which one is a frequent one of the other language
_FEW = 6  # words, at most, of which one is a frequent one, so that no other language needs to be thought of
_LEFT = 4  # words in a row that are the source's, two of them small and one a function word


def check(passage: Passage) -> Iterator[Finding]:
    """Tell a text's language by its frequent words; find parts that were left in the source's."""
    lang, source_lang = passage.draft.lang, passage.draft.source_lang
    here, there = _seen.target(passage), _seen.source(passage)
    text = here.text
    is_like = source_lang not in (None, lang) and _seen.shared(there, here) >= _LEFT - 1
    if is_like and (left := _left(text, there.text, source_lang or lang, lang)):
        message = f"“{_short(text[slice(*left)])}” is as in the source"
        yield Finding(message, "translate it", (), (left,), "left")
    elif other := _other(here, lang):
        names = registry.get("en").language_names
        message, hint = f"this is {names.get(other, other)}", f"it should be {names.get(lang, lang)}"
        yield Finding(message, hint, (), ((0, len(text)),), other)


@functools.cache
def _apart(lang: str) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """For each other language, the frequent words that only it has of the two, and those that only this one has."""
    mine = registry.get(lang).function_words
    others = {tag: registry.get(tag).function_words for tag in registry.tags() if tag != lang}
    return {tag: (words - mine, mine - words) for tag, words in others.items() if words}


def _other(seen: _seen.Seen, lang: str) -> str | None:
    """The language that a text is in, if it is another one for certain."""
    mine = registry.get(lang).function_words
    if len(seen.chunks) < _ENOUGH or sum(map(mine.__contains__, seen.chunks)) * _FEW >= len(seen.chunks):
        return None
    words = list(filter(None, _seen.bare(seen.chunks)))
    frequent = list(filter(_all_function_words().__contains__, words))
    if len(frequent) * _RATE < len(words):
        return None
    best, other = 0, None
    for tag, (theirs, ours) in _apart(lang).items():
        count, own = (sum(map(known.__contains__, frequent)) for known in (theirs, ours))
        if count > max(best, 1, 3 * own) and count * _RATE >= len(words) >= _ENOUGH:
            best, other = count, tag
    return other


@functools.cache
def _all_function_words() -> frozenset[str]:
    return frozenset().union(*(registry.get(tag).function_words for tag in registry.tags()))


def _left(text: str, source: str, source_lang: str, lang: str) -> Span | None:
    """Where a text is the source's, word for word."""
    pairs = set(itertools.pairwise(_WORD.findall(source)))
    runs: list[list[re.Match[str]]] = [[]]
    for found in _WORD.finditer(text):
        before = runs[-1][-1:]
        if not all(
            (one[0], found[0]) in pairs and not text[one.end() : found.start()].strip(_BETWEEN) for one in before
        ):
            runs.append([])
        runs[-1].append(found)
    function_words = registry.get(source_lang).function_words - registry.get(lang).function_words
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for run in runs:
        if _is_sentence(run, function_words):
            start, end = run[0].start(), run[-1].end()
            if not any(first <= start and end <= last for first, last in quoted):
                return start, end
    return None


def _is_sentence(run: list[re.Match[str]], function_words: frozenset[str]) -> bool:
    words = [found[0] for found in run]
    return len(words) >= _LEFT and sum(map(str.islower, words)) >= 2 and not function_words.isdisjoint(words)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
