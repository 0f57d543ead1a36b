"""Whether a sentence of an article is longer than readers and translators can follow.

What: an article in its own language has a sentence of more than 47 words in English, 45 in Russian, 35 in Uzbek, 48 in
Tajik, as two sentences in a hundred of the news have. It is noted only.

Wrong: a sentence of sixty words

Right: two sentences of thirty
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from ..text import markup, segmentation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.INFO


def applies(version: Version) -> bool:
    """Whether it is an article in its own language."""
    return version.source_lang is None


def among(version: Version) -> Collection[int]:
    """The texts with more words than a sentence should have."""
    most = registry.get(version.lang).longest_sentence
    return [number for number, (unit, _) in enumerate(version.units) if most and len(unit.target.split()) > most]


def check(passage: Passage) -> Iterator[Finding]:
    """Count the words of each sentence."""
    text, language = passage.target, registry.get(passage.version.lang)
    most = language.longest_sentence
    start = 0
    for sentence in segmentation.split(text, language):
        start = text.index(sentence, start)
        end = start + len(sentence)
        if (count := len((markup.plain(sentence) if "<" in sentence else sentence).split())) > most:
            message = f"a sentence of {count} words; few have more than {most}"
            yield Finding(message, "make two sentences of it", (), ((start, end),))
        start = end
