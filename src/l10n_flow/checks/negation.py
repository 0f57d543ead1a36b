"""Whether a translation denies what its source denies.

What: the source has a negation (not, never, without) and the translation none, nor a word with a negative ending; or
the reverse. Languages may say the same without one (“not until Monday” - «только в понедельник»), so it is noted only.

Wrong: “He did not agree.” - «Он согласился.»

Right: “He did not agree.” - «Он отказался.»
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from ._prose import prose
from ._words import TOKEN, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..languages.language import Language
    from ..model import Span
    from ..passages import Passage

SEVERITY = Severity.INFO

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`", "ʻ"))
_SHORTENED = "nʻt"
_MOST_WORDS = 1 << 16
_NONE, _AFFIX, _CLEAR = range(3)  # how far a word says no
_STEM = 2  # letters at least of what a negative affix is put to


def check(passage: Passage) -> Iterator[Finding]:
    """Compare whether two texts have a negation."""
    source, target, draft = passage.source, passage.target, passage.draft
    if source is None or not target.strip():
        return
    there, here = _clear(source, draft.source_lang or draft.lang), _clear(target, draft.lang)
    if there and not here and not _denies(target, draft.lang):
        message = f"the source has “{source[slice(*there[0])]}”, the translation no negation"
        yield Finding(message, "see that it says the same", tuple(there))
    elif here and not there and not _denies(source, draft.source_lang or draft.lang):
        message = f"the translation has “{target[slice(*here[0])]}”, the source no negation"
        yield Finding(message, "see that it says the same", (), tuple(here))


def _clear(text: str, lang: str) -> list[Span]:
    """Where a text has a word that says no and nothing else."""
    known, shown = _known(lang), prose(text)
    if max(map(known.__getitem__, tokens(shown)), default=0) < _CLEAR:
        return []
    return [found.span() for found in TOKEN.finditer(shown) if known[found[0]] == _CLEAR]


def _denies(text: str, lang: str) -> bool:
    """Whether a text has a word that says no in whatever way."""
    return any(map(_known(lang).__getitem__, tokens(prose(text))))


class _Known(dict[str, int]):
    """Words of a language that were looked up: they come again."""

    def __init__(self, lang: str) -> None:
        self.language = registry.get(lang)

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = found = _negation(word.lower().translate(_APOSTROPHES), self.language)
        return found


_known = functools.cache(_Known)


def _negation(word: str, language: Language) -> int:
    if word in language.negations or (language.tag == "en" and word.endswith(_SHORTENED)):
        return _CLEAR
    return _AFFIX if word.startswith(language.denials) or _has_affix(word, language) else _NONE


def _has_affix(word: str, language: Language) -> bool:
    for affix in language.negating:
        bare = affix.strip("-")
        if affix.startswith("-") and affix.endswith("-"):
            found = bare in word[_STEM:]
        else:
            found = word.endswith(bare) if affix.startswith("-") else word.startswith(bare)
        if found and len(word) - len(bare) >= _STEM:
            return True
    return False
