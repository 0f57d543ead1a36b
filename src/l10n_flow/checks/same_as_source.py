"""Whether a text was left in the language of its source.

What: the translation is the source, word for word, or has four of its words or more in a row, not all of them names
(and no title in quotation marks or brackets), or two that are none. Noted: one such word among words in Cyrillic; a
name, a number or a word that is the whole text; a sentence that the source quotes in another language. Beside a source
left untouched only errors are said.

Wrong: “It is ready and is appealing for help.” - «Она готова and is appealing for help.»

Right: “Saturday Night Live” - «Saturday Night Live»
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ..languages import registry
from ..memo import Memo
from ..model import Finding, Role, Severity
from . import _letters, _seen
from ._prose import prose
from ._quotations import is_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..passages import Passage

SEVERITY = Severity.WARNING

_WORD = re.compile(r"(?<![\w./_])[^\W\d_]+(?:['’ʻʼ‘-][^\W\d_]+)*(?![/_\d]|\.\w)")
_NAMES = frozenset({Role.BYLINE, Role.CREDIT, Role.DATELINE})
_RUN = 4  # words
_LONG_RUN = 5
_SMALL = 3  # of them that are no names: lower case
_SMALL_IF_ALL = 2
_LETTERS = 3
_LONG = 4  # letters of a word that stands alone
_ALONE = re.compile(r"(?:(?<=[^\W\da-zA-Z] )|(?<=[^\W\da-zA-Z], ))[a-z]+(?![\w'’./@(-]|\W{1,3}[a-zA-Z])")
_PLACES = 100  # of two words in a source: more are looked for in no text that people write
_HINT = "translate it; a title that stays as it is can be put into the glossary"


def concerns(there: int, here: int) -> bool:
    """Whether both texts have letters of one alphabet."""
    return bool(there & here & _seen.ANY_LETTER)


def settles(finding: Finding) -> bool:
    """What the words say is for who has translated them; nobody has touched these."""
    return finding.severity is not Severity.INFO and finding.source == finding.target


def check(passage: Passage) -> Iterator[Finding]:
    """Look for words of the source."""
    source, target = passage.source, passage.target
    if source is None or passage.role in _NAMES:
        return
    there, here = _seen.source(passage), _seen.target(passage)
    if there.chunks == here.chunks and source.split() == target.split():
        yield from _unchanged(source, target, passage.version.source_lang or "")
        return
    if _seen.shared(there, here) >= _SMALL - 1:  # the ends may have marks
        yield from _left(there, here, target)
    if _letters.of(passage.version.lang).foreign and there.marks & here.marks & _seen.LATIN:
        yield from _alone(there, here)


def _left(source: _seen.Seen, text: _seen.Seen, target: str) -> Iterator[Finding]:
    there, words = _words(source), _words(text)
    if {*itertools.pairwise(there)}.isdisjoint(itertools.pairwise(words)):
        return
    runs = [run for run in _runs(there, words) if _is_left(words[slice(*run)])]
    here = list(_WORD.finditer(text.text)) if runs else []
    for start, end in runs:
        span = here[start].start(), here[end - 1].end()
        typed = target[slice(*span)]
        if _may_be_title(words[start:end]) and (text.text[: span[0]].endswith("(") or is_quoted(text.text, *span)):
            continue
        if end - start >= _RUN or typed == " ".join(words[start:end]):
            yield Finding(f"“{typed}” is not translated", _HINT, (), (span,), subject="partly")


def _alone(source: _seen.Seen, text: _seen.Seen) -> Iterator[Finding]:
    """A word by itself in Latin letters, which is no name, among words in Cyrillic."""
    there = {word for word in _words(source) if word.islower() and len(word) >= _LONG}
    for found in _ALONE.finditer(text.text) if there else ():
        if found[0] in there:
            yield Finding(f"“{found[0]}” is not translated", _HINT, (), (found.span(),), "word", Severity.INFO)


def _is_left(run: Sequence[str]) -> bool:
    """Whether words are many enough, and not all names, or all of them none and not too short."""
    small = sum(map(str.islower, run))
    if (len(run) >= _RUN and small >= _SMALL) or (len(run) >= _LONG_RUN and small >= _SMALL_IF_ALL):
        return True
    return small == len(run) and min(map(len, run)) >= _LETTERS


def _may_be_title(run: Sequence[str]) -> bool:
    """Whether most words have capitals, as in a title: The Lord of the Rings."""
    return sum(map(str.islower, run)) < min(_SMALL, len(run))


def _unchanged(source: str, target: str, lang: str) -> Iterator[Finding]:
    words = [found[0] for found in _WORD.finditer(prose(source))]
    small = [word for word in words if word.islower() and len(word) >= _LETTERS]
    there, here = ((0, len(source)),), ((0, len(target)),)
    if len(small) >= _SMALL_IF_ALL or (small and small == words[1:]):  # names have more capitals than their first
        severity = Severity.INFO if _is_foreign(source, words, lang) else None
        yield Finding("the translation is the source", _HINT, there, here, severity=severity)
    elif any(len(word) >= _LETTERS for word in words):
        message = "the translation is the same as the source: is it a name?"
        yield Finding(message, _HINT, there, here, "name", Severity.INFO)


def _is_foreign(text: str, words: Sequence[str], lang: str) -> bool:
    """Whether a sentence has no frequent word of the source's language: somebody is quoted in another one."""
    frequent = registry.get(lang).function_words if lang else frozenset()
    return (
        text.endswith((".", "!", "?"))
        and len(words) > _RUN
        and bool(frequent)
        and frequent.isdisjoint(map(str.lower, words))
    )


def _words(seen: _seen.Seen) -> Sequence[str]:
    """The words of a text, in order: those of its chunks, which were seen before."""
    return list(itertools.chain.from_iterable(map(_in_chunk.__getitem__, seen.chunks)))


_in_chunk = Memo[str, list[str]](_WORD.findall, 1 << 14)


def _runs(there: Sequence[str], here: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words stand in a row as they do in another text: from which to which, the longest only."""
    pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pair in enumerate(itertools.pairwise(there), 1):
        pairs[pair].append(number)
    row = last = 0  # how many words before are also there in a row, and where there is the last of them
    for at in range(1, len(here) + 1):
        if row and at < len(here) and last + 1 < len(there) and there[last + 1] == here[at]:
            row, last = row + 1, last + 1
            continue
        places = pairs.get((here[at - 1], here[at]), ())[:_PLACES] if at < len(here) else ()
        longest, last = max(((_alike(there, place, here, at), place) for place in places), default=(0, 0))
        if row and longest <= row:
            yield at - row, at
        row = longest


def _alike(there: Sequence[str], last: int, here: Sequence[str], at: int) -> int:
    """How many words that end at a place are those that end at a place of another text."""
    count = 0
    while count <= min(last, at) and there[last - count] == here[at - count]:
        count += 1
    return count
