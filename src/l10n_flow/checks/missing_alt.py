"""Whether those who do not see a picture are told what it shows.

What: a picture of an article has no alternative text (its alt text), which screen readers say and search engines read,
and which is translated. In HTML an empty one says that the picture is there for decoration only; elsewhere a waiver
does, of the picture's address.

Wrong: ![](images/queue.jpg)

Right: ![People wait before an office in a long queue](images/queue.jpg)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Finding, Severity
from ._pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..passages import Passage, Version

SEVERITY = Severity.WARNING
OF_WORDS = False


def applies(version: Version) -> bool:
    """Whether there are pictures."""
    return bool(version.pictures)


def among(version: Version) -> Collection[int]:
    """The first text stands for its article."""
    return (0,)


def check(passage: Passage) -> Iterator[Finding]:
    """Look at the pictures of an article."""
    for picture, name in pictures(passage):
        if picture.alt is None or (picture.alt and not picture.alt.strip()):
            yield Finding(f"the picture {name} has no alt text", "say in a few words what it shows", subject=name)
