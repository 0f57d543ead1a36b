"""Whether there is something in a text that nobody sees.

What: control characters, zero-width spaces and joiners, soft hyphens, marks that turn the direction of text, and places
that no character was put in (U+FFFD). They hide words from searches and can make a text look other than it is. What the
source has as often is passed over, and so is a joiner within an emoji. Most of it can be fixed.

Wrong: «встре» U+200B «ча»

Right: «встреча»
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Span
    from ..passages import Passage, Version

SEVERITY = Severity.ERROR

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U000e007f]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
_BLANK_LETTERS = "\u115f\u1160\u3164\ufffd"
"""What Unicode takes for printable all the same."""
_SPACES = dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", " ")
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")


def applies(version: Version) -> bool:
    """Whether there is one in it at all."""
    return _has_some(version.whole)


def check(passage: Passage) -> Iterator[Finding]:
    """Find characters that are not to be seen."""
    target = passage.target
    if not _has_some(target):
        return
    extra = Counter(_UNSEEN.findall(target)) - Counter(_UNSEEN.findall(passage.source or ""))
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for at, typed in enumerate(target) if extra else ():
        if typed in extra:
            places[typed].append((at, at + 1))
    for sign in extra:
        spans = tuple(places[sign])
        name = f"U+{ord(sign):04X} {unicodedata.name(sign, 'control character').lower()}"
        if _LOST.match(sign):
            yield Finding(f"a character was lost here ({name})", "look into the source", (), spans, name[:6])
        else:
            fix = tuple((span, _SPACES.get(sign, "")) for span in spans)
            yield Finding(f"a character that nobody sees: {name}", "take it away", (), spans, name[:6], fix=fix)


def _has_some(text: str) -> bool:
    """Whether there may be such a character in a text: there seldom is, and that is quickly seen."""
    return not text.isprintable() or any(sign in text for sign in _BLANK_LETTERS)
