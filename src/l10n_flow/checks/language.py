"""Whether a text is in its language.

What: a text of six words or more has the frequent words of another language and hardly any of its own: Russian where
Tajik is expected, or the source's language. A part that was left as it is in the source is a matter of same-as-source.
Beside it nothing is said of the words of the text but errors.

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

    from ..passages import Draft, Passage

SEVERITY = Severity.WARNING

_ENOUGH = 6  # words
_FEWEST = 2  # of them that are frequent in the other language, and not in this one
_RATE = 8  # words, at most, of which one is a frequent one of the other language
_FEW = 6  # words, at most, of which one is a frequent one, so that no other language needs to be thought of


def among(draft: Draft) -> Collection[int]:
    """The texts with few frequent words of their language."""
    mine = registry.get(draft.lang).function_words.__contains__
    chunks = [here.chunks if here.marks & _seen.STRANGE else () for _, here in _seen.all_of(draft)]
    return [n for n, one in enumerate(chunks) if len(one) >= _ENOUGH and sum(map(mine, one)) * _FEW < len(one)]


def settles(_finding: Finding) -> bool:
    """What the words say is for who has translated them."""
    return True


def check(passage: Passage) -> Iterator[Finding]:
    """Tell a text's language by its frequent words."""
    lang = passage.draft.lang
    here = _seen.target(passage)
    if other := _other(here, lang):
        names = registry.get("en").language_names
        message, hint = f"this is {names.get(other, other)}", f"it should be {names.get(lang, lang)}"
        yield Finding(message, hint, (), ((0, len(here.text)),), other)


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
