"""What in a unit's text no machine may touch, place by place. Pure."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, NamedTuple

from ..text.letters import CAPITAL
from ..text.markup import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Span

__all__ = ["MARKERS", "TAG_LIKE", "Kind", "Place", "merged", "places"]

MARKERS = re.compile(r"[\[［⟦【〔〚{(]\s{0,2}[XxХх×]\s{0,2}(\d{1,4})\s{0,2}[XxХх×]\s{0,2}[\]］⟧】〕〛})]")
"""A marker as engines may give it back (see `shields`); the group is its number."""

_INSIDE_TAG = r"/?[^\W\d_][\w:.-]*(?:\s[^<>]*|/)?>"
TAG_LIKE = re.compile(f"<{_INSIDE_TAG}")
"""Whatever has the form of a tag, as the check `tags` sees it: more than what can be one."""

_URL_END = r"""[^\s<>«»“”„"'‘’]* [^\s<>«»“”„"'‘’.,;:!?…)\]}]"""
_THINGS = re.compile(
    rf"""
    (?:(?:https?|ftp)://|(?<![\w.@/-])www\.) {_URL_END}
  | (?<![\w.+%-]) [\w.+%-]+ @ (?:[\w-]+\.)+ [\w-]*\w
  | (?<![\w.@/-]) (?:[a-z0-9][a-z0-9-]+\.)+
    (?:com|org|net|info|int|gov|edu|news|media|io|me|tv|eu|uk|us|de|ru|ua|by|uz|tj|kg|kz|tm|az|am|ge|рф) (?![\w-])
    (?: / {_URL_END} )?
  | (?<![\w.@/]) @ \w (?: [\w.]*\w )?
  | (?<![\w&]) \# \w+
  | (?<![\w+]) \+ \d (?: [\s().‑-]{{0,2}}\d ){{6,14}} (?!\w)
  | (?<!\w) (?:\d[\s-]?)? \(\d{{2,5}}\) [\s-]? \d{{2,4}} (?: [\s-]\d{{2,4}} ){{1,3}} (?!\w)
  | (?<![\w-]) \d{{3}}-\d{{2,3}}-\d{{2,4}} (?![\w-])
  | (?<![\w-]) \d{{4}}-\d{{2}}-\d{{2}} (?: T[\d:.]+(?:Z|[+-][\d:]+)? )? (?![\w-])
  | (?<!\w) v\d+ (?:\.\d+)+ (?!\w)
  | (?<![\w.]) (?! \d{{1,2}}\.\d{{1,2}}\.\d{{2}}(?:\d\d)?(?!\.?\w) ) \d+ (?:\.\d+){{2,}} (?!\w)
  | (?<![\w/]) (?= [^\s/]*/\S*\d ) [{CAPITAL}]{{1,6}} (?: [/.-][{CAPITAL}0-9]+ (?:\([{CAPITAL}0-9]+\))? )+ (?!\w)
  | &lt; {_INSIDE_TAG} | {MARKERS.pattern}
""",
    re.VERBOSE,
)
"""Addresses, handles, hashtags; telephone numbers; dates and versions as machines write them; numbers of documents
(A/HRC/45/12); texts that look like tags or markers. Times, other dates and laws (115-FZ, 115-ФЗ) are not among them:
languages write them in their own ways."""


class Kind(enum.Enum):
    """What stands in a place."""

    OPEN = "an opening tag"
    CLOSE = "a closing tag"
    ALONE = "a tag without a partner"
    THING = "something else"


class Place(NamedTuple):
    """From where to where in the text, what is there, and where its partner begins; -1 if it has none."""

    start: int
    end: int
    kind: Kind
    partner: int = -1


def places(text: str, keep: Sequence[Span]) -> tuple[tuple[Place, ...], bool]:
    """All places, in order and without overlaps; and whether each tag that encloses text has its partner.

    Args:
        text: a unit's, with its tags.
        keep: what else is not to be touched. A tag that is half inside is a place of its own.
    """
    tags = [*TAG_LIKE.finditer(text)] if "<" in text else []
    found = _partners(tags)
    partners = found or {}
    things = [Place(*span, Kind.THING) for span in _things(text, keep, tags, partners)]
    inside = {at for thing in things for at in range(thing.start, thing.end)} if tags else set[int]()
    apart = [_place(tag, partners) for tag in tags if tag.start() not in inside]
    return tuple(sorted(things + apart, key=lambda place: place.start)), found is not None


def _place(tag: re.Match[str], partners: Mapping[int, int]) -> Place:
    partner = partners.get(tag.start(), -1)
    kind = Kind.ALONE if partner < 0 else Kind.OPEN if tag.start() < partner else Kind.CLOSE
    return Place(*tag.span(), kind, partner)


def _partners(tags: Sequence[re.Match[str]]) -> dict[int, int] | None:
    """Where the partner of each tag begins that encloses text; None if one has none, crosses another or is no tag."""
    found: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for one in tags:
        tag = TAG.fullmatch(one[0])
        if tag is None:
            return None
        if tag["void"]:
            continue
        if not tag["close"]:
            opened.append((tag["name"], one.start()))
            continue
        name, start = opened.pop() if opened else ("", -1)
        if name != tag["name"]:
            return None
        found |= {start: one.start(), one.start(): start}
    return None if opened else found


def _things(
    text: str, keep: Sequence[Span], tags: Sequence[re.Match[str]], partners: Mapping[int, int]
) -> Iterator[Span]:
    """What is no tag; pairs of tags may be inside."""
    for start, end in merged([*keep, *(found.span() for found in _THINGS.finditer(text))]):
        touched = [tag for tag in tags if tag.start() < end and start < tag.end()]
        is_whole = all(
            start <= tag.start() and tag.end() <= end and start <= partners.get(tag.start(), start) < end
            for tag in touched
        )
        parts = [(start, end)] if is_whole and (partners or not touched) else [*_between(start, end, touched)]
        for a, b in parts:
            piece = text[a:b]
            if inner := piece.strip():
                begin = a + piece.index(inner)
                yield begin, begin + len(inner)


def _between(start: int, end: int, tags: Sequence[re.Match[str]]) -> Iterator[Span]:
    for tag in tags:
        if start < tag.start():
            yield start, tag.start()
        start = tag.end()
    if start < end:
        yield start, end


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order; those that overlap are one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
