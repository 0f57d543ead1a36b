"""Whether about as many sentences were translated as there are.

What: of three sentences or more not half are in the translation, or twice as many. Translators split and join
sentences, so it is noted only; what is missing outright is a matter of `length`.

Wrong: “He left. He came back. He left again.” - «Он ушёл.»

Right: “He left. He came back. He left again.” - «Он ушёл. Потом вернулся и снова ушёл.»
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from ..text import segmentation
from . import _seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.INFO

_FEWEST = 3
_SHARE = 0.5
_MARKS = ".!?…"
_BETWEEN = re.compile(rf"[{_MARKS}]\W{{0,3}}\s")


def among(version: Version) -> Collection[int]:
    """The texts with marks enough for several sentences, or whose sources have them."""
    found = enumerate(_seen.all_of(version)) if version.source_lang else ()
    return [number for number, texts in found if any(_may_be_many(one.text) for one in texts)]


def check(passage: Passage) -> Iterator[Finding]:
    """Count sentences."""
    source, target, version = passage.source, passage.target, passage.version
    if source is None or not _differ(_roughly(source), _roughly(target)) or not target.strip():
        return
    there = len(segmentation.split(source, registry.get(version.source_lang or version.lang)))
    here = len(segmentation.split(target, registry.get(version.lang)))
    if _differ(here, there):
        message = f"{there} sentences in the source, {here} in the translation"
        yield Finding(message, "see that nothing is missing or too much", ((0, len(source)),), ((0, len(target)),))


def _differ(one: int, other: int) -> bool:
    return max(one, other) >= _FEWEST and min(one, other) < _SHARE * max(one, other)


def _may_be_many(text: str) -> bool:
    """Whether there are marks enough for the ends of sentences."""
    return sum(map(text.count, _MARKS)) >= _FEWEST - 1


@functools.lru_cache(maxsize=1 << 10)  # a source comes again with each translation
def _roughly(text: str) -> int:
    """About how many sentences there are; to count them takes longer than most checks."""
    return 1 + len(_BETWEEN.findall(text))
