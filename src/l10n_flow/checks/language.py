"""Whether a text is in its language.

What: a text of six words or more has the frequent words of another language and hardly any of its own: Russian where
Tajik is expected, or the source's language. Or a text of thirty words or more has next to none of its own, though the
source has such: a language that the newsroom does not write, the letters of another encoding. A part that was left as
it is in the source is a matter of same-as-source. Beside it nothing is said of the words of the text but errors.

Wrong: “He left the country in April.” - «Он уехал из страны в апреле.», in Tajik

Right: “He left the country in April.” - «Ӯ моҳи апрел аз кишвар рафт.»
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from . import _seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING

_ENOUGH = 6  # words
_FEWEST = 2  # of them that are frequent in the other language, and not in this one
_RATE = 8  # words, at most, of which one is a frequent one of the other language
_FEW = 6  # words, at most, of which one is a frequent one, so that no other language needs to be thought of
_NONE = 30  # words of which none is frequent; of twice as many it may be one


def among(version: Version) -> Collection[int]:
    """The texts with few frequent words of their language."""
    mine = registry.get(version.lang).function_words.__contains__
    found = []
    for number, (_, here) in enumerate(_seen.all_of(version)):
        few = _FEW if here.marks & _seen.STRANGE and len(here.chunks) >= _ENOUGH else _NONE
        if len(here.chunks) >= few and sum(map(mine, here.chunks)) * few < len(here.chunks):
            found.append(number)
    return found


def settles(_finding: Finding) -> bool:
    """What the words say is for who has translated them."""
    return True


def check(passage: Passage) -> Iterator[Finding]:
    """Tell a text's language by its frequent words."""
    lang, source_lang = passage.version.lang, passage.version.source_lang
    there, here = _seen.source(passage), _seen.target(passage)
    names, span = registry.get("en").language_names, (0, len(here.text))
    own = names.get(lang, lang)
    if other := _other(here, lang):
        yield Finding(f"this is {names.get(other, other)}", f"it should be {own}", (), (span,), other)
    elif _is_none(here, lang) and not (source_lang and _is_none(there, source_lang)):
        hint = f"it should be {own}; take it back from git if it was damaged"
        yield Finding(f"this has next to none of the frequent words of {own}", hint, (), (span,), "none")


def _is_none(seen: _seen.Seen, lang: str) -> bool:
    """Whether a text can hardly be in a language."""
    known = registry.get(lang).function_words
    words = [word for word in _seen.bare(seen.chunks) if any(map(str.isalpha, word))] if known else ()
    return len(words) >= _NONE * (1 + sum(map(known.__contains__, words)))


@functools.cache
def _apart(lang: str) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """For each other language, the frequent words that only it has of the two, and those that only this one has."""
    mine = registry.get(lang).function_words
    others = {tag: registry.get(tag).function_words for tag in registry.tags() if tag != lang}
    return {tag: (words - mine, mine - words) for tag, words in others.items() if words}


def _other(seen: _seen.Seen, lang: str) -> str | None:
    """The language that a text is in, if it is another one for certain."""
    strange = len(_seen.having(seen, _seen.STRANGE))
    if strange < _FEWEST:
        return None
    words = list(filter(None, _seen.bare(seen.chunks)))
    if strange * _RATE < len(words):
        return None
    frequent = list(filter(_seen.function_words().__contains__, words))
    best, other = 0, None
    for tag, (theirs, ours) in _apart(lang).items():
        count, own = (sum(map(known.__contains__, frequent)) for known in (theirs, ours))
        if count > max(best, _FEWEST - 1, 3 * own) and count * _RATE >= len(words) >= _ENOUGH:
            best, other = count, tag
    return other
