"""Whether a word is there twice.

What: the same word twice, with nothing but white space or tags between; two or three words, or a whole text. Three
times is meant, and so is twice if the source has it (Baden Baden), or if people say it like that (очень очень).

Wrong: «выстрелил в в него»

Right: «выстрелил в него»
"""

from __future__ import annotations

import bisect
import itertools
import operator
import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _seen
from ._prose import LETTER, TAG, prose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING

_MARKS = "'’‘ʻʼ`-"
_TWICE = re.compile(
    rf"(?:(?<![\w{_MARKS}])|(?<=\w-)(?={LETTER}{{3}}))(?P<word>{LETTER}+(?:[{_MARKS}]{LETTER}+)*[ʻ’‘]?)(?P<more>(?:[\s{TAG}]+(?P=word))+)(?![\w{_MARKS}])",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    rf"(?<![\w{_MARKS}])(?P<phrase>{LETTER}+(?:[\s{TAG}]+{LETTER}+){{1,2}})[\s{TAG}]+(?P=phrase)(?![\w{_MARKS}])",
    re.IGNORECASE,
)
_PHRASES = range(2, 4)  # words


def among(version: Version) -> Collection[int]:
    """The texts in which a word seems to follow itself."""
    texts = [here for _, here in _seen.all_of(version)]
    alike = (number for number, one in enumerate(texts) if _may_end_alike(one) or _is_twice(one.chunks))
    return sorted({*_repeating(texts), *alike})


def check(passage: Passage) -> Iterator[Finding]:
    """Find words that follow themselves."""
    source, text = prose(passage.source or ""), _seen.target(passage).text
    words = list(_TWICE.finditer(text))
    there = _said_twice(source) if words else frozenset()
    has_name = any(word[0].isupper() for word in there)
    for found in words:
        word, again = found["word"], found["more"].split()
        if _is_meant(word, again, passage.version.lang) or word in there or (has_name and word[0].isupper()):
            continue  # the source says it twice as well: a name, or the same letters
        yield Finding(f"“{word}” is there twice", "take one away", (), (found.span(),), subject=word.casefold())
    phrases = list(_PHRASE.finditer(text))
    for found in phrases if phrases and not _PHRASE.search(source) else ():
        if not _is_idiom(text, found, passage.version.lang):
            phrase = found["phrase"]
            yield Finding(f"“{phrase}” is there twice", "take one away", (), (found.span(),), subject=phrase.casefold())
    chunks = text.split()
    if _is_twice(chunks) and not _is_twice((passage.source or "").split()):
        yield Finding("the whole text is there twice", "take one away", (), ((0, len(text)),), subject="all")


def _is_idiom(text: str, found: re.Match[str], lang: str) -> bool:
    """Whether it may be said like that: and again and again, step by step by all, again and again and again."""
    first, *between, last = found["phrase"].split()
    language = registry.get(lang)
    if not between and (last.casefold() in language.function_words or first.casefold() == language.conjunction):
        return True
    (start, end), far = found.span(), len(found[0])
    return text[max(0, start - far) : start].rstrip().endswith(last) or text[end : end + far].lstrip().startswith(first)


def _is_twice(chunks: Sequence[str]) -> bool:
    """Whether the second half of a text is the first one."""
    half, rest = divmod(len(chunks), 2)
    return half > _PHRASES[-1] and not rest and chunks[half] == chunks[0] and chunks[:half] == chunks[half:]


def _repeating(texts: Sequence[_seen.Seen]) -> Iterator[int]:
    """The numbers of the texts in which a word, or a few, are those behind them; all are looked at in one go."""
    chunks = [_chunks(text) for text in texts]
    words = _seen.bare(itertools.chain.from_iterable(chunks))
    ends = list(itertools.accumulate(map(len, chunks)))
    for count in (1, *_PHRASES):
        twice = map(operator.eq, words, itertools.islice(words, count, None))
        for at in itertools.compress(itertools.count(), twice):
            if words[at : at + count] == words[at + count : at + 2 * count]:
                yield bisect.bisect_right(ends, at)


def _may_end_alike(seen: _seen.Seen) -> bool:
    """Whether a word with a hyphen ends with the one behind it."""
    if not seen.marks & _seen.JOINED:
        return False
    words = _seen.bare(_chunks(seen))
    return any(map(str.endswith, words, [f"-{word}" for word in words[1:]]))


def _chunks(seen: _seen.Seen) -> Sequence[str]:
    """The chunks of a text, between tags, too."""
    return seen.text.replace(TAG, " ").split() if seen.marks & _seen.TAGGED else seen.chunks


def _is_meant(word: str, again: list[str], lang: str) -> bool:
    if len(again) > 1 or (len(word) == 1 and word.isupper()) or (word.islower() and not again[-1].islower()):
        return True
    return word.casefold() in registry.get(lang).reduplicated


def _said_twice(text: str) -> frozenset[str]:
    """The words that a text says twice, and no more."""
    return frozenset(found["word"] for found in _TWICE.finditer(text) if len(found["more"].split()) == 1)
