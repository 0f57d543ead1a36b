"""Whether about as many sentences were translated as there are.

What: of three sentences or more not half are in the translation, or twice as many. Translators split and join
sentences, so it is noted only; what is missing outright is a matter of `length`.

Wrong: “He left. He came back. He left again.” - «Он ушёл.»

Right: “He left. He came back. He left again.” - «Он ушёл. Потом вернулся и снова ушёл.»
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import segmentation
from ..languages import registry
from ..model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.INFO

_FEWEST = 3
_SHARE = 0.5


def check(passage: Passage) -> Iterator[Finding]:
    """Count sentences."""
    source, target, draft = passage.source, passage.target, passage.draft
    if source is None or not target.strip() or _at_most(source) < _FEWEST > _at_most(target):
        return
    there = len(segmentation.split(source, registry.get(draft.source_lang or draft.lang)))
    here = len(segmentation.split(target, registry.get(draft.lang)))
    if max(here, there) >= _FEWEST and min(here, there) < _SHARE * max(here, there):
        message = f"{there} sentences in the source, {here} in the translation"
        yield Finding(message, "see that nothing is missing or too much", ((0, len(source)),), ((0, len(target)),))


def _at_most(text: str) -> int:
    return 1 + sum(map(text.count, ".!?…"))
